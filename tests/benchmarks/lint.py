"""``python -m tests.benchmarks.lint``: how long lint takes, start of Python included."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter

from tests.benchmarks.process import ROOT

LINES = 20

_TEMPLATE = """\
{{% assign offer = 'offer-{number}' %}}
{{% assign points = custom_attribute.${{points}} | default: 0 %}}
<html lang="{{{{ ${{language}} | default: 'en' | escape }}}}">
<body>
<p>Hi {{{{ ${{first_name}} | default: 'there' | escape }}}},</p>
{{% if points > {number} %}}
  <p>you have {{{{ points }}}} points.</p>
{{% elsif points > 0 %}}
  <p>only {{{{ {number} | minus: points }}}} points to go.</p>
{{% else %}}
  <p>collect your first points today.</p>
{{% endif %}}
<ul>
{{% for item in custom_attribute.${{wishes}} limit: 3 %}}
  <li>{{{{ item.name | escape }}}}: {{{{ item.price | default: 0 }}}}</li>
{{% endfor %}}
</ul>
<a href="https://shop.example/{{{{ offer }}}}?u={{{{ ${{user_id}} | default: '' | url_param_escape }}}}">Shop</a>
{{{{ content_blocks.${{footer}} }}}}
</body></html>
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Time the first run, the second one and one file alone; print a row for each."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.lint", description=sys.modules[__name__].__doc__)
    parser.add_argument("--templates", type=int, default=1000, help=f"templates of {LINES} lines; default 1000")
    parser.add_argument("--rounds", type=int, default=3, help="the best of so many counts; default 3")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        first = write_workspace(root, options.templates)
        for name, seconds in _rows(root, first, options.rounds):
            print(f"{name:<28} {seconds:6.2f} s")
    return 0


def write_workspace(root: Path, templates: int) -> Path:
    """A workspace of so many messages; gives the first of them."""
    messages, blocks = root / "templates" / "messages", root / "templates" / "content_blocks"
    messages.mkdir(parents=True)
    blocks.mkdir()
    (blocks / "footer.liquid").write_text("<p>To leave, write to us.</p>\n", encoding="utf-8")
    for number in range(1, templates + 1):
        (messages / f"message_{number:05}.liquid").write_text(_TEMPLATE.format(number=number), encoding="utf-8")
    return messages / "message_00001.liquid"


def _rows(root: Path, first: Path, rounds: int) -> Iterator[tuple[str, float]]:
    yield "all, first run", min(_seconds(root, "--no-cache") for _ in range(rounds))
    _seconds(root)
    yield "all, nothing changed", min(_seconds(root) for _ in range(rounds))
    yield "one file", min(_seconds(root, str(first), "--no-cache") for _ in range(rounds))


def _seconds(root: Path, *arguments: str) -> float:
    begun = perf_counter()
    subprocess.run(
        [sys.executable, "-m", "braze_liquid_sim", "lint", "--statistics", "--exit-zero", *arguments],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return perf_counter() - begun


if __name__ == "__main__":
    sys.exit(main())

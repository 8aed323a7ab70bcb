"""Secrets, placeholders and samples become parameters, and no secret is left anywhere."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from braze_liquid_sim.importing.imported import Draft
from braze_liquid_sim.importing.parameters import masked, parameterised
from braze_liquid_sim.lint.project import Project
from braze_liquid_sim.workspace import source_of
from tests.cli.test_render import run, write
from tests.tables import cases

PROJECT = Project(date(2026, 3, 5))


@pytest.mark.parametrize("case", cases(Path(__file__).parent / "parameters.yaml"))
def test_table(case: dict[str, Any]) -> None:
    draft = Draft(case.get("kind", "message"), "x", case["body"], front_matter=case.get("front_matter", {}))
    found = parameterised(draft, PROJECT, case.get("known", {}))
    made = found.draft
    assert made.body == case.get("makes", case["body"])
    assert dict(made.front_matter) == case.get("front_matter_makes", dict(draft.front_matter))
    kinds = {name: f"{one['type']} {one['example']}" for name, one in made.parameters.items()}
    assert kinds == case.get("parameters", {})
    assert list(found.secrets) == case.get("secrets", [])
    source = source_of(made.text, "x", made.kind)
    assert "[[" not in source.template.replace("[[ x", "")
    for secret in found.secrets:
        assert secret not in made.text
        assert secret not in repr(found.replaced)
        assert masked(case["body"], found.secrets).count(secret) == 0


def test_a_template_that_has_them_already_stays_as_it_is() -> None:
    draft = Draft("message", "x", "{{ a | hmac_sha1_hex: 'Project_Secret' }}")
    once = parameterised(draft, PROJECT).draft
    assert parameterised(once, PROJECT).draft == once


SECRETS = st.text("abcdefghijkLMNOPQRS0123456789-_.", min_size=9, max_size=30).map(lambda text: f"q7{text}Z4")


@settings(max_examples=60, deadline=None)
@given(SECRETS, st.sampled_from(["'", '"']), st.sampled_from(["hmac_sha1_hex", "hmac_sha256_base64"]))
def test_no_signing_key_is_kept(secret: str, quote: str, name: str) -> None:
    body = (
        f"{{% assign x = 'a' | {name}: {quote}{secret}{quote} %}}{{% if %}}{{{{ x | {name} :{quote}{secret}{quote} }}}}"
    )
    found = parameterised(Draft("message", "x", body), PROJECT)
    assert secret not in found.draft.text
    assert secret not in masked(body, found.secrets)


def test_nothing_that_import_says_or_writes_has_a_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    secrets = ["s3cr3t-Real", "Tk39sLLq02Zz7711AAbb", "s0Fk29xPq71LmZs0Fk29"]
    page = f"""
## One
```liquid
{{% capture s %}}{{{{ "a" | hmac_sha1_hex: "{secrets[0]}" }}}}{{% endcapture %}}
```
```liquid
{{% capture s %}}{{{{ "b" | hmac_sha1_hex: "{secrets[0]}" }}}}{{% endcapture %}}
{{{{ s }}}}
```
## Two
```liquid
{{% connected_content https://a.example/x :headers {{"Authorization": "Bearer {secrets[1]}"}} :save r %}}{{{{ r.a }}}}
```
```json
{{"a": "Bearer {secrets[1]}"}}
```
```sh
curl -H "Authorization: Bearer {secrets[2]}"
```
"""
    write(tmp_path, {"page.md": page})
    said = run("import", "page.md", "--into", "shop")
    assert said.exit_code == 0, said.output
    monkeypatch.chdir("shop")
    written = {path: path.read_text(encoding="utf-8") for path in Path().rglob("*") if path.is_file()}
    for format_ in ("text", "json"):
        again = run("import", "../page.md", "--into", f"../{format_}", "--format", format_)
        for text in (said.output, again.output, *written.values()):
            assert not any(secret in text for secret in secrets)
    assert "a secret stood in the text; in one the parameter signing_key has taken its place" in said.stdout
    assert "Put it into the environment variable SIGNING_KEY" in said.stdout

"""``braze-liquid`` itself: finds its commands and turns whatever escapes them into an exit code.

0  done, an abort included      1  a template failed        2  the user's files or options are wrong
3  our own mistake            130  interrupted            141  nobody reads the output any more
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Mapping
from importlib import import_module
from keyword import iskeyword
from typing import Any

import click

from braze_liquid_sim import __version__
from braze_liquid_sim.errors import UsageError

EXIT_USAGE = 2
EXIT_CRASH = 3
EXIT_INTERRUPTED = 130
EXIT_BROKEN_PIPE = 141

_OUTSIDE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EPERM)
"""What is wrong with a disk or with permissions, and no mistake of ours."""

_LONG = 8
"""Characters of a value that is no word of a message by chance."""


class CommandFolder(click.Group):
    """A group whose commands are the modules of the folder ``commands``; a module loads when its command is named."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, which are those of the files."""
        folder = os.path.join(os.path.dirname(__file__), "commands")  # noqa: PTH118, PTH120 (pathlib costs 14 ms)
        names = [name[:-3] for name in os.listdir(folder) if name.endswith(".py")]  # noqa: PTH208
        return sorted(name.rstrip("_").replace("_", "-") for name in names if not name.startswith("_"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command's module."""
        if cmd_name not in self.list_commands(ctx):
            return None
        # A word of Python's own cannot be the name of a module: `import` stands in `import_`.
        name = cmd_name.replace("-", "_") + "_" * iskeyword(cmd_name)
        module = import_module(f"braze_liquid_sim.cli.commands.{name}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click's, with the near misses of an unknown command."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from braze_liquid_sim.workspace.names import suggestion

            raise click.UsageError(f"{error.message} {suggestion(args[0], self.list_commands(ctx))}", ctx) from None

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; every way out that is not its own becomes a message and an exit code."""
        _open_streams()
        try:
            return super().invoke(ctx)
        except UsageError as error:
            tell(error)
            ctx.exit(EXIT_USAGE)
        except KeyboardInterrupt:
            click.echo("interrupted", err=True)
            ctx.exit(EXIT_INTERRUPTED)
        except BrokenPipeError:
            _silence_output()
            ctx.exit(EXIT_BROKEN_PIPE)
        except OSError as error:
            if error.errno not in _OUTSIDE:
                _report_crash(error)
                ctx.exit(EXIT_CRASH)
            _silence_output()
            help = "Make room or mend the permissions, and run it again."
            tell(UsageError(f"{error.filename or 'the output'}: {error.strerror}", help=help))
            ctx.exit(EXIT_USAGE)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:  # noqa: BLE001 (the one place that must catch everything)
            _report_crash(error)
            ctx.exit(EXIT_CRASH)


def tell(error: UsageError) -> None:
    """Say on stderr what is wrong, and what to do; names of files and the like cannot steer the terminal."""
    from braze_liquid_sim.report.drawing import clean_lines

    click.echo(f"error: {clean_lines(error.message)}", err=True)
    if error.help:
        click.echo(f"  help: {clean_lines(error.help)}", err=True)


def _open_streams() -> None:
    """Let nothing take the place of a stream that was closed (``>&-``): the next file that is opened would."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115 (pathlib costs 14 ms)


def _silence_output() -> None:
    """Keep the interpreter from complaining about the closed pipe once more when it flushes at its end."""
    null = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(null, sys.stdout.fileno())
    except (OSError, ValueError):
        # A stand-in for stdout without a descriptor has nothing to flush.
        os.close(null)


def _report_crash(error: Exception) -> None:
    import platform
    import tempfile
    import traceback

    from braze_liquid_sim.report.drawing import clean

    message = clean(without_values(str(error), os.environ))
    click.echo(f"internal error: {type(error).__name__}: {message:.300}", err=True)
    click.echo("  This is a mistake in braze-liquid, not in your template.", err=True)
    details = f"braze-liquid {__version__}, Python {platform.python_version()}, {platform.platform()}\n\n"
    details += without_values("".join(traceback.format_exception(error)), os.environ)
    try:
        with tempfile.NamedTemporaryFile("w", prefix="braze-liquid-", suffix=".txt", delete=False) as file:
            file.write(details)
    except OSError:
        click.echo(details, err=True)
        where = "the lines above"
    else:
        where = file.name
    click.echo(f"  help: Please report it with {where} and, if you may share it, the template.", err=True)


def without_values(text: str, variables: Mapping[str, str]) -> str:
    """A text without the values of environment variables and of a ``.env``: any of them may be a secret."""
    values = {value: f"${name}" for name, value in variables.items()}
    for folder in (".", "..", "templates"):
        values |= _dotenv_values(os.path.join(folder, ".env"))  # noqa: PTH118
    for value in sorted(values, key=len, reverse=True):
        if len(value) >= _LONG:
            text = text.replace(value, values[value])
    return text


def _dotenv_values(path: str) -> dict[str, str]:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:  # noqa: PTH123
            pairs = [line.partition("=") for line in file]
    except OSError:
        return {}
    return {value.strip().strip("'\""): f"${name.strip()}" for name, _, value in pairs}


@click.command(cls=CommandFolder, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="braze-liquid")
def main() -> None:
    """Render Braze Liquid locally, exactly as Braze would send it."""

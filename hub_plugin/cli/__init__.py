"""The terminal door: the command ``coehub``, one file per verb."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from keyword import iskeyword
from pathlib import Path
from typing import Any

import click

from hub_plugin import __version__
from hub_plugin.cli.saying import complain, speak

VERBS = (
    "check", "new", "import", "answer", "rename", "upgrade", "schema", "explain", "status", "impact", "remind", "report", "init", "export",
    "publish", "links", "codeowners", "translations",
)  # fmt: skip
BUG, INTERRUPTED, PIPE_CLOSED = 3, 130, 141  # the last two as shells count them: 128 and the number of the signal
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF)


def _module(verb: str) -> str:
    """Return the module of a verb; one that Python keeps for itself has an underscore behind it."""
    return f"{__name__}.{verb}" + "_" * iskeyword(verb)


class _PipeClosedError(Exception):
    """Whoever reads our output has closed the pipe."""


class Door(click.Group):
    """Loads a verb when it is asked for, and turns whatever happens into an exit code and one message."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the verbs that there are, in the order in which people need them."""
        return [verb for verb in VERBS if find_spec(_module(verb))]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a verb, or None."""
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = import_module(_module(cmd_name)).command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run a verb, with a closed pipe told apart: click would end the program with 1, which means findings here."""
        from hub_plugin.cli.opened import here

        here()
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise _PipeClosedError from None
            raise
        return result

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run a verb.

        Returns:
            Nothing: it ends the program with 0 (clean), 1 (a finding that fails), 2 (wrong use) or 3 (our own bug);
            without ``standalone_mode`` it returns that number.
        """
        for name in ("stdout", "stderr"):
            if getattr(sys, name) is None:  # closed by whoever called us
                setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 as long as we run
            if hasattr(stream := getattr(sys, name), "reconfigure"):
                stream.reconfigure(errors="backslashreplace")  # what a console cannot show is better than no report
        try:
            if sys.flags.optimize > 1:
                raise click.UsageError("the rules are read from docstrings: run Python without -OO (PYTHONOPTIMIZE=2)")
            code = super().main(args, prog_name or "coehub", complete_var, False, **extra)
        except click.ClickException as error:
            complain(error)
            code = 2
        except (click.Abort, KeyboardInterrupt):
            code = INTERRUPTED
        except _PipeClosedError:
            _read_no_more()
            code = PIPE_CLOSED
        except Exception as error:
            code = 2 if _wrong_around(error) else _bug(error)
        code = code if isinstance(code, int) else 0
        if standalone_mode:
            sys.exit(code)
        return code


def _read_no_more() -> None:
    """Leave what is still to be printed: whoever read our output has had enough (``coehub check | head``), or its disk is full."""
    with contextlib.suppress(OSError, ValueError):  # else Python complains when it flushes at the end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _wrong_around(error: Exception) -> bool:
    """Say what is wrong with a folder, an option, a module, or what we run in, if it is that."""
    if isinstance(error, OSError) and error.errno in _FULL:
        _read_no_more()
        return _complained(f"what this has to say cannot be written: {error.strerror}")
    try:
        from hub_plugin.opening import SetupError, blaming
    except (ValueError, OSError):  # babel reads it when it is imported
        return _complained(f"TZ is '{os.environ.get('TZ', '')}' in this environment, which is no time zone")
    try:
        with blaming():
            raise error
    except SetupError as told:
        return _complained(str(told))
    except Exception:
        return False


def _complained(message: str) -> bool:
    from hub_plugin.model.safe import safe

    complain(click.ClickException(safe(message)))
    return True


def _bug(error: Exception) -> int:
    if os.environ.get("COEHUB_DEBUG") == "1":
        import traceback

        traceback.print_exception(error)
    told = f"{type(error).__name__}: {error}"[:300]
    message = f"coehub: this is a bug of ours, not of your content ({told})"
    hint = "please report it to the maintainers of mkdocs-coehub, with what COEHUB_DEBUG=1 shows"
    speak(f"{message}; {hint}", err=True)
    return BUG


@click.group(
    cls=Door,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 clean, 1 a finding that fails, 2 wrong use, 3 a bug of ours.",
)
@click.version_option(__version__, prog_name="coehub")
def main() -> None:
    """Check, extend and read the hub of a centre of excellence.

    The content lies where 'content_dir' of the coehub plugin says in mkdocs.yml, else in the folder 'content'.

    \b
    Example:
      coehub check --strict
    """

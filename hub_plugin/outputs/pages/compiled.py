"""Templates compiled once, ours and the theme's: kept in the process, and beside the package, where Python keeps its own."""

from __future__ import annotations

import contextlib
import functools
import importlib.metadata
import os
import sys
from importlib.util import cache_from_source
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket


class Compiled(jinja2.FileSystemBytecodeCache):
    """The compiled templates. Compiling all of them takes longer than printing a small hub.

    What is loaded runs, so it lies nowhere but in ``__pycache__`` beside the package's own code: never in the project, where a pull
    request could bring it, and never in a folder that others can write to. Like Python, it does without where it may not write, or
    is told not to (``PYTHONDONTWRITEBYTECODE``); a template whose text has changed is compiled anew.

    Args:
        templates: the folder of the package's templates.
    """

    def __init__(self, templates: Path) -> None:
        module = Path(cache_from_source(str(templates.with_suffix(".py"))))
        super().__init__(str(module.with_suffix(f".jinja-{importlib.metadata.version('jinja2')}")))
        self._known: dict[str, Bucket] = {}

    def get_bucket(self, environment: jinja2.Environment, name: str, filename: str | None, source: str) -> Bucket:
        """Return the bucket of a template; with other settings, or filters that are called otherwise, it is other code."""
        settings = (
            environment.autoescape, environment.trim_blocks, environment.lstrip_blocks, environment.keep_trailing_newline,
            environment.block_start_string, environment.variable_start_string, environment.comment_start_string,
            environment.line_statement_prefix, environment.line_comment_prefix, sorted(environment.extensions), _ways_to_call(environment),
        )  # fmt: skip
        return super().get_bucket(environment, name, filename, f"{settings}\n{source}")

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket with what was compiled before, if it was."""
        known = self._known.get(bucket.key)
        if known is not None and known.checksum == bucket.checksum:
            bucket.code = known.code
            return
        with contextlib.suppress(Exception):  # a damaged file is no file
            super().load_bytecode(bucket)
        if bucket.code is not None:
            self._known[bucket.key] = bucket

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self._known[bucket.key] = bucket
        if not sys.dont_write_bytecode:
            with contextlib.suppress(OSError):
                os.makedirs(self.directory, exist_ok=True)
                super().dump_bytecode(bucket)


def _ways_to_call(environment: jinja2.Environment) -> str:
    """Return which filters and tests are given more than their values: the context, its settings or the environment."""
    known = {**environment.filters, **environment.tests}
    return str(
        sorted((name, str(each.jinja_pass_arg)) for name, each in known.items() if hasattr(each, "jinja_pass_arg"))
    )


compiled = functools.cache(Compiled)  # one for all builds of a process

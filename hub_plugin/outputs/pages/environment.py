"""Jinja as our pages need it: the same language, without what it does again at each of a million steps.

Nothing of it shows in a page. Jinja asks of each thing that a template calls, twice, whether it wants the context; ours are plain
functions and macros. It reads the globals through a chain of mappings, copied for each template that is included or imported; ours do
not change while a site is printed. And it asks the disk before each use of a template whether it has changed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, MutableMapping
from types import BuiltinFunctionType, FunctionType, MethodType
from typing import Any

import jinja2
from jinja2.runtime import Context, Macro

_BRINGS_IN = re.compile(r"{%-?\s*(?:include|import|from)\s+[\"']([^\"']+)")
_PLAIN = (FunctionType, MethodType, BuiltinFunctionType)


class _Context(Context):
    def call(self, called: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        """Call something with the arguments that a template gives."""
        sort = type(called)
        if sort is Macro:
            args = (self.eval_ctx, *args)
        elif sort not in _PLAIN or hasattr(called, "jinja_pass_arg"):
            return super().call(called, *args, **kwargs)
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        return called(*args, **kwargs)


class Environment(jinja2.Environment):
    """An environment whose globals are set before its first template is loaded, and whose templates do not change."""

    context_class = _Context

    def __init__(self, **options: Any) -> None:
        super().__init__(auto_reload=False, **options)
        self._said: dict[tuple[str, str], bool] = {}

    def says(self, template: str, word: str) -> bool:
        """Tell whether a word stands in a template, or in one that it brings in."""
        key = (template, word)
        if key not in self._said:
            assert self.loader is not None
            self._said[key] = False  # until it is known: templates may bring in each other
            try:
                source = self.loader.get_source(self, template)[0]
            except jinja2.TemplateNotFound:  # whoever brings it in says so at the line, or does without
                return False
            self._said[key] = word in source or any(self.says(each, word) for each in _BRINGS_IN.findall(source))
        return self._said[key]

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the globals of a template."""
        return {**self.globals, **(d or {})}

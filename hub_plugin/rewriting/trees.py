"""Plain trees, changed as an edit means to change them: what a file must read as afterwards."""

from __future__ import annotations

import copy
from typing import Any

from hub_plugin.model.findings import Route


def holder_of(tree: Any, route: Route) -> Any:
    """Return what holds the value at a route."""
    for step in route[:-1]:
        tree = tree[step]
    return tree


def put(tree: Any, route: Route, value: Any) -> None:
    """Set or append a value, in place."""
    holder = holder_of(tree, route)
    if isinstance(holder, list) and route[-1] == len(holder):
        holder.append(value)
    else:
        holder[route[-1]] = value


def changed(tree: dict[str, Any], route: Route, value: Any) -> dict[str, Any]:
    """Return a tree with the value at a route set or added; the tree given is used up."""
    put(tree, route, copy.deepcopy(value))
    return tree


def without(tree: dict[str, Any], route: Route) -> dict[str, Any]:
    """Return a tree without the value at a route; the tree given is used up."""
    del holder_of(tree, route)[route[-1]]
    return tree


def rename_key(tree: Any, route: Route, name: str) -> None:
    """Give a field another name at its place among the others, in place."""
    holder = holder_of(tree, route)
    entries = [(name if each == route[-1] else each, value) for each, value in holder.items()]
    holder.clear()
    holder.update(entries)

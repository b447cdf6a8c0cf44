"""What mkdocs.yml says of our plugin, read without MkDocs and without running anything that the file names."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

NAMES = ("mkdocs.yml", "mkdocs.yaml")
Read = Callable[[str], bytes]


def plugin_options(folder: Path, environ: Mapping[str, str]) -> Mapping[str, Any]:
    """Return the options of the plugin ``coehub`` in a folder's mkdocs.yml; none if there is no such file or plugin.

    Raises:
        click.ClickException: the file cannot be read.
    """
    return _options_of(folder, lambda path: (folder / path).read_bytes(), environ)


def read_for_options(folder: Path, environ: Mapping[str, str]) -> tuple[str, ...]:
    """Return the files that tell the options, seen from a folder: both names of mkdocs.yml, and what it inherits from."""
    import click

    asked = dict.fromkeys(NAMES)

    def read(path: str) -> bytes:
        asked[path] = None
        return (folder / path).read_bytes()

    with suppress(click.ClickException):
        _options_of(folder, read, environ)
    return tuple(asked)


def _options_of(folder: Path, read: Read, environ: Mapping[str, str]) -> Mapping[str, Any]:
    name = next((name for name in NAMES if (folder / name).is_file()), None)
    return options_in(name, read, environ) if name else {}


def options_in(name: str, read: Read, environ: Mapping[str, str]) -> Mapping[str, Any]:
    """Return the options of the plugin ``coehub`` in a configuration, wherever it is read from.

    Args:
        name: the path of the file.
        read: returns the bytes of a file, or raises OSError.
        environ: the environment, for ``!ENV``.

    Raises:
        click.ClickException: it cannot be read.
    """
    return _options(_plugins(name, read, environ, 0))


def _options(plugins: Any) -> Mapping[str, Any]:
    listed = plugins if isinstance(plugins, list) else [plugins]
    for each in listed:
        if isinstance(each, Mapping) and "coehub" in each:
            found = each["coehub"]
            return found if isinstance(found, Mapping) else {}
    return {}


def _plugins(path: str, read: Read, environ: Mapping[str, str], depth: int) -> Any:
    """Return the plugins of a configuration, those of the one that it inherits from where it has none."""
    import yaml

    from hub_plugin.cli.opened import wrong_use

    try:
        config = yaml.load(read(path), Loader=loader(environ))
    except OSError as error:
        raise wrong_use(f"'{posixpath.basename(path)}' cannot be read: {error.strerror or error}") from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f" (line {mark.line + 1})" if mark else ""
        raise wrong_use(
            f"'{posixpath.basename(path)}' cannot be read{where}: {getattr(error, 'problem', None) or error}"
        ) from None
    if not isinstance(config, Mapping):
        return None
    parent = config.get("INHERIT")
    if config.get("plugins") is None and isinstance(parent, str) and depth < 5:
        return _plugins(posixpath.join(posixpath.dirname(path), parent), read, environ, depth + 1)
    return config.get("plugins")


def loader(environ: Mapping[str, str]) -> Any:
    """Make a loader that knows ``!ENV`` and passes over every other tag (``!!python/name:``, ``!relative``)."""
    import yaml

    class Loader(yaml.SafeLoader):
        pass

    def plain(loader: yaml.SafeLoader, node: yaml.Node) -> Any:
        if isinstance(node, yaml.ScalarNode):
            return loader.construct_scalar(node)
        if isinstance(node, yaml.SequenceNode):
            return loader.construct_sequence(node, deep=True)
        return loader.construct_mapping(node, deep=True) if isinstance(node, yaml.MappingNode) else None

    def from_environment(loader: yaml.SafeLoader, node: yaml.Node) -> Any:
        told = plain(loader, node)
        names = told if isinstance(told, list) else [told]
        default = names.pop() if len(names) > 1 else None
        value = next((environ[str(name)] for name in names if str(name) in environ), default)
        return value

    Loader.add_constructor("!ENV", from_environment)
    Loader.add_multi_constructor("", lambda loader, _tag, node: plain(loader, node))
    return Loader

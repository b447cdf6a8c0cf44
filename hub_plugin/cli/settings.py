"""What mkdocs.yml says, read without MkDocs and without running anything that the file names."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hub_plugin.options import OptionError, Options, options_of

if TYPE_CHECKING:
    import yaml

NAMES = ("mkdocs.yml", "mkdocs.yaml")
Read = Callable[[str], bytes]


def plugin_options(folder: Path, environ: Mapping[str, str]) -> Options:
    """Return the options of the plugin ``coehub`` in a folder's mkdocs.yml; the usual ones if there is no such file or plugin.

    Raises:
        click.ClickException: the file cannot be read, or an option cannot be used.
    """
    name = _named(folder)
    return options_in(name, lambda path: (folder / path).read_bytes(), environ) if name else Options()


def read_for_options(folder: Path) -> tuple[str, ...]:
    """Return the files that tell the options, seen from a folder: both names of mkdocs.yml, and what it inherits from."""
    import click

    asked = dict.fromkeys(NAMES)

    def read(path: str) -> bytes:
        asked[path] = None
        return (folder / path).read_bytes()

    with suppress(click.ClickException):
        root_of(_named(folder) or NAMES[0], read)
    return tuple(asked)


def _named(folder: Path) -> str:
    return next((name for name in NAMES if (folder / name).is_file()), "")


def options_in(name: str, read: Read, environ: Mapping[str, str], careful: bool = True) -> Options:
    """Return the options of the plugin ``coehub`` in a configuration, wherever it is read from.

    Args:
        name: the path of the file.
        read: returns the bytes of a file, or raises OSError.
        environ: the environment, for ``!ENV``.
        careful: refuse what cannot be used; else it counts as not given.

    Raises:
        click.ClickException: it cannot be read, or an option cannot be used.
    """
    from hub_plugin.cli.opened import wrong_use

    root = root_of(name, read)
    given = plugins_in(values_of(name, root, environ)).get("coehub", []) if root else []
    if len(given) > 1 and careful:
        raise wrong_use(f"'{posixpath.basename(name)}': the plugin coehub stands there twice; delete one of the two")
    try:
        return options_of(given[0] if given else {}, careful)
    except OptionError as error:
        raise wrong_use(f"'{posixpath.basename(name)}': coehub: {error}") from None


def plugins_in(values: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Return the plugins that a configuration names, each with its options, as often as it stands there."""
    plugins = values.get("plugins")
    made: dict[str, list[Any]] = {}
    for each in plugins if isinstance(plugins, list) else [plugins]:
        for name, options in each.items() if isinstance(each, Mapping) else [(each, {})]:
            made.setdefault(str(name), []).append(options or {})
    return made


def root_of(path: str, read: Read, depth: int = 0) -> yaml.MappingNode | None:
    """Return the nodes of a configuration, laid over the one that it inherits from as MkDocs does it; None if it holds no settings.

    Raises:
        click.ClickException: it cannot be read.
    """
    import yaml

    with _readable(path):
        root = yaml.compose(read(path), yaml.SafeLoader)
    if not isinstance(root, yaml.MappingNode):
        return None
    parent = next((value.value for key, value in root.value if key.value == "INHERIT"), None)
    if not isinstance(parent, str) or depth > 5:
        return root
    below = root_of(posixpath.join(posixpath.dirname(path), parent), read, depth + 1)
    with _readable(path):
        return _merged(below, root) if below else root


def _merged(below: yaml.MappingNode, above: yaml.MappingNode) -> yaml.MappingNode:
    """Lay settings over others: mappings are merged, all else is replaced."""
    import yaml

    entries = {key.value: (key, value) for key, value in below.value}
    for key, value in above.value:
        old = entries[key.value][1] if key.value in entries else None
        if isinstance(old, yaml.MappingNode) and isinstance(value, yaml.MappingNode):
            value = _merged(old, value)
        entries[key.value] = (key, value)
    return yaml.MappingNode(above.tag, list(entries.values()), flow_style=above.flow_style)


def values_of(path: str, root: yaml.MappingNode, environ: Mapping[str, str]) -> Mapping[str, Any]:
    """Return what the nodes of a configuration say.

    Raises:
        click.ClickException: something is no value.
    """
    with _readable(path):
        return dict(loader(environ)("").construct_document(root))


@contextmanager
def _readable(path: str) -> Iterator[None]:
    import yaml

    from hub_plugin.cli.opened import wrong_use

    name = posixpath.basename(path)
    try:
        yield
    except OSError as error:
        raise wrong_use(f"'{name}' cannot be read: {error.strerror or error}") from None
    except (yaml.YAMLError, ValueError, TypeError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f" (line {mark.line + 1})" if mark else ""
        raise wrong_use(f"'{name}' cannot be read{where}: {getattr(error, 'problem', None) or error}") from None


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
        """Return what the first of some variables says, of the type that it looks like, else the last entry of the list: as MkDocs does."""
        told = node.value if isinstance(node, yaml.SequenceNode) else [node]
        *named, default = told if len(told) > 1 else (*told, None)
        names = [str(each.value) for each in named]
        if (text := next((environ[name] for name in names if name in environ), None)) is None:
            return None if default is None else loader.construct_object(default, deep=True)
        tag = loader.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
        return loader.construct_object(yaml.ScalarNode(tag, text))

    def day(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> Any:
        try:
            return loader.construct_yaml_timestamp(node)
        except ValueError:
            problem = f"'{node.value}' is on no calendar; mend the date, or write it in quotes if it is none"
            raise yaml.constructor.ConstructorError(problem=problem, problem_mark=node.start_mark) from None

    Loader.add_constructor("!ENV", from_environment)
    Loader.add_constructor("tag:yaml.org,2002:timestamp", day)
    Loader.add_multi_constructor("", lambda loader, _tag, node: plain(loader, node))
    return Loader

"""The drawing equals the imports, and one kind costs one folder and one line."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from hub_plugin import build, kinds
from hub_plugin.model.findings import Level
from hub_plugin.opening import SetupError, open_hub

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "hub_plugin"
ROOMS = (
    "plugin", "cli", "opening", "options", "landing", "indexing", "policy", "pouring", "publishing", "importing", "disk", "writing",
    "lasting", "watching", "locking",
    "sharing", "pressing", "printing", "build", "rewriting", "kinds", "outputs", "model",
)  # fmt: skip


def imports_of(room: str) -> set[str]:
    """Return the rooms that a room's files import."""
    path = PACKAGE / f"{room}.py"
    files = [path] if path.exists() else sorted((PACKAGE / room).rglob("*.py"))
    found: set[str] = set()
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = []
            if isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
            elif isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            found |= {name.split(".")[1] for name in names if name.startswith("hub_plugin.")}
    return found & set(ROOMS) - {room}


def drawn() -> dict[str, set[str]]:
    """Return the table of docs/architecture.md."""
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\w+) \| ([\w, ]*)\|$", text, re.MULTILINE)
    return {room: {name for name in re.split(r"[, ]+", names) if name} for room, names in rows if room in ROOMS}


@pytest.mark.parametrize("room", ROOMS)
def test_the_drawing_equals_the_imports(room: str) -> None:
    assert drawn()[room] == imports_of(room)


def test_the_drawing_has_the_layers_of_the_contract() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    (layers,) = (each["layers"] for each in contracts if each["id"] == "rooms")
    (drawing,) = re.findall(
        r"```text\n(.*?)```", (ROOT / "docs/architecture.md").read_text(encoding="utf-8"), re.DOTALL
    )[:1]
    drawn = [re.split(r" {3,}", line)[0].split() for line in drawing.splitlines()]
    assert drawn == [layer.split(" | ") for layer in layers if layer != "(__main__)"]


def test_the_vocabulary_is_where_the_page_says() -> None:
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    (table,) = re.findall(r"\| what the facts speak of .*?\n\n", text, re.DOTALL)
    stated = {path.name for path in (PACKAGE / "model").rglob("*.py") if "(Fact):" in path.read_text(encoding="utf-8")}
    assert set(re.findall(r"`(\w+\.py)`", table)) == stated


def test_every_folder_of_kinds_is_in_the_table_of_contents() -> None:
    folders = {path.parent.name for path in (PACKAGE / "kinds").glob("*/__init__.py")}
    assert folders == {kind.where.name for kind in kinds.KINDS}


def test_no_file_has_more_than_350_lines() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in PACKAGE.rglob("*.py")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 350
    }
    assert not long


def test_every_rule_of_the_styles_is_closed() -> None:
    for path in (PACKAGE / "theme").rglob("*.css"):
        depth = 0
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            assert depth == 0 or not line.startswith("/*"), f"{path.name}:{number}: a rule before it is not closed"
            depth += line.count("{") - line.count("}")
        assert depth == 0


@pytest.fixture
def outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the example hub with a kind from outside, by one line in hub.yml."""
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content)
    hub = content / "hub.yml"
    hub.write_text(hub.read_text(encoding="utf-8") + "kinds: [glossary]\n", encoding="utf-8")
    (content / "glossary").mkdir()
    (content / "glossary/contact.yml").write_text(
        "title: Contact\nowner: service\nmeaning: One conversation about one question.\nused_in: first-contact\n"
        "changes:\n  - {version: 1, date: 2026-11-22, what: First meaning}\nreviewed: 2020-01-01\nreview_every: 1 year\n",
        encoding="utf-8",
    )
    monkeypatch.syspath_prepend(str(ROOT / "examples"))
    return content


def test_a_kind_from_outside_is_everywhere(outside: Path) -> None:
    opened = open_hub(outside, "2026-11-23")
    assert not opened.reading.failing([Level.ERROR, Level.WARNING])
    hub = opened.reading.hub
    now = build.derive(hub, opened.today)
    site = build.site(hub, now, build.Frame())
    pages = {page.uri: page for page in site.pages}
    assert "One conversation about one question." in pages["glossary/contact.md"].html
    assert "Contact" in pages["glossary/index.md"].html
    assert "First meaning" in pages["index.md"].html
    assert "meaning" in pages["reference/term.md"].html
    assert "uses the word" in pages["standards/first-contact.md"].html
    assert any(each.about.kind == "term" for each in now.attentions)


def test_it_speaks_the_languages_of_its_own_catalogs(
    outside: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the entries that the guide shows."""
    guide = (ROOT / "docs/guide/translating.md").read_text(encoding="utf-8")
    (entries,) = re.findall(r"```po\n# glossary/locales/de.po\n(.*?)```", guide, re.DOTALL)
    shutil.copytree(ROOT / "examples/glossary", tmp_path / "glossary")
    (tmp_path / "glossary/locales").mkdir()
    (tmp_path / "glossary/locales/de.po").write_text(entries, encoding="utf-8")
    for name in [each for each in sys.modules if each.partition(".")[0] == "glossary"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.syspath_prepend(str(tmp_path))
    opened = open_hub(outside, "2026-11-23")
    hub = opened.reading.hub
    site = build.site(hub, build.derive(hub, opened.today), build.Frame(language="de"))
    pages = {page.uri: page.html for page in site.pages}
    assert "Glossar</h1>" in pages["glossary/index.md"]
    assert "benutzt das Wort" in pages["standards/first-contact.md"]


def test_its_rules_and_example_keep_the_laws(outside: Path) -> None:
    (outside / "glossary/touch.yml").write_text(
        "title: Touch\nowner: service\nmeaning: Touch is touch.\n", encoding="utf-8"
    )
    findings = open_hub(outside, "2026-11-23").reading.failing([Level.ERROR, Level.WARNING])
    assert [(each.rule, each.place.path, each.place.line) for each in findings] == [
        ("term/defined-by-itself", "glossary/touch.yml", 3)
    ]


@pytest.mark.parametrize(
    ("module", "named"),
    [("content/evil.py", "content.evil"), ("content/evil/__init__.py", "content.evil.kind"),
     ("sources/pay/evil.py", "sources.pay.evil"), ("content/evil/__init__.py", "outer.evil.kind")],
)  # fmt: skip
@pytest.mark.parametrize("linked", [False, True])
def test_a_kind_inside_the_content_is_refused(outside: Path, module: str, named: str, linked: bool) -> None:
    """Before anything of its package runs."""
    root = outside.parent
    (root / module).parent.mkdir(parents=True, exist_ok=True)
    (root / module).write_text("raise SystemExit('it has run')\n", encoding="utf-8")
    if named.startswith("outer"):  # a package outside that holds a link to one inside
        (root / "outer").mkdir()
        (root / "outer/__init__.py").touch()
        (root / "outer/evil").symlink_to(root / "content/evil", target_is_directory=True)
    hub = outside / "hub.yml"
    text = hub.read_text(encoding="utf-8").replace("[glossary]", f"[{named}]")
    hub.write_text(text + "sources: {pay: {path: sources/pay, may: ['tools/*.yml']}}\n", encoding="utf-8")
    if linked:
        (root / "way").symlink_to(outside.name, target_is_directory=True)
    content = str(root / "way" if linked else outside)
    code = f"from pathlib import Path; from hub_plugin.opening import open_hub; open_hub(Path({content!r}))"
    ran = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False,
                         env={"PYTHONPATH": f"{ROOT}:{root}"})  # fmt: skip
    assert f"'{named}' lies in the content folder" in ran.stderr
    assert "it has run" not in ran.stdout + ran.stderr


@pytest.mark.parametrize("name", ["no.such.module", "json"])
def test_a_module_without_a_kind_is_wrong_use(outside: Path, name: str) -> None:
    hub = outside / "hub.yml"
    hub.write_text(hub.read_text(encoding="utf-8").replace("[glossary]", f"[{name}]"), encoding="utf-8")
    with pytest.raises(SetupError, match=name.partition(".")[0]):
        open_hub(outside)

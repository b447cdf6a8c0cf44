"""A small hub in four languages, one of them from right to left: some of it translated, some not, one text behind its source."""

from __future__ import annotations

from pathlib import Path

from tests import sites

URL = "https://hub.example.org/coe/"
CONFIG = f"""\
site_name: Small centre
site_url: {URL}
copyright: Ours
theme: {{name: material, font: false}}
nav:
  - Home: index.md
  - Standards: standards/index.md
  - Teams: teams/index.md
  - About us: about.md
  - help.md
  - Our words: translations/index.md
plugins:
  - search
  - coehub:
      titles:
        ro: {{About us: Despre noi, Ours: Al nostru}}
"""
TEXTS = {
    "content/hub.yml": (
        "format: 1\nname: {en: Small centre, ro: Centru mic, de: Kleines Zentrum}\nmission: Every question is answered once.\n"
        "timezone: Europe/Bucharest\nlanguages: [en, ro, de, ar]\nsponsor: {person: ana-pop, signed: 2026-01-10}\n"
    ),
    "content/hub.ro.yml": "mission: O dată.\nmade_from: {mission: 0a1b2c3d}\n",
    "content/people/ana-pop.yml": "name: Ana Pop\njob: Lead\n",
    "content/teams/payments.yml": (
        "name: Payments\npurpose: Takes and returns money.\nlead: ana-pop\nmembers: [ana-pop]\ncontact: '#pay'\n"
    ),
    "content/teams/payments.ro.yml": "name: Plăți\npurpose: Ia și dă banii.\n",
    "content/teams/payments.ar.yml": "name: المدفوعات\n",
    "content/standards/brief.md": (
        "---\ntitle: Brief <answers>\nowner: payments\nstatus: active\nadopt_by: 2026-06-30\nrequirements:\n"
        "  short: {must: 'It is short, & clear.'}\n---\nNobody reads long ones.\n\n## short\n\nCut *one* half.\n"
    ),
    "content/standards/brief.ro.md": "---\ntitle: Răspunsuri scurte\n---\nNimeni nu citește mult.\n",
    "content/templates/note.yml": (
        "title: Note\nowner: payments\nstatus: active\nfiles: {en: note.txt, ro: nota.txt}\n"
    ),
    "content/templates/note.txt": "Dear all",
    "content/templates/nota.txt": "Dragi colegi",
    "docs/about.md": "# About us\n\nWe help. See [help](help.md#first) and [[team/payments]].\n",
    "docs/about.ro.md": "# Cine suntem\n\nAjutăm. Vezi [ajutor](help.md#first) și [[team/payments]].\n",
    "docs/help.md": "# Help\n\n## First\n\nAsk.\n",
}
PATHS = {"en": "", "ro": "ro/", "de": "de/", "ar": "ar/"}


TWO = CONFIG.replace("      titles:", "      languages: ro\n      titles:")


def lay(folder: Path, config: str = CONFIG) -> Path:
    return sites.lay(folder, TEXTS, config)

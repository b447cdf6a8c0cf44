"""What the forms take from npm: the form tool as it was published, and a YAML reader, made into one file.

``python -m tests.forms.vendoring [VERSION]`` (``make forms``) takes both anew and writes down what was taken.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import os
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from tests.sites import ROOT

WHERE = ROOT / "hub_plugin" / "theme" / "forms"
RECORD = WHERE / "vendored.json"
TOOL, READER = "decap-cms.js", "yaml.js"
USED = "Document, Pair, Scalar, YAMLMap, YAMLSeq, isAlias, isCollection, isMap, isSeq, parseDocument"
NOTE = (
    "Decap CMS {version}, https://github.com/decaporg/decap-cms, MIT: see below. It holds the work of others too:\n\n"
)
MIT = """\
Copyright (c) 2016 Netlify <decap@p-m.si>

MIT License

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files
(the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge,
publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do
so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF
MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE
FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN
CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""


def modules() -> Path:
    """Return where npm has put what requirements/package.json names."""
    named = os.environ.get("COEHUB_JUDGES", "")
    return Path(named) if named else ROOT / ".node" / "node_modules"


def reader(node: Path) -> bytes:
    """Return the YAML reader as one script, made by the locked esbuild from the locked package."""
    entry = f'export {{ {USED} }} from "yaml";'
    done = subprocess.run(
        [str(node / ".bin" / "esbuild"), "--bundle", "--minify", "--format=esm", "--log-level=error"],
        input=entry.encode(), cwd=node.parent, capture_output=True, check=True,
    )  # fmt: skip
    return done.stdout


def digest(data: bytes) -> str:
    """Return the SHA-256 of some bytes."""
    return hashlib.sha256(data).hexdigest()


def _published(version: str, npm: str) -> tuple[str, bytes, bytes]:
    """Return what was published: npm's own checksum of the package, the script, the licences of what it holds."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [npm, "pack", f"decap-cms@{version}", "--silent"], cwd=folder, check=True, stdout=subprocess.DEVNULL
        )
        (packed,) = Path(folder).glob("*.tgz")
        integrity = "sha512-" + base64.b64encode(hashlib.sha512(packed.read_bytes()).digest()).decode()
        with tarfile.open(packed) as tar:
            script, licences = (
                tar.extractfile(f"package/dist/{TOOL}{ending}").read()  # type: ignore[union-attr]
                for ending in ("", ".LICENSE.txt")
            )
    return integrity, script, licences


def _take(version: str, npm: str) -> None:
    known = json.loads(RECORD.read_text(encoding="utf-8")) if RECORD.is_file() else {TOOL: {}}
    version = version or known[TOOL]["version"]
    integrity, script, licences = _published(version, npm)
    if known[TOOL].get("version") == version and known[TOOL]["integrity"] != integrity:
        sys.exit(
            f"decap-cms {version} is not what it was: {integrity} instead of {known[TOOL]['integrity']}. Nothing was written."
        )
    node = modules()
    made = reader(node)
    yaml = json.loads((node / "yaml" / "package.json").read_text(encoding="utf-8"))
    record = {
        TOOL: {"package": "decap-cms", "version": version, "licence": "MIT", "integrity": integrity, "sha256": digest(script)},
        READER: {"package": "yaml", "version": yaml["version"], "licence": yaml["license"], "sha256": digest(made)},
    }  # fmt: skip
    (WHERE / f"{TOOL}.gz").write_bytes(gzip.compress(script, 9, mtime=0))
    (WHERE / "decap-cms.LICENSE.txt").write_bytes((NOTE.format(version=version) + MIT).encode() + b"\n" + licences)
    (WHERE / READER).write_bytes(made)
    (WHERE / "yaml.LICENSE.txt").write_bytes((node / "yaml" / "LICENSE").read_bytes())
    RECORD.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    _take(sys.argv[1] if len(sys.argv) > 1 else "", os.environ.get("NPM", "npm"))

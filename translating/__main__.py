"""``make messages``: collects what is to be translated, and brings the catalog of each language up to date."""

from __future__ import annotations

import sys

from hub_plugin.model.catalogs import read_catalog
from translating import LANGUAGES, is_done, path_of, template, updated


def main(languages: list[str]) -> None:
    """Write the catalogs; further languages may be named."""
    source = template()
    for language in sorted({*LANGUAGES, *languages}):
        path = path_of(language)
        data, gone = updated(language, source)
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.is_file() or path.read_bytes() != data:
            path.write_bytes(data)
        messages = [message for message in read_catalog(path) if message.id]
        done = sum(1 for message in messages if is_done(message.string))
        print(f"{path.name}: {done} of {len(messages)} messages are translated")
        for each in gone:
            print(f"  no longer asked for, and taken out: {each}")


if __name__ == "__main__":
    main(sys.argv[1:])

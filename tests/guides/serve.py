"""Stands in for ``mkdocs serve``: starts it on a free port, asks it for the home page, and ends it."""

from __future__ import annotations

import socket
import subprocess
import sys
import urllib.request


def main() -> None:
    """Print what it prints, with the port that it takes by itself."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-u", "-m", "mkdocs", "serve", "--no-livereload", "-a", f"127.0.0.1:{port}"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as server:
        try:
            for line in server.stdout or ():
                sys.stdout.write(line.replace(str(port), "8000"))
                if "Serving on" in line:
                    with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=30) as page:
                        sys.exit(0 if page.status == 200 and b"coehub" in page.read() else 1)
        finally:
            server.terminate()
    sys.exit(1)


if __name__ == "__main__":
    main()

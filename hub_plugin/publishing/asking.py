"""Asking other hosts whether a page is still there; nothing else of the tool asks anybody anything."""

from __future__ import annotations

import http.client
import ssl
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit, urlunsplit
from urllib.request import Request, urlopen

_GONE = {404, 410}
_AT_ONCE = 8
_PLAIN = "/?%:@!$&'()*+,;=~"  # what stands in an address as it is
_AGENT = "coehub-links (asks once a week whether a link still leads somewhere)"


def ask(addresses: Iterable[str], patience: float) -> dict[str, str]:
    """Return each address that does not answer, with what is wrong.

    Args:
        addresses: what begins with http or https.
        patience: how many seconds one may take.
    """
    listed = sorted(addresses)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        answers = list(pool.map(lambda address: _fault(address, patience), listed))
    return {address: said for address, said in zip(listed, answers, strict=True) if said}


def _fault(address: str, patience: float) -> str:
    """Return what is wrong with an address; who does not know HEAD is asked again with GET."""
    try:
        parts = urlsplit(address)
        host = parts.netloc.encode("idna").decode() if not parts.netloc.isascii() else parts.netloc
        path, query = quote(parts.path, safe=_PLAIN), quote(parts.query, safe=_PLAIN)
        plain = urlunsplit((parts.scheme, host, path, query, ""))
        if not host:
            return "it names no host"
    except ValueError:
        return "it is no address"
    said = ""
    for method in ("HEAD", "GET"):
        try:
            with urlopen(Request(plain, method=method, headers={"User-Agent": _AGENT}), timeout=patience):
                return ""
        except HTTPError as error:
            error.close()
            said = f"{error.code} {error.reason}" if error.code in _GONE or error.code >= 500 else ""
        except URLError as error:
            return _why(error.reason)
        except (OSError, http.client.HTTPException, ValueError) as error:
            return _why(error)
    return said


def _why(error: object) -> str:
    if isinstance(error, TimeoutError):
        return "no answer in time"
    if isinstance(error, ssl.SSLError):
        return f"its certificate cannot be trusted ({error.reason or 'unknown'})"
    return f"no answer ({error})" if str(error) else "no answer"

"""The git host behind the forms: what mkdocs.yml says of it, what the form tool is told, and with whom the page may talk."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from hub_plugin.model.safe import safe
from hub_plugin.model.unseen import in_name

NAMES = ("github", "gitlab", "gitea", "local")
_OPTIONS = ("host", "repo", "branch", "folder", "login", "api", "app_id", "server")
_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(:\d{1,5})?(/[A-Za-z0-9._~/-]*)?")
_WEB = {"github": "https://github.com", "gitlab": "https://gitlab.com"}


class HostError(Exception):
    """What mkdocs.yml says of the git host cannot be used; the message says why and what to do, and no log obeys it."""

    def __init__(self, message: str) -> None:
        super().__init__(safe(message))


@dataclass(frozen=True)
class Host:
    """A git host.

    Args:
        backend: the form tool's ``backend``.
        content: the content folder, below the repository's root.
        mode: the form tool's ``publish_mode``: one change is one pull request, where the host can do that.
        talks: the addresses (scheme and host) with which the admin page may talk.
    """

    backend: Mapping[str, Any] = field(default_factory=dict)
    content: str = "content"
    mode: str = "editorial_workflow"
    talks: tuple[str, ...] = ()

    @property
    def policy(self) -> str:
        """The content security policy of the admin page, which alone may talk to the git host.

        The form tool makes its validators with ``new Function`` and its styles in the page, hence the two "unsafe" words.
        """
        others = " ".join(self.talks)
        return (
            "default-src 'self'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; "
            f"img-src 'self' data: blob: {others}; connect-src 'self' blob: {others}; "
            "object-src 'none'; base-uri 'self'; form-action 'self'"
        )


def host(options: Mapping[str, Any]) -> Host:
    """Return the git host that mkdocs.yml names under ``forms:``.

    Args:
        options: what stands there, and ``content``: the content folder, below the folder of mkdocs.yml.

    Raises:
        HostError: something is missing, unknown, or no address.
    """
    strange = sorted(str(each) for each in options if each not in (*_OPTIONS, "content"))
    if strange:
        raise HostError(f"forms: '{strange[0]}' is not an option; there are {', '.join(_OPTIONS)}")
    said = {key: str(value).strip() for key, value in options.items() if value is not None}
    for key, value in said.items():
        if sign := in_name(value):
            raise HostError(f"forms: '{key}' has {sign}; write it anew")
    name = said.get("host", "")
    if name not in NAMES:
        raise HostError(f"forms: 'host: {name}' is not a git host that the forms know; write one of {', '.join(NAMES)}")
    repository = said.get("repo", "")
    if name != "local" and repository.count("/") < 1:
        raise HostError("forms: 'repo' is missing: write 'repo: owner/name'")
    for option in ("login", "api", "server"):
        if option in said and not _ADDRESS.fullmatch(said[option]):  # it stands in the page's policy
            raise HostError(f"forms: '{option}: {said[option]}' is not an address that starts with https://")
    folder = said.get("folder", "").strip("/")
    place = "/".join(each for each in (folder, said.get("content", "content")) if each and each != ".")
    return _HOSTS[name](said, repository, place)


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def _backend(name: str, said: Mapping[str, str], repository: str, **further: str) -> dict[str, Any]:
    messages = {
        "create": "Add {{collection}} {{slug}}", "update": "Change {{collection}} {{slug}}",
        "delete": "Remove {{collection}} {{slug}}", "uploadMedia": "Add the file {{path}}",
        "deleteMedia": "Remove the file {{path}}",
    }  # fmt: skip
    return {"name": name, "repo": repository, "branch": said.get("branch", "main"), "commit_messages": messages,
            "squash_merges": True, **{key: value for key, value in further.items() if value}}  # fmt: skip


def _github(said: Mapping[str, str], repository: str, content: str) -> Host:
    """Let people log in through a small service of one's own (``login``), which keeps the secret that GitHub asks for."""
    if "login" not in said:
        raise HostError(
            "forms: GitHub asks for a login service; write 'login: https://…', see 'Forms in the browser' in the guide"
        )
    api = said.get("api", "https://api.github.com")
    login = urlsplit(said["login"])
    backend = _backend("github", said, repository, api_root=api if "api" in said else "", base_url=_origin(said["login"]),
                       auth_endpoint=login.path.strip("/"))  # fmt: skip
    return Host(backend, content, talks=(_origin(api), "https://*.githubusercontent.com"))


def _gitlab(said: Mapping[str, str], repository: str, content: str) -> Host:
    """Let people log in at GitLab itself, with an application that has no secret (PKCE)."""
    if "app_id" not in said:
        raise HostError(
            "forms: GitLab asks which application logs in; write 'app_id: …', see 'Forms in the browser' in the guide"
        )
    server = said.get("server", _WEB["gitlab"]).rstrip("/")
    backend = _backend("gitlab", said, repository, auth_type="pkce", app_id=said["app_id"],
                       base_url=server if "server" in said else "", api_root=f"{server}/api/v4" if "server" in said else "")  # fmt: skip
    return Host(backend, content, talks=(_origin(server), "https://*.gravatar.com"))


def _gitea(said: Mapping[str, str], repository: str, content: str) -> Host:
    """Let people log in at Gitea or Forgejo itself; the form tool makes no pull requests there."""
    for option, what in (("server", "'server: https://…' of the host"), ("app_id", "'app_id: …' of the application")):
        if option not in said:
            raise HostError(f"forms: {what} is missing, see 'Forms in the browser' in the guide")
    server = said["server"].rstrip("/")
    backend = _backend("gitea", said, repository, app_id=said["app_id"], base_url=server, api_root=f"{server}/api/v1")
    return Host(backend, content, mode="simple", talks=(_origin(server),))


def _local(said: Mapping[str, str], repository: str, content: str) -> Host:
    """Write into a repository on this machine, through the form tool's own small server; for trying things out."""
    server = said.get("server", "http://localhost:8081/api/v1")
    backend = {
        key: value
        for key, value in _backend("proxy", said, repository).items()
        if key in ("name", "branch", "commit_messages")
    }
    return Host({**backend, "proxy_url": server}, content, talks=(_origin(server),))


_HOSTS = {"github": _github, "gitlab": _gitlab, "gitea": _gitea, "local": _local}

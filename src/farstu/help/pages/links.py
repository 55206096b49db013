"""Where pages lie: on a running server, and in a folder of files."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from posixpath import dirname, relpath
from typing import Protocol
from urllib.parse import quote, urlencode

from farstu.help.pages.book import Page, PageKind

_SINGLE = {
    PageKind.OVERVIEW: "",
    PageKind.MODELS: "/ResourceModel",
    PageKind.TECHNICAL: "/TechnicalInformation",
    PageKind.SETTINGS: "/Settings",
    PageKind.DIFFERENCES: "/Differences",
    PageKind.CHANGELOG: "/Changelog",
}


class Links(Protocol):
    """How one page leads to others. `root` leads to where the paths of the search's index begin."""

    @property
    def root(self) -> str: ...

    def page(self, page: Page, language: str | None = None, *, markdown: bool = False) -> str:
        """A page, in the reader's own language or in another."""

    def static(self, name: str) -> str:
        """A file that pages need."""

    def file(self, path: str) -> str:
        """A generated file, by its path on the server without the slash: `openapi.json`."""


class ServerLinks:
    """Paths on the server. `versions` are marks of the static files' contents, so that browsers may keep them."""

    root = ""

    def __init__(self, versions: Mapping[str, str]) -> None:
        self._versions = versions

    def page(self, page: Page, language: str | None = None, *, markdown: bool = False) -> str:
        return server_path(page, language, markdown=markdown)

    def static(self, name: str) -> str:
        return f"/static/{name}?v={self._versions[name]}"

    def file(self, path: str) -> str:
        return f"/{path}"


class FolderLinks:
    """Relative links between files; `here` is the page that they stand on."""

    def __init__(self, here: Page, language: str) -> None:
        self._folder = dirname(folder_path(here, language))
        self._language = language

    @property
    def root(self) -> str:
        return self._to(".") + "/"

    def page(self, page: Page, language: str | None = None, *, markdown: bool = False) -> str:
        return self._to(folder_path(page, language or self._language, markdown=markdown))

    def static(self, name: str) -> str:
        return self._to(f"static/{name}")

    def file(self, path: str) -> str:
        return self._to(path)

    def _to(self, path: str) -> str:
        return _relative(path, self._folder)


class RootLinks:
    """Paths from the top of the folder; what the search's index holds."""

    root = ""

    def __init__(self, language: str) -> None:
        self._language = language

    def page(self, page: Page, language: str | None = None, *, markdown: bool = False) -> str:
        return quote(folder_path(page, language or self._language, markdown=markdown))

    def static(self, name: str) -> str:
        return f"static/{name}"

    def file(self, path: str) -> str:
        return path


def server_path(page: Page, language: str | None = None, *, markdown: bool = False) -> str:
    """`/Help/Api/POST-…`, `/Help/ResourceModel?modelName=…&lang=en`."""
    query = {"modelName": page.name} if page.kind is PageKind.MODEL else {}
    if language:
        query["lang"] = language
    path = f"/Help{_place(page)}" + (".md" if markdown else "")
    return f"{path}?{urlencode(query)}" if query else path


@cache
def _relative(path: str, folder: str) -> str:
    return quote(relpath(path, folder))


def folder_path(page: Page, language: str, *, markdown: bool = False) -> str:
    """`sv/Api/POST-….html` in the folder that `farstu docs` writes."""
    place = _place(page) or "/index"
    if page.kind is PageKind.MODEL:
        place = f"{place}/{page.name}"
    return f"{language}{place}{'.md' if markdown else '.html'}"


def _place(page: Page) -> str:
    if page.kind is PageKind.OPERATION:
        return f"/Api/{quote(page.name)}"
    return _SINGLE.get(page.kind, "/ResourceModel")

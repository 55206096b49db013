"""The files that pages need: as they lie in the package, and the search's index in each language."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Mapping
from functools import cached_property
from importlib import resources

from farstu.help.pages.kept import Kept, keep
from farstu.help.pages.links import Links, ServerLinks
from farstu.help.pages.search import search_script
from farstu.texts import LANGUAGES

_FOLDER = resources.files("farstu.help").joinpath("static")


def static_files(index_links: Callable[[str], Links]) -> dict[str, Kept]:
    """Every file by its name; the index leads to where `index_links` of a language says."""
    files = {file.name: file.read_bytes() for file in _FOLDER.iterdir()}
    scripts = {f"search-{language}.js": search_script(language, index_links(language)) for language in LANGUAGES}
    return {name: keep(content, _media_type(name)) for name, content in (files | scripts).items()}


class StaticFiles:
    """The files of a running server, read once."""

    @cached_property
    def files(self) -> Mapping[str, Kept]:
        """By name."""
        return static_files(lambda language: ServerLinks({}))

    @cached_property
    def links(self) -> ServerLinks:
        """Links whose addresses of files change with the files."""
        return ServerLinks({name: kept.mark for name, kept in self.files.items()})


def _media_type(name: str) -> str:
    return mimetypes.guess_type(name)[0] or "application/octet-stream"

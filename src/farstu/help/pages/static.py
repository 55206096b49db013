"""The files that pages need: as they lie in the package, and the search's index in each language."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Mapping
from functools import cached_property
from importlib import resources
from importlib.resources.abc import Traversable

from farstu.help.pages.kept import Kept, keep
from farstu.help.pages.links import Links, ServerLinks
from farstu.help.pages.search import search_script
from farstu.texts import LANGUAGES

_FOLDER = resources.files("farstu.help").joinpath("static")


def static_files(index_links: Callable[[str], Links], *further: Traversable) -> dict[str, Kept]:
    """Every file by its name, those of `further` folders too; the index leads to where `index_links` of a language
    says."""
    files = {file.name: file.read_bytes() for folder in (_FOLDER, *further) for file in folder.iterdir()}
    scripts = {f"search-{language}.js": search_script(language, index_links(language)) for language in LANGUAGES}
    return {name: keep(content, _media_type(name)) for name, content in (files | scripts).items()}


class StaticFiles:
    """The files of a running server, those of `further` folders too, read once."""

    def __init__(self, *further: Traversable) -> None:
        self._further = further

    @cached_property
    def files(self) -> Mapping[str, Kept]:
        """By name."""
        return static_files(lambda language: ServerLinks({}), *self._further)

    @cached_property
    def links(self) -> ServerLinks:
        """Links whose addresses of files change with the files."""
        return ServerLinks({name: kept.mark for name, kept in self.files.items()})


def _media_type(name: str) -> str:
    return mimetypes.guess_type(name)[0] or "application/octet-stream"

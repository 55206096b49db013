"""The whole documentation as a folder of files, to be put on any web server or read from a disk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from farstu.help.generated import generated_files, generated_paths
from farstu.help.pages.book import Page, all_pages
from farstu.help.pages.links import FolderLinks, RootLinks, folder_path
from farstu.help.pages.rendering import Renderer
from farstu.help.pages.setting import Setting
from farstu.help.pages.static import static_files
from farstu.texts import LANGUAGES

FIRST = "index.html"


def files(setting: Setting) -> Iterator[tuple[str, bytes]]:
    """Every file by its path in the folder, with what is in it: the page that leads to both languages, then all pages
    in each, as HTML and as Markdown, and what they need."""
    renderer = Renderer()
    yield FIRST, renderer.door(setting, RootLinks("en")).encode()
    for page in all_pages():
        for language in LANGUAGES:
            yield from _page(renderer, page, language, setting)
    for name, kept in static_files(RootLinks).items():
        yield f"static/{name}", kept.body
    yield "llms.txt", renderer.for_machines(setting, RootLinks("en")).encode()
    yield from generated_files(setting.place.address)


def count() -> int:
    """How many files `files` gives."""
    return 2 + len(all_pages()) * len(LANGUAGES) * 2 + len(static_files(RootLinks)) + len(generated_paths())


def write(folder: Path, path: str, content: bytes) -> None:
    """One file of the folder. OSError."""
    place = folder / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)


def _page(renderer: Renderer, page: Page, language: str, setting: Setting) -> Iterator[tuple[str, bytes]]:
    html, markdown = renderer.both(page, language, setting, FolderLinks(page, language))
    yield folder_path(page, language), html.encode()
    yield folder_path(page, language, markdown=True), markdown.encode()

"""What the search looks through, made beforehand: one entry for each page."""

from __future__ import annotations

from typing import Any

import msgspec

from farstu.contract.enums import ENUMS
from farstu.contract.model import MODELS
from farstu.contract.operation import OPERATIONS
from farstu.help.pages.book import Page, PageKind, all_pages
from farstu.help.pages.links import Links
from farstu.help.pages.tables import enums_in, models_in
from farstu.help.pages.titles import summary_of, title_of
from farstu.help.pages.words import Words

_KINDS = {PageKind.OPERATION: "kind_operation", PageKind.MODEL: "kind_model"}


def search_script(language: str, links: Links) -> str:
    """A script that puts the index where the search finds it; as a script it can be read from a folder of files too."""
    words = Words(language)
    entries = [_entry(page, words, links) for page in all_pages()]
    return f"window.farstuIndex = {msgspec.json.encode(entries).decode()};\n"


def _entry(page: Page, words: Words, links: Links) -> dict[str, Any]:
    return {
        "title": title_of(page, words),
        "about": summary_of(page, words),
        "kind": words.page(_KINDS.get(page.kind, "kind_page")),
        "link": links.page(page),
        "more": " ".join(_names(page)),
    }


def _names(page: Page) -> list[str]:
    """The names of what is inside, for those who look for a member."""
    if page.kind is PageKind.OPERATION:
        operation = OPERATIONS[page.name]
        kinds = (operation.request, operation.response)
        infos = [info for kind in kinds for info in models_in(kind)]
        enums = [item.__name__ for kind in kinds for item in enums_in(kind)]
        return [operation.group.value, *(field.wire for info in infos for field in info.fields), *enums]
    if page.kind is PageKind.MODEL:
        return [field.wire for field in MODELS[page.name].fields] if page.name in MODELS else _members(page.name)
    return []


def _members(key: str) -> list[str]:
    return [item.name for item in ENUMS[key]]

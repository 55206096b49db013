"""What pages are called, and each of them in one sentence."""

from __future__ import annotations

from itertools import groupby

from farstu.contract.enums import ENUMS
from farstu.contract.model import MODELS
from farstu.contract.operation import OPERATIONS, Operation
from farstu.help.pages.book import Page, PageKind, short_name
from farstu.help.pages.words import Words


def title_of(page: Page, words: Words) -> str:
    """A page's title: `POST Meeting/Comeback/{customerId}/{contactId}`, `Comeback`."""
    match page.kind:
        case PageKind.OPERATION:
            return f"{OPERATIONS[page.name].method} {OPERATIONS[page.name].route}"
        case PageKind.MODEL:
            return short_name(page.name)
    return words.page(f"title_{page.kind.value}")


def summary_of(page: Page, words: Words) -> str:
    """A page in one sentence."""
    match page.kind:
        case PageKind.OPERATION:
            return words.about(OPERATIONS[page.name].about)
        case PageKind.MODEL if page.name in MODELS:
            return words.about(MODELS[page.name].about)
        case PageKind.MODEL:
            return words.page("enum_summary", members=", ".join(item.name for item in ENUMS[page.name]))
    return words.page(f"summary_{page.kind.value}")


def operations_by_group() -> list[tuple[str, list[Operation]]]:
    """The operations by function group, each by route and method."""
    ordered = sorted(OPERATIONS.values(), key=lambda item: (item.group.value, item.route.lower(), item.method))
    return [(group, list(items)) for group, items in groupby(ordered, key=lambda item: item.group.value)]

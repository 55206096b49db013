"""Which pages there are, and how they are found by the names that people know."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

from farstu.contract.enums import ENUMS
from farstu.contract.model import MODELS
from farstu.contract.operation import OPERATIONS

MOST_SUGGESTIONS = 5


class PageKind(StrEnum):
    """What a page is about. Of operations and models there are many, of the others one each."""

    OVERVIEW = "overview"
    OPERATION = "operation"
    MODELS = "models"
    MODEL = "model"
    TECHNICAL = "technical"
    SETTINGS = "settings"
    DIFFERENCES = "differences"
    CHANGELOG = "changelog"


@dataclass(frozen=True, slots=True)
class Page:
    """One page; `name` is the operation's id or the model's key."""

    kind: PageKind
    name: str = ""


OVERVIEW = Page(PageKind.OVERVIEW)
MODELS_PAGE = Page(PageKind.MODELS)
TECHNICAL = Page(PageKind.TECHNICAL)
SETTINGS = Page(PageKind.SETTINGS)
DIFFERENCES = Page(PageKind.DIFFERENCES)
CHANGELOG = Page(PageKind.CHANGELOG)
SINGLE_PAGES = (OVERVIEW, MODELS_PAGE, TECHNICAL, SETTINGS, DIFFERENCES, CHANGELOG)


def operation_page(name: str) -> Page:
    """The page of an operation."""
    return Page(PageKind.OPERATION, name)


def model_page(name: str) -> Page:
    """The page of a model or an enum."""
    return Page(PageKind.MODEL, name)


def model_keys() -> list[str]:
    """The keys of all models and enums, by their letters."""
    return sorted([*MODELS, *ENUMS], key=str.lower)


def short_name(key: str) -> str:
    """`Comeback` of `Meeting_Comeback`."""
    return key.partition("_")[2]


def all_pages() -> list[Page]:
    """Every page, in the order of the contents."""
    operations = [operation_page(name) for name in sorted(OPERATIONS, key=str.lower)]
    models = map(model_page, model_keys())
    return [OVERVIEW, *operations, MODELS_PAGE, *models, TECHNICAL, SETTINGS, DIFFERENCES, CHANGELOG]


def find_operation(name: str) -> Page | None:
    """By its id, in any letter case."""
    return next((operation_page(key) for key in OPERATIONS if key.lower() == name.lower()), None)


def find_model(name: str) -> Page | None:
    """By its key, or by its short name where only one has it, in any letter case."""
    wanted, keys = name.lower(), model_keys()
    short = Counter(short_name(key).lower() for key in keys)
    for key in keys:
        if key.lower() == wanted or (short[wanted] == 1 and short_name(key).lower() == wanted):
            return model_page(key)
    return None


def near_operations(name: str) -> list[Page]:
    """Operations whose ids look like `name`, the likest first."""
    return [operation_page(key) for key in _near(name, {key: key for key in OPERATIONS})]


def near_models(name: str) -> list[Page]:
    """Models whose key or short name looks like `name`, the likest first."""
    keys = model_keys()
    return [model_page(key) for key in _near(name, {short_name(key): key for key in keys} | {key: key for key in keys})]


def _near(name: str, keys: dict[str, str]) -> list[str]:
    folded = {text.lower(): key for text, key in keys.items()}
    wanted = name.lower()
    found = get_close_matches(wanted, folded, MOST_SUGGESTIONS, 0.5)
    found += sorted(text for text in folded if len(wanted) > 2 and (wanted in text or text in wanted))
    return list(dict.fromkeys(folded[text] for text in found))[:MOST_SUGGESTIONS]

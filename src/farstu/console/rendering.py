"""The console's pages made."""

from __future__ import annotations

from functools import cache
from typing import Any

import jinja2

from farstu.contract.moment import parse_moment, swedish_text
from farstu.help.pages.markup import breakable, code
from farstu.help.pages.words import Words
from farstu.texts import LANGUAGES


@cache
def _environment() -> jinja2.Environment:
    made = jinja2.Environment(
        loader=jinja2.PackageLoader("farstu.console"),
        autoescape=jinja2.select_autoescape(("html",)),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "breakable": breakable,
        "code": code,
        "moment": moment,
        "minute": minute,
        "swedish": swedish,
        "list_of_two": _twice,
    }
    return made


def render(name: str, language: str, given: dict[str, Any]) -> str:
    """A page, or a part of one."""
    words = Words(language)
    around = {"words": words, "say": words.console, "languages": LANGUAGES}
    return _environment().get_template(name).render(around | given)


def _twice(value: str) -> tuple[str, str]:
    """A choice that is shown as it is sent."""
    return value, value


def moment(ticks: int | None) -> str:
    """`2027-03-01 10:00:00.123`, by the Swedish clock."""
    return "" if ticks is None else swedish_text(ticks)[:23].replace("T", " ")


def swedish(text: str) -> str:
    """A moment as the controls answer it: `2027-03-01 10:00:00`, by the Swedish clock."""
    return moment(parse_moment(text).ticks)[:19]


def minute(ticks: int | None) -> str:
    """`2027-03-01 10:00`."""
    return moment(ticks)[:16]

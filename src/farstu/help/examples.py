"""Calls of an operation in several languages, each whole and ready to be run as pasted."""

from __future__ import annotations

from typing import NamedTuple

from farstu.contract.model import INFO
from farstu.contract.operation import Operation
from farstu.help.bodies import shown_body, shown_path
from farstu.help.languages import LANGUAGES
from farstu.help.languages.asked import Asked
from farstu.help.place import Place
from farstu.help.samples import readable
from farstu.store.clock import system_clock
from farstu.wire.json_codec import write_json


class Example(NamedTuple):
    """`key` names it in addresses, `title` is for people, `language` is what a highlighter calls it."""

    key: str
    title: str
    language: str
    code: str


def examples(operation: Operation, place: Place, language: str, now: int | None = None) -> tuple[Example, ...]:
    """The operation in every language; comments are in `language` (sv, en), dates a week after `now` (ticks)."""
    asked = asked_of(operation, place, language, now)
    return tuple(Example(item.key, item.title, item.name, item.write(asked)) for item in LANGUAGES)


def asked_of(operation: Operation, place: Place, language: str, now: int | None = None) -> Asked:
    """What the examples of an operation ask for."""
    now = system_clock() if now is None else now
    body = None
    if operation.request:
        body = readable(write_json(shown_body(INFO[operation.request], place, now)))
    path = shown_path(operation, place, now)
    return Asked(operation.method, place.address, path, place.partner, place.key, body, language)

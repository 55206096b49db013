"""Calls of an operation in several languages, each whole and ready to be run as pasted."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import quote

from farstu.contract.model import INFO
from farstu.contract.operation import Operation
from farstu.help.bodies import shown_body
from farstu.help.languages import WRITERS
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
    return tuple(Example(writer.key, writer.title, writer.language, writer.write(asked)) for writer in WRITERS)


def asked_of(operation: Operation, place: Place, language: str, now: int | None = None) -> Asked:
    """What the examples of an operation ask for."""
    body = None
    if operation.request:
        values = shown_body(INFO[operation.request], place, system_clock() if now is None else now)
        body = readable(write_json(values))
    path = f"/{operation.route}"
    for parameter in operation.parameters:
        value = place.id(parameter.name) if parameter.shown is None else str(parameter.shown)
        path = path.replace(f"{{{parameter.name}}}", quote(value, safe=""))
    return Asked(
        method=operation.method,
        address=place.address,
        path=path,
        partner=place.partner,
        key=place.key,
        body=body,
        answers=operation.response is not None,
        language=language,
    )

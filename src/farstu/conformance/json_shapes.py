"""What is wrong with the shape of an answer in JSON. Values are never told, only their kinds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from farstu.conformance.forms import form_of, is_date, kind_of, named, names_member, wrong
from farstu.contract.fields import Field, Kind
from farstu.contract.model import INFO
from farstu.contract.operation import Operation
from farstu.help.schemas import may_be_null

_NOT_NUMBERS = ("NaN", "Infinity", "-Infinity")
_KINDS: tuple[tuple[type, str], ...] = (
    (bool, "a truth value"), (int, "a whole number"), (float, "a number"), (str, "a text"), (list, "a list"),
    (dict, "an object"),
)  # fmt: skip
_WANTED: dict[Kind, tuple[type, ...]] = {
    Kind.TEXT: (str,), Kind.INTEGER: (int,), Kind.LONG: (int,), Kind.DECIMAL: (int, float), Kind.DOUBLE: (int, float),
    Kind.BOOLEAN: (bool,), Kind.DATE: (str,), Kind.ENUM: (str,), Kind.MODEL: (dict,), Kind.COLLECTION: (list,),
}  # fmt: skip


def json_problems(operation: Operation, body: bytes) -> list[str]:
    """What an answer has too much, too little, or of another kind."""
    try:
        document = json.loads(body)
    except (ValueError, RecursionError):
        return ["the answer is not JSON"]
    if operation.answer_type is None:
        return ["there is an answer"]
    if not operation.answers_list:
        return list(_single(kind_of(operation.answer_type), operation.answer_type, document, ""))
    if not isinstance(document, list):
        return [wrong("", Kind.COLLECTION, _told(document))]
    kind = kind_of(operation.answer_type)
    return [text for item in document for text in _single(kind, operation.answer_type, item, "[]")]


def _single(kind: Kind, cls: type[Any], value: Any, path: str) -> Iterator[str]:
    """A value that is not null."""
    fits = isinstance(value, _WANTED[kind]) and isinstance(value, bool) is (kind is Kind.BOOLEAN)
    if not fits:
        if not (kind is Kind.DOUBLE and value in _NOT_NUMBERS):
            yield wrong(path, kind, _told(value))
    elif kind is Kind.MODEL:
        yield from _model(cls, value, path)
    elif kind is Kind.DATE and not is_date(value):
        yield wrong(path, kind, f"written as {form_of(value)}")
    elif kind is Kind.ENUM and not names_member(cls, value):
        yield wrong(path, kind, "a name that the contract does not have")


def _model(cls: type[Any], value: dict[str, Any], path: str) -> Iterator[str]:
    fields = _nearest([*INFO[cls].derived, cls], value)
    yield from (f"{named(path, name)} is missing" for name in fields if name not in value)
    yield from (f"{named(path, form_of_name(name))} is not in the contract" for name in value if name not in fields)
    for name, field in fields.items():
        if name in value:
            yield from _member(field, value[name], named(path, name))


def _nearest(models: list[type[Any]], value: dict[str, Any]) -> dict[str, Field]:
    """The members of that model which fits best."""
    known = [{field.json: field for field in INFO[each].fields} for each in models]
    return min(known, key=lambda fields: len(fields.keys() ^ value.keys()))


def form_of_name(name: str) -> str:
    """A member's name as it may be told: one that is no plain word may be somebody's."""
    return name if name.isidentifier() and name.isascii() else form_of(name)


def _member(field: Field, value: Any, path: str) -> Iterator[str]:
    if value is None:
        if not may_be_null(field):
            yield wrong(path, field, "null")
    elif field.item is None:
        yield from _single(field.kind, field.type, value, path)
    elif not isinstance(value, list):
        yield wrong(path, field, _told(value))
    else:
        for item in value:
            yield from _single(field.item.kind, field.item.type, item, f"{path}[]")


def _told(value: Any) -> str:
    return next((text for kind, text in _KINDS if isinstance(value, kind)), "null")

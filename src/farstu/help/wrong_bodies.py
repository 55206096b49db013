"""Bodies with one kind of thing wrong everywhere, so that what is said of it can be shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from farstu.contract.fields import Field, Kind
from farstu.contract.model import INFO, ModelInfo
from farstu.contract.operation import Operation
from farstu.help.samples import sample_value
from farstu.texts import Text
from farstu.wire.codecs import CODECS
from farstu.wire.json_codec import write_json

_NONSENSE = {Kind.DATE: "someday", Kind.ENUM: "Nonsense", Kind.BOOLEAN: "perhaps"}
_ANY_DATE = "2026-01-01T12:00:00"
_LEFT_OUT = object()
_CONTROL = "\x01"


def problems_of(operation: Operation) -> Iterator[tuple[str, list[tuple[str, Text]]]]:
    """What can be wrong with a body, and what its reader then says under which keys."""
    assert operation.request is not None  # only operations with a body are asked
    read = CODECS["application/json"].reader(INFO[operation.request], operation.body_name)
    seen = []
    for name, body in wrong_bodies(INFO[operation.request]):
        problems = [(problem.key, problem.text) for problem in read(body, "").problems]
        if problems and problems not in seen:
            seen.append(problems)
            yield name, problems[:1] if name == "characters" else problems


def wrong_bodies(info: ModelInfo) -> Iterator[tuple[str, bytes]]:
    """Bodies in JSON by what is wrong with them."""
    yield "missing", b""
    yield "unreadable", b"{"
    yield "required", b"{}"
    for name, make in _MAKERS.items():
        yield name, write_json(_with(info, make))


def _with(info: ModelInfo, make: Callable[[Field], Any]) -> dict[str, Any]:
    """A body of what `make` gives for each member that is no model; models are made in the same way."""
    made = {field.json: _member(field, make) for field in info.fields}
    return {name: value for name, value in made.items() if value is not _LEFT_OUT}


def _member(field: Field, make: Callable[[Field], Any]) -> Any:
    if field.item is not None:
        return _collection(field, field.item, make)
    return _with(INFO[field.type], make) if field.kind is Kind.MODEL else make(field)


def _collection(field: Field, item: Field, make: Callable[[Field], Any]) -> Any:
    """One item that is wrong, and, where it is about limits, too many behind it."""
    first = _member(item, make)
    if make is not _too_much or field.items is None:
        return _LEFT_OUT if first is _LEFT_OUT else [first]
    plain = [sample_value(item.type)] if item.kind is not Kind.MODEL else [{}]
    return ([] if first is _LEFT_OUT else [first]) + plain * (field.items.most + (first is _LEFT_OUT))


def _nothing(field: Field) -> Any:
    return _LEFT_OUT


def _of_wrong_kind(field: Field) -> Any:
    return _NONSENSE.get(field.kind, {})


def _too_much(field: Field) -> Any:
    if field.length:
        return "x" * (field.length.most + 1)
    if field.between:
        return field.between.most + 1
    return _ANY_DATE if field.kind is Kind.DATE else _LEFT_OUT


def _no_text(field: Field) -> Any:
    if field.kind is Kind.TEXT:
        return _CONTROL
    return _ANY_DATE if field.kind is Kind.DATE else _LEFT_OUT


_MAKERS = {"required": _nothing, "kind": _of_wrong_kind, "limits": _too_much, "characters": _no_text}

"""JSON as a format, and its writer: compact, every member present, enums by name, as the reference does."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import cache
from typing import Any

import msgspec

from farstu.contract.fields import Field, Kind
from farstu.contract.model import INFO, Model
from farstu.contract.moment import Moment
from farstu.wire.codecs import Codec, register
from farstu.wire.json_reading import json_reader
from farstu.wire.numbers import number_in_json

_LINE_ENDS = ((b"\xc2\x85", b"\\u0085"), (b"\xe2\x80\xa8", b"\\u2028"), (b"\xe2\x80\xa9", b"\\u2029"))


def write_json(value: Any) -> bytes:
    """Compact UTF-8; the line ends that JavaScript does not bear in a text are escaped, as the reference does."""
    text = _encode(_spelled(value))
    if b"\xc2\x85" in text or b"\xe2\x80" in text:
        for raw, escaped in _LINE_ENDS:
            text = text.replace(raw, escaped)
    return text


def json_writer(answer: Any) -> Callable[[Any], bytes]:
    """The function that writes answers of a type; in JSON a value says by itself how it is written."""
    return write_json


def write_json_error(message: str, detail: str | None, problems: dict[str, list[str]]) -> bytes:
    """`{"message":"…","messageDetail":"…","modelState":{"key":["text"]}}`, without what is not there."""
    document: dict[str, Any] = {"message": message}
    if detail:
        document["messageDetail"] = detail
    if problems:
        document["modelState"] = problems
    return write_json(document)


def _to_wire(value: Any) -> Any:
    if isinstance(value, Moment):
        return value.text
    raise NotImplementedError(f"{type(value).__name__} has no form in JSON")


_encode = msgspec.json.Encoder(enc_hook=_to_wire).encode


def _spelled(value: Any) -> Any:
    """The value with its decimal numbers spelled out, where there are any."""
    if isinstance(value, list):
        return [_spelled(item) for item in value]
    if isinstance(value, float | Decimal):
        return _number(value)
    spell = _speller(type(value)) if isinstance(value, Model) and type(value) in INFO else None
    return spell(value) if spell else value


def _number(value: float | Decimal) -> msgspec.Raw:
    return msgspec.Raw(number_in_json(value).encode())


@cache
def _speller(cls: type[Model]) -> Callable[[Any], Any] | None:
    """The function that makes a dictionary of a model, with its numbers spelled out; None where it has none."""
    names: dict[str, Any] = {"number": _number}
    parts, plain = [], True
    for place, field in enumerate(INFO[cls].fields):
        spelled = _expression(field, f"model.{field.name}", place, names)
        plain = plain and spelled is None
        parts.append(f"{field.json!r}: {spelled or f'model.{field.name}'}")
    if plain:
        return None
    exec(f"def spell(model): return {{{', '.join(parts)}}}", names)  # noqa: S102 - the text is made of the contract alone
    made: Callable[[Any], Any] = names["spell"]
    return made


def _expression(field: Field, value: str, place: int, names: dict[str, Any]) -> str | None:
    """Python that spells out one member, or None where the encoder's own way is the reference's."""
    if field.item is not None:
        inner = _expression(field.item, "each", place, names)
        return inner and f"{value} if {value} is None else [{inner} for each in {value}]"
    if field.kind in (Kind.DECIMAL, Kind.DOUBLE):
        return f"{value} if {value} is None else number({value})"
    spell = _speller(field.type) if field.kind is Kind.MODEL else None
    if spell is None:
        return None
    names[f"spell_{place}"] = spell
    return f"{value} if {value} is None else spell_{place}({value})"


register(Codec(("application/json", "text/json"), json_reader, json_writer, write_json_error, order=0))

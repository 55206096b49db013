"""What stands in the path and in the query, read by what the contract says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from farstu.advice import Advice
from farstu.contract.enums import ENUM_INFO, ContractEnum
from farstu.contract.fields import Kind
from farstu.contract.moment import Moment, parse_moment
from farstu.contract.operation import Operation
from farstu.contract.parameters import Parameter
from farstu.texts import Text, say, shortened
from farstu.texts.masking import mask_text
from farstu.wire.validation import FORBIDDEN

_WHOLE = re.compile(r"-?[0-9]{1,11}")
_INT32 = range(-(2**31), 2**31)
_BLANK_FOR_PLUS = re.compile(r"(:\d\d(?:\.\d+)?) (\d\d:?\d\d)")
_TYPE_NAMES = {Kind.TEXT: "String", Kind.INTEGER: "Int32", Kind.BOOLEAN: "Boolean", Kind.DATE: "DateTime"}


@dataclass(slots=True)
class Given:
    """The parameters of one request: values by name, what was wrong with them, and the customers they name."""

    values: dict[str, Any] = field(default_factory=dict)
    problems: list[tuple[str, Text]] = field(default_factory=list)
    advice: list[Advice] = field(default_factory=list)
    customers: tuple[str, ...] = ()


def read_parameters(operation: Operation, path: tuple[str, ...], query: bytes) -> Given:
    """Reads all of them; each one's problems stand under its name. A value in the query goes before the path's, and
    the first of a repeated one counts, as in the reference."""
    given, sent = Given(), _sent(query)
    for parameter, value in zip(operation.parameters, path, strict=True):
        given.values[parameter.name] = _read(parameter, sent.get(parameter.name.lower(), value), given)
    for parameter in operation.query:
        given.values[parameter.name] = _from_query(parameter, sent.get(parameter.name.lower()), given)
    given.customers = tuple(_customers(operation, given))
    return given


def _sent(query: bytes) -> dict[str, str]:
    if not query:
        return {}
    pairs = parse_qsl(query.decode("latin-1"), keep_blank_values=True)
    return {name.lower(): value for name, value in reversed(pairs)}


def _customers(operation: Operation, given: Given) -> Iterator[str]:
    for parameter in (*operation.parameters, *operation.query):
        value = given.values[parameter.name] if parameter.is_customer else None
        if value is not None:
            yield from [value] if isinstance(value, str) else value


def _from_query(parameter: Parameter, value: str | None, given: Given) -> Any:
    if value is not None and value.strip():
        return _read(parameter, value, given)
    if parameter.required:
        key = parameter.name if value is None else f"{parameter.name}.{_type_name(parameter)}"
        given.problems.append((key, say("error.required", member=parameter.name)))
    return parameter.default


def _read(parameter: Parameter, value: str, given: Given) -> Any:
    if parameter.items:
        return _several(parameter, value, given)
    if not value.strip():
        key = f"{parameter.name}.{_type_name(parameter)}"
        given.problems.append((key, say("error.required", member=parameter.name)))
        return value if parameter.kind is Kind.TEXT else None
    if parameter.kind is Kind.TEXT:
        return _text(parameter, value, given)
    read = _READERS[parameter.kind](parameter, value)
    if read is None:
        given.problems.append((parameter.name, _wrong_kind(parameter, value)))
    elif isinstance(read, Moment) and read.note:
        given.advice.append(Advice(read.note, parameter.name))
    elif isinstance(read, int) and (limits := parameter.between) and not limits.least <= read <= limits.most:
        text = say("error.between", member=parameter.name, least=limits.least, most=limits.most, sent=read)
        given.problems.append((parameter.name, text))
    return read


def _wrong_kind(parameter: Parameter, value: str) -> Text:
    names = ", ".join(item.name for item in parameter.type) if parameter.kind is Kind.ENUM else ""
    return say(f"error.{parameter.kind}", member=parameter.name, value=shortened(mask_text(value), 40), names=names)


def _several(parameter: Parameter, value: str, given: Given) -> list[Any]:
    """Blanks around the commas do not count, and what comes twice counts once."""
    assert parameter.items is not None  # only such parameters come here
    parts = list(dict.fromkeys(part.strip() for part in value.split(",") if part.strip()))
    if parameter.required and not parts:
        given.problems.append((parameter.name, say("error.required", member=parameter.name)))
    if len(parts) > parameter.items.most:
        text = say("error.items", member=parameter.name, most=parameter.items.most, sent=len(parts))
        given.problems.append((parameter.name, text))
    if parameter.kind is Kind.ENUM:
        return list(dict.fromkeys(item for part in parts for item in _members(parameter, part, given)))
    return [_text(parameter, part, given) for part in parts]


def _members(parameter: Parameter, value: str, given: Given) -> list[ContractEnum]:
    """One member, or several where the value is a sum of flags."""
    found = _member(parameter, value)
    if found is not None:
        return [found]
    number = _whole(parameter, value) or 0
    flags = [item for item in parameter.type if ENUM_INFO[parameter.type].flags and item.number & number]
    if number > 0 and sum(item.number for item in flags) == number:
        return flags
    given.problems.append((parameter.name, _wrong_kind(parameter, value)))
    return []


def _text(parameter: Parameter, value: str, given: Given) -> str:
    limits = parameter.length
    if found := FORBIDDEN.search(value):
        code, place = f"U+{ord(found[0]):04X}", found.start() + 1
        given.problems.append((parameter.name, say("error.characters", member=parameter.name, code=code, place=place)))
    elif limits and not limits.least <= len(value) <= limits.most:
        least, most = limits.least, limits.most
        text = say("error.length_between", member=parameter.name, least=least, most=most, sent=len(value))
        given.problems.append((parameter.name, text))
    return value


def _whole(parameter: Parameter, value: str) -> int | None:
    if not _WHOLE.fullmatch(value):
        return None
    number = int(value)
    return number if number in _INT32 else None


def _truth(parameter: Parameter, value: str) -> bool | None:
    return {"true": True, "false": False}.get(value.strip().lower())


def _date(parameter: Parameter, value: str) -> Moment | None:
    """An unescaped `+` of an offset arrives as a blank; nothing else can be meant by it."""
    try:
        return parse_moment(_BLANK_FOR_PLUS.sub(r"\1+\2", value))
    except ValueError:
        return None


def _member(parameter: Parameter, value: str) -> ContractEnum | None:
    wanted, number = value.strip().lower(), _whole(parameter, value.strip())
    return next((item for item in parameter.type if item.name.lower() == wanted or item.number == number), None)


_READERS = {Kind.INTEGER: _whole, Kind.BOOLEAN: _truth, Kind.DATE: _date, Kind.ENUM: _member}


def _type_name(parameter: Parameter) -> str:
    return _TYPE_NAMES.get(parameter.kind) or parameter.type.__name__

"""How the text of an XML element becomes a member's value; the table of XML Schema as the reference reads it."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import Any

from farstu.contract.fields import Field, Kind
from farstu.contract.moment import Moment, parse_moment
from farstu.wire.values import RANGES, enum_of, misread, to_decimal

BLANK = " \t\r\n"
Convert = Callable[[str], Any]
"""The value of a text. Misread."""

_WHOLE = re.compile(r"[+-]?[0-9]{1,20}")
_DECIMAL = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)")
_DOUBLE = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_NO_NUMBERS = {"NaN": math.nan, "INF": math.inf, "-INF": -math.inf, "Infinity": math.inf, "-Infinity": -math.inf}
_DATE = re.compile(r"(\d{4}-\d\d-\d\d)(T(?!24)\d\d:\d\d:\d\d(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?", re.ASCII)
_TRUTH = {"true": True, "1": True, "false": False, "0": False}


def converter(field: Field) -> Convert:
    """The function that reads a single value."""
    match field.kind:
        case Kind.TEXT:
            return str
        case Kind.ENUM:
            return partial(_named, field, dict(enum_of(field).__members__))
    return partial(_value, field, _READERS.get(field.kind) or partial(_whole, RANGES[field.kind]))


def _named(field: Field, members: dict[str, Any], text: str) -> Any:
    if text not in members:
        raise misread(field, text)
    return members[text]


def _value(field: Field, read: Convert, text: str) -> Any:
    value = read(text.strip(BLANK))
    if value is None:
        raise misread(field, text)
    return value


def _whole(known: range, text: str) -> int | None:
    return int(text) if _WHOLE.fullmatch(text) and int(text) in known else None


def _decimal(text: str) -> Decimal | None:
    return to_decimal(text) if _DECIMAL.fullmatch(text) else None


def _double(text: str) -> float | None:
    if not _DOUBLE.fullmatch(text):
        return _NO_NUMBERS.get(text)
    value = float(text)
    return None if math.isinf(value) else value


def _date(text: str) -> Moment | None:
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    day, clock, zone = match.groups()
    try:
        return parse_moment(text if clock else f"{day}T00:00:00{zone or ''}")
    except ValueError:
        return None


_READERS: dict[Kind, Convert] = {
    Kind.DECIMAL: _decimal,
    Kind.DOUBLE: _double,
    Kind.BOOLEAN: _TRUTH.get,
    Kind.DATE: _date,
}

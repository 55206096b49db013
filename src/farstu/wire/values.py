"""How a JSON value becomes a member's value; the table of `wire.md` B 2.2 with the exceptions of A 5."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any, NamedTuple

from farstu.contract.enums import ContractEnum, has_zero
from farstu.contract.fields import Field, Kind
from farstu.contract.moment import parse_moment
from farstu.texts import Text, say, shortened
from farstu.texts.masking import mask_number, mask_text


class Bare(NamedTuple):
    """A value without quotes: a number, or a word."""

    text: str


class Members(NamedTuple):
    """An object, with every name as it came."""

    pairs: list[tuple[str, Any]]


class Entered(str):
    """A value of a form: the first that came under its name, and all of them."""

    all: list[str]

    def __new__(cls, values: list[str]) -> Entered:
        made = super().__new__(cls, values[0])
        made.all = values
        return made


class Misread(Exception):
    """A value that cannot be what its member holds."""

    def __init__(self, text: Text) -> None:
        self.text = text


_NUMBER = re.compile(r"-?(?:(?:0|[1-9]\d*)(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_WHOLE = re.compile(r"(-?(?:0|[1-9]\d*))(?:\.0*)?", re.ASCII)
_BLANK = " \t\n\v\f\r"
"""What may stand around a number in a text; any other space is no part of one."""
_TYPED_WHOLE = re.compile(r"[+-]?\d+", re.ASCII)
_TYPED_DECIMAL = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)", re.ASCII)
_TYPED_DOUBLE = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_NO_NUMBERS = {"NaN": math.nan, "Infinity": math.inf, "-Infinity": -math.inf}
RANGES = {Kind.INTEGER: range(-(2**31), 2**31), Kind.LONG: range(-(2**63), 2**63)}
LARGEST_DECIMAL = 2**96 - 1
MOST_DECIMALS = 28
_LONGEST_NUMBER = 40
_LARGEST_EXPONENT = 40
_SHOWN = 40


def shown(field: Field, node: Any) -> str:
    """The value for an error text: shortened, never a personal number."""
    if isinstance(node, Members):
        return "{…}"
    if isinstance(node, list):
        return "[…]"
    text = node.text if isinstance(node, Bare) else {None: "null", True: "true", False: "false"}.get(node, node)
    return shortened(mask_number(text) if field.personal_number else mask_text(text), _SHOWN)


def enum_of(field: Field) -> type[ContractEnum]:
    """The enum of a member that holds one."""
    assert issubclass(field.type, ContractEnum)  # what makes it an enum
    return field.type


def misread(field: Field, node: Any) -> Misread:
    """The error for a value of the wrong kind."""
    names = ", ".join(enum_of(field).__members__) if field.kind is Kind.ENUM else ""
    return Misread(say(f"error.{field.kind}", member=field.wire, value=shown(field, node), names=names))


def read_text(field: Field, node: Any) -> str | None:
    if node is None or isinstance(node, str):
        return node and str(node)
    if isinstance(node, bool):
        return "true" if node else "false"
    if isinstance(node, Bare) and (_NUMBER.fullmatch(node.text) or node.text in ("NaN", "Infinity", "-Infinity")):
        return node.text
    raise misread(field, node)


def read_whole(field: Field, node: Any) -> int | None:
    if field.nullable and (node is None or node == ""):
        return None
    number = None
    if isinstance(node, str) and _TYPED_WHOLE.fullmatch(node.strip(_BLANK)):
        number = _to_int(node.strip(_BLANK))
    elif isinstance(node, Bare) and _NUMBER.fullmatch(node.text):
        number = _whole(node.text)
    if number is None or number not in RANGES[field.kind]:
        raise misread(field, node)
    return number


def _to_int(text: str) -> int | None:
    return int(text) if len(text) <= _LONGEST_NUMBER else None


def _whole(text: str) -> int | None:
    """`5`, `5.0` and `1e3` are whole numbers."""
    plain = _WHOLE.fullmatch(text)
    if plain:
        return _to_int(plain[1])
    value = _exact(text) if "e" in text.lower() else None
    return int(value) if value is not None and value == value.to_integral_value() else None


def _exact(text: str) -> Decimal | None:
    """The number, where it is no longer than anybody means."""
    exponent = text.lower().partition("e")[2]
    if len(text) > _LONGEST_NUMBER or len(exponent) > len("+40") or abs(int(exponent or 0)) > _LARGEST_EXPONENT:
        return None
    return Decimal(text)


def read_decimal(field: Field, node: Any) -> Decimal | None:
    """A text may not have an exponent, as in the reference; nor commas, which it takes for thousands."""
    if field.nullable and (node is None or node == ""):
        return None
    number = None
    if isinstance(node, str) and _TYPED_DECIMAL.fullmatch(node.strip(_BLANK)):
        number = to_decimal(node.strip(_BLANK))
    elif isinstance(node, Bare) and _NUMBER.fullmatch(node.text):
        number = to_decimal(node.text)
    if number is None:
        raise misread(field, node)
    return number


def to_decimal(text: str) -> Decimal | None:
    """The number with its scale; None where it has more digits than the reference keeps."""
    value = _exact(text)
    if value is None:
        return None
    plain = Decimal(f"{value:f}")
    exponent = plain.as_tuple().exponent
    assert isinstance(exponent, int)  # it is finite
    return plain if exponent >= -MOST_DECIMALS and abs(int(plain.scaleb(-exponent))) <= LARGEST_DECIMAL else None


def read_double(field: Field, node: Any) -> float | None:
    if field.nullable and (node is None or node == ""):
        return None
    number = None
    if isinstance(node, str | Bare):
        text = node.strip(_BLANK) if isinstance(node, str) else node.text
        pattern = _TYPED_DOUBLE if isinstance(node, str) else _NUMBER
        number = float(text) if pattern.fullmatch(text) else _NO_NUMBERS.get(text)
    if number is None or (math.isinf(number) and text not in _NO_NUMBERS):
        raise misread(field, node)
    return number


def read_boolean(field: Field, node: Any) -> bool | None:
    if field.nullable and (node is None or node == ""):
        return None
    if isinstance(node, bool):
        return node
    if isinstance(node, str) and node.strip().lower() in ("true", "false"):
        return node.strip().lower() == "true"
    if isinstance(node, Bare) and _NUMBER.fullmatch(node.text):
        return float(node.text) != 0
    raise misread(field, node)


def read_enum(field: Field, node: Any) -> ContractEnum | None:
    """A member by its name in any case or by its number; None where it is unset."""
    if field.nullable and (node is None or node == ""):
        return None
    enum = enum_of(field)
    number = None
    if isinstance(node, Bare) and re.fullmatch(r"-?(?:0|[1-9]\d*)", node.text, re.ASCII):
        number = _to_int(node.text)
    elif isinstance(node, str) and _TYPED_WHOLE.fullmatch(node.strip(_BLANK)):
        number = _to_int(node.strip(_BLANK))
    elif isinstance(node, str):
        number = _number_of_names(enum, node)
    if number == 0 and not has_zero(enum):
        return None
    for item in enum:
        if item.number == number:
            return item
    raise misread(field, node)


def _number_of_names(enum: type[ContractEnum], text: str) -> int | None:
    """The number of one name, or of several with commas between them, whose numbers the reference joins bit by bit;
    None where one is not known, or where they make up a member that none of them names."""
    by_name = {item.name.lower(): item.number for item in enum}
    numbers = [by_name.get(name.strip().lower()) for name in text.split(",")]
    joined = 0
    for number in numbers:
        if number is None:
            return None
        joined |= number
    return joined if joined in numbers else None


def read_date(field: Field, node: Any) -> Any:
    if field.nullable and (node is None or node == ""):
        return None
    if isinstance(node, str) and not (isinstance(node, Entered) and "/" in node):
        try:
            return parse_moment(node)
        except ValueError:
            pass
    raise misread(field, node)


READERS: dict[Kind, Callable[[Field, Any], Any]] = {
    Kind.TEXT: read_text,
    Kind.INTEGER: read_whole,
    Kind.LONG: read_whole,
    Kind.DECIMAL: read_decimal,
    Kind.DOUBLE: read_double,
    Kind.BOOLEAN: read_boolean,
    Kind.ENUM: read_enum,
    Kind.DATE: read_date,
}

"""How a JSON value becomes a member's value; the table of `wire.md` B 2.2 with the exceptions of A 5."""

from __future__ import annotations

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


class Misread(Exception):
    """A value that cannot be what its member holds."""

    def __init__(self, text: Text) -> None:
        self.text = text


_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?", re.ASCII)
_WHOLE = re.compile(r"(-?(?:0|[1-9]\d*))(?:\.0+)?", re.ASCII)
_TYPED_WHOLE = re.compile(r"[+-]?\d+", re.ASCII)
INT32 = range(-(2**31), 2**31)
_LONGEST_NUMBER = 40
_LARGEST_EXPONENT = 10
_SHOWN = 40


def shown(field: Field, node: Any) -> str:
    """The value for an error text: shortened, never a personal number."""
    if isinstance(node, Members):
        return "{…}"
    if isinstance(node, list):
        return "[…]"
    text = node.text if isinstance(node, Bare) else {None: "null", True: "true", False: "false"}.get(node, node)
    return shortened(mask_number(text) if field.personal_number else mask_text(text), _SHOWN)


def misread(field: Field, node: Any) -> Misread:
    """The error for a value of the wrong kind."""
    names = ", ".join(item.name for item in field.type) if issubclass(field.type, ContractEnum) else ""
    return Misread(say(f"error.{field.kind}", member=field.wire, value=shown(field, node), names=names))


def read_text(field: Field, node: Any) -> str | None:
    if node is None or isinstance(node, str):
        return node
    if isinstance(node, bool):
        return "true" if node else "false"
    if isinstance(node, Bare) and (_NUMBER.fullmatch(node.text) or node.text in ("NaN", "Infinity", "-Infinity")):
        return node.text
    raise misread(field, node)


def read_integer(field: Field, node: Any) -> int | None:
    if field.nullable and (node is None or node == ""):
        return None
    number = None
    if isinstance(node, str) and _TYPED_WHOLE.fullmatch(node.strip()):
        number = _to_int(node)
    elif isinstance(node, Bare) and _NUMBER.fullmatch(node.text):
        number = _whole(node.text)
    if number is None or number not in INT32:
        raise misread(field, node)
    return number


def _to_int(text: str) -> int | None:
    return int(text) if len(text.strip()) < 20 else None


def _whole(text: str) -> int | None:
    """`5`, `5.0` and `1e3` are whole numbers."""
    plain = _WHOLE.fullmatch(text)
    if plain:
        return _to_int(plain[1])
    _, _, exponent = text.lower().partition("e")
    if not exponent or len(text) > _LONGEST_NUMBER or abs(int(exponent)) > _LARGEST_EXPONENT:
        return None
    value = Decimal(text)
    return int(value) if value == value.to_integral_value() else None


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
    enum: type[ContractEnum] = field.type
    number = None
    if isinstance(node, Bare) and re.fullmatch(r"-?(?:0|[1-9]\d*)", node.text, re.ASCII):
        number = _to_int(node.text)
    elif isinstance(node, str) and _TYPED_WHOLE.fullmatch(node.strip()):
        number = _to_int(node)
    elif isinstance(node, str):
        found = _by_folded_name(enum).get(node.strip().lower())
        if found is None:
            raise misread(field, node)
        return found
    if number == 0 and not has_zero(enum):
        return None
    for item in enum:
        if item.number == number:
            return item
    raise misread(field, node)


def _by_folded_name(enum: type[ContractEnum]) -> dict[str, ContractEnum]:
    return {item.name.lower(): item for item in enum}


def read_date(field: Field, node: Any) -> Any:
    if field.nullable and (node is None or node == ""):
        return None
    if isinstance(node, str):
        try:
            return parse_moment(node)
        except ValueError:
            pass
    raise misread(field, node)


READERS: dict[Kind, Callable[[Field, Any], Any]] = {
    Kind.TEXT: read_text,
    Kind.INTEGER: read_integer,
    Kind.BOOLEAN: read_boolean,
    Kind.ENUM: read_enum,
    Kind.DATE: read_date,
}

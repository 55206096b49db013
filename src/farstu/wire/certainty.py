"""Whether a model that the strict JSON reader made is what the forgiving one would have made, with nothing to say.

Two functions per model, written once from the contract. Limits on lengths and ranges are the decoder's own already;
what is left is what a decoder does not know: a member sent twice, null for an enum that has no such value, blank texts,
characters that are no text, dates that need an advice.

That no member was sent twice is seen by counting quotation marks: each name takes two, each text and each enum's name
two more. Where the body has as many as the model accounts for, nothing in it was said twice.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from farstu.contract.fields import Field, Kind
from farstu.contract.model import INFO, Model, ModelInfo
from farstu.wire.validation import FORBIDDEN, given_expression, groups_of
from farstu.wire.values import to_decimal

Certainty = Callable[[Model, bytes], bool]
_QUOTED = (Kind.TEXT, Kind.DATE, Kind.ENUM)
_BLANK_BEFORE_COLON = re.compile(rb'"[ \t\r\n]+:').search


def certainty(info: ModelInfo) -> Certainty:
    """The function for one model: (model, its body) → whether nothing is lost by not asking the forgiving reader."""
    members = list(_members_below(info))
    unset = frozenset(field.json for field in members if _is_unset_enum(field))
    quoted_decimal = _quoted_decimal(members)
    count_plain, count_checking, count_absent = (
        _compiled(_Counting(members, checks_texts=False), info),
        _compiled(_Counting(members, checks_texts=True), info),
        _compiled(_CountingAbsent(members), info),
    )

    def is_certain(model: Model, body: bytes) -> bool:
        escapes = b"\\" in body
        plain = not escapes and body.isascii() and b"\x7f" not in body
        marks = (count_plain if plain else count_checking)(model, body)
        if marks < 0 or (quoted_decimal and quoted_decimal(body)):
            return False
        if not escapes:
            sent = body.count(b'"')
            if sent == marks or sent == marks + count_absent(model, body):
                return True
        return _told_once(body, unset)

    return is_certain


def _told_once(body: bytes, unset: frozenset[str]) -> bool:
    """The long way: as many names in the body as it has different ones, and none of them null that must not be."""
    if _BLANK_BEFORE_COLON(body):
        return False
    return _count_names(msgspec.json.decode(body), unset) == body.count(b'":')


def _count_names(node: Any, unset: frozenset[str]) -> int:
    if isinstance(node, list):
        return sum(_count_names(item, unset) for item in node)
    if not isinstance(node, dict):
        return 0
    if any(name in node and node[name] is None for name in unset):
        return -1_000_000
    return len(node) + sum(_count_names(item, unset) for item in node.values() if isinstance(item, dict | list))


class _Counting:
    """Writes the function that counts the quotation marks of what is not null; -1: not certain. A zero that may have
    been sent or left out is looked for by its name, where that stands once in the whole model."""

    def __init__(self, members: list[Field], *, checks_texts: bool) -> None:
        self.checks_texts = checks_texts
        self.known = Counter(field.json for field in members)
        self.names: dict[str, Any] = {"forbidden": FORBIDDEN.search, "fits": _fits}

    def members(self, info: ModelInfo, model: str) -> list[str]:
        """The statements for a model that the variable `model` holds."""
        lines = []
        for number, field in enumerate(info.fields):
            value = f"{model}_{number}"
            lines += [f"{value} = {model}.{field.name}", *self.member(field, value)]
        for group in groups_of(info).values():
            any_given = " or ".join(given_expression(field, f"{model}.{field.name}") for field in group)
            lines.append(f"if not ({any_given}): return -1")
        return lines

    def member(self, field: Field, value: str) -> list[str]:
        there = [f"marks += {_marks(field)}", *self.checks(field, value)]
        if field.required:
            blank = f"not {value} or {value}.isspace()" if field.kind is Kind.TEXT else f"{value} is None"
            return [f"if {blank}: return -1", *there]
        absent = ["else:", f"    if {_named(field)} in body: marks += {_marks(field)}"] if self.is_zero(field) else []
        return [f"if {self.is_there(field, value)}:", *_indented(there), *absent]

    def is_zero(self, field: Field) -> bool:
        """Whether a member that is absent is zero, not null, and its name stands once in the whole model."""
        return field.default is not None and self.known[field.json] == 1

    def is_there(self, field: Field, value: str) -> str:
        """Python for whether a member has another value than an absent one."""
        if field.default is None:
            return f"{value} is not None"
        absent = f"absent_{len(self.names)}"
        self.names[absent] = field.default
        return f"{value} is not {absent}" if field.kind in (Kind.ENUM, Kind.BOOLEAN) else f"{value} != {absent}"

    def checks(self, field: Field, value: str) -> list[str]:
        """The statements that look into a value that is there."""
        match field.kind:
            case Kind.TEXT if self.checks_texts:
                return [f"if not {value}.isprintable() and forbidden({value}): return -1"]
            case Kind.DATE:
                return [f"if {value}.note: return -1"]
            case Kind.DECIMAL:
                limits = field.between
                within = f"{limits.least} <= {value} <= {limits.most}" if limits else "True"
                return [f"if not (fits({value}) and {within}): return -1"]
            case Kind.MODEL:
                return self.members(INFO[field.type], value)
        return self.items(field.item, value) if field.item else []

    def items(self, item: Field, value: str) -> list[str]:
        each = f"{value}_each"
        lines = [f"marks += {2 * (item.kind in _QUOTED)} * len({value})"]
        inner = self.checks(item, each)
        return [*lines, f"for {each} in {value}:", *_indented(inner)] if inner else lines


class _CountingAbsent(_Counting):
    """Writes the function that looks for members that are null, and counts the quotation marks of those that were sent
    so, knowing them by their names."""

    def __init__(self, members: list[Field]) -> None:
        super().__init__(members, checks_texts=False)

    def member(self, field: Field, value: str) -> list[str]:
        within = self.members(INFO[field.type], value) if field.kind is Kind.MODEL else []
        there = [f"if {self.is_there(field, value)}:", *_indented(within or ["pass"])]
        if field.required or field.default is not None or self.known[field.json] > 1:
            return there if within else []
        once = -1_000_000 if _is_unset_enum(field) else 2
        count = f"    sent = body.count({_named(field)})"
        return [*there, "else:", count, f"    if sent: marks += {once} if sent == 1 else -1_000_000"]


def _named(field: Field) -> str:
    return repr(f'"{field.json}":'.encode())


def _marks(field: Field) -> int:
    """How many quotation marks a member takes that is sent once."""
    return 4 if field.kind in _QUOTED else 2


def _compiled(counting: _Counting, info: ModelInfo) -> Callable[[Model, bytes], int]:
    lines = [
        "def count(model, body):",
        "    marks = 0",
        *_indented(counting.members(info, "model")),
        "    return marks",
    ]
    exec("\n".join(lines), counting.names)  # noqa: S102 - the text is made of the contract alone
    made: Callable[[Model, bytes], int] = counting.names["count"]
    return made


def _indented(lines: list[str]) -> list[str]:
    return [f"    {line}" for line in lines]


def _fits(number: Any) -> bool:
    return number.is_finite() and "E" not in str(number) and to_decimal(str(number)) is not None


def _members_below(info: ModelInfo) -> Iterator[Field]:
    for field in info.fields:
        yield field
        if field.holds is Kind.MODEL:
            yield from _members_below(INFO[field.type])


def _is_unset_enum(field: Field) -> bool:
    return field.kind is Kind.ENUM and field.default is None and not field.nullable


def _quoted_decimal(members: list[Field]) -> Callable[[bytes], Any] | None:
    """Finds a decimal number that was sent as a text, of which the strict reader takes too many."""
    names = "|".join(sorted({re.escape(field.json) for field in members if field.holds is Kind.DECIMAL}))
    if not names:
        return None
    return re.compile(rf'"(?:{names})"\s*:\s*(?:"|\[[^\]]*")|\\u00[4-7]'.encode()).search

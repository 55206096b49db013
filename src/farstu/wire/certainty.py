"""Whether a model that the strict JSON reader made is what the forgiving one would have made, with nothing to say.

One function per model, written once from the contract. Its limits on lengths and ranges are the decoder's own already;
what is left is what a decoder does not know: a member sent twice, null for an enum that has no such value, blank texts,
characters that are no text, dates that need an advice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from farstu.contract.fields import Field, Kind
from farstu.contract.model import INFO, ModelInfo
from farstu.wire.validation import FORBIDDEN, given_expression, groups_of
from farstu.wire.values import to_decimal

Certainty = Callable[[Any, bytes], bool]


def certainty(info: ModelInfo) -> Certainty:
    """The function for one model: (model, its body) → whether nothing is lost by not asking the forgiving reader."""
    members = list(_members_below(info))
    unset = frozenset(field.json for field in members if _is_unset_enum(field))
    names: dict[str, Any] = {
        "forbidden": FORBIDDEN.search,
        "fits": lambda number: number.is_finite() and "E" not in str(number) and to_decimal(str(number)) is not None,
        "told_once": lambda body, count: _told_once(body, count, unset),
        "quoted_decimal": _quoted_decimal(members),
    }
    lines = [
        "def certain(model, body):",
        "    if b' :' in body or b'\\n:' in body or b'\\t:' in body or b'\\r:' in body: return False",
        "    clean = body.isascii() and b'\\\\' not in body and b'\\x7f' not in body",
        "    count = 0",
        *(f"    {line}" for line in _lines(info, "model", 1, names)),
        "    told = body.count(b'\":')",
        "    return count == told or told_once(body, told)",
    ]
    if names["quoted_decimal"]:
        lines.insert(1, "    if quoted_decimal(body): return False")
    exec("\n".join(lines), names)  # noqa: S102 - the text is made of the contract alone
    made: Certainty = names["certain"]
    return made


def _told_once(body: bytes, count: int, unset: frozenset[str]) -> bool:
    """Whether as many members are named in a body as it has different ones, each object by itself, and none is null
    that must not be. Where a text looks like a name, the count is too high, and the answer no."""
    return _count_names(msgspec.json.decode(body), unset) == count


def _count_names(node: Any, unset: frozenset[str]) -> int:
    if isinstance(node, list):
        return sum(_count_names(item, unset) for item in node)
    if not isinstance(node, dict):
        return 0
    if any(name in node and node[name] is None for name in unset):
        return -len(node) - 1_000_000
    return len(node) + sum(_count_names(item, unset) for item in node.values() if isinstance(item, dict | list))


def _lines(info: ModelInfo, model: str, depth: int, names: dict[str, Any]) -> list[str]:
    """The statements that check a model which the variable `model` holds."""
    lines = []
    for number, field in enumerate(info.fields):
        value = f"value_{depth}_{number}"
        lines += [f"{value} = {model}.{field.name}", *_member_lines(field, value, depth, names)]
    for group in groups_of(info).values():
        any_given = " or ".join(given_expression(field, f"{model}.{field.name}") for field in group)
        lines.append(f"if not ({any_given}): return False")
    return lines


def _member_lines(field: Field, value: str, depth: int, names: dict[str, Any]) -> list[str]:
    if field.required:
        blank = f"not {value} or {value}.isspace()" if field.kind is Kind.TEXT else f"{value} is None"
        return [f"if {blank}: return False", "count += 1", *_checks(field, value, depth, names)]
    absent = "None"
    if field.default is not None:
        absent = f"absent_{len(names)}"
        names[absent] = field.default
    test = f"{value} is not {absent}" if field.default is None or field.kind is Kind.ENUM else f"{value} != {absent}"
    return [f"if {test}:", "    count += 1", *(f"    {line}" for line in _checks(field, value, depth, names))]


def _checks(field: Field, value: str, depth: int, names: dict[str, Any]) -> list[str]:
    """The statements that check a value that is there."""
    match field.kind:
        case Kind.TEXT:
            return [f"if not clean and not {value}.isprintable() and forbidden({value}): return False"]
        case Kind.DATE:
            return [f"if {value}.note: return False"]
        case Kind.DECIMAL:
            least, most = (field.between.least, field.between.most) if field.between else ("-1e30", "1e30")
            return [f"if not fits({value}) or not {least} <= {value} <= {most}: return False"]
        case Kind.MODEL:
            return _lines(INFO[field.type], value, depth + 1, names)
    if field.item is None:
        return []
    each = f"each_{value}"
    inner = _checks(field.item, each, depth + 1, names)
    return [f"for {each} in {value}:", *(f"    {line}" for line in inner)] if inner else []


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

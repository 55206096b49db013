"""How values look on the wire, and how they are told of without saying what they are."""

from __future__ import annotations

import re
from typing import Any

from farstu.contract.enums import ENUM_INFO, ContractEnum
from farstu.contract.fields import Field, Kind
from farstu.contract.members import KINDS
from farstu.contract.model import INFO, ModelInfo
from farstu.contract.operation import Operation
from farstu.contract.origin import Origin

_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{0,6}[1-9])?(?:Z|[+-]\d\d:\d\d)?", re.ASCII)
_LONGEST = 40


def is_date(text: str) -> bool:
    """`2026-05-03T10:00:00.1234567+02:00`: up to seven digits without zeros at the end, an offset, `Z` or none."""
    return _DATE.fullmatch(text) is not None


def names_member(cls: type[ContractEnum], text: str) -> bool:
    """Whether an enum has this name, or, where its numbers may be added up, these."""
    names = re.split(r", ?| ", text) if ENUM_INFO[cls].flags else [text]
    return all(name in cls.__members__ for name in names)


def form_of(text: str) -> str:
    """What a text looks like: digits as 9, letters as x. Nothing in it can be of a person."""
    return re.sub(r"[^\W\d_]", "x", re.sub(r"\d", "9", text))[:_LONGEST]


def kind_of(answer: type[Any]) -> Kind:
    """The kind of an answer by its type."""
    return Kind.MODEL if answer in INFO else KINDS[answer]


def named(path: str, member: str) -> str:
    """The path of a member."""
    return f"{path}.{member}" if path else member


def origin_of(operation: Operation, *, in_xml: bool) -> Origin:
    """What stands behind the shape of an answer: no more than behind the least known of its parts."""
    found = {Origin.DOCUMENTED}
    kinds, seen = [operation.answer_type], set[Any]()
    while kinds:
        kind = kinds.pop()
        if kind is None or kind in seen or kind not in INFO:
            continue
        seen.add(kind)
        info = INFO[kind]
        found |= _origins(info, in_xml)
        kinds += [*info.derived, *(field.type for field in info.fields)]
    return next(origin for origin in (Origin.ASSUMED, Origin.OBSERVED, Origin.DOCUMENTED) if origin in found)


def _origins(info: ModelInfo, in_xml: bool) -> set[Origin]:
    return {field.origin for field in info.fields} | ({info.namespace_origin} if in_xml else set())


def wrong(path: str, field: Field | Kind, found: str) -> str:
    """One value that is not what it was to be."""
    kind = field.kind if isinstance(field, Field) else field
    return f"{path or 'the answer'} is {found}, not {kind}"

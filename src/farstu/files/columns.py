"""The columns of a file: what each is called there, what it holds, and what may stand in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from farstu.contract.fields import Between
from farstu.contract.names import camel
from farstu.store.table import CUSTOMER, Table
from farstu.store.view import FRACTION, MOMENT, TEXT, WHOLE

TRUTH, JSON, IDENTITY, SEALED = "truth", "json", "identity", "sealed"
"""What a column may hold beside what a view's may: an id of 1 to 40 characters, and a personal number, kept sealed."""
MOMENTS = ("date", "deadline", "valid_until", "at")
"""Whole numbers that are moments though their names do not end with `_at`."""
_WIDTH = Between(-(2**31), 2**31 - 1)
"""Of whole numbers of which nothing else is said: what an integer of the interface can be."""
_PLAIN: dict[type, str] = {str: TEXT, int: WHOLE, float: FRACTION, bool: TRUTH}


@dataclass(frozen=True)
class Column:
    """A column. `name` is the row's, `title` the file's. One that is not `required` may be left out, or empty: it then
    holds `default`, unless that is made when the row is. `choices`: the only texts that it may hold; `between`: where
    its numbers lie; `shape`: what its JSON is read as."""

    name: str
    title: str
    holds: str
    required: bool = False
    nullable: bool = True
    default: Any = None
    choices: tuple[str, ...] = ()
    between: Between | None = None
    shape: Any = None


def columns_of(
    table: Table[Any],
    *,
    hidden: tuple[str, ...],
    identities: frozenset[str],
    choices: Mapping[str, tuple[str, ...]],
    between: Mapping[str, Between],
    shapes: Mapping[str, Any],
    sealed: tuple[str, ...],
    made: frozenset[str],
    defaults: Mapping[str, Any],
) -> tuple[Column, ...]:
    """Those of a table's rows, but for the customer and what is `hidden`. What is `made` where it is left out, and what
    has a default, is not required."""
    found = []
    for field in msgspec.structs.fields(table.row):
        name = field.name
        if name == CUSTOMER or name in hidden:
            continue
        default = defaults.get(name, None if field.default is msgspec.NODEFAULT else field.default)
        nullable = name in table.nullable
        holds = _holds(table, name, identities, shapes, sealed)
        found.append(
            Column(
                name,
                camel(name),
                holds,
                required=not nullable and default is None and name not in made,
                nullable=nullable,
                default=default,
                choices=choices.get(name, ()),
                between=between.get(name, _WIDTH if holds == WHOLE else None),
                shape=shapes.get(name),
            )
        )
    return tuple(found)


def _holds(
    table: Table[Any], name: str, identities: frozenset[str], shapes: Mapping[str, Any], sealed: tuple[str, ...]
) -> str:
    if name in sealed:
        return SEALED
    if name in shapes:
        return JSON
    if name in identities:
        return IDENTITY
    if table.types[name] is int and (name.endswith("_at") or name in MOMENTS):
        return MOMENT
    return _PLAIN[table.types[name]]

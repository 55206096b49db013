"""Reads a statement as SQL, and tells whether it keeps to the customers that it names.

Each table that is a customer's must be tied to one: by `customer = ?`, by `customer IN (?, …)`, or by being joined on
the customer to a table that is, of the same query or of one that it stands in; a row that is put in must bring its
customer along.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import Any

import sqlglot
from sqlglot import exp

from farstu.store.base import EVERY_CUSTOMER
from farstu.store.statements import numbered
from farstu.store.table import CUSTOMER, TABLES

KEYS = "wanted"
"""What the keys of a look-up are called that come as arrays."""


def keeping_to_customers(rows: Any) -> Any:
    """The `rows` of readers, which fails where a statement strays that is not the owner's."""

    async def checked(
        self: Any, statement: str, parameters: tuple[Any, ...] = (), customers: Collection[str] = ()
    ) -> list[tuple[Any, ...]]:
        if customers != EVERY_CUSTOMER:
            assert not strays(statement), f"{statement} strays"
        found: list[tuple[Any, ...]] = await rows(self, statement, parameters, customers)
        return found

    return checked


@cache
def strays(statement: str) -> set[str]:
    """The tables of customers that the statement touches without saying whose rows are meant."""
    parsed = sqlglot.parse_one(numbered(statement), dialect="postgres")
    found: set[str] = set()
    for part in parsed.find_all(exp.Select, exp.Update, exp.Delete):
        found |= _strays_of(part)
    for put in parsed.find_all(exp.Insert):
        target = put.this
        columns = [column.name for column in target.expressions] if isinstance(target, exp.Schema) else []
        table = target.find(exp.Table)
        if table is not None and _is_customers(table.name) and CUSTOMER not in columns:
            found.add(table.name)
    return found


def _strays_of(part: exp.Expression) -> set[str]:
    tables, tied = _tables_and_tied(part)
    return {name for alias, name in tables.items() if _is_customers(name) and alias not in tied}


def _tables_and_tied(part: exp.Expression) -> tuple[dict[str, str], set[str]]:
    """The tables of a query by what they are called there, and which of them are tied, or stand around it and are."""
    tables = {table.alias_or_name: table.name for table in part.find_all(exp.Table) if _owner(table) is part}
    conditions = [part.args["where"].this] if part.args.get("where") else []
    conditions += [join.args["on"] for join in part.args.get("joins") or [] if join.args.get("on")]
    tied = {inner.alias for inner in part.find_all(exp.Subquery) if inner.alias and _owner(inner) is part}
    around = _owner(part)
    outer = _tables_and_tied(around)[1] - set(tables) if around and part.find_ancestor(exp.Exists) else set()
    tied |= outer
    aliases = [*tables, *tied]  # what stands in a query of its own is looked at there
    equal: list[tuple[str, str]] = []
    for condition in (each for whole in conditions for each in whole.flatten() if _is_all(whole)):
        _note(condition.unnest(), aliases, tied, equal)
    for condition in (whole for whole in conditions if not _is_all(whole)):
        _note(condition.unnest(), aliases, tied, equal)
    for _ in tables:
        tied |= {left for left, right in equal if right in tied} | {right for left, right in equal if left in tied}
    return tables, tied


def _is_all(condition: exp.Expression) -> bool:
    return isinstance(condition, exp.And)


def _owner(table: exp.Expression) -> exp.Expression | None:
    """The statement, or the part of one, that something stands in."""
    return table.find_ancestor(exp.Select, exp.Update, exp.Delete, exp.Insert)


def _is_customers(name: str) -> bool:
    return name in TABLES and not TABLES[name].server_wide


def _note(condition: exp.Expression, aliases: list[str], tied: set[str], equal: list[tuple[str, str]]) -> None:
    if isinstance(condition, exp.EQ):
        sides = [_whose(side, aliases) for side in (condition.left, condition.right)]
        if all(sides):
            equal.append((sides[0], sides[1]))
        for whose, other in zip(sides, (condition.right, condition.left), strict=True):
            if whose and isinstance(other, exp.Placeholder | exp.Parameter | exp.Literal):
                tied.add(whose)
            if whose and isinstance(other, exp.Column) and other.table == KEYS:
                tied.add(whose)
    if isinstance(condition, exp.In) and not condition.args.get("query"):
        tied |= {whose for whose in [_whose(condition.this, aliases)] if whose}


def _whose(side: exp.Expression, aliases: list[str]) -> str:
    """The table whose customer this is; empty where it is something else."""
    if not isinstance(side, exp.Column) or side.name != CUSTOMER:
        return ""
    if side.table:
        return side.table if side.table in aliases else ""
    return aliases[0] if len(aliases) == 1 else ""

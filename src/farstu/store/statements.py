"""The SQL that the program can issue for rows, in words that SQLite and PostgreSQL share; parameters are `?`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from farstu.store.table import CUSTOMER, Index, Table

if TYPE_CHECKING:
    import sqlalchemy as sa
    from sqlalchemy.engine import Dialect
    from sqlalchemy.sql.compiler import SQLCompiler

_ARRAYS: dict[type, str] = {str: "text[]", int: "bigint[]", bool: "boolean[]", float: "float8[]"}
MOST_NUMBERED = 512
"""Statements that are kept as PostgreSQL wants them; reads with lists of any length have any number of texts."""
_QUOTED_OR_PLACE = re.compile(r"""'[^']*'|"[^"]*"|\?""")


class PlannedByValue(str):
    """A statement that finds few or many by what it is asked: PostgreSQL is to make a plan for the values each time."""

    __slots__ = ()


@cache
def select_by(index: Index[Any]) -> str:
    """All columns of the rows under one key of the index; parameters in the order of its columns."""
    where = " AND ".join(f'"{name}" = ?' for name in index.columns)
    return f'SELECT {_names(index.table.columns)} FROM "{index.table.name}" WHERE {where}'  # noqa: S608


@cache
def select_all(table: Table[Any]) -> str:
    """All columns of one customer's rows, so many at most; parameters are the customer and the number."""
    return f'SELECT {_names(table.columns)} FROM "{table.name}" WHERE "{CUSTOMER}" = ? LIMIT ?'  # noqa: S608


@cache
def remove_all(table: Table[Any]) -> str:
    """Takes out all rows of one customer."""
    return f'DELETE FROM "{table.name}" WHERE "{CUSTOMER}" = ?'  # noqa: S608


@cache
def select_many(index: Index[Any]) -> str:
    """The same under any number of keys: an array for each column of the index. For PostgreSQL."""
    table, types = index.table, index.table.types
    given = ", ".join(f"?::{_ARRAYS[types[name]]}" for name in index.columns)
    joined = " AND ".join(f'kept."{name}" = wanted."{name}"' for name in index.columns)
    return (
        f"SELECT {_names(table.columns, 'kept.')} FROM unnest({given}) AS wanted({_names(index.columns)}) "  # noqa: S608
        f'JOIN "{table.name}" AS kept ON {joined}'
    )


@cache
def write(table: Table[Any]) -> str:
    """Puts a whole row, new or changed; parameters in the order of the table's columns."""
    places = ", ".join("?" * len(table.columns))
    return f"{_insert(table)} VALUES ({places}){_on_conflict(table)}"


@cache
def write_many(table: Table[Any]) -> str:
    """The same for any number of rows: an array for each column. For PostgreSQL."""
    given = ", ".join(f"?::{_ARRAYS[table.types[name]]}" for name in table.columns)
    return f"{_insert(table)} SELECT * FROM unnest({given}){_on_conflict(table)}"  # noqa: S608


@cache
def write_together(tables: tuple[Table[Any], ...]) -> str:
    """The same for rows of several tables in one statement; arrays in the order of the tables. For PostgreSQL."""
    *before, last = tables
    parts = ", ".join(f"write{place} AS ({write_many(table)})" for place, table in enumerate(before))
    return f"WITH {parts} {write_many(last)}" if parts else write_many(last)


@cache
def remove(table: Table[Any]) -> str:
    """Takes out the row with one primary key; parameters in the order of its columns."""
    where = " AND ".join(f'"{name}" = ?' for name in table.key.columns)
    return f'DELETE FROM "{table.name}" WHERE {where}'  # noqa: S608


@cache
def remove_many(table: Table[Any]) -> str:
    """The same for any number of keys: an array for each column of the key. For PostgreSQL."""
    key = table.key.columns
    given = ", ".join(f"?::{_ARRAYS[table.types[name]]}" for name in key)
    joined = " AND ".join(f'kept."{name}" = wanted."{name}"' for name in key)
    return (
        f'DELETE FROM "{table.name}" AS kept USING unnest({given}) AS wanted({_names(key)}) '  # noqa: S608
        f"WHERE {joined}"
    )


def _insert(table: Table[Any]) -> str:
    return f'INSERT INTO "{table.name}" ({_names(table.columns)})'


def _on_conflict(table: Table[Any]) -> str:
    if table.append_only:
        return ""
    left = [name for name in table.columns if name not in table.key.columns]
    if not left:
        return " ON CONFLICT DO NOTHING"
    changed = ", ".join(f'"{name}" = excluded."{name}"' for name in left)
    return f" ON CONFLICT ({_names(table.key.columns)}) DO UPDATE SET {changed}"  # nosec B608 - our names


def _names(names: Iterable[str], of: str = "") -> str:
    return ", ".join(f'{of}"{name}"' for name in names)


def text_of(statement: sa.ClauseElement) -> str:
    """The text of a statement for the raw drivers; parameters go by place."""
    return _compiled(statement).string


def bound(statement: sa.ClauseElement) -> tuple[str, tuple[Any, ...]]:
    """The text of a statement with values in it, and the values in the order of their places."""
    compiled = _compiled(statement)
    return compiled.string, tuple(compiled.params[name] for name in compiled.positiontup or ())


def _compiled(statement: sa.ClauseElement) -> SQLCompiler:
    compiled: Any = statement.compile(dialect=shared_dialect(), compile_kwargs={"render_postcompile": True})
    made: SQLCompiler = compiled
    return made


@cache
def shared_dialect() -> Dialect:
    """What is written without types and functions of its own is read by both. SQLAlchemy's dialects of the two would
    write the same, and take megabytes more; it is itself only loaded where there is a statement to be written."""
    from sqlalchemy.engine.default import DefaultDialect

    made = DefaultDialect(paramstyle="qmark")
    made.supports_native_boolean = True
    return made


@lru_cache(MOST_NUMBERED)
def numbered(statement: str) -> str:
    """The statement as PostgreSQL's protocol wants it: `$1`, `$2` for the places."""
    count = 0

    def place(found: re.Match[str]) -> str:
        nonlocal count
        if found[0] != "?":
            return found[0]
        count += 1
        return f"${count}"

    return _QUOTED_OR_PLACE.sub(place, statement)

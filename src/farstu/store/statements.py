"""The SQL that the program can issue for rows, compiled once from the tables by SQLAlchemy."""

from __future__ import annotations

from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.sql.compiler import SQLCompiler

from farstu.store.table import Index, Table

SQLITE = sqlite.dialect(paramstyle="qmark")


@cache
def select_by(index: Index[Any]) -> str:
    """All columns of the rows under one key of the index; parameters in the order of its columns."""
    table = index.table.sql
    query = sa.select(*(table.c[name] for name in index.table.columns)).where(
        *(table.c[name] == sa.bindparam(name) for name in index.columns)
    )
    return text_of(query)


@cache
def write(table: Table[Any]) -> str:
    """Puts a whole row, new or changed; parameters in the order of the table's columns."""
    put = insert(table.sql).values({name: sa.bindparam(name) for name in table.columns})
    left = [name for name in table.columns if name not in table.key.columns]
    if not table.append_only and left:
        put = put.on_conflict_do_update(
            index_elements=list(table.key.columns), set_={name: put.excluded[name] for name in left}
        )
    elif not table.append_only:
        put = put.on_conflict_do_nothing()
    return text_of(put)


@cache
def remove(table: Table[Any]) -> str:
    """Takes out the row with one primary key; parameters in the order of its columns."""
    return text_of(sa.delete(table.sql).where(*(table.sql.c[name] == sa.bindparam(name) for name in table.key.columns)))


def text_of(statement: sa.ClauseElement) -> str:
    """The text of a statement for the raw driver; parameters go by place."""
    return str(statement.compile(dialect=SQLITE, compile_kwargs={"render_postcompile": True}))


def bound(statement: sa.ClauseElement) -> tuple[str, tuple[Any, ...]]:
    """The text of a statement with values in it, and the values in the order of their places."""
    compiled = statement.compile(dialect=SQLITE, compile_kwargs={"render_postcompile": True})
    assert isinstance(compiled, SQLCompiler)  # only text has parameters by place
    return str(compiled), tuple(compiled.params[name] for name in compiled.positiontup or ())

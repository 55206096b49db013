"""Statements of our own making: their values find their places, and none of them crosses customers or reads a whole
table."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from farstu import areas
from farstu.records.meetings import MEETING
from farstu.store.queries import MOST_TEXTS, QUERIES, Query
from farstu.store.sqlite import SqliteDatabase
from farstu.store.table import TABLES

areas.load()

EVERY = pytest.mark.parametrize("query", list(QUERIES), ids=lambda query: query.bind(**any_values(query))[0][:60])


def any_values(query: Query) -> dict[str, Any]:
    return {name: ["a", "b"] if several else 1 for name, several in query.names.items()}


def statement(query: Query) -> str:
    return " ".join(query.bind(**any_values(query))[0].replace('"', "").split())


@EVERY
def test_every_table_is_held_to_the_customer(query: Query) -> None:
    text = statement(query)
    for name in re.findall(r"(?:FROM|JOIN) \(?(\w+)", text):
        if name in TABLES and not TABLES[name].server_wide:
            assert re.search(rf"\b{name}\.customer (=|IN)", text), name


@EVERY
def test_no_table_is_read_as_a_whole(query: Query, tmp_path: Path) -> None:
    database = SqliteDatabase(tmp_path / "f.sqlite3", durable=False)
    database.prepare()
    session = database.write_session()
    text, values = query.bind(**any_values(query))
    plan = [str(row[3]) for row in session.rows(f"EXPLAIN QUERY PLAN {text}", values)]
    session.close()
    whole = [step for step in plan if step.startswith("SCAN") and step.split()[1] in TABLES]
    assert whole == [], plan


def test_values_find_their_places_and_lists_their_lengths() -> None:
    columns = MEETING.sql.c
    query = Query(
        sa.select(columns.id)
        .where(columns.id.in_(sa.bindparam("ids", expanding=True)), columns.customer == sa.bindparam("customer"))
        .where(columns.starts_at + 5 > sa.bindparam("after"))
    )
    QUERIES.remove(query)
    for ids in (["a"], ["a", "b", "c"], []):
        text, values = query.bind(customer="M1", ids=ids, after=7)
        assert values == (*ids, "M1", 5, 7)
        assert text.count("?") == len(values)
    assert query.bind(customer="M1", ids=["x"], after=7)[0] is query.bind(customer="M2", ids=["y"], after=8)[0]
    for length in range(MOST_TEXTS + 5):
        assert len(query.bind(customer="M1", ids=["x"] * length, after=7)[1]) == length + 3
    assert len(query._texts) <= MOST_TEXTS
    assert query.names == {"ids": True, "customer": False, "after": False}

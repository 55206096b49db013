"""Statements of our own making: their values find their places, and none of them crosses customers or reads a whole
table."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from farstu import areas
from farstu.records.meetings import MEETING, Meeting
from farstu.store.queries import MOST_NARROWED, MOST_PLACES, MOST_TEXTS, QUERIES, TEXTS, Narrowed, Query
from farstu.store.sqlite import SqliteDatabase
from farstu.store.statements import MOST_NUMBERED, numbered
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
    for ids, filled_up in ((["a"], ["a"]), (["a", "b", "c"], ["a", "b", "c", "c"]), ([], [])):
        text, values = query.bind(customer="M1", ids=ids, after=7)
        assert values == (*filled_up, "M1", 5, 7)
        assert text.count("?") == len(values)
    assert query.bind(customer="M1", ids=["x"], after=7)[0] is query.bind(customer="M2", ids=["y"], after=8)[0]
    assert len({query.bind(customer="M1", ids=["x"] * length, after=7)[0] for length in range(1_001)}) == 12
    assert query.names == {"ids": True, "customer": False, "after": False}


def test_a_list_that_was_filled_up_finds_each_row_once(tmp_path: Path) -> None:
    columns = MEETING.sql.c
    query = Query(sa.select(columns.id).where(columns.id.in_(sa.bindparam("ids", expanding=True))), listed=False)
    database = SqliteDatabase(tmp_path / "f.sqlite3", durable=False)
    database.prepare()
    session = database.write_session()
    session.begin(["M1"])
    rows = [Meeting("M1", name, "Viewing", None, None, "u", 1, 2, None, "Booked", None, 1) for name in "abcde"]
    session.write({MEETING: rows})
    assert sorted(session.rows(*query.bind(ids=["a", "c", "e"]))) == [("a",), ("c",), ("e",)]
    session.close()


def test_whatever_is_asked_for_few_texts_are_kept() -> None:
    columns = MEETING.sql.c
    many = sa.bindparam("ids", expanding=True)
    conditions = {f"c{number}": columns.starts_at > sa.bindparam(f"c{number}") for number in range(9)}
    narrowed = Narrowed(sa.select(columns.id).where(columns.id.in_(many)), conditions)
    del QUERIES[-11:]
    for wanted in range(2**9):
        names = [f"c{number}" for number in range(9) if wanted & 1 << number]
        for length in (0, 1, 700):
            numbered(narrowed.by(names).bind(ids=["x"] * length, **dict.fromkeys(names, 1))[0])
    assert len(narrowed._made) == MOST_NARROWED
    assert len(TEXTS._kept) <= MOST_TEXTS
    assert sum(len(places) for _, places in TEXTS._kept.values()) == TEXTS._places <= MOST_PLACES
    assert numbered.cache_info().currsize <= MOST_NUMBERED

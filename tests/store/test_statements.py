"""Every statement that the program can issue for rows carries the customer."""

from __future__ import annotations

import re
from typing import Any

import pytest
import sqlalchemy as sa

from farstu import areas
from farstu.records.meetings import MEETING
from farstu.store.statements import bound, select_by, text_of, write
from farstu.store.table import TABLES, Index, Table

areas.load()

OF_CUSTOMERS = [table for table in TABLES.values() if not table.server_wide]
EVERY_INDEX = [index for table in TABLES.values() for index in (table.key, *table.indexes)]


def plain(statement: str) -> str:
    return " ".join(statement.replace('"', "").split())


@pytest.mark.parametrize("index", [i for i in EVERY_INDEX if not i.table.server_wide], ids=repr)
def test_no_look_up_crosses_customers(index: Index[Any]) -> None:
    table, _, condition = plain(select_by(index)).partition(" WHERE ")
    assert condition.split(" AND ")[0] == f"{index.table.name}.customer = ?"
    assert " OR " not in condition
    assert table.endswith(f" FROM {index.table.name}")


@pytest.mark.parametrize("table", OF_CUSTOMERS, ids=repr)
def test_no_row_is_written_over_another_customers(table: Table[Any]) -> None:
    statement = plain(write(table))
    columns = re.match(rf"INSERT INTO {table.name} \(([^)]*)\) VALUES", statement)
    assert columns is not None
    assert columns[1].split(", ")[0] == "customer"
    conflict = re.search(r" ON CONFLICT(?: \(([^)]*)\))? DO (NOTHING|UPDATE SET (.*))$", statement)
    if conflict is None:
        assert table.append_only
        return
    assert not table.append_only
    if conflict[2] == "NOTHING":
        assert set(table.columns) == set(table.key.columns)
        return
    assert conflict[1].split(", ") == list(table.key.columns)
    assert "customer" not in [part.split(" = ")[0] for part in conflict[3].split(", ")]


@pytest.mark.parametrize("index", EVERY_INDEX, ids=repr)
def test_a_look_up_gives_all_columns_and_takes_its_values_in_order(index: Index[Any]) -> None:
    start, _, condition = plain(select_by(index)).partition(" WHERE ")
    name = index.table.name
    verb, _, rest = start.partition(" ")
    columns, _, table = rest.partition(" FROM ")
    assert (verb, table) == ("SELECT", name)
    assert columns.split(", ") == [f"{name}.{column}" for column in index.table.columns]
    assert condition == " AND ".join(f"{name}.{column} = ?" for column in index.columns)


@pytest.mark.parametrize("table", TABLES.values(), ids=repr)
def test_a_row_is_written_whole_its_values_in_order(table: Table[Any]) -> None:
    columns, places = ", ".join(table.columns), ", ".join("?" * len(table.columns))
    verb, _, rest = plain(write(table)).partition(" INTO ")
    assert verb == "INSERT"
    assert rest.partition(" ON CONFLICT")[0] == f"{table.name} ({columns}) VALUES ({places})"


def test_a_statement_is_compiled_once() -> None:
    assert select_by(MEETING.key) is select_by(MEETING.key)
    assert write(MEETING) is write(MEETING)


def test_values_stand_in_the_order_of_their_places() -> None:
    columns = MEETING.sql.c
    query = sa.select(columns.id).where(columns.kind == "k", columns.customer.in_(["a", "b"]), columns.starts_at < 5)
    statement, values = bound(query.limit(7))
    assert values[:5] == ("k", "a", "b", 5, 7)
    assert statement.count("?") == len(values)


def test_a_statement_without_values_has_none() -> None:
    statement = sa.select(MEETING.sql.c.id)
    assert bound(statement) == (text_of(statement), ())

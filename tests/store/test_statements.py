"""Every statement that the program can issue carries the customer, on either database."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

import farstu
from farstu import areas
from farstu.records.meetings import MEETING
from farstu.store.statements import (
    bound,
    numbered,
    remove,
    remove_many,
    select_by,
    select_many,
    text_of,
    write,
    write_many,
    write_together,
)
from farstu.store.table import TABLES, Index, Table
from tests.support.databases import AnyDatabase
from tests.support.statements import strays

areas.load()

EVERY_INDEX = [index for table in TABLES.values() for index in (table.key, *table.indexes)]
OF_THE_OWNER = {
    "store/base.py",  # where it is declared
    "store/postgres/policy.py",  # row-level security
    "store/migrations/changes.py",  # a revision may mend what is kept
    "store/postgres/database.py",  # farstu check, a copy
    "store/copying.py",  # everything is copied
    "cli/desk.py",  # the owner's own commands
    "console/sight.py",  # which customers an owner chooses among
    "demo/start.py",  # whether there is a customer at all
    "engine/clearing.py",  # which customers have old rows; they are deleted customer by customer
    "privacy/keeping.py",  # which customers there are; each is looked at for itself
    "engine/events.py",  # farstu check
    "serving/commands.py",  # the same
    "records/sealing.py",  # personal numbers are sealed anew
    "help/pages/serving.py",  # whether there is a customer at all
    "server/times.py",  # what sandboxes were told; nothing else of them
    "pytest/resetting.py",  # a database of tests is put back
}
"""The files that may ask about all customers at once."""


def plain(statement: str) -> str:
    return " ".join(statement.replace('"', "").split())


@pytest.mark.parametrize("make", [select_by, select_many])
@pytest.mark.parametrize("index", EVERY_INDEX, ids=repr)
def test_no_look_up_crosses_customers(index: Index[Any], make: Callable[[Index[Any]], str]) -> None:
    assert strays(make(index)) == set()
    if not index.table.server_wide:
        assert index.columns[0] == "customer"


@pytest.mark.parametrize("make", [write, write_many])
@pytest.mark.parametrize("table", TABLES.values(), ids=repr)
def test_no_row_is_written_over_another_customers(table: Table[Any], make: Callable[[Table[Any]], str]) -> None:
    statement = plain(make(table))
    start, _, conflict = statement.partition(" ON CONFLICT")
    assert strays(start) == set()
    if table.append_only:
        assert not conflict
        return
    if conflict == " DO NOTHING":
        assert set(table.columns) == set(table.key.columns)
        return
    keys, _, changed = conflict.partition(" DO UPDATE SET ")
    assert keys == f" ({', '.join(table.key.columns)})"
    assert "customer" not in [part.split(" = ")[0] for part in changed.split(", ")]


def test_rows_of_several_tables_are_written_by_the_statements_of_each() -> None:
    several = tuple(TABLES.values())[:3]
    together = write_together(several)
    assert [write_many(table) in together for table in several] == [True] * 3
    assert write_together(several[:1]) == write_many(several[0])
    places = sum(len(table.columns) for table in several)
    assert f"${places}::" in numbered(together)


@pytest.mark.parametrize("make", [remove, remove_many])
@pytest.mark.parametrize("table", TABLES.values(), ids=repr)
def test_no_row_of_another_customer_is_taken_out(table: Table[Any], make: Callable[[Table[Any]], str]) -> None:
    statement = make(table)
    assert strays(statement) == set()
    verb, _, condition = plain(statement).partition(" WHERE ")
    assert verb.split()[:3] == ["DELETE", "FROM", table.name]
    compared = [part.partition(" = ")[0].removeprefix("kept.") for part in condition.split(" AND ")]
    assert compared == list(table.key.columns)


@pytest.mark.parametrize("index", EVERY_INDEX, ids=repr)
def test_every_statement_for_rows_is_one_that_the_database_takes(index: Index[Any], prepared: AnyDatabase) -> None:
    session = prepared.write_session()
    session.begin(["M1"])
    key = tuple("M1" if index.table.types[name] is str else 1 for name in index.columns)
    other = tuple("M2" if index.table.types[name] is str else 2 for name in index.columns)
    assert session.fetch([(index, key), (index, other)]) == {(index, key): [], (index, other): []}
    session.rollback()
    session.close()


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT id FROM meeting",
        "SELECT id FROM meeting WHERE id = ?",
        "SELECT id FROM meeting WHERE customer = ? OR id = ?",
        "SELECT id FROM meeting WHERE customer > ?",
        "SELECT m.id FROM meeting m JOIN contact c ON c.id = m.contact WHERE m.customer = ?",
        "SELECT m.id FROM meeting m, contact c WHERE m.customer = ? AND c.id = m.contact",
        "SELECT id FROM meeting WHERE customer = ? AND id IN (SELECT id FROM contact)",
        "SELECT count(*) FROM (SELECT id FROM meeting) AS inner_one",
        "SELECT c.id FROM (SELECT customer FROM meeting WHERE customer = ?) AS p JOIN contact c ON c.id = p.id",
        "DELETE FROM meeting WHERE id = ?",
        "UPDATE meeting SET note = ? WHERE id = ?",
        "INSERT INTO meeting (id) VALUES (?)",
        "SELECT id FROM contact c WHERE c.customer = ? AND EXISTS (SELECT 1 FROM lead l WHERE l.contact = c.id)",
        "SELECT id FROM contact c WHERE EXISTS (SELECT 1 FROM lead l WHERE l.customer = c.customer AND l.id = ?)",
    ],
)
def test_a_statement_that_leaves_the_customer_out_is_found(statement: str) -> None:
    assert strays(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT id FROM meeting WHERE customer = ?",
        "SELECT id FROM meeting WHERE customer IN (?, ?) AND id < ? ORDER BY id LIMIT ?",
        'SELECT m.id FROM "meeting" m JOIN contact c ON c.customer = m.customer AND c.id = ? WHERE m.customer = ?',
        "SELECT name FROM partner",
        "SELECT 1 FROM (SELECT customer FROM estate WHERE customer = ?) AS p JOIN contact c ON c.customer = p.customer",
        "DELETE FROM meeting WHERE customer = ? AND id IN (SELECT id FROM contact WHERE customer = ?)",
        "INSERT INTO meeting (customer, id) VALUES (?, ?)",
        "SELECT id FROM contact c WHERE c.customer = ? AND EXISTS (SELECT 1 FROM lead l WHERE l.customer = c.customer)",
    ],
)
def test_a_statement_that_carries_the_customer_is_let_through(statement: str) -> None:
    assert strays(statement) == set()


def test_only_the_owners_work_is_about_all_customers() -> None:
    root = Path(farstu.__file__).parent
    asking = {
        str(path.relative_to(root))
        for path in root.rglob("*.py")
        if any(
            isinstance(node, ast.Name) and node.id == "EVERY_CUSTOMER" for node in ast.walk(ast.parse(path.read_text()))
        )
    }
    assert asking == OF_THE_OWNER


@pytest.mark.parametrize("index", EVERY_INDEX, ids=repr)
def test_a_look_up_gives_all_columns_and_takes_its_values_in_order(index: Index[Any]) -> None:
    columns = ", ".join(index.table.columns)
    where = " AND ".join(f"{column} = ?" for column in index.columns)
    assert plain(select_by(index)) == f"SELECT {columns} FROM {index.table.name} WHERE {where}"  # noqa: S608


@pytest.mark.parametrize("table", TABLES.values(), ids=repr)
def test_a_row_is_written_whole_its_values_in_order(table: Table[Any]) -> None:
    columns, places = ", ".join(table.columns), ", ".join("?" * len(table.columns))
    start = plain(write(table)).partition(" ON CONFLICT")[0]
    assert start == f"INSERT INTO {table.name} ({columns}) VALUES ({places})"  # noqa: S608


def test_a_statement_is_made_once() -> None:
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


def test_a_name_that_is_a_word_of_sql_is_quoted() -> None:
    assert 'meeting."user"' in text_of(sa.select(MEETING.sql.c.user))


def test_places_are_numbered_outside_of_quotes() -> None:
    assert numbered("""SELECT '?', "?" FROM x WHERE a = ? AND b = ?""") == (
        """SELECT '?', "?" FROM x WHERE a = $1 AND b = $2"""
    )

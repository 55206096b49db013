"""The embedded database: what it keeps, and how its faults are told."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from farstu import areas
from farstu.records.meetings import BOOKED, MEETING, Meeting
from farstu.records.offices import CUSTOMER, Customer
from farstu.store.base import StoreUnavailable
from farstu.store.sqlite import SqliteDatabase, SqliteSession
from farstu.store.table import TABLES
from farstu.store.view import VIEWS

areas.load()

COUNT = "SELECT count(*) FROM meeting"


def meeting(id: str = "m", **values: Any) -> Meeting:
    empty: dict[str, Any] = {
        "customer": "M1",
        "kind": "Sale",
        "contact": None,
        "estate": None,
        "user": "u",
        "note": None,
        "booked_by": None,
    }
    return Meeting(**empty | {"id": id, "starts_at": 1, "ends_at": 2, "state": BOOKED, "booked_at": 1} | values)


@pytest.fixture
def database(tmp_path: Path) -> SqliteDatabase:
    made = SqliteDatabase(tmp_path / "f.sqlite3", durable=False)
    made.prepare()
    return made


@pytest.fixture
def session(database: SqliteDatabase) -> Iterator[SqliteSession]:
    opened = database.write_session()
    yield opened
    opened.rollback()
    opened.close()


def keep(session: SqliteSession, *rows: Meeting) -> None:
    session.begin()
    session.write({MEETING: rows})
    session.commit()


def count(session: SqliteSession) -> int:
    return int(session.rows(COUNT)[0][0])


def test_the_schema_has_every_table_and_index(session: SqliteSession) -> None:
    made = {name for (name,) in session.rows("SELECT name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'")}
    declared = {index.name for table in TABLES.values() for index in (table.key, *table.indexes)}
    assert made == declared | set(VIEWS)


@pytest.mark.parametrize(("durable", "synchronous"), [(True, 2), (False, 0)])
def test_a_commit_waits_for_the_disk_where_it_is_to_be_durable(tmp_path: Path, durable: bool, synchronous: int) -> None:
    session = SqliteDatabase(tmp_path / "f.sqlite3", durable=durable).write_session()
    assert session.rows("PRAGMA synchronous") == [(synchronous,)]
    assert session.rows("PRAGMA journal_mode") == [("wal",)]
    session.close()


def test_durable_is_the_usual_thing(tmp_path: Path) -> None:
    assert SqliteDatabase(tmp_path / "f.sqlite3").durable


def test_what_is_committed_is_there_for_others_and_after_a_restart(
    database: SqliteDatabase, session: SqliteSession
) -> None:
    other = database.write_session()
    session.begin()
    session.write({MEETING: [meeting()], CUSTOMER: [Customer("M1", "x", "M1", None, True, 1)]})
    assert count(other) == 0
    session.commit()
    assert count(other) == 1
    other.close()
    later = SqliteDatabase(database.path).write_session()
    assert count(later) == 1
    later.close()


def test_a_database_that_another_writes_is_unavailable(database: SqliteDatabase, session: SqliteSession) -> None:
    other = database.write_session()
    other.execute("PRAGMA busy_timeout=0")
    session.begin()
    with pytest.raises(StoreUnavailable, match="locked"):
        other.begin()
    session.rollback()
    keep(other, meeting())
    assert count(other) == 1
    other.close()


def test_a_full_disk_is_unavailable_and_what_was_kept_stays(session: SqliteSession) -> None:
    keep(session, meeting("small"))
    pages = session.rows("PRAGMA page_count")[0][0]
    session.execute(f"PRAGMA max_page_count={pages}")
    session.begin()
    with pytest.raises(StoreUnavailable, match="full"):
        session.write({MEETING: [meeting(f"large {number}", note="x" * 4000) for number in range(50)]})
    session.rollback()
    assert count(session) == 1
    session.execute("PRAGMA max_page_count=1000000")
    keep(session, meeting("after"))
    assert count(session) == 2


def test_a_database_that_cannot_be_written_is_unavailable(session: SqliteSession) -> None:
    session.execute("PRAGMA query_only=ON")
    with pytest.raises(StoreUnavailable, match="readonly"):
        session.begin()
    assert count(session) == 0


@pytest.mark.parametrize("make", [SqliteDatabase.prepare, SqliteDatabase.write_session])
def test_a_file_that_is_no_database_is_unavailable(tmp_path: Path, make: Any) -> None:
    path = tmp_path / "f.sqlite3"
    path.write_bytes(b"no database, but something else" * 100)
    with pytest.raises(StoreUnavailable, match="not a database"):
        make(SqliteDatabase(path))
    assert path.read_bytes().startswith(b"no database")


@pytest.mark.parametrize("make", [SqliteDatabase.prepare, SqliteDatabase.write_session])
def test_a_folder_that_is_not_there_is_unavailable(tmp_path: Path, make: Any) -> None:
    with pytest.raises(StoreUnavailable):
        make(SqliteDatabase(tmp_path / "nowhere" / "f.sqlite3"))


def test_a_schema_that_cannot_be_made_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "f.sqlite3"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE meeting (x)")
    other.close()
    with pytest.raises(StoreUnavailable, match="already exists"):
        SqliteDatabase(path).prepare()
    other = sqlite3.connect(path)
    assert [name for (name,) in other.execute("SELECT name FROM sqlite_master")] == ["meeting"]
    other.close()

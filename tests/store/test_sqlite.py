"""The embedded database: what it keeps, and how its faults are told."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from farstu import areas
from farstu.records.meetings import BOOKED, MEETING, Meeting
from farstu.records.offices import CUSTOMER, Customer
from farstu.store.base import SchemaTooNew, SchemaTooOld, StoreError, StoreRefused, StoreUnavailable
from farstu.store.settings_table import SCHEMA, SCHEMA_VERSION, SETTING, Setting
from farstu.store.sqlite import SqliteDatabase, SqliteSession
from farstu.store.table import TABLES

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
    assert made == declared


def test_preparing_again_keeps_what_is_there(database: SqliteDatabase, session: SqliteSession) -> None:
    keep(session, meeting())
    database.prepare()
    assert count(session) == 1


@pytest.mark.parametrize("version", [SCHEMA_VERSION + 1, 99])
def test_data_of_a_newer_program_is_refused_and_left_alone(
    database: SqliteDatabase, session: SqliteSession, version: int
) -> None:
    session.begin()
    session.write({SETTING: [Setting(SCHEMA, str(version))]})
    session.commit()
    with pytest.raises(SchemaTooNew) as refused:
        database.prepare()
    assert (refused.value.found, refused.value.known) == (version, SCHEMA_VERSION)
    assert session.rows("SELECT value FROM setting") == [(str(version),)]


def test_data_from_before_a_release_is_refused_and_left_alone(database: SqliteDatabase, session: SqliteSession) -> None:
    session.begin()
    session.write({SETTING: [Setting(SCHEMA, str(SCHEMA_VERSION - 1))]})
    session.commit()
    with pytest.raises(SchemaTooOld) as refused:
        database.prepare()
    assert (refused.value.found, refused.value.known) == (SCHEMA_VERSION - 1, SCHEMA_VERSION)
    assert session.rows("SELECT value FROM setting") == [(str(SCHEMA_VERSION - 1),)]


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


def test_what_is_rolled_back_never_was(session: SqliteSession) -> None:
    session.begin()
    session.write({MEETING: [meeting()]})
    session.rollback()
    session.rollback()
    assert count(session) == 0


def test_a_look_up_sees_what_its_own_transaction_wrote(session: SqliteSession) -> None:
    look = (MEETING.key, ("M1", "m"))
    session.begin()
    assert session.fetch([look]) == {look: []}
    session.write({MEETING: [meeting()]})
    assert session.fetch([look]) == {look: [meeting()]}


def test_a_statement_answers_how_many_rows_it_met(session: SqliteSession) -> None:
    keep(session, meeting("a"), meeting("b"))
    assert session.execute("DELETE FROM meeting WHERE customer = ?", ("M1",)) == 2
    assert count(session) == 0


@pytest.mark.parametrize(
    "row",
    [
        meeting(starts_at=2**63),
        meeting(starts_at=-(2**63) - 1),
        meeting(user=None),
        meeting(note=object()),
        meeting(note="\ud800"),
    ],
    ids=["too large", "too small", "null", "no value at all", "half a character"],
)
def test_a_value_that_no_column_takes_is_refused(session: SqliteSession, row: Meeting) -> None:
    session.begin()
    with pytest.raises(StoreRefused):
        session.write({MEETING: [row]})
    session.rollback()
    keep(session, meeting())
    assert count(session) == 1


def test_a_key_that_no_column_takes_is_refused(session: SqliteSession) -> None:
    with pytest.raises(StoreRefused):
        session.fetch([(MEETING.key, ("M1", 2**63))])


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


def test_a_commit_without_a_transaction_is_told(session: SqliteSession) -> None:
    with pytest.raises(StoreError):
        session.commit()


@pytest.mark.parametrize("use", ["begin", "commit", "rollback"])
def test_a_closed_connection_is_told(database: SqliteDatabase, use: str) -> None:
    closed = database.write_session()
    closed.close()
    with pytest.raises(StoreError):
        getattr(closed, use)()


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


def test_readers_read_what_is_committed_many_at_once(database: SqliteDatabase, session: SqliteSession) -> None:
    keep(session, meeting())
    readers = database.readers()

    async def go() -> list[list[tuple[Any, ...]]]:
        return await asyncio.gather(*(readers.rows(f"{COUNT} WHERE id = ?", ("m",)) for _ in range(20)))

    assert asyncio.run(go()) == [[(1,)]] * 20
    readers.close()


@pytest.mark.parametrize(
    ("statement", "values", "fault"),
    [
        ("DELETE FROM meeting", (), StoreUnavailable),
        ("SELECT * FROM nothing", (), StoreUnavailable),
        ("SELECT ?", (2**63,), StoreRefused),
        ("SELECT ?", (), StoreRefused),
    ],
)
def test_readers_never_write_and_tell_their_faults(
    database: SqliteDatabase, session: SqliteSession, statement: str, values: Any, fault: type[StoreError]
) -> None:
    keep(session, meeting())
    readers = database.readers()
    with pytest.raises(fault):
        asyncio.run(readers.rows(statement, values))
    readers.close()
    assert count(session) == 1

"""`farstu import` that is killed while it writes: nothing of the file is kept, and all of it the next time."""

from __future__ import annotations

import signal
import time
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks.importing.contacts import write_contacts
from farstu.store.base import EVERY_CUSTOMER
from farstu.store.postgres.database import PostgresDatabase
from tests.support.commands import runner
from tests.support.databases import AnyDatabase
from tests.support.process import farstu

NUMBER = 3_000
SPILT = 100_000
"""Bytes of a transaction under way that SQLite no longer holds in memory; all of it are several times as many."""
KEPT = ("contact", "contact_match", "contact_word")
HELD = (
    "SELECT count(*) FROM pg_locks AS held JOIN pg_class AS locked ON locked.oid = held.relation "
    "WHERE locked.relname = 'contact_word' AND held.mode = 'RowExclusiveLock'"
    " AND held.database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)


def test_an_import_that_is_killed_keeps_nothing_and_all_of_it_comes_in_again(
    prepared: AnyDatabase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    if isinstance(prepared, PostgresDatabase):
        monkeypatch.setenv("FARSTU_DATABASE", prepared.address)
    run = runner(tmp_path, monkeypatch, capsys)
    run("customer", "add", "M1", "--name", "Ett")
    file = tmp_path / "contacts.csv"
    write_contacts(file, NUMBER)
    before = kept(prepared)

    with farstu("import", "contacts", str(file), "--customer", "M1") as process:
        while process.poll() is None and not is_writing(prepared):
            time.sleep(0.005)
        process.kill()
    assert process.returncode == -signal.SIGKILL
    assert kept(prepared) == before

    assert f"{NUMBER:,} new" in run("import", "contacts", str(file), "--customer", "M1")
    assert rows(prepared, "SELECT count(*) FROM contact") == NUMBER


def is_writing(database: AnyDatabase) -> bool:
    """Whether rows of a transaction under way are in the database."""
    if isinstance(database, PostgresDatabase):
        return rows(database, HELD) > 0
    log = database.path.with_name(f"{database.path.name}-wal")
    return log.exists() and log.stat().st_size > SPILT


def kept(database: AnyDatabase) -> list[int]:
    """How many rows there are of all that an import keeps."""
    found = [rows(database, f'SELECT count(*) FROM "{name}"') for name in KEPT]  # noqa: S608 - our names
    return [*found, rows(database, "SELECT count(*) FROM event WHERE kind LIKE '%imported'")]


def rows(database: AnyDatabase, counting: str) -> int:
    with closing(database.write_session()) as session:
        return int(session.rows(counting, (), EVERY_CUSTOMER)[0][0])

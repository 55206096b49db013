"""From every schema that there was to the one that is declared, on both databases."""

from __future__ import annotations

import asyncio
import re
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from farstu.records.meetings import MEETING
from farstu.store import sqlite
from farstu.store.backup import back_up, unpacked
from farstu.store.base import EVERY_CUSTOMER, SchemaInUse, SchemaTooOld, StoreError, StoreUnavailable
from farstu.store.fingerprint import check_secret
from farstu.store.folder import DataFolder
from farstu.store.migrations import changes, known, plan
from farstu.store.migrations.changes import apply, differences
from farstu.store.postgres import database as postgres
from farstu.store.postgres.connecting import OWNING, Connector
from farstu.store.postgres.database import PostgresDatabase
from farstu.store.settings_table import FIRST_VERSION, SCHEMA, SCHEMA_VERSION, SETTING, Setting
from farstu.store.sqlite import SqliteDatabase
from farstu.store.table import TABLES
from tests.store.test_databases import meeting
from tests.support.databases import SQLITE, AnyDatabase, cluster

NEXT = SCHEMA_VERSION + 1


@pytest.fixture
def empty(kind: str, tmp_path: Path) -> Iterator[AnyDatabase]:
    """A database with nothing in it."""
    if kind == SQLITE:
        yield SqliteDatabase(tmp_path / "f.sqlite3", durable=False)
        return
    address = cluster().empty()
    yield PostgresDatabase(address)
    cluster().drop(address)


def within(database: AnyDatabase, work: Callable[[sa.Connection], Any]) -> Any:
    """Does something with a connection of SQLAlchemy's, in one transaction."""
    if isinstance(database, SqliteDatabase):
        engine = sa.create_engine("sqlite://", creator=database._connect, poolclass=NullPool)
        with engine.begin() as connection:
            return work(connection)
    return asyncio.run(_within(database, work))


async def _within(database: PostgresDatabase, work: Callable[[sa.Connection], Any]) -> Any:
    creator: Any = Connector(database.address, OWNING)
    engine = create_async_engine("postgresql+asyncpg://", async_creator=creator, poolclass=NullPool)
    async with engine.begin() as connection:
        found = await connection.run_sync(work)
    await engine.dispose()
    return found


def migrate(connection: sa.Connection) -> None:
    for number in known.numbers():
        apply(connection, number)


def test_what_all_revisions_make_is_what_is_declared(empty: AnyDatabase) -> None:
    within(empty, migrate)
    assert within(empty, differences) == []
    assert empty.damage() == []
    empty.prepare()


def test_what_is_made_at_once_is_what_is_declared(empty: AnyDatabase) -> None:
    empty.prepare()
    assert within(empty, differences) == []


def test_both_ways_make_the_very_same_tables_in_sqlite(tmp_path: Path) -> None:
    """Also what the comparison does not look at: WITHOUT ROWID, the order of a key."""
    made, migrated = (SqliteDatabase(tmp_path / name, durable=False) for name in ("made", "migrated"))
    made.prepare()
    within(migrated, migrate)
    assert _texts(made) == _texts(migrated)


def test_both_ways_order_the_same_texts_by_their_bytes_in_postgresql() -> None:
    """What the comparison does not look at there."""
    asked = "SELECT table_name, column_name, collation_name FROM information_schema.columns WHERE collation_name = 'C'"
    found = []
    for make in (PostgresDatabase.prepare, lambda database: within(database, migrate)):
        address = cluster().empty()
        database = PostgresDatabase(address)
        make(database)
        found.append([row for row in rows(database, asked) if row[0] in TABLES])
        cluster().drop(address)
    assert found == [[("contact_word", "word", "C")]] * 2


def open_the_wall(connection: sa.Connection) -> None:
    """As if it were that of another day, of the first release."""
    for (table,) in connection.exec_driver_sql("SELECT tablename FROM pg_policies").all():
        connection.exec_driver_sql(f'ALTER POLICY by_customer ON "{table}" USING (true) WITH CHECK (true)')
    columns = SETTING.sql.c
    connection.execute(sa.update(SETTING.sql).where(columns.name == SCHEMA).values(value=str(FIRST_VERSION)))


def test_a_wall_of_another_day_becomes_that_of_today() -> None:
    """Its partitions' too."""
    asked, found = "SELECT tablename, qual, with_check FROM pg_policies ORDER BY 1", []
    for older in (False, True):
        address = cluster().empty()
        made = PostgresDatabase(address, partitions=2)
        made.prepare()
        if older:
            within(made, open_the_wall)
            made.prepare(alone=True)
        found.append(rows(made, asked))
        cluster().drop(address)
    assert found[0] == found[1]
    assert len({(using, check) for _, using, check in found[0]}) == 1


def _texts(database: SqliteDatabase) -> dict[str, str]:
    with closing(sqlite3.connect(database.path)) as connection:
        rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    return {name: re.sub(r"\s+|\"|DEFAULT '[^']*'", "", text) for name, text in rows}


def test_revisions_are_numbered_without_gaps_and_say_whether_they_are_safe() -> None:
    assert known.numbers() == list(range(FIRST_VERSION, SCHEMA_VERSION + 1))
    for number in known.numbers():
        found = known.revision(number)
        assert found.TITLE
        assert isinstance(found.SAFE, bool)


@pytest.fixture
def next_revision(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Gives the program one more revision."""

    def give(upgrade: Callable[[Any], None], *, safe: bool = True) -> None:
        made = SimpleNamespace(TITLE="made up", SAFE=safe, upgrade=upgrade)
        for module in (plan, changes):
            monkeypatch.setattr(module, "revision", lambda number: made if number == NEXT else known.revision(number))
        for module in (plan, sqlite, postgres):
            monkeypatch.setattr(module, "SCHEMA_VERSION", NEXT)

    return give


def add_a_column_and_a_table(op: Any) -> None:
    op.add_column("meeting", sa.Column("room", sa.Text(), nullable=False, server_default="Stora"))
    op.create_table(
        "visit",
        sa.Column("customer", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("customer", "id"),
    )


def keep_a_meeting(database: AnyDatabase) -> None:
    with closing(database.write_session()) as session:
        session.begin(["M1"])
        session.write({MEETING: [meeting()]})
        session.commit()


def rows(database: AnyDatabase, query: str) -> list[tuple[Any, ...]]:
    with closing(database.write_session()) as session:
        return session.rows(query, (), EVERY_CUSTOMER)


def test_a_backup_of_the_program_before_is_brought_along(tmp_path: Path, next_revision: Callable[..., None]) -> None:
    folder = DataFolder(tmp_path / "data")
    folder.prepare()
    made = SqliteDatabase(folder.database, durable=False)
    made.prepare()
    keep_a_meeting(made)
    check_secret(made, folder.secrets())
    back_up(made, tmp_path / "old.farstu", lambda *told: None)
    next_revision(add_a_column_and_a_table)
    with unpacked(tmp_path / "old.farstu", folder, lambda *told: None) as found:
        assert isinstance(found, SqliteDatabase)
        assert rows(found, "SELECT id, room FROM meeting") == [("m", "Stora")]


def test_data_of_the_program_before_is_brought_along(empty: AnyDatabase, next_revision: Callable[..., None]) -> None:
    empty.prepare()
    keep_a_meeting(empty)
    next_revision(add_a_column_and_a_table)
    empty.prepare()
    empty.prepare()
    assert rows(empty, "SELECT id, room FROM meeting") == [("m", "Stora")]
    assert rows(empty, "SELECT id FROM visit") == []
    assert rows(empty, "SELECT value FROM setting WHERE name = 'schema_version'") == [(str(NEXT),)]
    keep_a_meeting(empty)


def test_a_new_table_is_behind_the_wall_and_in_partitions_where_the_others_are(
    next_revision: Callable[..., None],
) -> None:
    address = cluster().empty()
    parted = PostgresDatabase(address, partitions=3)
    parted.prepare()
    next_revision(add_a_column_and_a_table)
    parted.prepare()
    walls = "SELECT relname, relrowsecurity AND relforcerowsecurity FROM pg_class WHERE relname ~ '^visit(_p.)?$'"
    assert sorted(rows(parted, walls)) == [("visit", True), *((f"visit_p{number}", True) for number in range(3))]
    assert [table for table in within(parted, differences) if "visit" not in str(table)] != []
    cluster().drop(address)


def test_what_servers_of_the_program_before_would_not_bear_is_done_alone(
    empty: AnyDatabase, next_revision: Callable[..., None]
) -> None:
    empty.prepare()
    next_revision(add_a_column_and_a_table, safe=False)
    with pytest.raises(SchemaInUse) as refused:
        empty.prepare()
    assert (refused.value.found, refused.value.known) == (SCHEMA_VERSION, NEXT)
    empty.prepare(alone=True)
    empty.prepare()
    assert rows(empty, "SELECT id FROM visit") == []


@pytest.mark.parametrize("alone", [False, True])
def test_data_from_before_a_release_is_refused_and_left_alone(empty: AnyDatabase, alone: bool) -> None:
    empty.prepare()
    with closing(empty.write_session()) as session:
        session.begin([""])
        session.write({SETTING: [Setting(SCHEMA, str(FIRST_VERSION - 1))]})
        session.commit()
    with pytest.raises(SchemaTooOld) as refused:
        empty.prepare(alone=alone)
    assert (refused.value.found, refused.value.known) == (FIRST_VERSION - 1, SCHEMA_VERSION)
    assert rows(empty, "SELECT value FROM setting WHERE name = 'schema_version'") == [(str(FIRST_VERSION - 1),)]


def test_a_revision_that_fails_leaves_nothing_behind(empty: AnyDatabase, next_revision: Callable[..., None]) -> None:
    def fail(op: Any) -> None:
        add_a_column_and_a_table(op)
        op.execute("UPDATE nothing SET x = 1")

    empty.prepare()
    next_revision(fail)
    with pytest.raises(StoreUnavailable, match="nothing"):
        empty.prepare()
    with pytest.raises(StoreError):
        rows(empty, "SELECT id FROM visit")
    assert rows(empty, "SELECT value FROM setting WHERE name = 'schema_version'") == [(str(SCHEMA_VERSION),)]


def test_two_who_start_at_the_same_moment_do_it_once(empty: AnyDatabase, next_revision: Callable[..., None]) -> None:
    faults: list[Exception] = []

    def start() -> None:
        try:
            empty.prepare()
        except Exception as error:  # noqa: BLE001 - told below
            faults.append(error)

    def both() -> None:
        threads = [threading.Thread(target=start) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)

    both()
    next_revision(add_a_column_and_a_table)
    both()
    assert faults == []
    assert rows(empty, "SELECT id FROM visit") == []


def test_a_database_in_other_partitions_than_asked_for_is_refused() -> None:
    address = cluster().empty()
    PostgresDatabase(address, partitions=2).prepare()
    PostgresDatabase(address).prepare()
    PostgresDatabase(address, partitions=2).prepare()
    with pytest.raises(StoreError, match="in 2 partitions"):
        PostgresDatabase(address, partitions=4).prepare()
    cluster().drop(address)

"""What PostgreSQL alone has: the second wall, locks, partitions, connections that are lost."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest

from farstu.records.meetings import MEETING
from farstu.store.base import EVERY_CUSTOMER, StoreLost, StoreRefused, StoreUnavailable
from farstu.store.postgres import database
from farstu.store.postgres.connecting import WRITING, Connector
from farstu.store.postgres.database import PostgresDatabase
from farstu.store.postgres.sessions import PostgresSession, PostgresThreadSession, lock_number
from farstu.store.statements import PlannedByValue
from farstu.store.table import TABLES
from tests.store.test_databases import meeting
from tests.support.databases import POSTGRES, cluster
from tests.support.databases import database as database_of

MET = "SELECT idx_tup_fetch FROM pg_stat_xact_user_tables WHERE relname = 'meeting'"
"""How many rows have been taken from the table by way of an index."""
OF_CUSTOMERS = sorted(table.name for table in TABLES.values() if not table.server_wide)


@pytest.fixture
def prepared(tmp_path: Any) -> Iterator[PostgresDatabase]:
    with database_of(POSTGRES, tmp_path) as made:
        assert isinstance(made, PostgresDatabase)
        yield made


@pytest.fixture
def session(prepared: PostgresDatabase) -> Iterator[PostgresThreadSession]:
    opened = prepared.write_session()
    yield opened
    opened.rollback()
    opened.close()


def kept(session: PostgresThreadSession, *customers: str) -> None:
    session.begin(customers)
    session.write({MEETING: [meeting(customer=customer) for customer in customers]})
    session.commit()


def test_a_plan_that_was_made_of_an_empty_table_is_made_again_when_it_fills() -> None:
    made = PostgresDatabase(cluster().empty())
    made.prepare()
    with closing(made.write_session()) as session:
        session.begin(["M1"])
        for piece in range(8):
            ids = [f"{piece}-{number}" for number in range(250)]
            session.fetch([(MEETING.key, ("M1", id)) for id in ids])
            session.write({MEETING: [meeting(id=id) for id in ids]})
        before = session.rows(MET)[0][0]
        found = session.fetch([(MEETING.key, ("M1", id)) for id in ids])
        assert session.rows(MET)[0][0] - before == len(found) == 250
        session.rollback()
    cluster().drop(made.address)


def test_what_is_planned_by_its_values_is_kept_for_no_other(session: PostgresThreadSession) -> None:
    for kind in (str, PlannedByValue):
        text = kind(f"SELECT id FROM meeting WHERE customer = ? AND '{kind.__name__}' <> ''")  # noqa: S608 - our names
        for _ in range(2):
            assert session.rows(text, ("M1",), ["M1"]) == []
    named = "SELECT count(*) FROM pg_prepared_statements WHERE name <> '' AND statement LIKE ?"
    assert session.rows(named, ("%'str' <>%",)) == [(1,)]
    assert session.rows(named, ("%'PlannedByValue' <>%",)) == [(0,)]


def test_a_statement_that_forgets_the_customer_sees_only_those_it_is_allowed(session: PostgresThreadSession) -> None:
    kept(session, "M1", "M2")
    everything = "SELECT customer FROM meeting ORDER BY customer"
    assert session.rows(everything) == []
    assert session.rows(everything, (), ["M1"]) == [("M1",)]
    assert session.rows(everything, (), ["M1", "M2"]) == [("M1",), ("M2",)]
    assert session.rows(everything, (), EVERY_CUSTOMER) == [("M1",), ("M2",)]
    assert session.execute("DELETE FROM meeting", (), ["M2"]) == 1
    assert session.execute("UPDATE meeting SET note = 'x'") == 0


def test_a_row_of_another_customer_is_neither_found_nor_written(session: PostgresThreadSession) -> None:
    kept(session, "M1", "M2")
    look = (MEETING.key, ("M2", "m"))
    session.begin(["M1"])
    assert session.fetch([look]) == {look: []}
    with pytest.raises(StoreRefused, match="row-level security"):
        session.write({MEETING: [meeting("new", customer="M2")]})
    session.rollback()
    session.begin(["M2"])
    assert len(session.fetch([look])[look]) == 1


def test_a_customer_may_be_called_anything(session: PostgresThreadSession) -> None:
    names = ["*", 'a"b', "a,b", "{}", "NULL", "'; --", "a\\b", ""]
    kept(session, *names)
    for name in names:
        assert session.rows("SELECT customer FROM meeting", (), [name]) == [(name,)]


@pytest.mark.parametrize("name", OF_CUSTOMERS)
def test_every_table_of_customers_is_behind_the_wall(session: PostgresThreadSession, name: str) -> None:
    walls = "SELECT relrowsecurity AND relforcerowsecurity FROM pg_class WHERE oid = ?::text::regclass"
    assert session.rows(walls, (name,)) == [(True,)]


def test_a_table_without_its_wall_is_damage(prepared: PostgresDatabase, session: PostgresThreadSession) -> None:
    session.execute("ALTER TABLE meeting NO FORCE ROW LEVEL SECURITY")
    assert prepared.damage() == ["meeting has no row-level security"]
    session.execute("ALTER TABLE meeting FORCE ROW LEVEL SECURITY")


def test_a_role_that_sees_through_the_wall_is_a_concern(prepared: PostgresDatabase) -> None:
    assert not [concern for concern in prepared.concerns() if "BYPASSRLS" in concern]
    with closing(prepared.write_session()) as session:
        if (
            session.rows("SELECT 1 FROM pg_roles WHERE rolname = 'postgres' AND rolsuper")
            and "farstu@" in prepared.address
        ):
            owner = PostgresDatabase(prepared.address.replace("farstu@", "postgres@"))
            assert [concern for concern in owner.concerns() if "BYPASSRLS" in concern]


def test_two_writers_of_one_customer_wait_for_each_other(
    prepared: PostgresDatabase, session: PostgresThreadSession
) -> None:
    """The second one begins once the first has ended, and sees what it wrote; another customer need not wait."""
    seen: list[int] = []

    def second() -> None:
        with closing(prepared.write_session()) as other:
            other.begin(["M2", "M1"])
            seen.append(other.rows("SELECT count(*) FROM meeting WHERE customer = ?", ("M1",))[0][0])
            other.rollback()

    session.begin(["M1"])
    session.write({MEETING: [meeting()]})
    waiting = threading.Thread(target=second)
    waiting.start()
    with closing(prepared.write_session()) as third:
        third.begin(["M3"])
        third.rollback()
    waiting.join(0.3)
    assert waiting.is_alive()
    session.commit()
    waiting.join(10)
    assert seen == [1]


def test_a_lock_that_is_not_had_in_time_is_unavailable(
    prepared: PostgresDatabase, session: PostgresThreadSession
) -> None:
    session.begin(["M1"])
    hasty = PostgresThreadSession(Connector(prepared.address, WRITING | {"lock_timeout": "50ms"}))
    with pytest.raises(StoreUnavailable, match="lock"):
        hasty.begin(["M1"])
    session.rollback()
    hasty.begin(["M1"])
    hasty.rollback()
    hasty.close()


def test_what_was_left_open_does_not_become_part_of_the_next_transaction(session: PostgresThreadSession) -> None:
    session.begin(["M1"])
    session.write({MEETING: [meeting()]})
    session.begin(["M1"])
    assert session.fetch([(MEETING.key, ("M1", "m"))]) == {(MEETING.key, ("M1", "m")): []}
    session.rollback()


def test_locks_are_taken_in_one_order_whatever_the_order_of_the_names(prepared: PostgresDatabase) -> None:
    """Two who take the same hundred locks again and again never stand in each other's way for good."""
    names = [f"M{number}" for number in range(100)]

    def take(order: list[str]) -> None:
        with closing(prepared.write_session()) as session:
            for _ in range(20):
                session.begin(order)
                session.commit()

    both = [threading.Thread(target=take, args=(order,)) for order in (names, names[::-1])]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join(30)
    assert not any(thread.is_alive() for thread in both)
    assert len({lock_number(name) for name in names}) == 100


def test_a_commit_lasts_even_where_the_server_is_set_otherwise(session: PostgresThreadSession) -> None:
    assert session.rows("SHOW synchronous_commit") == [("on",)]


@pytest.mark.parametrize("name", ["enable_seqscan", "enable_hashjoin", "enable_mergejoin"])
def test_a_writer_looks_nothing_up_by_reading_a_table_through(session: PostgresThreadSession, name: str) -> None:
    assert session.rows("SELECT current_setting(?)", (name,)) == [("off",)]


def test_partitions_hold_each_customer_in_one_place_and_behind_the_wall() -> None:
    parted = PostgresDatabase(cluster().prepared(partitions=4))
    assert parted.damage() == []
    with closing(parted.write_session()) as session:
        kept(session, *(f"M{number}" for number in range(40)))
        places = session.rows("SELECT customer, count(DISTINCT tableoid) FROM meeting GROUP BY 1", (), EVERY_CUSTOMER)
        assert sorted(places) == sorted((f"M{number}", 1) for number in range(40))
        used = session.rows("SELECT count(DISTINCT tableoid) FROM meeting", (), EVERY_CUSTOMER)
        assert used == [(4,)]
        alone = [session.rows(f"SELECT count(*) FROM meeting_p{n}", (), ["M7"])[0][0] for n in range(4)]  # noqa: S608
        assert sum(alone) == 1
        look = (MEETING.key, ("M7", "m"))
        session.begin(["M7"])
        assert len(session.fetch([look])[look]) == 1
    parted.prepare()


def test_a_lost_connection_is_made_again_at_the_next_transaction(
    prepared: PostgresDatabase, session: PostgresThreadSession
) -> None:
    kept(session, "M1")
    _cut(prepared, session)
    for _ in range(2):
        with pytest.raises(StoreLost):
            session.execute("DELETE FROM meeting WHERE customer = 'M1'", (), ["M1"])
    with pytest.raises(StoreLost):
        session.fetch([(MEETING.key, ("M1", "m"))])
    with pytest.raises(StoreLost):
        session.commit()
    session.rollback()
    session.begin(["M1"])
    assert session.fetch([(MEETING.key, ("M1", "m"))])


def test_a_connection_that_was_cut_between_two_transactions_is_not_missed(
    prepared: PostgresDatabase, session: PostgresThreadSession
) -> None:
    """The thread's loop stands still between them, so the driver has not seen it."""
    kept(session, "M1")
    ((number,),) = session.rows("SELECT pg_backend_pid()")
    with closing(prepared.write_session()) as other:
        other.rows("SELECT pg_terminate_backend(?)", (number,))
    time.sleep(0.05)
    session.begin(["M1"])
    assert session.fetch([(MEETING.key, ("M1", "m"))])
    assert session.rows("SELECT pg_backend_pid()") != [(number,)]


def _cut(prepared: PostgresDatabase, session: PostgresThreadSession) -> None:
    """Ends the server's side of the session."""
    session.begin(["M1"])
    ((number,),) = session.rows("SELECT pg_backend_pid()")
    with closing(prepared.write_session()) as other:
        other.rows("SELECT pg_terminate_backend(?)", (number,))
    time.sleep(0.05)


def test_readers_read_again_when_their_connections_were_cut(prepared: PostgresDatabase) -> None:
    async def go() -> list[list[tuple[Any, ...]]]:
        readers = prepared.readers()
        first = await readers.rows("SELECT pg_backend_pid()")
        other = PostgresSession(Connector(prepared.address, WRITING))
        await other.rows("SELECT pg_terminate_backend(?)", first[0])
        await asyncio.sleep(0.05)
        again = await readers.rows("SELECT pg_backend_pid()")
        await readers.close()
        await other.close()
        return [first, again]

    first, again = asyncio.run(go())
    assert first != again


def test_readers_turn_away_whom_they_cannot_serve_soon(
    prepared: PostgresDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    from farstu.store.postgres import readers as module

    monkeypatch.setattr(module, "MOST_WAITING", 2)

    async def go() -> list[Any]:
        readers = prepared.readers()
        asked = [readers.rows("SELECT pg_sleep(0.2)::text") for _ in range(module.READERS + 3)]
        found = await asyncio.gather(*asked, return_exceptions=True)
        await readers.close()
        return found

    found = asyncio.run(go())
    assert [type(one) for one in found if isinstance(one, Exception)] == [StoreUnavailable]


def test_a_caller_who_leaves_in_the_midst_does_not_spoil_the_connection_for_the_next(
    prepared: PostgresDatabase,
) -> None:
    async def go() -> list[tuple[Any, ...]]:
        session = prepared.async_session()
        with pytest.raises(asyncio.TimeoutError):
            await asyncio.wait_for(session.rows("SELECT pg_sleep(5)::text"), 0.1)
        rows = await session.rows("SELECT 1")
        await session.close()
        return rows

    assert asyncio.run(go()) == [(1,)]


def test_a_task_takes_rows_out_of_its_own_customers_alone(
    prepared: PostgresDatabase, session: PostgresThreadSession
) -> None:
    kept(session, "M1", "M2")

    async def go() -> None:
        task = prepared.async_session()
        await task.begin(["M1"])
        await task.write({}, {MEETING: [("M1", "m"), ("M2", "m")]})
        await task.commit()
        await task.close()

    asyncio.run(go())
    assert session.rows("SELECT customer FROM meeting", (), EVERY_CUSTOMER) == [("M2",)]


def test_who_cannot_be_reached_is_tried_for_a_while_and_then_once_at_a_time(tmp_path: Any) -> None:
    async def go() -> tuple[float, float]:
        connect = Connector(f"postgresql://farstu@/x?host={tmp_path}", WRITING, patience=0.5)
        taken = []
        for _ in range(2):
            begun = time.monotonic()
            with pytest.raises(StoreLost):
                await connect()
            taken.append(time.monotonic() - begun)
        return taken[0], taken[1]

    first, second = asyncio.run(go())
    assert 0.3 < first < 3
    assert second < 0.3


@pytest.mark.parametrize("server", [(13, "UTF8"), (14, "LATIN1")])
def test_a_server_that_will_not_do_is_refused(
    prepared: PostgresDatabase, monkeypatch: pytest.MonkeyPatch, server: tuple[int, str]
) -> None:
    monkeypatch.setattr(database, "_SERVER", f"SELECT {server[0]}, '{server[1]}'")
    with pytest.raises(StoreRefused, match=r"too old|encoding"):
        prepared.prepare()


def test_an_error_tells_no_values_of_rows(session: PostgresThreadSession) -> None:
    session.begin(["M1"])
    with pytest.raises(StoreRefused) as told:
        session.write({MEETING: [meeting(note="hemligt", state=None)]})
    assert "hemligt" not in str(told.value)

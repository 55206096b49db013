"""The worst day: a disk that is full, a database held by another, a commit that fails."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from farstu.areas.meeting.tables import COMEBACK
from farstu.cli.options import DEFAULT_CONNECTIONS
from farstu.engine.tables import EVENT, JOURNAL
from farstu.engine.writer import LARGEST_BATCH, LONGEST_QUEUE
from farstu.store.base import StoreUnavailable, WriteSession
from farstu.store.postgres import connecting
from farstu.store.postgres import readers as postgres_readers
from farstu.store.postgres.database import PostgresDatabase
from farstu.store.postgres.sessions import PostgresSession
from farstu.store.sqlite import SqliteDatabase, SqliteSession
from tests.support.databases import POSTGRES, SQLITE
from tests.support.world import CUSTOMER, GROUP_KEY, SISTER, World, world

PLACE = f"/Meeting/Comeback/{CUSTOMER}/c"
BODY = {"date": "2030-01-01T10:00:00", "note": "x" * 4_000}


def statement(here: World, text: str) -> None:
    """Runs a statement on the writer's own connection."""

    def work(session: WriteSession) -> None:
        session.rows(text)

    here.loop.run_until_complete(here.app._writer.errand(work))


def many(here: World, bodies: list[dict[str, str]]) -> list[httpx.Response]:
    """Calls with these bodies, all at once."""

    async def all_at_once() -> list[httpx.Response]:
        transport = httpx.ASGITransport(here.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://farstu.test") as client:
            return await asyncio.gather(*(client.post(PLACE, json=body, auth=("byran", "fk_all")) for body in bodies))

    return here.loop.run_until_complete(all_at_once())


@pytest.fixture
def embedded(tmp_path: Path) -> Iterator[World]:
    """A world in a file."""
    with world(tmp_path, kind=SQLITE) as made:
        yield made


def test_a_full_disk_is_a_503_with_nothing_half_done_and_room_helps(embedded: World) -> None:
    here = embedded
    statement(here, "PRAGMA max_page_count=1")
    answers: list[httpx.Response] = []
    while not answers or answers[-1].status_code == 200:
        answers.append(here.call("POST", PLACE, BODY))
    assert (answers[-1].status_code, answers[-1].headers["Retry-After"]) == (503, "5")
    kept = [answer for answer in answers if answer.status_code == 200]
    assert [row.id for row in here.rows(COMEBACK)] == [answer.json() for answer in kept]
    assert len(here.rows(EVENT)) == len(here.rows(JOURNAL)) == len(kept)
    statement(here, "PRAGMA max_page_count=1000000")
    assert here.call("POST", PLACE, BODY).status_code == 200


def test_a_database_held_by_another_is_a_503(embedded: World) -> None:
    here = embedded
    assert isinstance(here.database, SqliteDatabase)
    statement(here, "PRAGMA busy_timeout=50")
    other = sqlite3.connect(here.database.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert here.call("POST", PLACE, BODY).status_code == 503
    other.execute("ROLLBACK")
    other.close()
    assert here.call("POST", PLACE, BODY).status_code == 200
    assert len(here.rows(COMEBACK)) == 1


@pytest.fixture
def shared_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """A world whose writers do not wait long for each other."""
    monkeypatch.setitem(connecting.WRITING, "lock_timeout", "50ms")
    with world(tmp_path, kind=POSTGRES) as made:
        yield made


def test_a_customer_held_by_another_process_is_a_503_until_it_is_let_go(shared_database: World) -> None:
    here = shared_database
    with closing(here.database.write_session()) as other:
        other.begin([CUSTOMER])
        assert here.call("POST", PLACE, BODY).status_code == 503
        assert here.call("POST", PLACE.replace(CUSTOMER, SISTER), BODY, key=GROUP_KEY).status_code == 200
        other.rollback()
    assert here.call("POST", PLACE, BODY).status_code == 200
    assert [row.customer for row in here.rows(COMEBACK)].count(CUSTOMER) == 1


@pytest.mark.parametrize("kept", [False, True], ids=["before it was kept", "after it was kept"])
def test_a_call_whose_connection_is_cut_in_its_commit_is_kept_once_and_told_so(
    shared_database: World, monkeypatch: pytest.MonkeyPatch, kept: bool
) -> None:
    here = shared_database
    assert isinstance(here.database, PostgresDatabase)
    address, commit = here.database.address, PostgresSession.commit
    cuts: list[None] = [None]

    async def cut(self: PostgresSession) -> None:
        if cuts:
            cuts.pop()
            ((number,),) = await self.rows("SELECT pg_backend_pid()")
            if kept:
                await commit(self)
            other = PostgresSession(connecting.Connector(address, connecting.READING))
            await other.rows("SELECT pg_terminate_backend(?)", (number,))
            await other.close()
        await commit(self)

    monkeypatch.setattr(PostgresSession, "commit", cut)
    answer = here.call("POST", PLACE, BODY)
    assert (answer.status_code, cuts) == (200, [])
    assert [row.id for row in here.rows(COMEBACK)] == [answer.json()]
    assert len(here.rows(EVENT)) == len(here.rows(JOURNAL)) == 1


def test_a_key_is_looked_up_once_for_all_who_come_with_it_at_a_time(
    shared_database: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = shared_database
    monkeypatch.setattr(postgres_readers, "MOST_WAITING", 3)
    assert {answer.status_code for answer in many(here, [{"date": BODY["date"]}] * 50)} == {200}


def test_nobody_is_told_success_when_the_commit_fails(here: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: SqliteSession) -> None:
        raise StoreUnavailable("the disk is gone")

    async def fail_later(self: PostgresSession) -> None:
        raise StoreUnavailable("the disk is gone")

    monkeypatch.setattr(SqliteSession, "commit", fail)
    monkeypatch.setattr(PostgresSession, "commit", fail_later)
    assert here.call("POST", PLACE, BODY).status_code == 503
    monkeypatch.undo()
    assert here.rows(COMEBACK) == here.rows(EVENT) == []
    assert here.call("POST", PLACE, BODY).status_code == 200


def test_a_commit_that_took_place_although_it_failed_is_a_success(here: World, monkeypatch: pytest.MonkeyPatch) -> None:
    commit, commit_later = SqliteSession.commit, PostgresSession.commit

    def fail_afterwards(self: SqliteSession) -> None:
        commit(self)
        raise StoreUnavailable("the answer was lost")

    async def fail_later(self: PostgresSession) -> None:
        await commit_later(self)
        raise StoreUnavailable("the answer was lost")

    monkeypatch.setattr(SqliteSession, "commit", fail_afterwards)
    monkeypatch.setattr(PostgresSession, "commit", fail_later)
    answer = here.call("POST", PLACE, BODY)
    monkeypatch.undo()
    assert answer.status_code == 200
    assert [row.id for row in here.rows(COMEBACK)] == [answer.json()]


def test_more_calls_than_may_wait_are_a_503_at_once_and_the_others_are_kept(
    here: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    beyond = 10
    calls = LARGEST_BATCH + LONGEST_QUEUE + beyond
    assert calls < DEFAULT_CONNECTIONS, "as many connections as there usually may be cannot fill the queue"
    commit, commit_later, gate = SqliteSession.commit, PostgresSession.commit, threading.Event()

    def held(self: SqliteSession) -> None:
        assert gate.wait(60)
        commit(self)

    async def held_later(self: PostgresSession) -> None:
        assert await asyncio.to_thread(gate.wait, 60)
        await commit_later(self)

    async def overload() -> tuple[list[httpx.Response], list[httpx.Response]]:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(here.app), base_url="http://farstu.test") as client:
            waiting = {
                asyncio.ensure_future(client.post(PLACE, json={"date": BODY["date"]}, auth=("byran", "fk_all")))
                for _ in range(calls)
            }
            refused: list[httpx.Response] = []
            while len(refused) < beyond:
                done, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
                refused += [task.result() for task in done]
            gate.set()
            return refused, await asyncio.gather(*waiting)

    monkeypatch.setattr(SqliteSession, "commit", held)
    monkeypatch.setattr(PostgresSession, "commit", held_later)
    refused, kept = here.loop.run_until_complete(overload())
    assert {(answer.status_code, answer.headers["Retry-After"]) for answer in refused} == {(503, "5")}
    acknowledged = [answer.json() for answer in kept if answer.status_code == 200]
    assert len(acknowledged) >= LONGEST_QUEUE
    assert sorted(acknowledged) == sorted(row.id for row in here.rows(COMEBACK))


def test_many_at_once_are_all_kept_once(here: World) -> None:
    answers = many(here, [BODY | {"note": str(number)} for number in range(300)])
    assert {answer.status_code for answer in answers} == {200}
    kept = {row.id: row.note for row in here.rows(COMEBACK)}
    assert kept == {answer.json(): str(number) for number, answer in enumerate(answers)}
    assert sorted(event.sequence for event in here.rows(EVENT)) == list(range(1, 301))

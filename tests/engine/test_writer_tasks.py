"""The writer of a database that many connections write: lanes, lost connections, commits of unknown outcome."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from farstu.engine import writer_tasks
from farstu.engine.calls import Answer, Call, Outcome, Task, nothing_beforehand
from farstu.engine.runner import run
from farstu.engine.tables import EVENT, JOURNAL
from farstu.engine.writer_tasks import TaskWriter
from farstu.engine.writers import open_writer
from farstu.records.meetings import MEETING
from farstu.store.base import Look, Readers, StoreLost, StoreRefused, StoreUnavailable, WriteSession
from farstu.store.settings_table import Setting
from farstu.store.table import Row, Table
from tests.support.faults import MEET, Faulty
from tests.support.rules import VAULT, simple_call

LOST, REFUSED = StoreLost("cut"), StoreRefused("no such value")


class Later:
    """A session that answers later what another answers at once."""

    def __init__(self, session: Faulty) -> None:
        self.session = session
        self.begun: list[list[str]] = []
        self.gate = asyncio.Event()
        self.gate.set()

    async def begin(self, customers: Collection[str] = ()) -> None:
        self.begun.append(sorted(customers))
        self.session.begin(customers)

    async def fetch(self, looks: Iterable[Look]) -> dict[Look, list[Row]]:
        await asyncio.sleep(0)
        return self.session.fetch(looks)

    async def write(self, rows: Mapping[Table[Any], Iterable[Row]]) -> None:
        self.session.write(rows)

    async def commit(self) -> None:
        await self.gate.wait()
        self.session.commit()

    async def rollback(self) -> None:
        self.session.rollback()

    async def close(self) -> None:
        self.session.close()


class Shared:
    """A database with as many sessions as are asked for, each over rows of its own."""

    shown = "memory"

    def __init__(self) -> None:
        self.sessions: list[Later] = []
        self.errand_session = Faulty()

    def prepare(self, *, alone: bool = False) -> None:
        raise AssertionError("the writer makes no schema")

    def concerns(self) -> list[str]:
        raise AssertionError("the writer asks nothing of the kind")

    damage = concerns

    def write_session(self) -> WriteSession:
        return self.errand_session

    def readers(self) -> Readers:
        raise AssertionError("the writer reads by its own sessions")

    def async_session(self) -> Later:
        self.sessions.append(Later(Faulty()))
        return self.sessions[-1]


def meeting(number: int, customer: str = "M1") -> Call:
    return replace(simple_call(MEET, number, f"note {number}"), customer=customer)


def live(story: Callable[[TaskWriter, Shared], Awaitable[Any]], lanes: int = 2) -> Any:
    async def go() -> Any:
        shared = Shared()
        writer = TaskWriter(shared, VAULT, lanes)
        await writer.start()
        try:
            return await story(writer, shared)
        finally:
            await writer.stop()

    return asyncio.run(asyncio.wait_for(go(), 10))


def test_a_shared_database_gets_this_writer() -> None:
    async def go() -> None:
        assert isinstance(open_writer(Shared(), VAULT), TaskWriter)

    asyncio.run(go())


def test_a_customers_calls_are_all_in_one_lane_and_make_batches() -> None:
    async def story(writer: TaskWriter, shared: Shared) -> None:
        calls = [meeting(number, f"M{number % 8}") for number in range(1, 81)]
        answers = await asyncio.gather(*(writer.submit(call) for call in calls))
        assert [answer.body.decode() for answer in answers] == [f"note {number}" for number in range(1, 81)]
        seen = [{customer for batch in lane.begun for customer in batch} for lane in shared.sessions]
        assert seen[0] & seen[1] == set()
        assert all(seen)
        assert sum(len(lane.begun) for lane in shared.sessions) < 80

    live(story)


def test_a_lane_that_waits_does_not_hold_up_another() -> None:
    async def story(writer: TaskWriter, shared: Shared) -> None:
        for lane in shared.sessions:
            lane.gate.clear()
        waiting = {name: asyncio.ensure_future(writer.submit(meeting(number, name))) for number, name in
                   enumerate(("M1", "M2", "M3", "M4", "M5"), 1)}  # fmt: skip
        await asyncio.sleep(0.02)
        shared.sessions[1].gate.set()
        await asyncio.sleep(0.02)
        assert {task.done() for task in waiting.values()} == {True, False}
        shared.sessions[0].gate.set()
        await asyncio.gather(*waiting.values())

    live(story)


def test_a_full_lane_is_a_503_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer_tasks, "LONGEST_QUEUE", 2)

    async def story(writer: TaskWriter, shared: Shared) -> list[Answer]:
        shared.sessions[0].gate.clear()
        first = asyncio.ensure_future(writer.submit(meeting(1)))
        await asyncio.sleep(0.02)
        others = [asyncio.ensure_future(writer.submit(meeting(number))) for number in (2, 3)]
        await asyncio.sleep(0)
        refused = await writer.submit(meeting(4))
        shared.sessions[0].gate.set()
        return [refused, *await asyncio.gather(first, *others)]

    refused, *kept = live(story, lanes=1)
    assert (refused.status, [answer.status for answer in kept]) == (503, [200] * 3)
    assert int(dict(refused.headers)["Retry-After"]) > 0


def test_stopping_finishes_what_waits_and_then_refuses() -> None:
    async def story(writer: TaskWriter, shared: Shared) -> None:
        waiting = [asyncio.ensure_future(writer.submit(meeting(number))) for number in range(1, 6)]
        await asyncio.sleep(0)
        await writer.stop()
        assert [answer.status for answer in await asyncio.gather(*waiting)] == [200] * 5
        assert (await writer.submit(meeting(9))).status == 503
        with pytest.raises(StoreUnavailable):
            await writer.errand(lambda session: None)
        assert all(lane.session.closed for lane in shared.sessions)

    live(story)


def test_an_errand_runs_beside_the_lanes_and_its_error_is_its_own() -> None:
    async def story(writer: TaskWriter, shared: Shared) -> None:
        assert await writer.errand(lambda session: session is shared.errand_session)
        with pytest.raises(ValueError, match="ours"):
            await writer.errand(_fail)
        assert (await writer.submit(meeting(1))).status == 200

    live(story)


def _fail(session: WriteSession) -> None:
    raise ValueError("ours")


def test_a_batch_that_cannot_be_run_fails_whoever_waits_for_it_and_the_next_goes_well() -> None:
    def unanswerable(result: object) -> Answer:
        raise RuntimeError("no answer can be written")

    async def story(writer: TaskWriter, shared: Shared) -> None:
        with pytest.raises(RuntimeError, match="no answer"):
            await writer.submit(replace(meeting(1), answer=unanswerable))
        assert (await writer.submit(meeting(2))).status == 200

    live(story)


def test_one_bad_call_does_not_fail_those_that_wait_with_it() -> None:
    async def story(writer: TaskWriter, shared: Shared) -> list[int]:
        for lane in shared.sessions:
            lane.session.bad = lambda row: REFUSED if getattr(row, "note", "") == "note 2" else None
        return [answer.status for answer in await asyncio.gather(*(writer.submit(meeting(n)) for n in (1, 2, 3)))]

    assert live(story) == [200, 500, 200]


def statuses(session: Faulty, count: int = 3) -> list[int]:
    return [decision.answer.status for decision in run(session, [meeting(n) for n in range(1, count + 1)], VAULT)]


@pytest.mark.parametrize("faults", ["fetch_faults", "commit_faults"])
def test_a_batch_whose_connection_is_lost_is_run_again_and_kept_once(faults: str) -> None:
    session = Faulty()
    setattr(session, faults, [LOST])
    assert statuses(session) == [200] * 3
    assert len(session.all(MEETING)) == len(session.all(JOURNAL)) == 3
    assert [row.sequence for row in session.all(EVENT)] == [1, 2, 3]


@pytest.mark.parametrize("faults", ["fetch_faults", "commit_faults"])
def test_a_connection_that_is_lost_again_and_again_is_a_503_with_nothing_kept(faults: str) -> None:
    session = Faulty()
    setattr(session, faults, [LOST, LOST] if faults == "commit_faults" else [LOST, LOST, LOST])
    assert statuses(session) == [503] * 3
    assert session.kept == {}


def test_a_commit_that_was_lost_and_yet_took_place_is_not_run_again() -> None:
    session = Faulty()
    session.commit_faults, session.commits_anyway = [LOST], True
    assert statuses(session) == [200] * 3
    assert [row.sequence for row in session.all(EVENT)] == [1, 2, 3]
    assert session.begins == 2


def test_where_the_journal_cannot_be_asked_nothing_is_run_again() -> None:
    session = Faulty()
    session.commit_faults, session.begin_faults = [LOST], [None, LOST]
    assert statuses(session) == [503] * 3
    assert session.begins == 1


def test_a_call_without_a_journal_entry_is_not_run_again_after_a_lost_commit() -> None:
    session = Faulty()
    session.commit_faults = [LOST]
    call = replace(meeting(1), record=None)
    assert [decision.answer.status for decision in run(session, [call], VAULT)] == [503]
    assert session.kept == {}


@pytest.mark.parametrize(("server_wide", "status"), [(False, 500), (True, 200)])
def test_what_is_about_the_server_is_written_by_tasks_that_say_so(server_wide: bool, status: int) -> None:
    task = Task("Set", lambda facts, call, body: Outcome("x", [Setting("a", "b")]), nothing_beforehand, server_wide)
    session = Faulty()
    decisions = run(session, [replace(simple_call(MEET, 1, "x"), task=task)], VAULT)
    assert decisions[0].answer.status == status


def test_a_close_that_fails_is_no_error_to_anybody() -> None:
    async def story(writer: TaskWriter, shared: Shared) -> int:
        async def fail() -> None:
            raise StoreUnavailable("gone")

        def fail_at_once() -> None:
            raise StoreUnavailable("gone")

        await writer.errand(lambda session: None)
        for lane in shared.sessions:
            lane.close = fail  # type: ignore[method-assign]
        shared.errand_session.close = fail_at_once  # type: ignore[method-assign]
        return (await writer.submit(meeting(1))).status

    assert live(story) == 200

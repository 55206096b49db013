"""The writer: batches of whatever waits, answered when it is kept and not before."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import replace
from typing import Any

import pytest

from farstu.engine import writer_thread as writer_module
from farstu.engine.calls import Answer, Call
from farstu.engine.writer import Writer
from farstu.engine.writer_thread import ThreadWriter
from farstu.records.meetings import MEETING, Meeting
from farstu.store.base import Readers, StoreError, StoreRefused, StoreUnavailable, WriteSession
from farstu.store.table import Row
from tests.support.faults import MEET, Faulty
from tests.support.rules import NOW, VAULT, simple_call

PATIENCE = 10.0


class Gated(Faulty):
    """Waits with each commit until it is let through."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting = threading.Event()
        self.gate = threading.Event()
        self.close_fault: StoreError | None = None

    def commit(self) -> None:
        self.waiting.set()
        assert self.gate.wait(PATIENCE), "nobody let the commit through"
        super().commit()

    def close(self) -> None:
        super().close()
        if self.close_fault:
            raise self.close_fault


class OneSession:
    """A database with one session."""

    def __init__(self, session: WriteSession) -> None:
        self.session = session

    shown = "memory"

    def prepare(self) -> None:
        raise AssertionError("the writer makes no schema")

    def concerns(self) -> list[str]:
        raise AssertionError("the writer asks nothing of the kind")

    damage = concerns

    def write_session(self) -> WriteSession:
        return self.session

    def readers(self) -> Readers:
        raise AssertionError("the writer reads by its own session")


def meeting(number: int, body: Any = None) -> Call:
    return simple_call(MEET, number, body or f"note {number}")


def live(session: Faulty, story: Callable[[Writer], Awaitable[Any]], *, stops: bool = True) -> Any:
    """Lets a writer live through a story."""

    async def go() -> Any:
        writer = ThreadWriter(OneSession(session), VAULT)
        await writer.start()
        try:
            return await story(writer)
        finally:
            if stops:
                await writer.stop()

    return asyncio.run(asyncio.wait_for(go(), PATIENCE))


async def reached(event: threading.Event) -> None:
    assert await asyncio.get_running_loop().run_in_executor(None, event.wait, PATIENCE)


def later(work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
    return asyncio.get_running_loop().create_task(work)


def hold_up_the_loop() -> None:
    time.sleep(0.1)


def notes(session: Faulty) -> list[str]:
    return [row.note for row in session.all(MEETING)]


def test_a_call_is_answered_when_it_is_committed_and_not_before() -> None:
    session = Gated()

    async def story(writer: Writer) -> Answer:
        answering = later(writer.submit(meeting(1)))
        await reached(session.waiting)
        await asyncio.sleep(0.05)
        assert (answering.done(), session.commits) == (False, 0)
        session.gate.set()
        answer: Answer = await answering
        assert session.commits == 1
        return answer

    assert live(session, story).status == 200


def test_calls_that_wait_together_are_answered_each_by_its_own() -> None:
    session = Faulty()

    async def story(writer: Writer) -> list[Answer]:
        return await asyncio.gather(*(writer.submit(meeting(number)) for number in range(1, 41)))

    answers = live(session, story)
    assert [answer.body.decode() for answer in answers] == [f"note {number}" for number in range(1, 41)]
    assert session.begins < 40


def test_no_batch_is_larger_than_the_largest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer_module, "LARGEST_BATCH", 2)
    session = Gated()

    async def story(writer: Writer) -> None:
        first = later(writer.submit(meeting(1)))
        await reached(session.waiting)
        others = [later(writer.submit(meeting(number))) for number in range(2, 7)]
        await asyncio.sleep(0)
        session.gate.set()
        await asyncio.gather(first, *others)

    live(session, story)
    assert (session.commits, len(notes(session))) == (4, 6)


def test_a_full_queue_is_a_503_that_says_when_to_come_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer_module, "LONGEST_QUEUE", 2)
    session = Gated()

    async def story(writer: Writer) -> tuple[list[Answer], Answer]:
        first = later(writer.submit(meeting(1)))
        await reached(session.waiting)
        waiting = [later(writer.submit(meeting(number))) for number in (2, 3)]
        await asyncio.sleep(0)
        refused = await writer.submit(meeting(4))
        session.gate.set()
        return await asyncio.gather(first, *waiting), refused

    kept, refused = live(session, story)
    assert [answer.status for answer in kept] == [200] * 3
    assert refused.status == 503
    assert int(dict(refused.headers)["Retry-After"]) > 0
    assert notes(session) == ["note 1", "note 2", "note 3"]


def test_stopping_finishes_what_waits_and_closes_the_connection() -> None:
    session = Gated()

    async def story(writer: Writer) -> list[Any]:
        answering = [later(writer.submit(meeting(number))) for number in (1, 2)]
        await reached(session.waiting)
        answering += [later(writer.submit(meeting(number))) for number in (3, 4)]
        await asyncio.sleep(0)
        errand = later(writer.errand(lambda session: "run"))
        await asyncio.sleep(0)
        stopping = later(writer.stop())
        await asyncio.sleep(0)
        session.gate.set()
        await stopping
        return [*await asyncio.gather(*answering), await errand]

    *answers, errand = live(session, story, stops=False)
    assert [answer.status for answer in answers] == [200] * 4
    assert (errand, session.closed, len(notes(session))) == ("run", True, 4)


def test_a_stopped_writer_refuses_calls_with_a_503() -> None:
    session = Faulty()

    async def story(writer: Writer) -> Answer:
        await writer.stop()
        return await writer.submit(meeting(1))

    assert live(session, story, stops=False).status == 503
    assert session.begins == 0


def test_a_stopped_writer_refuses_errands_and_leaves_nobody_waiting() -> None:
    async def story(writer: Writer) -> None:
        await writer.stop()
        with pytest.raises(StoreError):
            await asyncio.wait_for(writer.errand(lambda session: None), 0.5)

    live(Faulty(), story, stops=False)


def test_an_errand_runs_between_batches() -> None:
    session = Gated()
    seen: list[tuple[int, bool]] = []

    def look(inside: WriteSession) -> int:
        assert inside is session
        inside.begin()
        seen.append((session.begins, session.waiting.is_set()))
        inside.rollback()
        return len(notes(session))

    async def story(writer: Writer) -> int:
        first = later(writer.submit(meeting(1)))
        await reached(session.waiting)
        errand = later(writer.errand(look))
        second = later(writer.submit(meeting(2)))
        await asyncio.sleep(0.02)
        assert not errand.done()
        session.gate.set()
        await asyncio.gather(first, second)
        return int(await errand)

    assert live(session, story) == 1
    assert seen == [(2, True)]
    assert notes(session) == ["note 1", "note 2"]


def test_an_errand_behind_another_and_a_call_is_run_though_nobody_comes_after_it() -> None:
    """A server that stopped while a read was noted and a comeback fell due never ended."""
    session = Gated()

    async def story(writer: Writer) -> str:
        calls = [later(writer.submit(meeting(1)))]
        await reached(session.waiting)
        session.waiting.clear()
        calls += [later(writer.submit(meeting(number))) for number in (2, 3, 4)]
        closing_again = later(writer.errand(lambda inside: session.gate.clear()))
        await asyncio.sleep(0.02)
        session.gate.set()
        await reached(session.waiting)
        calls.append(later(writer.submit(meeting(5))))
        errands = [later(writer.errand(lambda inside: "run")) for _ in range(2)]
        await asyncio.sleep(0.02)
        session.gate.set()
        hold_up_the_loop()  # it hears of the answers too late to wake anybody
        await asyncio.gather(closing_again, *calls)
        return str(await asyncio.gather(*errands))

    assert live(session, story) == "['run', 'run']"
    assert len(notes(session)) == 5


@pytest.mark.parametrize("fault", [StoreUnavailable("full"), StoreRefused("no"), ValueError("ours")])
def test_an_errands_error_reaches_whoever_asked_and_nobody_else(fault: Exception) -> None:
    def work(session: WriteSession) -> None:
        raise fault

    async def story(writer: Writer) -> Answer:
        with pytest.raises(type(fault)) as raised:
            await writer.errand(work)
        assert raised.value is fault
        return await writer.submit(meeting(1))

    assert live(Faulty(), story).status == 200


def test_a_batch_that_cannot_be_run_fails_whoever_waits_for_it_and_the_next_goes_well() -> None:
    session = Faulty()

    def unanswerable(result: object) -> Answer:
        raise RuntimeError("no answer can be written")

    async def story(writer: Writer) -> Answer:
        with pytest.raises(RuntimeError, match="no answer"):
            await writer.submit(replace(meeting(1), answer=unanswerable))
        return await writer.submit(meeting(2))

    assert live(session, story).status == 200
    assert notes(session) == ["note 2"]


def test_a_caller_who_has_gone_does_not_disturb_the_others() -> None:
    session = Gated()

    async def story(writer: Writer) -> Answer:
        gone, stays = later(writer.submit(meeting(1))), later(writer.submit(meeting(2)))
        gone_errand = later(writer.errand(lambda session: None))
        await reached(session.waiting)
        gone.cancel()
        gone_errand.cancel()
        session.gate.set()
        answer: Answer = await stays
        return answer

    assert live(session, story).status == 200
    assert notes(session) == ["note 1", "note 2"]


def test_one_bad_call_does_not_fail_those_that_wait_with_it() -> None:
    session = Faulty()

    def bad(row: Row) -> Exception | None:
        return StoreRefused("no") if isinstance(row, Meeting) and row.note == "note 2" else None

    session.bad = bad

    async def story(writer: Writer) -> list[Answer]:
        return await asyncio.gather(*(writer.submit(meeting(number)) for number in (1, 2, 3)))

    assert [answer.status for answer in live(session, story)] == [200, 500, 200]


def test_a_connection_that_cannot_be_closed_is_no_error_to_anybody() -> None:
    session = Gated()
    session.gate.set()
    session.close_fault = StoreUnavailable("gone")

    async def story(writer: Writer) -> Answer:
        return await writer.submit(meeting(1))

    assert live(session, story).status == 200
    assert session.closed


def test_a_database_that_cannot_be_opened_is_said_at_the_start() -> None:
    class Closed(OneSession):
        def write_session(self) -> WriteSession:
            raise StoreUnavailable("no such file")

    async def go() -> None:
        with pytest.raises(StoreUnavailable):
            await ThreadWriter(Closed(Faulty()), VAULT).start()

    asyncio.run(go())


def test_calls_go_on_coming_while_others_are_kept() -> None:
    session = Faulty()

    async def caller(writer: Writer, first: int) -> list[int]:
        return [(await writer.submit(meeting(first + step))).status for step in range(20)]

    async def story(writer: Writer) -> list[list[int]]:
        return await asyncio.gather(*(caller(writer, 1000 * number) for number in range(1, 9)))

    assert live(session, story) == [[200] * 20] * 8
    assert len(notes(session)) == 160
    assert session.begins < 160
    assert NOW in {row.starts_at for row in session.all(MEETING)}

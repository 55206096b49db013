"""`Idempotency-Key`: the same key with the same body gets the first answer again, for a day."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from farstu.engine import clearing as clearing_module
from farstu.engine.calls import Answer, Call, Happening, Outcome, Task, nothing_beforehand
from farstu.engine.clearing import Clearing
from farstu.engine.facts import Facts
from farstu.engine.idempotency import KEPT_TICKS
from farstu.engine.runner import run
from farstu.engine.tables import EVENT, FIRST_ANSWER, JOURNAL
from farstu.engine.writer import Writer
from farstu.engine.writer_thread import ThreadWriter
from farstu.engine.writers import open_writer
from farstu.records.meetings import BOOKED, MEETING, Meeting
from farstu.refusals import Refused
from farstu.store.base import EVERY_CUSTOMER, StoreUnavailable
from farstu.store.sqlite import SqliteDatabase
from tests.support.databases import AnyDatabase
from tests.support.memory import Memory
from tests.support.rules import DAY, NOW, VAULT, plain_answer, simple_call
from tests.support.world import KEY, OTHER_KEY, OTHER_PARTNER, SISTER, World

COMEBACK = {"date": "2030-01-01T12:00:00"}


def _act(facts: Facts, call: Call, body: Any) -> Outcome:
    if isinstance(body, int):
        raise Refused(body, "no")
    row = Meeting(call.customer, call.new_id("CAL"), "Assignment", None, None, "u", NOW, NOW, None, BOOKED, None, NOW)
    return Outcome(call.new_id("CAL"), [row], [Happening("acted", {"id": row.id})])


ACT = Task("Act", _act, nothing_beforehand)


def act(number: int, key: str | None = "k", **members: Any) -> Call:
    return simple_call(ACT, number, members.pop("body", None), key=key, **members)


def answers(memory: Memory, *calls: Call, together: bool = True) -> list[Answer]:
    batches: Sequence[Sequence[Call]] = [calls] if together else [[call] for call in calls]
    return [decision.answer for batch in batches for decision in run(memory, batch, VAULT)]


def replayed(answer: Answer) -> bool:
    return ("Idempotency-Replayed", "true") in answer.headers


@pytest.mark.parametrize("together", [True, False])
def test_the_same_key_with_the_same_body_gets_the_first_answer_again(together: bool) -> None:
    memory = Memory()
    first, *others = answers(memory, act(1), act(2), act(3), together=together)
    again = Answer(first.status, (*first.headers, ("Idempotency-Replayed", "true")), first.body)
    assert others == [again, again]
    assert not replayed(first)
    assert (len(memory.all(MEETING)), len(memory.all(EVENT)), len(memory.all(JOURNAL))) == (1, 1, 3)


def test_the_journal_says_that_nothing_was_done_twice() -> None:
    first, second = run(Memory(), [act(1), act(2)], VAULT)
    assert [text.key for text in second.decided] == ["decided.said_before"]
    assert first.decided == []


@pytest.mark.parametrize("together", [True, False])
def test_the_same_key_with_another_body_is_a_409_that_names_the_first_call(together: bool) -> None:
    memory = Memory()
    calls = [act(1), act(2, body_hash="other"), act(3)]
    found = answers(memory, *calls, together=together)
    assert [answer.status for answer in found] == [200, 409, 200]
    assert replayed(found[2])
    assert len(memory.all(MEETING)) == 1


def test_the_conflict_names_the_call_that_came_first() -> None:
    refused: list[Outcome | Refused] = []
    later = act(2, body_hash="other")
    later.answer = lambda result: refused.append(result) or plain_answer(result)  # type: ignore[func-returns-value]
    first = act(1)
    run(Memory(), [first, later], VAULT)
    assert isinstance(refused[0], Refused)
    assert refused[0].detail is not None
    assert refused[0].detail.values == {"call": first.id}


@pytest.mark.parametrize("together", [True, False])
@pytest.mark.parametrize("status", [400, 404, 409, 503, 500])
def test_a_refused_answer_is_not_kept(status: int, together: bool) -> None:
    memory = Memory()
    found = answers(memory, act(1, body=status), act(2), together=together)
    assert [answer.status for answer in found] == [status, 200]
    assert not replayed(found[1])


@pytest.mark.parametrize(("status", "kept"), [(204, 1), (399, 1), (400, 0), (500, 0)])
def test_only_answers_below_400_are_kept_whatever_was_decided(status: int, kept: int) -> None:
    memory = Memory()
    call = act(1)
    call.answer = lambda result: Answer(status, (), b"")
    run(memory, [call], VAULT)
    assert len(memory.all(FIRST_ANSWER)) == kept


@pytest.mark.parametrize("together", [True, False])
@pytest.mark.parametrize(("later", "again"), [(DAY - 1, True), (DAY, False), (DAY + 1, False)])
def test_an_answer_is_kept_for_a_day(later: int, again: bool, together: bool) -> None:
    memory = Memory()
    found = answers(memory, act(1), act(2, at=NOW + later), together=together)
    assert replayed(found[1]) is again
    assert len(memory.all(MEETING)) == (1 if again else 2)
    assert KEPT_TICKS == DAY


def test_after_a_day_the_key_is_free_for_another_body_and_remembers_that() -> None:
    memory = Memory()
    calls = [act(1), act(2, at=NOW + DAY, body_hash="other"), act(3, at=NOW + DAY, body_hash="other")]
    found = answers(memory, *calls)
    assert [(answer.status, replayed(answer)) for answer in found] == [(200, False), (200, False), (200, True)]
    (kept,) = memory.all(FIRST_ANSWER)
    assert (kept.call, kept.at) == (calls[1].id, NOW + DAY)


@pytest.mark.parametrize("place", [{"partner": "banken"}, {"customer": "M2"}, {"key": "another"}])
def test_a_key_counts_for_one_partner_and_one_customer(place: dict[str, str]) -> None:
    found = answers(Memory(), act(1), act(2, **place))
    assert [replayed(answer) for answer in found] == [False, False]


def test_without_a_key_nothing_is_remembered() -> None:
    memory = Memory()
    found = answers(memory, act(1, None), act(2, None))
    assert [replayed(answer) for answer in found] == [False, False]
    assert memory.all(FIRST_ANSWER) == []


def test_an_answer_of_any_bytes_comes_again_as_it_was() -> None:
    body = bytes(range(256))
    calls = [act(1), act(2)]
    for call in calls:
        call.answer = lambda result: Answer(200, (("Content-Type", "x; y=1"), ("X", "å")), body)
    first, second = answers(Memory(), *calls, together=False)
    assert (second.body, second.headers[:-1]) == (first.body, first.headers) == (body, first.headers)


def _post(
    here: World, path: str, key: str = KEY, partner: str = "byran", body: Any = None, method: str = "POST"
) -> Any:
    return here.call(method, path, body or COMEBACK, key=key, partner=partner, Idempotency_Key="k")


def test_over_http_a_key_counts_for_one_path(here: World) -> None:
    first = _post(here, "/Meeting/Comeback/M1/c")
    assert "Idempotency-Replayed" not in first.headers
    assert _post(here, "/Meeting/Comeback/M1/c").headers["Idempotency-Replayed"] == "true"
    others = [
        _post(here, "/Meeting/Comeback/M1/c2"),
        _post(here, f"/Meeting/Comeback/{SISTER}/c", "fk_group"),
        _post(here, "/Meeting/Comeback/M1/c", OTHER_KEY, OTHER_PARTNER),
        _post(here, "/CRM/Buyer/M1/c/LoanPromise", body={"bank": "A"}),
        _post(here, "/ViewingParticipant/M1", body={"contactId": "c", "viewingId": "v"}, method="PUT"),
    ]
    assert [answer.status_code for answer in others] == [200] * 5
    assert not any("Idempotency-Replayed" in answer.headers for answer in others)


def test_over_http_the_body_is_compared_as_it_was_sent(here: World) -> None:
    first = _post(here, "/Meeting/Comeback/M1/c", body=b'{"date": "2030-01-01"}')
    other = _post(here, "/Meeting/Comeback/M1/c", body=b'{"date":"2030-01-01"}')
    again = _post(here, "/Meeting/Comeback/M1/c", body=b'{"date": "2030-01-01"}')
    assert [answer.status_code for answer in (first, other, again)] == [200, 409, 200]
    assert again.content == first.content
    assert first.headers["Request-Id"] in other.text


async def _cleared(database: AnyDatabase, now: int, calls: list[Call]) -> int:
    writer = open_writer(database, VAULT)
    await writer.start()
    try:
        for call in calls:
            await writer.submit(call)
        return await Clearing(writer, lambda: now, journal_days=30).once()
    finally:
        await writer.stop()


def _left(database: AnyDatabase, table: Any) -> list[tuple[Any, ...]]:
    session = database.write_session()
    try:
        query = f'SELECT customer, at FROM "{table.name}" ORDER BY customer, at'  # noqa: S608
        return session.rows(query, (), EVERY_CUSTOMER)
    finally:
        session.close()


@pytest.mark.parametrize(
    ("later", "answers_left", "entries_left"),
    [(DAY, 4, 4), (DAY + 1, 2, 4), (2 * DAY + 1, 0, 4), (30 * DAY, 0, 4), (30 * DAY + 1, 0, 2), (31 * DAY + 1, 0, 0)],
)
def test_what_is_old_is_cleared_out(prepared: AnyDatabase, later: int, answers_left: int, entries_left: int) -> None:
    calls = [act(n, f"k{n}", at=NOW + (n % 2) * DAY, customer=f"M{n // 2}") for n in range(4)]
    assert asyncio.run(_cleared(prepared, NOW + later, calls)) == 8 - answers_left - entries_left
    assert len(_left(prepared, FIRST_ANSWER)) == answers_left
    assert len(_left(prepared, JOURNAL)) == entries_left
    assert len(_left(prepared, EVENT)) == 4


async def _live(database: AnyDatabase, writer: Writer) -> None:
    """Clears out beside the writer until nothing is left."""
    await writer.start()
    await writer.submit(act(1))
    clearing = Clearing(writer, lambda: NOW + 31 * DAY, journal_days=30)
    clearing.start()
    for _ in range(500):
        if not [row for table in (JOURNAL, FIRST_ANSWER) for row in await asyncio.to_thread(_left, database, table)]:
            break
        await asyncio.sleep(0.01)
    await clearing.stop()
    await clearing.stop()
    await writer.stop()


def test_clearing_that_never_began_can_be_ended(tmp_path: Path) -> None:
    writer = open_writer(SqliteDatabase(tmp_path / "f.sqlite3", durable=False), VAULT)
    clearing = Clearing(writer, lambda: NOW, journal_days=30)
    asyncio.run(clearing.stop())
    assert not (tmp_path / "f.sqlite3").exists()


def test_clearing_goes_on_by_itself_and_ends(prepared: AnyDatabase) -> None:
    asyncio.run(_live(prepared, open_writer(prepared, VAULT)))
    assert _left(prepared, JOURNAL) == _left(prepared, FIRST_ANSWER) == []


class Moody(ThreadWriter):
    """Fails its first errand."""

    asked = 0

    async def errand(self, work: Any) -> Any:
        self.asked += 1
        if self.asked == 1:
            raise StoreUnavailable("held by another")
        return await super().errand(work)


def test_clearing_goes_on_after_the_database_could_not_be_had(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clearing_module, "EVERY_SECONDS", 0.01)
    database = SqliteDatabase(tmp_path / "f.sqlite3", durable=False)
    database.prepare()
    asyncio.run(_live(database, Moody(database, VAULT)))
    assert _left(database, JOURNAL) == []

"""Reads of much, beside the loop and in turn."""

from __future__ import annotations

import asyncio
import threading
import weakref
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from farstu.engine import large_reads
from farstu.engine.large_reads import MOST_VALUES, LargeReads
from farstu.engine.reads import Asked
from farstu.refusals import Refused, not_found
from farstu.store.base import StoreUnavailable
from tests.support.rules import VAULT

MANY = [(number,) for number in range(MOST_VALUES + 1)]
PATIENCE = 10.0

Answering = Callable[["Shelf"], Awaitable[None]]


class Found(list[tuple[Any, ...]]):
    """Rows of which it can be seen when they are let go."""


class Shelf:
    """Finds so many rows, or fails; `asked` is how often, `kept` what was found and is still there."""

    def __init__(self, rows: list[tuple[Any, ...]]) -> None:
        self.found = rows
        self.fails: Exception | None = None
        self.asked = 0
        self.kept: list[weakref.ref[Found]] = []
        self.reads = LargeReads(self)

    async def rows(self, *_: Any) -> list[tuple[Any, ...]]:
        self.asked += 1
        await asyncio.sleep(0)
        if self.fails and self.asked > 1:
            raise self.fails
        found = Found(self.found)
        self.kept.append(weakref.ref(found))
        return found

    async def answer(self, make: Callable[[list[Any]], Any] = len) -> Any:
        async def read(asked: Asked) -> Any:
            return make(await asked.readers.rows("SELECT 1", (), asked.customers))

        asked = Asked(0, ("M1",), {}, None, "", self.reads.few, VAULT)
        return await self.reads.answer(read, asked, lambda value: (value, threading.get_ident()))


def run(shelf: Shelf, answering: Answering) -> None:
    asyncio.run(asyncio.wait_for(answering(shelf), PATIENCE))


@pytest.mark.parametrize(("many", "asked"), [(0, 1), (MOST_VALUES, 1), (MOST_VALUES + 1, 2)])
def test_what_finds_much_is_asked_anew_and_answered_on_a_thread(many: int, asked: int) -> None:
    async def answering(shelf: Shelf) -> None:
        value, thread = await shelf.answer()
        assert (value, shelf.asked) == (many, asked)
        assert (thread == threading.get_ident()) == (asked == 1)

    run(Shelf(MANY[:many]), answering)


def test_wide_rows_are_much_sooner_than_narrow_ones() -> None:
    async def answering(shelf: Shelf) -> None:
        assert (await shelf.answer())[1] != threading.get_ident()

    run(Shelf([tuple(range(11))] * (MOST_VALUES // 10)), answering)


def test_the_loop_goes_on_while_a_large_one_is_made() -> None:
    goes_on = threading.Event()

    def make(rows: list[Any]) -> bool:
        return goes_on.wait(PATIENCE)

    async def answering(shelf: Shelf) -> None:
        large = asyncio.create_task(shelf.answer(make))
        while shelf.asked < 2:  # noqa: ASYNC110
            await asyncio.sleep(0)
        goes_on.set()
        assert (await large)[0]

    run(Shelf(MANY), answering)


def test_they_are_made_one_at_a_time_and_who_waits_holds_nothing() -> None:
    at_work: list[int] = []
    held: list[int] = []

    async def answering(shelf: Shelf) -> None:
        def make(rows: list[Any]) -> int:
            at_work.append(1)
            held.append(sum(kept() is not None for kept in shelf.kept))
            assert len(at_work) == 1
            at_work.pop()
            return len(rows)

        answers = await asyncio.gather(*(shelf.answer(make) for _ in range(8)))
        assert {value for value, _ in answers} == {len(MANY)}

    run(Shelf(MANY), answering)
    assert max(held[1:]) == 1


def test_refusals_and_faults_come_through() -> None:
    def refuse(rows: list[Any]) -> None:
        raise not_found("estateId", "estate", "e")

    async def answering(shelf: Shelf) -> None:
        with pytest.raises(Refused) as refused:
            await shelf.answer(refuse)
        assert refused.value.status == 404
        shelf.asked, shelf.fails = 0, StoreUnavailable("gone")
        with pytest.raises(StoreUnavailable, match="gone"):
            await shelf.answer()
        shelf.fails = None
        assert (await shelf.answer())[0] == len(MANY)

    run(Shelf(MANY), answering)


def test_where_too_many_wait_the_next_is_a_503(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large_reads, "MOST_WAITING", 2)

    async def answering(shelf: Shelf) -> None:
        answers = await asyncio.gather(*(shelf.answer() for _ in range(5)), return_exceptions=True)
        refused = [answer.status for answer in answers if isinstance(answer, Refused)]
        assert refused == [503] * 3
        assert (await shelf.answer())[0] == len(MANY)

    run(Shelf(MANY), answering)

"""What is made once and kept."""

from __future__ import annotations

import asyncio
import sys
from threading import Event, Lock

import pytest

from farstu.engine.aside import SHORT_TURN, aside
from farstu.help.pages.kept import Kept, Shelf, keep


def test_what_many_ask_for_at_once_is_made_once_and_never_two_at_a_time() -> None:
    shelf, made, at_work = Shelf(), [], Lock()

    def make(name: str) -> Kept:
        assert at_work.acquire(blocking=False)
        made.append(name)
        kept = keep(name, "text/plain")
        at_work.release()
        return kept

    async def ask() -> list[Kept]:
        wanted = [f"a page {number % 5}" for number in range(50)]
        return await asyncio.gather(*(shelf.find_or_make(name, lambda name=name: make(name)) for name in wanted))  # type: ignore[misc]

    found = asyncio.run(ask())
    assert sorted(made) == [f"a page {number}" for number in range(5)]
    assert [kept.body for kept in found] == [f"a page {number % 5}".encode() for number in range(50)]


def test_what_is_done_aside_leaves_turns_as_they_were() -> None:
    usual = sys.getswitchinterval()
    started, seen = Event(), []

    def first() -> None:
        assert started.wait(10)
        seen.append(sys.getswitchinterval())

    def second() -> None:
        seen.append(sys.getswitchinterval())
        started.set()

    async def both() -> None:
        await asyncio.gather(aside(first), aside(second))

    asyncio.run(both())
    assert seen == pytest.approx([SHORT_TURN, SHORT_TURN])
    assert sys.getswitchinterval() == pytest.approx(usual)

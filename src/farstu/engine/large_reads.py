"""Reads of much: made beside the loop, so that calls go on meanwhile, and one at a time, since each takes many times
the memory of its answer.

How much a read finds is known once it is found. So each is tried with what a turn of the loop can bear, and what finds
more is asked anew, in its turn.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from farstu.engine.aside import aside
from farstu.engine.reads import Asked, Read
from farstu.refusals import unavailable
from farstu.store.base import Answering

MOST_VALUES = 10_000
"""That one statement may find for an answer to be made on the loop: 300 contacts, or 3,000 of their ids. It takes some
10 ms."""
MOST_WAITING = 32
"""For their turn."""
Answered = TypeVar("Answered")
Write = Callable[[Any], Answered]


class _Much(Exception):
    """A statement found more."""


class LargeReads:
    """Answers reads, whatever they find. `few` are the readers that they are to ask."""

    def __init__(self, readers: Answering) -> None:
        self.few = _Few(readers)
        self._turn = asyncio.Lock()
        self._waiting = 0

    async def answer(self, read: Read, asked: Asked, write: Write[Answered]) -> Answered:
        """What `write` makes of what a read gives. Refused, with 503 where too many wait; StoreError."""
        try:
            return write(await read(asked))
        except _Much:
            pass  # what was found is let go before the turn comes
        return await self._answer_aside(read, asked, write)

    async def _answer_aside(self, read: Read, asked: Asked, write: Write[Answered]) -> Answered:
        if self._waiting >= MOST_WAITING:
            raise unavailable("unavailable.busy")
        self._waiting += 1
        try:
            async with self._turn:
                theirs = replace(asked, readers=_FromAside(self.few.readers, asyncio.get_running_loop()))
                return await aside(_answer, read, theirs, write)
        finally:
            self._waiting -= 1


def _answer(read: Read, asked: Asked, write: Write[Answered]) -> Answered:
    async def made() -> Any:
        return await read(asked)

    return write(asyncio.run(made()))


@dataclass(frozen=True)
class _Few:
    """Finds no more than a turn of the loop can bear."""

    readers: Answering

    async def rows(
        self, statement: str, parameters: tuple[Any, ...] = (), customers: Collection[str] = ()
    ) -> list[tuple[Any, ...]]:
        found = await self.readers.rows(statement, parameters, customers)
        if found and len(found) * len(found[0]) > MOST_VALUES:
            raise _Much
        return found


@dataclass(frozen=True)
class _FromAside:
    """Asks on the loop that the readers belong to, for a thread with a loop of its own."""

    readers: Answering
    loop: asyncio.AbstractEventLoop

    async def rows(
        self, statement: str, parameters: tuple[Any, ...] = (), customers: Collection[str] = ()
    ) -> list[tuple[Any, ...]]:
        asking = self.readers.rows(statement, parameters, customers)
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(asking, self.loop))

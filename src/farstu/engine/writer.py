"""What writes: takes whatever calls are waiting, runs them as one batch, answers them all."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from typing import Any, Protocol

from farstu.engine.batch import Decision
from farstu.engine.calls import Answer, Call
from farstu.store.base import WriteSession

LARGEST_BATCH = 256
LONGEST_QUEUE = 2_000
"""Each connection has one call waiting: as many connections as there usually may be must be able to fill it."""
LONGEST_GATHERING = 0.002


class Writer(Protocol):
    """Decides calls in batches. `submit` answers when the call's transaction has been committed and never before."""

    @property
    def waiting(self) -> int:
        """How many calls wait for a batch."""

    async def start(self) -> None:
        """Begins to take calls. StoreError."""

    async def stop(self) -> None:
        """Finishes what is waiting and closes the connections."""

    async def submit(self, call: Call) -> Answer:
        """The answer, once it is true."""

    async def errand(self, work: Callable[[WriteSession], Any]) -> Any:
        """Runs `work`, which is no call, beside the batches; it begins and commits for itself. StoreError."""


def answer_all(futures: Iterable[asyncio.Future[Answer]], decisions: Iterable[Decision]) -> None:
    """Tells each caller what became of its call."""
    for decision, future in zip(decisions, futures, strict=True):
        succeed(future, decision.answer)


def succeed(future: asyncio.Future[Any], result: Any) -> None:
    """Tells a caller, where it still waits."""
    if not future.done():
        future.set_result(result)


def fail_all(futures: Iterable[asyncio.Future[Any]], error: Exception) -> None:
    """Tells all callers of an error that nobody answers for."""
    for future in futures:
        if not future.done():
            future.set_exception(error)

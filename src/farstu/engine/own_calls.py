"""What a server does of itself while it serves: tasks that go through its writer as everybody's calls do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from farstu.engine.calls import Answer, Call, Outcome, Task
from farstu.engine.writer import Writer
from farstu.refusals import Refused, unavailable
from farstu.store.clock import Clock, Ids

_NO_ANSWER = Answer(200, (), b"")


class OwnCalls:
    """Calls in the name of `who`; `time_at` tells the time at a customer from the real one."""

    def __init__(
        self,
        writer: Writer,
        clock: Clock,
        ids: Ids,
        who: str,
        time_at: Callable[[str, int], int] = lambda customer, now: now,
    ) -> None:
        self._time_at = time_at
        self._writer = writer
        self._clock = clock
        self._ids = ids
        self._who = who

    async def perform(
        self, task: Task, body: Any, customer: str, parameters: dict[str, Any] | None = None
    ) -> Outcome | None:
        """What the task decided, once it is kept; None where it was refused, as by a server that has too much to do."""
        try:
            return await self.attempt(task, body, customer, parameters)
        except Refused:
            return None

    async def attempt(
        self,
        task: Task,
        body: Any,
        customer: str = "",
        parameters: dict[str, Any] | None = None,
        who: str | None = None,
    ) -> Outcome:
        """What the task decided, once it is kept, in the name of `who` where that is another. Refused."""
        results: list[Outcome | Refused] = []

        def take(result: Outcome | Refused) -> Answer:
            results.append(result)
            return _NO_ANSWER if isinstance(result, Outcome) else Answer(result.status, (), b"")

        now = self._clock()
        at = self._time_at(customer, now)
        name = self._who if who is None else who
        call = Call(task, self._ids.draw(), at, customer, name, body, take, parameters or {}, arrived=now)
        answer = await self._writer.submit(call)
        result = results[-1] if results else None
        if isinstance(result, Refused):
            raise result
        if result is None or answer.status != _NO_ANSWER.status:
            raise unavailable("unavailable.store")
        return result

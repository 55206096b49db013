"""What a server does of itself while it serves: tasks that go through its writer as everybody's calls do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from farstu.engine.calls import Answer, Call, Outcome, Task
from farstu.engine.writer import Writer
from farstu.refusals import Refused
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
        results: list[Outcome | Refused] = []

        def take(result: Outcome | Refused) -> Answer:
            results.append(result)
            return _NO_ANSWER if isinstance(result, Outcome) else Answer(result.status, (), b"")

        now = self._clock()
        at = self._time_at(customer, now)
        call = Call(task, self._ids.draw(), at, customer, self._who, body, take, parameters or {}, arrived=now)
        answer = await self._writer.submit(call)
        result = results[-1] if results and answer.status == _NO_ANSWER.status else None
        return result if isinstance(result, Outcome) else None

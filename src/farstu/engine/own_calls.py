"""What a server does of itself while it serves: tasks that go through its writer as everybody's calls do."""

from __future__ import annotations

from typing import Any

from farstu.engine.calls import Answer, Call, Outcome, Task
from farstu.engine.writer import Writer
from farstu.refusals import Refused
from farstu.store.clock import Clock, Ids

_NO_ANSWER = Answer(200, (), b"")


class OwnCalls:
    """Calls in the name of `who`."""

    def __init__(self, writer: Writer, clock: Clock, ids: Ids, who: str) -> None:
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

        call = Call(task, self._ids.draw(), self._clock(), customer, self._who, body, take, parameters or {})
        answer = await self._writer.submit(call)
        result = results[-1] if results and answer.status == _NO_ANSWER.status else None
        return result if isinstance(result, Outcome) else None

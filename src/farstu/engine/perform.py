"""One task outside the server: the same rules, the same transaction, the error raised instead of answered."""

from __future__ import annotations

from typing import Any

from farstu.engine.calls import Answer, Call, Outcome, Task
from farstu.engine.runner import run
from farstu.refusals import Refused
from farstu.store.base import WriteSession
from farstu.store.clock import Clock, Ids
from farstu.store.vault import Vault

_NO_ANSWER = Answer(200, (), b"")


class Performer:
    """Runs tasks on a connection of its own, beside a running server too. `who` has to answer for them."""

    def __init__(self, session: WriteSession, vault: Vault, clock: Clock, ids: Ids, who: str = "") -> None:
        self.session = session
        self.vault = vault
        self.clock = clock
        self.ids = ids
        self.who = who

    def perform(
        self, task: Task, body: Any, *, customer: str = "", parameters: dict[str, Any] | None = None
    ) -> Outcome:
        """What the task decided, once it is kept. Refused."""
        results: list[Outcome | Refused] = []

        def take(result: Outcome | Refused) -> Answer:
            results.append(result)
            return _NO_ANSWER

        call = Call(task, self.ids.draw(), self.clock(), customer, self.who, body, take, parameters or {})
        run(self.session, [call], self.vault)
        if isinstance(results[-1], Refused):
            raise results[-1]
        return results[-1]

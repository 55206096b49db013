"""One task outside the server: the same rules, the same transaction, the error raised instead of answered."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from farstu.engine.batch import Decision, Writes, decide
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
        call, results = self._call(task, body, customer, parameters)
        run(self.session, [call], self.vault)
        return _last(results)

    @contextmanager
    def together(self, customer: str) -> Iterator[Transaction]:
        """Many tasks about one customer as one transaction. StoreError."""
        self.session.begin([customer])
        try:
            yield Transaction(self, customer)
        finally:
            self.session.rollback()

    def decide(self, task: Task, body: Any, customer: str) -> Outcome:
        """What the task decides within a transaction that is open. Refused, StoreError."""
        call, results = self._call(task, body, customer, None)
        decide_within(self.session, self.vault, call)
        return _last(results)

    def _call(
        self, task: Task, body: Any, customer: str, parameters: dict[str, Any] | None
    ) -> tuple[Call, list[Outcome | Refused]]:
        results: list[Outcome | Refused] = []

        def take(result: Outcome | Refused) -> Answer:
            results.append(result)
            return _NO_ANSWER

        return Call(task, self.ids.draw(), self.clock(), customer, self.who, body, take, parameters or {}), results


class Transaction:
    """Tasks of which all are kept, by `commit`, or none."""

    def __init__(self, performer: Performer, customer: str) -> None:
        self._performer = performer
        self._customer = customer

    def perform(self, task: Task, body: Any) -> Outcome:
        """What the task decided; the next one sees what it wrote. Refused, StoreError."""
        return self._performer.decide(task, body, self._customer)

    def commit(self) -> None:
        """StoreError."""
        self._performer.session.commit()


def decide_within(session: WriteSession, vault: Vault, call: Call) -> Answer:
    """What a call is answered, decided within a transaction that is open. StoreError."""
    batch, found = decide([call], vault), None
    while True:
        try:
            asked = batch.send(found)
        except StopIteration as done:
            return _answer(done.value)
        if isinstance(asked, Writes):
            session.write(asked.rows, asked.gone)
            found = None
        else:
            found = session.fetch(asked)


def _answer(decisions: list[Decision]) -> Answer:
    return decisions[0].answer


def _last(results: list[Outcome | Refused]) -> Outcome:
    result = results[-1]
    if isinstance(result, Refused):
        raise result
    return result

"""Rules asked without a database: a call is decided over rows in memory, its sentences read in both languages."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count
from typing import Any

import msgspec

from farstu import areas
from farstu.advice import Advice
from farstu.contract.moment import TICKS_PER_SECOND
from farstu.contract.operation import OPERATIONS, Operation
from farstu.engine.calls import TASKS, Answer, Call, IdempotencyKey, Outcome, Record, Task
from farstu.engine.runner import run
from farstu.refusals import Refused
from farstu.store.table import Row, Table
from farstu.store.vault import PlainVault
from farstu.texts import LANGUAGES, Text, render, say
from tests.support.memory import Memory

areas.load()

VAULT = PlainVault(bytes(range(32)))
CUSTOMER, PARTNER = "M1", "byran"
NOW = 17_900_000_000_000_000
HOUR = 3600 * TICKS_PER_SECOND
DAY = 24 * HOUR
ACCEPTED = Answer(200, (), b"")
ARRIVED = Record("POST", "/", {}, None, msgspec.Raw(b"null"))


def call_id(number: int) -> str:
    """An id as the server draws it, the same for the same number."""
    return f"0198F3A1B2C37{number >> 4:03X}8{number:015X}"


def read(text: Text) -> str:
    """A sentence in English; KeyError where one of the languages lacks it."""
    return [render(text, language) for language in LANGUAGES][LANGUAGES.index("en")]


def task_of(what: Operation | Task) -> Task:
    return what if isinstance(what, Task) else TASKS[what]


def body_name_of(what: Operation | Task) -> str:
    return what.body_name if isinstance(what, Operation) else ""


class Desk:
    """Rows in memory, and calls on one customer decided over them one at a time."""

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        self.memory = Memory(rows)
        self._numbers = count(1)

    def ask(
        self, what: Operation | Task, body: Any, *, at: int = NOW, customer: str = CUSTOMER, **parameters: Any
    ) -> Outcome:
        """What was decided and kept. Refused."""
        results: list[Outcome | Refused] = []

        def take(result: Outcome | Refused) -> Answer:
            results.append(result)
            return ACCEPTED

        id = call_id(next(self._numbers))
        call = Call(task_of(what), id, at, customer, PARTNER, body, take, parameters, body_name_of(what))
        run(self.memory, [call], VAULT)
        result = results[-1]
        if isinstance(result, Refused):
            _read_refusal(result)
            raise result
        _read_outcome(result)
        return result

    def refusal(self, what: Operation | Task, body: Any, **parameters: Any) -> Refused:
        """Why it was not done; nothing may have been kept."""
        before = {table: dict(rows) for table, rows in self.memory.kept.items()}
        try:
            outcome = self.ask(what, body, **parameters)
        except Refused as refused:
            assert self.memory.kept == before
            return refused
        raise AssertionError(f"not refused: {outcome}")

    def all(self, table: Table[Any]) -> list[Any]:
        """The rows of a table."""
        return self.memory.all(table)

    def only(self, table: Table[Any]) -> Any:
        """The one row of a table."""
        (row,) = self.all(table)
        return row


def kinds(outcome: Outcome) -> list[str]:
    """What became so."""
    return [happening.kind for happening in outcome.happenings]


def problems(refused: Refused) -> dict[str, str]:
    """The English sentences of a 400 by key."""
    return {key: read(text) for key, text in refused.problems}


def why(outcome: Outcome) -> list[str]:
    """The keys of the reasons."""
    return [text.key for text in outcome.decided]


def simple_call(
    task: Task,
    number: int,
    body: Any = None,
    *,
    at: int = NOW,
    customer: str = CUSTOMER,
    partner: str = PARTNER,
    key: str | None = None,
    body_hash: str = "same",
) -> Call:
    """A call with a journal entry, answered by its value or its status."""
    idempotency = IdempotencyKey(key, body_hash) if key else None
    return Call(
        task, call_id(number), at, customer, partner, body, plain_answer, idempotency=idempotency, record=ARRIVED
    )


def plain_answer(result: Outcome | Refused) -> Answer:
    """The value or the refusal's sentence as text."""
    if isinstance(result, Refused):
        return Answer(result.status, result.headers, result.message.encode())
    return Answer(200, (("Content-Type", "text/plain"),), str(result.value).encode())


def operations() -> list[Operation]:
    """Every operation that writes."""
    return [operation for operation in OPERATIONS.values() if operation in TASKS]


def _read_outcome(outcome: Outcome) -> None:
    for text in outcome.decided:
        read(text)
    _read_advice(outcome.advice)


def _read_advice(advice: list[Advice]) -> None:
    for item in advice:
        read(say(f"advice.{item.code}", member=item.member))


def _read_refusal(refused: Refused) -> None:
    for text in (*([refused.detail] if refused.detail else []), *(text for _, text in refused.problems)):
        read(text)

"""A database that fails when it is told to."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from farstu.engine.calls import Answer, Call, Happening, Outcome, Task, nothing_beforehand
from farstu.engine.facts import Facts
from farstu.records.meetings import BOOKED, Meeting
from farstu.refusals import Refused
from farstu.store.base import NONE, Key, Look, StoreError
from farstu.store.table import Row, Table
from tests.support.memory import Memory
from tests.support.rules import NOW


class Faulty(Memory):
    """`bad(row)` names the fault of a row that is written; the lists are the faults of the next begins, commits,
    fetches and rollbacks, None where it goes well. `commits_anyway`: a failed commit has taken place."""

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        super().__init__(rows)
        self.bad: Callable[[Row], Exception | None] = lambda row: None
        self.begin_faults: list[StoreError | None] = []
        self.commit_faults: list[StoreError | None] = []
        self.fetch_faults: list[StoreError | None] = []
        self.rollback_faults: list[StoreError | None] = []
        self.commits_anyway = False
        self.commits = 0

    def begin(self, customers: Collection[str] = ()) -> None:
        _fail(self.begin_faults)
        super().begin(customers)

    def fetch(self, looks: Iterable[Look]) -> dict[Look, list[Row]]:
        _fail(self.fetch_faults)
        return super().fetch(looks)

    def write(self, rows: Mapping[Table[Any], Iterable[Row]], gone: Mapping[Table[Any], Iterable[Key]] = NONE) -> None:
        for row in (row for changed in rows.values() for row in changed):
            fault = self.bad(row)
            if fault:
                raise fault
        super().write(rows, gone)

    def commit(self) -> None:
        try:
            _fail(self.commit_faults)
        except StoreError:
            if self.commits_anyway:
                super().commit()
            raise
        super().commit()
        self.commits += 1

    def rollback(self) -> None:
        super().rollback()
        _fail(self.rollback_faults)


def _fail(faults: list[StoreError | None]) -> None:
    fault = faults.pop(0) if faults else None
    if fault:
        raise fault


def meet(facts: Facts, call: Call, body: Any) -> Outcome:
    """Keeps a meeting whose note is the body; an exception as the body is raised."""
    if isinstance(body, BaseException):
        raise body
    row = Meeting(call.customer, call.new_id("CAL"), "Assignment", None, None, "u", NOW, NOW, body, BOOKED, None, NOW)
    return Outcome(body, [row], [Happening("met", {"id": row.id})])


MEET = Task("Meet", meet, nothing_beforehand)


def status_answer(result: Outcome | Refused) -> Answer:
    """The status alone."""
    return Answer(result.status if isinstance(result, Refused) else 200, (), b"")

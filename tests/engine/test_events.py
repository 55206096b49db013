"""The event log: without gaps within each customer, in the order in which things became so."""

from __future__ import annotations

import json

import pytest

from farstu.engine.calls import Call, Happening, Outcome, Task, nothing_beforehand
from farstu.engine.facts import Facts
from farstu.engine.runner import run
from farstu.engine.tables import EVENT, EVENT_COUNTER, Event, EventCounter
from farstu.refusals import FAILED, Refused
from tests.support.memory import Memory
from tests.support.rules import NOW, VAULT, call_id, simple_call


def _happen(facts: Facts, call: Call, body: list[str]) -> Outcome:
    if "refused" in body:
        raise Refused(404, "no")
    if "broken" in body:
        raise ValueError("no")
    return Outcome(happenings=[Happening(kind, {"id": f"{kind}å"}) for kind in body])


HAPPEN = Task("Happen", _happen, nothing_beforehand)


def happen(number: int, *kinds: str, customer: str = "M1") -> Call:
    return simple_call(HAPPEN, number, list(kinds), customer=customer, at=NOW + number)


def log(memory: Memory, customer: str = "M1") -> list[tuple[int, str]]:
    return [(row.sequence, row.kind) for row in memory.all(EVENT) if row.customer == customer]


def test_an_event_says_what_became_so_about_whom_when_and_by_which_call() -> None:
    memory = Memory()
    run(memory, [happen(7, "a")], VAULT)
    (row,) = memory.all(EVENT)
    assert row == Event("M1", 1, "a", row.ids, NOW + 7, call_id(7))
    assert json.loads(row.ids) == {"id": "aå"}


def test_the_events_of_a_call_keep_their_order() -> None:
    memory = Memory()
    run(memory, [happen(1, "c", "a", "b")], VAULT)
    assert log(memory) == [(1, "c"), (2, "a"), (3, "b")]


@pytest.mark.parametrize("together", [True, False])
def test_numbers_go_on_over_calls_and_batches_for_each_customer(together: bool) -> None:
    memory = Memory([EventCounter("M1", 40)])
    calls = [happen(1, "a"), happen(2, "b", customer="M2"), happen(3), happen(4, "c", "d"), happen(5, "e")]
    for batch in [calls] if together else [[call] for call in calls]:
        run(memory, batch, VAULT)
    assert log(memory) == [(41, "a"), (42, "c"), (43, "d"), (44, "e")]
    assert log(memory, "M2") == [(1, "b")]
    assert memory.all(EVENT_COUNTER) == [EventCounter("M1", 44), EventCounter("M2", 1)]


@pytest.mark.parametrize("kind", ["refused", "broken"])
def test_a_call_that_is_not_done_takes_no_number(kind: str) -> None:
    memory = Memory()
    decisions = run(memory, [happen(1, "a"), happen(2, "b", kind), happen(3, "c")], VAULT)
    assert log(memory) == [(1, "a"), (2, "c")]
    assert [decision.answer.status for decision in decisions] == [200, 404 if kind == "refused" else 500, 200]
    assert decisions[1].answer.body.decode() == ("no" if kind == "refused" else FAILED)


def test_where_nothing_became_so_nothing_is_counted() -> None:
    memory = Memory()
    run(memory, [happen(1)], VAULT)
    assert (memory.all(EVENT), memory.all(EVENT_COUNTER)) == ([], [])

"""The event log: every change, numbered within its customer, written in the change's own transaction."""

from __future__ import annotations

import msgspec

from farstu.engine.calls import Call, Outcome
from farstu.engine.facts import Facts
from farstu.engine.tables import EVENT_COUNTER, Event, EventCounter
from farstu.store.table import Index, Row


def look(call: Call) -> tuple[Index[EventCounter], str]:
    """Where the customer's last number is."""
    return EVENT_COUNTER.key, call.customer


def number(facts: Facts, call: Call, outcome: Outcome) -> list[Row]:
    """The events of an outcome, and the counter behind them."""
    if not outcome.happenings:
        return []
    counter = facts.one(EVENT_COUNTER.key, call.customer)
    last = counter.last if counter else 0
    made: list[Row] = [
        Event(call.customer, last + place, item.kind, msgspec.json.encode(item.ids).decode(), call.at, call.id)
        for place, item in enumerate(outcome.happenings, start=1)
    ]
    return [*made, EventCounter(call.customer, last + len(outcome.happenings))]

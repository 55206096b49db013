"""The event log: every change, numbered within its customer, written in the change's own transaction."""

from __future__ import annotations

from functools import cache

import msgspec

from farstu.engine.calls import Call, Outcome
from farstu.engine.facts import Facts
from farstu.engine.tables import EVENT, EVENT_COUNTER, Event, EventCounter
from farstu.store.base import EVERY_CUSTOMER, WriteSession
from farstu.store.statements import text_of
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


def gaps(session: WriteSession) -> list[str]:
    """The customers whose event log is not whole, a sentence for each. StoreError."""
    found = session.rows(_unsound(), (), EVERY_CUSTOMER)
    return [f"the event log of {row[0]} has {row[1]} events up to {row[2]}, its counter says {row[3]}" for row in found]


@cache
def _unsound() -> str:
    import sqlalchemy as sa

    event, counter = EVENT.sql.c, EVENT_COUNTER.sql.c
    joined = EVENT.sql.outerjoin(EVENT_COUNTER.sql, counter.customer == event.customer)
    count, last = sa.func.count(), sa.func.max(event.sequence)
    wrong = sa.or_(count != last, counter.last.is_(None), counter.last != last)
    query = sa.select(event.customer, count, last, counter.last).select_from(joined)
    return text_of(query.group_by(event.customer, counter.last).having(wrong))

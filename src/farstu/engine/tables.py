"""What the engine keeps beside the rows of the rules: the journal, the first answers, the events."""

from __future__ import annotations

from farstu.store.table import Row, Table


class JournalEntry(Row, frozen=True):
    """One call. `customer` is empty where the call had no right to one; `at` in ticks; `detail` is JSON."""

    customer: str
    id: str
    at: int
    operation: str
    partner: str
    status: int
    milliseconds: int
    detail: str


class FirstAnswer(Row, frozen=True):
    """The answer that a call with an `Idempotency-Key` got first; `headers` and `body` as they went out."""

    customer: str
    partner: str
    key: str
    body_hash: str
    call: str
    at: int
    status: int
    headers: str
    body: str


class Event(Row, frozen=True):
    """Something that became so, numbered without gaps within its customer. `ids` is JSON."""

    customer: str
    sequence: int
    kind: str
    ids: str
    at: int
    call: str


class EventCounter(Row, frozen=True):
    """The last number given out to an event of the customer."""

    customer: str
    last: int


JOURNAL = Table("journal", JournalEntry, ("customer", "id"), [("customer", "at")], append_only=True, wide=True)
FIRST_ANSWER = Table("first_answer", FirstAnswer, ("customer", "partner", "key"), [("customer", "at")])
EVENT = Table("event", Event, ("customer", "sequence"), append_only=True)
EVENT_COUNTER = Table("event_counter", EventCounter, ("customer",))

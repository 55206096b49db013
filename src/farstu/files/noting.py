"""That records came in or went out, in the record of what the owner did."""

from __future__ import annotations

import msgspec

from farstu.access.audit import audited
from farstu.engine.calls import Call, Outcome, Task
from farstu.engine.facts import Facts, Look
from farstu.records.offices import CUSTOMER
from farstu.refusals import not_found


class Moved(msgspec.Struct):
    """What was moved: `records.imported` or `records.exported`, whose, of which kind, and what for."""

    event: str
    customer: str
    kind: str
    rows: int
    why: str = ""


def note(facts: Facts, call: Call, sent: Moved) -> Outcome:
    """Refused where there is no such customer."""
    if facts.one(CUSTOMER.key, sent.customer) is None:
        raise not_found("customer", "customer", sent.customer)
    return Outcome(
        rows=audited(facts, call, sent.event, customer=sent.customer, records=sent.kind, rows=sent.rows, why=sent.why)
    )


def _looks(call: Call, sent: Moved) -> list[Look]:
    return [(CUSTOMER.key, (sent.customer,))]


NOTE_MOVED = Task("NoteMoved", note, _looks, server_wide=True)

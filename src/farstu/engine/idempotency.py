"""`Idempotency-Key`: the same key with the same body gets the first answer again for 24 hours."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from farstu.contract.moment import TICKS_PER_SECOND
from farstu.engine.calls import Answer, Call
from farstu.engine.facts import Facts, Look
from farstu.engine.tables import FIRST_ANSWER, FirstAnswer
from farstu.refusals import used_before
from farstu.texts import Text, say

HEADER, LONGEST_KEY = "Idempotency-Key", 255
KEPT_TICKS = 24 * 3600 * TICKS_PER_SECOND
SAID_BEFORE = say("decided.said_before")
REPLAYED = ("Idempotency-Replayed", "true")


def bad_key() -> tuple[str, Text]:
    """The problem of a key that is empty, too long or not printable."""
    return HEADER, say("error.idempotency_key", most=LONGEST_KEY)


def looks(call: Call) -> Iterable[Look]:
    """Where an earlier answer would be."""
    return [(FIRST_ANSWER.key, _place(call))] if call.idempotency else []


def first_answer(facts: Facts, call: Call) -> Answer | None:
    """The answer that this key got before. Refused with 409 where it came with another body."""
    if call.idempotency is None:
        return None
    kept = facts.one(FIRST_ANSWER.key, *_place(call))
    if kept is None or kept.at + KEPT_TICKS <= call.arrived:
        return None
    if kept.body_hash != call.idempotency.body_hash:
        raise used_before(kept.call)
    headers = msgspec.json.decode(kept.headers, type=tuple[tuple[str, str], ...])
    return Answer(kept.status, (*headers, REPLAYED), kept.body.encode("latin-1"))


def keep(call: Call, answer: Answer) -> list[FirstAnswer]:
    """The row that remembers this answer; none for a call without a key or a refused one."""
    if call.idempotency is None or answer.status >= 400:
        return []
    customer, partner, key = _place(call)
    headers = msgspec.json.encode(answer.headers).decode()
    body = answer.body.decode("latin-1")
    hashed = call.idempotency.body_hash
    return [FirstAnswer(customer, partner, key, hashed, call.id, call.arrived, answer.status, headers, body)]


def _place(call: Call) -> tuple[str, str, str]:
    assert call.idempotency is not None  # asked by both callers
    return (call.customer, call.partner, call.idempotency.key)

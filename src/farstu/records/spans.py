"""From when to when, as the query of a report says it."""

from __future__ import annotations

from farstu.contract.moment import LAST_TICK, TICKS_PER_SECOND
from farstu.engine.reads import Asked
from farstu.refusals import invalid
from farstu.texts import say

_DAY_TICKS = 24 * 3600 * TICKS_PER_SECOND


def span(asked: Asked, first: str, last: str, most_days: int | None = None) -> tuple[int, int]:
    """Both ends in ticks, by the names of their parameters; one that is left out is without end. Refused where the end
    comes before the beginning, or more than so many days after it."""
    begins, ends = asked.parameters[first], asked.parameters[last]
    if begins and ends and begins.ticks > ends.ticks:
        raise invalid((last, say("error.ends_before", first=first, last=last)))
    if most_days and begins and ends and ends.ticks - begins.ticks > most_days * _DAY_TICKS:
        raise invalid((last, say("error.too_long", first=first, last=last, most=most_days)))
    return begins.ticks if begins else -LAST_TICK, ends.ticks if ends else LAST_TICK

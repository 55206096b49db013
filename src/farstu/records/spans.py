"""From when to when, as the query of a report says it."""

from __future__ import annotations

from farstu.contract.moment import LAST_TICK
from farstu.engine.reads import Asked
from farstu.refusals import invalid
from farstu.texts import say


def span(asked: Asked, first: str, last: str) -> tuple[int, int]:
    """Both ends in ticks, by the names of their parameters; one that is left out is without end. Refused where the end
    comes before the beginning."""
    begins, ends = asked.parameters[first], asked.parameters[last]
    if begins and ends and begins.ticks > ends.ticks:
        raise invalid((last, say("error.ends_before", first=first, last=last)))
    return begins.ticks if begins else -LAST_TICK, ends.ticks if ends else LAST_TICK

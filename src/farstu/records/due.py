"""What falls due by itself: until when it was told, and telling it."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from farstu.engine.calls import Call, Happening, Outcome, Task
from farstu.engine.facts import Facts, Look
from farstu.store.table import Row, Table


class Due(Row, frozen=True):
    """Whatever of a kind fell due at a customer up to a moment (ticks) has been told."""

    customer: str
    kind: str
    until: int


class Fallen(msgspec.Struct, frozen=True):
    """What of a kind fell due after `since` and up to `until`: the ids of each. `since` is null the first time, when
    nothing is told of what has been."""

    kind: str
    since: int | None
    until: int
    ids: list[dict[str, str]] = []


DUE = Table("due", Due, ("customer", "kind"))


def fall_due(facts: Facts, call: Call, sent: Fallen) -> Outcome:
    """Tells it by an event for each; answers how many. Nothing where another process has just done so."""
    before = facts.one(DUE.key, call.customer, sent.kind)
    if (before.until if before else None) != sent.since:
        return Outcome(0)
    told = [Happening(sent.kind, ids) for ids in sent.ids]
    return Outcome(len(told), [Due(call.customer, sent.kind, sent.until)], told)


def _looks(call: Call, sent: Fallen) -> Iterable[Look]:
    return [(DUE.key, (call.customer, sent.kind))]


FALL_DUE = Task("FallDue", fall_due, _looks)

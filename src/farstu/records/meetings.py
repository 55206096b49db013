"""Meetings with customers. A comeback is kept apart, by its own area."""

from __future__ import annotations

from farstu.store.table import Row, Table


class Meeting(Row, frozen=True):
    """A meeting; `starts_at` and `ends_at` in ticks."""

    customer: str
    id: str
    kind: str
    contact: str | None
    estate: str | None
    user: str
    starts_at: int
    ends_at: int
    note: str | None


MEETING = Table("meeting", Meeting, ("customer", "id"), [("customer", "contact")])

"""Meetings with customers. A comeback is kept apart, by its own area."""

from __future__ import annotations

from farstu.store.table import Row, Table

ASSIGNMENT, BOOKED = "Assignment", "Booked"


class Meeting(Row, frozen=True):
    """A meeting; dates in ticks. `kind` and `state` by their names in the contract (`Assignment`, `Booked`); `user` is
    the agent who comes, null where nobody is known to; `booked_by` the user who booked it at `booked_at`, null where it
    came through the interface, from `partner`."""

    customer: str
    id: str
    kind: str
    contact: str | None
    estate: str | None
    user: str | None
    starts_at: int
    ends_at: int
    note: str | None
    state: str
    booked_by: str | None
    booked_at: int
    location: str | None = None
    partner: str | None = None


MEETING = Table(
    "meeting",
    Meeting,
    ("customer", "id"),
    [("customer", "contact"), ("customer", "starts_at"), ("customer", "booked_at")],
)

"""What is kept of notes."""

from __future__ import annotations

from farstu.store.table import Row, Table


class Note(Row, frozen=True):
    """A note of a contact, an estate or both; `date` in ticks."""

    customer: str
    id: str
    date: int
    user: str | None
    text: str
    contact: str | None
    estate: str | None
    partner: str
    created_at: int


NOTE = Table("note", Note, ("customer", "id"), [("customer", "contact")])

"""What is kept of comebacks."""

from __future__ import annotations

from farstu.store.table import Row, Table


class Comeback(Row, frozen=True):
    """A comeback; `date` in ticks. `user`, `user_group` and `office` are what was sent; `acting` is who shall call:
    `user`, `user_group` or `office`, and `acting_id` its id."""

    customer: str
    id: str
    contact: str
    date: int
    meeting: str | None
    estate: str | None
    user: str | None
    user_group: str | None
    office: str | None
    acting: str
    acting_id: str
    note: str | None
    partner: str
    created_at: int


COMEBACK = Table("comeback", Comeback, ("customer", "id"), [("customer", "contact"), ("customer", "date")])

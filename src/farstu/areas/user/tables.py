"""What users are told."""

from __future__ import annotations

from farstu.store.table import Row, Table


class Notification(Row, frozen=True):
    """One message to one user; `id` is the message's. `by_sms` and `in_program` say how it is to be told."""

    customer: str
    user: str
    id: str
    header: str | None
    message: str | None
    by_sms: bool
    in_program: bool
    partner: str
    created_at: int


NOTIFICATION = Table("notification", Notification, ("customer", "user", "id"))

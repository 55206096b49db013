"""E-mail that waits to be sent."""

from __future__ import annotations

from farstu.store.table import Row, Table


class OutgoingMail(Row, frozen=True):
    """One e-mail in the queue. `template` and `about` (JSON) say what it reads; `sent_at` is null while it waits."""

    customer: str
    id: str
    recipient: str
    contact: str
    template: str
    about: str
    queued_at: int
    sent_at: int | None


OUTGOING_MAIL = Table("outgoing_mail", OutgoingMail, ("customer", "id"), [("customer", "contact")])

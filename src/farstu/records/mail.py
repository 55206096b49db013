"""E-mail that waits to be sent."""

from __future__ import annotations

from farstu.records.contacts import EMAILS, Contact
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


def recipient(contact: Contact | None) -> str | None:
    """The first e-mail address of a contact that is one."""
    if contact is None:
        return None
    invalid = contact.invalid.split()
    return next((value for name in EMAILS if name not in invalid and (value := getattr(contact, name))), None)

"""Telling those who watch a final price: by e-mail once, else by event only."""

from __future__ import annotations

import msgspec

from farstu.areas.watch.tables import FinalPriceWatch
from farstu.engine.calls import Call, Happening, Outcome
from farstu.records.contacts import EMAILS, Contact
from farstu.records.estates import Estate
from farstu.records.mail import OutgoingMail
from farstu.store.table import change

TEMPLATE = "final_price"


def tell(call: Call, watch: FinalPriceWatch, contact: Contact | None, estate: Estate, number: int = 0) -> Outcome:
    """Makes a watch due and tells its contact. `number` tells apart the e-mails of one call."""
    recipient = _recipient(contact)
    told = change(watch, due_at=call.at, told_at=call.at, told_by="email" if recipient else "event")
    ids = {"estateId": estate.id, "contactId": watch.contact}
    outcome = Outcome(rows=[told], happenings=[Happening("watch.due", ids), Happening("watch.told", ids)])
    if recipient:
        about = msgspec.json.encode({"estateId": estate.id, "finalPrice": estate.final_price}).decode()
        mail = OutgoingMail(
            call.customer, call.new_id("MAI", number), recipient, watch.contact, TEMPLATE, about, call.at, None
        )
        outcome.rows.append(mail)
    return outcome


def _recipient(contact: Contact | None) -> str | None:
    """The first e-mail address that is one."""
    if contact is None:
        return None
    invalid = contact.invalid.split()
    return next((value for name in EMAILS if name not in invalid and (value := getattr(contact, name))), None)

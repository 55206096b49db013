"""Telling those who watch a final price: by e-mail once, else by event only."""

from __future__ import annotations

import msgspec

from farstu.areas.watch.tables import FinalPriceWatch
from farstu.engine.calls import Call, Happening, Outcome
from farstu.records.contacts import Contact
from farstu.records.estates import Estate
from farstu.records.mail import OutgoingMail, recipient
from farstu.store.table import change

TEMPLATE = "final_price"


def tell(call: Call, watch: FinalPriceWatch, contact: Contact | None, estate: Estate, number: int = 0) -> Outcome:
    """Makes a watch due and tells its contact. `number` tells apart the e-mails of one call."""
    address = recipient(contact)
    told = change(watch, due_at=call.at, told_at=call.at, told_by="email" if address else "event")
    ids = {"estateId": estate.id, "contactId": watch.contact}
    outcome = Outcome(rows=[told], happenings=[Happening("watch.due", ids), Happening("watch.told", ids)])
    if address:
        about = msgspec.json.encode({"estateId": estate.id, "finalPrice": estate.final_price}).decode()
        mail = OutgoingMail(
            call.customer, call.new_id("MAI", number), address, watch.contact, TEMPLATE, about, call.at, None
        )
        outcome.rows.append(mail)
    return outcome

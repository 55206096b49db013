"""Showing what is kept sealed: only to the owner, and only together with the record of who asked and why."""

from __future__ import annotations

import msgspec

from farstu.access.audit import audited
from farstu.engine.calls import Call, Outcome, Task
from farstu.engine.facts import Facts, Look
from farstu.records.contacts import CONTACT
from farstu.refusals import CONFLICT, Refused, invalid, not_found
from farstu.texts import say
from farstu.texts.masking import mask_text


class Revealed(msgspec.Struct):
    """Whose personal number is asked for, and what for."""

    customer: str
    contact: str
    why: str


def reveal(facts: Facts, call: Call, sent: Revealed) -> Outcome:
    """Answers the personal number as it was written."""
    if not sent.why.strip():
        raise invalid(("why", say("error.required", member="why")))
    contact = facts.one(CONTACT.key, sent.customer, sent.contact)
    if contact is None:
        raise not_found("contact", "contact", sent.contact)
    if contact.personal_number is None:
        raise Refused(409, CONFLICT, say("conflict.no_number", value=sent.contact))
    record = audited(
        facts, call, "person.revealed", customer=sent.customer, contact=sent.contact, why=mask_text(sent.why)
    )
    return Outcome(facts.vault.open(contact.personal_number), record)


def _looks(call: Call, sent: Revealed) -> list[Look]:
    return [(CONTACT.key, (sent.customer, sent.contact))]


REVEAL = Task("Reveal", reveal, _looks, server_wide=True)

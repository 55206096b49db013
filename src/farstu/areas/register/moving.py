"""Contacts that move: at once, or on a day to come."""

from __future__ import annotations

from farstu.areas.register import tables
from farstu.areas.register.contract import NewAddress
from farstu.engine.calls import Call, Happening, Outcome, Task, nothing_beforehand
from farstu.engine.facts import Facts
from farstu.records.contacts import CONTACT, Contact
from farstu.records.estates import ESTATE
from farstu.records.named import unknown
from farstu.refusals import invalid
from farstu.store.table import change
from farstu.texts import say

_MOVED = ("street_address", "zip_code", "city", "country_code", "latitude", "longitude")


def move(facts: Facts, call: Call, contact: Contact, sent: NewAddress) -> Outcome:
    """Keeps the address, and makes it the contact's where its day has come."""
    if problems := list(unknown(facts, call, "EstateId", "estate", ESTATE.key, sent.estate_id)):
        raise invalid(*problems)
    starts_at = sent.new_address_from.ticks if sent.new_address_from else call.at
    row = tables.NewAddress(
        customer=call.customer,
        id=call.new_id("NYA"),
        contact=contact.id,
        **{name: getattr(sent, name) for name in _MOVED},
        estate=sent.estate_id or None,
        starts_at=starts_at,
        moved_at=None,
        partner=call.partner,
        created_at=call.at,
    )
    outcome = moved(call, contact, row) if starts_at <= call.at else Outcome(rows=[row])
    if not outcome.happenings:
        outcome.happenings = [Happening("contact.isMoving", {"id": contact.id})]
        outcome.decided = [say("decided.will_move", id=contact.id)]
    outcome.value = contact.id
    return outcome


def moved(call: Call, contact: Contact, row: tables.NewAddress) -> Outcome:
    """The contact at its new address. A place on earth that nobody has said is not that of the old one."""
    there = change(contact, **{name: getattr(row, name) for name in _MOVED}, changed_at=call.at)
    return Outcome(
        rows=[there, change(row, moved_at=call.at)],
        happenings=[Happening("contact.moved", {"id": contact.id})],
        decided=[say("decided.moved", id=contact.id)],
    )


def move_on_its_day(facts: Facts, call: Call, body: None) -> Outcome:
    """Nothing where the contact is there already, or is no more."""
    row = facts.one(tables.NEW_ADDRESS.key, call.customer, call.parameters["id"])
    if row is None or row.moved_at is not None or row.starts_at > call.at:
        return Outcome()
    contact = facts.one(CONTACT.key, call.customer, row.contact)
    return moved(call, contact, row) if contact else Outcome(rows=[change(row, moved_at=call.at)])


MOVE = Task("MoveContact", move_on_its_day, nothing_beforehand)

"""Booking a time slot of a viewing: whether there is room and time, who comes, and what they are to be told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from farstu.engine.calls import Call, Happening, Outcome
from farstu.engine.facts import Facts, Look
from farstu.records.contacts import Contact
from farstu.records.mail import OutgoingMail, recipient
from farstu.records.viewings import PARTICIPANT, TIME_SLOT, VIEWING, Participant, TimeSlot, Viewing
from farstu.refusals import invalid, not_found
from farstu.store.table import change
from farstu.texts import say

IN_SLOT = PARTICIPANT.index("customer", "viewing", "time_slot")
CONFIRMATION = "viewing_confirmation"


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a booking is made. `reminder` in minutes before; `key`: where the time slot stands in the request."""

    key: str
    has_limit: bool = True
    has_deadline: bool = True
    reminder: int | None = None
    reminds_by_sms: bool = False
    confirms_by_mail: bool = False
    confirms_by_sms: bool = False
    participated: bool = False


def looks(call: Call, viewing: str, slot: str) -> Iterable[Look]:
    """What a booking needs to know."""
    yield VIEWING.key, (call.customer, viewing)
    yield TIME_SLOT.key, (call.customer, viewing, slot)
    yield IN_SLOT, (call.customer, viewing, slot)


def viewing_and_slot(facts: Facts, call: Call) -> tuple[Viewing, TimeSlot]:
    """Those of the path. Refused where there are none."""
    viewing_id, slot_id = call.parameters["viewingId"], call.parameters["timeSlotId"]
    viewing = facts.one(VIEWING.key, call.customer, viewing_id)
    if viewing is None:
        raise not_found("viewingId", "viewing", viewing_id)
    slot = facts.one(TIME_SLOT.key, call.customer, viewing_id, slot_id)
    if slot is None:
        raise not_found("timeSlotId", "time_slot", slot_id)
    return viewing, slot


def book(
    facts: Facts, call: Call, viewing: Viewing, slot: TimeSlot, contact: Contact, wishes: Wishes, outcome: Outcome
) -> Participant:
    """Puts a contact into a time slot; who is in it already stays. Refused where it is full or too late."""
    booked = [row for row in facts.by(IN_SLOT, call.customer, viewing.id, slot.id) if row.canceled_at is None]
    for row in booked:
        if row.contact == contact.id:
            outcome.decided.append(say("decided.booking_stands", id=row.id))
            return row
    _check(call, viewing, slot, len(booked), wishes)
    row = Participant(
        customer=call.customer,
        viewing=viewing.id,
        contact=contact.id,
        time_slot=slot.id,
        id=call.new_id("VID"),
        participated=True if wishes.participated else None,
        contacted="No" if wishes.participated else None,
        booked_at=call.at,
        followed_up_at=call.at if wishes.participated else None,
        reminder=wishes.reminder,
        reminds_by_sms=wishes.reminds_by_sms,
        confirms_by_sms=wishes.confirms_by_sms,
    )
    ids = {"id": row.id, "viewingId": viewing.id, "contactId": contact.id}
    outcome.rows.append(row)
    outcome.happenings.append(Happening("participant.booked", ids))
    outcome.decided.append(say("decided.booked", id=row.id, viewing=viewing.id))
    _confirm(call, viewing, slot, contact, wishes, outcome)
    return row


def _check(call: Call, viewing: Viewing, slot: TimeSlot, booked: int, wishes: Wishes) -> None:
    if wishes.has_limit and slot.places is not None and booked >= slot.places:
        raise invalid((wishes.key, say("error.slot_full", value=slot.id, places=slot.places)))
    deadline = slot.ends_at if viewing.deadline is None else viewing.deadline
    if wishes.has_deadline and call.at > deadline:
        raise invalid((wishes.key, say("error.slot_closed", value=slot.id)))


def _confirm(call: Call, viewing: Viewing, slot: TimeSlot, contact: Contact, wishes: Wishes, outcome: Outcome) -> None:
    address = recipient(contact) if wishes.confirms_by_mail else None
    if address:
        about = msgspec.json.encode({"viewingId": viewing.id, "timeSlotId": slot.id}).decode()
        mail = OutgoingMail(call.customer, call.new_id("MAI"), address, contact.id, CONFIRMATION, about, call.at, None)
        outcome.rows.append(mail)


def withdraw(call: Call, row: Participant, outcome: Outcome) -> None:
    """Takes a contact out of a time slot; the booking is kept, and marked."""
    ids = {"id": row.id, "viewingId": row.viewing, "contactId": row.contact}
    outcome.rows.append(change(row, canceled_at=call.at))
    outcome.happenings.append(Happening("participant.withdrawn", ids))

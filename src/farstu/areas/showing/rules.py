"""Booking the time slots of viewings."""

from __future__ import annotations

from collections.abc import Iterable

from farstu.areas.showing.contract import (
    BOOK_CONTACT,
    BOOK_CONTACT_OLD,
    BOOK_PERSON,
    BOOK_PERSON_OLD,
    AddNewParticipant,
    AddParticipant,
)
from farstu.engine.calls import Call, Outcome, rule
from farstu.engine.facts import Facts, Look
from farstu.records.bookings import Wishes, book, looks, viewing_and_slot
from farstu.records.contacts import PERSON
from farstu.records.merges import contact_of_kind, known_contact
from farstu.records.persons import Settled, settle
from farstu.records.prospects import become_prospect, keep_lead, lead_source
from farstu.records.update_person import UpdatePerson, beyond_the_contact, person_of, unknown_ids
from farstu.refusals import invalid
from farstu.texts import say

LEAD_KIND = "Viewing"
STATUS = "BeenAtOrComingToViewing"


def _prefetch(call: Call, sent: object) -> Iterable[Look]:
    return looks(call, call.parameters["viewingId"], call.parameters["timeSlotId"])


@rule(BOOK_CONTACT_OLD, _prefetch)
@rule(BOOK_CONTACT, _prefetch)
def book_contact(facts: Facts, call: Call, sent: AddParticipant) -> Outcome:
    """Answers the booking's id; a lead is kept where there is something to keep with it."""
    viewing, slot = viewing_and_slot(facts, call)
    contact_id = call.parameters["contactId"]
    contact = known_contact(facts, call.customer, contact_id)
    outcome = Outcome()
    outcome.value = book(facts, call, viewing, slot, contact, _wishes(sent), outcome).id
    become_prospect(facts, call, contact.id, viewing.estate, STATUS, outcome)
    if sent.contact_message or sent.lead_source_id:
        source = lead_source(facts, call, sent.lead_source_id)
        keep_lead(
            call, LEAD_KIND, contact.id, outcome, estate=viewing.estate, source=source, message=sent.contact_message
        )
    return outcome


@rule(BOOK_PERSON_OLD, _prefetch)
@rule(BOOK_PERSON, _prefetch)
def book_person(facts: Facts, call: Call, sent: AddNewParticipant) -> Outcome:
    """The person is found by id or by the duplicate check, else made; what has no place at a contact is kept with the
    lead."""
    viewing, slot = viewing_and_slot(facts, call)
    person = sent.update_person
    assert person is not None  # the contract requires a person
    source = lead_source(facts, call, sent.lead_source_id)
    who = _who(facts, call, person)
    outcome = Outcome(None, who.rows, who.happenings, who.decided, who.advice)
    booked = book(facts, call, viewing, slot, who.contact, _wishes(sent), outcome)
    become_prospect(facts, call, who.contact.id, viewing.estate, STATUS, outcome, is_new=who.is_new)
    keep_lead(
        call,
        LEAD_KIND,
        who.contact.id,
        outcome,
        estate=viewing.estate,
        source=source,
        message=sent.contact_message,
        left_out=who.left_out | beyond_the_contact(person),
    )
    outcome.value = booked.id if sent.return_booking_id else who.contact.id
    return outcome


def _who(facts: Facts, call: Call, person: UpdatePerson) -> Settled:
    if person.customer_id != call.customer:
        text = say("error.other_customer", member="CustomerId", value=person.customer_id)
        raise invalid((call.key("UpdatePerson.CustomerId"), text))
    if problems := list(unknown_ids(facts, call, person, "UpdatePerson.")):
        raise invalid(*problems)
    if not person.contact_id:
        return settle(facts, call, person_of(call, person, "UpdatePerson"))
    known = contact_of_kind(facts, call, "UpdatePerson.ContactId", person.contact_id, PERSON)
    return Settled(known, is_new=False)


def _wishes(sent: AddParticipant | AddNewParticipant) -> Wishes:
    options = sent.options
    return Wishes(
        key="timeSlotId",
        has_limit=options.enable_booking_limit_validation if options else True,
        has_deadline=options.is_deadline_validation_enabled if options else True,
        reminder=sent.reminder_time or None,
        reminds_by_sms=sent.sms_reminder,
        confirms_by_mail=sent.mail_confirmation,
        confirms_by_sms=sent.sms_confirmation,
        participated=sent.participated,
    )

"""Forms: find the person or make one, keep the lead, and do what the form is for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from farstu.areas.form.contract import (
    ATTEND,
    INTEREST,
    OPT_OUT_OF_VIEWING,
    VALUATION,
    AttendApplication,
    AttendResult,
    InterestApplication,
    ValuationApplication,
    ValuationResult,
)
from farstu.engine.calls import Call, Outcome, rule
from farstu.engine.facts import Facts, Look
from farstu.records.bookings import Wishes, book, looks, withdraw
from farstu.records.estates import ESTATE
from farstu.records.forms import ADDRESS, EMAIL, TELEPHONE, kept_with_lead, sent_person
from farstu.records.merges import known_contact
from farstu.records.named import named_estate, unknown
from farstu.records.offices import USER
from farstu.records.persons import SentPerson, Settled, settle
from farstu.records.prospects import become_prospect, keep_lead, lead_source
from farstu.records.viewings import PARTICIPANT, TIME_SLOT, VIEWING, TimeSlot, Viewing
from farstu.refusals import invalid
from farstu.texts import say

INTEREST_KIND, VALUATION_KIND, VIEWING_KIND = "Interest", "Valuation", "Viewing"
_COMING = "BeenAtOrComingToViewing"
_NAMES = {"first_name": "first_name", "last_name": "last_name"}
_FORM = {**_NAMES, "email": "email", "cell_phone": "cell"}
_OF_ESTATE = VIEWING.index("customer", "estate")
_OF_CONTACT = PARTICIPANT.index("customer", "viewing", "contact")


def _look_at_estate(call: Call, sent: object) -> Iterable[Look]:
    yield ESTATE.key, (call.customer, call.parameters["estateId"])


def _begun(who: Settled, value: Any = None) -> Outcome:
    return Outcome(value, who.rows, who.happenings, who.decided, who.advice)


@rule(INTEREST, _look_at_estate)
def keep_interest(facts: Facts, call: Call, sent: InterestApplication) -> Outcome:
    """Each call is a lead; a status that is there already stands."""
    estate = named_estate(facts, call).id
    source = lead_source(facts, call, sent.lead_source_id)
    who = settle(facts, call, _interested(call, sent))
    outcome = _begun(who)
    become_prospect(facts, call, who.contact.id, estate, sent.status.name, outcome, is_new=who.is_new)
    rest = kept_with_lead(sent, "assignment_source_id", "gdpr_approval_date", "present_accommodation")
    keep_lead(
        call,
        INTEREST_KIND,
        who.contact.id,
        outcome,
        estate=estate,
        source=source,
        marketing=sent.marketing,
        message=sent.contact_message,
        left_out=who.left_out | rest,
    )
    return outcome


def _interested(call: Call, sent: InterestApplication) -> SentPerson:
    at = call.body_name
    return sent_person(
        (
            (sent, f"{at}.", _NAMES),
            (sent.address, f"{at}.Address.", ADDRESS),
            (sent.telephone, f"{at}.Telephone.", TELEPHONE),
            (sent.email, f"{at}.Email.", EMAIL),
        ),
        sent.social_security_number,
        is_foreign=bool(sent.is_foreign_social_security_number),
        number_key=call.key("SocialSecurityNumber"),
    )


def _of_form(call: Call, sent: ValuationApplication | AttendApplication) -> SentPerson:
    at = call.body_name
    return sent_person(((sent, f"{at}.", _FORM), (sent.address, f"{at}.Address.", ADDRESS)))


@rule(VALUATION)
def keep_valuation(facts: Facts, call: Call, sent: ValuationApplication) -> Outcome:
    """A lead of its own, about no home that is for sale."""
    source = lead_source(facts, call, sent.lead.lead_source_id if sent.lead else None, "Lead.LeadSourceId")
    receiver = sent.receiver.user_id if sent.receiver else None
    if problems := list(unknown(facts, call, "Receiver.UserId", "user", USER.key, receiver)):
        raise invalid(*problems)
    who = settle(facts, call, _of_form(call, sent))
    outcome = _begun(who, ValuationResult(contact_id=who.contact.id))
    rest = kept_with_lead(sent, "gdpr", "receiver", "address")
    if sent.lead and sent.lead.assignment_source_id:
        rest["assignment_source_id"] = sent.lead.assignment_source_id
    keep_lead(
        call,
        VALUATION_KIND,
        who.contact.id,
        outcome,
        source=source,
        marketing=sent.marketing,
        message=sent.lead.message if sent.lead else None,
        left_out=who.left_out | rest,
    )
    return outcome


@rule(ATTEND, _look_at_estate)
def attend(facts: Facts, call: Call, sent: AttendApplication) -> Outcome:
    """Only a viewing that one may book oneself."""
    estate = named_estate(facts, call).id
    viewing, slot = _bookable(facts, call, estate, sent.time_slot_id or "")
    source = lead_source(facts, call, sent.lead.lead_source_id if sent.lead else None, "Lead.LeadSourceId")
    who = settle(facts, call, _of_form(call, sent))
    outcome = _begun(who, AttendResult(contact_id=who.contact.id))
    book(facts, call, viewing, slot, who.contact, _wishes(call, sent), outcome)
    become_prospect(facts, call, who.contact.id, estate, _COMING, outcome, is_new=who.is_new)
    keep_lead(
        call,
        VIEWING_KIND,
        who.contact.id,
        outcome,
        estate=estate,
        source=source,
        marketing=sent.marketing,
        message=sent.lead.message if sent.lead else None,
        left_out=who.left_out | kept_with_lead(sent, "gdpr"),
    )
    return outcome


def _bookable(facts: Facts, call: Call, estate: str, wanted: str) -> tuple[Viewing, TimeSlot]:
    """The time slot of the home's viewings. Refused where there is none, or it is not booked on the internet."""
    viewings = facts.by(_OF_ESTATE, call.customer, estate)
    for viewing in viewings:
        for index, values in looks(call, viewing.id, wanted):
            facts.want(index, *values)
    for viewing in sorted(viewings, key=lambda row: row.id):
        slot = facts.one(TIME_SLOT.key, call.customer, viewing.id, wanted)
        if slot and not viewing.is_bookable:
            raise invalid((call.key("TimeSlotId"), say("error.not_bookable", value=wanted)))
        if slot:
            return viewing, slot
    raise invalid((call.key("TimeSlotId"), say("unknown.time_slot", member="TimeSlotId", value=wanted)))


def _wishes(call: Call, sent: AttendApplication) -> Wishes:
    validation, confirmation = sent.validation, sent.confirmation
    return Wishes(
        key=call.key("TimeSlotId"),
        has_limit=validation.is_booking_limit_enabled if validation else True,
        has_deadline=validation.is_dead_line_enabled if validation else True,
        reminder=sent.reminder_time or None,
        confirms_by_mail=bool(confirmation and confirmation.is_email_enabled),
        confirms_by_sms=bool(confirmation and confirmation.is_sms_enabled),
    )


@rule(OPT_OUT_OF_VIEWING, _look_at_estate)
def opt_out(facts: Facts, call: Call, sent: None) -> Outcome:
    """Marks every booking of the contact whose time slot is not over; says so where there is none."""
    estate, contact = named_estate(facts, call).id, call.parameters["contactId"]
    known_contact(facts, call.customer, contact)
    viewings = facts.by(_OF_ESTATE, call.customer, estate)
    for viewing in viewings:
        facts.want(_OF_CONTACT, call.customer, viewing.id, contact)
    booked = [row for viewing in viewings for row in facts.by(_OF_CONTACT, call.customer, viewing.id, contact)]
    for row in booked:
        facts.want(TIME_SLOT.key, call.customer, row.viewing, row.time_slot)
    outcome = Outcome()
    for row in sorted(booked, key=lambda item: item.id):
        slot = facts.one(TIME_SLOT.key, call.customer, row.viewing, row.time_slot)
        if row.canceled_at is None and slot and slot.ends_at > call.at:
            withdraw(call, row, outcome)
    outcome.decided.append(say("decided.withdrawn", slots=len(outcome.rows)))
    return outcome

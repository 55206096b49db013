"""Meetings about assignments: whom they are with, and who comes."""

from __future__ import annotations

from collections.abc import Iterable

from farstu.advice import Advice
from farstu.areas.meeting.assignment import BOOK_ASSIGNMENT, AssignmentMeeting
from farstu.engine.calls import Call, Happening, Outcome, rule
from farstu.engine.facts import Facts, Look
from farstu.records.contacts import CONTACT
from farstu.records.estates import ESTATE
from farstu.records.meetings import ASSIGNMENT, BOOKED, Meeting
from farstu.records.merges import contact_problems
from farstu.records.named import named_estate
from farstu.refusals import invalid
from farstu.texts import say


def _prefetch(call: Call, sent: AssignmentMeeting) -> Iterable[Look]:
    yield ESTATE.key, (call.customer, call.parameters["estateId"])
    if sent.contact_id:
        yield CONTACT.key, (call.customer, sent.contact_id)


@rule(BOOK_ASSIGNMENT, _prefetch)
def book_assignment(facts: Facts, call: Call, sent: AssignmentMeeting) -> Outcome:
    """Books the meeting for the home's own agent, else for the contact's."""
    estate = named_estate(facts, call)
    problems = list(contact_problems(facts, call, "ContactId", sent.contact_id))
    if sent.ends_at.ticks < sent.starts_at.ticks:
        problems.append((call.key("EndsAt"), say("error.ends_before", first="StartsAt", last="EndsAt")))
    if problems:
        raise invalid(*problems)
    contact = facts.one(CONTACT.key, call.customer, sent.contact_id) if sent.contact_id else None
    row = Meeting(
        customer=call.customer,
        id=call.new_id("CAL"),
        kind=ASSIGNMENT,
        contact=contact.id if contact else None,
        estate=estate.id,
        user=estate.agent or (contact.agent if contact else None),
        starts_at=sent.starts_at.ticks,
        ends_at=sent.ends_at.ticks,
        note=sent.note,
        state=BOOKED,
        booked_by=None,
        booked_at=call.at,
        location=sent.location,
        partner=call.partner,
    )
    ids = {"id": row.id, "estateId": estate.id} | ({"contactId": contact.id} if contact else {})
    return Outcome(
        value=row.id,
        rows=[row],
        happenings=[Happening("meeting.created", ids)],
        decided=[say("decided.assignment_meeting", id=row.id, estate=estate.id, agent=row.user or "–")],
        advice=[Advice("past-date", call.key("StartsAt"))] if row.starts_at < call.at else [],
    )

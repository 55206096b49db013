"""Comebacks: when, about what, and who shall call."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from farstu.advice import Advice
from farstu.areas.meeting import tables
from farstu.areas.meeting.contract import CREATE_COMEBACK, Comeback
from farstu.engine.calls import Call, Happening, Outcome, rule
from farstu.engine.facts import Facts, Look
from farstu.records.contacts import CONTACT, Contact
from farstu.records.estates import ESTATE
from farstu.records.meetings import MEETING
from farstu.records.merges import known_contact
from farstu.records.offices import CUSTOMER, OFFICE, USER, USER_GROUP
from farstu.refusals import Refused, invalid
from farstu.store.table import Index
from farstu.texts import Text, say

_WHO = {"user": USER.key, "user_group": USER_GROUP.key, "office": OFFICE.key}
"""Who can be asked to call, the most specific first."""


def _named(sent: Comeback) -> Iterator[tuple[str, str, Index, str]]:  # type: ignore[type-arg]  # rows of any table
    """Every id in the body: its member, its kind, where it is to be found, itself."""
    if sent.meeting_id:
        yield "MeetingId", "meeting", MEETING.key, sent.meeting_id
    if sent.estate_id:
        yield "EstateId", "estate", ESTATE.key, sent.estate_id
    if sent.participant:
        if sent.participant.user_id:
            yield "Participant.UserId", "user", USER.key, sent.participant.user_id
        if sent.participant.user_group_id:
            yield "Participant.UserGroupId", "user_group", USER_GROUP.key, sent.participant.user_group_id
        if sent.participant.office_id:
            yield "Participant.OfficeId", "office", OFFICE.key, sent.participant.office_id


def _prefetch(call: Call, sent: Comeback) -> Iterable[Look]:
    yield CONTACT.key, (call.customer, call.parameters["contactId"])
    for _, _, index, value in _named(sent):
        yield index, (call.customer, value)


@rule(CREATE_COMEBACK, _prefetch)
def create_comeback(facts: Facts, call: Call, sent: Comeback) -> Outcome:
    """Books a comeback for whoever of the participants is the most specific, else for the contact's own agent."""
    contact = known_contact(facts, call.customer, call.parameters["contactId"])
    named = list(_named(sent))
    unknown = [
        _unknown(call, member, kind, value)
        for member, kind, index, value in named
        if facts.one(index, call.customer, value) is None
    ]
    if unknown:
        raise invalid(*unknown)
    asked = {kind: value for _, kind, _, value in named if kind in _WHO}
    acting, acting_id, why = _acting(facts, contact, asked)
    row = tables.Comeback(
        customer=call.customer,
        id=call.new_id("CAL"),
        contact=contact.id,
        date=sent.date.ticks,
        meeting=sent.meeting_id or None,
        estate=sent.estate_id or None,
        user=asked.get("user"),
        user_group=asked.get("user_group"),
        office=asked.get("office"),
        acting=acting,
        acting_id=acting_id,
        note=sent.note,
        partner=call.partner,
        created_at=call.at,
    )
    return Outcome(
        value=row.id,
        rows=[row],
        happenings=[Happening("comeback.created", {"id": row.id, "contactId": contact.id})],
        decided=[say("decided.comeback", id=row.id, contact=contact.id), why],
        advice=list(_advice(call, sent, asked)),
    )


def _acting(facts: Facts, contact: Contact, asked: dict[str, str]) -> tuple[str, str, Text]:
    """Who shall call, and why they."""
    for kind in _WHO:
        if kind in asked:
            return kind, asked[kind], say(f"decided.acting_{kind}", id=asked[kind])
    if contact.agent and facts.one(USER.key, contact.customer, contact.agent):
        return "user", contact.agent, say("decided.acting_own_agent", id=contact.agent)
    customer = facts.one(CUSTOMER.key, contact.customer)
    if customer is None:
        raise Refused(500, f"customer {contact.customer} has contacts but no row")
    return "office", customer.main_office, say("decided.acting_main_office", id=customer.main_office)


def _advice(call: Call, sent: Comeback, asked: dict[str, str]) -> Iterator[Advice]:
    if len(asked) > 1:
        yield Advice("several-participants", call.key("Participant"))
    if sent.date.ticks < call.at:
        yield Advice("past-date", call.key("Date"))


def _unknown(call: Call, member: str, kind: str, value: str) -> tuple[str, Text]:
    return call.key(member), say(f"unknown.{kind}", member=member.rpartition(".")[2], value=value)

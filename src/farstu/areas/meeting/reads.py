"""Meetings and comebacks read back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import Any

import sqlalchemy as sa

from farstu.areas.meeting.contract import (
    LIST_COMEBACKS,
    LIST_COMEBACKS_OF_SEVERAL,
    LIST_MEETINGS,
    CrmContactComebackMeeting,
    CrmContactMeeting,
    CrmMeeting,
)
from farstu.areas.meeting.meeting import (
    FIND_MEETINGS,
    READ_MEETING,
    CommissionType,
    Meeting,
    MeetingCriteria,
    MeetingState,
    MeetingType,
    MeetingTypeCriteria,
)
from farstu.areas.meeting.queries import BOOKED_THEN, HELD, ONE
from farstu.areas.meeting.tables import COMEBACK
from farstu.contract.moment import answered
from farstu.engine.reads import Asked, read
from farstu.records.contacts import with_each_contact
from farstu.records.meetings import MEETING
from farstu.records.merges import missing_contact
from farstu.records.models import Address
from farstu.records.offices import full_name
from farstu.refusals import invalid, not_found
from farstu.store.queries import Query
from farstu.store.table import Table
from farstu.texts import say


def _of_contacts(table: Table[Any], created: sa.ColumnElement[Any], date: sa.ColumnElement[Any]) -> Query:
    key = table.sql.c.id
    return Query(with_each_contact(table, key, created, date).order_by(date, key))


_COMEBACKS = _of_contacts(COMEBACK, COMEBACK.sql.c.created_at, COMEBACK.sql.c.date)
_MEETINGS = _of_contacts(MEETING, MEETING.sql.c.booked_at, MEETING.sql.c.starts_at)


@read(LIST_COMEBACKS)
async def list_comebacks(asked: Asked) -> CrmContactComebackMeeting:
    """By date, those that have been too."""
    contact = asked.parameters["contactId"]
    found = await _dates(asked, _COMEBACKS, "contactId", [contact])
    return CrmContactComebackMeeting(contact_id=contact, meetings=found[contact])


@read(LIST_COMEBACKS_OF_SEVERAL)
async def list_comebacks_of_several(asked: Asked) -> list[CrmContactComebackMeeting]:
    """One answer for each contact that is named."""
    found = await _dates(asked, _COMEBACKS, "contactIds", asked.parameters["contactIds"])
    return [CrmContactComebackMeeting(contact_id=contact, meetings=dates) for contact, dates in found.items()]


@read(LIST_MEETINGS)
async def list_meetings(asked: Asked) -> CrmContactMeeting:
    """By date, those that have been too."""
    contact = asked.parameters["contactId"]
    found = await _dates(asked, _MEETINGS, "contactId", [contact])
    return CrmContactMeeting(contact_id=contact, meetings=found[contact])


async def _dates(asked: Asked, query: Query, parameter: str, contacts: list[str]) -> dict[str, list[CrmMeeting]]:
    """The dates of each contact, in the order of the contacts. Refused with 404 for the first who is not there."""
    dates: dict[str, list[CrmMeeting]] = {contact: [] for contact in contacts}
    known = set()
    for contact, key, created_at, date in await asked.rows(query, customer=asked.customer, contacts=contacts):
        known.add(contact)
        if key is not None:
            made = CrmMeeting(id=key, created_at=answered(created_at), meeting_date=answered(date))
            dates[contact].append(made)
    for contact in contacts:
        if contact not in known:
            raise await missing_contact(asked, parameter, contact)
    return dates


@read(READ_MEETING)
async def read_meeting(asked: Asked) -> Meeting:
    """A meeting, or a comeback as one."""
    for found in _meetings(await asked.rows(ONE, customer=asked.customer, id=asked.parameters["id"])):
        return found
    raise not_found("id", "meeting", asked.parameters["id"])


@read(FIND_MEETINGS)
async def find_meetings(asked: Asked) -> list[Meeting]:
    """By date; both ends count. Comebacks are not among them."""
    sent: MeetingCriteria = asked.body
    if sent.date_from.ticks > sent.date_to.ticks:
        text = say("error.ends_before", first="DateFrom", last="DateTo")
        raise invalid((f"{asked.body_name}.DateTo", text))
    rows = await asked.rows(
        BOOKED_THEN if sent.search else HELD,
        customer=asked.customer,
        kinds=_KINDS[sent.type or MeetingTypeCriteria.Assignment],
        first=sent.date_from.ticks,
        last=sent.date_to.ticks,
    )
    return list(_meetings(rows))


_KINDS = {
    MeetingTypeCriteria.Assignment: [MeetingType.Assignment.name],
    MeetingTypeCriteria.Viewing: [MeetingType.Viewing.name],
    MeetingTypeCriteria.All: [kind.name for kind in MeetingType],
}
_EARNED = 3
"""Columns of a row that are about a commission."""
_CANCELLED = {MeetingState.CancelledByAgent: "agent", MeetingState.CancelledByCustomer: "customer"}


def _meetings(rows: Iterable[tuple[Any, ...]]) -> Iterator[Meeting]:
    """The meetings of rows that follow one another where they are of the same."""
    for _, group in groupby(rows, itemgetter(0)):
        of_one = list(group)
        yield _meeting(*of_one[0][:-_EARNED], earned=_earned([row[-_EARNED:] for row in of_one]))


def _earned(commissions: Iterable[tuple[str | None, int, int]]) -> dict[str, Any]:
    """What all agents earn on the home together, of the kind that the contract names first; the last of them says when
    it was agreed."""
    by_kind: dict[str | None, list[tuple[int, int]]] = defaultdict(list)
    for kind, amount, obtained_at in commissions:
        by_kind[kind].append((obtained_at, amount))
    for paid_for in CommissionType:
        if agreed := by_kind.get(paid_for.name):
            return {
                "commission_type": paid_for,
                "commission_without_taxes": Decimal(sum(amount for _, amount in agreed)),
                "agreement_date": answered(max(agreed)[0]),
            }
    return {}


def _meeting(
    key: str, date: int, kind: str, state: str, estate: str | None,
    contact: str | None, first_name: str | None, last_name: str | None,
    street_address: str | None, zip_code: str | None, city: str | None, home: str | None, cell: str | None,
    broker: str | None, broker_first_name: str | None, broker_last_name: str | None,
    booker: str | None, booker_first_name: str | None, booker_last_name: str | None, booked_at: int,
    *, earned: dict[str, Any],
) -> Meeting:  # fmt: skip
    return Meeting(
        id=key,
        contact_id=contact,
        contact_name=full_name(first_name, last_name),
        address=Address(street_address=street_address, zip_code=zip_code, city=city) if contact else None,
        tele_phone=home,
        cell_phone=cell,
        meeting_date=answered(date),
        type=MeetingType[kind],
        state=MeetingState[state],
        broker_id=broker,
        broker_name=full_name(broker_first_name, broker_last_name),
        booked_by_id=booker,
        booked_by_name=full_name(booker_first_name, booker_last_name),
        booked_date=answered(booked_at),
        cancelled_by=_CANCELLED.get(MeetingState[state]),
        estate_id=estate,
        **earned,
    )

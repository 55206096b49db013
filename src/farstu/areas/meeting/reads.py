"""Meetings and comebacks read back."""

from __future__ import annotations

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
from farstu.areas.meeting.tables import COMEBACK
from farstu.contract.moment import answered
from farstu.engine.reads import Asked, read
from farstu.records.contacts import with_each_contact
from farstu.records.meetings import MEETING
from farstu.refusals import not_found
from farstu.store.queries import Query
from farstu.store.table import Table


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
            raise not_found(parameter, "contact", contact)
    return dates

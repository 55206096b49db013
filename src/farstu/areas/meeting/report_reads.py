"""The report on meetings about assignments."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from farstu.areas.meeting.assignment import (
    REPORT_ASSIGNMENTS,
    AssignmentMeetingReportRow,
    MeetingAgent,
    MeetingCancelledBy,
    MeetingContact,
    MeetingDateCriteria,
    MeetingEstate,
)
from farstu.areas.meeting.meeting import MeetingState
from farstu.contract.moment import answered
from farstu.engine.reads import Asked, read
from farstu.records.contacts import CONTACT
from farstu.records.estates import ESTATE, its_home
from farstu.records.meetings import ASSIGNMENT, MEETING
from farstu.records.offices import USER, full_name
from farstu.records.spans import span
from farstu.store.queries import Query


def _report(time: sa.ColumnElement[int]) -> Query:
    it, contact, estate, agent = MEETING.sql.c, CONTACT.sql.c, ESTATE.sql.c, USER.sql.c
    booker = USER.sql.alias("booker")
    joined = (
        MEETING.sql.outerjoin(CONTACT.sql, sa.and_(contact.customer == it.customer, contact.id == it.contact))
        .outerjoin(ESTATE.sql, its_home(MEETING))
        .outerjoin(USER.sql, sa.and_(agent.customer == it.customer, agent.id == it.user))
        .outerjoin(booker, sa.and_(booker.c.customer == it.customer, booker.c.id == it.booked_by))
    )
    columns = (
        it.id, it.starts_at, it.booked_at, it.state, it.contact, contact.first_name, contact.last_name,
        it.estate, estate.street_address, it.user, agent.first_name, agent.last_name,
        it.booked_by, booker.c.first_name, booker.c.last_name,
    )  # fmt: skip
    return Query(
        sa.select(*columns)
        .select_from(joined)
        .where(
            it.customer == sa.bindparam("customer"),
            it.kind == sa.literal_column(f"'{ASSIGNMENT}'", sa.Text),
            time.between(sa.bindparam("first"), sa.bindparam("last")),
        )
        .order_by(time, it.id)
    )


_BY = {
    MeetingDateCriteria.MeetingStart: _report(MEETING.sql.c.starts_at),
    MeetingDateCriteria.BookedDate: _report(MEETING.sql.c.booked_at),
}
_CANCELLED = {
    MeetingState.CancelledByAgent.name: MeetingCancelledBy.Agent,
    MeetingState.CancelledByCustomer.name: MeetingCancelledBy.Customer,
}


@read(REPORT_ASSIGNMENTS)
async def report_assignments(asked: Asked) -> list[AssignmentMeetingReportRow]:
    """By the date that is meant; both ends count."""
    first, last = span(asked, "from", "to")
    rows = await asked.rows(_BY[asked.parameters["date"]], customer=asked.customer, first=first, last=last)
    return [_row(*row) for row in rows]


def _row(
    key: str, starts_at: int, booked_at: int, state: str,
    contact: str | None, contact_first_name: str | None, contact_last_name: str | None,
    estate: str | None, street_address: str | None,
    agent: str | None, agent_first_name: str | None, agent_last_name: str | None,
    booker: str | None, booker_first_name: str | None, booker_last_name: str | None,
) -> AssignmentMeetingReportRow:  # fmt: skip
    cancelled_by = _CANCELLED.get(state)
    return AssignmentMeetingReportRow(
        id=key,
        contact=_named(MeetingContact, contact, contact_first_name, contact_last_name),
        estate=MeetingEstate(id=estate, street_address=street_address) if estate else None,
        starts_at=answered(starts_at),
        agent=_named(MeetingAgent, agent, agent_first_name, agent_last_name),
        booked_by=_named(MeetingAgent, booker, booker_first_name, booker_last_name),
        booked_date=answered(booked_at),
        is_cancelled=cancelled_by is not None,
        cancelled_by=cancelled_by,
    )


def _named(kind: Any, key: str | None, first_name: str | None, last_name: str | None) -> Any:
    return kind(id=key, name=full_name(first_name, last_name)) if key else None

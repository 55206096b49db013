"""Meetings in SQL: each with the contact, the agent, whoever booked it and what agents earn on the home of a meeting
about an assignment, in one statement: a row for each commission, and one where there is none."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from farstu.areas.meeting.tables import COMEBACK
from farstu.records.commissions import COMMISSION
from farstu.records.contacts import CONTACT
from farstu.records.meetings import BOOKED, MEETING
from farstu.records.offices import USER
from farstu.store.queries import Query

_ASSIGNMENT = sa.literal_column("'Assignment'", sa.Text)


def _meetings() -> sa.Select[Any]:
    meeting = MEETING.sql.c
    return sa.select(
        meeting.customer, meeting.id, meeting.starts_at.label("date"), meeting.kind, meeting.state,
        meeting.contact, meeting.estate, meeting.user, meeting.booked_by, meeting.booked_at,
    )  # fmt: skip


def _comebacks() -> sa.Select[Any]:
    """As meetings of the kind that they follow from; whoever shall call is the agent."""
    comeback, meeting = COMEBACK.sql.c, MEETING.sql.c
    joined = COMEBACK.sql.outerjoin(
        MEETING.sql, sa.and_(meeting.customer == comeback.customer, meeting.id == comeback.meeting)
    )
    caller = sa.case((comeback.acting == sa.literal_column("'user'", sa.Text), comeback.acting_id))
    return sa.select(
        comeback.customer, comeback.id, comeback.date, sa.func.coalesce(meeting.kind, _ASSIGNMENT),
        sa.literal_column(f"'{BOOKED}'", sa.Text), comeback.contact, comeback.estate, caller, sa.null(),
        comeback.created_at,
    ).select_from(joined)  # fmt: skip


def _with_names(found: sa.Subquery) -> Query:
    it, contact, broker, booker = found.c, CONTACT.sql.c, USER.sql.c, USER.sql.alias("booker")
    earned = COMMISSION.sql.c
    joined = (
        found.outerjoin(CONTACT.sql, sa.and_(contact.customer == it.customer, contact.id == it.contact))
        .outerjoin(USER.sql, sa.and_(broker.customer == it.customer, broker.id == it.user))
        .outerjoin(booker, sa.and_(booker.c.customer == it.customer, booker.c.id == it.booked_by))
        .outerjoin(
            COMMISSION.sql,
            sa.and_(earned.customer == it.customer, earned.estate == it.estate, it.kind == _ASSIGNMENT),
        )
    )
    columns = (
        it.id, it.date, it.kind, it.state, it.estate,
        it.contact, contact.first_name, contact.last_name,
        contact.street_address, contact.zip_code, contact.city, contact.home, contact.cell,
        it.user, broker.first_name, broker.last_name,
        it.booked_by, booker.c.first_name, booker.c.last_name, it.booked_at,
        earned.kind, earned.amount, earned.obtained_at,
    )  # fmt: skip
    return Query(sa.select(*columns).select_from(joined).order_by(it.date, it.id))


def _one() -> Query:
    meeting, comeback = MEETING.sql.c, COMEBACK.sql.c
    customer: sa.BindParameter[str] = sa.bindparam("customer")
    wanted: sa.BindParameter[str] = sa.bindparam("id")
    either = sa.union_all(
        _meetings().where(meeting.customer == customer, meeting.id == wanted),
        _comebacks().where(comeback.customer == customer, comeback.id == wanted),
    )
    return _with_names(either.subquery("found"))


def _within(time: sa.ColumnElement[int]) -> Query:
    meeting = MEETING.sql.c
    wanted = _meetings().where(
        meeting.customer == sa.bindparam("customer"),
        meeting.kind.in_(sa.bindparam("kinds", expanding=True)),
        time.between(sa.bindparam("first"), sa.bindparam("last")),
    )
    return _with_names(wanted.subquery("found"))


ONE = _one()
"""`customer`, `id`: a meeting or a comeback."""
HELD = _within(MEETING.sql.c.starts_at)
"""`customer`, `kinds`, `first`, `last`: meetings that begin then."""
BOOKED_THEN = _within(MEETING.sql.c.booked_at)
"""The same: meetings that were booked then."""

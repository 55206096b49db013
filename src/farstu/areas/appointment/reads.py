"""Appointments read back."""

from __future__ import annotations

import sqlalchemy as sa

from farstu.areas.appointment import tables
from farstu.areas.appointment.contract import (
    LIST_APPOINTMENTS,
    Appointment,
    DayOfWeek,
    KeptAppointment,
    RecurrencePattern,
)
from farstu.areas.appointment.tables import APPOINTMENT, AS_SENT
from farstu.contract.moment import answered
from farstu.engine.reads import Asked, read
from farstu.records.offices import USER
from farstu.records.spans import span
from farstu.refusals import not_found
from farstu.store.queries import Query


def _appointments() -> Query:
    user, appointment = USER.sql.c, APPOINTMENT.sql.c
    joined = USER.sql.outerjoin(
        APPOINTMENT.sql,
        sa.and_(
            appointment.customer == user.customer,
            appointment.user == user.id,
            appointment.starts_at.between(sa.bindparam("first"), sa.bindparam("last")),
        ),
    )
    return Query(
        sa.select(*(appointment[name] for name in APPOINTMENT.columns))
        .select_from(joined)
        .where(user.customer == sa.bindparam("customer"), user.id == sa.bindparam("user"))
        .order_by(appointment.starts_at, appointment.id)
    )


_APPOINTMENTS = _appointments()


@read(LIST_APPOINTMENTS)
async def list_appointments(asked: Asked) -> list[KeptAppointment]:
    """By when they begin."""
    user = asked.parameters["userId"]
    first, last = span(asked, "from", "to")
    rows = await asked.rows(_APPOINTMENTS, customer=asked.customer, user=user, first=first, last=last)
    if not rows:
        raise not_found("userId", "user", user)
    return [_shown(APPOINTMENT.make(row)) for row in rows if row[0] is not None]


def _shown(row: tables.Appointment) -> KeptAppointment:
    days = row.recurrence_day_of_weeks
    sent = Appointment(
        starts_at=answered(row.starts_at),
        ends_at=answered(row.ends_at),
        recurrence_pattern=RecurrencePattern[row.recurrence_pattern] if row.recurrence_pattern else None,
        recurrence_day_of_weeks=None if days is None else [DayOfWeek[day] for day in days.split()],
        **{name: getattr(row, name) for name in AS_SENT},
    )
    return KeptAppointment(id=row.id, created_at=answered(row.created_at), appointment=sent)

"""What stands in everybody's calendar beside the meetings with contacts."""

from __future__ import annotations

from collections.abc import Iterator

from farstu.areas.appointment.contract import DayOfWeek, RecurrencePattern
from farstu.areas.appointment.tables import Appointment
from farstu.contract.moment import TICKS_PER_SECOND
from farstu.demo.making import PARTNER, Making
from farstu.demo.staff import Agency, Worker

_HALF_AN_HOUR = 1_800 * TICKS_PER_SECOND


def make_appointments(making: Making, agency: Agency) -> Iterator[Appointment]:
    """For everybody the office's meeting every Monday, and a day of training to come."""
    for worker in agency.workers:
        yield _appointment(making, worker, "Kontorsmöte", -180, weekly=True)
        yield _appointment(making, worker, "Utbildningsdag", 9, weekly=False)


def _appointment(making: Making, worker: Worker, subject: str, days: int, *, weekly: bool) -> Appointment:
    starts = making.days.at(days, 8, 30)
    return Appointment(
        customer=worker.user.customer,
        id=making.id("CAL"),
        user=worker.user.id,
        subject=subject,
        location=worker.office.name,
        starts_at=starts,
        ends_at=starts + _HALF_AN_HOUR,
        all_day_event=not weekly,
        note=None,
        recurrence=weekly,
        recurrence_pattern=RecurrencePattern.Weekly.name if weekly else None,
        recurrence_day_of_weeks=DayOfWeek.Monday.name if weekly else None,
        recurrence_interval=1 if weekly else 0,
        recurrence_month=0,
        recurrence_day=0,
        partner=PARTNER,
        created_at=making.days.at(-190, 9),
    )

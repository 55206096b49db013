"""Appointments: each call puts one into a calendar."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator

from farstu.advice import Advice
from farstu.areas.appointment import tables
from farstu.areas.appointment.contract import ADD_APPOINTMENT, Appointment, RecurrencePattern
from farstu.contract.moment import swedish_text
from farstu.engine.calls import Call, Happening, Outcome, rule
from farstu.engine.facts import Facts, Look
from farstu.records.offices import USER
from farstu.refusals import invalid, not_found
from farstu.texts import Text, say

_LEAP_YEAR = 2000


def _prefetch(call: Call, sent: Appointment) -> Iterable[Look]:
    yield USER.key, (call.customer, call.parameters["id"])


@rule(ADD_APPOINTMENT, _prefetch)
def add_appointment(facts: Facts, call: Call, sent: Appointment) -> Outcome:
    """Keeps it as it was sent."""
    user = facts.one(USER.key, call.customer, call.parameters["id"])
    if user is None:
        raise not_found("id", "user", call.parameters["id"])
    if problems := list(_problems(call, sent)):
        raise invalid(*problems)
    row = tables.Appointment(
        customer=call.customer,
        id=call.new_id("CAL"),
        user=user.id,
        starts_at=sent.starts_at.ticks,
        ends_at=sent.ends_at.ticks,
        recurrence_pattern=sent.recurrence_pattern.name if sent.recurrence_pattern else None,
        recurrence_day_of_weeks=_days(sent),
        partner=call.partner,
        created_at=call.at,
        **{name: getattr(sent, name) for name in tables.AS_SENT},
    )
    is_past = row.ends_at < call.at and not sent.recurrence
    return Outcome(
        value=row.id,
        rows=[row],
        happenings=[Happening("appointment.created", {"id": row.id, "userId": user.id})],
        decided=[say("decided.appointment", id=row.id, user=user.id)],
        advice=[Advice("past-date", call.key("EndsAt"))] if is_past else [],
    )


def _days(sent: Appointment) -> str | None:
    if sent.recurrence_day_of_weeks is None:
        return None
    return " ".join(dict.fromkeys(day.name for day in sent.recurrence_day_of_weeks))


def _problems(call: Call, sent: Appointment) -> Iterator[tuple[str, Text]]:
    if sent.ends_at.ticks < sent.starts_at.ticks:
        yield call.key("EndsAt"), say("error.ends_before", first="StartsAt", last="EndsAt")
    if not sent.recurrence:
        return
    if sent.recurrence_pattern is None:
        text = say("error.needed_with", member="RecurrencePattern", other="Recurrence")
        yield call.key("RecurrencePattern"), text
    if sent.recurrence_pattern is RecurrencePattern.Yearly and sent.recurrence_day:
        month = sent.recurrence_month or int(swedish_text(sent.starts_at.ticks)[5:7])
        most = monthrange(_LEAP_YEAR, month)[1]
        if sent.recurrence_day > most:
            sentence = say("error.between", member="RecurrenceDay", least=0, most=most, sent=sent.recurrence_day)
            yield call.key("RecurrenceDay"), sentence

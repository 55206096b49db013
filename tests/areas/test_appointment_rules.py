"""Appointments: kept as they are sent, unless they cannot be."""

from __future__ import annotations

from typing import Any

import pytest

from farstu.advice import Advice
from farstu.areas.appointment.contract import ADD_APPOINTMENT, Appointment, DayOfWeek, RecurrencePattern
from farstu.areas.appointment.tables import APPOINTMENT
from farstu.contract.moment import parse_moment
from farstu.engine.calls import Outcome
from farstu.records.offices import User
from farstu.refusals import Refused
from tests.support.rules import NOW, PARTNER, Desk, kinds, problems, why

ROWS = [User("M1", "u", "Eva", "Ek", "Mäklare", None, None), User("M2", "theirs", "Bo", "Ek", "Mäklare", None, None)]


def appointment(starts: str = "2031-02-03T08:30:00", ends: str = "2031-02-03T09:00:00", **members: Any) -> Appointment:
    return Appointment(starts_at=parse_moment(starts), ends_at=parse_moment(ends), **members)


def add(desk: Desk, body: Appointment) -> Outcome:
    return desk.ask(ADD_APPOINTMENT, body, id="u")


def refused(body: Appointment, user: str = "u") -> Refused:
    return Desk(ROWS).refusal(ADD_APPOINTMENT, body, id=user)


def test_an_appointment_is_kept_whole() -> None:
    desk = Desk(ROWS)
    body = appointment(
        subject="Kontorsmöte", location="Kontoret", all_day_event=False, note="Kaffe", recurrence=True,
        recurrence_pattern=RecurrencePattern.Weekly, recurrence_interval=2, recurrence_month=3, recurrence_day=4,
        recurrence_day_of_weeks=[DayOfWeek.Friday, DayOfWeek.Monday, DayOfWeek.Friday],
    )  # fmt: skip
    outcome = add(desk, body)
    row = desk.only(APPOINTMENT)
    assert (row.id, row.user, row.partner, row.created_at) == (outcome.value, "u", PARTNER, NOW)
    assert (row.subject, row.location, row.all_day_event, row.note) == ("Kontorsmöte", "Kontoret", False, "Kaffe")
    assert (row.starts_at, row.ends_at) == (body.starts_at.ticks, body.ends_at.ticks)
    assert (row.recurrence, row.recurrence_pattern, row.recurrence_day_of_weeks) == (True, "Weekly", "Friday Monday")
    assert (row.recurrence_interval, row.recurrence_month, row.recurrence_day) == (2, 3, 4)
    assert (kinds(outcome), why(outcome), outcome.advice) == (
        ["appointment.created"], ["decided.appointment"], [],
    )  # fmt: skip


def test_what_is_left_out_is_kept_as_left_out() -> None:
    desk = Desk(ROWS)
    add(desk, appointment())
    row = desk.only(APPOINTMENT)
    assert (row.all_day_event, row.recurrence, row.recurrence_pattern, row.recurrence_day_of_weeks) == (None,) * 4


@pytest.mark.parametrize("user", ["x", "theirs"])
def test_an_unknown_user_is_a_404(user: str) -> None:
    assert refused(appointment(), user).status == 404


@pytest.mark.parametrize(
    ("body", "key"),
    [
        (appointment(ends="2031-02-03T08:29:59"), "EndsAt"),
        (appointment(recurrence=True), "RecurrencePattern"),
        (appointment(recurrence=True, recurrence_pattern=RecurrencePattern.Yearly, recurrence_day=30), "RecurrenceDay"),
        (
            appointment(
                recurrence=True, recurrence_pattern=RecurrencePattern.Yearly, recurrence_month=4, recurrence_day=31
            ),
            "RecurrenceDay",
        ),
    ],
)
def test_what_cannot_be_is_a_400_under_its_member(body: Appointment, key: str) -> None:
    found = refused(body)
    assert (found.status, list(problems(found))) == (400, [f"appointment.{key}"])


@pytest.mark.parametrize(
    "members",
    [
        {"recurrence_pattern": RecurrencePattern.Yearly, "recurrence_day": 29},
        {"recurrence_pattern": RecurrencePattern.Monthly, "recurrence_day": 31},
        {"recurrence_pattern": RecurrencePattern.Daily},
    ],
)
def test_what_may_come_again_is_kept(members: dict[str, Any]) -> None:
    desk = Desk(ROWS)
    add(desk, appointment(recurrence=True, **members))
    assert desk.only(APPOINTMENT).recurrence is True


def test_what_is_over_is_kept_with_an_advice_unless_it_comes_again() -> None:
    past = {"starts": "2020-01-01T10:00:00", "ends": "2020-01-01T11:00:00"}
    assert add(Desk(ROWS), appointment(**past)).advice == [Advice("past-date", "appointment.EndsAt")]
    daily = appointment(**past, recurrence=True, recurrence_pattern=RecurrencePattern.Daily)
    assert add(Desk(ROWS), daily).advice == []

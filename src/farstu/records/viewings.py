"""Viewings of an estate, their time slots, and who comes."""

from __future__ import annotations

from farstu.contract.fields import Between
from farstu.contract.origin import ASSUMED
from farstu.store.table import Row, Table

REMINDER = Between(0, 100_000, ASSUMED)
"""Minutes before a viewing; 0: none."""


class Viewing(Row, frozen=True):
    """A day on which an estate is shown. `on_internet` and `on_intranet` say where it is told of, `is_bookable` whether
    one may book it oneself, until `deadline` (ticks)."""

    customer: str
    id: str
    estate: str
    user: str | None
    note: str | None
    on_internet: bool = True
    on_intranet: bool = True
    is_digital: bool = False
    is_bookable: bool = True
    is_project: bool = False
    deadline: int | None = None
    booking_url: str | None = None


class TimeSlot(Row, frozen=True):
    """One time of a viewing, in ticks."""

    customer: str
    viewing: str
    id: str
    starts_at: int
    ends_at: int
    places: int | None


class Participant(Row, frozen=True):
    """A contact in one time slot. `participated` and `contacted` are null until the follow-up; `contacted` by its name
    in the contract. `reminder` in minutes before; `canceled_at` is set where the contact will not come."""

    customer: str
    viewing: str
    contact: str
    time_slot: str
    id: str
    participated: bool | None
    contacted: str | None
    booked_at: int
    followed_up_at: int | None
    reminder: int | None = None
    reminds_by_sms: bool = False
    confirms_by_sms: bool = False
    canceled_at: int | None = None


VIEWING = Table("viewing", Viewing, ("customer", "id"), [("customer", "estate")])
TIME_SLOT = Table("time_slot", TimeSlot, ("customer", "viewing", "id"), [("customer", "starts_at")])
PARTICIPANT = Table(
    "participant",
    Participant,
    ("customer", "viewing", "contact", "time_slot"),
    [("customer", "viewing", "contact"), ("customer", "contact"), ("customer", "viewing", "time_slot")],
)

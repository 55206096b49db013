"""What is kept of appointments."""

from __future__ import annotations

from farstu.store.table import Row, Table


class Appointment(Row, frozen=True):
    """An entry in a user's calendar as it was sent; dates in ticks. `recurrence_pattern` and, separated by blanks,
    `recurrence_day_of_weeks` by their names in the contract; an interval, a month or a day of 0 was not said."""

    customer: str
    id: str
    user: str
    subject: str | None
    location: str | None
    starts_at: int
    ends_at: int
    all_day_event: bool | None
    note: str | None
    recurrence: bool | None
    recurrence_pattern: str | None
    recurrence_day_of_weeks: str | None
    recurrence_interval: int
    recurrence_month: int
    recurrence_day: int
    partner: str
    created_at: int


APPOINTMENT = Table("appointment", Appointment, ("customer", "id"), [("customer", "user", "starts_at")])
AS_SENT = (
    "subject", "location", "all_day_event", "note", "recurrence",
    "recurrence_interval", "recurrence_month", "recurrence_day",
)  # fmt: skip
"""What is kept under the names and as the values that it is sent with."""

"""What is kept of contacts beside themselves: where they are going to live, what is to be done for them."""

from __future__ import annotations

from farstu.store.table import Row, Table


class Task(Row, frozen=True):
    """Something to do for a user with a contact. `assigned_to` is null where nobody is responsible for the contact."""

    customer: str
    id: str
    contact: str
    predefined: str | None
    note: str | None
    estate: str | None
    assigned_to: str | None
    partner: str
    created_at: int


class NewAddress(Row, frozen=True):
    """Where a contact is going to live from `starts_at` (ticks) on. `moved_at` says when it was made the contact's own
    address, null where its day was still to come."""

    customer: str
    id: str
    contact: str
    street_address: str | None
    zip_code: str | None
    city: str | None
    country_code: str | None
    latitude: float | None
    longitude: float | None
    estate: str | None
    starts_at: int
    moved_at: int | None
    partner: str
    created_at: int


TASK = Table("task", Task, ("customer", "id"), [("customer", "contact")])
NEW_ADDRESS = Table("new_address", NewAddress, ("customer", "id"), [("customer", "contact"), ("customer", "moved_at")])

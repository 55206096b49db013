"""What is kept of loan promises: each one for itself; the newest of a contact is the current one."""

from __future__ import annotations

from farstu.store.table import Row, Table


class LoanPromise(Row, frozen=True):
    """A promise; enum members by name, null where unset. `valid_until` and `created_at` in ticks."""

    customer: str
    id: str
    contact: str
    bank: str | None
    valid_until: int | None
    estate_type: str | None
    estate: str | None
    status: str | None
    financing: str
    partner: str
    created_at: int


LOAN_PROMISE = Table(
    "loan_promise", LoanPromise, ("customer", "id"), [("customer", "contact"), ("customer", "valid_until")]
)

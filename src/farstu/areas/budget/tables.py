"""What is kept of budgets: one row per office, agent and month."""

from __future__ import annotations

from farstu.store.table import Row, Table


class Budget(Row, frozen=True):
    """Goals of one month; null where nobody has set one. Commission in whole SEK without VAT."""

    customer: str
    office: str
    user: str
    year: int
    month: int
    commission: int | None
    sold: int | None
    registered: int | None
    total: int | None
    own_booked: int | None
    created_at: int
    changed_at: int


BUDGET = Table("budget", Budget, ("customer", "office", "user", "year", "month"))

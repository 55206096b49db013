"""What is kept of final-price watches."""

from __future__ import annotations

from farstu.store.table import Row, Table


class FinalPriceWatch(Row, frozen=True):
    """A contact's wish to be told an estate's final price. `due_at`: the price was there; `told_at`: an e-mail was
    queued, or an event told those who read them; `told_by` says which (`email`, `event`). Ticks."""

    customer: str
    estate: str
    contact: str
    created_at: int
    due_at: int | None
    told_at: int | None
    told_by: str | None


FINAL_PRICE_WATCH = Table(
    "final_price_watch",
    FinalPriceWatch,
    ("customer", "estate", "contact"),
    [("customer", "estate"), ("customer", "contact")],
)

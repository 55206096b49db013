"""Offers to sellers."""

from __future__ import annotations

from farstu.store.table import Row, Table


class EstateOffer(Row, frozen=True):
    """When the offer for an estate was sent; null: not yet. Ticks."""

    customer: str
    estate: str
    sent_at: int | None
    partner: str
    changed_at: int


ESTATE_OFFER = Table("estate_offer", EstateOffer, ("customer", "estate"))

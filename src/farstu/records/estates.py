"""Homes for sale, and who may buy them."""

from __future__ import annotations

from farstu.store.table import Row, Table


class Estate(Row, frozen=True):
    """A home for sale. Prices in whole SEK."""

    customer: str
    id: str
    office: str
    agent: str | None
    kind: str
    street_address: str
    zip_code: str
    city: str
    rooms: int
    living_area: int
    asking_price: int | None
    final_price: int | None
    final_price_at: int | None
    created_at: int
    changed_at: int


class Prospect(Row, frozen=True):
    """A contact on an estate as possible buyer; `status` by its name in the contract."""

    customer: str
    estate: str
    contact: str
    status: str
    created_at: int


ESTATE = Table("estate", Estate, ("customer", "id"))
PROSPECT = Table("prospect", Prospect, ("customer", "estate", "contact"), [("customer", "contact")])

"""Homes for sale, and who may buy them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from farstu.store.table import Row, Table

if TYPE_CHECKING:
    import sqlalchemy as sa

LARGEST_PRICE = 10_000_000_000
"""Whole SEK."""


class Estate(Row, frozen=True):
    """A home for sale. Prices in whole SEK. `status` by its name in the contract; null: it follows from the prices."""

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
    status: str | None = None


class Prospect(Row, frozen=True):
    """A contact on an estate as possible buyer; `status` by its name in the contract."""

    customer: str
    estate: str
    contact: str
    status: str
    created_at: int
    note: str | None = None


class Buyer(Row, frozen=True):
    """How a contact pays for an estate that it buys; that it does so is a party's."""

    customer: str
    estate: str
    contact: str
    bank: str | None
    clearing_number: str | None
    account_number: str | None
    insurance_company: str | None
    created_at: int


ESTATE = Table(
    "estate",
    Estate,
    ("customer", "id"),
    [("customer", "changed_at"), ("customer", "created_at"), ("customer", "final_price_at")],
)
PROSPECT = Table("prospect", Prospect, ("customer", "estate", "contact"), [("customer", "contact")])
BUYER = Table("buyer", Buyer, ("customer", "estate", "contact"), [("customer", "contact")])
FLAT = "Apartment"
"""How a flat is called among the estates, and nowhere else."""

_SOLD, _FOR_SALE, _SOON = "Sold", "ForSale", "SoonForSale"
_CLASS_TYPES = {FLAT: "HousingCooperative", "Foreignproperty": "ForeignProperty"}


def status_of(estate: Estate) -> str:
    """How far the sale of an estate has come, by its name in the contract."""
    return estate.status or (
        _SOLD if estate.final_price is not None else _FOR_SALE if estate.asking_price is not None else _SOON
    )


def class_type(kind: str) -> str:
    """What the kind of an estate is called where it is advertised."""
    return _CLASS_TYPES.get(kind, kind)


def kinds_of(name: str) -> list[str]:
    """The kinds that are advertised under this name."""
    return [name, *(kind for kind, advertised in _CLASS_TYPES.items() if advertised == name)]


def its_home(table: Table[Any]) -> sa.ColumnElement[bool]:
    """The condition under which a home is the one that a row of the table names."""
    import sqlalchemy as sa

    its, home = table.sql.c, ESTATE.sql.c
    return sa.and_(home.customer == its.customer, home.id == its.estate)

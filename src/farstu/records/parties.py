"""What contacts are to each other, and to the sale of a home."""

from __future__ import annotations

from farstu.store.table import Row, Table

BUYER, SELLER, TENANT, OWNER = "Buyer", "Seller", "Tenant", "Owner"


class Party(Row, frozen=True):
    """A contact on one side of an estate; `side` is `Buyer`, `Seller`, `Tenant` or `Owner`."""

    customer: str
    estate: str
    contact: str
    side: str
    created_at: int


class ExtraParty(Row, frozen=True):
    """Somebody beside a party; `role` by its name in the contract (`PowerOfAttorney`), `related` the contact they stand
    beside, null where it is the whole side."""

    customer: str
    estate: str
    contact: str
    side: str
    role: str
    related: str | None
    created_at: int


class ContactRelation(Row, frozen=True):
    """What the contact `related` is to `contact`; `kind` by its name in the contract (`AuthorizedSignatory`)."""

    customer: str
    contact: str
    related: str
    kind: str


PARTY = Table(
    "party",
    Party,
    ("customer", "estate", "contact", "side"),
    [("customer", "contact")],
)
EXTRA_PARTY = Table(
    "extra_party",
    ExtraParty,
    ("customer", "estate", "contact", "side", "role"),
    [("customer", "contact"), ("customer", "related")],
)
CONTACT_RELATION = Table(
    "contact_relation",
    ContactRelation,
    ("customer", "contact", "related"),
    [("customer", "contact"), ("customer", "related")],
)

"""Contacts: persons, companies, estates of the deceased; and the keys by which the duplicate check finds persons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from farstu.store.table import Row, Table

if TYPE_CHECKING:
    import sqlalchemy as sa

PERSON, COMPANY, DECEASED_ESTATE = "Person", "Company", "DeceasedEstate"


class Contact(Row, frozen=True):
    """A contact. For a company or the estate of a deceased `last_name` is its name, and `work` a company's switchboard.

    `personal_number`, for a company its corporate number, is as written, sealed; `personal_number_state` says `valid`,
    `foreign` or `invalid`, and `personal_number_match` is the key of a valid one. `invalid` names the e-mail addresses
    and phone numbers that are kept as written but are none, separated by blanks: `email cell`. `longitude` and
    `latitude` in degrees, WGS 84. `obtained_through` by its name in the contract; what nobody has said is null.
    """

    customer: str
    id: str
    kind: str
    first_name: str | None
    last_name: str | None
    personal_number: str | None
    personal_number_state: str | None
    personal_number_match: str | None
    street_address: str | None
    zip_code: str | None
    city: str | None
    email: str | None
    email2: str | None
    home: str | None
    work: str | None
    cell: str | None
    other: str | None
    invalid: str
    agent: str | None
    created_at: int
    changed_at: int
    country_code: str | None = None
    longitude: float | None = None
    latitude: float | None = None
    note: str | None = None
    home_page: str | None = None
    lead_score: int | None = None
    wants_advertising: bool | None = None
    approved: bool | None = None
    approved_at: int | None = None
    gdpr_approved_at: int | None = None
    obtained_through: str | None = None


class ContactMatch(Row, frozen=True):
    """A key (a keyed hash) of a number, a way to reach somebody, or a name with such a way, and a contact who has it.
    A row may outlive the value that made it: whoever finds a contact by it looks again."""

    customer: str
    match: str
    contact: str


class ContactWord(Row, frozen=True):
    """A word of a contact's name, in its form for comparing."""

    customer: str
    word: str
    contact: str


class Category(Row, frozen=True):
    """A kind of contact that a customer has thought of. One that is `read_only` is set by the system alone."""

    customer: str
    id: str
    name: str
    of_persons: bool
    of_companies: bool
    read_only: bool


class ContactCategory(Row, frozen=True):
    """A contact in a category."""

    customer: str
    contact: str
    category: str


class ContactField(Row, frozen=True):
    """What a contact says in a field that a customer has made for itself."""

    customer: str
    contact: str
    name: str
    value: str


CONTACT = Table(
    "contact",
    Contact,
    ("customer", "id"),
    [
        ("customer", "changed_at"),
        ("customer", "created_at"),
        ("customer", "agent", "changed_at"),
        ("customer", "lead_score"),
    ],
)
CONTACT_MATCH = Table("contact_match", ContactMatch, ("customer", "match", "contact"), [("customer", "match")])
CONTACT_WORD = Table(
    "contact_word",
    ContactWord,
    ("customer", "word", "contact"),
    [("customer", "contact", "word")],
    bytewise=("word",),
)
CATEGORY = Table("category", Category, ("customer", "id"))
CONTACT_CATEGORY = Table(
    "contact_category",
    ContactCategory,
    ("customer", "contact", "category"),
    [("customer", "contact"), ("customer", "category")],
)
CONTACT_FIELD = Table(
    "contact_field", ContactField, ("customer", "contact", "name"), [("customer", "contact"), ("customer", "name")]
)
EMAILS = ("email", "email2")
PHONES = ("home", "work", "cell", "other")


def with_each_contact(
    table: Table[Any],
    *columns: sa.ColumnElement[Any],
    beside: tuple[sa.FromClause, sa.ColumnElement[bool]] | None = None,
) -> sa.Select[Any]:
    """Rows of a table by their `contact`, for the contacts `contacts` of the customer `customer`: the contact's id,
    then the columns, which are null for a contact who has no such row. A contact who is not there gives no row. What
    is `beside` the table is joined under its condition."""
    import sqlalchemy as sa

    contact, its = CONTACT.sql.c, table.sql.c
    joined = CONTACT.sql.outerjoin(table.sql, sa.and_(its.customer == contact.customer, its.contact == contact.id))
    if beside:
        joined = joined.outerjoin(*beside)
    return (
        sa.select(contact.id, *columns)
        .select_from(joined)
        .where(contact.customer == sa.bindparam("customer"), contact.id.in_(sa.bindparam("contacts", expanding=True)))
    )

"""Contacts: persons, companies, estates of the deceased; and the keys by which the duplicate check finds persons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from farstu.store.table import Row, Table

if TYPE_CHECKING:
    import sqlalchemy as sa

PERSON, COMPANY, DECEASED_ESTATE = "Person", "Company", "DeceasedEstate"


class Contact(Row, frozen=True):
    """A contact. For a company `last_name` is its name.

    `personal_number` is as written, sealed; `personal_number_state` says `valid`, `foreign` or `invalid`, and
    `personal_number_match` is the key of a valid one. `invalid` names the e-mail addresses and phone numbers that are
    kept as written but are none, separated by blanks: `email cell`.
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


class ContactMatch(Row, frozen=True):
    """A key of the duplicate check (a keyed hash) and a person who has it. A row may outlive the value that made it:
    whoever finds a person by it looks again."""

    customer: str
    match: str
    contact: str


CONTACT = Table("contact", Contact, ("customer", "id"))
CONTACT_MATCH = Table("contact_match", ContactMatch, ("customer", "match", "contact"), [("customer", "match")])
EMAILS = ("email", "email2")
PHONES = ("home", "work", "cell", "other")


def with_each_contact(table: Table[Any], *columns: sa.ColumnElement[Any]) -> sa.Select[Any]:
    """Rows of a table by their `contact`, for the contacts `contacts` of the customer `customer`: the contact's id,
    then the columns, which are null for a contact who has no such row. A contact who is not there gives no row."""
    import sqlalchemy as sa

    contact, its = CONTACT.sql.c, table.sql.c
    joined = CONTACT.sql.outerjoin(table.sql, sa.and_(its.customer == contact.customer, its.contact == contact.id))
    return (
        sa.select(contact.id, *columns)
        .select_from(joined)
        .where(contact.customer == sa.bindparam("customer"), contact.id.in_(sa.bindparam("contacts", expanding=True)))
    )

"""A demo brokerage with many contacts more, each of whom the duplicate check finds by e-mail and by phone."""

from __future__ import annotations

from itertools import islice
from typing import Any

from benchmarks.crash.places import Place
from benchmarks.support.own import Own
from farstu.records.contacts import CONTACT, PERSON, Contact
from farstu.records.finding import finding_rows
from farstu.store.base import EVERY_CUSTOMER
from farstu.store.folder import DataFolder
from farstu.store.table import Row, Table
from farstu.store.vault import SealingVault, Vault

AT_ONCE = 10_000
_NOWHERE = dict.fromkeys(
    (
        "personal_number",
        "personal_number_state",
        "personal_number_match",
        "street_address",
        "zip_code",
        "email2",
        "home",
        "work",
        "other",
        "agent",
    )
)


def fill(place: Place, customer: str, number: int, now: int) -> None:
    """Puts so many contacts into the database of one whose server has made its brokerage and was stopped."""
    vault = SealingVault(DataFolder(place.data).secrets())
    session = place.database.write_session()
    try:
        people = (_contact(customer, nth, now) for nth in range(number))
        while piece := list(islice(people, AT_ONCE)):
            session.begin((customer,))
            session.write({CONTACT: piece, **_findable(vault, piece)})
            session.commit()
    finally:
        session.close()


def count_contacts(own: Own) -> int:
    """How many there are of all customers."""
    session = own.place.database.write_session()
    try:
        number: int = session.rows("SELECT count(*) FROM contact", (), EVERY_CUSTOMER)[0][0]
        return number
    finally:
        session.close()


def person(number: int) -> dict[str, Any]:
    """One of them as a watch names them; those beyond the number that was put in are new."""
    return {
        "firstName": "Kund",
        "lastName": f"Nummer {number}",
        "email": {"emailAddress": _email(number)},
        "telephone": {"cell": _phone(number)},
    }


def _contact(customer: str, number: int, now: int) -> Contact:
    return Contact(
        customer=customer,
        id=f"ADR{number:032X}",
        kind=PERSON,
        first_name="Kund",
        last_name=f"Nummer {number}",
        city="Stockholm",
        email=_email(number),
        cell=_phone(number),
        invalid="",
        created_at=now,
        changed_at=now,
        **_NOWHERE,
    )


def _email(number: int) -> str:
    return f"kund{number}@example.com"


def _phone(number: int) -> str:
    return f"07{number:08}"


def _findable(vault: Vault, contacts: list[Contact]) -> dict[Table[Any], list[Row]]:
    found: dict[Table[Any], list[Row]] = {}
    for contact in contacts:
        for row in finding_rows(vault, contact):
            found.setdefault(row.table, []).append(row)
    return found

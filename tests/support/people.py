"""Made-up people, and the many ways in which the same name, address or number is written."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from farstu.areas.watch.contract import FinalPriceWatchedApplication, LeadPerson
from farstu.engine.calls import Call, Outcome, Task, nothing_beforehand
from farstu.engine.facts import Facts
from farstu.records.contacts import PERSON, PHONES, Contact
from farstu.records.finding import finding_rows, number_columns
from farstu.records.forms import PersonTelephoneNumbers
from farstu.records.models import Email
from farstu.records.persons import SentPerson, Settled, settle
from farstu.store.table import Row
from tests.support.rules import CUSTOMER, NOW, VAULT, Desk

PLACES = ("street_address", "zip_code", "city")


def civil_number(born: str, serial: int) -> str:
    """Twelve digits with the right last one: `civil_number("19900101", 238)`."""
    digits = f"{born[2:]}{serial:03d}"
    doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(digits)]
    return f"{born}{serial:03d}{-sum(number // 10 + number % 10 for number in doubled) % 10}"


def spellings_of_number(number: str) -> list[str]:
    """Of somebody born less than a hundred years ago."""
    century, born, last = number[:2], number[2:8], number[8:]
    forms = [number, f"{century}{born}-{last}", f"{century}{born} {last}", f"{born}-{last}", f"{born}{last}"]
    return [*forms, f" {born}-{last}", f"{number}  "]


def spellings_of_phone(national: str) -> list[str]:
    """Of a Swedish number in its national form without separators: `0701740605`."""
    rest = national[1:]
    area, subscriber = (rest[:2], rest[2:]) if rest.startswith("7") else (rest[:1], rest[1:])
    parts = [subscriber[:3], subscriber[3:5], subscriber[5:]]
    spaced, dashed = " ".join(parts), "".join(parts)
    forms = [national, f"+46{rest}", f"0046{rest}", f"0{area}-{spaced}", f"0{area} {spaced}", f"+46 {area} {spaced}"]
    return [*forms, f"0{area}-{dashed}", f"(0{area}) {dashed}", f"+46-{area}-{dashed}", f"0046 {area} {dashed}"]


def spellings_of_email(address: str) -> list[str]:
    """In capitals and not, with blanks around."""
    name, _, domain = address.partition("@")
    return [address, address.upper(), f"{name}@{domain.upper()}", f"{name.title()}@{domain}", f" {address} "]


def spellings_of_name(name: str) -> list[str]:
    """In every case, spacing and normal form."""
    spaced = f"  {name.replace(' ', '   ')} "
    cased = [name, name.upper(), name.lower(), name.swapcase(), spaced]
    return cased + [unicodedata.normalize(form, text) for text in cased for form in ("NFC", "NFD")]


@dataclass(frozen=True)
class Who:
    """Somebody, as a register would write it."""

    first: str
    last: str
    number: str
    email: str
    phone: str


WHO = (
    Who("Åsa", "Öberg", civil_number("19850312", 238), "asa.oberg@exempel.se", "0701740605"),
    Who("Renée Maria", "von Ähl", civil_number("19560721", 111), "renee@exempel.se", "084650042"),
    Who("Åsa", "Öberg", civil_number("20010919", 382), "asa@exempel.org", "0701740606"),
)
"""The first and the last share a name and are two."""


def person(id: str, customer: str = CUSTOMER, **values: Any) -> Contact:
    """A person's row; everything not given is empty. `number` is a personal number as written."""
    number = values.pop("number", None)
    foreign = values.pop("is_foreign", False)
    empty: dict[str, Any] = dict.fromkeys(Contact.__struct_fields__)
    base = {"customer": customer, "id": id, "kind": PERSON, "invalid": "", "created_at": NOW, "changed_at": NOW}
    return Contact(**empty | base | number_columns(VAULT, number, foreign, NOW) | values)


def findable(*contacts: Contact) -> list[Row]:
    """Contacts with the rows by which they are found."""
    return [*contacts, *(row for contact in contacts for row in finding_rows(VAULT, contact))]


def sent(number: str | None = None, is_foreign: bool = False, **values: str) -> SentPerson:
    """A person as a call names them, values by the contact's columns."""
    return SentPerson(values, number, is_foreign, "Person.Number", {name: f"Person.{name}" for name in values})


def _settle(facts: Facts, call: Call, body: SentPerson) -> Outcome:
    found = settle(facts, call, body)
    return Outcome(found, found.rows, found.happenings, found.decided, found.advice)


SETTLE = Task("Settle", _settle, nothing_beforehand)


def settled(rows: Iterable[Row], body: SentPerson, at: int = NOW) -> Settled:
    """Who the duplicate check says it is."""
    found = Desk(rows).ask(SETTLE, body, at=at).value
    assert isinstance(found, Settled)
    return found


def found_id(rows: Iterable[Row], body: SentPerson, at: int = NOW) -> str | None:
    """The id of the contact that the duplicate check found; None where it made a new one."""
    found = settled(rows, body, at)
    return None if found.is_new else found.contact.id


def application(
    first: str = "Anna",
    last: str = "Berg",
    *,
    number: str | None = None,
    is_foreign: bool = False,
    email: str | None = None,
    email2: str | None = None,
    address: Any = None,
    phones: dict[str, str] | None = None,
    **more: Any,
) -> FinalPriceWatchedApplication:
    """What a call places a watch with; `phones` by their members."""
    assert set(phones or ()) <= set(PHONES)
    body = LeadPerson(
        first_name=first,
        last_name=last,
        social_security_number=number,
        is_foreign_social_security_number=is_foreign,
        address=address,
        email=Email(email_address=email, email_address2=email2) if email or email2 else None,
        telephone=PersonTelephoneNumbers(**phones) if phones else None,
    )
    return FinalPriceWatchedApplication(person=body, **more)

"""The contacts of an agency: persons for the most part, some companies, a few estates of deceased."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from farstu.demo.civil_numbers import spelled
from farstu.demo.making import Making
from farstu.demo.names import Name, ascii_name, company_name, draw_names
from farstu.demo.phones import MOBILE, international
from farstu.demo.places import Town, draw_address
from farstu.demo.staff import Agency
from farstu.records.contacts import COMPANY, DECEASED_ESTATE, EMAILS, PERSON, PHONES, Contact
from farstu.records.finding import number_columns
from farstu.records.persons import doubtful_columns

_COUNT = 200
_LATEST_ARRIVAL = 200
"""Every contact came at least so many days ago, before any estate was for sale."""

_MAIL_HOSTS = ("example.com", "example.org", "example.net")
_BLANK = ("first_name", "last_name", *EMAILS, *PHONES)


def make_contacts(making: Making, agency: Agency) -> list[Contact]:
    """The contacts; the first is a person with an e-mail address whose agent is the agency's first worker."""
    names = draw_names(making.rng, _COUNT)
    return [_contact(making, agency, number, name) for number, name in enumerate(names)]


def _contact(making: Making, agency: Agency, number: int, name: Name) -> Contact:
    worker = agency.agents[number % len(agency.agents)]
    town, kind = making.rng.choice(worker.towns), _kind(number)
    values = _values(making, town, kind, number, name)
    personal_number = _number(making, name) if kind == PERSON else None
    address = draw_address(making.rng, town, making.rng.choice(("Apartment", "House")))
    arrived = making.rng.randint(_LATEST_ARRIVAL, 900)
    made: dict[str, Any] = dict.fromkeys(_BLANK) | values | asdict(address)
    return Contact(
        customer=agency.id,
        id=making.id("ADR"),
        kind=kind,
        **made,
        **number_columns(making.vault, personal_number, False, making.days.now),
        invalid=" ".join(doubtful_columns(values)),
        agent=None if number % 8 == 7 else worker.user.id,
        created_at=making.past(arrived),
        changed_at=making.past(making.rng.randrange(1, arrived)),
    )


def _kind(number: int) -> str:
    if number % 13 == 12:
        return COMPANY
    return DECEASED_ESTATE if number % 40 == 39 else PERSON


def _values(making: Making, town: Town, kind: str, number: int, name: Name) -> dict[str, str]:
    if kind == COMPANY:
        return _company(making, town, company_name(number))
    if kind == DECEASED_ESTATE:
        return {"last_name": f"Dödsboet efter {name.full}", "home": making.phones.draw(town.area)}
    return _person(making, town, name, writes=number % 9 != 8)


def _company(making: Making, town: Town, name: str) -> dict[str, str]:
    domain = ascii_name(name.removesuffix(" AB"))
    return {"last_name": name, "email": f"info@{domain}.example.com", "work": making.phones.draw(town.area)}


def _person(making: Making, town: Town, name: Name, *, writes: bool) -> dict[str, str]:
    """Everybody has a mobile phone; `writes`: and an e-mail address."""
    cell = making.phones.draw(MOBILE)
    values = {"first_name": name.first, "last_name": name.last}
    values["cell"] = international(cell) if making.happens(0.2) else cell
    if writes:
        values["email"] = f"{name.mailbox}@{making.rng.choice(_MAIL_HOSTS)}"
    if writes and making.happens(0.1):
        values["email2"] = f"{name.mailbox}@arbetet.example.com"
    if making.happens(0.3):
        values["home"] = making.phones.draw(town.area)
    if making.happens(0.1):
        values["work"] = making.phones.draw(town.area)
    return values


def _number(making: Making, name: Name) -> str | None:
    """Most have said what their personal number is."""
    return spelled(making.rng, making.personal_number(is_woman=name.is_woman)) if making.happens(0.7) else None

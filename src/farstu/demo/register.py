"""What the agencies have thought of for their contacts: categories, and tasks that come again and again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from farstu.areas.contact.ties import PartyRole, RelatedContactType
from farstu.areas.finding.contract import ScheduledOrderType
from farstu.areas.note.tables import Note
from farstu.demo.estates import Listing
from farstu.demo.interest import buyer_row
from farstu.demo.making import PARTNER, Making
from farstu.demo.staff import Agency
from farstu.records.contacts import COMPANY, PERSON, Category, Contact, ContactCategory, ContactField
from farstu.records.orders import ScheduledOrder
from farstu.records.parties import BUYER, SELLER, ContactRelation, ExtraParty, Party
from farstu.records.tasks import PredefinedTask
from farstu.store.table import Row, change

_CATEGORIES = (("Säljare", True, True), ("Spekulant", True, False), ("Samarbetspartner", False, True))
"""Each with whether it is for persons, and for companies."""
_TASKS = ("Ring upp", "Skicka värdering", "Boka fotograf")
_EVERY = 4
_NUMBER = ("personal_number", "personal_number_state", "personal_number_match")
_NOTES = 20
_NOTED = ("Vill flytta till våren.", "Har sålt sin förra bostad genom oss.", "Ringer helst på kvällen.")


def make_register(making: Making, agency: Agency, contacts: list[Contact]) -> Iterator[Row]:
    """The categories and tasks; every fourth contact is in the first category that fits, and says something more."""
    categories = [
        Category(agency.id, making.id("KAT"), name, of_persons, of_companies, read_only=False)
        for name, of_persons, of_companies in _CATEGORIES
    ]
    yield from categories
    for description in _TASKS:
        yield PredefinedTask(agency.id, making.id("UPG"), description)
    for contact in contacts[::_EVERY]:
        fitting = categories[2] if contact.kind == COMPANY else categories[0]
        yield ContactCategory(agency.id, contact.id, fitting.id)
        yield ContactField(agency.id, contact.id, "Språk", "Svenska")


def make_double(making: Making, contact: Contact) -> Contact:
    """The same person once more, written in by somebody who did not look."""
    values: dict[str, Any] = dict.fromkeys((*_NUMBER, "email", "email2", "home", "work", "cell", "other"))
    return change(contact, id=making.id("ADR"), **values, created_at=making.past(3), changed_at=making.past(2))


def make_ties(making: Making, contacts: list[Contact], listings: list[Listing]) -> Iterator[Row]:
    """Sellers of every listing and buyers of those sold, notes, orders of final prices, and what some are to others."""
    persons = [contact for contact in contacts if contact.kind == PERSON]
    firms = [contact for contact in contacts if contact.kind == COMPANY]
    for number, listing in enumerate(listings):
        estate, seller, buyer = listing.estate, persons[-1 - number], persons[number]
        yield Party(estate.customer, estate.id, seller.id, SELLER, estate.created_at)
        if estate.final_price_at is not None:
            yield Party(estate.customer, estate.id, buyer.id, BUYER, estate.final_price_at)
            yield buyer_row(making, listing, buyer)
            role = PartyRole.PowerOfAttorney.name
            yield ExtraParty(
                estate.customer, estate.id, persons[number + 1].id, BUYER, role, buyer.id, estate.final_price_at
            )
    for firm, person in zip(firms, persons, strict=False):
        yield ContactRelation(firm.customer, firm.id, person.id, RelatedContactType.AuthorizedSignatory.name)
    for number, person in enumerate(persons[:_NOTES]):
        text, noted = _NOTED[number % len(_NOTED)], making.past(number + 1)
        yield Note(person.customer, making.id("NOT"), noted, person.agent, text, person.id, None, PARTNER, noted)
        kind = ScheduledOrderType.FinalPricesInArea.name
        yield ScheduledOrder(person.customer, making.id("BST"), person.id, kind, noted, noted)

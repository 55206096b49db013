"""Contacts looked at one by one, or up to twenty at a time."""

from __future__ import annotations

from typing import Any

from farstu.areas.card.contract import (
    READ_COMPANY,
    READ_CONTACT,
    READ_CONTACTS,
    READ_DECEASED_ESTATE,
    READ_DECEASED_ESTATES,
    READ_PERSON,
    CrmCompanyContact,
    CrmCompanyTelephoneNumbers,
    CrmContact,
    CrmContactAddress,
    CrmDeceasedEstateContact,
    CrmPersonContact,
    CrmPersonTelephoneNumbers,
    MatchingWatched,
)
from farstu.contract.moment import EARLIEST_YEAR, Moment, answered, answered_if, parse_moment
from farstu.engine.reads import Asked, read
from farstu.records.card_queries import CARDS, Card, cards
from farstu.records.contacts import COMPANY, DECEASED_ESTATE, PERSON, Contact
from farstu.records.merges import missing_contact
from farstu.records.models import ContactType, Email
from farstu.records.personal_numbers import in_full
from farstu.records.shapes import Wgs84Coordinate
from farstu.store.vault import Vault


@read(READ_CONTACT)
async def read_contact(asked: Asked) -> CrmContact:
    """Whatever kind it is."""
    return await _one(asked)


@read(READ_CONTACTS)
async def read_contacts(asked: Asked) -> list[CrmContact]:
    """One for each that is named."""
    return await _several(asked, "contactIds", asked.parameters["contactIds"])


@read(READ_PERSON)
async def read_person(asked: Asked) -> CrmContact:
    """A contact of another kind is none."""
    return await _one(asked, PERSON)


@read(READ_COMPANY)
async def read_company(asked: Asked) -> CrmContact:
    """A contact of another kind is none."""
    return await _one(asked, COMPANY)


@read(READ_DECEASED_ESTATE)
async def read_deceased_estate(asked: Asked) -> CrmContact:
    """A contact of another kind is none."""
    return await _one(asked, DECEASED_ESTATE)


@read(READ_DECEASED_ESTATES)
async def read_deceased_estates(asked: Asked) -> list[CrmContact]:
    """One for each that is named; a contact of another kind is none."""
    return await _several(asked, "contactIds", asked.parameters["contactIds"], DECEASED_ESTATE)


async def _one(asked: Asked, kind: str | None = None) -> CrmContact:
    (made,) = await _several(asked, "contactId", [asked.parameters["contactId"]], kind)
    return made


async def _several(asked: Asked, parameter: str, contacts: list[str], kind: str | None = None) -> list[CrmContact]:
    """In the order of the contacts. Refused with 404 for the first who is not there."""
    found = cards(await asked.rows(CARDS, customer=asked.customer, contacts=contacts))
    for contact in contacts:
        if contact not in found or kind not in (None, found[contact].contact.kind):
            raise await missing_contact(asked, parameter, contact)
    return [_made(asked.vault, found[contact]) for contact in contacts]


def _made(vault: Vault, card: Card) -> CrmContact:
    contact = card.contact
    shared: dict[str, Any] = {
        "type": ContactType[contact.kind],
        "id": contact.id,
        "customer_id": contact.customer,
        "agent_id": contact.agent,
        "address": _address(contact),
        "email": Email(email_address=contact.email, email_address2=contact.email2),
        "advertising_enabled": bool(contact.wants_advertising),
        "note": contact.note,
        "categories": card.categories,
        "created_at": answered(contact.created_at),
        "changed_at": answered(contact.changed_at),
    }
    return _MAKERS[contact.kind](contact, _number(vault, contact), shared)


def _person(contact: Contact, number: str | None, shared: dict[str, Any]) -> CrmContact:
    return CrmPersonContact(
        **shared,
        first_name=contact.first_name,
        last_name=contact.last_name,
        social_security_number=number,
        is_foreign_social_security_number=_is_foreign(contact),
        date_of_birth=_born(contact, number),
        telephone=_phones(contact),
        lead_score=contact.lead_score or 0,
        wants_to_be_matched=MatchingWatched.NotAsked,
        gdpr_approval_date=answered_if(contact.gdpr_approved_at),
    )


def _company(contact: Contact, number: str | None, shared: dict[str, Any]) -> CrmContact:
    return CrmCompanyContact(
        **shared,
        name=contact.last_name,
        corporate_number=number,
        is_foreign_corporate_number=_is_foreign(contact),
        home_page=contact.home_page,
        telephone=CrmCompanyTelephoneNumbers(switch=contact.work, other=contact.other),
        lead_score=contact.lead_score or 0,
    )


def _deceased_estate(contact: Contact, number: str | None, shared: dict[str, Any]) -> CrmContact:
    return CrmDeceasedEstateContact(
        **shared,
        name=contact.last_name,
        social_security_number=number,
        is_foreign_id_social_security_number=_is_foreign(contact),
        telephone=_phones(contact),
    )


_MAKERS = {PERSON: _person, COMPANY: _company, DECEASED_ESTATE: _deceased_estate}


def _phones(contact: Contact) -> CrmPersonTelephoneNumbers:
    return CrmPersonTelephoneNumbers(home=contact.home, work=contact.work, cell=contact.cell, other=contact.other)


def _address(contact: Contact) -> CrmContactAddress:
    here = None
    if contact.longitude is not None and contact.latitude is not None:
        here = Wgs84Coordinate(longitude=contact.longitude, latitude=contact.latitude)
    return CrmContactAddress(
        street_address=contact.street_address,
        zip_code=contact.zip_code,
        city=contact.city,
        country_code=contact.country_code,
        wgs84_coordinate=here,
    )


def _number(vault: Vault, contact: Contact) -> str | None:
    return vault.open(contact.personal_number) if contact.personal_number else None


def _is_foreign(contact: Contact) -> bool | None:
    """Null where there is no number."""
    return contact.personal_number_state == "foreign" if contact.personal_number_state else None


def _born(contact: Contact, number: str | None) -> Moment | None:
    """The day in a number that was found to be valid; a coordination number has 60 added to it."""
    digits = in_full(number, contact.changed_at) if number and contact.personal_number_state == "valid" else None
    if digits is None or int(digits[:4]) < EARLIEST_YEAR:
        return None
    day = int(digits[6:8])
    return parse_moment(f"{digits[:4]}-{digits[4:6]}-{day - 60 if day > 60 else day:02d}T00:00:00")

"""Contacts by the hundred: a fixed number of statements for each thousand of them."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from farstu.areas.finding.collection import (
    GET_CONTACTS,
    GET_SYNC_LIST,
    BuyerOnObject,
    CollectedCompany,
    CollectedEstate,
    CollectedPerson,
    ContactCollection,
    ContactCriteria,
    FieldValue,
    InterestOnObject,
    SellerOnObject,
    SyncedCollection,
    SyncedCompany,
    SyncedEstate,
    SyncedPerson,
)
from farstu.areas.finding.queries import CATEGORIES, COLLECTED, FIELDS, PARTIES, PROSPECTS
from farstu.contract.moment import LAST_TICK, Moment, answered, answered_if
from farstu.engine.reads import Asked, read
from farstu.records.contacts import COMPANY, CONTACT, DECEASED_ESTATE, PERSON, Contact
from farstu.records.finding import email_key, number_keys
from farstu.records.homes import InterestLevel, estate_type, older_estate_type
from farstu.records.models import Address, Category, Coordinate, Email
from farstu.records.parties import BUYER, SELLER
from farstu.refusals import invalid, too_many
from farstu.store.queries import Query
from farstu.texts import say

MOST_WHOLE = 10_000
MOST_SYNCED = 50_000
_AT_ONCE = 1_000
_TIMES = {
    "contract": "contract_date", "viewing": "viewing_date", "bidding": "bidding_date", "created": "created_date",
    "changed": "changed_date", "seller": "seller_relation_date", "buyer": "buyer_relation_date",
}  # fmt: skip
"""The criteria that are times, by the members that say them."""
_EVER = {"from": -LAST_TICK, "to": LAST_TICK}


class _Sides(NamedTuple):
    """What goes with some contacts, by customer and id."""

    fields: dict[Any, list[Any]]
    categories: dict[Any, list[Any]]
    parties: dict[Any, list[Any]]
    prospects: dict[Any, list[Any]]


_SIDES = FIELDS, CATEGORIES, PARTIES, PROSPECTS


@read(GET_CONTACTS)
async def get_contacts(asked: Asked) -> list[ContactCollection]:
    """By customer, then by id. Refused with 400 where more fit than one answer holds."""
    contacts = await _contacts(asked, MOST_WHOLE)
    sides = _Sides({}, {}, {}, {})
    for place in range(0, len(contacts), _AT_ONCE):
        await _add_sides(asked, contacts[place : place + _AT_ONCE], sides)
    made = []
    for customer, found in _by_customer(contacts):
        kinds = _by_kind([(contact, _whole(asked, contact, sides)) for contact in found])
        made.append(
            ContactCollection(
                customer_id=customer,
                persons=[_person(*each) for each in kinds[PERSON]],
                estates=[_estate(*each) for each in kinds[DECEASED_ESTATE]],
                companies=[_company(*each) for each in kinds[COMPANY]],
            )
        )
    return made


@read(GET_SYNC_LIST)
async def get_sync_list(asked: Asked) -> list[SyncedCollection]:
    """The same contacts, by their ids."""
    made = []
    for customer, found in _by_customer(await _contacts(asked, MOST_SYNCED)):
        kinds = _by_kind(
            [(contact, {"contact_id": contact.id, "date_changed": answered(contact.changed_at)}) for contact in found]
        )
        made.append(
            SyncedCollection(
                customer_id=customer,
                persons=[SyncedPerson(**values) for _, values in kinds[PERSON]],
                companies=[SyncedCompany(**values) for _, values in kinds[COMPANY]],
                estates=[SyncedEstate(**values) for _, values in kinds[DECEASED_ESTATE]],
            )
        )
    return made


async def _contacts(asked: Asked, most: int) -> list[Contact]:
    sent: ContactCriteria = asked.body
    criteria, bounds = dict(_criteria(asked, sent)), _times(asked, sent)
    if any(value == [] for value in criteria.values()):
        return []  # what was sent is no address, or no number
    if not bounds and set(criteria) == {"agent"}:
        bounds["changed"] = _EVER  # SQLite takes the index of agents only where the time is asked for too
    query = COLLECTED.by([*criteria, *bounds])
    values = {f"{name}_{end}": tick for name, ends in bounds.items() for end, tick in ends.items()}
    rows = await asked.rows(query, customers=list(asked.customers), limit=most + 1, **criteria, **values)
    if len(rows) > most:
        raise too_many(most)
    return sorted(map(CONTACT.make, rows), key=lambda contact: (contact.customer, contact.id))


def _criteria(asked: Asked, sent: ContactCriteria) -> Iterator[tuple[str, Any]]:
    """Those that are no times, as the database compares them. An empty list is as good as none."""
    if sent.contact_id:
        yield "contacts", sent.contact_id
    if sent.user_id:
        yield "agent", sent.user_id
    if sent.categories:
        yield "categories", sent.categories
    if sent.email_addresses:
        yield "emails", [key for text in sent.email_addresses if (key := email_key(asked.vault, text))]
    if sent.social_security_number and sent.social_security_number.strip():
        yield "numbers", number_keys(asked.vault, sent.social_security_number, asked.at)
    field = sent.custom_field
    if field and (field.name or field.value):
        if not field.name:
            text = say("error.needed_with", member="Name", other="Value")
            raise invalid((f"{asked.body_name}.CustomField.Name", text))
        yield "field", field.name
        if field.value:
            yield "value", field.value


def _times(asked: Asked, sent: ContactCriteria) -> dict[str, dict[str, int]]:
    """The bounds of each time that is asked for, both ends counting."""
    found = {}
    for name, member in _TIMES.items():
        first: Moment | None = getattr(sent, f"{member}_from")
        last: Moment | None = getattr(sent, f"{member}_to")
        if first is None and last is None:
            continue
        found[name] = {"from": first.ticks if first else -LAST_TICK, "to": last.ticks if last else LAST_TICK}
    return found


async def _add_sides(asked: Asked, contacts: Sequence[Contact], sides: _Sides) -> None:
    values = {"customers": list(asked.customers), "contacts": [contact.id for contact in contacts]}
    found = await asyncio.gather(*(_by_contact(asked, query, values) for query in _SIDES))
    for kept, more in zip(sides, found, strict=True):
        kept.update(more)


async def _by_contact(asked: Asked, query: Query, values: dict[str, Any]) -> dict[Any, list[Any]]:
    found = defaultdict(list)
    for customer, contact, *rest in await asked.rows(query, **values):
        found[customer, contact].append(rest)
    return found


def _by_customer(contacts: list[Contact]) -> Iterator[tuple[str, list[Contact]]]:
    for customer, found in groupby(contacts, lambda contact: contact.customer):
        yield customer, list(found)


def _by_kind(pairs: list[tuple[Contact, dict[str, Any]]]) -> dict[str, list[tuple[Contact, dict[str, Any]]]]:
    found: dict[str, list[tuple[Contact, dict[str, Any]]]] = {PERSON: [], COMPANY: [], DECEASED_ESTATE: []}
    for contact, values in pairs:
        found[contact.kind].append((contact, values))
    return found


def _whole(asked: Asked, contact: Contact, sides: _Sides) -> dict[str, Any]:
    """What any contact says, and its number, by our names."""
    key = contact.customer, contact.id
    fields = [FieldValue(label=name, name=name, value=value) for name, value in sides.fields.get(key, [])]
    categories = [
        Category(id=category, name=name, read_only=bool(read_only))
        for name, category, read_only in sides.categories.get(key, [])
    ]
    return {
        "number": asked.vault.open(contact.personal_number) if contact.personal_number else None,
        "broker_id": contact.agent,
        "contact_id": contact.id,
        "customer_id": contact.customer,
        "custom_fields": fields,
        "categories": categories,
        "address": _address(contact),
        "email": Email(email_address=contact.email, email_address2=contact.email2),
        "other_phone": contact.other,
        "wish_advertising": bool(contact.wants_advertising),
        "note": contact.note,
        "coordinate": _coordinate(contact),
        "created_at": answered(contact.created_at),
        "changed_at": answered(contact.changed_at),
        "looking_for_accommodation": [],
        **_homes(sides.parties.get(key, []), sides.prospects.get(key, [])),
    }


def _homes(parties: list[Any], prospects: list[Any]) -> dict[str, Any]:
    bought = [(estate, kind) for estate, side, kind in parties if side == BUYER]
    sold = [(estate, kind) for estate, side, kind in parties if side == SELLER]
    return {
        "buyer_on_objects": [BuyerOnObject(estate_id=estate, type=older_estate_type(kind)) for estate, kind in bought],
        "seller_on_objects": [SellerOnObject(estate_id=estate, type=older_estate_type(kind)) for estate, kind in sold],
        "interest_on_objects": [_interest(*prospect) for prospect in prospects],
    }


def _interest(estate: str, status: str, kind: str, viewed: int, bids: int) -> InterestOnObject:
    return InterestOnObject(
        estate_id=estate,
        type=older_estate_type(kind),
        estate_type=estate_type(kind),
        viewing=bool(viewed),
        bidder=bool(bids),
        interest_level=InterestLevel[status],
    )


def _address(contact: Contact) -> Address:
    return Address(
        street_address=contact.street_address,
        zip_code=contact.zip_code,
        city=contact.city,
        country_code=contact.country_code,
    )


def _coordinate(contact: Contact) -> Coordinate | None:
    if contact.longitude is None or contact.latitude is None:
        return None
    return Coordinate(longitud=contact.longitude, latitud=contact.latitude)


def _person(contact: Contact, shared: dict[str, Any]) -> CollectedPerson:
    return CollectedPerson(
        social_security_number=shared.pop("number"),
        **shared,
        first_name=contact.first_name,
        last_name=contact.last_name,
        tele_phone=contact.home,
        work_phone=contact.work,
        cell_phone=contact.cell,
        gdpr_approval_date=answered_if(contact.gdpr_approved_at),
        obtain_through=contact.obtained_through,
    )


def _estate(contact: Contact, shared: dict[str, Any]) -> CollectedEstate:
    return CollectedEstate(
        social_security_number=shared.pop("number"),
        **shared,
        name=contact.last_name,
        tele_phone=contact.home,
        work_phone=contact.work,
        cell_phone=contact.cell,
    )


def _company(contact: Contact, shared: dict[str, Any]) -> CollectedCompany:
    return CollectedCompany(
        corporate_number=shared.pop("number"),
        **shared,
        company_name=contact.last_name,
        home_page=contact.home_page,
        switch_phone=contact.work,
    )

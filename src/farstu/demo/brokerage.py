"""The made-up brokerage: two agencies in a group, and a customer for the documentation's placeholders."""

from __future__ import annotations

from dataclasses import dataclass

from farstu.access.tables import Group, GroupMember
from farstu.demo.adverts import make_advert
from farstu.demo.appointments import make_appointments
from farstu.demo.budgets import make_budgets
from farstu.demo.commissions import make_commissions
from farstu.demo.dealings import make_comebacks, make_loan_promises, make_meetings
from farstu.demo.estates import Listing, make_listings
from farstu.demo.making import Making
from farstu.demo.market import Market, make_market
from farstu.demo.people import make_contacts
from farstu.demo.placeholders import placeholder_rows
from farstu.demo.plans import GROUP_TITLE, PLANS
from farstu.demo.register import make_double, make_register, make_ties
from farstu.demo.staff import Agency, make_agency
from farstu.records.contacts import COMPANY, DECEASED_ESTATE, PERSON, Contact
from farstu.records.finding import finding_rows
from farstu.records.meetings import Meeting
from farstu.store.table import Row
from farstu.store.vault import Vault

_NUMBERS = range(10_000, 99_000, 1_000)
_GROUP_NUMBERS = range(10, 100)
_MEETINGS = _PROMISES = 30


@dataclass(frozen=True)
class Landmarks:
    """Ids to try calls with, all of `customer_id` save `other_customer_id`, which is another in the same group.

    The user works at the office, which is not the main office, and nowhere else; and sells the estate, which has no
    final price. The contact is a person with an e-mail address, the user's own contact, with nothing to do with the
    estate. The viewing is a past one of the estate; the participant is a contact on it who has not been followed up.
    The meeting is one with the contact. The lead source is not the customer's default. The bid is one on the estate
    that others may see, the time slot one of the viewing. The company and the estate of a deceased are contacts too;
    the double contact is one whom nothing else names, to be merged.
    """

    customer_id: str
    other_customer_id: str
    group_id: str
    office_id: str
    user_id: str
    user_group_id: str
    contact_id: str
    estate_id: str
    viewing_id: str
    participant_id: str
    meeting_id: str
    lead_source_id: str
    bid_id: str
    time_slot_id: str
    company_id: str
    deceased_estate_id: str
    double_contact_id: str


@dataclass(frozen=True)
class Brokerage:
    """Every row of the demo, of any table, and ids to begin with."""

    rows: list[Row]
    landmarks: Landmarks


@dataclass(frozen=True)
class _Business:
    """An agency and what it does."""

    agency: Agency
    contacts: list[Contact]
    listings: list[Listing]
    meetings: list[Meeting]
    market: Market
    double: Contact
    rows: list[Row]


def furnish(seed: int, now: int, vault: Vault) -> Brokerage:
    """Makes the brokerage. Its ids follow from the seed alone; its dates lie around `now`, in ticks of 100 ns."""
    making = Making(seed, now, vault)
    numbers = making.rng.sample(_NUMBERS, len(PLANS))
    group = Group(f"G{making.rng.choice(_GROUP_NUMBERS)}", GROUP_TITLE, making.days.at(-1_000, 9))
    agencies = [make_agency(making, plan, number) for plan, number in zip(PLANS, numbers, strict=True)]
    businesses = [_business(making, agency) for agency in agencies]
    rows: list[Row] = [group, *(GroupMember(group.id, agency.id) for agency in agencies)]
    rows += [row for business in businesses for row in business.rows]
    rows += placeholder_rows(making)
    return Brokerage(rows, _landmarks(group, *businesses))


def _business(making: Making, agency: Agency) -> _Business:
    contacts, listings = make_contacts(making, agency), make_listings(making, agency)
    unsold = [listing for listing in listings if listing.course.sold is None]
    meetings = make_meetings(making, contacts[:_MEETINGS], unsold)
    buyers = [contact for contact in contacts[1:] if contact.kind == PERSON]
    market = make_market(making, agency, listings, buyers)
    double = make_double(making, contacts[-2])
    rows = [
        *agency.rows(),
        *contacts,
        double,
        *(row for contact in (*contacts, double) for row in finding_rows(making.vault, contact)),
        *(listing.estate for listing in listings),
        *(make_advert(making, listing.estate) for listing in listings),
        *(row for showing in market.showings for row in showing.rows()),
        *market.rows,
        *market.bids,
        *meetings,
        *make_comebacks(making, agency, meetings[2::4]),
        *make_loan_promises(making, making.rng.sample(buyers, _PROMISES), unsold),
        *make_budgets(making, agency),
        *make_register(making, agency, contacts),
        *make_ties(making, contacts, listings),
        *make_appointments(making, agency),
        *make_commissions(making, agency, listings),
    ]
    return _Business(agency, contacts, listings, meetings, market, double, rows)


def _landmarks(group: Group, business: _Business, other: _Business) -> Landmarks:
    """The first of everything: they are made so that these belong together."""
    agency, showing = business.agency, business.market.showings[0]
    return Landmarks(
        customer_id=agency.id,
        other_customer_id=other.agency.id,
        group_id=group.id,
        office_id=agency.workers[0].office.id,
        user_id=agency.workers[0].user.id,
        user_group_id=agency.groups[0].id,
        contact_id=business.contacts[0].id,
        estate_id=business.listings[0].estate.id,
        viewing_id=showing.viewing.id,
        participant_id=showing.participants[-1].contact,
        meeting_id=business.meetings[0].id,
        lead_source_id=agency.sources[-1].id,
        time_slot_id=showing.slots[0].id,
        bid_id=business.market.bids[1].id,
        company_id=_first(business, COMPANY),
        deceased_estate_id=_first(business, DECEASED_ESTATE),
        double_contact_id=business.double.id,
    )


def _first(business: _Business, kind: str) -> str:
    return next(contact.id for contact in business.contacts if contact.kind == kind)

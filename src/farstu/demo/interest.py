"""Those who may buy a listing: who comes to its viewings, who asks about it, who watches its final price."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from farstu.areas.watch.contract import ProspectiveBuyerStatus
from farstu.areas.watch.rules import LEAD_KIND
from farstu.areas.watch.tables import FinalPriceWatch
from farstu.areas.watch.telling import TEMPLATE
from farstu.demo.estates import Listing
from farstu.demo.making import PARTNER, Making
from farstu.demo.staff import Agency
from farstu.demo.viewings import Showing
from farstu.records.bids import Bid
from farstu.records.contacts import Contact
from farstu.records.estates import Buyer, Prospect
from farstu.records.leads import Lead
from farstu.records.mail import OutgoingMail
from farstu.store.table import Row

_INTEREST = "Interest"
"""The kind of a lead that asks about a home."""

_STATUSES = [ProspectiveBuyerStatus.Interested] * 5 + [ProspectiveBuyerStatus.Assigned] * 2
_STATUSES += [ProspectiveBuyerStatus.NotInterested]
_MESSAGES = (
    None,
    "Hej! Är balkongen i söderläge?",
    "Vi letar efter något större nu när vi blir fler. Går det bra att visa bostaden en kväll?",
    "Skicka gärna föreningens årsredovisning.",
    "Hur gammalt är taket?",
)
_TAGS = [{"name": "utm_source", "value": "nyhetsbrev"}, {"name": "utm_medium", "value": "email"}]


def guest_rows(making: Making, showing: Showing) -> Iterator[Row]:
    """Whoever has booked a viewing has become a prospect by that."""
    for guest in showing.participants:
        status = making.rng.choice(_STATUSES).name
        yield Prospect(guest.customer, showing.viewing.estate, guest.contact, status, guest.booked_at)


def asking_rows(
    making: Making, agency: Agency, listing: Listing, contacts: list[Contact], *, watching: bool
) -> Iterator[Row]:
    """Contacts who have asked about the listing while it was for sale; `watching`: all of them for its final price."""
    estate, course = listing.estate, listing.course
    for contact in contacts:
        asked = making.past(making.rng.randrange((course.sold or 0) + 1, course.listed))
        status = ProspectiveBuyerStatus.Assigned if watching else making.rng.choice(_STATUSES)
        yield Prospect(estate.customer, estate.id, contact.id, status.name, asked)
        yield _lead(making, agency, listing, contact, LEAD_KIND if watching else _INTEREST, asked)
        if watching:
            yield from _watch(making, listing, contact, asked)


def bid_rows(making: Making, listing: Listing, contacts: list[Contact]) -> Iterator[Bid]:
    """Bids in turn from these contacts, each a little higher; the last is hidden, the first taken back."""
    amount = listing.estate.asking_price or 0
    for number, contact in enumerate(contacts, start=1):
        amount += making.rng.randint(1, 5) * 25_000
        placed = making.past(len(contacts) - number + 1)
        yield Bid(
            customer=contact.customer,
            id=making.id("BUD"),
            estate=listing.estate.id,
            contact=contact.id,
            alias=f"Budgivare {number}",
            amount=amount,
            written=str(amount),
            condition="Tillträde tidigast om tre månader." if making.happens(0.3) else None,
            is_hidden=number == len(contacts),
            is_canceled=number == 1,
            is_identified=False,
            placed_at=placed,
            partner=PARTNER,
            created_at=placed,
        )


def buyer_row(making: Making, listing: Listing, contact: Contact) -> Buyer:
    """Who bought the listing, and with which bank's money."""
    estate = listing.estate
    return Buyer(
        customer=estate.customer,
        estate=estate.id,
        contact=contact.id,
        bank="Exempelbanken",
        clearing_number=f"9{making.rng.randint(100, 999)}",
        account_number=str(making.rng.randint(1_000_000, 9_999_999)),
        insurance_company="Exempelförsäkringar" if making.happens(0.5) else None,
        created_at=estate.final_price_at or estate.changed_at,
    )


def _lead(making: Making, agency: Agency, listing: Listing, contact: Contact, kind: str, asked: int) -> Lead:
    tagged = making.happens(0.4)
    return Lead(
        customer=agency.id,
        id=making.id("LED"),
        kind=kind,
        contact=contact.id,
        estate=listing.estate.id,
        source=making.rng.choice(agency.sources).id,
        referrer=f"https://www.example.com/till-salu/{listing.estate.id}" if making.happens(0.6) else None,
        utm_tags=msgspec.json.encode(_TAGS).decode() if tagged else None,
        message=making.rng.choice(_MESSAGES),
        left_out=None,
        partner=PARTNER,
        created_at=asked,
    )


def _watch(making: Making, listing: Listing, contact: Contact, asked: int) -> Iterator[Row]:
    """A watch, and the e-mail that told of the price where there is one already."""
    estate = listing.estate
    sold_at, told_by = estate.final_price_at, "email" if contact.email else "event"
    if sold_at is None:
        yield FinalPriceWatch(estate.customer, estate.id, contact.id, asked, None, None, None)
        return
    yield FinalPriceWatch(estate.customer, estate.id, contact.id, asked, sold_at, sold_at, told_by)
    if contact.email:
        about = msgspec.json.encode({"estateId": estate.id, "finalPrice": estate.final_price}).decode()
        yield OutgoingMail(
            estate.customer, making.id("MAI"), contact.email, contact.id, TEMPLATE, about, sold_at, sold_at
        )

"""What is going on around an agency's listings: the viewings, and all the interest in them."""

from __future__ import annotations

from dataclasses import dataclass

from farstu.demo.estates import Listing
from farstu.demo.interest import asking_rows, bid_rows, guest_rows
from farstu.demo.making import Making
from farstu.demo.staff import Agency
from farstu.demo.viewings import GUESTS, Showing, make_showing
from farstu.records.bids import Bid
from farstu.records.contacts import Contact
from farstu.store.table import Row

_ASKING = 3


@dataclass(frozen=True)
class Market:
    """The viewings and the bids, in the order of their listings, and every row beside theirs."""

    showings: list[Showing]
    bids: list[Bid]
    rows: list[Row]


def make_market(making: Making, agency: Agency, listings: list[Listing], buyers: list[Contact]) -> Market:
    """Every listing has guests on its viewings and contacts who ask; some are watched. Nobody has followed up the
    viewings of the first."""
    market = Market([], [], [])
    for number, listing in enumerate(listings):
        guests, asking = _interested(making, listing, buyers)
        showings = _showings(making, listing, guests, followed_up=number % 4 != 0)
        market.showings.extend(showings)
        for showing in showings:
            market.rows.extend(guest_rows(making, showing))
        market.rows.extend(asking_rows(making, agency, listing, asking, watching=number % 8 == 3))
        if number % 4 == 0 and listing.course.sold is None and listing.estate.asking_price is not None:
            market.bids.extend(bid_rows(making, listing, asking))
    return market


def _interested(making: Making, listing: Listing, buyers: list[Contact]) -> tuple[list[Contact], list[Contact]]:
    """Guests for all its viewings, and those who ask; nobody twice."""
    guests = GUESTS * len(listing.course.weeks)
    chosen = making.rng.sample(buyers, guests + _ASKING)
    return chosen[:guests], chosen[guests:]


def _showings(making: Making, listing: Listing, guests: list[Contact], *, followed_up: bool) -> list[Showing]:
    """Each with guests of its own; one to come is never followed up."""
    return [
        make_showing(
            making, listing, week, guests[GUESTS * place : GUESTS * (place + 1)], followed_up=followed_up and week < 0
        )
        for place, week in enumerate(listing.course.weeks)
    ]

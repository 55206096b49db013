"""Viewings of a listing: a Sunday with a few time slots, and who comes."""

from __future__ import annotations

from dataclasses import dataclass

from farstu.areas.viewing.contract import Contacted
from farstu.contract.moment import TICKS_PER_SECOND
from farstu.demo.estates import Listing
from farstu.demo.making import Making
from farstu.records.contacts import Contact
from farstu.records.viewings import Participant, TimeSlot, Viewing
from farstu.store.table import Row

SLOT_TICKS = 30 * 60 * TICKS_PER_SECOND
GUESTS = 6
"""Contacts on each viewing."""

_PLACES = 4
_AFTERWARDS = (Contacted.Yes, Contacted.Yes, Contacted.NoAnswer, Contacted.No)
_NOTES = (
    None,
    None,
    "Portkod lämnas vid ankomst.",
    "Parkera på gatan, inte på gården.",
    "Visas även efter överenskommelse.",
)


@dataclass(frozen=True)
class Showing:
    """A viewing with all that belongs to it."""

    viewing: Viewing
    slots: list[TimeSlot]
    participants: list[Participant]

    def rows(self) -> list[Row]:
        """All rows of the viewing."""
        return [self.viewing, *self.slots, *self.participants]


def make_showing(making: Making, listing: Listing, week: int, guests: list[Contact], *, followed_up: bool) -> Showing:
    """A viewing on a Sunday, 1 the next, -1 the last. `followed_up`: the agent has been through those who came."""
    customer, viewing_id = listing.estate.customer, making.id("VIS")
    viewing = Viewing(customer, viewing_id, listing.estate.id, listing.worker.user.id, making.rng.choice(_NOTES))
    first = making.days.sunday(week, making.rng.randint(11, 15))
    slots = [
        TimeSlot(customer, viewing_id, making.id("TID"), start, start + SLOT_TICKS, _PLACES)
        for start in (first, first + SLOT_TICKS)
    ]
    participants = [
        _participant(making, slots[number % len(slots)], guest, week, followed_up=followed_up and number % 4 != 3)
        for number, guest in enumerate(guests)
    ]
    return Showing(viewing, slots, participants)


def _participant(making: Making, slot: TimeSlot, guest: Contact, week: int, *, followed_up: bool) -> Participant:
    """Booked in the days before: of the viewing if it is past, else of today."""
    booked = making.rng.randint(1, 3) + 7 * max(-week, 0)
    came, reached = making.happens(0.8), making.rng.choice(_AFTERWARDS)
    evening = making.days.sunday(week, making.rng.randint(18, 20), making.rng.randrange(60))
    return Participant(
        customer=slot.customer,
        viewing=slot.viewing,
        contact=guest.id,
        time_slot=slot.id,
        id=making.id("VID"),
        participated=came if followed_up else None,
        contacted=reached.name if followed_up else None,
        booked_at=making.past(booked),
        followed_up_at=evening if followed_up else None,
    )

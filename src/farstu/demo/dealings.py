"""What an agency has to do with its contacts beside the viewings: meetings, comebacks, loan promises."""

from __future__ import annotations

from collections.abc import Iterator

from farstu.areas.buyer.contract import LoanPromiseEstateType, LoanPromiseFinancing, LoanPromiseStatus
from farstu.areas.buyer.tables import LoanPromise
from farstu.areas.meeting.tables import Comeback
from farstu.contract.moment import TICKS_PER_SECOND
from farstu.demo.estates import Listing
from farstu.demo.making import PARTNER, Making
from farstu.demo.staff import Agency
from farstu.records.contacts import Contact
from farstu.records.meetings import ASSIGNMENT, BOOKED, Meeting
from farstu.store.table import change

_VIEWING = "Viewing"
_FOLLOWED_UP, _CANCELLED = "FollowedUp", "CancelledByCustomer"
_MEETING_TICKS = 60 * 60 * TICKS_PER_SECOND
_DAY_TICKS = 24 * _MEETING_TICKS
_ASSIGNMENT_NOTES = ("Värdering inför försäljning.", "Säljmöte, hela familjen är med.", None)
_VIEWING_NOTES = ("Enskild visning.", "Andra visningen, tar med sig en besiktningsman.", None)
_COMEBACK_NOTES = ("Hör av dig om värderingen.", "Har pratat med banken och vill veta mer.", None)
_BANKS = ("Exempelbanken", "Lillstads Sparbank", "Norrviddens Bank", "Bolånebolaget Tröskeln")
_VERIFIED = (
    LoanPromiseStatus.AutomaticVerification,
    LoanPromiseStatus.VerifiedByBank,
    LoanPromiseStatus.PreApprovalVerifiedByBank,
    LoanPromiseStatus.IsBeingProcessed,
    LoanPromiseStatus.CouldNotBeVerified,
    None,
)


def make_meetings(making: Making, contacts: list[Contact], listings: list[Listing]) -> list[Meeting]:
    """One with each contact who has an agent: two of three about an assignment, the third at one of the listings. Some
    were called off."""
    known = [(contact, contact.agent) for contact in contacts if contact.agent]
    meetings = [
        _meeting(making, contact, agent, making.rng.choice(listings) if number % 3 == 2 else None, past=number % 2 == 0)
        for number, (contact, agent) in enumerate(known)
    ]
    return [
        change(meeting, state=_CANCELLED) if number % 10 == 4 else meeting for number, meeting in enumerate(meetings)
    ]


def _meeting(making: Making, contact: Contact, agent: str, listing: Listing | None, *, past: bool) -> Meeting:
    days = making.rng.randint(1, 14)
    starts = making.days.at(-days if past else days, making.rng.randint(9, 18), making.rng.choice((0, 30)))
    return Meeting(
        customer=contact.customer,
        id=making.id("CAL"),
        kind=_VIEWING if listing else ASSIGNMENT,
        contact=contact.id,
        estate=listing.estate.id if listing else None,
        user=agent,
        starts_at=starts,
        ends_at=starts + _MEETING_TICKS,
        note=making.rng.choice(_VIEWING_NOTES if listing else _ASSIGNMENT_NOTES),
        state=_FOLLOWED_UP if past else BOOKED,
        booked_by=agent,
        booked_at=making.days.at(-days - 7 if past else -1, 9),
    )


def make_comebacks(making: Making, agency: Agency, meetings: list[Meeting]) -> Iterator[Comeback]:
    """One after each meeting, days or weeks later; a user, anybody of the first group, or an office shall call."""
    for number, meeting in enumerate(meetings):
        asked = (("user", str(meeting.user)), ("user_group", agency.groups[0].id), ("office", agency.offices[-1].id))
        acting, acting_id = asked[number % len(asked)]
        yield Comeback(
            customer=agency.id,
            id=making.id("CAL"),
            contact=str(meeting.contact),
            date=meeting.ends_at + making.rng.randint(3, 25) * _DAY_TICKS,
            meeting=meeting.id,
            estate=meeting.estate,
            user=acting_id if acting == "user" else None,
            user_group=acting_id if acting == "user_group" else None,
            office=acting_id if acting == "office" else None,
            acting=acting,
            acting_id=acting_id,
            note=making.rng.choice(_COMEBACK_NOTES),
            partner=PARTNER,
            created_at=meeting.ends_at,
        )


def make_loan_promises(making: Making, contacts: list[Contact], listings: list[Listing]) -> Iterator[LoanPromise]:
    """One for each contact, every third for one of the listings; and an older one that has run out for every fourth."""
    for number, contact in enumerate(contacts):
        listing = making.rng.choice(listings)
        if number % 4 == 3:
            yield _loan_promise(making, contact, listing.estate.kind, None, made=190)
        if number % 3 == 0:
            yield _loan_promise(making, contact, listing.estate.kind, listing.estate.id, made=making.rng.randint(1, 15))
        else:
            yield _loan_promise(making, contact, listing.estate.kind, None, made=making.rng.randint(1, 150))


def _loan_promise(making: Making, contact: Contact, kind: str, estate: str | None, made: int) -> LoanPromise:
    """A promise for half a year, `made` days ago."""
    by_bank, status = making.happens(0.85), making.rng.choice(_VERIFIED)
    return LoanPromise(
        customer=contact.customer,
        id=making.id("LOA"),
        contact=contact.id,
        bank=making.rng.choice(_BANKS) if by_bank else None,
        valid_until=making.days.at(180 - made, 12),
        estate_type=LoanPromiseEstateType[kind].name,
        estate=estate,
        status=status.name if status and by_bank else None,
        financing=(LoanPromiseFinancing.Bank if by_bank else LoanPromiseFinancing.Other).name,
        partner=PARTNER,
        created_at=making.past(made),
    )

"""The customer `StringValue`, whose records are all called so too: the documentation's examples find what they name."""

from __future__ import annotations

from farstu.demo.making import Making
from farstu.demo.phones import MOBILE
from farstu.demo.viewings import SLOT_TICKS
from farstu.records.bids import Bid
from farstu.records.contacts import PERSON, Category, Contact
from farstu.records.estates import Estate
from farstu.records.finding import finding_rows, number_columns
from farstu.records.leads import LeadSource
from farstu.records.meetings import ASSIGNMENT, BOOKED, Meeting
from farstu.records.offices import (
    Customer,
    Office,
    OfficeGroup,
    OfficeGroupMember,
    OfficeUser,
    User,
    UserGroup,
    UserGroupMember,
)
from farstu.records.tasks import PredefinedTask
from farstu.records.viewings import Participant, TimeSlot, Viewing
from farstu.store.table import Row

PLACEHOLDER = "StringValue"
_HERE = (PLACEHOLDER, PLACEHOLDER)
_CITY = "Stockholm"


def placeholder_rows(making: Making) -> list[Row]:
    """All rows of the customer."""
    contact = _contact(making)
    return [*_office_rows(making), contact, *finding_rows(making.vault, contact), _estate(making), *_event_rows(making)]


def _office_rows(making: Making) -> list[Row]:
    made_at, phone, cell = making.days.at(-1_000, 9), making.phones.draw("08"), making.phones.draw(MOBILE)
    return [
        Customer(PLACEHOLDER, "Exempelvärden", PLACEHOLDER, PLACEHOLDER, sandbox=True, created_at=made_at),
        Office(*_HERE, "Exempelvärden", _CITY, "kontor@varden.example.com", phone),
        User(*_HERE, "Exempla", "Värde", "Reg. fastighetsmäklare", "exempla@varden.example.com", cell),
        OfficeUser(*_HERE, PLACEHOLDER),
        UserGroup(*_HERE, "Säljare"),
        UserGroupMember(*_HERE, PLACEHOLDER),
        OfficeGroup(*_HERE, "Kontoren"),
        OfficeGroupMember(*_HERE, PLACEHOLDER),
        LeadSource(*_HERE, "Webbplatsen"),
        Category(*_HERE, "Exempel", of_persons=True, of_companies=True, read_only=False),
        PredefinedTask(*_HERE, "Ring upp"),
    ]


def _contact(making: Making) -> Contact:
    number = number_columns(making.vault, making.personal_number(is_woman=True), False, making.days.now)
    made_at = making.days.at(-365, 9)
    return Contact(
        customer=PLACEHOLDER,
        id=PLACEHOLDER,
        kind=PERSON,
        first_name="Ester",
        last_name="Exempelsson",
        **number,
        street_address="Provgatan 1",
        zip_code="116 20",
        city=_CITY,
        email="ester.exempelsson@example.com",
        email2=None,
        home=making.phones.draw("08"),
        work=None,
        cell=making.phones.draw(MOBILE),
        other=None,
        invalid="",
        agent=PLACEHOLDER,
        created_at=made_at,
        changed_at=made_at,
    )


def _estate(making: Making) -> Estate:
    listed = making.days.at(-30, 9)
    return Estate(
        customer=PLACEHOLDER,
        id=PLACEHOLDER,
        office=PLACEHOLDER,
        agent=PLACEHOLDER,
        kind="Apartment",
        street_address="Provgatan 2",
        zip_code="116 20",
        city=_CITY,
        rooms=3,
        living_area=75,
        asking_price=4_500_000,
        final_price=None,
        final_price_at=None,
        created_at=listed,
        changed_at=listed,
    )


def _event_rows(making: Making) -> list[Row]:
    """A viewing that has been, not yet followed up, and a meeting to come."""
    start, booked = making.days.sunday(-1, 13), making.days.at(-10, 9)
    meeting = making.days.at(3, 10)
    return [
        Viewing(*_HERE, PLACEHOLDER, PLACEHOLDER, None),
        TimeSlot(*_HERE, PLACEHOLDER, start, start + SLOT_TICKS, 10),
        Participant(*_HERE, PLACEHOLDER, PLACEHOLDER, PLACEHOLDER, None, None, booked, None),
        Bid(
            *_HERE,
            PLACEHOLDER,
            PLACEHOLDER,
            "Budgivare 1",
            4_600_000,
            "4600000",
            None,
            is_hidden=False,
            is_canceled=False,
            is_identified=False,
            placed_at=booked,
            partner="demo",
            created_at=booked,
        ),
        Meeting(
            *_HERE,
            ASSIGNMENT,
            PLACEHOLDER,
            PLACEHOLDER,
            PLACEHOLDER,
            meeting,
            meeting + SLOT_TICKS,
            None,
            BOOKED,
            PLACEHOLDER,
            booked,
        ),
    ]

"""What the demo promises to those who try calls with it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from farstu.areas.watch.tables import FinalPriceWatch
from farstu.demo.brokerage import furnish
from farstu.demo.days import Days
from farstu.records.bids import Bid
from farstu.records.contacts import PERSON, Category, Contact, ContactMatch, ContactWord
from farstu.records.estates import Estate, Prospect
from farstu.records.leads import Lead, LeadSource
from farstu.records.meetings import Meeting
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
from farstu.records.reachability import comparable_email
from farstu.records.tasks import PredefinedTask
from farstu.records.viewings import Participant, TimeSlot, Viewing
from farstu.store.table import Row
from tests.support.brokerage import NOW, STRING_VALUE, VAULT, made, moment, of_landmark


@pytest.mark.parametrize("seed", range(1, 40))
def test_landmarks_hold_what_they_promise(seed: int) -> None:
    brokerage = furnish(seed, NOW, VAULT)
    landmarks = brokerage.landmarks
    found = {
        (type(row), row.id): row
        for row in brokerage.rows
        if hasattr(row, "id") and getattr(row, "customer", None) == landmarks.customer_id
    }
    contact, estate = found[Contact, landmarks.contact_id], found[Estate, landmarks.estate_id]
    viewing, meeting = found[Viewing, landmarks.viewing_id], found[Meeting, landmarks.meeting_id]
    assert isinstance(contact, Contact)
    assert isinstance(estate, Estate)
    assert isinstance(viewing, Viewing)
    assert isinstance(meeting, Meeting)
    assert (Office, landmarks.office_id) in found
    assert (User, landmarks.user_id) in found
    assert (UserGroup, landmarks.user_group_id) in found
    assert (LeadSource, landmarks.lead_source_id) in found
    assert contact.kind == PERSON
    assert comparable_email(contact.email or "")
    assert contact.agent == estate.agent == meeting.user == landmarks.user_id
    assert meeting.contact == contact.id
    assert estate.office == landmarks.office_id
    assert estate.final_price is None
    assert viewing.estate == estate.id
    members = UserGroupMember(landmarks.customer_id, landmarks.user_group_id, landmarks.user_id)
    assert members in brokerage.rows


def test_the_landmark_user_works_at_the_landmark_office_alone() -> None:
    landmarks = made().landmarks
    assert [row.office for row in of_landmark(OfficeUser) if row.user == landmarks.user_id] == [landmarks.office_id]
    assert landmarks.office_id != landmarks.customer_id


def test_the_landmark_participant_of_a_past_viewing_waits_for_the_follow_up() -> None:
    landmarks = made().landmarks
    (booked,) = (
        row
        for row in of_landmark(Participant)
        if (row.viewing, row.contact) == (landmarks.viewing_id, landmarks.participant_id)
    )
    assert (booked.participated, booked.contacted, booked.followed_up_at) == (None, None, None)
    assert all(slot.ends_at < NOW for slot in of_landmark(TimeSlot) if slot.viewing == landmarks.viewing_id)


def test_the_landmark_contact_has_nothing_to_do_with_the_landmark_estate() -> None:
    landmarks = made().landmarks
    here = [row for kind in (Prospect, Participant, Lead, FinalPriceWatch) for row in of_landmark(kind)]
    assert landmarks.contact_id not in {row.contact for row in here}  # type: ignore[attr-defined]  # all have one


def test_the_landmark_lead_source_is_not_the_default() -> None:
    (customer,) = of_landmark(Customer)
    assert made().landmarks.lead_source_id != customer.default_lead_source


def test_the_placeholders_are_there() -> None:
    here = [row for row in made().rows if getattr(row, "customer", None) == STRING_VALUE]
    by_kind = {type(row): row for row in here if type(row) not in (ContactMatch, ContactWord)}
    named: set[type[Row]] = {
        Office,
        User,
        UserGroup,
        OfficeGroup,
        Contact,
        Estate,
        Viewing,
        TimeSlot,
        Participant,
        Meeting,
        LeadSource,
        Bid,
        Category,
        PredefinedTask,
    }
    assert by_kind.keys() == named | {Customer, OfficeUser, UserGroupMember, OfficeGroupMember}
    assert len(by_kind) == len([row for row in here if type(row) not in (ContactMatch, ContactWord)])
    assert {getattr(by_kind[kind], "id", None) for kind in named} == {STRING_VALUE}
    customer, contact, participant = by_kind[Customer], by_kind[Contact], by_kind[Participant]
    assert isinstance(customer, Customer)
    assert isinstance(contact, Contact)
    assert isinstance(participant, Participant)
    assert (customer.name, customer.default_lead_source) == ("Exempelvärden", STRING_VALUE)
    assert contact.kind == PERSON
    assert (contact.email or "").endswith("@example.com")
    assert by_kind[OfficeUser] == OfficeUser(STRING_VALUE, STRING_VALUE, STRING_VALUE)
    assert (participant.viewing, participant.contact, participant.time_slot) == (STRING_VALUE,) * 3
    assert by_kind[Viewing] == Viewing(STRING_VALUE, STRING_VALUE, STRING_VALUE, STRING_VALUE, None)


@pytest.mark.parametrize("day", range(16, 23))
def test_the_last_and_the_next_sunday_are_never_today(day: int) -> None:
    days = Days(moment(2026, 11, day, 12, 0))
    last, following = (datetime.fromtimestamp(days.sunday(week, 13) // 10_000_000, UTC).date() for week in (-1, 1))
    assert last.isoweekday() == following.isoweekday() == 7
    assert last < days.today < following
    assert (following - last).days == (14 if days.today.isoweekday() == 7 else 7)

"""The demo brokerage: the same every time, whole, and nobody's real data."""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from datetime import UTC, datetime
from functools import cache
from itertools import pairwise
from typing import Any, TypeVar

import msgspec
import phonenumbers
import pytest

from farstu.access.tables import Group, GroupMember
from farstu.areas.budget.tables import Budget
from farstu.areas.buyer.contract import LoanPromiseEstateType, LoanPromiseFinancing, LoanPromiseStatus
from farstu.areas.buyer.tables import LoanPromise
from farstu.areas.meeting.tables import Comeback
from farstu.areas.viewing.contract import Contacted
from farstu.areas.watch.contract import ProspectiveBuyerStatus
from farstu.areas.watch.tables import FinalPriceWatch
from farstu.contract.moment import ticks_of
from farstu.demo.brokerage import Brokerage, furnish
from farstu.demo.days import Days
from farstu.records.bids import Bid
from farstu.records.contacts import (
    COMPANY,
    DECEASED_ESTATE,
    EMAILS,
    PERSON,
    PHONES,
    Category,
    Contact,
    ContactMatch,
    ContactWord,
)
from farstu.records.estates import Estate, Prospect
from farstu.records.finding import finding_rows, name_keys
from farstu.records.leads import Lead, LeadSource
from farstu.records.mail import OutgoingMail
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
from farstu.records.personal_numbers import normalised
from farstu.records.persons import doubtful_columns
from farstu.records.reachability import comparable_email, comparable_phone
from farstu.records.tasks import PredefinedTask
from farstu.records.viewings import Participant, TimeSlot, Viewing
from farstu.store.table import Row
from farstu.store.vault import PlainVault

VAULT = PlainVault(bytes(range(32)))
SEEDS = (1, 7, 20_260)
STRING_VALUE = "StringValue"
MADE_ID = re.compile(
    r"(ADR|HAN|CAL|VIS|VID|LED|LOA|LKA|BUD|GRP|KGR|TID|MAI|KAT|UPG|NOT|BST)[0-9A-F]{12}7[0-9A-F]{3}[89AB][0-9A-F]{15}"
)
REFERENCES: dict[str, type[Row]] = {
    "contact": Contact,
    "estate": Estate,
    "office": Office,
    "user": User,
    "agent": User,
    "user_group": UserGroup,
    "office_group": OfficeGroup,
    "viewing": Viewing,
    "meeting": Meeting,
    "category": Category,
    "source": LeadSource,
    "main_office": Office,
    "default_lead_source": LeadSource,
}
"""What a column of this name holds the id of, in whichever table it is."""

R = TypeVar("R", bound=Row)


def moment(*parts: int) -> int:
    return ticks_of(datetime(*parts, tzinfo=UTC))  # type: ignore[misc,arg-type]  # year, month, day, hour, minute


NOW = moment(2026, 11, 20, 10, 15)
NOWS = (NOW, moment(2027, 3, 28, 0, 30), moment(2024, 2, 29, 23, 59), moment(2030, 12, 31, 23, 30))


@cache
def made(seed: int = 1, now: int = NOW) -> Brokerage:
    return furnish(seed, now, VAULT)


def rows(kind: type[R], brokerage: Brokerage | None = None) -> list[R]:
    return [row for row in (brokerage or made()).rows if isinstance(row, kind)]


def of_landmark(kind: type[R]) -> list[R]:
    """Rows of the customer that the landmarks are of."""
    return [row for row in rows(kind) if getattr(row, "customer", None) == made().landmarks.customer_id]


def one(kind: type[R], wanted: str) -> R:
    """The row with this id, of that same customer."""
    (found,) = (row for row in of_landmark(kind) if getattr(row, "id", None) == wanted)
    return found


def keys(brokerage: Brokerage) -> Counter[tuple[str, tuple[Any, ...]]]:
    return Counter((row.table.name, row.table.key.values_of(row)) for row in brokerage.rows)


def ids(brokerage: Brokerage) -> list[tuple[str, str]]:
    return [(row.table.name, found) for row in brokerage.rows if (found := getattr(row, "id", None))]


def values_of(*columns: str) -> list[str]:
    """All that stands in columns of these names, in the brokerages of all seeds."""
    every = (row for seed in SEEDS for row in made(seed).rows)
    return [value for row in every for name in columns if (value := getattr(row, name, None))]


def test_one_seed_makes_the_same_brokerage_every_time() -> None:
    random.seed(1)
    first = furnish(3, NOW, VAULT)
    random.seed(2)
    assert furnish(3, NOW, VAULT) == first


def test_the_global_random_is_left_alone() -> None:
    random.seed(5)
    expected = random.random()
    random.seed(5)
    furnish(3, NOW, VAULT)
    assert random.random() == expected


def test_another_seed_makes_another_brokerage() -> None:
    assert made(1).landmarks != made(7).landmarks
    assert {row.last_name for row in rows(Contact, made(1))} != {row.last_name for row in rows(Contact, made(7))}


@pytest.mark.parametrize("now", NOWS[1:])
def test_ids_do_not_depend_on_the_day(now: int) -> None:
    later = made(1, now)
    assert later.landmarks == made().landmarks
    assert ids(later) == ids(made())
    assert [row.table.name for row in later.rows] == [row.table.name for row in made().rows]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("now", NOWS)
def test_no_key_is_there_twice(seed: int, now: int) -> None:
    assert [key for key, times in keys(made(seed, now)).items() if times > 1] == []


@pytest.mark.parametrize("seed", SEEDS)
def test_made_ids_are_prefixed_uuid7s(seed: int) -> None:
    plain = {"office", "estate", "customer_group"}
    wrong = [i for table, i in ids(made(seed)) if table not in plain and i != STRING_VALUE and not MADE_ID.fullmatch(i)]
    assert wrong == []
    assert len({i for _, i in ids(made(seed)) if MADE_ID.fullmatch(i)}) > 1_000


def test_customers_offices_estates_and_the_group_have_the_ids_of_the_reference() -> None:
    for customer in rows(Customer):
        if customer.customer != STRING_VALUE:
            assert re.fullmatch(r"M\d+", customer.customer)
            assert customer.main_office == customer.customer
    for estate in rows(Estate):
        if estate.customer != STRING_VALUE:
            assert re.fullmatch(rf"OBJ{estate.customer[1:]}_\d+", estate.id)
    assert all(re.fullmatch(r"M\d+|StringValue", office.id) for office in rows(Office))
    assert [bool(re.fullmatch(r"G\d+", group.id)) for group in rows(Group)] == [True]


@pytest.mark.parametrize("seed", SEEDS)
def test_every_reference_leads_to_a_row_of_the_same_customer(seed: int) -> None:
    brokerage = made(seed)
    known = {
        (type(row), row.customer, row.id) for row in brokerage.rows if hasattr(row, "id") and hasattr(row, "customer")
    }
    lost = [
        (row, column)
        for row in brokerage.rows
        for column in row.table.columns
        if column in REFERENCES
        and (value := getattr(row, column)) is not None
        and (REFERENCES[column], row.customer, value) not in known  # type: ignore[attr-defined]  # all have one
    ]
    assert lost == []


def test_whoever_shall_call_after_a_comeback_is_there() -> None:
    kinds: dict[str, type[Row]] = {"user": User, "user_group": UserGroup, "office": Office}
    comebacks = of_landmark(Comeback)
    assert {row.acting for row in comebacks} == set(kinds)
    for row in comebacks:
        asked = {kind: getattr(row, kind) for kind in kinds if getattr(row, kind)}
        assert asked == {row.acting: row.acting_id}
        assert one(kinds[row.acting], row.acting_id)


def test_time_slots_of_participants_belong_to_their_viewing() -> None:
    slots = {(slot.customer, slot.viewing, slot.id) for slot in rows(TimeSlot)}
    assert {(row.customer, row.viewing, row.time_slot) for row in rows(Participant)} <= slots


def test_whoever_is_on_a_viewing_is_a_prospect_of_the_estate() -> None:
    estates = {viewing.id: viewing.estate for viewing in of_landmark(Viewing)}
    prospects = {(row.estate, row.contact) for row in of_landmark(Prospect)}
    assert {(estates[row.viewing], row.contact) for row in of_landmark(Participant)} <= prospects
    assert {(row.estate, row.contact) for row in of_landmark(FinalPriceWatch)} <= prospects


def test_members_named_by_enum_are_members() -> None:
    assert {row.status for row in rows(Prospect)} <= {member.name for member in ProspectiveBuyerStatus}
    assert {row.contacted for row in rows(Participant)} <= {None, *(member.name for member in Contacted)}
    assert {row.status for row in rows(LoanPromise)} <= {None, *(member.name for member in LoanPromiseStatus)}
    assert {row.estate_type for row in rows(LoanPromise)} <= {member.name for member in LoanPromiseEstateType}
    assert {row.financing for row in rows(LoanPromise)} <= {member.name for member in LoanPromiseFinancing}


@pytest.mark.parametrize("seed", SEEDS)
def test_personal_numbers_are_valid_test_numbers_and_nobody_shares_one(seed: int) -> None:
    numbers = []
    for contact in rows(Contact, made(seed)):
        if contact.personal_number is None:
            assert (contact.personal_number_state, contact.personal_number_match) == (None, None)
            continue
        number = normalised(VAULT.open(contact.personal_number), NOW)
        assert number is not None
        assert 980 <= int(number[8:11]) <= 999
        assert contact.personal_number_state == "valid"
        numbers.append(number)
    assert len(numbers) > 200
    assert len(set(numbers)) == len(numbers)


def test_every_phone_number_is_valid_fits_and_is_kept_for_fiction() -> None:
    ranges = (
        (701740605, 701740699),
        (846500400, 846500499),
        (313900600, 313900699),
        (406280400, 406280499),
        (980319200, 980319299),
    )
    numbers = values_of(*PHONES, "phone")
    assert len(numbers) > 1_000
    for value in set(numbers):
        assert comparable_phone(value) is not None, value
        assert len(value) <= 17
        national = phonenumbers.parse(value, "SE").national_number or 0
        assert any(first <= national <= last for first, last in ranges), value


def test_every_email_address_is_valid_and_under_an_example_domain() -> None:
    addresses = values_of(*EMAILS, "recipient")
    assert len(addresses) > 1_000
    for value in set(addresses):
        assert comparable_email(value) == value
        assert re.search(r"[@.]example\.(com|org|net)$", value), value


def test_nothing_of_a_contact_is_doubtful_and_each_can_be_found() -> None:
    found = defaultdict(set)
    for match in [*rows(ContactMatch), *rows(ContactWord)]:
        found[match.customer, match.contact].add(match)
    for contact in rows(Contact):
        values = {name: value for name in (*EMAILS, *PHONES) if (value := getattr(contact, name))}
        assert contact.invalid == ""
        assert doubtful_columns(values) == []
        assert found[contact.customer, contact.id] == set(finding_rows(VAULT, contact))
        assert found[contact.customer, contact.id]


def duplicate_keys(contact: Contact) -> list[str]:
    values = {
        name: value for name in ("first_name", "last_name", *EMAILS, *PHONES) if (value := getattr(contact, name))
    }
    return name_keys(VAULT, values, contact.kind) + [key for key in [contact.personal_number_match] if key]


def test_nobody_is_there_twice() -> None:
    """By number, or by name and a way to be reached."""
    times = Counter((contact.customer, key) for contact in rows(Contact) for key in duplicate_keys(contact))
    assert max(times.values()) == 1


def test_addresses_and_names_fit_the_reference() -> None:
    for contact in rows(Contact):
        assert len(contact.street_address or "") <= 68
        assert re.fullmatch(r"\d{3} \d\d", contact.zip_code or "")
        assert len(contact.city or "") <= 25
        assert len(contact.first_name or "") <= 40
        assert 1 <= len(contact.last_name or "") <= 40
        assert bool(contact.first_name) == (contact.kind == PERSON)


def test_each_agency_has_what_an_agency_has() -> None:
    landmarks = made().landmarks
    for customer in (landmarks.customer_id, landmarks.other_customer_id):
        count = Counter(row.table.row for row in made().rows if getattr(row, "customer", None) == customer)
        assert 2 <= count[Office] <= 3
        assert 8 <= count[User] <= 12
        assert count[Contact] == 201
        assert count[Estate] == 40
        assert min(count[kind] for kind in (UserGroup, LeadSource, Lead, LoanPromise, FinalPriceWatch)) >= 3
        assert min(count[kind] for kind in (Viewing, Meeting, Comeback, Prospect, OutgoingMail)) >= 3
        kinds = Counter(row.kind for row in rows(Contact) if row.customer == customer)
        assert kinds[PERSON] > 150
        assert min(kinds[COMPANY], kinds[DECEASED_ESTATE]) > 0
        sold = [row for row in rows(Estate) if row.customer == customer and row.final_price]
        assert len(sold) == 13
        assert {row.kind for row in sold} == {"Apartment", "House", "Cottage"}
        assert all(row.final_price_at is not None and row.final_price_at > row.created_at for row in sold)


def test_every_user_works_at_an_office_and_is_in_a_group() -> None:
    users = {(row.customer, row.id) for row in rows(User)}
    assert {(row.customer, row.user) for row in rows(OfficeUser)} == users
    assert {(row.customer, row.user) for row in rows(UserGroupMember)} == users


def test_both_agencies_are_in_the_group_and_the_placeholders_are_not() -> None:
    landmarks = made().landmarks
    assert {(row.group_id, row.member) for row in rows(GroupMember)} == {
        (landmarks.group_id, landmarks.customer_id),
        (landmarks.group_id, landmarks.other_customer_id),
    }
    assert [row.id for row in rows(Group)] == [landmarks.group_id]


def test_every_customer_may_be_reset() -> None:
    assert [row.sandbox for row in rows(Customer)] == [True, True, True]
    assert all(row.default_lead_source for row in rows(Customer))


@pytest.mark.parametrize(("now", "year"), [*zip(NOWS, (2026, 2027, 2024, 2031), strict=True)])
def test_every_agent_has_a_budget_for_each_month_of_the_year_in_sweden(now: int, year: int) -> None:
    brokerage = made(1, now)
    works = {(row.customer, row.office, row.user) for row in rows(OfficeUser, brokerage)}
    months = defaultdict(list)
    for budget in rows(Budget, brokerage):
        assert (budget.customer, budget.office, budget.user) in works
        months[budget.customer, budget.user].append((budget.year, budget.month))
    users = {(row.customer, row.id) for row in rows(User, brokerage) if row.customer != STRING_VALUE}
    assert months.keys() == users
    assert all(found == [(year, month) for month in range(1, 13)] for found in months.values())


def test_budgets_stay_within_the_contract() -> None:
    for budget in rows(Budget):
        assert 0 <= (budget.commission or 0) <= 10_000_000
        assert (budget.own_booked or 0) <= (budget.total or 0)


@pytest.mark.parametrize("now", NOWS)
def test_what_has_happened_lies_in_the_past_and_in_order(now: int) -> None:
    brokerage = made(1, now)
    arrived = {(row.customer, row.id): row.created_at for row in rows(Contact, brokerage)}
    listed = {(row.customer, row.id): row.created_at for row in rows(Estate, brokerage)}
    slots = {(row.customer, row.id): row for row in rows(TimeSlot, brokerage)}
    for row in brokerage.rows:
        for name in ("created_at", "changed_at", "final_price_at", "booked_at", "followed_up_at", "told_at", "sent_at"):
            assert (getattr(row, name, None) or 0) <= now
        if isinstance(row, Prospect | Lead | FinalPriceWatch):
            assert row.created_at >= max(arrived[row.customer, row.contact], listed[row.customer, str(row.estate)])
        if isinstance(row, Participant):
            slot = slots[row.customer, row.time_slot]
            steps = [arrived[row.customer, row.contact], row.booked_at, slot.starts_at, slot.ends_at]
            steps += [row.followed_up_at] if row.followed_up_at else []
            assert all(before < after for before, after in pairwise(steps))
            assert (row.followed_up_at is None) == (row.contacted is None) == (row.participated is None)


@pytest.mark.parametrize("now", NOWS)
def test_viewings_and_meetings_lie_on_both_sides_of_now(now: int) -> None:
    brokerage = made(1, now)
    viewings = [slot.starts_at for slot in rows(TimeSlot, brokerage)]
    meetings = [meeting.starts_at for meeting in rows(Meeting, brokerage)]
    for starts in (viewings, meetings):
        assert min(starts) < now < max(starts)
    assert any(row.followed_up_at for row in rows(Participant, brokerage))


def test_estates_are_shown_while_they_are_for_sale() -> None:
    estates = {(row.customer, row.id): row for row in rows(Estate)}
    viewings = {(row.customer, row.id): row.estate for row in rows(Viewing)}
    for slot in rows(TimeSlot):
        estate = estates[slot.customer, viewings[slot.customer, slot.viewing]]
        assert estate.created_at < slot.starts_at
        assert estate.final_price_at is None or slot.ends_at < estate.final_price_at


def test_watches_are_due_as_soon_as_the_price_is_there_and_told_once() -> None:
    estates = {(row.customer, row.id): row for row in rows(Estate)}
    mails = {(row.customer, row.contact, row.about): row for row in rows(OutgoingMail)}
    told = 0
    for watch in rows(FinalPriceWatch):
        estate = estates[watch.customer, watch.estate]
        assert watch.due_at == watch.told_at == estate.final_price_at
        about = msgspec.json.encode({"estateId": estate.id, "finalPrice": estate.final_price}).decode()
        mail = mails.get((watch.customer, watch.contact, about))
        assert watch.told_by == (None if watch.due_at is None else "email" if mail else "event")
        told += mail is not None
    assert told == len(mails) > 0
    assert all(mail.sent_at == mail.queued_at for mail in mails.values())


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

"""The demo brokerage: the same every time, and whole."""

from __future__ import annotations

import random
import re
from collections import Counter
from typing import Any

import pytest

from farstu.access.tables import Group, GroupMember
from farstu.areas.buyer.tables import LoanPromise
from farstu.areas.meeting.tables import Comeback
from farstu.areas.watch.tables import FinalPriceWatch
from farstu.demo.brokerage import Brokerage, furnish
from farstu.records.contacts import COMPANY, DECEASED_ESTATE, PERSON, Category, Contact
from farstu.records.estates import Estate, Prospect
from farstu.records.leads import Lead, LeadSource
from farstu.records.mail import OutgoingMail
from farstu.records.meetings import Meeting
from farstu.records.offices import Customer, Office, OfficeGroup, OfficeUser, User, UserGroup, UserGroupMember
from farstu.records.viewings import Viewing
from farstu.store.table import Row
from tests.support.brokerage import NOW, NOWS, SEEDS, STRING_VALUE, VAULT, made, rows

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


def keys(brokerage: Brokerage) -> Counter[tuple[str, tuple[Any, ...]]]:
    return Counter((row.table.name, row.table.key.values_of(row)) for row in brokerage.rows)


def ids(brokerage: Brokerage) -> list[tuple[str, str]]:
    return [(row.table.name, found) for row in brokerage.rows if (found := getattr(row, "id", None))]


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

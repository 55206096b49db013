"""What the demo agencies do: viewings, meetings, watches, budgets, in an order that can be."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

import msgspec
import pytest

from farstu.areas.budget.tables import Budget
from farstu.areas.buyer.contract import LoanPromiseEstateType, LoanPromiseFinancing, LoanPromiseStatus
from farstu.areas.buyer.tables import LoanPromise
from farstu.areas.meeting.tables import Comeback
from farstu.areas.viewing.contract import Contacted
from farstu.areas.watch.contract import ProspectiveBuyerStatus
from farstu.areas.watch.tables import FinalPriceWatch
from farstu.records.commissions import SALE, VALUATION, WRITING, Commission
from farstu.records.contacts import Contact
from farstu.records.estates import Estate, Prospect
from farstu.records.leads import Lead
from farstu.records.mail import OutgoingMail
from farstu.records.meetings import Meeting
from farstu.records.offices import Office, OfficeUser, User, UserGroup
from farstu.records.viewings import Participant, TimeSlot, Viewing
from farstu.store.table import Row
from tests.support.brokerage import NOWS, STRING_VALUE, made, of_landmark, one, rows


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


def test_every_sale_was_earned_by_one_or_shared_by_two() -> None:
    sold = {(row.customer, row.id): row for row in rows(Estate) if row.final_price}
    parts: dict[tuple[str, str], list[int]] = defaultdict(list)
    for row in rows(Commission):
        if row.kind == SALE:
            parts[row.customer, row.estate].append(row.part)
            assert row.obtained_at == sold[row.customer, row.estate].final_price_at
            assert 0 < row.amount < 0.04 * (sold[row.customer, row.estate].final_price or 0)
    assert parts.keys() == sold.keys()
    assert {tuple(shares) for shares in parts.values()} == {(100,), (60, 40)}
    others = {row.kind for row in rows(Commission) if (row.customer, row.estate) not in sold}
    assert others == {VALUATION, WRITING}

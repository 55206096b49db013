"""Budgets: sent in parts, for somebody who works there."""

from __future__ import annotations

from typing import Any

import pytest

from farstu.areas.budget.contract import UPDATE_BUDGET, Estates, RealtorBudget, SaleMeetings
from farstu.areas.budget.tables import BUDGET, Budget
from farstu.engine.calls import Outcome
from farstu.records.offices import Office, OfficeUser, User
from farstu.store.table import Row
from tests.support.rules import NOW, Desk, kinds, read

PLACE: dict[str, Any] = {"officeId": "o", "userId": "u", "year": 2026, "month": 5}
WHOLE = RealtorBudget(
    commission=250_000, estates=Estates(sold=4, registered=6), sale_meetings=SaleMeetings(total=9, own_booked=3)
)


def rows() -> list[Row]:
    offices = [Office("M1", id, "Kontor", "Lund", None, None) for id in ("o", "o2")]
    return [*offices, User("M1", "u", "Eva", "Ek", "Mäklare", None, None), OfficeUser("M1", "o", "u")]


def send(desk: Desk, body: RealtorBudget, at: int = NOW, **place: Any) -> Outcome:
    return desk.ask(UPDATE_BUDGET, body, at=at, **PLACE | place)


def test_a_budget_is_kept_as_it_was_sent() -> None:
    desk = Desk(rows())
    outcome = send(desk, WHOLE)
    assert desk.only(BUDGET) == Budget("M1", "o", "u", 2026, 5, 250_000, 4, 6, 9, 3, NOW, NOW)
    assert outcome.value is None
    assert kinds(outcome) == ["budget.created"]
    assert outcome.happenings[0].ids == {"officeId": "o", "userId": "u", "year": "2026", "month": "5"}


@pytest.mark.parametrize(
    ("part", "changed"),
    [
        (RealtorBudget(commission=1), {"commission": 1}),
        (RealtorBudget(estates=Estates(sold=1)), {"sold": 1}),
        (RealtorBudget(estates=Estates(registered=1)), {"registered": 1}),
        (RealtorBudget(sale_meetings=SaleMeetings(total=1)), {"total": 1}),
        (RealtorBudget(sale_meetings=SaleMeetings(own_booked=1)), {"own_booked": 1}),
        (RealtorBudget(commission=0, estates=Estates(sold=0)), {"commission": 0, "sold": 0}),
        (RealtorBudget(estates=Estates(), sale_meetings=SaleMeetings()), {}),
    ],
)
def test_a_part_keeps_what_is_stored(part: RealtorBudget, changed: dict[str, int]) -> None:
    desk = Desk([*rows(), Budget("M1", "o", "u", 2026, 5, 250_000, 4, 6, 9, 3, 1, 2)])
    outcome = send(desk, part)
    kept = {"commission": 250_000, "sold": 4, "registered": 6, "total": 9, "own_booked": 3} | changed
    assert desk.only(BUDGET) == Budget("M1", "o", "u", 2026, 5, created_at=1, changed_at=NOW, **kept)
    assert kinds(outcome) == ["budget.changed"]


def test_what_nobody_has_set_is_empty() -> None:
    desk = Desk(rows())
    send(desk, RealtorBudget(estates=Estates(sold=2)))
    assert desk.only(BUDGET) == Budget("M1", "o", "u", 2026, 5, None, 2, None, None, None, NOW, NOW)


def test_parts_add_up() -> None:
    desk = Desk(rows())
    send(desk, RealtorBudget(commission=100), NOW)
    send(desk, RealtorBudget(estates=Estates(sold=2)), NOW + 1)
    send(desk, RealtorBudget(commission=300), NOW + 2)
    assert desk.only(BUDGET) == Budget("M1", "o", "u", 2026, 5, 300, 2, None, None, None, NOW, NOW + 2)


@pytest.mark.parametrize("other", [{"month": 6}, {"year": 2027}])
def test_each_month_is_a_row_of_its_own(other: dict[str, int]) -> None:
    desk = Desk(rows())
    send(desk, RealtorBudget(commission=100))
    send(desk, RealtorBudget(commission=200), **other)
    assert sorted(row.commission for row in desk.all(BUDGET)) == [100, 200]


def test_an_unknown_office_is_a_404_that_names_it() -> None:
    refused = Desk(rows()).refusal(UPDATE_BUDGET, WHOLE, **PLACE | {"officeId": "nope"})
    assert refused.status == 404
    assert refused.detail is not None
    assert read(refused.detail).startswith("officeId: this customer has no office nope.")


@pytest.mark.parametrize("place", [{"userId": "nobody"}, {"officeId": "o2"}])
def test_a_user_who_does_not_work_at_the_office_is_a_404_that_names_the_user(place: dict[str, str]) -> None:
    refused = Desk(rows()).refusal(UPDATE_BUDGET, WHOLE, **PLACE | place)
    assert refused.status == 404
    assert refused.detail is not None
    assert read(refused.detail).startswith(f"userId: no user {(PLACE | place)['userId']} works at this office.")


def test_another_customers_office_is_unknown() -> None:
    refused = Desk(rows()).refusal(UPDATE_BUDGET, WHOLE, customer="M2", **PLACE)
    assert refused.status == 404


def test_the_reason_names_what_was_set() -> None:
    outcome = send(Desk(rows()), RealtorBudget(commission=1, sale_meetings=SaleMeetings(total=2)))
    assert [read(text) for text in outcome.decided] == ["A budget for 2026-5 was made. Set: commission, total."]

"""The reports as views: what they count, of whom, in which month."""

from __future__ import annotations

from contextlib import closing
from typing import Any

import pytest

from farstu.areas.budget.tables import Budget
from farstu.areas.buyer.tables import LoanPromise
from farstu.contract.moment import parse_moment
from farstu.records.leads import Lead
from farstu.records.parties import Party
from farstu.records.viewings import Participant, TimeSlot
from tests.support.databases import AnyDatabase
from tests.support.world import NOW, estate, furnish, records

MINUTE = 600_000_000


def at(text: str) -> int:
    return parse_moment(text).ticks


def rows(database: AnyDatabase, columns: str, view: str, customers: tuple[str, ...] = ("M1",)) -> list[Any]:
    text = f"SELECT {columns} FROM {view} WHERE customer = ?"  # noqa: S608 - names of ours
    with closing(database.write_session()) as session:
        return sorted(session.rows(text, ("M1",), customers), key=str)


@pytest.mark.parametrize(
    ("sold", "year", "month"),
    [
        ("2027-03-31T23:59:59", 2027, 3),
        ("2027-04-01T00:00:00", 2027, 4),
        ("2027-10-31T23:59:59", 2027, 10),
        ("2027-11-01T00:00:00", 2027, 11),
        ("2027-12-31T23:59:59", 2027, 12),
        ("2028-01-01T00:00:00", 2028, 1),
    ],
)
def test_a_month_is_one_of_the_swedish_clock(prepared: AnyDatabase, sold: str, year: int, month: int) -> None:
    home = estate("x", agent="u", final_price=5, final_price_at=at(sold), created_at=at("2020-01-01"))
    goals = Budget("M1", "o", "u", year, month, 9, 2, None, None, None, NOW, NOW)
    furnish(prepared, [*records(), *records("M2"), home, goals])
    found = rows(prepared, "year, month, commission_budget, sold_budget, sold, final_prices", "budget_vs_outcome")
    assert (year, month, 9, 2, 1, 5) in found
    assert (2020, 1, None, None, 0, 0) in found


def test_a_lead_source_is_worth_what_came_after(prepared: AnyDatabase) -> None:
    leads = [
        Lead("M1", f"l{place}", "Interest", contact, None, "L", None, None, None, None, "byran", NOW)
        for place, contact in enumerate(("c", "c", "c2"))
    ]
    parties = [Party("M1", "e", "c", "Buyer", NOW + 1), Party("M1", "e", "c2", "Seller", NOW - 1)]
    furnish(prepared, [*records(), *leads, *parties])
    found = rows(prepared, "source, name, leads, contacts, met, sellers, buyers", "lead_source_yield")
    assert found == [("L", "Källa L", 3, 2, 1, 0, 1)]


def test_the_lag_runs_from_the_end_of_the_time_slot(prepared: AnyDatabase) -> None:
    slot = TimeSlot("M1", "v", "s", NOW, NOW + 10 * MINUTE, None)
    seen = [("c", NOW + 30 * MINUTE, None), ("c2", None, None), ("f", NOW, None), ("d", None, NOW)]
    people = [
        Participant("M1", "v", contact, "s", f"p{contact}", None, None, NOW, then, canceled_at=off)
        for contact, then, off in seen
    ]
    furnish(prepared, [*records(), slot, *people])
    columns = "time_slot, participants, followed_up, waiting, mean_minutes, longest_minutes"
    found = [row for row in rows(prepared, columns, "follow_up_lag") if row[0] == "s"]
    assert found == [("s", 3, 2, 1, 10.0, 20)]


def test_the_current_promise_is_the_newest_and_is_shown_to_its_customer_alone(prepared: AnyDatabase) -> None:
    promises = [
        LoanPromise("M1", id, "c", "Banken", ends, None, None, None, "Bank", "byran", made)
        for id, ends, made in (("a", NOW, NOW), ("b", NOW + 1, NOW + 2), ("z", NOW, NOW + 1))
    ]
    furnish(prepared, [*records(), *records("M2"), *promises])
    assert rows(prepared, "promise, valid_until", "promise_expiry") == [("b", NOW + 1)]


@pytest.mark.parametrize("kind", ["postgresql"], scope="module")
@pytest.mark.parametrize("view", ["budget_vs_outcome", "lead_source_yield", "follow_up_lag", "promise_expiry"])
def test_row_level_security_holds_in_a_view_too(prepared: AnyDatabase, view: str) -> None:
    furnish(prepared, [*records(), *records("M2")])
    assert rows(prepared, "customer", view, ("M2",)) == []

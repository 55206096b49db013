"""The reports, through the wire: for whom, in which format, page by page."""

from __future__ import annotations

import csv
import io
import sys
from typing import Any

import pytest
from pyarrow.parquet import read_table

from farstu.areas.budget.tables import Budget
from farstu.areas.buyer.tables import LoanPromise
from farstu.contract.moment import parse_moment
from farstu.records.leads import Lead
from farstu.refusals import FORBIDDEN
from farstu.server.reports import REPORTS
from farstu.store.base import EVERY_CUSTOMER
from tests.support.reading import at
from tests.support.world import CUSTOMER, GROUP_KEY, KEY, MEETING_KEY, NOW, STRANGER, World, basic, furnish

GOALS = f"/_farstu/reports/budget_vs_outcome?customerId={CUSTOMER}"
PROMISES = "/_farstu/reports/promise_expiry"
ENDS = at("2031-05-02T12:00:00")


@pytest.fixture(scope="module")
def reported(shared: World) -> World:
    """Goals for five months, a lead, and a promise from a bank whose name a spreadsheet would run."""
    goals = [Budget(CUSTOMER, "o", "u", 2031, month, month, 2, None, None, None, NOW, NOW) for month in range(1, 6)]
    promise = LoanPromise(CUSTOMER, "p", "c", "=Banken", ENDS, None, None, None, "Bank", "byran", NOW)
    lead = Lead(CUSTOMER, "l", "Interest", "c", None, "L", None, None, None, None, "byran", NOW)
    furnish(shared.database, [*goals, promise, lead])
    return shared


def rows_of(here: World, path: str) -> list[dict[str, Any]]:
    response = here.call("GET", path)
    assert response.status_code == 200, response.text
    found: list[dict[str, Any]] = response.json()["rows"]
    return found


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_is_for_whoever_may_see_the_customers_figures(reported: World, name: str) -> None:
    path = f"/_farstu/reports/{name}?customerId="
    assert reported.send("GET", path + CUSTOMER, {}).status_code == 401
    for customer, key in ((CUSTOMER, MEETING_KEY), (STRANGER, KEY), ("M404", KEY)):
        refused = reported.call("GET", path + customer, key=key, Accept_Language="en")
        assert (refused.status_code, refused.json()["message"]) == (403, FORBIDDEN)
        assert "BusinessIntelligence" in refused.text
    for key in (KEY, GROUP_KEY):
        assert reported.call("GET", path + CUSTOMER, key=key).json()["rows"]


def test_a_report_holds_the_rows_of_its_customer(reported: World) -> None:
    (row,) = (row for row in rows_of(reported, GOALS) if (row["year"], row["month"]) == (2031, 3))
    assert (row["office"], row["user"], row["commissionBudget"], row["soldBudget"], row["sold"]) == ("o", "u", 3, 2, 0)
    assert "customer" not in row


@pytest.mark.parametrize("ending", ["", ".json", ".csv", ".parquet"])
def test_every_format_is_asked_for_by_the_paths_ending_or_accept(reported: World, ending: str) -> None:
    types = {".csv": "text/csv", ".parquet": "application/vnd.apache.parquet"}
    wanted = types.get(ending, "application/json")
    named = reported.call("GET", f"{PROMISES}{ending}?customerId={CUSTOMER}", Accept="*/*")
    accepted = reported.call("GET", f"{PROMISES}?customerId={CUSTOMER}", Accept=f"{wanted}, */*;q=0.1")
    for response in (named, accepted):
        assert response.status_code == 200
        assert response.headers["Content-Type"].partition(";")[0] == wanted
        assert response.headers["Cache-Control"] == "no-store"
    assert named.content == accepted.content


def test_the_same_stands_in_each_format(reported: World) -> None:
    (plain,) = (row for row in rows_of(reported, f"{PROMISES}?customerId={CUSTOMER}") if row["promise"] == "p")
    assert (plain["bank"], parse_moment(plain["validUntil"]).ticks) == ("=Banken", ENDS)
    text = reported.call("GET", f"{PROMISES}.csv?customerId={CUSTOMER}")
    (cells,) = (row for row in csv.DictReader(io.StringIO(text.text)) if row["promise"] == "p")
    assert cells == {name: value or "" for name, value in plain.items()} | {"bank": "'=Banken"}
    assert text.headers["Content-Disposition"] == 'attachment; filename="promise_expiry.csv"'
    table = read_table(io.BytesIO(reported.call("GET", f"{PROMISES}.parquet?customerId={CUSTOMER}").content))
    (kept,) = (row for row in table.to_pylist() if row["promise"] == "p")
    assert {**kept, "validUntil": None} == {**plain, "validUntil": None}
    assert kept["validUntil"].isoformat() == "2031-05-02T10:00:00+00:00"


@pytest.mark.parametrize("ending", ["", ".csv", ".parquet"])
def test_pages_follow_each_other_by_key_until_all_rows_were_there(reported: World, ending: str) -> None:
    path, sizes = f"{GOALS}&limit=2".replace("?", f"{ending}?"), []
    pages = []
    while path:
        response = reported.call("GET", path)
        pages.append(response.content)
        sizes.append(response.headers.get("Link") is not None)
        link = response.links.get("next")
        path = path.partition("?")[0] + link["url"] if link else ""
    assert len(pages) == len(set(pages)) == -(-len(rows_of(reported, GOALS)) // 2)
    assert sizes == [True] * (len(pages) - 1) + [False]


def test_json_says_what_the_next_page_goes_on_after(reported: World) -> None:
    whole, seen, after = rows_of(reported, GOALS), [], None
    assert len(whole) > 5
    while True:
        params = {"customerId": CUSTOMER, "limit": "3"} | ({"after": after} if after else {})
        page = reported.send("GET", GOALS.partition("?")[0], basic(), params=params).json()
        seen += page["rows"]
        after = page["next"]
        if after is None:
            break
    assert seen == whole


@pytest.mark.parametrize("name", REPORTS)
def test_a_page_is_one_statement(reported: World, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    readers, asked = type(reported.app._readers), []
    rows = readers.rows

    async def counted(self: Any, statement: str, parameters: Any = (), customers: Any = EVERY_CUSTOMER) -> Any:
        if customers != EVERY_CUSTOMER:  # as rights are, which may be looked up anew at any moment
            asked.append(statement)
        return await rows(self, statement, parameters, customers)

    path = f"/_farstu/reports/{name}?customerId={CUSTOMER}"
    rows_of(reported, path)
    monkeypatch.setattr(readers, "rows", counted)
    rows_of(reported, path)
    assert [name in statement for statement in asked] == [True]


def test_a_report_that_there_is_not_is_answered_with_those_there_are(reported: World) -> None:
    for name in ("contact", "budget_vs_outcome.xlsx", "budget_vs_outcome."):
        response = reported.call("GET", f"/_farstu/reports/{name}?customerId={CUSTOMER}", Accept_Language="en")
        assert response.status_code == 404
        assert all(known in response.text for known in REPORTS)


@pytest.mark.parametrize(
    ("query", "member"),
    [
        ("", "customerId"),
        ("?customerId=", "customerId"),
        (f"?customerId={CUSTOMER}&limit=0", "limit"),
        (f"?customerId={CUSTOMER}&limit=2001", "limit"),
        (f"?customerId={CUSTOMER}&office=o", "office"),
        *((f"?customerId={CUSTOMER}&after={after}", "after") for after in (
            "", "x", "[]", '["o","u",2031]', '["o","u",2031,"1"]', '["o","u",2031,9223372036854775808]',
            '["\\u0000","u",2031,1]', '["\\ud800","u",2031,1]', "%ff",
        )),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_by_name(reported: World, query: str, member: str) -> None:
    response = reported.call("GET", f"/_farstu/reports/budget_vs_outcome{query}")
    assert (response.status_code, member in response.text) == (400, True)


def test_without_its_library_parquet_is_refused_and_says_what_is_missing(
    reported: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    response = reported.call("GET", f"{PROMISES}.parquet?customerId={CUSTOMER}")
    assert (response.status_code, "farstu[parquet]" in response.text) == (406, True)
    assert reported.call("GET", f"{PROMISES}?customerId={CUSTOMER}").status_code == 200

"""What was sold and earned, office by office and agent by agent, through the wire."""

from __future__ import annotations

from typing import Any

import pytest

from farstu.records.commissions import COMMISSION, Commission
from farstu.records.offices import User
from farstu.store.table import Row
from tests.support.reading import at, json_of, plain, refusal, statements, xml_of
from tests.support.world import CUSTOMER, GROUP_KEY, SISTER, STRANGER, World, estate, furnish

YEAR = "dateFrom=2031-01-01&dateTo=2031-12-31T23:59:59"
OFFICES = f"/BusinessIntelligence/OfficeStatistics?licenseId={CUSTOMER}"
REALTORS = f"/BusinessIntelligence/RealtorStatistics?licenseId={CUSTOMER}"
REPORT = f"/BusinessIntelligence/CommissionOfficeReport/{CUSTOMER}?{YEAR}"
RUNNING = f"/BusinessIntelligence/RunningCommissions?customerId={CUSTOMER}"
MAY = "dateFrom=2031-05-01&dateTo=2031-06-30"


def sold(id: str, price: int, day: str, **values: Any) -> Row:
    return estate(id, created_at=at("2031-02-01"), final_price=price, final_price_at=at(day), agent="u", **values)


def earned(home: str, user: str, amount: int, day: str, kind: str = "Sale", part: int = 100, office: str = "o") -> Row:
    return Commission(CUSTOMER, home, user, kind, office, amount, part, at(day))


SALES = [
    sold("s1", 4_000_000, "2031-05-02"),
    sold("s2", 2_000_000, "2031-06-03", office="o1"),
    sold("early", 1_000_000, "2030-12-31"),
    earned("s1", "u", 60_000, "2031-05-02", part=60),
    earned("s1", "u1", 40_000, "2031-05-02", part=40),
    earned("s2", "u", 20_000, "2031-06-03", office="o1"),
    earned("e", "u1", 5_000, "2031-05-04", "Valuation"),
    earned("e1", "", 4_000, "2031-05-05", "Writing"),
    earned("early", "u", 9_000, "2030-12-31"),
    Commission(SISTER, "s1", "u", "Sale", "o", 1, 100, at("2031-05-02")),
]


@pytest.fixture(scope="module")
def selling(shared: World) -> World:
    """Two homes sold in the year, one before it; a valuation and a contract written."""
    furnish(shared.database, SALES)
    return shared


def by_name(rows: list[dict[str, Any]], name: str) -> dict[str, Any]:
    (found,) = (row for row in rows if row["name"] == name)
    return found


def test_an_offices_statistics_are_those_of_its_homes(selling: World) -> None:
    rows = json_of(selling, f"{OFFICES}&{YEAR}")
    assert [row["name"] for row in rows] == ["Kontor M1", "Kontor StringValue", "Kontor o", "Kontor o1"]
    assert rows[2] == {
        "customerId": 1, "name": "Kontor o", "commission": 109_000.0, "totalSales": 4_000_000.0,
        "commissionPercentage": 2.5, "averageCommission": 100_000.0, "attemptedIntakes": 2, "sold": 1,
    }  # fmt: skip
    nothing = {name: 0 for name in rows[0] if name not in ("customerId", "name")}
    assert rows[0] == {"customerId": 1, "name": "Kontor M1"} | nothing
    assert statements(selling, f"{OFFICES}&{YEAR}") == 1


@pytest.mark.parametrize(
    ("assignment", "commission", "homes"),
    [("All", 109_000, 1), ("Sale", 100_000, 1), ("Valuation", 5_000, 0), ("3", 4_000, 0)],
)
def test_only_the_assignments_that_are_asked_for_count(
    selling: World, assignment: str, commission: int, homes: int
) -> None:
    row = by_name(json_of(selling, f"{OFFICES}&{YEAR}&assignment={assignment}"), "Kontor o")
    assert (row["commission"], row["sold"]) == (commission, homes)


def test_an_agents_statistics_are_those_of_all_offices(selling: World) -> None:
    furnish(selling.database, [User(CUSTOMER, "u1", "Bo", "Al", "Mäklare", None, None)])
    rows = {row["realtorId"]: row for row in json_of(selling, f"{REALTORS}&{YEAR}")}
    assert rows["u"] == {
        "realtorId": "u", "name": "Eva Ek", "commission": 80_000.0, "totalSales": 6_000_000.0,
        "commissionPercentage": 8 / 6, "averageCommission": 40_000.0, "attemptedIntakes": 3, "sold": 2,
    }  # fmt: skip
    assert (rows["u1"]["name"], rows["u1"]["commission"], rows["u1"]["sold"]) == ("Bo Al", 45_000.0, 0)
    assert set(rows) == {"u", "u1", "StringValue"}
    (always,) = (row for row in json_of(selling, REALTORS) if row["realtorId"] == "u")
    assert (always["commission"], always["sold"]) == (89_000.0, 3)
    assert statements(selling, REALTORS) == 1


def test_the_report_on_commissions_says_on_what_they_were_earned(selling: World) -> None:
    rows = json_of(selling, REPORT)
    assert [row["office"]["officeId"] for row in rows] == ["M1", "StringValue", "o", "o1"]
    assert rows[2] == {
        "customerId": 1, "office": {"customerId": CUSTOMER, "officeId": "o", "name": "Kontor o"},
        "commission": 109_000.0, "soldTotalPrice": 4_000_000.0, "soldCommissionPercentage": 2.5,
        "soldAverageCommission": 100_000.0, "soldEstateParts": 1.0, "writingParts": 1.0, "valuationParts": 1.0,
    }  # fmt: skip
    assert statements(selling, REPORT) == 1
    root = plain(xml_of(selling, REPORT))
    assert (root[0], [name for name, _ in root[1][2][1]]) == (
        "ArrayOfCommissionOfficeReport",
        ["Commission", "CustomerId", "Office", "SoldAverageCommission", "SoldCommissionPercentage", "SoldEstateParts",
         "SoldTotalPrice", "ValuationParts", "WritingParts"],
    )  # fmt: skip


def test_running_commissions_are_listed_one_by_one(selling: World) -> None:
    rows = json_of(selling, f"{RUNNING}&{MAY}")
    assert [(row["estateId"], row["userId"], row["amount"]) for row in rows] == [
        ("s1", "u", 60_000), ("s1", "u1", 40_000), ("e", "u1", 5_000), ("e1", None, 4_000), ("s2", "u", 20_000),
    ]  # fmt: skip
    assert rows[0] == {
        "userId": "u", "customerId": CUSTOMER, "estateId": "s1", "amount": 60_000.0, "exchangeRate": 1.0,
        "obtainedAt": "2031-05-02T00:00:00",
    }  # fmt: skip
    assert statements(selling, f"{RUNNING}&{MAY}") == 1
    (name, members), *_ = plain(xml_of(selling, f"{RUNNING}&{MAY}"))[1]
    assert (name, dict(members)["Amount"]) == ("RunningCommission", "60000")


@pytest.mark.parametrize("path", [OFFICES, REALTORS])
def test_statistics_in_xml_are_lists(selling: World, path: str) -> None:
    root = plain(xml_of(selling, f"{path}&{YEAR}"))
    assert root[0].startswith("ArrayOf")
    assert {dict(members)["TotalSales"] for _, members in root[1]} & {"4000000", "6000000"}


@pytest.mark.parametrize(
    ("path", "key"),
    [
        (f"{OFFICES}&dateFrom=2031-02-01&dateTo=2031-01-01", "dateTo"),
        (f"{REPORT.partition('?')[0]}?dateFrom=2031-01-01", "dateTo"),
        (f"{REPORT.partition('?')[0]}?dateFrom=2031-01-01&dateTo=2032-01-03", "dateTo"),
        (f"{RUNNING}&dateFrom=2031-01-01&dateTo=2031-03-05", "dateTo"),
        (f"{REALTORS}&assignment=Rental", "assignment"),
    ],
)
def test_a_report_over_no_time_or_too_long_a_one_is_a_400(shared: World, path: str, key: str) -> None:
    status, problems = refusal(shared, path)
    assert (status, list(problems)) == (400, [key])


def test_another_customers_figures_need_the_right_to_them(shared: World) -> None:
    assert refusal(shared, OFFICES.replace(CUSTOMER, STRANGER))[0] == 403
    assert refusal(shared, f"{RUNNING}&{MAY}".replace(CUSTOMER, STRANGER))[0] == 403
    sisters = json_of(shared, f"{OFFICES}&{YEAR}".replace(CUSTOMER, SISTER), key=GROUP_KEY)
    assert {row["customerId"] for row in sisters} == {2}


def test_what_a_sale_earned_is_kept_with_its_price(here: World) -> None:
    furnish(here.database, [estate("home", agent="u1")])
    price = f"/_farstu/estates/{CUSTOMER}/home/finalPrice"
    assert here.call("PUT", price, {"amount": 3_000_000, "commission": 50_000}).status_code == 200
    (row,) = here.rows(COMMISSION)
    assert (row.estate, row.user, row.kind, row.office, row.amount, row.part) == (
        "home",
        "u1",
        "Sale",
        "o",
        50_000,
        100,
    )
    here.call("PUT", price, {"amount": 3_000_000, "commission": 55_000})
    assert here.rows(COMMISSION) == [type(row)(CUSTOMER, "home", "u1", "Sale", "o", 55_000, 100, row.obtained_at)]
    here.call("PUT", price, {"amount": 3_100_000})
    bo = next(row for row in json_of(here, REALTORS) if row["realtorId"] == "u1")
    assert (bo["commission"], bo["totalSales"], bo["sold"]) == (55_000, 3_100_000, 1)


@pytest.mark.parametrize("commission", [-1, 3_000_001, 1.5, "1"])
def test_a_commission_that_cannot_be_is_a_400(shared: World, commission: Any) -> None:
    price = f"/_farstu/estates/{CUSTOMER}/e/finalPrice"
    answer = shared.call("PUT", price, {"amount": 3_000_000, "commission": commission})
    assert answer.status_code == 400
    assert "commission" in str(answer.json()["modelState"])

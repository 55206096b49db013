"""Homes as they are advertised: in pages, and one by one with all that is kept of them."""

from __future__ import annotations

import pytest

from farstu.areas.estate.contract import AdvertisingEstate
from farstu.areas.estate.parts import AdvertisingSale, Fees, RecurringFee
from farstu.areas.estate.tables import EstateAdvert
from farstu.contract.moment import answered
from farstu.records.bids import Bid, BiddingSettings
from farstu.records.viewings import TimeSlot, Viewing
from farstu.wire.json_codec import write_json
from tests.support.reading import at, json_of, plain, refusal, statements, xml_of
from tests.support.world import CUSTOMER, NOW, STRANGER, World, estate, furnish

LIST = f"/Advertising/Estate/{CUSTOMER}"
ADVERT = AdvertisingEstate(
    changed_at=answered(0),
    secondary_agent_id="u1",
    sale=AdvertisingSale(heading="Ljust", contract_date=None),
    fees=Fees(recurring=RecurringFee(value=4200.5)),
)
NOON = at("2031-05-01T12:00:00")


def bid(id: str, amount: int, **values: object) -> Bid:
    row: dict[str, object] = {
        "customer": CUSTOMER, "id": id, "estate": "home", "contact": "c", "alias": "Bud 1", "amount": amount,
        "written": str(amount), "condition": None, "is_hidden": False, "is_canceled": False, "is_identified": True,
        "placed_at": NOON + amount, "partner": "byran", "created_at": NOW,
    }  # fmt: skip
    return Bid(**row | values)  # type: ignore[arg-type]  # as a call would have kept it


@pytest.fixture
def market(here: World) -> World:
    """Four homes that changed one after another, the first with all that can be kept."""
    furnish(here.database, [
        estate("home", agent="u", changed_at=NOON, created_at=1),
        estate("sold", final_price=5_000_000, final_price_at=NOON, kind="House", changed_at=NOON + 1),
        estate("soon", asking_price=None, kind="Cottage", changed_at=NOON + 2),
        estate("rests", status="Resting", kind="Foreignproperty", changed_at=NOON + 3),
        EstateAdvert(CUSTOMER, "home", write_json(ADVERT).decode()),
        Viewing(CUSTOMER, "w", "home", "u", "Portkod 12", is_digital=True),
        TimeSlot(CUSTOMER, "w", "s1", NOON, NOON + 10_000_000, 2),
        TimeSlot(CUSTOMER, "w", "s2", NOON + 10_000_000, NOON + 20_000_000, 2),
        Viewing(CUSTOMER, "secret", "home", "u", None, on_internet=False),
        TimeSlot(CUSTOMER, "secret", "s1", NOON, NOON + 1, None),
        bid("b1", 100), bid("b2", 200, is_canceled=True), bid("b3", 300, is_hidden=True),
    ])  # fmt: skip
    return here


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("", ["home", "sold", "soon", "rests"]),
        ("&Status=Undefined&Type=0", ["home", "sold", "soon", "rests"]),
        ("&Status=ForSale", ["home"]),
        ("&Status=Sold,resting", ["sold", "rests"]),
        ("&Status=24", ["sold", "rests"]),
        ("&Status=8&Type=HousingCooperative", []),
        ("&Type=HousingCooperative", ["home"]),
        ("&Type=257", ["sold", "rests"]),
        ("&ChangedAtMaxValue=2031-05-01T12:00:00.0000001", ["home", "sold"]),
        ("&ChangedAtMaxValue=2031-05-01T10:00:00Z", ["home"]),
    ],
)
def test_homes_are_picked_by_change_status_and_kind(market: World, query: str, ids: list[str]) -> None:
    found = json_of(market, f"{LIST}?ChangedAtMinValue=2031-05-01{query}")
    assert [row["id"] for row in found["rows"]] == ids
    assert found["totalRowCount"] == found["count"] == len(ids)


def test_homes_come_in_pages(market: World) -> None:
    found = json_of(market, f"{LIST}?ChangedAtMinValue=2031-05-01&PageSize=3&PageIndex=1")
    row = {"id": "rests", "customerId": CUSTOMER, "changedAt": "2031-05-01T12:00:00.0000003"}
    assert found == {"index": 1, "count": 1, "totalRowCount": 4, "rows": [row]}
    assert plain(xml_of(market, LIST))[0] == "PageOfAdvertising_AdvertisingEstateListRow"


@pytest.mark.parametrize("query", ["Status=Nonsense", "Status=1048576", "Status=-4", "Type=4096", "Status=ForSale,x"])
def test_a_status_or_a_kind_that_is_none_is_a_400(shared: World, query: str) -> None:
    status, problems = refusal(shared, f"{LIST}?{query}")
    assert (status, list(problems)) == (400, [query.partition("=")[0]])


def test_a_home_is_advertised_with_what_is_kept_of_it(market: World) -> None:
    found = json_of(market, f"{LIST}/home")
    assert len(found) == 33
    assert (found["status"], found["type"]) == (
        {"id": "ForSale", "name": "Till salu"}, {"id": "HousingCooperative", "name": "Bostadsrätt"},
    )  # fmt: skip
    assert (found["primaryAgentId"], found["secondaryAgentId"]) == ("u", "u1")
    assert found["office"] == {"id": "o", "customerId": CUSTOMER}
    assert found["address"]["zipCode"] == {"numerical": 11122, "value": "111 22"}
    assert (found["sale"]["heading"], found["fees"]["recurring"]["value"]) == ("Ljust", 4200.5)
    assert found["price"] == {
        "startingPrice": 4_000_000.0, "finalPrice": None, "startingPriceInOtherCurrency": None, "text": None,
    }  # fmt: skip
    assert found["viewings"] == [{
        "id": "w", "startsAt": "2031-05-01T12:00:00", "endsAt": "2031-05-01T12:00:02", "comment": "Portkod 12",
        "isDigital": True, "isSelfRegistrationEnabled": True, "isProjectViewing": False,
    }]  # fmt: skip
    assert found["extensions"] is None
    root = plain(xml_of(market, f"{LIST}/home"))
    assert (root[0], [name for name, _ in root[1]]) == (
        "AdvertisingEstate", sorted(name[0].upper() + name[1:] for name in found),
    )  # fmt: skip


def test_a_sold_home_says_when_and_for_what(market: World) -> None:
    found = json_of(market, f"{LIST}/sold")
    assert (found["status"]["id"], found["price"]["finalPrice"]) == ("Sold", 5_000_000.0)
    assert found["sale"]["contractDate"] == "2031-05-01T12:00:00"


def test_bids_that_are_not_hidden_are_shown_unless_the_bidding_is_not(market: World) -> None:
    bidding = json_of(market, f"{LIST}/home")["bidding"]
    assert (bidding["isActive"], bidding["isVerified"]) == (True, True)
    assert [(item["amount"], item["isCanceled"]) for item in bidding["bids"]] == [(200, True), (100, False)]
    furnish(market.database, [BiddingSettings(CUSTOMER, "home", "DontShowBidding", False, NOW)])
    assert json_of(market, f"{LIST}/home")["bidding"] == {"isActive": False, "isVerified": False, "bids": []}


def test_agents_come_where_extend_asks_for_them(market: World) -> None:
    found = json_of(market, f"{LIST}/home?extend=primaryagent+SecondaryAgent%2B$estate")["extensions"]
    assert (found["primaryAgent"]["id"], found["secondaryAgent"]["id"]) == ("u", "u1")
    assert {name for name, value in found.items() if value} == {"primaryAgent", "secondaryAgent"}
    assert json_of(market, f"{LIST}/home?extend=farm")["extensions"]["primaryAgent"] is None
    status, problems = refusal(market, f"{LIST}/home?extend=farm%2Bmoon")
    assert (status, "moon" in problems["extend"][0]) == (400, True)


def test_a_home_costs_as_many_statements_however_much_there_is(market: World) -> None:
    assert statements(market, LIST) == 1
    assert statements(market, f"{LIST}/home") == statements(market, f"{LIST}/soon") == 3
    assert statements(market, f"{LIST}/home?extend=PrimaryAgent%2BSecondaryAgent") == 4


def test_a_home_of_nobody_or_of_another_customer_is_a_404(here: World) -> None:
    furnish(here.database, [estate("theirs", STRANGER)])
    for missing in ("nothing", "theirs"):
        status, detail = refusal(here, f"{LIST}/{missing}")
        assert (status, missing in detail) == (404, True)

"""Bids through the interface: placed, read, listed, taken back; the bidding, the offer, and what people thought."""

from __future__ import annotations

from typing import Any

import pytest

from farstu.areas.bid.tables import ESTATE_OFFER
from farstu.areas.survey.tables import SURVEY_ANSWER
from farstu.engine.tables import EVENT
from farstu.records.bids import BID, BIDDING_SETTINGS
from farstu.records.estates import PROSPECT
from farstu.records.offices import User
from tests.support.reading import at, json_of, plain, refusal, statements, xml_of
from tests.support.world import CUSTOMER, STRANGER, World, estate, furnish

PLACE = f"/CRM/Bid/{CUSTOMER}/e/c"
BID_AT = {"createdAt": "2026-05-03T10:00:00"}
ESTATE = f"/CRM/Estate/{CUSTOMER}/e"
SURVEY = {"contactId": "c", "isAnonymous": False, "participantRole": "Seller", "result": 92}


def place(here: World, amount: str = "3 250 000", path: str = PLACE, **more: Any) -> str:
    answer = here.call("POST", path, {"amount": amount, "alias": "Bud 1", **BID_AT, **more})
    assert answer.status_code == 200, answer.text
    return str(answer.json())


def test_a_bid_is_read_back_as_it_was_placed(here: World) -> None:
    bid = place(here, condition="Besiktning", isHidden=True)
    assert bid.startswith("BUD")
    found = json_of(here, f"/CRM/Bid/{CUSTOMER}/{bid}")
    assert found == {
        "id": bid, "estateId": "e", "contactId": "c", "isCanceled": False, "identifiedBidder": False, "alias": "Bud 1",
        "amount": "3 250 000", "createdAt": "2026-05-03T10:00:00", "condition": "Besiktning", "isHidden": True,
    }  # fmt: skip
    root = plain(xml_of(here, f"/CRM/Bid/{CUSTOMER}/{bid}"))
    assert (root[0], root[1][1]) == ("Bid", ("Amount", "3 250 000"))
    (kept,) = here.rows(BID, id=bid)
    assert (kept.amount, kept.placed_at) == (3_250_000, at("2026-05-03T10:00:00"))


def test_a_bid_comes_in_xml_too(here: World) -> None:
    body = (
        b'<BidData xmlns="http://schemas.datacontract.org/2004/07/Vitec.Housing.Connect.Api.Models.Bid">'
        b"<Amount>100</Amount><CreatedAt>2026-05-03T10:00:00</CreatedAt></BidData>"
    )
    answer = here.call("POST", PLACE, body, Content_Type="application/xml", Accept="application/xml")
    assert answer.status_code == 200
    assert answer.text.startswith("<string ")
    assert [row.amount for row in here.rows(BID, customer=CUSTOMER, estate="e")] == [100]


def test_whoever_bids_is_on_the_home_and_keeps_a_status_that_is_there(here: World) -> None:
    place(here)
    assert [(row.contact, row.status) for row in here.rows(PROSPECT)] == [("c", "ParticipateInBidding")]
    here.call("PUT", f"/_farstu/estates/{CUSTOMER}/e/finalPrice", {"amount": 1})
    place(here, "4000000")
    assert [row.status for row in here.rows(PROSPECT)] == ["ParticipateInBidding"]
    assert [row.kind for row in here.rows(EVENT)][:2] == ["bid.placed", "prospect.created"]


@pytest.mark.parametrize(
    "amount", ["", "  ", "0", "-5", "12,50", "3.5", "en miljon", "1  000", "2000000001", "٣", "9" * 21]
)
def test_what_is_no_amount_is_a_400_and_nothing_is_kept(shared: World, amount: str) -> None:
    answer = shared.call("POST", PLACE, {"amount": amount, **BID_AT})
    assert (answer.status_code, list(answer.json()["modelState"])) == (400, ["bid.Amount"])
    assert shared.rows(BID, estate="e") == shared.rows(PROSPECT) == []


def test_a_bid_needs_its_date_a_home_and_a_contact(here: World) -> None:
    assert list(here.call("POST", PLACE, {"amount": "1"}).json()["modelState"]) == ["bid.CreatedAt"]
    furnish(here.database, [estate("theirs", STRANGER)])
    for path, named in ((f"/CRM/Bid/{CUSTOMER}/theirs/c", "estateId"), (f"/CRM/Bid/{CUSTOMER}/e/nobody", "contactId")):
        answer = here.call("POST", path, {"amount": "1", **BID_AT})
        assert (answer.status_code, named in answer.json()["messageDetail"]) == (404, True)


def test_bids_are_listed_the_newest_first_and_hidden_ones_apart(here: World) -> None:
    first, second = place(here, "100"), place(here, "200", createdAt="2026-05-03T10:00:00+01:00")
    other = place(here, "300", f"/CRM/Bid/{CUSTOMER}/e1/c2")
    hidden = place(here, "400", isHidden=True)
    bids = f"/CRM/Bids/{CUSTOMER}"
    assert [bid["id"] for bid in json_of(here, f"{bids}?EstateId=e")] == [second, first]
    assert [bid["id"] for bid in json_of(here, f"{bids}?ContactId=c2&EstateId=")] == ["b", other]
    assert {bid["id"] for bid in json_of(here, bids)} == {first, second, other, "b"}
    assert json_of(here, f"{bids}?EstateId=e1&ContactId=c") == json_of(here, f"{bids}?EstateId=nothing") == []
    assert [bid["id"] for bid in json_of(here, f"/CRM/HiddenBids/{CUSTOMER}?ContactId=c")] == [hidden]
    assert plain(xml_of(here, bids))[0] == "ArrayOfBid"
    assert statements(here, bids) == statements(here, f"/CRM/Bid/{CUSTOMER}/{first}") == 1


def test_a_bid_is_taken_back_once_and_kept(here: World) -> None:
    bid = place(here)
    path = f"/CRM/Bid/{CUSTOMER}/{bid}"
    assert here.call("DELETE", path).json() is True
    assert json_of(here, path)["isCanceled"] is True
    assert here.call("DELETE", path).json() is False
    assert [row.kind for row in here.rows(EVENT)].count("bid.canceled") == 1
    missing = here.call("DELETE", f"/CRM/Bid/{CUSTOMER}/nothing", Accept_Language="en")
    assert (missing.status_code, "nothing" in missing.json()["messageDetail"]) == (404, True)
    assert refusal(here, f"/CRM/Bid/{CUSTOMER}/nothing")[0] == 404


def test_a_bid_is_taken_back_once_under_one_idempotency_key(here: World) -> None:
    path = f"/CRM/Bid/{CUSTOMER}/{place(here)}"
    answers = [here.call("DELETE", path, Idempotency_Key="k").json() for _ in range(2)]
    assert answers == [True, True]


def test_another_verb_on_a_bid_names_both(shared: World) -> None:
    answer = shared.call("PUT", f"/CRM/Bid/{CUSTOMER}/x", {})
    assert (answer.status_code, answer.headers["Allow"]) == (405, "DELETE, GET")


def test_the_last_settings_of_a_bidding_count(here: World) -> None:
    for options in (1, "DontShowBidding"):
        answer = here.call("PUT", f"{ESTATE}/biddingSettings", {"biddingOptions": options, "sMSBidding": True})
        assert answer.json() is True
    (row,) = here.rows(BIDDING_SETTINGS)
    assert (row.options, row.by_sms) == ("DontShowBidding", True)


def test_the_last_date_of_an_offer_counts(here: World) -> None:
    for sent in ("2026-05-03T10:00:00", None, "2026-05-04T10:00:00Z"):
        assert here.call("PUT", f"{ESTATE}/offer", {"sentDate": sent}).status_code == 204
    assert [row.sent_at for row in here.rows(ESTATE_OFFER)] == [at("2026-05-04T10:00:00Z")]


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [("PUT", "biddingSettings", {}), ("PUT", "offer", {}), ("POST", "CustomerSatisfaction", SURVEY)],
)
def test_a_home_of_nobody_is_a_404(shared: World, method: str, path: str, body: dict[str, Any]) -> None:
    answer = shared.call(method, f"/CRM/Estate/{CUSTOMER}/nothing/{path}", body)
    assert (answer.status_code, "nothing" in answer.json()["messageDetail"]) == (404, True)


def test_what_somebody_thought_is_kept_with_the_homes_own_agent(here: World) -> None:
    furnish(here.database, [estate("mine", agent="u1"), User(CUSTOMER, "u9", "A", "B", "C", None, None)])
    path = f"/CRM/Estate/{CUSTOMER}/mine/CustomerSatisfaction"
    figure = {"value": 9, "method": "NPS"}
    assert here.call("POST", path, SURVEY | {"calculatedResult": figure}).status_code == 204
    assert here.call("POST", path, SURVEY | {"agentId": "u9", "reportDate": "2026-05-03"}).status_code == 204
    first, second = sorted(here.rows(SURVEY_ANSWER), key=lambda row: row.agent)
    assert (first.agent, first.role, first.result, first.value, first.method) == ("u1", "Seller", 92, 9, "NPS")
    assert first.reported_at == first.created_at
    assert (second.agent, second.reported_at, second.value) == ("u9", at("2026-05-03"), None)


@pytest.mark.parametrize(
    ("change", "key"),
    [({"contactId": "nobody"}, "ContactId"), ({"agentId": "nobody"}, "AgentId"), ({"result": 101}, "Result"),
     ({"result": None}, "Result"), ({"participantRole": 4}, "participantRole"),
     ({"calculatedResult": {"value": 4, "method": "HappyOrNot"}}, "CalculatedResult.Value"),
     ({"calculatedResult": {"value": 11, "method": "NPS"}}, "CalculatedResult.Value"),
     ({"calculatedResult": {"value": 1}}, "CalculatedResult.Method")],
)  # fmt: skip
def test_an_answer_that_cannot_be_is_a_400(here: World, change: dict[str, Any], key: str) -> None:
    answer = here.call("POST", f"{ESTATE}/CustomerSatisfaction", SURVEY | change)
    assert (answer.status_code, list(answer.json()["modelState"])) == (400, [f"survey.{key}"])
    assert here.rows(SURVEY_ANSWER) == []


@pytest.mark.parametrize("left_out", list(SURVEY))
def test_an_answer_says_who_what_and_how_good(shared: World, left_out: str) -> None:
    body = {name: value for name, value in SURVEY.items() if name != left_out}
    answer = shared.call("POST", f"{ESTATE}/CustomerSatisfaction", body)
    assert list(answer.json()["modelState"]) == [f"survey.{left_out[0].upper()}{left_out[1:]}"]

"""The five operations through the wire: what is kept, what is answered."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from farstu.areas.budget.tables import BUDGET
from farstu.areas.buyer.tables import LOAN_PROMISE
from farstu.areas.meeting.tables import COMEBACK
from farstu.areas.watch.tables import FINAL_PRICE_WATCH
from farstu.engine.tables import EVENT
from farstu.records.contacts import CONTACT
from farstu.records.estates import PROSPECT
from farstu.records.leads import LEAD
from farstu.records.mail import OUTGOING_MAIL
from farstu.records.viewings import PARTICIPANT
from tests.support.world import CUSTOMER, MEETING_KEY, World

WATCH = f"/Advertising/Estate/{CUSTOMER}/e/FinalPriceWatched"
PERSON = {"firstName": "Anna", "lastName": "Berg", "email": {"emailAddress": "anna@example.com"}}
PRICE = f"/_farstu/estates/{CUSTOMER}/e/finalPrice"


def test_a_budget_is_filled_in_by_parts(here: World) -> None:
    path = f"/BusinessIntelligence/Budget/{CUSTOMER}/o/u/2026/5"
    for body in ({"commission": 85_000}, {"estates": {"sold": 3}}, {"commission": None, "saleMeetings": {"total": 9}}):
        response = here.call("POST", path, body)
        assert (response.status_code, response.content) == (204, b"")
        assert "content-type" not in response.headers
    (row,) = here.rows(BUDGET)
    assert (row.commission, row.sold, row.registered, row.total, row.own_booked) == (85_000, 3, None, 9, None)


def test_a_budget_of_somebody_who_works_elsewhere_is_not_found(shared: World) -> None:
    response = shared.call("POST", f"/BusinessIntelligence/Budget/{CUSTOMER}/o1/u/2026/5", {})
    assert response.status_code == 404
    assert "userId" in response.json()["messageDetail"]


def test_loan_promises_are_kept_one_by_one(here: World) -> None:
    path = f"/CRM/Buyer/{CUSTOMER}/c/LoanPromise"
    sent = {"bank": "Handelsbanken", "validUntil": "2030-11-21T09:53:21.9146786+01:00", "estateType": "House"}
    first = here.call("POST", path, sent)
    second = here.call("POST", path, {"bank": "SEB"})
    kept = {row.id: row for row in here.rows(LOAN_PROMISE)}
    assert set(kept) == {first.json(), second.json()}
    assert first.json().startswith("LOA")
    row = kept[first.json()]
    assert (row.bank, row.estate_type, row.status, row.financing) == ("Handelsbanken", "House", None, "Unknown")
    assert row.valid_until % 10_000_000 == 9_146_786


def test_a_comeback_without_participant_falls_to_the_main_office(here: World) -> None:
    answer = here.call("POST", f"/Meeting/Comeback/{CUSTOMER}/c", {"date": "2030-01-01T10:00:00"}).json()
    (row,) = here.rows(COMEBACK)
    assert (row.id, row.acting, row.acting_id) == (answer, "office", CUSTOMER)
    assert [event.kind for event in here.rows(EVENT)] == ["comeback.created"]


def test_a_watch_makes_person_prospect_lead_and_watch_in_one_go(here: World) -> None:
    marketing = {"referrer": "https://example.com", "utmTags": [{"name": "utm_source", "value": "brev"}]}
    body = {"person": PERSON, "prospectiveBuyerStatus": "Interested", "marketing": marketing, "message": "Hej"}
    contact = here.call("POST", WATCH, body).json()
    (row,) = here.rows(CONTACT, id=contact)
    assert (row.first_name, row.email, row.kind) == ("Anna", "anna@example.com", "Person")
    assert [item.status for item in here.rows(PROSPECT, contact=contact)] == ["Interested"]
    (lead,) = here.rows(LEAD, contact=contact)
    assert (lead.source, lead.referrer, lead.message) == ("L", "https://example.com", "Hej")
    assert json.loads(lead.utm_tags) == [{"name": "utm_source", "value": "brev"}]
    assert len(here.rows(FINAL_PRICE_WATCH, contact=contact)) == 1


def test_the_same_person_again_makes_a_lead_and_no_second_watch(here: World) -> None:
    first = here.call("POST", WATCH, {"person": PERSON, "prospectiveBuyerStatus": "Interested"}).json()
    again = PERSON | {"firstName": "ANNA", "telephone": {"cell": "070-174 06 05"}}
    second = here.call("POST", WATCH, {"person": again, "leadSourceId": "L1"}).json()
    assert first == second
    assert [row.status for row in here.rows(PROSPECT, contact=first)] == ["Interested"]
    assert sorted(row.source for row in here.rows(LEAD, contact=first)) == ["L", "L1"]
    assert len(here.rows(FINAL_PRICE_WATCH, contact=first)) == 1
    (row,) = here.rows(CONTACT, id=first)
    assert (row.first_name, row.cell) == ("Anna", "070-174 06 05")


def test_an_unknown_lead_source_is_a_400_and_nothing_is_kept(here: World) -> None:
    before = len(here.rows(CONTACT))
    response = here.call("POST", WATCH, {"person": PERSON, "leadSourceId": "nothing"})
    assert list(response.json()["modelState"]) == ["application.LeadSourceId"]
    assert (len(here.rows(CONTACT)), here.rows(LEAD), here.rows(EVENT)) == (before, [], [])


def test_a_follow_up_answers_true_and_notes_it(here: World) -> None:
    path = f"/ViewingParticipant/{CUSTOMER}"
    sent = {"contactId": "c", "viewingId": "v", "participated": True, "contacted": "Yes"}
    assert here.call("PUT", path, sent).text == "true"
    (row,) = here.rows(PARTICIPANT, customer=CUSTOMER, viewing="v")
    assert (row.participated, row.contacted) == (True, "Yes")


def test_a_follow_up_of_a_contact_who_is_not_on_the_viewing_answers_false(here: World) -> None:
    response = here.call("PUT", f"/ViewingParticipant/{CUSTOMER}", {"contactId": "c2", "viewingId": "v"})
    assert (response.status_code, response.text) == (200, "false")
    assert here.rows(EVENT) == []


@pytest.mark.parametrize(("contact", "viewing", "named"), [("x", "v", "contactId"), ("c", "x", "viewingId")])
def test_a_follow_up_of_nobody_is_not_found(shared: World, contact: str, viewing: str, named: str) -> None:
    body = {"contactId": contact, "viewingId": viewing}
    response = shared.call("PUT", f"/ViewingParticipant/{CUSTOMER}", body)
    assert response.status_code == 404
    assert named in response.json()["messageDetail"]


def test_a_final_price_tells_each_watcher_once(here: World) -> None:
    contact = here.call("POST", WATCH, {"person": PERSON}).json()
    assert here.call("PUT", PRICE, {"amount": 4_000_000}).json() == {"finalPrice": 4_000_000, "told": 1}
    assert here.call("PUT", PRICE, {"amount": 4_100_000}).json() == {"finalPrice": 4_100_000, "told": 0}
    assert here.call("PUT", PRICE, {"amount": 4_100_000}).json()["told"] == 0
    (mail,) = here.rows(OUTGOING_MAIL)
    assert (mail.recipient, mail.contact) == ("anna@example.com", contact)
    (watch,) = here.rows(FINAL_PRICE_WATCH)
    assert (watch.told_by, watch.told_at is not None) == ("email", True)
    kinds = [event.kind for event in here.rows(EVENT)]
    assert kinds.count("estate.finalPriceSet") == kinds.count("estate.finalPriceChanged") == 1


def test_setting_a_final_price_is_in_the_journal_like_any_call(here: World) -> None:
    response = here.call("PUT", PRICE, {"amount": 4_000_000})
    entry = here.journal(response, Accept_Language="en")
    assert (entry["operation"], entry["understood"]) == (
        "SetFinalPrice",
        {"amount": 4_000_000, "commission": None},
    )
    assert entry["decided"] == ["The final price is 4000000 SEK. 0 watch(es) were due."]
    assert (entry["response"]["status"], entry["response"]["body"]) == (200, response.text)


def test_a_watch_on_a_sold_estate_is_due_at_once(here: World) -> None:
    here.call("PUT", PRICE, {"amount": 4_000_000})
    here.call("POST", WATCH, {"person": PERSON})
    (watch,) = here.rows(FINAL_PRICE_WATCH)
    assert watch.due_at is not None
    assert len(here.rows(OUTGOING_MAIL)) == 1


@pytest.mark.parametrize("body", [b"", b"{}", b"[]", b'{"amount":0}', b'{"amount":"x"}', b'{"amount":99999999999}'])
def test_a_final_price_that_is_none_is_a_400(shared: World, body: bytes) -> None:
    response = shared.call("PUT", PRICE, body)
    assert (response.status_code, list(response.json()["modelState"])) == (400, ["amount"])


def test_a_final_price_needs_the_right_and_an_estate(shared: World) -> None:
    assert shared.call("PUT", PRICE, {"amount": 1}, key=MEETING_KEY).status_code == 403
    missing = shared.call("PUT", PRICE.replace("/e/", "/nothing/"), {"amount": 1})
    assert missing.status_code == 404


def test_the_same_idempotency_key_acts_once(here: World) -> None:
    path = f"/Meeting/Comeback/{CUSTOMER}/c"
    first = here.call("POST", path, {"date": "2030-01-01"}, Idempotency_Key="k1")
    again = here.call("POST", path, {"date": "2030-01-01"}, Idempotency_Key="k1")
    other = here.call("POST", path, {"date": "2030-01-02"}, Idempotency_Key="k1")
    assert (again.status_code, again.json()) == (200, first.json())
    assert again.headers["Idempotency-Replayed"] == "true"
    assert again.headers["Request-Id"] != first.headers["Request-Id"]
    assert other.status_code == 409
    assert first.headers["Request-Id"] in other.json()["messageDetail"]
    assert len(here.rows(COMEBACK)) == 1
    assert "Idempotency-Key" in here.journal(again, Accept_Language="en")["decided"][0]


def test_a_refused_call_leaves_its_idempotency_key_free(here: World) -> None:
    path = f"/Meeting/Comeback/{CUSTOMER}/c"
    assert here.call("POST", path, {"date": "x"}, Idempotency_Key="k1").status_code == 400
    assert here.call("POST", path, {"date": "2030-01-01"}, Idempotency_Key="k1").status_code == 200


def test_an_idempotency_key_is_free_again_after_a_day(here: World) -> None:
    path = f"/Meeting/Comeback/{CUSTOMER}/c"
    first = here.call("POST", path, {"date": "2030-01-01"}, Idempotency_Key="k1").json()
    here.clock[0] = 24 * 3600 * 10_000_000 + 1
    assert here.call("POST", path, {"date": "2030-01-01"}, Idempotency_Key="k1").json() != first


def seed_samples() -> dict[str, dict[str, object]]:
    return dict(json.loads((Path(__file__).parent.parent / "data" / "seed_samples.json").read_text("utf-8")))


@pytest.mark.parametrize("name", sorted(seed_samples()))
def test_the_documentations_samples_are_answered(shared: World, name: str) -> None:
    sample = seed_samples()[name]
    response = shared.call(str(sample["method"]), str(sample["path"]), sample["body"])
    assert response.status_code == sample["status"], response.text

"""The refusals that are shown are those that are given."""

from __future__ import annotations

import json
from typing import Any

import pytest

from farstu import areas, wire
from farstu.contract.operation import OPERATIONS, Operation, Place
from farstu.engine.calls import TASKS
from farstu.help.refusals import Refusal, refusals, whens
from farstu.help.samples import request_samples
from farstu.texts import CATALOGUE, LANGUAGES
from tests.support.world import CONTACT, CUSTOMER, ESTATE, OFFICE, STRANGER, USER, World

areas.load()
wire.load()

EVERY = [pytest.param(operation, id=operation.id) for operation in OPERATIONS.values()]
WITH_BODY = [pytest.param(operation, id=operation.id) for operation in OPERATIONS.values() if operation.request]
KNOWN = {
    "customerId": CUSTOMER, "contactId": CONTACT, "estateId": ESTATE, "officeId": OFFICE, "userId": USER,
    "year": "2026", "month": "5", "viewingId": "v", "id": "m", "timeSlotId": "t", "contactIds": f"{CONTACT},{CONTACT}2",
    "targetContactId": "StringValue",
    **dict.fromkeys(("objectLeadType", "contactLeadType", "logLeadType", "outgoingLeadType"), "true"),
}  # fmt: skip
COMEBACK = OPERATIONS["POST-Meeting-Comeback-customerId-contactId"]


def path(operation: Operation, **other: str) -> str:
    there = "/" + operation.route.replace("{", "{0[").replace("}", "]}").format(KNOWN | other)
    required = [item.name for item in operation.query if item.required or (item.is_customer and item.items is None)]
    return there + "?" + "&".join(f"{name}={(KNOWN | other).get(name, 'something')}" for name in required)


def shown(operation: Operation, when: str, language: str = "en") -> list[Refusal]:
    return [item for item in refusals(operation, language) if item.when == CATALOGUE[language][f"when.{when}"]]


def same(refusal: Refusal, response: Any, *but: str) -> None:
    """The answer is what is shown, its status, headers and body."""
    assert response.status_code == refusal.status
    expected, given = json.loads(refusal.bodies[0].text), response.json()
    for name in but:
        expected.pop(name), given.pop(name)
    assert given == expected
    for name, value in refusal.headers:
        assert response.headers[name] == value


@pytest.mark.parametrize("operation", EVERY)
def test_the_checks_before_the_body_say_what_is_shown(shared: World, operation: Operation) -> None:
    method, there = operation.method, path(operation)
    english = {"Accept_Language": "en"}
    (refusal,) = shown(operation, "method")
    same(refusal, shared.call("PATCH", there, {}, **english))
    (refusal,) = shown(operation, "unauthorized")
    same(refusal, shared.call(method, there, {}, key="wrong", **english))
    (refusal,) = shown(operation, "forbidden")
    same(refusal, shared.call(method, path(operation, customerId=STRANGER), {"customerId": STRANGER}, **english))


@pytest.mark.parametrize("operation", WITH_BODY)
def test_what_is_wrong_with_a_body_is_said_as_shown(shared: World, operation: Operation) -> None:
    method, there = operation.method, path(operation)
    english = {"Accept_Language": "en"}
    (refusal,) = shown(operation, "media_type")
    same(refusal, shared.call(method, there, b"x", Content_Type="text/plain", **english))
    (refusal,) = shown(operation, "too_large")
    same(refusal, shared.call(method, there, b" " * (4 * 2**20 + 1), **english))
    (refusal,) = shown(operation, "body_missing")
    same(refusal, shared.call(method, there, b"", **english))
    (refusal,) = shown(operation, "body_unreadable")
    same(refusal, shared.call(method, there, b"{", **english))
    for refusal in shown(operation, "body_required")[:1]:
        same(refusal, shared.call(method, there, {}, **english))


@pytest.mark.parametrize("operation", [operation for operation in OPERATIONS.values() if operation in TASKS])
def test_an_idempotency_key_is_refused_as_shown(here: World, operation: Operation) -> None:
    body = json.loads(request_samples(operation)[0].text) if operation.request else {}
    if operation.customer_place is Place.BODY:
        body["customerId"] = CUSTOMER
    (refusal,) = shown(operation, "bad_key")
    bad = here.call(operation.method, path(operation), body, Idempotency_Key="x" * 256, Accept_Language="en")
    same(refusal, bad)
    assert whens(operation).count("used_before") == 1


def test_a_key_that_came_before_is_refused_as_shown(shared: World) -> None:
    (refusal,) = shown(COMEBACK, "used_before")
    sent = {"Idempotency_Key": "k", "Accept_Language": "en"}
    first = shared.call("POST", path(COMEBACK), {"date": "2030-05-03T10:00:00"}, **sent)
    again = shared.call("POST", path(COMEBACK), {"date": "2030-05-04T10:00:00"}, **sent)
    assert again.json()["messageDetail"] == json.loads(refusal.bodies[0].text)["messageDetail"].replace(
        "0198F3A1B2C370008000000000000001", first.headers["Request-Id"]
    )
    same(refusal, again, "messageDetail")


def test_each_unknown_id_of_a_body_is_refused_as_shown(shared: World) -> None:
    answer = shared.call(
        "POST", path(COMEBACK), request_samples(COMEBACK)[0].text.encode(), Accept_Language="en"
    ).json()
    given = {key: texts for item in shown(COMEBACK, "unknown_id") for key, texts in state(item).items()}
    assert len(given) == 5
    assert answer["modelState"] == given


def state(refusal: Refusal) -> dict[str, list[str]]:
    return dict(json.loads(refusal.bodies[0].text)["modelState"])


@pytest.mark.parametrize(
    ("id", "parameters"),
    [
        ("POST-CRM-Buyer-customerId-contactId-LoanPromise", ["contactId"]),
        ("POST-Meeting-Comeback-customerId-contactId", ["contactId"]),
        ("POST-Advertising-Estate-customerId-estateId-FinalPriceWatched", ["estateId"]),
        ("POST-BusinessIntelligence-Budget-customerId-officeId-userId-year-month", ["officeId", "userId"]),
        ("PUT-ViewingParticipant-customerId", ["viewingId", "contactId"]),
    ],
)
def test_each_id_of_a_path_that_names_nothing_is_shown(id: str, parameters: list[str]) -> None:
    found = shown(OPERATIONS[id], "not_found", "sv")
    assert [item.sentence.partition(":")[0] for item in found] == parameters


def test_an_unknown_contact_is_refused_as_shown(shared: World) -> None:
    (refusal,) = shown(COMEBACK, "not_found")
    there = path(COMEBACK, contactId="CONTACT_ID")
    same(refusal, shared.call("POST", there, {"date": "2030-05-03T10:00:00"}, Accept_Language="en"))


def test_limits_are_told_member_by_member_in_both_languages() -> None:
    for language in LANGUAGES:
        (refusal,) = shown(OPERATIONS["POST-CRM-Buyer-customerId-contactId-LoanPromise"], "body_limits", language)
        assert set(state(refusal)) == {"loanPromise.Bank", "loanPromise.EstateId"}
        assert "100" in refusal.sentence
        assert refusal.bodies[1].text.startswith("<Error>\n  <Message>The request is invalid.</Message>")
        assert refusal.bodies[1].media_types == ("application/xml", "text/xml")


def test_a_collection_that_is_too_long_is_told_once() -> None:
    (refusal,) = shown(OPERATIONS["POST-Advertising-Estate-customerId-estateId-FinalPriceWatched"], "body_limits")
    assert [key for key in state(refusal) if "UtmTags" in key] == [
        "application.Marketing.UtmTags",
        "application.Marketing.UtmTags[0].Name",
        "application.Marketing.UtmTags[0].Value",
    ]


@pytest.mark.parametrize("operation", EVERY)
def test_every_refusal_has_its_body_in_json_and_xml_and_its_occasion(operation: Operation) -> None:
    for language in LANGUAGES:
        for item in refusals(operation, language):
            assert item.when
            assert item.sentence
            assert [sample.text[0] for sample in item.bodies] == ["{", "<"]
    assert {item.status for item in refusals(operation, "en")} >= {401, 403, 405, 500, 503}


@pytest.mark.parametrize(("when", "month"), [("parameter_kind", "many"), ("parameter_limits", "13")])
def test_what_is_wrong_with_a_path_is_said_as_shown(shared: World, when: str, month: str) -> None:
    budget = OPERATIONS["POST-BusinessIntelligence-Budget-customerId-officeId-userId-year-month"]
    (refusal,) = shown(budget, when)
    year = {"many": "many", "13": "2101"}[month]
    same(refusal, shared.call("POST", path(budget, year=year, month=month), {}, Accept_Language="en"))


def test_an_id_that_a_read_does_not_find_is_refused_as_shown(shared: World) -> None:
    comebacks = OPERATIONS["GET-CRM-Contact-customerId-contactId-ComebackMeeting"]
    (refusal,) = shown(comebacks, "not_found")
    same(refusal, shared.call("GET", path(comebacks, contactId="CONTACT_ID"), Accept_Language="en"))

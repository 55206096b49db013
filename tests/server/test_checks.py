"""The order of the checks, and the shape of every refusal, in both languages."""

from __future__ import annotations

import json

import pytest

from tests.support.world import CUSTOMER, STRANGER, World, basic

COMEBACK = f"/Meeting/Comeback/{CUSTOMER}/c"
WATCH = f"/Advertising/Estate/{CUSTOMER}/e/FinalPriceWatched"
JSON = {"Content-Type": "application/json"}


@pytest.mark.parametrize(
    ("method", "path", "headers", "body", "status"),
    [
        ("POST", "/Nowhere/M1", {}, b"", 404),
        ("GET", COMEBACK, {}, b"", 405),
        ("POST", COMEBACK, {}, b"{", 401),
        ("POST", f"/Meeting/Comeback/{STRANGER}/c", basic() | {"Content-Type": "text/plain"}, b"{", 403),
        ("POST", COMEBACK, basic() | {"Content-Type": "text/plain"}, b"{", 415),
        ("POST", COMEBACK, basic() | JSON, b"{", 400),
        ("POST", f"/Meeting/Comeback/{CUSTOMER}/nobody", basic() | JSON, b"{}", 400),
        ("POST", f"/Meeting/Comeback/{CUSTOMER}/nobody", basic() | JSON, b'{"date":"2030-01-01"}', 404),
    ],
)
def test_the_first_check_that_fails_decides(
    shared: World, method: str, path: str, headers: dict[str, str], body: bytes, status: int
) -> None:
    response = shared.send(method, path, headers, body)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/json; charset=utf-8"
    assert response.headers["cache-control"] == "no-store"
    assert len(response.headers["request-id"]) == 32
    assert set(response.json()) <= {"message", "messageDetail", "modelState"}


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_a_wrong_verb_names_the_right_one(shared: World, method: str) -> None:
    response = shared.send(method, COMEBACK, {})
    assert (response.status_code, response.headers["Allow"]) == (405, "POST")
    if method != "HEAD":
        expected = f"The requested resource does not support http method '{method}'."
        assert response.json()["message"] == expected


def test_an_unknown_path_is_named_in_the_reference_words(shared: World) -> None:
    response = shared.send("POST", "/Nowhere/19900101-2384", {"Host": "farstu.test"}, b"")
    expected = "No HTTP resource was found that matches the request URI 'http://farstu.test/Nowhere/19900101-****'."
    assert response.json()["message"] == expected


def test_sentences_come_in_the_callers_language_and_the_message_never_does(shared: World) -> None:
    swedish = shared.call("POST", COMEBACK, {}).json()
    english = shared.call("POST", COMEBACK, {}, Accept_Language="en-GB,sv;q=0.5").json()
    assert swedish["message"] == english["message"] == "The request is invalid."
    assert swedish["modelState"] == {"comeback.Date": ["Date krävs. Skicka med det, och inte tomt."]}
    assert english["modelState"] == {"comeback.Date": ["Date is required. Send it, and not blank."]}


def test_all_errors_of_a_request_come_together(shared: World) -> None:
    path = f"/BusinessIntelligence/Budget/{CUSTOMER}/o/u/abc/13"
    body = {"commission": "x", "estates": {"sold": -1}, "saleMeetings": [1]}
    response = shared.call("POST", path, body)
    keys = {key.lower() for key in response.json()["modelState"]}
    assert keys == {"year", "month", "budget.commission", "budget.estates.sold", "budget.salemeetings"}


def test_an_error_shows_the_value_shortened_and_never_a_personal_number(shared: World) -> None:
    response = shared.call("POST", COMEBACK, {"date": "19900101-2384 " + "x" * 100}, Accept_Language="en")
    (sentence,) = response.json()["modelState"]["comeback.date"]
    assert "19900101-****" in sentence
    assert "x…" in sentence
    assert "2384" not in response.text


def test_a_personal_number_too_long_is_refused_without_being_shown(shared: World) -> None:
    person = {"firstName": "A", "lastName": "B", "email": {"emailAddress": "a@example.com"}}
    body = {"person": person | {"socialSecurityNumber": "19900101-2384-and-more"}}
    response = shared.call("POST", WATCH, body)
    assert response.status_code == 400
    assert "2384" not in response.text


def test_media_types_that_are_not_read_are_refused_with_those_that_are(shared: World) -> None:
    response = shared.send("POST", COMEBACK, basic() | {"Content-Type": "text/plain; charset=utf-8"}, b"{}")
    assert response.json()["message"] == (
        "The request entity's media type 'text/plain' is not supported for this resource."
    )
    assert "application/json" in response.json()["messageDetail"]


def test_a_body_without_a_media_type_is_refused(shared: World) -> None:
    response = shared.send("POST", COMEBACK, basic(), b"{}")
    assert response.status_code == 415
    assert "no Content-Type header" in response.json()["message"]


@pytest.mark.parametrize(
    "headers", [{}, {"Content-Length": "0"}, {"Content-Length": "0", "Content-Type": "text/plain"}]
)
def test_no_body_at_all_is_a_clear_400(shared: World, headers: dict[str, str]) -> None:
    response = shared.send("POST", COMEBACK, basic() | headers)
    assert response.status_code == 400
    assert list(response.json()["modelState"]) == ["comeback"]


def test_a_body_that_says_it_is_too_large_is_refused_unread(shared: World) -> None:
    response = shared.send("POST", COMEBACK, basic() | JSON | {"Content-Length": "5000000"}, b"{}")
    assert (response.status_code, response.json()["message"]) == (413, "The request is too large.")


def test_a_body_that_is_too_large_is_refused(shared: World) -> None:
    response = shared.send("POST", COMEBACK, basic() | JSON, b" " * (4 * 1024 * 1024 + 1))
    assert response.status_code == 413


def test_a_body_with_too_many_values_is_refused(shared: World) -> None:
    body = json.dumps({"more": [1] * 60_000}).encode()
    assert shared.send("POST", COMEBACK, basic() | JSON, body).status_code == 413


def test_the_largest_body_is_read(shared: World) -> None:
    padding = b" " * (4 * 1024 * 1024 - 40)
    response = shared.send("POST", COMEBACK, basic() | JSON, b'{"date":"2030-01-01T10:00:00"' + padding + b"}")
    assert response.status_code == 200


def test_unknown_ids_in_the_body_are_named_all_at_once(shared: World) -> None:
    body = {"date": "2030-01-01", "meetingId": "x", "estateId": "y", "participant": {"userId": "z", "officeId": "o"}}
    response = shared.call("POST", COMEBACK, body, Accept_Language="en")
    assert set(response.json()["modelState"]) == {
        "comeback.MeetingId",
        "comeback.EstateId",
        "comeback.Participant.UserId",
    }


@pytest.mark.parametrize("value", [b"\x00", b"\xff\xfe", b"[" * 300, b'{"a":' * 300, b"\xef\xbb\xbf", b"{}{}", b"nul"])
def test_rubbish_is_a_400(shared: World, value: bytes) -> None:
    assert shared.send("POST", COMEBACK, basic() | JSON, value).status_code == 400


def test_the_query_goes_before_the_path(shared: World) -> None:
    path = f"/BusinessIntelligence/Budget/{CUSTOMER}/o/u/2026/5"
    response = shared.call("POST", f"{path}?YEAR=abc&year=2026", {})
    assert list(response.json()["modelState"]) == ["year"]
    assert shared.call("POST", f"{path}?month=6&colour=red", {}).status_code == 204
    assert shared.call("POST", f"{path}?customerId={STRANGER}", {}).status_code == 403


def test_an_idempotency_key_that_is_none_is_a_400(shared: World) -> None:
    for key in ("", "x" * 256):
        response = shared.call("POST", COMEBACK, {"date": "2030-01-01"}, Idempotency_Key=key)
        assert list(response.json()["modelState"]) == ["Idempotency-Key"]

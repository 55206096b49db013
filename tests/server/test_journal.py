"""The call journal as a partner reads it."""

from __future__ import annotations

import base64
import json
import re

import pytest

from farstu.engine.tables import JOURNAL
from tests.support.world import (
    CUSTOMER,
    GROUP_KEY,
    KEY,
    MEETING_KEY,
    OTHER_KEY,
    OTHER_PARTNER,
    SISTER,
    STRANGER,
    World,
    basic,
)

COMEBACK = f"/Meeting/Comeback/{CUSTOMER}/c"
WATCH = f"/Advertising/Estate/{CUSTOMER}/e/FinalPriceWatched"
NUMBER = "19900101-2385"


def person(**values: object) -> dict[str, object]:
    return {"firstName": "Anna", "lastName": "Berg", "email": {"emailAddress": "anna@example.com"}, **values}


def test_an_entry_says_what_arrived_how_it_was_read_what_was_decided_and_answered(shared: World) -> None:
    body = {"DATE": "2030-01-01T10:00:00", "participant": {"userId": "u"}, "colour": "red"}
    response = shared.call("POST", COMEBACK, body)
    entry = shared.journal(response, Accept_Language="en")
    assert set(entry) == {
        "id", "at", "operation", "partner", "customerId", "request", "understood", "decided", "advice", "response",
        "milliseconds",
    }  # fmt: skip
    assert (entry["id"], entry["partner"], entry["customerId"]) == (response.headers["Request-Id"], "byran", CUSTOMER)
    assert entry["operation"] == "POST-Meeting-Comeback-customerId-contactId"
    assert entry["at"].endswith("Z")
    assert (entry["request"]["method"], entry["request"]["path"]) == ("POST", COMEBACK)
    assert json.loads(entry["request"]["body"]) == body
    assert entry["understood"] == {
        "date": "2030-01-01T10:00:00",
        "meetingId": None,
        "estateId": None,
        "participant": {"userId": "u", "userGroupId": None, "officeId": None},
        "note": None,
    }
    assert any("User u shall call" in sentence for sentence in entry["decided"])
    (advice,) = entry["advice"]
    assert (advice["code"], advice["member"]) == ("unknown-member", "comeback.colour")
    assert advice["text"].startswith("comeback.colour is not known")
    assert (entry["response"]["status"], entry["response"]["body"]) == (200, response.text)
    assert entry["response"]["headers"]["Request-Id"] == entry["id"]


def test_sentences_follow_the_readers_language(shared: World) -> None:
    response = shared.call("POST", COMEBACK, {"date": "2030-01-01"}, Accept_Language="en")
    assert "bokades" in shared.journal(response)["decided"][0]
    assert "was booked" in shared.journal(response, Accept_Language="en")["decided"][0]


def test_a_writes_entry_is_there_with_its_answer(shared: World) -> None:
    response = shared.call("POST", COMEBACK, {"date": "2030-01-01"})
    assert shared.rows(JOURNAL, id=response.headers["Request-Id"])


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("POST", "/Nowhere", {"a": 1}, 404),
        ("GET", COMEBACK, None, 405),
        ("POST", f"/Meeting/Comeback/{STRANGER}/c", {"a": 1}, 403),
        ("POST", COMEBACK, {"date": "x"}, 400),
        ("POST", f"/Meeting/Comeback/{CUSTOMER}/nobody", {"date": "2030-01-01"}, 404),
        ("POST", COMEBACK, {"date": "2030-01-01", "estateId": "nothing"}, 400),
    ],
)
def test_refused_calls_are_there_too(
    shared: World, method: str, path: str, body: dict[str, object] | None, status: int
) -> None:
    response = shared.call(method, path, body)
    entry = shared.journal(response)
    assert (response.status_code, entry["response"]["status"]) == (status, status)
    assert entry["response"]["body"] == response.text
    assert entry["request"]["body"] == (json.dumps(body, separators=(",", ":")) if body else "")
    assert entry["decided"]


def test_a_body_in_a_format_that_is_not_read_is_there_as_it_came(shared: World) -> None:
    response = shared.call("POST", COMEBACK, b"<x>19900101-2385</x>", Content_Type="text/plain")
    entry = shared.journal(response)
    assert (entry["response"]["status"], entry["request"]["body"]) == (415, "<x>19900101-****</x>")


def test_a_call_without_a_valid_key_is_kept_without_its_body_and_shown_to_nobody(here: World) -> None:
    response = here.call("POST", COMEBACK, {"note": "hemligt"}, key="fk_wrong")
    here.settle()
    (row,) = here.rows(JOURNAL, id=response.headers["Request-Id"])
    assert (row.partner, row.customer, row.status) == ("", "", 401)
    assert "hemligt" not in row.detail
    assert here.call("GET", f"/_farstu/calls/{row.id}").status_code == 404


def without_ids(text: str) -> str:
    """Ids of ours are half chance, and may hold any four digits."""
    return re.sub("[0-9A-F]{32}", "", text)


def test_personal_numbers_are_masked_wherever_they_stand(here: World) -> None:
    ways = [
        ("POST", WATCH, {"person": person(socialSecurityNumber=NUMBER), "message": f"jag är {NUMBER}"}),
        ("POST", WATCH, {"person": person(SOCIALSECURITYNUMBER="199001012385")}),
        ("POST", WATCH, {"person": person(socialSecurityNumber="inget riktigt 2385")}),
        ("POST", WATCH, b'{"person":{"socialSecurityNumber":"1990\\u0030101-2385","firstName":'),
        ("POST", WATCH, b"{socialSecurityNumber: 199001012385}"),
        ("POST", f"{WATCH}?pnr=19900101%2D2385", {"person": person()}),
        ("POST", f"/Advertising/Estate/{CUSTOMER}/{NUMBER}/FinalPriceWatched", {"person": person()}),
        ("POST", f"/Advertising/{NUMBER}", {"person": person()}),
        ("POST", COMEBACK, {"date": NUMBER}),
    ]
    for method, path, body in ways:
        response = here.call(method, path, body, User_Agent=f"me/{NUMBER}")
        entry = here.journal(response)
        assert "2385" not in without_ids(json.dumps(entry)), (path, body)
        assert "2385" not in without_ids(response.text)
    here.settle()
    assert all("2385" not in without_ids(row.detail) for row in here.rows(JOURNAL))


def test_secrets_are_never_kept(here: World) -> None:
    key = "fk_group"
    encoded = base64.b64encode(f"byran:{key}".encode()).decode()
    response = here.call(
        "POST", f"{COMEBACK}?password=hunter2&token={key}", {"date": "2030-01-01", "note": f"{key} {encoded}"},
        key=GROUP_KEY, Cookie="session=abc", X_Api_Key="abc", Referer=f"http://x/{key}",
    )  # fmt: skip
    entry = json.dumps(here.journal(response))
    for secret in (key, encoded, "hunter2", "session=abc", '"abc"'):
        assert secret not in entry
    assert "Basic ****" in entry


def test_another_partner_sees_nothing_of_it(here: World) -> None:
    response = here.call("POST", COMEBACK, {"date": "2030-01-01"})
    place = f"/_farstu/calls/{response.headers['Request-Id']}"
    assert here.call("GET", place, key=OTHER_KEY, partner=OTHER_PARTNER).status_code == 404
    assert here.call("GET", "/_farstu/calls", key=OTHER_KEY, partner=OTHER_PARTNER).json()["calls"] == []
    assert here.call("GET", place).status_code == 200


def test_a_key_shows_the_calls_on_the_customers_that_it_covers(here: World) -> None:
    sister = here.call("POST", f"/Meeting/Comeback/{SISTER}/c", {"date": "2030-01-01"}, key=GROUP_KEY)
    place = f"/_farstu/calls/{sister.headers['Request-Id']}"
    assert here.call("GET", place, key=GROUP_KEY).status_code == 200
    assert here.call("GET", place, key=KEY).status_code == 404
    assert here.call("GET", "/_farstu/calls?customerId=M2", key=KEY).json()["calls"] == []
    assert here.call("GET", f"/_farstu/calls?customerId={CUSTOMER}", key=MEETING_KEY).json()["calls"] == []


def test_calls_are_listed_newest_first_and_paged_by_key(here: World) -> None:
    made = [here.call("POST", COMEBACK, {"date": "2030-01-01"}).headers["Request-Id"] for _ in range(5)]
    first = here.call("GET", "/_farstu/calls?limit=2").json()
    second = here.call("GET", f"/_farstu/calls?limit=2&before={first['next']}").json()
    last = here.call("GET", f"/_farstu/calls?limit=2&before={second['next']}").json()
    found = [entry["id"] for page in (first, second, last) for entry in page["calls"]]
    assert found == made[::-1]
    assert last["next"] is None


def test_calls_are_filtered(here: World) -> None:
    good = here.call("POST", COMEBACK, {"date": "2030-01-01"}).headers["Request-Id"]
    bad = here.call("POST", f"/Meeting/Comeback/{CUSTOMER}/nobody", {"date": "2030-01-01"}).headers["Request-Id"]
    at = here.journal(here.call("PUT", f"/ViewingParticipant/{CUSTOMER}", {"contactId": "c", "viewingId": "v"}))["at"]

    def listed(query: str) -> list[str]:
        return [entry["id"] for entry in here.call("GET", f"/_farstu/calls?{query}").json()["calls"]]

    assert listed("status=404") == [bad]
    assert listed("operation=POST-Meeting-Comeback-customerId-contactId") == [bad, good]
    assert listed(f"to={at}") == [bad, good]
    assert len(listed(f"from={at}")) == 1
    assert listed("to=1999-01-01") == []


@pytest.mark.parametrize("query", ["limit=0", "limit=201", "limit=x", "status=4xx", "from=x", "colour=red"])
def test_a_filter_that_makes_no_sense_is_a_400_under_its_name(shared: World, query: str) -> None:
    response = shared.call("GET", f"/_farstu/calls?{query}")
    assert response.status_code == 400
    assert list(response.json()["modelState"]) == [query.partition("=")[0]]


def test_the_journal_is_for_those_with_a_key(shared: World) -> None:
    for place in ("/_farstu/calls", "/_farstu/calls/x"):
        response = shared.send("GET", place, basic("fk_wrong"))
        assert (response.status_code, response.headers["WWW-Authenticate"][:5]) == (401, "Basic")


def test_a_very_long_body_is_cut_short_in_the_journal(shared: World) -> None:
    body = b'{"date":"2030-01-01"' + b" " * 200_000 + b"}"
    entry = shared.journal(shared.call("POST", COMEBACK, body))
    assert len(entry["request"]["body"]) < 70_000
    assert "(200021)" in entry["request"]["body"]

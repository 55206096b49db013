"""Corners of negotiation, routing and errors, put to the smallest world over HTTP; each is what the reference does."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from tests.support.world import World, basic

PATH = "/Meeting/Comeback/M1/c"
JSON = b'{"date":"2024-05-03T10:00:00"}'
NAMESPACE = "http://schemas.datacontract.org/2004/07/Vitec.Housing.Connect.Api.Models.Meeting"
XML = f'<Comeback xmlns="{NAMESPACE}"><Date>2024-05-03T10:00:00</Date></Comeback>'.encode()
NO_TYPE = "The request contains an entity body but no Content-Type header."


def kind(world: World, accept: str, body: bytes = JSON, **headers: str) -> str:
    """The media type of an answer."""
    sent = "application/xml" if body is XML else "application/json"
    answer = world.call("POST", PATH, body, Accept=accept, **{"Content_Type": sent, **headers})
    assert answer.status_code == 200
    found, _, charset = answer.headers["content-type"].partition("; ")
    assert charset == "charset=utf-8"
    return str(found)


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("application/xml;q=abc", "application/xml"),
        ("application/xml;q=nan", "application/xml"),
        ("application/xml;q=-1", "application/xml"),
        ('application/xml;q="0"', "application/xml"),
        ("application/json, application/xml;q=2", "application/xml"),
        ("application/xml;q=0.5;q=1, application/json;q=0.6", "application/json"),
        ("application/json;q=0.9, application/xml;q=1e0", "application/xml"),
        ("application/xml;q=0, */*;q=0.1", "application/json"),
        ("application/xml;Q=.9, application/json;q=0.8", "application/xml"),
        ("text/*;q=0.5, application/json;q=0.5", "application/json"),
        ("application/*, text/xml", "text/xml"),
        ("*/xml", "application/json"),
        ("a/b/c, garbage, application/xml,", "application/xml"),
        ("APPLICATION/XML;charset=utf-16", "application/xml"),
        ("*/*;q=0", "application/json"),
    ],
)
def test_odd_accept_headers_are_read_as_the_reference_reads_them(shared: World, accept: str, expected: str) -> None:
    assert kind(shared, accept) == expected


@pytest.mark.parametrize(
    ("accept", "expected"),
    [("garbage", "application/json"), ("*/*;q=0", "application/json"), ("text/xml", "text/xml"),
     ("text/html", "application/xml"), ("", "application/json")],
)  # fmt: skip
def test_a_script_wants_json_unless_it_says_otherwise(shared: World, accept: str, expected: str) -> None:
    assert kind(shared, accept, XML, X_Requested_With="xmlHttpRequest") == expected


def raw(world: World, path: bytes, *headers: tuple[bytes, bytes]) -> tuple[int, dict[bytes, bytes]]:
    """A request as a server hands it on: a path that no client has tidied up, headers that come several times."""
    sent: list[Any] = []
    decoded = bytes.fromhex("".join(
        path[at + 1 : at + 3].decode() if path[at : at + 1] == b"%" else f"{path[at]:02x}"
        for at in range(len(path)) if b"%" not in path[max(0, at - 2) : at]
    ))  # fmt: skip
    given = [(name.lower().encode(), value.encode()) for name, value in basic().items()]
    scope = {
        "type": "http", "method": "POST", "path": decoded.decode(), "raw_path": path, "query_string": b"",
        "scheme": "http", "headers": [*given, (b"content-type", b"application/json"), *headers],
    }  # fmt: skip

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": JSON}

    async def send(message: Any) -> None:
        sent.append(message)

    world.loop.run_until_complete(asyncio.wait_for(world.app(scope, receive, send), 10))
    return sent[0]["status"], dict(sent[0]["headers"])


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (b"/Meeting/Comeback/M1/c", 200),
        (b"/meeting/COMEBACK/M1/c///", 200),
        (b"/Meeting/./Comeback/x/../M1/c", 200),
        (b"/Meeting/x/%2e%2E/Comeback/M1/c/%2e", 200),
        (b"/../../Meeting/Comeback/M1/c", 200),
        (b"/%4Deeting/%43omeback/M1/c", 200),
        (b"/Meeting/Comeback/M1%2Fc", 200),
        (b"/Meeting/Comeback/M1/c%2Fd", 404),
        (b"/Meeting/Comeback/M1/x%2F..%2Fc", 404),
        (b"/Meeting//Comeback/M1/c", 404),
        (b"//Meeting/Comeback/M1/c", 404),
        (b"/Meeting/Comeback/M1/c;x=1", 404),
        (b"/Meeting/Comeback/M1/C", 404),
        (b"/Meeting/Comeback/M1/...", 404),
        (b"/Meeting/Comeback/M1/%20c", 404),
        (b"/Meeting/Comeback/M1/%20", 400),
    ],
)
def test_paths_are_resolved_decoded_and_split_in_that_order(shared: World, path: bytes, status: int) -> None:
    assert raw(shared, path)[0] == status


def test_a_header_that_comes_twice_counts_whole(shared: World) -> None:
    two = ((b"accept", b"application/xml;q=0.9"), (b"accept", b"application/json;q=0.1"))
    for headers in (two, two[::-1]):
        assert raw(shared, PATH.encode(), *headers)[1][b"content-type"] == b"application/xml; charset=utf-8"


@pytest.mark.parametrize(
    "sent", ["json", "application/", "a/b/c", "application/json charset=utf-8", "application/json, text/xml", ";"]
)
def test_a_content_type_that_is_none_counts_as_missing(shared: World, sent: str) -> None:
    answer = shared.call("POST", PATH, JSON, Content_Type=sent)
    assert (answer.status_code, answer.json()["message"].startswith(NO_TYPE)) == (415, True)


@pytest.mark.parametrize("charset", ["utf-16", "UTF-16"])
def test_an_answer_is_utf_8_whatever_the_request_is_in_or_asks_for(shared: World, charset: str) -> None:
    content_type = f"application/json; charset={charset}"
    sent = JSON.decode().encode("utf-16-le")
    answer = shared.call("POST", PATH, sent, Content_Type=content_type, Accept_Charset="utf-16")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json; charset=utf-8")
    assert answer.json().startswith("CAL")


def test_a_blank_value_in_the_query_is_missed_under_its_type(shared: World) -> None:
    answer = shared.call("POST", f"{PATH}?CONTACTID=&contactId=c", JSON)
    assert (answer.status_code, list(answer.json()["modelState"])) == (400, ["contactId.String"])
    first = shared.call("POST", f"{PATH}?contactid=nobody&contactId=c", JSON)
    assert (first.status_code, "nobody" in first.json()["messageDetail"]) == (404, True)
    assert shared.call("POST", "/Meeting/Comeback/M1/nobody?ContactId=c&x=y", JSON).status_code == 200
    assert shared.call("POST", f"{PATH}?customerId=M2", JSON).status_code == 403


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "PATCH", "PUT", "DELETE", "BREW"])
def test_other_verbs_are_refused_before_anything_else(shared: World, method: str) -> None:
    answer = shared.send(method, PATH, {"Content-Type": "text/plain"}, b"x")
    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")
    expected = f"The requested resource does not support http method '{method}'."
    assert answer.text == "" if method == "HEAD" else answer.json()["message"] == expected


@pytest.mark.parametrize("language", ["sv", "en"])
def test_all_that_is_wrong_comes_at_once_in_both_formats(shared: World, language: str) -> None:
    body = b'{"commission":"x","estates":{"Sold":[],"registered":100001},"saleMeetings":5}'
    path = "/BusinessIntelligence/Budget/M1/o/u/abc/13"
    answer = shared.call("POST", path, body, Accept="application/json", Accept_Language=language)
    keys = set(answer.json()["modelState"])
    assert keys == {
        "year", "month", "budget.commission", "budget.estates.Sold", "budget.estates", "budget.Estates.Registered",
        "budget.saleMeetings",
    }  # fmt: skip
    assert all(text[0].strip() for text in answer.json()["modelState"].values())
    in_xml = shared.call("POST", path, body, Accept="text/xml", Accept_Language=language).text
    assert in_xml.startswith("<Error><Message>The request is invalid.</Message><ModelState><year>")
    assert all(f"<{key}>" in in_xml for key in keys)


def test_a_personal_number_never_stands_in_an_error(shared: World) -> None:
    number = "19121212-1212"
    body = (
        f'{{"person":{{"firstName":{{}},"socialSecurityNumber":"{number}{number}","lastName":"{number * 4}"}},'
        f'"prospectiveBuyerStatus":"{number}","{number}":1,"leadSourceId":"{number}"}}'
    ).encode()
    for accept in ("application/json", "application/xml"):
        answer = shared.call("POST", "/Advertising/Estate/M1/e/FinalPriceWatched", body, Accept=accept)
        assert answer.status_code == 400
        assert "-1212" not in answer.text

"""`farstu check URL`: against our own server all is well; what a server does otherwise is found and named."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from lxml import etree

from farstu import areas
from farstu.conformance.asking import checked_address, reached
from farstu.conformance.common import check_common
from farstu.conformance.reads import check_read
from farstu.conformance.results import CannotRun, Result, Verdict
from farstu.conformance.vectors import check_vectors
from farstu.contract.operation import OPERATIONS
from farstu.help.bodies import shown_path
from farstu.help.place import Place
from farstu.pytest.running import Server
from farstu.store.clock import system_clock
from tests.support.commands import Ended, runner

areas.load()
CARD = OPERATIONS["GET-CRM-Contact-customerId-contactId"]
PAGE = OPERATIONS["GET-Advertising-Estate-customerId"]
Fault = Callable[[httpx.Request, httpx.Response], httpx.Response]


@pytest.fixture
def check(
    farstu_server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., str]:
    """Runs `farstu check`; the address where none of its own is given."""
    monkeypatch.setenv("FARSTU_PARTNER", farstu_server.partner)
    monkeypatch.setenv("FARSTU_KEY", farstu_server.key)
    (tmp_path / "ids").write_text(json.dumps({"key": farstu_server.key, "keys": {}, **farstu_server.ids}))
    run = runner(tmp_path, monkeypatch, capsys)
    return lambda *arguments: run("check", *(arguments or (farstu_server.url,)))


def faulty(server: Server, fault: Fault, name: str = "reads") -> list[Result]:
    """What is found at our own server where somebody in between spoils its answers."""
    with httpx.Client(base_url=server.url) as honest:

        def answer(request: httpx.Request) -> httpx.Response:
            assert request.method == "GET"
            headers = {name: request.headers[name] for name in ("authorization", "accept") if name in request.headers}
            found = honest.request(request.method, request.url.raw_path.decode(), headers=headers)
            told = {name: value for name, value in found.headers.items() if name != "content-length"}
            return fault(request, httpx.Response(found.status_code, headers=told, content=found.content))

        place, now = Place(server.url, ids=server.ids), system_clock()
        with reached(server.url, *server.auth, httpx.MockTransport(answer)) as target:
            if name == "common":
                return list(check_common(target, shown_path(CARD, place, now), place, now))
            return [item for operation in (CARD, PAGE) for item in check_read(target, operation, place, now)]


def differing(results: list[Result]) -> dict[str, str]:
    return {item.name: item.found for item in results if item.verdict is Verdict.DIFFERS}


def document(change: Callable[[dict[str, Any]], Any]) -> Fault:
    """Changes what the contact's card says in JSON."""

    def fault(request: httpx.Request, answer: httpx.Response) -> httpx.Response:
        if answer.status_code != 200 or "json" not in answer.headers["content-type"] or "/CRM/" not in request.url.path:
            return answer
        card = answer.json()
        change(card)
        return httpx.Response(200, headers={"Content-Type": answer.headers["content-type"]}, json=card)

    return fault


def status(before: int, after: int) -> Fault:
    def fault(request: httpx.Request, answer: httpx.Response) -> httpx.Response:
        return httpx.Response(after) if answer.status_code == before else answer

    return fault


def text(before: str, after: str) -> Fault:
    def fault(request: httpx.Request, answer: httpx.Response) -> httpx.Response:
        changed = answer.text.replace(before, after)
        headers = {name: value for name, value in answer.headers.items() if name != "content-length"}
        return httpx.Response(answer.status_code, headers=headers, content=changed.encode())

    return fault


def test_our_own_server_keeps_to_the_interface(
    check: Callable[..., str], farstu_server: Server, tmp_path: Path
) -> None:
    junit, html = tmp_path / "junit.xml", tmp_path / "report.html"
    files = ("--ids", str(tmp_path / "ids"), "--junit", str(junit), "--html", str(html))
    said = check(farstu_server.url, "--write", *files)
    suite = etree.parse(junit).find("testsuite")
    named = {case.get("name"): case.get("classname") for case in suite}
    assert f"{len(suite) - 57} passed, 0 different, 57 skipped." in said
    assert named[f"{CARD.id} 401"] == "documented"
    assert named["Accept: text/*"] == named["vector json-names/unknown"] == "observed"
    assert all(case.get("name").startswith("vector ") for case in suite if len(case))
    page = html.read_text("utf-8")
    assert "<script" not in page
    assert "http" not in page.replace(farstu_server.url, "")
    for told in (said, page, junit.read_text("utf-8")):
        assert farstu_server.key not in told
        assert farstu_server.ids["contactId"] not in told


def without(*names: str) -> Fault:
    def fault(request: httpx.Request, answer: httpx.Response) -> httpx.Response:
        kept = {name: value for name, value in answer.headers.items() if name not in (*names, "content-length")}
        return httpx.Response(answer.status_code, headers=kept, content=answer.content)

    return fault


def broken(request: httpx.Request, answer: httpx.Response) -> httpx.Response:
    if request.headers.get("accept") == "application/xml" and answer.status_code == 200:
        raise httpx.ReadError("cut off")
    return answer


JSON, XML = f"{CARD.id} application/json", f"{CARD.id} application/xml"
ORDER = ("<AdvertisingEnabled>false</AdvertisingEnabled>", "")
FAULTS: dict[str, tuple[Fault, dict[str, str]]] = {
    "wrong status for nobody": (status(401, 403), {f"{CARD.id} 401": "403", f"{PAGE.id} 401": "403"}),
    "an unknown id is answered": (status(404, 200), {f"{CARD.id} 404": "200"}),
    "a wrong value breaks it": (status(400, 500), {f"{PAGE.id} 400": "500"}),
    "a member is missing": (document(lambda card: card.pop("id")), {f"{JSON} members": "id is missing"}),
    "a member too much": (
        document(lambda card: card.update(shoeSize=43)),
        {f"{JSON} members": "shoeSize is not in the contract"},
    ),
    "a name is told as its form": (
        document(lambda card: card.update({"Anna 7": None})),
        {f"{JSON} members": "xxxx 9 is not in the contract"},
    ),
    "a date in another form": (
        document(lambda card: card.update(createdAt="03/05/2026 10:00")),
        {f"{JSON} members": "createdAt is written as 99/99/9999 99:99, not date"},
    ),
    "null, a number and a name": (
        document(lambda card: card.update(leadScore=None, firstName=7, wantsToBeMatched="Perhaps")),
        {
            f"{JSON} members": "firstName is a whole number, not text; leadScore is null, not integer; "
            "wantsToBeMatched is a name that the contract does not have, not enum"
        },
    ),
    "an element in XML is missing": (text(*ORDER), {f"{XML} members": "AdvertisingEnabled is missing"}),
    "no answer": (broken, {f"{XML} status": "no answer", f"{PAGE.id} application/xml status": "no answer"}),
}


@pytest.mark.parametrize("name", FAULTS)
def test_what_differs_is_found_and_named(farstu_server: Server, name: str) -> None:
    fault, expected = FAULTS[name]
    assert differing(faulty(farstu_server, fault)) == expected


def test_xml_in_another_order_and_headers_that_are_not_there_are_found(farstu_server: Server) -> None:
    swapped = faulty(
        farstu_server,
        text('<City>Nacka</City><CountryCode i:nil="true" />', '<CountryCode i:nil="true" /><City>Nacka</City>'),
    )
    assert differing(swapped) == {f"{XML} members": "Address has its members in another order"}
    found = differing(faulty(farstu_server, without("cache-control", "www-authenticate", "allow"), "common"))
    assert found == {
        "Cache-Control": "it is not sent",
        "WWW-Authenticate of a 401": "it is not sent",
        "verb 405 Allow": "Allow does not name POST",
    }


def test_every_vector_that_is_answered_otherwise_is_named(farstu_server: Server) -> None:
    transport = httpx.MockTransport(lambda request: httpx.Response(500))
    with reached(farstu_server.url, *farstu_server.auth, transport) as target:
        found = list(check_vectors(target, farstu_server.ids))
        skipped = list(check_vectors(target, {"customerId": farstu_server.customer}))
    assert {item.found for item in found if item.verdict is Verdict.DIFFERS} == {"500"}
    assert not any(item.verdict is Verdict.PASSED for item in found)
    assert {item.verdict for item in skipped} == {Verdict.SKIPPED}


def test_exit_codes_tell_what_differs_from_what_cannot_be_asked(
    check: Callable[..., str], farstu_server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ended(*arguments: str) -> Ended:
        with pytest.raises(Ended) as found:
            check(*arguments)
        return found.value

    url, ids = farstu_server.url, ("--ids", str(tmp_path / "ids"))
    assert ended(url).line == "farstu: Give ids to ask for, at least customerId, by --ids.\n"
    assert ended("http://127.0.0.1:9", *ids).code == 2
    monkeypatch.setattr("farstu.conformance.running.readable", lambda: [PAGE])
    monkeypatch.setitem(check_common.__globals__["_NEGOTIATED"], "text/*", "text/plain")
    assert ended(url, *ids).code == 1
    monkeypatch.setenv("FARSTU_KEY", "fk_wrong")
    assert (ended(url, *ids).code, ended("--write").code) == (2, 2)


@pytest.mark.parametrize(
    "address", ["connect.example.se", "http://connect.example.se", "https://a:b@example.se", "http://[x"]
)
def test_an_address_that_would_tell_the_key_is_refused(address: str) -> None:
    with pytest.raises(CannotRun):
        checked_address(address)


def test_without_its_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "httpx", None)
    with pytest.raises(CannotRun, match=r"requirements/check\.txt"), reached("https://example.se", "p", "k"):
        pytest.fail("there is no library")

"""Faults and refusals on order, as whoever tries an integration orders them."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from farstu.areas.meeting.tables import COMEBACK
from farstu.contract.operation import OPERATIONS, Operation
from farstu.engine.idempotency import HEADER as IDEMPOTENCY
from farstu.help.refusals import named
from farstu.records.offices import Customer
from farstu.sandbox.orders import MOST_ORDERS
from farstu.store.table import change
from tests.support.asking import ask
from tests.support.databases import SQLITE
from tests.support.process import Server, demo
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
    records,
    world,
)

FAULTS = f"/_farstu/sandbox/{CUSTOMER}/faults"
PLACE = f"/Meeting/Comeback/{CUSTOMER}/c"
BOOK, READ = "POST-Meeting-Comeback-customerId-contactId", f"/CRM/Contact/{CUSTOMER}/c/ComebackMeeting"
BODY = {"date": "2030-01-01T10:00:00"}
EVERY = [pytest.param(operation, id=operation.id) for operation in OPERATIONS.values()]
CALL_PHP = Path(__file__).parent.parent / "data" / "call.php"


@pytest.fixture
def embedded(tmp_path: Path) -> Iterator[World]:
    with world(tmp_path, kind=SQLITE) as made:
        yield made


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with world(tmp_path_factory.mktemp("world"), kind=SQLITE) as made:
        yield made


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with demo(tmp_path_factory.mktemp("demo")) as made:
        yield made


def order(here: World, **fault: Any) -> dict[str, Any]:
    answer = here.call("POST", FAULTS, fault)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def book(here: World, **headers: str) -> httpx.Response:
    return here.call("POST", PLACE, BODY, **headers)


def statuses(here: World, calls: int) -> list[int]:
    return [book(here).status_code for _ in range(calls)]


def test_a_status_is_given_as_often_as_it_was_ordered_and_nothing_is_kept(here: World) -> None:
    made = order(here, status=503, retryAfter=7, count=2)
    first = book(here, Accept_Language="en")
    assert (first.status_code, first.headers["Retry-After"]) == (503, "7")
    assert first.json()["messageDetail"] == "This answer was ordered for the sandbox."
    assert here.call("GET", FAULTS).json()["faults"] == [{**made, "calls": 1, "met": 1}]
    assert statuses(here, 2) == [503, 200]
    assert here.call("GET", FAULTS).json() == {"faults": []}
    assert len(here.rows(COMEBACK)) == 1


def test_the_journal_says_what_was_ordered(here: World) -> None:
    order(here, status=500, operation=BOOK, count=1)
    order(here, delayMilliseconds=1, count=2)
    refused, late, read = book(here), book(here), here.call("GET", READ)
    assert [answer.status_code for answer in (refused, late, read)] == [500, 200, 200]
    told = [here.journal(answer, Accept_Language="en")["decided"] for answer in (refused, late, read)]
    assert told[0] == ["This was ordered for the sandbox: status=500.", "This answer was ordered for the sandbox."]
    assert {sentences[0] for sentences in told[1:]} == {"This was ordered for the sandbox: delayMilliseconds=1."}
    assert all(len(sentences) > 1 for sentences in told)


def test_a_share_is_met_evenly(embedded: World) -> None:
    order(embedded, status=500, share=0.25)
    assert statuses(embedded, 8) == [200, 200, 200, 500] * 2


def test_an_order_may_be_for_an_operation_and_for_a_key(embedded: World) -> None:
    order(embedded, status=500, operation=BOOK)
    assert embedded.call("GET", READ).status_code == 200
    assert book(embedded).status_code == 500
    assert embedded.call("DELETE", FAULTS).json() == {"ended": 1}
    order(embedded, status=502, key=f"KEY{MEETING_KEY}")
    assert (book(embedded).status_code, book(embedded, key=MEETING_KEY).status_code) == (200, 502)


def test_other_customers_are_not_met(embedded: World) -> None:
    order(embedded, status=500)
    assert embedded.call("POST", f"/Meeting/Comeback/{SISTER}/c", BODY, key=GROUP_KEY).status_code == 200


def test_one_order_is_ended_by_its_id(embedded: World) -> None:
    first, second = order(embedded, status=500), order(embedded, status=502)
    assert embedded.call("DELETE", f"{FAULTS}/{first['id']}").json() == {"ended": 1}
    assert book(embedded).status_code == 502
    assert embedded.call("DELETE", f"{FAULTS}/{first['id']}").status_code == 404
    assert [item["id"] for item in embedded.call("GET", FAULTS).json()["faults"]] == [second["id"]]


def test_a_header_orders_for_its_own_call_alone(here: World) -> None:
    asked = "refusal=not_found_contactId; retryAfter=3; delayMilliseconds=1"
    answer = book(here, Farstu_Fault=asked, Accept_Language="en")
    assert (answer.status_code, answer.headers["Retry-After"]) == (404, "3")
    assert "no contact c." in answer.json()["messageDetail"]
    assert "refusal=not_found_contactId" in here.journal(answer)["decided"][0]
    assert book(here, Farstu_Fault="status=418", key=MEETING_KEY).status_code == 418
    assert book(here).status_code == 200


def test_a_customer_that_is_no_sandbox_takes_no_orders(tmp_path: Path) -> None:
    (usual,) = (row for row in records() if isinstance(row, Customer))
    with world(tmp_path, [change(usual, sandbox=False)], kind=SQLITE) as here:
        assert book(here, Farstu_Fault="status=500").status_code == 200
        refused = here.call("POST", FAULTS, {"status": 500}, Accept_Language="en")
        assert (refused.status_code, refused.json()["messageDetail"]) == (403, f"Customer {CUSTOMER} is no sandbox.")
        assert here.call("GET", FAULTS).status_code == 403
        assert book(here).status_code == 200


def test_a_fault_on_order_never_reaches_a_live_customer(tmp_path: Path) -> None:
    """The same key opens a sandbox and a live customer, by their group."""
    (usual,) = (row for row in records(SISTER) if isinstance(row, Customer))
    with world(tmp_path, [change(usual, sandbox=False)], kind=SQLITE) as here:
        order(here, status=500)
        place, live = f"/_farstu/sandbox/{SISTER}/faults", f"/Meeting/Comeback/{SISTER}/c"
        assert here.call("POST", place, {"status": 500}, key=GROUP_KEY).status_code == 403
        for headers in ({}, {"Farstu_Fault": "status=500"}, {"Farstu_Fault": "drop=before"}):
            assert here.call("POST", live, BODY, key=GROUP_KEY, **headers).status_code == 200
        assert book(here, key=GROUP_KEY).status_code == 500


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "faults"), ("POST", "faults"), ("DELETE", "faults"), ("DELETE", "faults/FAU1"), ("GET", "refusals")],
)
def test_only_a_key_to_all_of_the_customer_may_order(kept: World, method: str, path: str) -> None:
    place, body = f"/_farstu/sandbox/{CUSTOMER}/{path}", {"status": 500} if method == "POST" else None
    foreign = f"/_farstu/sandbox/{STRANGER}/{path}"
    assert kept.send(method, place, {}, json=body).status_code == 401
    assert kept.call(method, place, body, key=MEETING_KEY).status_code == 403
    assert kept.call(method, foreign, body, key=KEY).status_code == 403
    assert kept.call(method, place, body, key=OTHER_KEY, partner=OTHER_PARTNER).status_code in (200, 404)
    kept.call("DELETE", FAULTS)


@pytest.mark.parametrize(
    ("fault", "member"),
    [
        (b"nonsense", "fault"),
        ({}, "fault"),
        ({"share": 0.5}, "fault"),
        ({"status": 500, "malformed": True}, "fault"),
        ({"status": "500"}, "status"),
        ({"status": 200}, "status"),
        ({"status": 499}, "status"),
        ({"drop": "sometimes"}, "drop"),
        ({"drop": "after", "retryAfter": 3}, "retryAfter"),
        ({"status": 503, "retryAfter": 0}, "retryAfter"),
        ({"delayMilliseconds": 60_001}, "delayMilliseconds"),
        ({"status": 500, "count": 0}, "count"),
        ({"status": 500, "share": 1.1}, "share"),
        ({"status": 500, "operation": "Nowhere"}, "operation"),
        ({"refusal": "nonsense"}, "refusal"),
        ({"refusal": "not_found_contactId"}, "refusal"),
        ({"refusal": "nonsense", "operation": BOOK}, "refusal"),
        ({"colour": "red", "status": 500}, "colour"),
    ],
)
def test_what_cannot_be_ordered_is_refused_under_its_member(kept: World, fault: Any, member: str) -> None:
    refused = kept.call("POST", FAULTS, fault)
    assert (refused.status_code, list(refused.json()["modelState"])) == (400, [member])
    assert kept.call("GET", FAULTS).json() == {"faults": []}


@pytest.mark.parametrize(
    "asked", ["nonsense", "status=x", "refusal=nonsense", "count=2; status=500", "status=500; drop=after"]
)
def test_a_header_that_says_nothing_known_is_refused(kept: World, asked: str) -> None:
    refused = book(kept, Farstu_Fault=asked)
    assert (refused.status_code, list(refused.json()["modelState"])) == (400, ["Farstu-Fault"])


def test_there_is_an_end_to_orders(embedded: World) -> None:
    for _ in range(MOST_ORDERS):
        order(embedded, status=500)
    assert embedded.call("POST", FAULTS, {"status": 500}).status_code == 409


@pytest.mark.parametrize("operation", EVERY)
def test_every_refusal_is_given_by_its_name_in_its_real_body(kept: World, operation: Operation) -> None:
    usual = ask(operation)
    several = {item.name: f"{usual.path[item.name]},c" for item in operation.parameters if item.items}
    usual = replace(usual, path=usual.path | several)
    for name, refused in named(operation).items():
        answer = kept.call(operation.method, usual.address, usual.body, Farstu_Fault=f"refusal={name}")
        assert "farstu-fault" not in answer.text.lower(), (name, answer.text)
        assert (answer.status_code, answer.json()["message"]) == (refused.status, refused.message)
        assert answer.headers.items() >= {key.lower(): value for key, value in refused.headers}.items()
        told = {key.lower() for key in answer.json().get("modelState", {})}
        assert told == {key.lower() for key, _ in refused.problems}


def test_the_refusals_are_listed_by_operation(kept: World) -> None:
    listed = kept.call("GET", f"/_farstu/sandbox/{CUSTOMER}/refusals", Accept_Language="en").json()
    assert list(listed) == list(OPERATIONS)
    assert {"name": "unauthorized", "status": 401}.items() <= listed[BOOK][1].items()
    assert [item["name"] for item in listed[BOOK]] == list(named(OPERATIONS[BOOK]))
    assert all(item["when"] for refusals in listed.values() for item in refusals)


def test_a_malformed_answer_is_half_of_one_and_the_call_is_done(embedded: World) -> None:
    answer = book(embedded, Farstu_Fault="malformed=true")
    (row,) = embedded.rows(COMEBACK)
    assert answer.text == f'"{row.id}"'[: len(answer.text)]
    assert 0 < len(answer.text) < len(row.id)
    empty = embedded.call(
        "POST", f"/BusinessIntelligence/Budget/{CUSTOMER}/o/u/2026/5", {"commission": 1}, Farstu_Fault="malformed=true"
    )
    assert (empty.status_code, empty.text) == (200, '{"')


def demo_call(server: Server, **headers: str) -> httpx.Response:
    shown = server.shown
    return server.post(f"/Meeting/Comeback/{shown['customerId']}/{shown['contactId']}", BODY, **headers)


def booked(server: Server) -> int:
    shown = server.shown
    path = f"/CRM/Contact/{shown['customerId']}/{shown['contactId']}/ComebackMeeting"
    return httpx.get(f"{server.url}{path}", auth=(shown["partner"], shown["key"])).text.count("CAL")


def test_a_connection_is_dropped_before_the_call_is_done(server: Server) -> None:
    before = booked(server)
    with pytest.raises(httpx.TransportError):
        demo_call(server, **{"Farstu-Fault": "drop=before"})
    assert booked(server) == before
    assert demo_call(server).status_code == 200


def test_a_call_whose_answer_was_dropped_is_told_again_by_its_key(server: Server) -> None:
    before = booked(server)
    with pytest.raises(httpx.TransportError):
        demo_call(server, **{"Farstu-Fault": "drop=after", IDEMPOTENCY: "once"})
    again = demo_call(server, **{IDEMPOTENCY: "once"})
    assert again.headers["Idempotency-Replayed"] == "true"
    assert booked(server) == before + 1
    auth = (server.shown["partner"], server.shown["key"])
    calls = httpx.get(f"{server.url}/_farstu/calls?operation={BOOK}", auth=auth, headers={"Accept-Language": "en"})
    assert calls.json()["calls"][1]["decided"][:2] == [
        "This was ordered for the sandbox: drop=after.",
        "The connection was cut; the answer was not sent.",
    ]


@pytest.mark.skipif(shutil.which("php") is None, reason="php is not installed")
def test_a_client_in_php_orders_a_fault_and_meets_it(server: Server) -> None:
    shown = server.shown
    customer = shown["customerId"]

    def php(path: str, body: Any) -> tuple[str, Any]:
        sent = [f"{server.url}{path}", "POST", shown["partner"], shown["key"], json.dumps(body)]
        ran = subprocess.run(["php", str(CALL_PHP), *sent], capture_output=True, text=True, timeout=30, check=True)
        status, _, answer = ran.stdout.partition("\n")
        return status, json.loads(answer)

    place = f"/Meeting/Comeback/{customer}/{shown['contactId']}"
    asked = {"refusal": "not_found_contactId", "operation": BOOK, "count": 1}
    assert php(f"/_farstu/sandbox/{customer}/faults", asked)[0] == "200"
    status, refused = php(place, BODY)
    assert (status, shown["contactId"] in refused["messageDetail"]) == ("404", True)
    assert php(place, BODY)[0] == "200"

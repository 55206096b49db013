"""A sandbox's own clock: what goes by it, and what does not."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from farstu.areas.buyer.tables import LOAN_PROMISE
from farstu.areas.meeting.tables import COMEBACK
from farstu.areas.watch.tables import FINAL_PRICE_WATCH
from farstu.contract.moment import utc_text
from farstu.engine.tables import EVENT
from farstu.records.offices import Customer
from farstu.records.sandboxes import SANDBOX, SEED
from farstu.records.snapshots import snapshot_of
from farstu.server.app import Farstu
from farstu.store.table import change
from tests.support.databases import SQLITE
from tests.support.reading import at, json_of
from tests.support.world import (
    CUSTOMER,
    ESTATE,
    GROUP_KEY,
    MEETING_KEY,
    SECRETS,
    SISTER,
    STRANGER,
    World,
    furnish,
    records,
    world,
)

ROOT = f"/_farstu/sandbox/{CUSTOMER}"
CLOCK = f"{ROOT}/clock"
PLACE = f"/Meeting/Comeback/{CUSTOMER}/c"
PROMISE = f"/CRM/Buyer/{CUSTOMER}/c/LoanPromise"
THEN = "2040-03-01T10:00:00"
UTC = "2040-03-01T09:00:00Z"


@pytest.fixture
def embedded(tmp_path: Path) -> Iterator[World]:
    with world(tmp_path, kind=SQLITE) as made:
        yield made


def tell(here: World, **order: Any) -> dict[str, Any]:
    answer = here.call("PUT", CLOCK, order)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def happened(here: World, customer: str = CUSTOMER) -> list[str]:
    events = sorted(here.rows(EVENT, customer=customer), key=lambda event: event.sequence)
    return [event.kind for event in events]


def test_rules_and_reads_go_by_the_clock_and_the_journal_does_not(here: World) -> None:
    assert tell(here, at=THEN, frozen=True) | {"real": ""} == {
        "at": UTC, "swedish": f"{THEN}+01:00", "frozen": True, "real": "", "due": {}
    }  # fmt: skip
    answer = here.call("POST", PLACE, {"date": "2040-02-28T10:00:00"}, Idempotency_Key="once")
    (row,) = here.rows(COMEBACK)
    assert row.created_at == at(THEN)
    journal = here.journal(answer, Accept_Language="en")
    assert journal["at"] < "2040"
    assert journal["decided"][0] == f"By the sandbox's clock it is {UTC}."
    assert [item["code"] for item in journal["advice"]] == ["past-date"]
    tell(here, advance={"days": 3})
    again = here.call("POST", PLACE, {"date": "2040-02-28T10:00:00"}, Idempotency_Key="once")
    assert again.headers["Idempotency-Replayed"] == "true"
    assert answer.json()[3:15] < utc_ids_from(2040)
    other = here.call("POST", f"/Meeting/Comeback/{SISTER}/c", {"date": THEN}, key=GROUP_KEY)
    assert here.rows(COMEBACK, id=other.json())[0].created_at < at("2039-01-01T00:00:00")
    read = here.call("GET", f"/CRM/Contact/{CUSTOMER}/c/ComebackMeeting")
    assert here.journal(read, Accept_Language="en")["decided"][0].startswith("By the sandbox's clock it is 2040-03-04")


def wait_until(here: World, is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + 30
    while not is_so():
        assert time.monotonic() < until
        here.wait(0.01)


def utc_ids_from(year: int) -> str:
    """How ids begin that were drawn from this year on."""
    return f"{at(f'{year}-01-01T00:00:00') // 10_000:012X}"


def test_comebacks_fall_due_promises_expire_and_contacts_move_when_the_clock_is_moved(here: World) -> None:
    tell(here, at=THEN, frozen=True)
    for days in ("02", "03", "20"):
        here.call("POST", PLACE, {"date": f"2040-03-{days}T10:00:00"})
    for day in ("04", "05"):
        here.call("POST", PROMISE, {"validUntil": f"2040-03-{day}T10:00:00"})
    here.call("POST", f"/CRM/Contact/{CUSTOMER}/c/NewAddress", {"city": "Ystad", "newAddressFrom": "2040-03-05"})
    due = tell(here, advance={"days": 7})["due"]
    assert due == {"comeback.due": 2, "loanPromise.expired": 1, "contact.moved": 1}
    assert json_of(here, f"/CRM/Contact/{CUSTOMER}/c")["address"]["city"] == "Ystad"
    assert tell(here, advance={"hours": 1})["due"] == {}
    assert happened(here).count("comeback.due") == 2
    last = [event.at for event in here.rows(EVENT, kind="comeback.due")]
    assert set(last) == {at("2040-03-08T10:00:00")}
    assert tell(here, at="2040-03-02T12:00:00")["due"] == {}
    assert tell(here, advance={"days": 1})["due"] == {"comeback.due": 1}


def test_what_is_brought_back_falls_due_from_then_on(embedded: World) -> None:
    tell(embedded, at=THEN, frozen=True)
    embedded.call("POST", PLACE, {"date": "2040-03-02T10:00:00"})
    embedded.call("PUT", f"{ROOT}/snapshots/one")
    assert tell(embedded, advance={"days": 7})["due"] == {"comeback.due": 1}
    tell(embedded, at=THEN)
    embedded.call("PUT", f"{ROOT}/snapshots/one")
    tell(embedded, at="2039-12-31T10:00:00")
    assert embedded.call("POST", f"{ROOT}/snapshots/one/load").status_code == 200
    assert tell(embedded, at=THEN)["due"] == {}
    assert tell(embedded, advance={"days": 7})["due"] == {"comeback.due": 1}


def test_watches_are_told_at_the_time_of_the_sandbox(embedded: World) -> None:
    tell(embedded, at=THEN, frozen=True)
    watch = f"/Advertising/Estate/{CUSTOMER}/{ESTATE}/FinalPriceWatched"
    person = {"firstName": "Eva", "lastName": "Ek", "email": {"emailAddress": "eva@example.com"}}
    assert embedded.call("POST", watch, {"person": person}).status_code == 200
    tell(embedded, advance={"days": 10})
    embedded.call("PUT", f"/_farstu/estates/{CUSTOMER}/{ESTATE}/finalPrice", {"amount": 5_000_000})
    assert {row.told_at for row in embedded.rows(FINAL_PRICE_WATCH)} == {at("2040-03-11T10:00:00")}


def test_much_that_falls_due_is_told_once_each(embedded: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("farstu.server.falling.AT_ONCE", 2)
    tell(embedded, at=THEN, frozen=True)
    for day in (2, 3, 3, 3, 4):
        embedded.call("POST", PLACE, {"date": f"2040-03-0{day}T10:00:00"})
    assert tell(embedded, advance={"days": 9})["due"] == {"comeback.due": 5}
    ids = [event.ids for event in embedded.rows(EVENT, kind="comeback.due")]
    assert len(set(ids)) == 5


def test_customers_that_are_no_sandboxes_are_told_too_what_fell_due(embedded: World) -> None:
    """By the real clock, which is the server's."""
    embedded.quiet()
    embedded.call("POST", PLACE, {"date": THEN})
    embedded.loop.run_until_complete(embedded.app._due.once())
    assert "comeback.due" not in happened(embedded)
    embedded.clock[0] = at("2040-03-02T00:00:00") - at(embedded.call("GET", CLOCK).json()["swedish"])
    assert embedded.loop.run_until_complete(embedded.app._due.once()) == 1
    assert embedded.loop.run_until_complete(embedded.app._due.once()) == 0
    assert happened(embedded)[-1] == "comeback.due"


def test_the_clock_goes_on_stands_still_and_is_the_real_one_again(embedded: World) -> None:
    set_at = tell(embedded, at=THEN)
    assert (set_at["frozen"], set_at["swedish"][:18]) == (False, THEN[:18])
    stands = tell(embedded, frozen=True)["at"]
    assert embedded.call("GET", CLOCK).json()["at"] == stands
    assert tell(embedded, frozen=False)["at"][:15] == stands[:15]
    real = tell(embedded, real=True)
    assert (real["at"], real["frozen"]) == (real["real"], False)
    tell(embedded, frozen=True)
    embedded.call("POST", f"{ROOT}/snapshots/one/load")
    assert embedded.rows(SANDBOX)[0].frozen_at is not None


def test_another_process_goes_by_it_too(here: World) -> None:
    """And ends its orders of faults when the sandbox is reset by the first."""

    furnish(here.database, [snapshot_of(here.app._vault, CUSTOMER, SEED, 1, records())])
    other = Farstu(here.database, SECRETS)
    here.loop.run_until_complete(other.start())
    try:
        tell(here, at=THEN, frozen=True)
        wait_until(here, lambda: utc_text(other._times.now(CUSTOMER)) == UTC)
        there = World(here.database, other, here.loop)
        assert there.call("POST", f"{ROOT}/faults", {"status": 500}).status_code == 200
        assert here.call("POST", f"{ROOT}/reset").status_code == 200
        wait_until(here, lambda: not other.ordering.orders)
    finally:
        here.loop.run_until_complete(other.stop())


@pytest.mark.parametrize(
    ("order", "member"),
    [
        (b"nonsense", "clock"),
        ({}, "clock"),
        ({"real": False}, "clock"),
        ({"at": THEN, "advance": {"days": 1}}, "clock"),
        ({"real": True, "frozen": True}, "clock"),
        ({"at": "soon"}, "at"),
        ({"at": "1800-01-01"}, "at"),
        ({"at": 7}, "at"),
        ({"advance": {"days": -1}}, "days"),
        ({"advance": {"days": 70_000}}, "advance"),
        ({"advance": {"years": 1}}, "advance"),
        ({"hour": 7}, "hour"),
    ],
)
def test_what_a_clock_cannot_be_told_is_refused_under_its_member(shared_one: World, order: Any, member: str) -> None:
    refused = shared_one.call("PUT", CLOCK, order)
    assert (refused.status_code, list(refused.json()["modelState"])) == (400, [member])
    assert shared_one.rows(SANDBOX) == []


@pytest.fixture(scope="module")
def shared_one(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with world(tmp_path_factory.mktemp("world"), kind=SQLITE) as made:
        yield made


def test_only_a_key_to_all_of_a_sandbox_may_tell_the_time(tmp_path: Path) -> None:
    (usual,) = (row for row in records(SISTER) if isinstance(row, Customer))
    with world(tmp_path, [change(usual, sandbox=False)], kind=SQLITE) as here:
        for method, body in (("GET", None), ("PUT", {"at": THEN})):
            assert here.send(method, CLOCK, {}, json=body).status_code == 401
            assert here.call(method, CLOCK, body, key=MEETING_KEY).status_code == 403
            assert here.call(method, f"/_farstu/sandbox/{STRANGER}/clock", body).status_code == 403
            live: httpx.Response = here.call(method, f"/_farstu/sandbox/{SISTER}/clock", body, key=GROUP_KEY)
            assert live.status_code == 403
        assert (here.rows(SANDBOX), here.rows(LOAN_PROMISE)) == ([], [])

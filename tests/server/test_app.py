"""The application as a whole: pages, health, faults, what is cleared out."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from farstu.engine.tables import FIRST_ANSWER, JOURNAL
from farstu.server import dispatcher, exchange, sidelines
from farstu.server.app import Farstu
from farstu.store.base import StoreUnavailable
from farstu.store.sqlite import SqliteDatabase
from tests.support.world import CUSTOMER, SECRETS, World, basic, world

COMEBACK = f"/Meeting/Comeback/{CUSTOMER}/c"
READ = f"/CRM/Contact/{CUSTOMER}/c/ComebackMeeting"
BODY = {"date": "2030-01-01T10:00:00"}
DAY = 24 * 3600 * 10_000_000


class Down:
    """Readers of a database that has gone away."""

    async def rows(self, statement: str, parameters: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        raise StoreUnavailable("gone")

    def close(self) -> None:
        """Nothing to give back."""


def test_the_root_leads_to_the_help(shared: World) -> None:
    response = shared.send("GET", "/", {})
    assert (response.status_code, response.headers["location"]) == (302, "/Help")


def test_a_page_that_is_none_is_a_clear_404(shared: World) -> None:
    response = shared.send("GET", "/_farstu/nothing", {})
    assert response.status_code == 404
    assert "/Help" in response.json()["messageDetail"]
    assert len(response.headers["Request-Id"]) == 32


def test_a_control_with_the_wrong_verb_names_the_right_one(shared: World) -> None:
    response = shared.send("POST", "/_farstu/calls", basic())
    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]


def test_a_database_that_has_gone_away_is_a_503_and_not_a_401(here: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(here.app._principals, "_readers", Down())
    response = here.call("POST", COMEBACK, BODY)
    assert (response.status_code, response.headers["Retry-After"]) == (503, "5")
    control = here.call("GET", "/_farstu/calls")
    assert (control.status_code, control.headers["Retry-After"]) == (503, "5")


def test_rights_that_cannot_be_read_again_are_not_remembered(here: World, monkeypatch: pytest.MonkeyPatch) -> None:
    assert here.call("POST", COMEBACK, BODY).status_code == 200
    monkeypatch.setattr(here.app._principals, "_readers", Down())
    here.wait(1.0)
    assert here.call("POST", COMEBACK, BODY).status_code == 503


def test_a_fault_of_ours_is_a_500_with_the_request_id_and_nothing_else(
    here: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def explode(*arguments: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(dispatcher.Dispatcher, "_call", explode)
    response = here.call("POST", COMEBACK, BODY)
    assert response.status_code == 500
    expected = {"message": "An error has occurred.", "messageDetail": f"Request-Id: {response.headers['Request-Id']}"}
    assert response.json() == expected
    assert here.journal(response)["response"]["status"] == 500


def test_a_fault_in_a_control_is_a_500_too(here: World, monkeypatch: pytest.MonkeyPatch) -> None:
    async def explode(*arguments: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("farstu.server.controls.many_calls", explode)
    response = here.call("GET", "/_farstu/calls")
    assert response.status_code == 500
    assert "secret" not in response.text


def test_what_does_not_fit_beside_the_calls_is_counted(here: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sidelines, "MOST_WAITING", 0)
    assert here.call("GET", COMEBACK).status_code == 405
    assert here.app._sidelines.dropped == 1


def test_an_answer_does_not_wait_for_its_row(here: World, monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    made = dispatcher.Dispatcher._entry
    sent = exchange.Exchange.send

    def entry(*arguments: Any) -> Any:
        order.append("row")
        return made(*arguments)

    async def send(*arguments: Any) -> None:
        order.append("answer")
        await sent(*arguments)

    monkeypatch.setattr(dispatcher.Dispatcher, "_entry", entry)
    monkeypatch.setattr(exchange.Exchange, "send", send)
    assert [here.call("GET", path).status_code for path in (COMEBACK, READ)] == [405, 200]
    here.settle()
    assert order == ["answer", "row"] * 2
    assert len(here.rows(JOURNAL)) == 2


def test_a_row_that_cannot_be_made_is_counted_and_the_call_answered(
    here: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def explode(*arguments: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as patched:
        patched.setattr(dispatcher.Dispatcher, "_entry", explode)
        assert here.call("GET", READ).status_code == 200
        here.settle()
    assert here.call("GET", READ).status_code == 200
    here.settle()
    assert (here.app._sidelines.dropped, len(here.rows(JOURNAL))) == (1, 1)


def test_rows_beside_the_calls_that_cannot_be_written_are_counted(here: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*arguments: object) -> None:
        raise StoreUnavailable("full")

    monkeypatch.setattr(sidelines, "_write", full)
    here.call("GET", COMEBACK)
    here.settle()
    assert here.app._sidelines.dropped == 1
    assert here.rows(JOURNAL) == []


def test_what_was_answered_is_in_the_journal_when_it_is_looked_for(
    here: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sidelines, "PAUSE_SECONDS", 3600)
    monkeypatch.setattr(sidelines, "MOST_AT_ONCE", 2)
    refused = [here.call("GET", COMEBACK).headers["Request-Id"] for _ in range(5)]
    listed = [call["id"] for call in here.call("GET", "/_farstu/calls").json()["calls"]]
    assert listed == sorted(refused, reverse=True)


def test_old_entries_and_first_answers_are_cleared_out(here: World) -> None:
    for customer_key in ("k1", "k2"):
        here.call("POST", COMEBACK, BODY, Idempotency_Key=customer_key)
    assert here.loop.run_until_complete(here.app._clearing.once()) == 0
    here.clock[0] = 2 * DAY
    assert here.loop.run_until_complete(here.app._clearing.once()) == 2
    assert (len(here.rows(JOURNAL)), here.rows(FIRST_ANSWER)) == (2, [])
    here.clock[0] = 31 * DAY
    assert here.loop.run_until_complete(here.app._clearing.once()) == 2
    assert here.rows(JOURNAL) == []


def test_how_long_entries_stay_is_a_setting(tmp_path: Path) -> None:
    with world(tmp_path, journal_days=1) as here:
        here.call("POST", COMEBACK, BODY)
        here.clock[0] = 2 * DAY
        assert here.loop.run_until_complete(here.app._clearing.once()) == 1


def test_a_client_that_hangs_up_gets_no_answer_and_leaves_nothing(here: World) -> None:
    sent: list[object] = []

    async def receive() -> dict[str, object]:
        return {"type": "http.disconnect"}

    async def send(message: object) -> None:
        sent.append(message)

    headers = [(name.lower().encode(), value.encode()) for name, value in basic().items()]
    headers.append((b"content-type", b"application/json"))
    scope = {"type": "http", "method": "POST", "path": COMEBACK, "query_string": b"", "headers": headers}
    here.loop.run_until_complete(here.app(scope, receive, send))
    assert sent == []


def test_the_lifespan_reports_that_it_cannot_start(tmp_path: Path) -> None:
    database = SqliteDatabase(tmp_path / "nowhere" / "x.sqlite3")
    loop = asyncio.new_event_loop()
    sent: list[Any] = []

    async def receive() -> dict[str, object]:
        return {"type": "lifespan.startup"}

    async def send(message: Any) -> None:
        sent.append(message["type"])

    loop.run_until_complete(Farstu(database, SECRETS)({"type": "lifespan"}, receive, send))
    loop.close()
    assert sent == ["lifespan.startup.failed"]

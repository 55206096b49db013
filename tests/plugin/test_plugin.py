"""The pytest plugin, as those use it who integrate."""

from __future__ import annotations

import tomllib
from pathlib import Path

import httpx
import pytest

from farstu.pytest.calls import Calls
from farstu.pytest.control import Clock, Faults, Player
from farstu.pytest.running import Running, Server

BOOK = "POST-Meeting-Comeback-customerId-contactId"
LATER = {"date": "2040-03-02T10:00:00"}


def book(server: Server, **headers: str) -> httpx.Response:
    place = f"{server.url}/Meeting/Comeback/{server.customer}/{server.ids['contactId']}"
    return httpx.post(place, json=LATER, auth=server.auth, headers=headers)


def booked(server: Server) -> int:
    place = f"{server.url}/CRM/Contact/{server.customer}/{server.ids['contactId']}/ComebackMeeting"
    return httpx.get(place, auth=server.auth).text.count("CAL")


@pytest.mark.parametrize("turn", [1, 2])
def test_each_test_finds_the_server_as_new(
    farstu_server: Server, farstu_calls: Calls, farstu_clock: Clock, farstu_faults: Faults, turn: int
) -> None:
    assert farstu_calls() == []
    assert farstu_clock.now.year < 2040
    before = booked(farstu_server)
    assert book(farstu_server, **{"Idempotency-Key": "once"}).headers.get("Idempotency-Replayed") is None
    assert booked(farstu_server) == before + 1
    contact = {"contactId": farstu_server.ids["contactId"], "firstName": "Ny", "lastName": "Ek"}
    place = f"{farstu_server.url}/Contacts/UpdatePerson"
    person = contact | {"customerId": farstu_server.customer, "email": {"emailAddress": "ny@example.com"}}
    assert httpx.post(place, json=person, auth=farstu_server.auth).status_code == 200
    card = httpx.get(
        f"{farstu_server.url}/CRM/Contact/{farstu_server.customer}/{contact['contactId']}", auth=farstu_server.auth
    )
    assert card.json()["firstName"] == "Ny"
    assert len(farstu_calls()) == 5
    farstu_clock.freeze("2040-03-01T10:00:00")
    farstu_faults.order(status=500)
    with httpx.Client(auth=("demo", "wrong")) as stranger:
        seen = [stranger.get(f"{farstu_server.url}/_farstu/calls").status_code for _ in range(21)]
    assert (seen[0], seen[-1]) == (401, 429)


def test_a_reset_undoes_everything(
    _farstu_running: Running,  # noqa: PT019 - what is under test
    farstu_server: Server,
    farstu_clock: Clock,
) -> None:
    def held() -> dict[object, object]:
        noting = _farstu_running._database
        session = noting.write_session()
        try:
            noting.remember(session)
        finally:
            session.close()
        return {table.name: rows for table, rows in noting._before.items() if table.name != "key_use"}

    _farstu_running.do(_farstu_running.app._clearing.stop())
    before = held()
    book(farstu_server)
    farstu_clock.advance(days=40)
    touched = dict(_farstu_running._database._touched)
    _farstu_running.reset()
    assert {table.name for table in touched} > {"comeback", "journal", "event", "sandbox", "due"}
    assert held() == before


def test_calls_are_asserted_on(farstu_server: Server, farstu_calls: Calls) -> None:
    book(farstu_server)
    call = farstu_calls.one(BOOK)
    assert (call.status, call.understood["date"], call.advice) == (200, LATER["date"], [])
    assert call.decided
    assert farstu_calls(status=400) == []
    book(farstu_server)
    with pytest.raises(AssertionError, match="2 calls of any operation") as failed:
        farstu_calls.one()
    assert str(failed.value).count("200 POST /Meeting/Comeback/") == 2


def test_clock_and_faults_are_told(farstu_server: Server, farstu_clock: Clock, farstu_faults: Faults) -> None:
    farstu_clock.freeze("2040-03-01T10:00:00")
    order = farstu_faults.order(status=503, retryAfter=2, count=1)
    assert farstu_faults.met(order) == 0
    assert [book(farstu_server).status_code for _ in range(2)] == [503, 200]
    assert farstu_faults.met(order) is None
    assert farstu_clock.advance(days=2) == {"comeback.due": 1}
    assert farstu_clock.set(farstu_clock.now) == {}
    farstu_clock.go()
    farstu_clock.real()
    farstu_faults.order(drop="before")
    with pytest.raises(httpx.TransportError):
        book(farstu_server)
    farstu_faults.end()
    with pytest.raises(ValueError, match="at must be a date"):
        farstu_clock.set("soon")
    with pytest.raises(ValueError, match="colour"):
        farstu_faults.order(colour="red")


def test_stories_are_played(farstu_story: Player, farstu_calls: Calls, tmp_path: Path) -> None:
    assert farstu_story("final-price")["anna"].startswith("ADR")
    assert len(farstu_calls()) > 10
    file = tmp_path / "wrong.yaml"
    file.write_text("story: x\nsteps:\n  - say: Nobody\n    call: GET CRM/Contact/{customerId}/nobody\n")
    with pytest.raises(AssertionError, match=r"step 1 \(Nobody\): expect.status"):
        farstu_story(file)


def test_pytest_finds_the_plugin_by_itself() -> None:
    project = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))["project"]
    assert project["entry-points"]["pytest11"] == {"farstu.pytest": "farstu.pytest"}
    assert "pytest" not in Path("requirements/run.in").read_text("utf-8")

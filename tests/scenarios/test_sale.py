"""A home is sold, from the first visit to the web site until everybody knows the price: all of it comes in by
commands, files and calls, and is seen in answers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from farstu.store.clock import system_clock
from farstu.store.folder import DataFolder
from farstu.store.postgres.database import PostgresDatabase
from tests.support.commands import runner
from tests.support.databases import AnyDatabase
from tests.support.reading import at, json_of
from tests.support.world import World, live

CUSTOMER, HOME, AGENT, OFFICE = "M1", "home", "u", "o"
FILES = {
    "offices": "id;name;city\no;Kontoret;Lund\n",
    "users": "id;firstName;lastName;title\nu;Eva;Ek;Mäklare\n",
    "officeUsers": "office;user;isMain\no;u;true\n",
    "estates": "id;office;agent;kind;streetAddress;zipCode;city;rooms;livingArea;askingPrice\n"
    "home;o;u;Apartment;Gatan 1;111 22;Lund;3;70;4000000\n",
    "viewings": "id;estate;user\nsunday;home;u\n",
    "timeSlots": "viewing;id;startsAt;endsAt;places\nsunday;noon;2031-05-04T13:00:00;2031-05-04T14:00:00;10\n",
}
ASA = {"firstName": "Åsa", "lastName": "Öberg", "email": {"emailAddress": "asa@example.com"}}
NEIGHBOUR = {"firstName": "Nils", "lastName": "Ek", "email": {"emailAddress": "nils@example.com"}}


def send(here: World, method: str, path: str, body: Any) -> Any:
    """A write that is accepted, and its answer."""
    response = here.call(method, path, body)
    assert response.status_code in (200, 204), response.text
    return response.json() if response.content else None


def go_to(here: World, moment: str) -> None:
    """The server's clock shows this moment now."""
    here.clock[0] = at(moment) - system_clock()


@pytest.fixture
def here(
    prepared: AnyDatabase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[World]:
    """A brokerage that its owner has set up by commands, from files."""
    if isinstance(prepared, PostgresDatabase):
        monkeypatch.setenv("FARSTU_DATABASE", prepared.address)
    farstu = runner(tmp_path, monkeypatch, capsys)
    farstu("customer", "add", CUSTOMER, "--name", "Exempelmäklaren")
    for kind, text in FILES.items():
        (tmp_path / f"{kind}.csv").write_text(text, "utf-8")
        farstu("import", kind, str(tmp_path / f"{kind}.csv"), "--customer", CUSTOMER)
    farstu("partner", "add", "webbyran")
    key = json.loads(farstu("key", "issue", "webbyran", "--for", CUSTOMER, "--json"))["key"]
    with live(prepared, secrets=DataFolder(tmp_path).secrets()) as made:
        made.key, made.partner = key, "webbyran"
        yield made


def test_a_home_is_sold(here: World) -> None:
    # In January the agent plans the spring.
    go_to(here, "2031-01-10T09:00:00")
    goals = {"commission": 80_000, "estates": {"sold": 1}}
    send(here, "POST", f"/BusinessIntelligence/Budget/{CUSTOMER}/{OFFICE}/{AGENT}/2031/5", goals)

    # A neighbour wants to know the price, and Åsa asks for more on the web site.
    go_to(here, "2031-04-28T20:00:00")
    neighbour = send(here, "POST", f"/Advertising/Estate/{CUSTOMER}/{HOME}/FinalPriceWatched", {"person": NEIGHBOUR})
    send(here, "POST", f"/Advertising/Estate/{CUSTOMER}/{HOME}/interest", ASA | {"contactMessage": "Hej!"})

    # She books the viewing herself, and is the same person again.
    guest = {"timeSlotId": "noon", "firstName": "Åsa", "lastName": "Öberg", "email": "asa@example.com"}
    asa = send(here, "POST", f"/v2/Advertising/Form/{CUSTOMER}/Estate/{HOME}/Viewing/Attend", guest)["contactId"]
    leads = json_of(here, f"/CRM/Contact/{CUSTOMER}/{asa}/true/true/true/true/Lead")["leads"]
    assert {lead["leadTypeId"] for lead in leads} == {HOME}
    (viewing,) = json_of(here, f"/Viewing/{CUSTOMER}/{HOME}")
    assert viewing["timeSlots"][0]["participants"] == 1

    # She came. The agent notes it, and promises to call on Tuesday.
    go_to(here, "2031-05-05T09:00:00")
    seen = {"contactId": asa, "viewingId": "sunday", "participated": True, "contacted": "Yes"}
    assert send(here, "PUT", f"/ViewingParticipant/{CUSTOMER}", seen) is True
    assert json_of(here, f"/ViewingParticipant/{CUSTOMER}/{asa}/sunday") == [seen | {"timeSlotId": "noon"}]
    call = {"date": "2031-05-06T10:00:00", "estateId": HOME, "participant": {"userId": AGENT}}
    comeback = send(here, "POST", f"/Meeting/Comeback/{CUSTOMER}/{asa}", call)
    assert json_of(here, f"/Meeting/{CUSTOMER}/{comeback}")["brokerId"] == AGENT

    # The bank has said yes; she bids.
    go_to(here, "2031-05-06T11:00:00")
    promise = send(here, "POST", f"/CRM/Buyer/{CUSTOMER}/{asa}/LoanPromise", {"bank": "Exempelbanken"})
    assert [item["id"] for item in json_of(here, f"/_farstu/contacts/{CUSTOMER}/{asa}/loanPromises")] == [promise]
    bid = {"amount": "4 200 000", "createdAt": "2031-05-06T11:05:00"}
    send(here, "POST", f"/CRM/Bid/{CUSTOMER}/{HOME}/{asa}", bid)
    (placed,) = json_of(here, f"/CRM/Bids/{CUSTOMER}?EstateId={HOME}")
    assert placed["contactId"] == asa

    # Sold. The neighbour is told once, however often the price is corrected.
    go_to(here, "2031-05-09T15:00:00")
    price = f"/_farstu/estates/{CUSTOMER}/{HOME}/finalPrice"
    assert send(here, "PUT", price, {"amount": 4_200_000, "commission": 84_000}) == {"finalPrice": 4_200_000, "told": 1}
    assert send(here, "PUT", price, {"amount": 4_210_000}) == {"finalPrice": 4_210_000, "told": 0}
    (watch,) = json_of(here, f"/_farstu/estates/{CUSTOMER}/{HOME}/finalPriceWatches")
    assert (watch["contactId"], watch["toldBy"], watch["toldAt"][:10]) == (neighbour, "Email", "2031-05-09")
    # What was planned, and what came of it.
    offices = json_of(here, f"/Report/Budget/{CUSTOMER}/Commission?fromYear=2031&fromMonth=5&toYear=2031&toMonth=5")
    ((planned,),) = (office["users"] for office in offices if office["users"])
    assert (planned["userId"], planned["commission"], planned["estates"]["sold"]) == (AGENT, 80_000, 1)
    may = "dateFrom=2031-05-01&dateTo=2031-05-31T23:59:59"
    agents = json_of(here, f"/BusinessIntelligence/RealtorStatistics?licenseId={CUSTOMER}&{may}")
    (outcome,) = (row for row in agents if row["realtorId"] == AGENT)
    assert (outcome["commission"], outcome["totalSales"], outcome["sold"]) == (84_000, 4_210_000, 1)

"""Contacts move on the day that was said, and only to a place on earth."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from farstu.areas.register.tables import NEW_ADDRESS
from farstu.engine.tables import EVENT
from farstu.store.clock import system_clock
from tests.support.databases import SQLITE
from tests.support.reading import at, json_of
from tests.support.world import CUSTOMER, STRANGER, World, basic, world

MOVE = f"/CRM/Contact/{CUSTOMER}/c/NewAddress"


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A world for what no database decides."""
    with world(tmp_path_factory.mktemp("world"), kind=SQLITE) as made:
        yield made


def go_to(here: World, moment: str) -> int:
    """The server's clock shows this moment, and it looks for what falls due; how much that was."""
    here.quiet()
    here.clock[0] = at(moment) - system_clock()
    return here.loop.run_until_complete(here.app._due.once())


def city(here: World, contact: str = "c") -> str | None:
    found: str | None = json_of(here, f"/CRM/Contact/{CUSTOMER}/{contact}")["address"]["city"]
    return found


def test_a_contact_moves_on_the_day_that_was_said(here: World) -> None:
    for place, day in (("Ystad", "2031-06-01"), ("Malmö", "2031-05-01"), ("Lomma", "2031-06-01")):
        assert here.call("POST", MOVE, {"city": place, "newAddressFrom": day}).status_code == 200
    other = here.call("POST", MOVE.replace("/c/", "/c2/"), {"city": "Kalmar", "newAddressFrom": "2032-01-01"})
    assert other.status_code == 200
    assert (go_to(here, "2031-04-30T23:59:59"), city(here)) == (0, None)
    assert (go_to(here, "2031-05-01T00:00:01"), city(here)) == (1, "Malmö")
    assert (go_to(here, "2031-07-01T00:00:00"), city(here)) == (2, "Lomma")
    assert (go_to(here, "2031-07-02T00:00:00"), city(here, "c2")) == (0, None)
    assert [event.kind for event in here.rows(EVENT)].count("contact.moved") == 3
    waiting = here.rows(NEW_ADDRESS, moved_at=None)
    assert [row.city for row in waiting] == ["Kalmar"]


def test_customers_move_each_on_their_own(here: World) -> None:
    body = {"city": "Visby", "newAddressFrom": "2031-05-01"}
    here.call("POST", MOVE, body)
    theirs = basic("fk_other", "banken")
    path = MOVE.replace(f"/{CUSTOMER}/", f"/{STRANGER}/")
    assert here.send("POST", path, theirs, json=body).status_code == 200
    assert (go_to(here, "2031-05-02T00:00:00"), city(here)) == (2, "Visby")
    assert {row.customer for row in here.rows(NEW_ADDRESS) if row.moved_at} == {CUSTOMER, STRANGER}


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity", 90.5, -91])
@pytest.mark.parametrize("member", ["latitude", "longitude"])
def test_what_is_no_place_on_earth_is_a_400_under_its_member(embedded: World, member: str, value: Any) -> None:
    sent = value * 2 if isinstance(value, float | int) else value
    answer = embedded.call("POST", MOVE, f'{{"{member}": {sent}}}'.encode())
    assert answer.status_code == 400
    assert list(answer.json()["modelState"]) == [f"crmPersonNewAddress.{member.capitalize()}"]
    here = {"Longitud" if member == "longitude" else "Latitud": sent}
    person = {
        "customerId": CUSTOMER,
        "firstName": "Å",
        "lastName": "Ö",
        "cellPhone": "070-174 06 05",
        "coordinate": here,
    }
    answer = embedded.call("POST", "/Contacts/UpdatePerson", person)
    assert (answer.status_code, [key.split(".")[-1] for key in answer.json()["modelState"]]) == (400, list(here))


@pytest.mark.parametrize("value", ["NaN", "INF", "-INF"])
def test_nor_is_it_in_xml(embedded: World, value: str) -> None:
    namespace = "http://schemas.datacontract.org/2004/07/Express.Connect.Api.Models.Contact.Crm"
    body = f'<CrmPersonNewAddress xmlns="{namespace}"><Latitude>{value}</Latitude></CrmPersonNewAddress>'
    answer = embedded.call("POST", MOVE, body.encode(), Content_Type="application/xml", Accept="application/json")
    assert (answer.status_code, list(answer.json()["modelState"])) == (400, ["crmPersonNewAddress.Latitude"])

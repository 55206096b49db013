"""The journal in the console: who sees which calls, how they are found, what is said of one, and sending it again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import lxml.html
import pytest

from farstu.access.tables import AUDIT
from farstu.areas.meeting.tables import COMEBACK
from farstu.records.offices import Customer
from tests.console.people import PAR, PEOPLE, Guest, guest, text
from tests.support.databases import SQLITE
from tests.support.world import CUSTOMER, NOW, OTHER_KEY, OTHER_PARTNER, SISTER, STRANGER, World, world

PATH = f"/Meeting/Comeback/{CUSTOMER}/c"
BODY = {"date": "2030-01-01T10:00:00", "note": "Ring om visningen", "colour": "red"}
LIVE = Customer("M9", "Skarpt", "M9", None, sandbox=False, created_at=NOW)


@pytest.fixture(scope="module")
def shared(kind: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with world(tmp_path_factory.mktemp("world"), [*PEOPLE, LIVE], kind=kind) as made:
        yield made


@pytest.fixture
def local(tmp_path: Path) -> Iterator[World]:
    with world(tmp_path, PEOPLE, kind=SQLITE) as made:
        yield made


def called(here: World, **headers: str) -> str:
    """The id of a comeback that was booked."""
    response = here.call("POST", PATH, BODY, **headers)
    assert response.status_code == 200
    return response.headers["Request-Id"]


def shown(guest: Guest, query: str = "") -> list[str]:
    """The ids of the calls on a page of the journal."""
    page = lxml.html.fromstring(guest.get(f"/console/calls{query}").text)
    return [str(link).rpartition("/")[2] for link in page.xpath("//table//td/a/@href")]


def test_an_owner_sees_all_calls_and_a_partner_its_own_on_customers_that_its_keys_cover(shared: World) -> None:
    mine = called(shared)
    sisters = shared.call("POST", f"/Meeting/Comeback/{SISTER}/c", BODY, key="fk_group").headers["Request-Id"]
    others = shared.call("GET", f"/Meeting/{STRANGER}/m", key=OTHER_KEY, partner=OTHER_PARTNER).headers["Request-Id"]
    refused = shared.call("POST", f"/Meeting/Comeback/{STRANGER}/c", BODY).headers["Request-Id"]
    nobody = shared.send("GET", f"/Meeting/{CUSTOMER}/m", {}).headers["Request-Id"]
    anna, par = guest(shared), guest(shared, PAR)
    assert shown(anna)[:5] == [nobody, refused, others, sisters, mine]
    assert {mine, sisters, refused} <= set(shown(par))
    assert not {others, nobody} & set(shown(par))
    assert par.get(f"/console/calls/{others}").status_code == 404
    assert par.get(f"/console/calls/{mine}").status_code == 200


def test_calls_are_found_by_all_that_one_may_ask_for_and_turned_page_by_page(shared: World) -> None:
    anna = guest(shared)
    wanted = called(shared)
    late = shared.call("POST", f"/Meeting/Comeback/{CUSTOMER}/nobody", {"date": "2030-01-01", "note": "Än 100%_?"})
    missing = late.headers["Request-Id"]
    operation = "POST-Meeting-Comeback-customerId-contactId"
    assert shown(anna, f"?operation={operation}&status=404")[0] == missing
    assert wanted not in shown(anna, "?status=4xx")
    assert shown(anna, "?text=%C3%84n+100%25_")[:1] == [missing]
    assert shown(anna, "?text=ring+OM+visningen")[:1] == [wanted]
    assert shown(anna, f"?customer={STRANGER}&text=nothing+of+the+kind") == []
    assert missing in shown(anna, "?partner=byran&since=2020-01-01T00:00&until=2099-01-01T00:00")
    assert shown(anna, "?until=2020-01-01T00:00") == []
    assert anna.get(f"/console/calls?text={wanted}").headers["location"] == f"/console/calls/{wanted}"
    everything: list[str] = []
    query = ""
    while True:
        page = lxml.html.fromstring(anna.get(f"/console/calls{query}").text)
        everything += [str(link).rpartition("/")[2] for link in page.xpath("//table//td/a/@href")]
        further = page.xpath("//a[@rel='next']/@href")
        if not further:
            break
        query = str(further[0]).removeprefix("/console/calls")
    assert everything == sorted(set(everything), reverse=True)
    assert {wanted, missing} <= set(everything)


def test_a_page_ends_where_its_time_does_and_goes_on_from_there(local: World, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = [called(local) for _ in range(205)]
    monkeypatch.setattr("farstu.console.calls.WINDOW", 1)
    monkeypatch.setattr("farstu.console.calls.MOST_SECONDS", -1)
    anna = guest(local)
    first = anna.get("/console/calls?status=404")
    assert "Only a part was looked through" in text(first)
    last = lxml.html.fromstring(first.text).xpath("//a[@rel='next']/@href")[0]
    page, turns = str(last), 1
    while page and turns < 10:
        response = anna.get(page)
        further = lxml.html.fromstring(response.text).xpath("//a[@rel='next']/@href")
        page, turns = str(further[0]) if further else "", turns + 1
    assert turns == 3
    assert "Only a part" not in text(response)
    assert len(set(ids)) == 205


def test_the_list_is_sent_again_only_where_there_is_something_new(local: World) -> None:
    called(local)
    anna = guest(local)
    page = lxml.html.fromstring(anna.get("/console/calls").text)
    tail = str(page.xpath("//*[@id='calls']/@hx-get")[0])
    assert anna.get(tail, HX_Request="true").status_code == 204
    new = called(local)
    local.settle()
    part = anna.get(tail, HX_Request="true")
    row = lxml.html.fromstring(part.text).xpath("//tr[@class='new']//a/@href")
    assert row == [f"/console/calls/{new}"]


def test_a_list_that_is_narrowed_down_goes_on_by_itself_too(local: World) -> None:
    missing = f"/Meeting/Comeback/{CUSTOMER}/nobody"
    old = local.call("POST", missing, {"date": "2030-01-01"}).headers["Request-Id"]
    anna = guest(local)
    page = lxml.html.fromstring(anna.get("/console/calls?status=404").text)
    tail = str(page.xpath("//*[@id='calls']/@hx-get")[0])
    called(local)
    local.settle()
    assert anna.get(tail).status_code == 204
    new = local.call("POST", missing, {"date": "2030-01-01"}).headers["Request-Id"]
    local.settle()
    shown = lxml.html.fromstring(anna.get(tail).text).xpath("//tr//a/@href")
    assert shown == [f"/console/calls/{new}", f"/console/calls/{old}"]
    local.clock[0] += 31 * 10_000_000
    assert anna.get(tail).status_code == 204, "it is longer ago than is looked for"
    assert new in anna.get(f"{tail}&full=1").text


def test_one_call_says_how_each_member_was_read_what_was_decided_and_what_it_made(shared: World) -> None:
    anna = guest(shared)
    call = called(shared)
    page = anna.get(f"/console/calls/{call}")
    said = text(page)
    for part in (
        "customerId M1",
        "contactId c",
        "note Ring om visningen",
        "meetingId left out",
        "colour",
        "comeback.created",
    ):
        assert part in said, part
    assert "Comeback CAL" in said
    assert "is not known and was skipped" in said
    code = [str(block.text_content()) for block in lxml.html.fromstring(page.text).xpath("//pre")]
    assert any(block.startswith("curl") and "$FARSTU_KEY" in block for block in code)
    assert any("new HttpClient" in block for block in code)
    assert any("curl_init" in block for block in code)
    assert any("urllib.request" in block for block in code)
    made = str(lxml.html.fromstring(page.text).xpath("//ul[contains(@class,'made')]//a/@href")[0])
    record = anna.get(made)
    assert f"/console/calls/{call}" in record.text
    assert "Ring om visningen" in text(record)


def test_the_duplicate_checks_candidates_and_rule_are_told(shared: World) -> None:
    person = {"firstName": "Nora", "lastName": "Nyman", "email": {"emailAddress": "nora@example.com"}}
    path = f"/Advertising/Estate/{CUSTOMER}/e/FinalPriceWatched"
    anna = guest(shared)
    first, second = (shared.call("POST", path, {"person": person}).headers["Request-Id"] for _ in range(2))
    assert "The duplicate check found nobody" in text(anna.get(f"/console/calls/{first}"))
    told = text(anna.get(f"/console/calls/{second}"))
    assert "by name together with a phone number or e-mail address (1 candidate(s))" in told
    assert "person.email.emailAddress nora@example.com" in told


def test_a_call_is_sent_again_in_the_partners_name_and_the_journal_says_who_did(shared: World) -> None:
    par = guest(shared, PAR)
    call = called(shared)
    form = {"path": PATH, "format": "application/json", "body": json.dumps(BODY | {"note": "En gång till"})}
    sent = par.post(f"/console/calls/{call}/again", form)
    assert sent.status_code == 303
    again = sent.headers["location"]
    told = text(par.get(again))
    assert f"par sent this from the console, made from call {call}" in told
    assert "note En gång till" in told
    assert shared.rows(COMEBACK, note="En gång till")[0].partner == "byran"
    assert [row.who for row in shared.rows(AUDIT, kind="console.sent_again")] == ["console par"]
    beyond = par.post(f"/console/calls/{call}/again", form | {"path": f"/Meeting/Comeback/{STRANGER}/c"})
    assert "403" in text(par.get(beyond.headers["location"]))
    assert par.post(f"/console/calls/{call}/again", form | {"path": "elsewhere"}).status_code == 400


def test_what_is_no_sandbox_is_changed_only_where_somebody_says_so(shared: World) -> None:
    shared.call("POST", "/Meeting/Comeback/M9/c", BODY)
    anna = guest(shared)
    refused = shown(anna)[0]
    form = {"path": PATH, "format": "application/json", "body": json.dumps(BODY)}
    assert "no sandbox" in text(anna.post(f"/console/calls/{refused}/again", form))
    assert anna.post(f"/console/calls/{refused}/again", form | {"really": "1"}).status_code == 303


def test_no_scope_from_outside_is_taken_for_a_call_of_our_own(shared: World) -> None:
    headers = {"farstu.made_here": "1", "farstu-made-here": "1"}
    assert shared.send("POST", PATH, headers, b"{}").status_code == 401

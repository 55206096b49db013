"""The other pages of the console: the first one, partners and keys, the data behind, report cards, the sandbox."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import lxml.html
import pytest

from farstu.access.tables import AUDIT
from farstu.areas.meeting.contract import Comeback
from farstu.console.visit import PLACES
from farstu.contract.fields import Deprecated
from farstu.contract.model import INFO
from farstu.contract.operation import OPERATIONS
from farstu.records.contacts import CONTACT
from farstu.store.vault import SealingVault
from tests.console.people import PAR, PEOPLE, guest, text
from tests.support.databases import SQLITE
from tests.support.world import CUSTOMER, PARTNER, SECRETS, STRANGER, World, person, world

PATH = f"/Meeting/Comeback/{CUSTOMER}/c"
NUMBER = "19900101-2385"


@pytest.fixture(scope="module")
def shared(kind: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    sealed = person(
        "numbered", first_name="Nils", last_name="Nummer", personal_number=SealingVault(SECRETS).seal(NUMBER)
    )
    with world(tmp_path_factory.mktemp("world"), [*PEOPLE, sealed], kind=kind) as made:
        yield made


@pytest.fixture
def local(tmp_path: Path) -> Iterator[World]:
    with world(tmp_path, PEOPLE, kind=SQLITE) as made:
        yield made


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_place_is_there_for_both_roles_in_both_languages(shared: World, language: str) -> None:
    shared.call("POST", PATH, {"date": "2030-01-01"})
    for name in ("anna", PAR):
        signed = guest(shared, name)
        for path, _ in PLACES:
            page = signed.get(f"/console{path}?lang={language}")
            page = signed.get(page.headers["location"]) if page.status_code == 303 else page
            assert page.status_code == 200, path
            assert f'lang="{language}"' in page.text or path == "/report-cards"
            assert not re.search(r'(?:src|href|action)="(?:https?:)?//', page.text), path
            assert 'style="' not in page.text, path
            assert "<script>" not in page.text, path


def test_the_first_page_draws_what_was_called(local: World) -> None:
    for _ in range(3):
        local.call("POST", PATH, {"date": "2030-01-01T10:00:00"})
    refused = local.call("POST", f"/Meeting/Comeback/{CUSTOMER}/nobody", {"date": "2030-01-01"}).headers["Request-Id"]
    page = lxml.html.fromstring(guest(local).get("/console").text)
    assert [bar.text_content().strip() for bar in page.xpath("//svg//title")][-1].endswith("4 (1 ≥ 400)")
    assert page.xpath("//rect[@class='bar bad']")
    assert f"/console/calls/{refused}" in page.xpath("//section//li/a/@href")
    assert page.xpath("//ul[@class='meters']//strong")[0].text == "1"


def test_where_there_are_many_calls_the_hours_are_counted_all_the_same_and_once(
    local: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("farstu.console.overview.MOST_CALLS", 2)
    hour = 3600 * 10_000_000
    local.clock[0] -= local.app._ids._clock() % hour  # an hour begins
    for _ in range(3):
        local.call("GET", f"/Meeting/{CUSTOMER}/m")
    local.clock[0] += 2 * hour
    anna = guest(local)
    for _ in range(4):
        local.call("GET", f"/Meeting/{CUSTOMER}/m")
    for _ in range(2):
        page = lxml.html.fromstring(anna.get("/console").text)
        titles = [str(bar.text_content()).rpartition(" ")[2] for bar in page.xpath("//svg//title")]
        assert titles == ["3", "4"]
        assert "newest 2 calls" in str(page.text_content())
    counted: list[str] = []
    usual = type(local.app._readers).rows

    async def rows(self: object, statement: str, parameters: tuple[object, ...] = (), customers: object = ()) -> object:
        counted.extend(str(value) for value in parameters[:1] if "GROUP BY" in statement)
        return await usual(self, statement, parameters, customers)  # type: ignore[arg-type]

    monkeypatch.setattr(type(local.app._readers), "rows", rows)
    anna.get("/console/overview/tail")
    assert int(counted[0]) % hour == 0
    assert int(counted[0]) > local.app._ids._clock() - 2 * hour, "only what may still change is counted again"


def test_a_key_is_issued_shown_once_used_rotated_and_revoked(shared: World) -> None:
    anna = guest(shared)
    anna.post("/console/partners", {"name": "nya", "title": "Nya byrån"})
    page = "/console/partners/nya"
    assert anna.post(f"{page}/keys", {"scope": CUSTOMER}).status_code == 400
    issued = anna.post(f"{page}/keys", {"scope": [CUSTOMER], "function": ["Meeting", "CRM"], "days": "30"})
    key, key_id = _issued(issued.text)
    assert key not in anna.get(page).text
    assert "M1 CRM, Meeting" in text(anna.get(page))
    assert shared.call("POST", PATH, {"date": "2030-01-01T10:00:00"}, key=key, partner="nya").status_code == 200
    newer, newer_id = _issued(anna.post(f"{page}/keys/{key_id}/rotate", {"hours": "1"}).text)
    assert {key, key_id} & {newer, newer_id} == set()
    assert anna.post(f"{page}/keys/{newer_id}/revoke").status_code == 303
    assert "revoked" in text(anna.get(page))
    assert anna.post(f"/console/partners/{PARTNER}/keys/{newer_id}/revoke").status_code == 404
    assert {"key.issued", "key.revoked", "partner.added"} <= {
        row.kind for row in shared.rows(AUDIT, who="console anna")
    }


def _issued(page: str) -> tuple[str, str]:
    (section,) = lxml.html.fromstring(page).xpath("//*[@data-issued]")
    key, key_id = (str(code.text_content()) for code in section.xpath(".//code"))
    return key, key_id


def test_who_is_of_a_partner_changes_no_rights_and_sees_no_other(shared: World) -> None:
    par = guest(shared, PAR)
    assert "banken" not in text(par.get("/console/partners"))
    assert par.get("/console/partners/banken").status_code == 404
    assert par.get("/console/report-cards/banken").status_code == 404
    for path in ("/console/partners", "/console/partners/byran/keys", "/console/partners/byran/keys/KEYfk_all/revoke"):
        assert par.post(path, {"name": "x", "scope": CUSTOMER, "function": "CRM"}).status_code == 403
    assert par.get(f"/console/data?customer={STRANGER}").status_code == 403
    assert par.get(f"/console/data/contacts/{STRANGER}/c").status_code == 403
    assert par.get(f"/console/data/contacts/{CUSTOMER}/c").status_code == 200
    assert par.get(f"/console/sandbox?customer={STRANGER}").status_code == 403


def test_records_lead_to_the_call_that_made_them_and_show_no_personal_number(shared: World) -> None:
    anna = guest(shared)
    path = f"/Advertising/Estate/{CUSTOMER}/e/FinalPriceWatched"
    watch = {
        "firstName": "Ida",
        "lastName": "Ny",
        "socialSecurityNumber": NUMBER,
        "email": {"emailAddress": "i@example.com"},
    }
    call = shared.call("POST", path, {"person": watch}).headers["Request-Id"]
    made = shared.rows(CONTACT, first_name="Ida")[0].id
    contacts = anna.get(f"/console/data?customer={CUSTOMER}&kind=contacts")
    assert f"/console/calls/{call}" in contacts.text
    for page in (contacts, anna.get(f"/console/data/contacts/{CUSTOMER}/{made}")):
        assert "2385" not in page.text
        assert "19900101-****" in page.text
    record = anna.get(f"/console/data/contacts/{CUSTOMER}/{made}")
    assert "contact.created" in text(record)
    for kind in (
        "estates",
        "leads",
        "watches",
        "prospects",
        "participants",
        "budgets",
        "loan-promises",
        "notes",
        "bids",
    ):
        listed = anna.get(f"/console/data?customer={CUSTOMER}&kind={kind}")
        assert listed.status_code == 200, kind
        for place in lxml.html.fromstring(listed.text).xpath("//tbody/tr[1]/th/a/@href"):
            assert anna.get(str(place)).status_code == 200, place
    assert anna.get(f"/console/data/contacts/{CUSTOMER}/nobody").status_code == 404
    assert anna.get(f"/console/data/customers/{CUSTOMER}/x").status_code == 404


def test_a_report_card_names_what_would_hurt(local: World) -> None:
    anna = guest(local)
    assert "No calls yet" in text(anna.get(f"/console/report-cards/{PARTNER}"))
    local.call("POST", PATH, {"date": "2030-01-01T10:00:00", "nota": "x", "note": f"Hon heter {NUMBER}"})
    local.call("GET", f"/Meeting/{CUSTOMER}/m?api_key=hemligt", Origin="https://shop.example")
    local.call("GET", f"/Contacts/search/SocialNumber/{CUSTOMER}/{NUMBER}")
    space = "http://schemas.datacontract.org/2004/07/Vitec.Housing.Connect.Api.Models.Meeting"
    xml = f'<Comeback xmlns="{space}"><Note>x</Note><Date>2030-01-01T10:00:00</Date></Comeback>'.encode()
    local.call("POST", PATH, xml, Content_Type="application/xml")
    for _ in range(12):
        local.call("GET", f"/Meeting/{CUSTOMER}/m")
    fault = {"Farstu_Fault": "status=503; retryAfter=1"}
    unrepeated = local.call("POST", PATH, {"date": "2030-01-02T10:00:00"}, **fault)
    assert unrepeated.status_code == 503
    local.clock[0] += 601 * 10_000_000
    page = text(anna.get(f"/console/report-cards/{PARTNER}"))
    wanted = (
        "Secrets in addresses", "Personal numbers in addresses", "Called from a browser", "Unknown members",
        "XML elements out of order", "Personal numbers where they are not needed", "Asked for the same too often",
        "Not sent again after 503",
    )  # fmt: skip
    assert [part for part in wanted if part not in page] == []
    told = anna.get(f"/console/report-cards/{PARTNER}/markdown")
    assert told.headers["content-type"].startswith("text/markdown")
    assert "## 1 × Called from a browser" in told.text
    assert unrepeated.headers["Request-Id"] in told.text
    assert "&" not in told.text


def test_a_report_card_counts_what_is_deprecated(local: World, monkeypatch: pytest.MonkeyPatch) -> None:
    anna = guest(local)
    local.call("POST", PATH, {"date": "2030-01-01T10:00:00"})
    local.call("POST", PATH, {"date": "2030-01-01T10:00:00", "note": "x"})
    assert "Deprecated" not in text(anna.get(f"/console/report-cards/{PARTNER}"))
    info, told = INFO[Comeback], Deprecated("another")
    fields = tuple(replace(field, deprecated=told) if field.json == "note" else field for field in info.fields)
    monkeypatch.setitem(INFO, Comeback, replace(info, fields=fields))
    assert "1 Deprecated operations or members" in (page := text(anna.get(f"/console/report-cards/{PARTNER}")))
    assert "About Note" in page
    operation = "POST-Meeting-Comeback-customerId-contactId"
    monkeypatch.setitem(OPERATIONS, operation, replace(OPERATIONS[operation], deprecated=told))
    assert "2 Deprecated operations or members" in text(anna.get(f"/console/report-cards/{PARTNER}"))
    assert "Deprecated: use another" in text(local.send("GET", f"/Help/Api/{operation}", {"Accept-Language": "en"}))


def test_what_is_ordered_meets_calls_and_is_ended(shared: World) -> None:
    anna = guest(shared)
    path = f"/console/sandbox/{CUSTOMER}/faults"
    assert anna.post(path, {"status": "kött"}).status_code == 400
    assert anna.post(path, {"status": "503", "retryAfter": "7", "share": "100", "count": "1"}).status_code == 303
    met = shared.call("POST", PATH, {"date": "2030-01-01T10:00:00"})
    assert (met.status_code, met.headers["retry-after"]) == (503, "7")
    operation = "POST-Meeting-Comeback-customerId-contactId"
    assert "not_found_contactId" in anna.get(f"/console/sandbox?customer={CUSTOMER}&operation={operation}").text
    anna.post(path, {"operation": operation, "refusal": "forbidden"})
    assert shared.call("POST", PATH, {"date": "2030-01-01T10:00:00"}).status_code == 403
    assert "refusal=forbidden" in text(anna.get(f"/console/sandbox?customer={CUSTOMER}"))
    anna.post(f"{path}/end")
    assert shared.call("POST", PATH, {"date": "2030-01-01T10:00:00"}).status_code == 200

"""The console as people use it, in Chromium, beside a running demo brokerage."""

from __future__ import annotations

import re

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit, Visiting, serious_faults
from tests.support.process import Server

PLACES = ("", "/calls", "/partners", "/partners/demo", "/report-cards/demo", "/data", "/sandbox", "/account", "/people")


def sign_in(visit: Visit, to: str = "/console") -> Page:
    """The demo's name and password are filled in."""
    page = visit.open(to)
    page.get_by_role("button", name=re.compile("^(Logga in|Sign in)$")).click()
    expect(page.locator(".leave")).to_be_attached()
    return page


def comeback(server: Server, key: str, partner: str, note: str) -> httpx.Response:
    shown = server.shown
    path = f"/Meeting/Comeback/{shown['customerId']}/{shown['contactId']}"
    body = {"date": "2030-01-01T10:00:00", "note": note}
    return httpx.post(f"{server.url}{path}", json=body, auth=(partner, key), timeout=20)


def test_a_key_is_issued_used_watched_sent_again_and_refused_to_order(visit: Visiting, server: Server) -> None:
    seen = visit(language="en")
    page = sign_in(seen, "/console/partners")
    page.get_by_label("User name").fill("webbyran")
    page.get_by_role("button", name="Add a partner").click()
    page.get_by_label(str(server.shown["customerId"]), exact=True).check()
    page.get_by_role("button", name="Issue a key").click()
    key = page.locator("[data-issued] pre").inner_text().strip()
    assert key.startswith("fk_")

    page.get_by_role("link", name="Journal").first.click()
    note = "Called from a test in a browser"
    live = page.locator("#calls")
    expect(live).to_be_visible()
    page.get_by_label("Text or Request-Id").fill(note)
    page.get_by_role("button", name="Find").click()
    expect(live).to_contain_text("No calls")
    answer = comeback(server, key, "webbyran", note)
    assert answer.status_code == 200
    call = answer.headers["Request-Id"]
    expect(page.locator(f"#c{call}")).to_be_visible()

    page.locator(f"#c{call}").click()
    expect(page.locator(".understood")).to_contain_text(note)
    expect(page.locator(".decided")).to_contain_text("was booked for contact")
    page.get_by_label("Body").fill('{"date": "2031-01-01T10:00:00", "note": "Sent again"}')
    page.get_by_role("button", name="Send again").click()
    expect(page.locator(".decided")).to_contain_text(f"demo sent this from the console, made from call {call}")
    expect(page.locator(".understood")).to_contain_text("Sent again")

    page.goto(f"{server.url}/console/sandbox?customer={server.shown['customerId']}")
    page.get_by_label("Operation").select_option("POST-Meeting-Comeback-customerId-contactId")
    expect(page.get_by_label("Refusal").locator("option[value=forbidden]")).to_be_attached()
    page.get_by_label("Refusal").select_option("forbidden")
    page.get_by_label("At most so many calls").fill("1")
    page.get_by_role("button", name="Order", exact=True).click()
    expect(page.get_by_role("region", name="Orders")).to_contain_text("refusal=forbidden")
    refused = comeback(server, key, "webbyran", note)
    assert refused.status_code == 403
    page.goto(f"{server.url}/console/calls/{refused.headers['Request-Id']}")
    expect(page.locator(".decided")).to_contain_text("This was ordered for the sandbox")
    page.goto(f"{server.url}/console")
    expect(page.locator(".meters")).to_contain_text("403")


def test_the_clock_is_moved_on_a_snapshot_brought_back_and_a_story_played(visit: Visiting, server: Server) -> None:
    customer, key = str(server.shown["customerId"]), str(server.shown["key"])
    seen = visit(language="en")
    page = sign_in(seen, f"/console/sandbox?customer={customer}")
    page.get_by_label("Keep what is there now as").fill("before")
    page.get_by_role("button", name="Keep", exact=True).click()
    snapshots = page.get_by_role("region", name="Snapshots")
    expect(snapshots).to_contain_text("before")

    page.get_by_label("Set to").fill("2035-01-01T10:00:00")
    page.get_by_role("button", name="Set", exact=True).click()
    expect(page.locator("main")).to_contain_text("It is 2035-01-01 10:00:")
    booked = {"date": "2035-01-03T09:00:00", "note": "Falls due"}
    path = f"/Meeting/Comeback/{customer}/{server.shown['contactId']}"
    made = httpx.post(f"{server.url}{path}", json=booked, auth=("demo", key), timeout=20).json()
    page.get_by_label("Days", exact=True).fill("3")
    page.get_by_role("button", name="Move on").click()
    expect(page.get_by_role("status")).to_contain_text("comeback.due 1")

    snapshots.get_by_role("row", name="before").get_by_role("button", name="Load").click()
    expect(snapshots).to_be_visible()
    kept = httpx.get(f"{server.url}/Meeting/{customer}/{made}", auth=("demo", key), timeout=20)
    assert kept.status_code == 404
    with page.expect_download() as saving:
        snapshots.get_by_role("row", name="before").get_by_role("link", name="Save to a file").click()
    seen.refusals_wanted = True
    file = page.get_by_label("File of a snapshot")
    file.set_input_files({"name": "hus.jsonl.gz", "mimeType": "image/png", "buffer": b"no snapshot"})
    page.get_by_role("button", name="Load a file").click()
    expect(page.get_by_role("alert")).to_contain_text("no whole file of a snapshot")
    file.set_input_files(saving.value.path())
    page.get_by_label("Keep it as").fill("from-a-file")
    page.get_by_label("Keep it as").press("Enter")
    expect(page.get_by_role("status")).to_have_text("The sandbox holds what snapshot from-a-file says.")
    page.get_by_role("row", name="final-price").get_by_role("button", name="Play").click()
    expect(page.get_by_role("status")).to_have_text("The story went as it says.")
    page.get_by_role("link", name="200").first.click()
    expect(page.locator(".decided")).to_be_visible()
    page.goto(f"{server.url}/console/sandbox?customer={customer}")
    page.get_by_role("button", name="Reset to the seed").click()
    expect(page.locator("main")).to_contain_text("That is the real time.")


@pytest.mark.parametrize(("width", "dark"), [("desktop", False), ("phone", True)])
def test_nothing_serious_keeps_anybody_out(visit: Visiting, server: Server, width: str, dark: bool) -> None:
    key = str(server.shown["key"])
    call = comeback(server, key, "demo", "För axe").headers["Request-Id"]
    seen = visit(width=width, dark=dark)
    seen.open("/console")
    found = {"door": serious_faults(seen.page)}
    sign_in(seen)
    seen.open("/console/data").locator("tbody th a").first.click()
    record = seen.page.url.removeprefix(f"{server.url}/console")
    for path in (*PLACES, f"/calls/{call}", "/report-cards", "/people/demo", record):
        page = seen.open(f"/console{path}")
        found[path] = serious_faults(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    assert {path: problems for path, problems in found.items() if problems} == {}


def test_the_console_is_used_by_keyboard_and_without_a_script(visit: Visiting) -> None:
    seen = visit(script=False, language="en")
    page = seen.open("/console")
    page.get_by_label("Password").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Overview")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.goto(f"{seen.server.url}/console/data")
    expect(page.locator("table")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")

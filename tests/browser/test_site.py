"""The documentation as people use it, in Chromium, beside a running demo brokerage."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from farstu.contract.operation import OPERATIONS
from tests.browser.conftest import Visit, Visiting, serious_faults
from tests.support.site import written_site

COMEBACK = "/Help/Api/POST-Meeting-Comeback-customerId-contactId"
WATCH = "/Help/Api/POST-Advertising-Estate-customerId-estateId-FinalPriceWatched"
BUDGET = "/Help/Api/POST-BusinessIntelligence-Budget-customerId-officeId-userId-year-month"
PAGES = (
    "/Help",
    WATCH,
    "/Help/ResourceModel",
    "/Help/ResourceModel?modelName=Comeback",
    "/Help/ResourceModel?modelName=Contacted",
    "/Help/TechnicalInformation",
    "/Help/Differences",
    "/Help/Changelog",
    "/Help/Api/nothing",
)
WRITES = [name for name in sorted(OPERATIONS) if OPERATIONS[name].request]
READS = [name for name in sorted(OPERATIONS) if not OPERATIONS[name].request]
SENT = [*WRITES[:4], *READS[:1]]


def send(page: Page) -> None:
    """Sends the test form and waits for what the journal says."""
    page.get_by_role("button", name=re.compile("^(Skicka|Send)$")).click()
    expect(page.locator("[data-status]")).to_have_text(re.compile(r"^\d{3}"))


def enter_the_demo(visit: Visit, path: str) -> Page:
    page = visit.open(path)
    page.locator("[data-demo]").click()
    return page


def sent_body(page: Page) -> str:
    """What the form would send now."""
    page.locator("[data-mode][value=text] + span").click()
    return page.locator("[data-text] textarea").input_value()


def test_the_index_leads_to_every_operation(visit: Visiting) -> None:
    page = visit().open("/Help")
    expect(page.get_by_role("heading", level=1)).to_have_text("Dokumentation för API-funktioner")
    assert page.locator(".operations li").count() == len(OPERATIONS)
    page.locator(f'.operations a[href="{COMEBACK}"]').click()
    expect(page).to_have_url(re.compile(re.escape(COMEBACK)))


def test_the_search_finds_as_one_types_and_is_moved_through_by_arrows(visit: Visiting) -> None:
    page = visit().open("/Help")
    page.keyboard.press("/")
    page.keyboard.type("noansw")
    first = page.locator(".found a").first
    expect(first).to_be_visible()
    page.get_by_role("searchbox").fill("prospectivebuyerstatus")
    expect(page.locator(".found strong").first).to_contain_text("ProspectiveBuyerStatus")
    page.get_by_role("searchbox").fill("comeback")
    expect(page.locator(".found strong").first).to_contain_text("Comeback")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    expect(first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).not_to_have_url(re.compile("/Help$"))
    page.get_by_role("searchbox").fill("zzzz")
    expect(page.locator(".found [role=status]")).to_have_text("Inget hittades.")
    page.keyboard.press("Escape")
    expect(page.locator(".found")).to_be_hidden()


def test_an_operation_is_read_in_both_languages_and_the_choice_is_remembered(visit: Visiting) -> None:
    page = visit().open(COMEBACK)
    expect(page.locator(".lead")).to_have_text(OPERATIONS[COMEBACK.rpartition("/")[2]].about.sv)
    page.get_by_role("link", name="English").click()
    expect(page.locator(".lead")).to_have_text(OPERATIONS[COMEBACK.rpartition("/")[2]].about.en)
    page.locator("nav.contents").get_by_role("link", name="Models").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_a_model_and_an_enum_lead_to_where_they_are_used(visit: Visiting) -> None:
    page = visit().open("/Help/ResourceModel?modelName=Meeting_Participant")
    page.get_by_role("link", name="Comeback", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Comeback")
    page.goto(page.url.replace("Meeting_Comeback", "Contacted"))
    expect(page.locator("#NoAnswer")).to_contain_text("antaget")


def test_code_is_shown_in_the_language_chosen_and_stays_so_on_the_next_page(visit: Visiting) -> None:
    here = visit()
    page = here.open(COMEBACK)
    page.locator("label", has_text="Python").click()
    shown = page.locator('[data-tabs="code"] .panel:visible')
    expect(shown).to_have_count(1)
    expect(shown).to_contain_text("import")
    here.open(BUDGET)
    expect(page.locator("#code-examples-python")).to_be_checked()


def test_what_is_copied_is_the_code(browser: Browser, visit: Visiting) -> None:
    page = visit().open(COMEBACK)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    block = page.locator('[data-tabs="code"] .block:visible')
    block.hover()
    block.get_by_role("button").click()
    expect(block.get_by_role("button")).to_have_text("Kopierat")
    assert page.evaluate("navigator.clipboard.readText()") == block.locator("pre").text_content()


def test_a_call_in_json_is_answered_and_explained(visit: Visiting) -> None:
    page = enter_the_demo(visit(), COMEBACK)
    send(page)
    expect(page.locator("[data-status]")).to_have_text("200 OK")
    expect(page.locator("[data-body]")).to_have_text(re.compile('^"CAL'))
    expect(page.locator("[data-time]")).to_have_text(re.compile(r"\d ms$"))
    expect(page.locator("[data-journal-link]")).to_have_attribute("href", re.compile("/_farstu/calls/[0-9A-F]{32}$"))
    expect(page.locator("[data-headers]")).to_contain_text("request-id")
    expect(page.locator("[data-decided]")).to_contain_text("återkomst", ignore_case=True)
    expect(page.locator("[data-understood]")).to_contain_text('"date"')
    expect(page.locator("[data-advice]")).to_have_text("Inga.")


def test_a_call_in_xml_is_answered_in_xml_with_nothing_out_of_order(visit: Visiting) -> None:
    page = enter_the_demo(visit(), WATCH)
    page.locator("[data-format][value=xml] + span").click()
    body = sent_body(page)
    assert "<AdvertisingFinalPriceWatchedApplication" in body
    send(page)
    expect(page.locator("[data-status]")).to_have_text("200 OK")
    expect(page.locator("[data-body]")).to_have_text(re.compile(r"^<string .*>ADR\w+</string>$"))
    expect(page.locator("[data-understood]")).to_contain_text("utm_source")
    expect(page.locator("[data-advice]")).not_to_contain_text("out-of-order")
    expect(page.locator("[data-advice]")).not_to_contain_text("unknown-member")


@pytest.mark.parametrize("name", SENT)
def test_an_operations_form_is_filled_so_that_it_can_be_sent(visit: Visiting, name: str) -> None:
    page = enter_the_demo(visit(), f"/Help/Api/{name}")
    for kind in ("json", "xml") if OPERATIONS[name].request else ("json",):
        if OPERATIONS[name].request:
            page.locator(f"[data-format][value={kind}] + span").click()
        send(page)
        expect(page.locator("[data-status]")).to_have_text(re.compile("^20[04]"))


def test_a_wrong_key_is_refused_and_the_browser_asks_for_nothing(visit: Visiting) -> None:
    here = visit()
    here.refusals_wanted = True
    page = here.open(COMEBACK)
    page.get_by_label("Användarnamn").fill("demo")
    page.get_by_label("Nyckel").fill("fk_wrong")
    send(page)
    expect(page.locator("[data-status]")).to_have_text("401 Unauthorized")
    expect(page.locator("[data-body]")).to_contain_text("Authorization has been denied")
    expect(page.locator("[data-journal-status]")).to_contain_text("Det här visar den inte")


def test_what_is_wrong_is_said_in_the_pages_language_and_found_in_the_journal(visit: Visiting) -> None:
    here = visit(language="en")
    here.refusals_wanted = True
    page = enter_the_demo(here, COMEBACK)
    page.locator('[data-field="date"] input').fill("")
    send(page)
    expect(page.locator("[data-status]")).to_have_text("400 Bad Request")
    expect(page.locator("[data-body]")).to_contain_text("Date is required")
    expect(page.locator("[data-decided]")).to_contain_text("Date is required")


def test_fields_become_the_members_that_they_are_named_after(visit: Visiting) -> None:
    page = visit().open(WATCH)
    page.locator('[data-field="firstName"] input').fill("Åsa & <Co>")
    page.locator('[data-field="isForeignSocialSecurityNumber"] select').select_option("true")
    page.locator('[data-field="address"]').locator("input").first.fill("")
    page.locator('[data-field="prospectiveBuyerStatus"] select').select_option("NotInterested")
    page.get_by_role("button", name="Lägg till en").click()
    added = page.locator('[data-field="utmTags"] [data-item]').last
    added.locator("input").first.fill("utm_medium")
    body: dict[str, Any] = json.loads(sent_body(page))
    assert body["person"]["firstName"] == "Åsa & <Co>"
    assert body["person"]["isForeignSocialSecurityNumber"] is True
    assert "streetAddress" not in body["person"]["address"]
    assert body["prospectiveBuyerStatus"] == "NotInterested"
    assert body["marketing"]["utmTags"][1] == {"name": "utm_medium"}
    page.locator("[data-mode][value=fields] + span").click()
    page.locator('[data-field="utmTags"] [data-remove]').first.click()
    assert json.loads(sent_body(page))["marketing"]["utmTags"] == [{"name": "utm_medium"}]


def test_whole_numbers_go_as_numbers_and_what_is_none_goes_as_it_stands(visit: Visiting) -> None:
    page = visit().open(BUDGET)
    page.locator('[data-field="commission"] input').fill("12")
    page.locator('[data-field="sold"] input').fill("x")
    body = json.loads(sent_body(page))
    assert (body["commission"], body["estates"]["sold"]) == (12, "x")


def test_text_that_was_written_by_hand_is_sent_as_it_is(visit: Visiting) -> None:
    here = visit()
    here.refusals_wanted = True
    page = enter_the_demo(here, COMEBACK)
    sent_body(page)
    page.locator("textarea").fill('{"date": ')
    page.locator("[data-format][value=xml] + span").click()
    page.locator("[data-format][value=json] + span").click()
    expect(page.locator("textarea")).to_have_value('{"date": ')
    send(page)
    expect(page.locator("[data-status]")).to_have_text("400 Bad Request")
    page.locator("[data-again]").click()
    send(page)
    expect(page.locator("[data-status]")).to_have_text("200 OK")


def test_the_key_stays_while_one_reads_on_and_is_stored_nowhere(visit: Visiting) -> None:
    here = visit()
    page = enter_the_demo(here, COMEBACK)
    key = str(here.server.shown["key"])
    page.locator("nav.contents").get_by_role("link", name="Modeller").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Modeller")
    page.go_back()
    expect(page.get_by_label("Nyckel")).to_have_value(key)
    send(page)
    expect(page.locator("[data-status]")).to_have_text("200 OK")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_label("Key", exact=True)).to_have_value(key)
    stored = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, window.name])")
    assert key not in stored
    assert key not in json.dumps(page.context.cookies())
    page.reload()
    expect(page.get_by_label("Key", exact=True)).to_have_value("")


def test_the_theme_follows_the_system_and_can_be_chosen(visit: Visiting) -> None:
    here = visit(dark=True)
    page = here.open("/Help")
    paper = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(paper)
    page.get_by_role("button", name="Tema: system").click()
    assert page.evaluate(paper) != dark
    here.open(COMEBACK)
    expect(page.get_by_role("button", name="Tema: ljust")).to_be_visible()
    assert page.evaluate(paper) != dark


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_no_serious_fault_of_accessibility_and_fits_a_phone(visit: Visiting, path: str) -> None:
    here = visit()
    here.refusals_wanted = path.endswith("nothing")
    for width, dark in (("desktop", False), ("phone", True)):
        page = here.look(path, width=width, dark=dark)
        page.evaluate(
            "[...document.querySelectorAll('main details')].slice(0, 3).forEach((part) => { part.open = true; })"
        )
        assert serious_faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]  # type: ignore[index]


def test_the_pages_read_whole_without_scripts(visit: Visiting) -> None:
    here = visit(script=False, width="phone")
    page = here.open(COMEBACK)
    expect(page.locator("#body-parameters")).to_be_visible()
    page.locator("label", has_text="PHP").click()
    expect(page.locator('[data-tabs="code"] .panel:visible')).to_contain_text("curl_init")
    expect(page.get_by_role("search")).to_be_hidden()
    expect(page.locator("form[data-try]")).to_be_hidden()
    expect(page.get_by_text("Testformuläret behöver JavaScript")).to_be_visible()
    page.get_by_role("button", name="Innehåll").click()
    page.get_by_role("link", name="Teknisk information").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Teknisk information")
    assert not here.errors


def test_the_site_in_a_folder_is_read_from_a_disk(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> None:
    site = written_site(tmp_path_factory)
    page = browser.new_context(locale="sv").new_page()
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text))
    page.on("requestfailed", lambda request: errors.append(request.url))
    page.goto((site.folder / "index.html").as_uri())
    page.get_by_role("link", name="Dokumentation för API-funktioner").click()
    page.locator("[data-search] input").fill("comeback")
    page.locator(".found a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Comeback")
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("link", name="This page as Markdown").click()
    assert page.url.endswith(".md")
    assert errors == []
    page.context.close()

"""The pages as a browser gets them."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest

from farstu.contract.enums import ENUMS
from farstu.contract.model import MODELS
from farstu.contract.operation import OPERATIONS
from farstu.engine.calls import TASKS
from farstu.help.pages.book import all_pages
from farstu.help.pages.links import server_path
from farstu.help.place import Place
from farstu.server.app import Farstu
from farstu.store.sqlite import SqliteDatabase
from tests.support.site import Links
from tests.support.world import SECRETS, World, world

COMEBACK = "/Help/Api/POST-Meeting-Comeback-customerId-contactId"
PLACE = Place("", "demo", "fk_demo_secret", {"customerId": "M85000", "contactId": "ADR1"})
LANGUAGES = ("sv", "en")
PATHS = [server_path(page) for page in all_pages()]
READ: dict[tuple[str, str], str] = {}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> World:
    with world(tmp_path_factory.mktemp("demo"), place=PLACE) as made:
        yield made


@pytest.fixture(scope="module", autouse=True)
def _read() -> Iterator[None]:
    yield
    READ.clear()


def plain_text(shared: World, path: str, language: str = "en") -> str:
    """What is read by several tests is made once."""
    if (path, language) not in READ:
        READ[path, language] = text_of(shared, path, language)
    return READ[path, language]


def text_of(world: World, path: str, language: str = "en", **headers: str) -> str:
    response = world.send("GET", path, {"Accept-Language": language, **headers})
    assert response.status_code == 200, path
    return response.text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_whole_in_each_language_and_leads_nowhere_else(shared: World, path: str, language: str) -> None:
    page = Links(text := plain_text(shared, path, language))
    assert f'<html lang="{language}">' in text
    assert "None" not in page.text.split()
    for target in page.targets:
        address = urljoin(f"http://farstu.test{path}", target)
        assert address.startswith("http://farstu.test/"), target
        if "#" in target and not target.partition("#")[0]:
            assert target[1:] in page.anchors, target


def test_every_link_of_the_site_leads_to_a_page_that_is_there(shared: World) -> None:
    read = {path: Links(plain_text(shared, path)) for path in PATHS}
    found = {urljoin(path, target) for path, page in read.items() for target in page.targets}
    bare = {address.partition("#")[0].removeprefix("http://farstu.test") for address in found}
    one_language = {re.sub(r"[?&]lang=\w\w$", "", address) for address in bare}
    others = {path for path in one_language - read.keys() if not path.endswith(".md")}
    assert [path for path in sorted(others) if shared.send("GET", path, {}).status_code != 200] == []


def test_the_first_page_names_every_operation_with_its_summary(shared: World) -> None:
    swedish, english = (text_of(shared, "/Help", language) for language in LANGUAGES)
    for operation in OPERATIONS.values():
        assert f'id="{operation.id}"' in swedish
        assert operation.about.sv in swedish
        assert operation.about.en.replace("'", "&#39;") in english
    assert "farstu customer add" not in swedish


def test_a_server_without_customers_says_how_to_make_one(tmp_path: Path) -> None:
    database = SqliteDatabase(tmp_path / "empty.sqlite3", durable=False)
    database.prepare()
    loop = asyncio.new_event_loop()
    app = Farstu(database, SECRETS)
    loop.run_until_complete(app.start())
    try:
        page = World(database, app, loop).send("GET", "/Help", {}).text
    finally:
        loop.run_until_complete(app.stop())
        loop.close()
    commands = Links(page).text
    assert "farstu customer add" in commands
    assert "farstu key issue" in commands


def test_the_form_of_what_writes_and_no_other_takes_an_idempotency_key(shared: World) -> None:
    offered = {
        item for item in OPERATIONS.values() if "data-idempotency" in plain_text(shared, f"/Help/Api/{item.id}", "en")
    }
    assert offered == set(TASKS)


def test_an_operation_is_found_in_any_letter_case(shared: World) -> None:
    assert text_of(shared, COMEBACK.lower()) == text_of(shared, COMEBACK)


@pytest.mark.parametrize("name", ["Meeting_Comeback", "meeting_comeback", "comeback", "Comeback"])
def test_a_model_is_found_by_its_key_or_its_short_name(shared: World, name: str) -> None:
    page = text_of(shared, f"/help/resourcemodel?modelName={name}")
    assert "<h1><code>Comeback</code></h1>" in page
    assert page == text_of(shared, f"/Help/ResourceModel?MODELNAME={name}")


def test_an_unknown_operation_is_a_404_that_suggests_the_one_that_was_meant(shared: World) -> None:
    response = shared.send("GET", "/Help/Api/POST-Meeting-Comback-customerId", {"Accept-Language": "en"})
    assert (response.status_code, response.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert f'href="{COMEBACK}"' in response.text.partition("Did you mean")[2]


def test_an_unknown_model_or_page_is_a_404_too_and_shows_nothing_as_html(shared: World) -> None:
    model = shared.send("GET", "/Help/ResourceModel?modelName=Combeback", {"Accept-Language": "en"})
    assert model.status_code == 404
    assert "modelName=Meeting_Comeback" in model.text.partition("Did you mean")[2]
    page = shared.send("GET", "/Help/%3Cscript%3Ealert(1)%3C/script%3E", {})
    assert page.status_code == 404
    assert "<script>alert" not in page.text


def test_every_member_and_label_is_on_its_page_in_both_languages(shared: World) -> None:
    for key, info in MODELS.items():
        for language in LANGUAGES:
            page = Links(plain_text(shared, f"/Help/ResourceModel?modelName={key}", language)).text
            for field in info.fields:
                assert field.wire in page
                assert getattr(field.about, language) in page
    for key, kind in ENUMS.items():
        for language in LANGUAGES:
            page = Links(plain_text(shared, f"/Help/ResourceModel?modelName={key}", language)).text
            for item in kind:
                assert item.name in page
                assert str(item.number) in page
                assert getattr(item, language) in page


def test_what_is_assumed_is_marked_so(shared: World) -> None:
    contacted = text_of(shared, "/Help/ResourceModel?modelName=Contacted")
    assert contacted.count('class="origin assumed"') == 2
    loan = text_of(shared, "/Help/Api/POST-CRM-Buyer-customerId-contactId-LoanPromise")
    assert "LoanPromise.Bank" in loan.partition('id="origins"')[2]
    follow_up = text_of(shared, "/Help/Api/PUT-ViewingParticipant-customerId")
    assert {"Contacted.Yes", "Contacted.NoAnswer"} <= set(re.findall(r"<code>([\w.]+)</code>", follow_up))


def test_an_operations_page_shows_its_own_differences(shared: World) -> None:
    comeback = text_of(shared, COMEBACK).partition('id="differences"')[2]
    assert "more-date/date-us-date" in comeback
    assert "json-int/exp" not in comeback
    everything = text_of(shared, "/Help/Differences")
    assert "json-int/exp" in everything


def test_the_language_is_that_of_the_address_then_the_one_chosen_then_the_browsers(shared: World) -> None:
    chosen = shared.send("GET", "/Help?lang=en", {"Accept-Language": "sv"})
    assert '<html lang="en">' in chosen.text
    cookie = chosen.headers["set-cookie"].partition(";")[0]
    assert '<html lang="en">' in text_of(shared, "/Help", "sv", Cookie=cookie)
    assert '<html lang="sv">' in text_of(shared, "/Help?lang=sv", "en", Cookie=cookie)
    assert '<html lang="sv">' in text_of(shared, "/Help", "sv")
    assert '<html lang="sv">' in text_of(shared, "/Help", "sv", Cookie="farstu-language=xx")
    assert "set-cookie" not in shared.send("GET", "/Help?lang=xx", {}).headers


def test_a_page_leads_to_itself_in_the_other_language(shared: World) -> None:
    page = text_of(shared, "/Help/ResourceModel?modelName=Meeting_Comeback", "sv")
    english = "/Help/ResourceModel?modelName=Meeting_Comeback&amp;lang=en"
    assert f'hreflang="en" href="http://farstu.test{english}"' in page
    assert f'href="{english}" hreflang="en" lang="en"' in page
    assert 'hreflang="sv"' in page


def test_a_page_that_has_not_changed_is_not_sent_again(shared: World) -> None:
    first = shared.send("GET", COMEBACK, {})
    again = shared.send("GET", COMEBACK, {"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    other = shared.send("GET", COMEBACK, {"If-None-Match": first.headers["etag"], "Accept-Language": "en"})
    assert other.status_code == 200
    assert "Cookie" in first.headers["vary"]
    assert "Accept-Language" in first.headers["vary"]


def test_a_page_is_packed_for_those_who_can_unpack(shared: World) -> None:
    plain = shared.send("GET", COMEBACK, {})
    packed = shared.send("GET", COMEBACK, {"Accept-Encoding": "gzip, br"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.content == plain.content
    assert int(packed.headers["content-length"]) * 4 < int(plain.headers["content-length"])
    assert packed.headers["etag"] != plain.headers["etag"]
    assert shared.send("GET", COMEBACK, {"If-None-Match": packed.headers["etag"]}).status_code == 304


@pytest.mark.parametrize("path", [*PATHS[::9], "/llms.txt", "/static/farstu.css", "/Help.md"])
def test_head_says_what_get_would(shared: World, path: str) -> None:
    head, get = (shared.send(method, path, {}) for method in ("HEAD", "GET"))
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == str(len(get.content))
    assert head.headers["etag"] == get.headers["etag"]


def test_pages_are_shut_for_the_scripts_of_others(shared: World) -> None:
    for path in (COMEBACK, "/Help/Api/nothing", "/static/try.js"):
        headers = shared.send("GET", path, {}).headers
        assert "unsafe" not in headers["content-security-policy"]
        assert "default-src 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
    for path in PATHS:
        page = plain_text(shared, path)
        assert not re.search(r"<script(?![^>]*\ssrc=)|\sstyle=|<style|\son\w+=", page), path


def test_the_pages_repeat_no_host_that_is_none(shared: World) -> None:
    page = shared.send("GET", COMEBACK, {"Host": "a'$(reboot)"}).text
    assert "reboot" not in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_is_there_as_markdown(shared: World, language: str) -> None:
    for page in all_pages()[::40]:
        response = shared.send("GET", server_path(page, markdown=True), {"Accept-Language": language})
        assert (response.status_code, response.headers["content-type"]) == (200, "text/markdown; charset=utf-8")
        assert response.text.startswith("# ")


def test_the_list_for_machines_names_every_page(shared: World) -> None:
    text = text_of(shared, "/llms.txt")
    for page in all_pages():
        assert f"]({server_path(page, markdown=True)})" in text


def test_the_search_knows_every_page_and_every_member(shared: World) -> None:
    for language in LANGUAGES:
        script = text_of(shared, f"/static/search-{language}.js")
        for path in PATHS:
            assert f'"{path}"' in script
        assert "ProspectiveBuyerStatus" in script
        assert "NoAnswer" in script


def test_files_of_the_pages_may_be_kept_since_their_addresses_change_with_them(shared: World) -> None:
    page = text_of(shared, "/Help")
    address = re.search(r'"(/static/farstu\.css\?v=\w+)"', page)
    assert address is not None
    response = shared.send("GET", address[1], {})
    assert response.headers["content-type"] == "text/css; charset=utf-8"
    assert "immutable" in response.headers["cache-control"]
    assert shared.send("GET", "/static/..%2Fplace.py", {}).status_code == 404
    assert shared.send("GET", "/static/nothing.css", {}).status_code == 404
    assert shared.send("GET", "/favicon.ico", {}).headers["content-type"] == "image/svg+xml"


def test_the_demos_pages_offer_its_key_and_ids(demo: World) -> None:
    page = text_of(demo, COMEBACK)
    assert 'data-demo-key="fk_demo_secret"' in page
    assert "http://farstu.test/Meeting/Comeback/M85000/ADR1" in page
    assert 'value="M85000"' in page


def test_the_pages_of_a_server_with_customers_of_its_own_offer_neither(shared: World) -> None:
    page = text_of(shared, COMEBACK)
    assert "data-demo-key" not in page
    assert "CUSTOMER_ID" in page
    assert "CUSTOMER_ID" not in page.partition("data-try")[2].partition("</form>")[0]


def test_the_examples_dates_lie_ahead_however_long_the_server_runs(here: World) -> None:
    before = text_of(here, COMEBACK)
    here.clock[0] = 30 * 24 * 3600 * 10_000_000
    after = text_of(here, COMEBACK)
    dates = [max(re.findall(r"20\d\d-\d\d-\d\dT10:00:00", page)) for page in (before, after)]
    assert dates[0] < dates[1]


def test_the_changelog_is_read_from_the_program(shared: World) -> None:
    assert "<h2" in text_of(shared, "/Help/Changelog")
    assert "What a caller sees" in text_of(shared, "/Help/Changelog.md")

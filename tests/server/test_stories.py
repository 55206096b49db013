"""Stories: a file plays a course of events, and says where it did not go as it was told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from farstu.areas.meeting.tables import COMEBACK
from farstu.demo.start import set_up_demo
from farstu.engine.tables import EVENT
from farstu.records.sandboxes import SANDBOX
from farstu.sandbox.story import shipped
from tests.support.databases import SQLITE, AnyDatabase
from tests.support.world import CUSTOMER, GROUP_KEY, MEETING_KEY, PARTNER, SECRETS, SISTER, STRANGER, World, live, world

STORIES = f"/_farstu/sandbox/{CUSTOMER}/stories"
BOOK = """
story: {en: Ring, sv: Ring upp}
names: {who: c}
steps:
  - clock: {at: 2040-03-01T10:00:00, frozen: true}
  - say: A comeback
    call: POST Meeting/Comeback/{customerId}/{who}
    body: {date: "{+2d}", note: No}
    headers: {Accept-Language: en}
    capture: {comeback: $}
  - call: GET /Meeting/{customerId}/{comeback}
    expect: {body: {id: "{comeback}", contactId: c}, text: "{comeback}"}
    capture: {day: meetingDate}
  - clock: {at: "{day+1h30m}"}
    expect: {body: {due: {comeback.due: 1}, frozen: true}}
"""


@pytest.fixture
def embedded(tmp_path: Path) -> Iterator[World]:
    with world(tmp_path, kind=SQLITE) as made:
        yield made


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with world(tmp_path_factory.mktemp("world"), kind=SQLITE) as made:
        yield made


def tell(here: World, text: str, **more: Any) -> httpx.Response:
    return here.call("POST", STORIES, text.encode(), Content_Type="application/yaml", Accept_Language="en", **more)


def test_a_story_is_played_by_calls_of_whoever_sent_it(here: World) -> None:
    played = tell(here, BOOK).json()
    assert (played["done"], played["story"], len(played["steps"])) == (True, "Ring", 4)
    booked = played["steps"][1]
    assert (booked["say"], booked["call"]) == ("A comeback", f"POST /Meeting/Comeback/{CUSTOMER}/c")
    (row,) = here.rows(COMEBACK)
    assert (booked["captured"], row.note) == ({"comeback": row.id}, "No")
    entry = here.call("GET", f"/_farstu/calls/{booked['requestId']}").json()
    assert (entry["partner"], entry["response"]["status"]) == (PARTNER, 200)
    assert here.rows(EVENT)[-1].at == here.rows(SANDBOX)[0].frozen_at


@pytest.mark.parametrize("name", sorted(shipped()))
def test_the_stories_that_come_along_go_as_they_say(prepared: AnyDatabase, name: str) -> None:
    shown = set_up_demo(prepared, SECRETS, 1).shown
    place = f"/_farstu/sandbox/{shown['customerId']}/stories"
    as_demo = {"key": shown["key"], "partner": shown["partner"]}
    with live(prepared, demo=True) as here:
        listed = here.call("GET", place, **as_demo).json()["stories"]
        assert [one["name"] for one in listed] == sorted(shipped())
        for _ in range(2):
            played = here.call("POST", f"{place}/{name}", **as_demo).json()
            assert played["broken"] is None
            assert played["done"]


def test_a_story_opens_no_other_customer_and_no_story(embedded: World) -> None:
    other = BOOK.replace("Meeting/Comeback/{customerId}", f"Meeting/Comeback/{SISTER}")
    broken = tell(embedded, other, key=GROUP_KEY).json()["broken"]
    assert (broken["step"], broken["found"]["status"]) == (2, 403)
    assert embedded.rows(COMEBACK) == []
    within = "story: x\nsteps:\n  - call: POST /_farstu/sandbox/{customerId}/stories/final-price\n"
    assert "A story plays no story" in tell(embedded, within).text


@pytest.mark.parametrize(
    ("change", "step", "member", "expected"),
    [
        (("id: \"{comeback}\"", "id: other"), 3, "expect.body.id", "other"),
        (("contactId: c", "colour: red"), 3, "expect.body.colour", "red"),
        (("comeback.due: 1", "comeback.due: true"), 4, "expect.body.due.comeback.due", True),
        (("day: meetingDate", "day: \"meetings[0].date\""), 3, "capture.day", "meetings[0].date"),
        (("{day+1h30m}", "{night+1h}"), 4, "body.at", "{night}"),
        (("{day+1h30m}", "{comeback+1h}"), 4, "body.at", "{comeback}"),
        (("{who}", "{whom}"), 2, "call", "{whom}"),
        (("{who}", "nobody"), 2, "expect.status", "below 400"),
        (("text: \"{comeback}\"", "text: blue"), 3, "expect.text", "blue"),
        (("capture: {comeback: $}", "expect: {status: 201}"), 2, "expect.status", 201),
    ],
)  # fmt: skip
def test_where_a_story_does_not_go_as_it_says_is_named(
    kept: World, change: tuple[str, str], step: int, member: str, expected: Any
) -> None:
    assert change[0] in BOOK
    played = tell(kept, BOOK.replace(*change)).json()
    assert (played["done"], len(played["steps"])) == (False, step - 1)
    broken = played["broken"]
    assert (broken["step"], broken["member"], broken["expected"]) == (step, member, expected)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("story: [", "look at line"),
        ("story: &a x\nsteps:\n  - call: *a\n", "look at line 3"),
        ("[" * 5_000, "is no YAML"),
        ("story: x\nsteps: []\n", "1 to 500 steps"),
        ("steps: [{reset: true}]\n", "member story"),
        ("story: x\ncolour: red\nsteps: [{reset: true}]\n", "member colour"),
        ("story: x\nsteps: [{reset: true}, {say: nothing}]\n", "Step 2: exactly one"),
        ("story: x\nsteps: [{reset: true}, {reset: true, colour: red}]\n", "Step 2: colour"),
        ("story: x\nsteps: [{call: FETCH /x}]\n", "Step 1: call"),
        ("story: x\nsteps: [{reset: true, capture: {a b: $}}]\n", "Step 1: capture"),
        ("story: x\nsteps: [{reset: true, expect: {status: many}}]\n", "Step 1: status"),
    ],
)
def test_what_is_no_story_is_refused_by_step_and_member(kept: World, text: str, said: str) -> None:
    refused = tell(kept, text)
    assert (refused.status_code, list(refused.json()["modelState"])) == (400, ["story"])
    assert said in refused.text


def test_only_a_key_to_all_of_a_sandbox_may_play(kept: World) -> None:
    for method, path in (("GET", STORIES), ("POST", STORIES), ("POST", f"{STORIES}/final-price")):
        assert kept.send(method, path, {}).status_code == 401
        assert kept.call(method, path, b"", key=MEETING_KEY).status_code == 403
        assert kept.call(method, path.replace(CUSTOMER, STRANGER), b"").status_code == 403
    assert kept.call("POST", f"{STORIES}/nowhere").status_code == 404


def test_the_story_of_the_docs_goes_as_it_says(embedded: World) -> None:
    text = Path("docs/sandbox.md").read_text("utf-8").partition("```yaml\n")[2].partition("```")[0]
    assert tell(embedded, text.replace("ADR018CC42FDBC07000860527404CAD3F6D", "c")).json()["broken"] is None

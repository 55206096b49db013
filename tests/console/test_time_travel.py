"""A sandbox is brought forward and back from its page."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from farstu.wire.reading import BODY_LIMIT
from tests.console.people import PAR, PEOPLE, guest, text
from tests.support.world import CUSTOMER, MEETING_KEY, STRANGER, World, world

PAGE = f"/console/sandbox?customer={CUSTOMER}"
HERE = f"/console/sandbox/{CUSTOMER}"
COMEBACK = f"/Meeting/Comeback/{CUSTOMER}/c"
COMEBACKS = f"/CRM/Contact/{CUSTOMER}/c/ComebackMeeting"


@pytest.fixture
def here(tmp_path: Path) -> Iterator[World]:
    with world(tmp_path, PEOPLE) as made:
        yield made


def test_a_comeback_falls_due_when_the_clock_is_moved_on(here: World) -> None:
    anna = guest(here)
    assert anna.post(f"{HERE}/clock", {"do": "set", "at": "2031-03-01T10:00:00"}).status_code == 303
    assert here.call("POST", COMEBACK, {"date": "2031-03-03T09:00:00"}).status_code == 200
    assert "It is 2031-03-01 10:00:" in text(anna.get(PAGE))
    moved = anna.post(f"{HERE}/clock", {"do": "advance", "days": "3", "hours": "", "minutes": "1"})
    assert (moved.status_code, "comeback.due%3A1" in moved.headers["location"]) == (303, True)
    page = text(anna.get(moved.headers["location"]))
    assert "Fell due by this" in page
    assert "It is 2031-03-04 10:01:" in page
    assert anna.post(f"{HERE}/clock", {"do": "freeze"}).status_code == 303
    assert "stands still" in text(anna.get(PAGE))
    assert anna.post(f"{HERE}/clock", {"do": "real"}).status_code == 303
    assert "stands still" not in text(anna.get(PAGE))


def test_what_cannot_be_told_is_said_by_its_member(here: World) -> None:
    anna = guest(here)
    refused = anna.post(f"{HERE}/clock", {"do": "advance", "days": "många"})
    assert (refused.status_code, "days" in text(refused)) == (400, True)
    assert anna.post(f"{HERE}/clock", {"do": "set", "at": "i går"}).status_code == 400
    assert anna.post(f"{HERE}/snapshots", {"name": "ett namn"}).status_code == 400
    assert anna.post(f"{HERE}/snapshots/load", {"name": "nothing"}).status_code == 404
    assert anna.post(f"{HERE}/stories", {"name": "nothing"}).status_code == 404


def test_a_snapshot_is_taken_brought_back_saved_and_dropped(here: World) -> None:
    anna = guest(here)
    assert anna.post(f"{HERE}/snapshots", {"name": "before"}).status_code == 303
    here.call("POST", COMEBACK, {"date": "2031-03-03T09:00:00"})
    assert len(here.call("GET", COMEBACKS).json()["meetings"]) == 1
    assert "before" in text(anna.get(PAGE))
    assert anna.post(f"{HERE}/snapshots/load", {"name": "before"}).status_code == 303
    assert not here.call("GET", COMEBACKS).json()["meetings"]
    file = anna.get(f"{HERE}/snapshots/before")
    assert (file.status_code, file.content[:2]) == (200, b"\x1f\x8b")
    assert anna.post(f"{HERE}/snapshots/drop", {"name": "before"}).status_code == 303
    assert anna.get(f"{HERE}/snapshots/before").status_code == 404


def test_a_file_is_kept_and_brought_back_and_what_is_none_is_said_and_changes_nothing(here: World) -> None:
    anna = guest(here)
    anna.post(f"{HERE}/snapshots", {"name": "before"})
    file = anna.get(f"{HERE}/snapshots/before").content
    here.call("POST", COMEBACK, {"date": "2031-03-03T09:00:00"})
    assert anna.send_file(f"{HERE}/snapshots/file?name=kept", file).status_code == 303
    assert len(here.call("GET", COMEBACKS).json()["meetings"]) == 1, "it is only kept"
    loaded = anna.send_file(f"{HERE}/snapshots/file?name=after&load=1", file)
    assert "holds what snapshot after says" in text(anna.get(loaded.headers["location"]))
    assert not here.call("GET", COMEBACKS).json()["meetings"]

    def refused(content: bytes, query: str = "name=wrong", **headers: str) -> tuple[int, str]:
        response = anna.send_file(f"{HERE}/snapshots/file?{query}", content, **headers)
        return response.status_code, text(response)

    first, _, lines = gzip.decompress(file).partition(b"\n")
    schema = json.loads(first)["schema"]
    older = gzip.compress(first.replace(b'"schema":%d' % schema, b'"schema":1') + b"\n" + lines)
    other = gzip.compress(first.replace(f'"customer":"{CUSTOMER}"'.encode(), b'"customer":"M77"') + b"\n" + lines)
    for content, said in (
        (b"a picture", "no whole file of a snapshot"),
        (older, "other tables (schema 1;"),
        (other, "of customer M77"),
        (b"", "No file came along"),
    ):
        status, sentence = refused(content)
        assert (status, said in sentence) == (400, True), sentence
    assert refused(file, "name=")[0] == 400
    assert refused(b"x" * (BODY_LIMIT + 1))[0] == 413
    assert refused(file, X_CSRF_Token="wrong")[0] == 403
    assert "wrong" not in text(anna.get(PAGE))
    par = guest(here, PAR)
    assert par.send_file(f"/console/sandbox/{STRANGER}/snapshots/file?name=x", file).status_code == 403


def test_a_story_that_does_not_go_as_it_says_shows_where(here: World) -> None:
    anna = guest(here)
    assert "final-price" in text(anna.get(PAGE))
    played = anna.post(f"{HERE}/stories", {"name": "final-price"})
    assert played.status_code == 200
    assert "at step" in text(played), "its names are those of a demo, and this is none"


def test_nobody_tells_a_sandbox_without_a_right_to_all_of_it(here: World) -> None:
    par = guest(here, PAR)
    assert par.post(f"/console/sandbox/{STRANGER}/clock", {"do": "real"}).status_code == 403
    assert here.send("POST", f"{HERE}/clock", {}, b"do=real").status_code in (303, 403)
    assert here.call("PUT", f"/_farstu/sandbox/{CUSTOMER}/clock", {"real": True}, key=MEETING_KEY).status_code == 403

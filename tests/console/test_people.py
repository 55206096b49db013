"""Owners let people in, change what they see, and take them out; nobody else does, and an owner is always left."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import lxml.html
import pytest

from farstu.access.people import REMOVE_PERSON, PersonName
from farstu.access.tables import AUDIT, CONSOLE_PERSON
from farstu.engine.own_calls import OwnCalls
from farstu.refusals import Refused
from farstu.store.clock import system_clock
from tests.console.people import ANNA, PAR, PASSWORD, PEOPLE, Guest, guest, text
from tests.support.world import PARTNER, World, world

PAGE = "/console/people"
MINE = {"current": PASSWORD}


@pytest.fixture
def here(tmp_path: Path) -> Iterator[World]:
    with world(tmp_path, PEOPLE) as made:
        yield made


def shown_once(page: str) -> str:
    return str(lxml.html.fromstring(page).xpath("//*[@data-issued]//pre")[0].text_content()).strip()


def test_somebody_is_let_in_with_a_password_that_is_shown_once(here: World) -> None:
    anna = guest(here)
    added = anna.post(PAGE, {"name": "eva", "partner": "", **MINE})
    password = shown_once(added.text)
    assert password not in anna.get(f"{PAGE}/eva").text
    eva = Guest(here)
    assert eva.sign_in("eva", password).status_code == 303
    assert "eva owner off 1" in text(eva.get(PAGE))
    newer = shown_once(anna.post(f"{PAGE}/eva/password", MINE).text)
    assert eva.get(PAGE).status_code == 303, "signed out by it"
    assert (Guest(here).sign_in("eva", password).status_code, Guest(here).sign_in("eva", newer).status_code) == (
        401,
        303,
    )
    for form, status in (({"name": "eva"}, 409), ({"name": "två ord"}, 400), ({"name": "x", "partner": "nobody"}, 404)):
        assert anna.post(PAGE, {**form, **MINE}).status_code == status
    kinds = [row.kind for row in here.rows(AUDIT, who="console anna")]
    assert {"console.added", "console.password"} <= set(kinds)


def test_a_role_holds_at_once_and_sessions_and_factors_are_ended(here: World) -> None:
    anna, par = guest(here), guest(here, PAR)
    assert par.get(PAGE).status_code == 403
    assert "/console/people" not in par.get("/console/account").text
    assert anna.post(f"{PAGE}/{PAR}/role", {"partner": "", **MINE}).status_code == 303
    assert par.get(PAGE).status_code == 200
    assert anna.post(f"{PAGE}/{PAR}/role", {"partner": PARTNER, **MINE}).status_code == 303
    assert par.get(PAGE).status_code == 403
    assert anna.post(f"{PAGE}/{PAR}/second-factor-off", MINE).status_code == 303
    assert anna.post(f"{PAGE}/{PAR}/sign-out").status_code == 303
    assert par.get("/console/account").status_code == 303
    removed = anna.post(f"{PAGE}/{PAR}/remove", MINE)
    assert "par can sign in no more" in text(anna.get(removed.headers["location"]))
    assert Guest(here).sign_in(PAR).status_code == 401
    assert anna.get(f"{PAGE}/{PAR}").status_code == 404
    assert [row.kind for row in here.rows(AUDIT, who="console anna")][-5:] == [
        "console.role", "console.role", "console.second_factor_off", "console.signed_out_everywhere", "console.removed",
    ]  # fmt: skip


def test_only_an_owner_with_their_own_password_does_so_and_never_to_themselves(here: World) -> None:
    anna, par = guest(here), guest(here, PAR)
    before = here.rows(CONSOLE_PERSON)
    for path in (
        PAGE,
        *(f"{PAGE}/{ANNA}/{what}" for what in ("role", "password", "second-factor-off", "sign-out", "remove")),
    ):
        assert par.post(path, {"name": "x", **MINE}).status_code == 403, path
        assert Guest(here).post(path, MINE).status_code == 303, "to the door"
    for what in ("role", "password", "second-factor-off", "remove"):
        assert anna.post(f"{PAGE}/{ANNA}/{what}", MINE).status_code == 409
    assert anna.post(f"{PAGE}/{PAR}/remove", {"current": "wrong"}).status_code == 401
    assert anna.post(PAGE, {"name": "x"}).status_code == 401
    assert here.rows(CONSOLE_PERSON) == before


def test_who_is_an_owner_no_more_takes_no_owner_away(here: World) -> None:
    own = OwnCalls(here.app._writer, system_clock, here.app._ids, "console par")
    with pytest.raises(Refused) as refused:
        here.loop.run_until_complete(own.attempt(REMOVE_PERSON, PersonName(ANNA, PAR)))
    assert refused.value.status == 403
    assert ANNA in {person.name for person in here.rows(CONSOLE_PERSON)}

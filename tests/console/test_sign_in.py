"""People who sign in to the console: who gets in, how long they stay, and what no other page can send in their name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyotp
import pytest

from farstu.access.passwords import hashed_lightly
from farstu.access.people import IDLE_TICKS, LONGEST_TICKS, MOST_SESSIONS, OWNER
from farstu.access.tables import AUDIT, CONSOLE_PERSON, CONSOLE_SESSION, ConsolePerson
from farstu.console.visit import COOKIE
from farstu.contract.moment import TICKS_PER_SECOND
from tests.console.people import ANNA, PAR, PASSWORD, PEOPLE, Guest, guest, text
from tests.support.databases import SQLITE
from tests.support.world import NOW, World, world

TOTP = pyotp.TOTP("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
DEMO = ConsolePerson("demo", OWNER, None, hashed_lightly(PASSWORD), None, None, True, NOW)


@pytest.fixture
def here(kind: str, tmp_path: Path) -> Iterator[World]:
    with world(tmp_path, [*PEOPLE, DEMO], kind=kind) as made:
        yield made


@pytest.fixture
def local(tmp_path: Path) -> Iterator[World]:
    """Where the kind of database makes no difference."""
    with world(tmp_path, [*PEOPLE, DEMO], kind=SQLITE) as made:
        yield made


def kinds(here: World) -> list[str]:
    return [row.kind for row in here.rows(AUDIT)]


def test_who_is_not_signed_in_is_led_to_the_door_and_back(here: World) -> None:
    stranger = Guest(here)
    led = stranger.get("/console/account?lang=en")
    assert (led.status_code, led.headers["location"]) == (303, "/console/sign-in?to=%2Fconsole%2Faccount")
    assert stranger.get("/console/account", HX_Request="true").headers["hx-redirect"].startswith("/console/sign-in")
    back = stranger.sign_in(to="/console/account")
    assert (back.status_code, back.headers["location"]) == (303, "/console/account")
    assert "Owner: sees every partner" in text(stranger.get("/console/account"))
    assert stranger.get("/console/sign-in").status_code == 303
    assert kinds(here) == ["console.signed_in"]


@pytest.mark.parametrize("to", ["https://elsewhere.example", "//elsewhere.example", "/Help", "/consoles"])
def test_nobody_is_led_out_of_the_console(local: World, to: str) -> None:
    assert Guest(local).sign_in(to=to).headers["location"] == "/console"


def test_the_cookie_is_for_the_console_alone_and_never_goes_over_the_network_in_clear(local: World) -> None:
    set_cookie = Guest(local).sign_in().headers["set-cookie"]
    assert {"HttpOnly", "Path=/console", "SameSite=strict", "Secure"} <= set(set_cookie.split("; "))
    at_home = Guest(local, headers={"Host": "127.0.0.1:8460"}).sign_in().headers["set-cookie"]
    assert "Secure" not in at_home
    kept = local.rows(CONSOLE_SESSION)
    assert len(kept) == 2
    assert all(row.hash not in set_cookie for row in kept)


def test_wrong_names_passwords_and_people_of_a_demo_are_all_refused_in_the_same_way(local: World) -> None:
    tries = [(ANNA, "wrong"), ("nobody", PASSWORD), ("demo", PASSWORD), (ANNA, ""), ("", "")]
    told = {(made.status_code, text(made).count("Name, password or code is wrong")) for made in
            (Guest(local).sign_in(name, password) for name, password in tries)}  # fmt: skip
    assert told == {(401, 1)}
    assert local.rows(CONSOLE_SESSION) == []


def test_after_some_wrong_passwords_even_the_right_one_has_to_wait(local: World) -> None:
    told = [Guest(local).sign_in(password="wrong").status_code for _ in range(7)]
    assert told == [401] * 5 + [429] * 2
    refused = Guest(local).sign_in()
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "1")
    assert Guest(local).sign_in(PAR).status_code == 303
    local.clock[0] += 2 * TICKS_PER_SECOND
    assert Guest(local).sign_in().status_code == 303
    assert kinds(local).count("console.throttled") == 1


def test_a_session_ends_idle_at_last_when_it_is_left_and_everywhere_at_once(here: World) -> None:
    anna, elsewhere = guest(here), guest(here)
    assert anna.post("/console/sign-out").headers["location"] == "/console/sign-in"
    assert anna.token == ""
    assert elsewhere.get("/console/account").status_code == 200
    again = guest(here)
    elsewhere.post("/console/sign-out-everywhere")
    assert again.get("/console/account").status_code == 303
    idle = guest(here)
    here.clock[0] += IDLE_TICKS
    assert idle.get("/console/account").status_code == 303
    busy = guest(here)
    for _ in range(LONGEST_TICKS // (IDLE_TICKS - 1)):
        here.clock[0] += IDLE_TICKS - TICKS_PER_SECOND
        assert busy.get("/console/account").status_code == 200
    here.clock[0] += IDLE_TICKS - TICKS_PER_SECOND
    assert busy.get("/console/account").status_code == 303
    assert kinds(here).count("console.signed_out") == 1
    assert kinds(here).count("console.signed_out_everywhere") == 1


def test_signing_in_again_takes_the_place_of_the_session_before_and_there_is_an_end_to_them(local: World) -> None:
    anna = guest(local)
    before = anna.token
    anna.post("/console/sign-in", {"name": ANNA, "password": PASSWORD, "csrf": anna.csrf()})
    assert anna.token not in ("", before)
    assert Guest(local, before).get("/console/account").status_code == 303
    for _ in range(MOST_SESSIONS + 1):
        guest(local)
    assert len(local.rows(CONSOLE_SESSION)) == MOST_SESSIONS
    assert anna.get("/console/account").status_code == 303


def test_no_page_but_ours_changes_anything(local: World) -> None:
    anna = guest(local)
    path = "/console/sign-out-everywhere"
    assert anna.post(path, {"csrf": "wrong"}).status_code == 403
    assert anna.post(path, {"csrf": guest(local).csrf()}).status_code == 403
    assert anna.post(path, Origin="https://elsewhere.example").status_code == 403
    assert anna.post(path, Sec_Fetch_Site="cross-site").status_code == 403
    assert Guest(local).post("/console/sign-in", {}, Origin="https://elsewhere.example").status_code == 403
    assert anna.get(path).status_code == 405
    assert anna.get("/console/nowhere").status_code == 404
    assert anna.get("/console/account").status_code == 200
    assert anna.post(path, Origin="http://farstu.test", Sec_Fetch_Site="same-origin").status_code == 303


def test_a_second_factor_is_asked_for_and_each_code_is_taken_once(here: World) -> None:
    anna = guest(here)
    steps = here.app._ids._clock  # the world's clock
    code = TOTP.at(steps() // TICKS_PER_SECOND)
    on = {"secret": TOTP.secret, "code": code, "current": PASSWORD}
    assert anna.post("/console/account/second-factor", on | {"current": "wrong"}).status_code == 401
    assert anna.post("/console/account/second-factor", on | {"code": "000000"}).status_code == 400
    assert anna.post("/console/account/second-factor", on).status_code == 303
    assert TOTP.secret not in str(here.rows(CONSOLE_PERSON))
    assert Guest(here).sign_in().status_code == 401
    assert Guest(here).sign_in(code=code).status_code == 401, "it was used to turn the factor on"
    here.clock[0] += 60 * TICKS_PER_SECOND
    code = TOTP.at(steps() // TICKS_PER_SECOND)
    assert Guest(here).sign_in(code=code).status_code == 303
    assert Guest(here).sign_in(code=code).status_code == 401
    assert anna.post("/console/account/second-factor-off", {"current": PASSWORD}).status_code == 303
    assert Guest(here).sign_in().status_code == 303


def test_a_new_password_signs_out_everywhere(local: World) -> None:
    anna, elsewhere = guest(local), guest(local)
    short = anna.post("/console/account/password", {"current": PASSWORD, "password": "kort"})
    assert "12 to 200 characters" in text(short)
    assert anna.post("/console/account/password", {"current": PASSWORD, "password": "ett nytt lösenord"})
    assert elsewhere.get("/console/account").status_code == 303
    assert Guest(local).sign_in().status_code == 401
    assert Guest(local).sign_in(password="ett nytt lösenord").status_code == 303


def test_the_door_says_how_to_add_somebody_where_there_is_nobody(tmp_path: Path) -> None:
    with world(tmp_path) as empty:
        assert "farstu console add" in text(Guest(empty).get("/console/sign-in"))
        page = Guest(empty).get("/console/sign-in")
        assert "unsafe" not in page.headers["content-security-policy"]
        assert COOKIE not in page.headers.get("set-cookie", "")

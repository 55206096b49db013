"""Who is let in: throttle, pace, networks, last use, and a secret that changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from farstu.access.door import Limits
from farstu.access.keys import key_hash
from farstu.access.tables import ACCESS_KEY, KEY_USE, KeyNetwork
from farstu.engine.tables import JOURNAL
from farstu.store.secrets import Secrets, derived
from tests.support.world import (
    KEY,
    MEETING_KEY,
    OTHER_KEY,
    OTHER_PARTNER,
    PARTNER,
    SECRET,
    SECRETS,
    World,
    basic,
    world,
)

COMEBACK = ("POST", "/Meeting/Comeback/M1/c")
BODY = {"date": "2030-01-01T10:00:00"}
MINUTE = 60 * 10_000_000
NEWER = bytes([7] * 32)


@pytest.fixture
def strict(tmp_path: Path) -> Iterator[World]:
    """A world with the limits that a server has if nobody says anything."""
    with world(tmp_path, limits=Limits()) as made:
        yield made


def tried(here: World, times: int, key: str = "fk_wrong", partner: str = PARTNER) -> list[httpx.Response]:
    return [here.call(*COMEBACK, BODY, key=key, partner=partner) for _ in range(times)]


def waits(answers: list[httpx.Response]) -> list[str | None]:
    return [answer.headers.get("Retry-After") for answer in answers]


@pytest.mark.parametrize(("partner", "key"), [(PARTNER, "fk_wrong"), ("nobody", KEY), (OTHER_PARTNER, KEY)])
def test_twenty_wrong_credentials_are_refused_plainly_then_a_growing_wait_is_told(
    strict: World, partner: str, key: str
) -> None:
    plain = tried(strict, 20, key, partner)
    assert {answer.status_code for answer in plain} == {401}
    assert len({answer.content for answer in plain}) == 1
    told = tried(strict, 5, key, partner)
    assert [answer.status_code for answer in told] == [429] * 5
    assert waits(told) == ["1", "2", "4", "8", "16"]
    assert told[0].json()["message"] == "Too many requests."
    assert "WWW-Authenticate" not in told[0].headers


def test_a_key_that_is_right_never_waits(strict: World) -> None:
    for _ in range(3):
        assert tried(strict, 25)[-1].status_code in (401, 429)
        assert strict.call(*COMEBACK, BODY).status_code == 200
        assert strict.call(*COMEBACK, BODY, key=MEETING_KEY).status_code == 200
    assert strict.call("GET", "/_farstu/calls").status_code == 200


def test_another_user_name_and_whoever_shows_nothing_are_refused_plainly(strict: World) -> None:
    tried(strict, 25)
    assert tried(strict, 1, partner="another")[0].status_code == 401
    assert [strict.send(*COMEBACK, {}).status_code for _ in range(30)] == [401] * 30


def test_what_is_no_credentials_at_all_is_counted_too(strict: World) -> None:
    codes = [strict.send(*COMEBACK, {"Authorization": "Basic ???"}).status_code for _ in range(21)]
    assert codes == [*[401] * 20, 429]


def test_controls_count_with_operations(strict: World) -> None:
    tried(strict, 20)
    assert strict.call("GET", "/_farstu/calls", key="fk_wrong").status_code == 429


def test_after_the_wait_and_a_minute_of_peace_it_is_a_plain_401_again(strict: World) -> None:
    tried(strict, 21)
    strict.clock[0] += MINUTE + 2 * 10_000_000
    assert tried(strict, 1)[0].status_code == 401


def test_a_throttled_call_leaves_no_body_in_the_journal(strict: World) -> None:
    tried(strict, 22)
    strict.wait(0.3)
    entries = [row for row in strict.rows(JOURNAL) if row.status == 429]
    assert len(entries) == 2
    assert all('"body":null' in entry.detail and BODY["date"] not in entry.detail for entry in entries)


def test_a_key_may_have_a_pace_and_is_told_what_is_left(tmp_path: Path) -> None:
    with world(tmp_path, limits=Limits(requests_a_minute=3)) as here:
        answers = [here.call(*COMEBACK, BODY) for _ in range(4)]
        assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
        assert [answer.headers["RateLimit-Remaining"] for answer in answers] == ["2", "1", "0", "0"]
        assert {answer.headers["RateLimit-Limit"] for answer in answers} == {"3"}
        assert 1 <= int(answers[-1].headers["Retry-After"]) <= 60
        assert answers[-1].headers["Retry-After"] == answers[-1].headers["RateLimit-Reset"]
        assert here.call("GET", "/_farstu/calls").status_code == 429
        other = here.call("GET", "/_farstu/calls", key=OTHER_KEY, partner=OTHER_PARTNER)
        assert (other.status_code, other.headers["RateLimit-Remaining"]) == (200, "2")
        here.clock[0] += MINUTE
        assert here.call(*COMEBACK, BODY).status_code == 200


def test_without_a_pace_no_header_speaks_of_one(strict: World) -> None:
    assert not [name for name in strict.call(*COMEBACK, BODY).headers if name.lower().startswith("ratelimit")]


@pytest.mark.parametrize(
    ("networks", "status"),
    [
        (["127.0.0.0/8"], 200),
        (["10.0.0.0/8", "127.0.0.1/32"], 200),
        (["10.0.0.0/8"], 401),
        (["::/0"], 401),
    ],
)
def test_a_key_works_from_its_networks_alone(tmp_path: Path, networks: list[str], status: int) -> None:
    with world(tmp_path, [KeyNetwork(f"KEY{KEY}", network) for network in networks]) as here:
        for _ in range(2):
            answer = here.call(*COMEBACK, BODY)
            assert answer.status_code == status
        if status == 401:
            assert answer.content == here.call(*COMEBACK, BODY, key="fk_wrong").content
        assert here.call(*COMEBACK, BODY, key=MEETING_KEY).status_code == 200


def test_when_a_key_was_last_used_is_written_a_moment_later_and_once_a_minute(tmp_path: Path) -> None:
    with world(tmp_path) as here:
        here.call(*COMEBACK, BODY)
        here.call(*COMEBACK, BODY, key="fk_wrong")
        assert here.rows(KEY_USE) == []
        here.wait(0.8)
        (first,) = here.rows(KEY_USE)
        assert (first.key, first.secret) == (f"KEY{KEY}", SECRETS.fingerprint)
        here.call(*COMEBACK, BODY)
        here.wait(0.8)
        assert here.rows(KEY_USE) == [first]
        here.clock[0] += MINUTE
        here.call(*COMEBACK, BODY)
    assert here.rows(KEY_USE)[0].at >= first.at + MINUTE


def test_a_new_secret_is_taken_up_and_keys_are_hashed_anew_when_they_are_used(tmp_path: Path) -> None:
    changed: list[Secrets] = []
    newer = replace(SECRETS, hashing=(NEWER, SECRET))
    with world(tmp_path, fresh=lambda: changed.pop() if changed else None) as here:
        assert here.call(*COMEBACK, BODY).status_code == 200
        changed.append(newer)
        here.wait(0.6)
        assert here.call(*COMEBACK, BODY).status_code == 200
        here.wait(0.8)
        assert here.rows(ACCESS_KEY, id=f"KEY{KEY}")[0].hash == key_hash(NEWER, KEY)
        assert here.rows(KEY_USE, key=f"KEY{KEY}")[0].secret == newer.fingerprint
        assert here.call(*COMEBACK, BODY).status_code == 200
        assert here.rows(ACCESS_KEY, id=f"KEY{OTHER_KEY}")[0].hash == key_hash(SECRET, OTHER_KEY)
        assert here.call(*COMEBACK, BODY, key=OTHER_KEY, partner=OTHER_PARTNER).status_code == 200
        assert here.call(*COMEBACK, BODY, key="fk_wrong").status_code == 401


def test_secrets_that_cannot_be_read_again_leave_the_old_ones_in_force(tmp_path: Path) -> None:
    def broken() -> Secrets | None:
        raise OSError("gone")

    with world(tmp_path, fresh=broken) as here:
        here.wait(0.5)
        assert here.call(*COMEBACK, BODY).status_code == 200


def test_the_header_is_never_kept_only_a_keyed_hash_of_it(strict: World) -> None:
    strict.wait(0.1)
    strict.call(*COMEBACK, BODY)
    header = basic()["Authorization"].encode()
    known = strict.app._principals._known
    assert [len(place) for place in known] == [16]
    assert all(header not in place and header.decode() not in repr(found) for place, found in known.items())


def test_what_hangs_on_the_datas_own_keys_stays_when_the_secret_changes() -> None:
    assert derived(NEWER, SECRET).index == SECRETS.index

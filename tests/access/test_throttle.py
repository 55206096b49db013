"""Wrong credentials: refused plainly at first, then told to wait longer and longer. A pace for keys."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farstu.access.pace import Pace
from farstu.access.throttle import LONGEST_WAIT, PLAIN_A_MINUTE, Throttle
from farstu.contract.moment import TICKS_PER_SECOND

NOW = 17_900_000_000_000_000
MINUTE = 60 * TICKS_PER_SECOND
GAPS = st.lists(st.integers(-5, 400), min_size=1, max_size=120)


def at(seconds: float) -> int:
    return NOW + round(seconds * TICKS_PER_SECOND)


def tried(throttle: Throttle, times: int, seconds: float = 0, user: str = "u", address: str = "192.0.2.1") -> list[int]:
    return [throttle.wrong(user, address, at(seconds)) for _ in range(times)]


def test_the_first_twenty_a_minute_are_refused_plainly_and_then_the_wait_doubles() -> None:
    waits = tried(Throttle(), PLAIN_A_MINUTE + 12)
    assert waits[:PLAIN_A_MINUTE] == [0] * 20
    assert waits[PLAIN_A_MINUTE:] == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]


def test_whoever_tries_slowly_is_never_told_to_wait() -> None:
    throttle = Throttle()
    assert [throttle.wrong("u", "a", at(3 * step)) for step in range(500)] == [0] * 500


def test_whoever_waits_as_told_and_is_wrong_again_waits_longer() -> None:
    throttle, seconds, waits = Throttle(), 0.0, []
    tried(throttle, PLAIN_A_MINUTE)
    for _ in range(6):
        waits += tried(throttle, 1, seconds)
        seconds += waits[-1]
    assert waits == [1, 2, 4, 8, 16, 32]


def test_a_minute_of_peace_after_the_wait_forgives_everything() -> None:
    throttle = Throttle()
    (*_, last) = tried(throttle, PLAIN_A_MINUTE + 3)
    assert tried(throttle, 1, last + 59) == [8]
    assert tried(throttle, 21, 8 + last + 59 + 60) == [*[0] * 20, 1]


def test_user_names_and_addresses_are_counted_apart() -> None:
    throttle = Throttle()
    tried(throttle, 50)
    assert tried(throttle, 1, user="another") == [0]
    assert tried(throttle, 1, address="192.0.2.2") == [0]
    assert tried(throttle, 1) != [0]


def test_a_network_of_ipv6_is_one_address_and_a_mapped_address_is_what_it_maps() -> None:
    throttle = Throttle()
    tried(throttle, PLAIN_A_MINUTE, address="2001:db8:1:2::1")
    assert tried(throttle, 1, address="2001:db8:1:2:ffff::9") == [1]
    assert tried(throttle, 1, address="2001:db8:1:3::1") == [0]
    assert tried(throttle, 21, address="::ffff:198.51.100.7")[-1] == 1
    assert tried(throttle, 1, address="::ffff:198.51.100.8") == [0]
    assert tried(throttle, 21, address="no address at all")[-1] == 1


def test_memory_is_bounded_and_those_who_tried_last_are_remembered() -> None:
    throttle = Throttle(most=100)
    for number in range(5_000):
        throttle.wrong(f"{number}" * 50, "192.0.2.1", NOW)
        assert len(throttle) <= 100
    waits = tried(throttle, 21, user="4999" * 50)
    assert waits[:20] == [*[0] * 19, 1]


@given(GAPS, st.integers(1, 30))
def test_nobody_is_told_to_wait_before_the_allowed_number_in_a_minute(gaps: list[int], plain: int) -> None:
    throttle, now, tries = Throttle(plain), NOW, list[int]()
    for gap in gaps:
        now += max(gap, 0) * TICKS_PER_SECOND
        wait = throttle.wrong("u", "a", now)
        tries.append(now)
        assert 0 <= wait <= LONGEST_WAIT
        if sum(one > now - MINUTE for one in tries) <= plain and len(tries) <= plain:
            assert wait == 0


@given(GAPS)
def test_waits_only_grow_until_there_was_peace(gaps: list[int]) -> None:
    throttle, now, last, told_at = Throttle(1), NOW, 0, NOW
    for gap in gaps:
        now += gap * TICKS_PER_SECOND
        wait = throttle.wrong("u", "a", now)
        if wait and now < told_at + last * TICKS_PER_SECOND + MINUTE:
            assert wait >= last
        if wait:
            last, told_at = wait, now
        else:
            last = 0


@given(GAPS)
def test_a_clock_that_goes_back_neither_fails_nor_locks_out_for_good(gaps: list[int]) -> None:
    throttle, now = Throttle(2), NOW
    for gap in gaps:
        now -= gap * TICKS_PER_SECOND
        throttle.wrong("u", "a", now)
    highest = NOW + 5 * len(gaps) * TICKS_PER_SECOND
    assert throttle.wrong("u", "a", highest + (LONGEST_WAIT + 61) * TICKS_PER_SECOND) == 0


def test_a_key_has_its_pace_and_a_new_minute_begins_it_anew() -> None:
    pace = Pace(3)
    assert [pace.take("k", at(second)).requests for second in (0, 1, 2)] == [2, 1, 0]
    left = pace.take("k", at(2.5))
    assert (left.over, left.requests, left.seconds) == (True, 0, 58)
    assert not pace.take("other", at(2.5)).over
    assert not pace.take("k", at(60)).over


def test_what_is_left_is_told_in_headers() -> None:
    pace = Pace(1)
    assert pace.take("k", at(0)).headers == (
        ("RateLimit-Limit", "1"),
        ("RateLimit-Remaining", "0"),
        ("RateLimit-Reset", "60"),
    )
    assert dict(pace.take("k", at(59.9)).headers)["Retry-After"] == "1"


@given(st.lists(st.integers(0, 100), max_size=60), st.integers(1, 5))
@pytest.mark.parametrize("unit", [TICKS_PER_SECOND, 1])
def test_no_minute_that_began_with_a_request_has_more_than_allowed(unit: int, gaps: list[int], limit: int) -> None:
    pace, now, taken = Pace(limit), NOW, list[int]()
    for gap in gaps:
        now += gap * unit
        left = pace.take("k", now)
        assert 1 <= left.seconds <= 60
        assert 0 <= left.requests <= limit
        if not left.over:
            taken.append(now)
    for begun in taken[::limit]:
        assert sum(begun <= one < begun + MINUTE for one in taken) <= 2 * limit

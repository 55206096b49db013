"""Ids that only rise, whatever the clock does."""

from __future__ import annotations

import os
import re
import time
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from farstu.store.clock import Ids, derived_id, system_clock
from tests.support.effort import examples

MILLISECOND = 10_000
NOW = 17_900_000_000_000_000
FORM = re.compile(r"[0-9A-F]{12}7[0-9A-F]{3}[89AB][0-9A-F]{15}")
SOME = settings(deadline=None, max_examples=examples(100))


def ticking(*times: int) -> Callable[[], int]:
    """A clock that says these times, the last one for ever."""
    left = list(times)
    return lambda: left.pop(0) if len(left) > 1 else left[0]


def test_an_id_is_a_version_7_uuid_of_its_millisecond() -> None:
    text = Ids(ticking(NOW + 9_999)).draw()
    made = uuid.UUID(text)
    assert FORM.fullmatch(text)
    assert (made.version, made.variant) == (7, uuid.RFC_4122)
    assert made.int >> 80 == NOW // MILLISECOND


@SOME
@given(st.lists(st.integers(0, 2**47 * MILLISECOND), min_size=2, max_size=30))
def test_ids_rise_whatever_the_clock_does(times: list[int]) -> None:
    ids = Ids(ticking(*times))
    made = [ids.draw() for _ in times]
    assert made == sorted(set(made))
    assert all(FORM.fullmatch(text) for text in made)


def test_ids_rise_when_the_clock_goes_backwards() -> None:
    ids = Ids(ticking(NOW, NOW - 3600 * 1000 * MILLISECOND))
    first, second = ids.draw(), ids.draw()
    assert first < second
    assert second[:12] == first[:12]


def test_a_clock_that_stands_makes_more_ids_than_a_millisecond_has_room_for() -> None:
    ids = Ids(ticking(NOW))
    made = [ids.draw() for _ in range(4096 + 10)]
    assert made == sorted(set(made))
    assert int(made[4096][:12], 16) == int(made[0][:12], 16) + 1


def test_ids_drawn_on_many_threads_are_all_different() -> None:
    ids = Ids()
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: [ids.draw() for _ in range(500)], range(8)))
    assert len({text for each in made for text in each}) == 4000
    assert all(each == sorted(each) for each in made)


@pytest.mark.parametrize(("byte", "tail"), [(b"\xff", "BFFFFFFFFFFFFFFF"), (b"\x00", "8000000000000000")])
def test_the_variant_stands_whatever_chance_says(byte: bytes, tail: str) -> None:
    ids = Ids(ticking(NOW), lambda count: byte * count)
    assert ids.draw()[16:] == tail


def test_no_chance_is_used_twice() -> None:
    ids = Ids(ticking(NOW), os.urandom)
    assert len({ids.draw()[16:] for _ in range(1000)}) == 1000


@SOME
@given(st.integers(0, 2**62 - 1), st.sets(st.integers(0, 10_000), min_size=2, max_size=20))
def test_derived_ids_are_different_ids_of_the_same_time(chance: int, numbers: set[int]) -> None:
    base = f"0198F3A1B2C37123{chance | 1 << 63:016X}"
    made = {derived_id(base, number) for number in numbers}
    assert len(made) == len(numbers)
    assert {text[:16] for text in made} == {base[:16]}
    assert all(FORM.fullmatch(text) for text in made)


def test_the_first_derived_id_is_the_base() -> None:
    base = Ids().draw()
    assert derived_id(base, 0) == base
    assert derived_id(base, 1) == derived_id(base, 1) != base


def test_the_systems_clock_says_ticks_of_100_nanoseconds() -> None:
    before = time.time_ns() // 100
    now = system_clock()
    assert before <= now <= time.time_ns() // 100

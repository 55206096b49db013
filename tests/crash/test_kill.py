"""The crash proofs of `benchmarks/crash`, each in a few rounds."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.crash.disturbing import TROUBLES, CannotDisturb, postgres_database
from benchmarks.crash.enduring import ENOUGH, endure
from benchmarks.crash.places import Embedded, Place, Shared
from benchmarks.crash.rounds import run

SEED = 20_261
LOAD_SECONDS = (0.2, 0.6)
PAUSE = 0.04
"""Little load: what is proven of a write does not depend on how many others there are."""


def prove_kills(place: Place, rounds: int) -> None:
    *killed, stopped = run(place, SEED, rounds, load_seconds=LOAD_SECONDS)
    assert len(killed) == rounds
    assert all(item.acknowledged for item in (*killed, stopped))
    assert sum(item.under_way for item in killed) > 0


def test_nothing_acknowledged_is_lost_or_done_twice_when_the_server_is_killed(tmp_path: Path) -> None:
    prove_kills(Embedded(tmp_path / "data"), 3)


def test_nor_where_it_keeps_everything_in_postgresql(tmp_path: Path) -> None:
    with postgres_database() as address:
        prove_kills(Shared(tmp_path / "data", address, address), 1)


@pytest.mark.parametrize("name", TROUBLES)
def test_nor_where_it_goes_on_and(name: str, tmp_path: Path) -> None:
    try:
        with TROUBLES[name](tmp_path) as trouble:
            (seen,) = endure(tmp_path, SEED, trouble, 1, pause=PAUSE)
    except CannotDisturb as why:
        pytest.skip(str(why))
    assert seen.acknowledged >= ENOUGH

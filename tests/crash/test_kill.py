"""The crash proof of `benchmarks/crash` in three rounds."""

from __future__ import annotations

from pathlib import Path

from benchmarks.crash.rounds import run

ROUNDS = 3
SEED = 20_261


def test_nothing_acknowledged_is_lost_or_done_twice_when_the_server_is_killed(tmp_path: Path) -> None:
    *killed, stopped = run(tmp_path, SEED, ROUNDS)
    assert len(killed) == ROUNDS
    assert all(item.acknowledged for item in (*killed, stopped))
    assert sum(item.under_way for item in killed) > 0

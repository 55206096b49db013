"""Kills Farstu and its database under load, fills its disk and cuts its connections, again and again, and proves that
nothing acknowledged is lost and nothing done twice."""

from __future__ import annotations

import argparse
import secrets
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.crash.disturbing import TROUBLES, CannotDisturb, postgres_database
from benchmarks.crash.enduring import Weathered, endure
from benchmarks.crash.places import Embedded, Shared
from benchmarks.crash.rounds import Round, run
from benchmarks.crash.writes import NotProven
from benchmarks.support.machine import description

Trial = Callable[[Path, int, int], None]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.crash", description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--seed", type=int, help="of an earlier run, for the same writes and the same moments")
    parser.add_argument("--data", type=Path, default=Path(), help="a folder on a real disk, for a temporary one in it")
    parser.add_argument("--only", default="", help="trials whose name has this in it")
    return parser.parse_args()


def main() -> int:
    """The exit code: 1 where something was not proven."""
    given = _arguments()
    seed = secrets.randbelow(1_000_000) if given.seed is None else given.seed
    given.data.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="farstu-crash-", dir=given.data) as folder:
        print(f"{description(Path(folder))}\nseed {seed}", flush=True)
        try:
            for name, trial in _TRIALS.items():
                if given.only in name:
                    within = Path(folder) / str(len(list(Path(folder).iterdir())))
                    within.mkdir()
                    print(f"\n{name}", flush=True)
                    trial(within, seed, given.rounds)
        except NotProven as error:
            print(f"NOT PROVEN (seed {seed}): {error}", file=sys.stderr)
            return 1
    return 0


def _killed_embedded(folder: Path, seed: int, rounds: int) -> None:
    print(_summary(run(Embedded(folder / "data"), seed, rounds, _say)))


def _killed_shared(folder: Path, seed: int, rounds: int) -> None:
    with postgres_database() as address:
        print(_summary(run(Shared(folder / "data", address, address), seed, rounds, _say)))


def _troubled(name: str) -> Trial:
    def trial(folder: Path, seed: int, rounds: int) -> None:
        try:
            with TROUBLES[name](folder) as trouble:
                seen = endure(folder, seed, trouble, rounds, _say)
        except CannotDisturb as error:
            print(f"not tried: {error}")
            return
        print(_weathered(seen))

    return trial


_TRIALS: dict[str, Trial] = {
    "the server is killed (SQLite)": _killed_embedded,
    "the server is killed (PostgreSQL)": _killed_shared,
    **{name: _troubled(name) for name in TROUBLES},
}


def _say(line: str) -> None:
    print(line, flush=True)


def _weathered(seen: Sequence[Weathered]) -> str:
    resumed = sorted(item.resumed for item in seen)
    return (
        f"proven: {len(seen)} times; {sum(item.sent for item in seen):,} writes, "
        f"{sum(item.acknowledged for item in seen):,} acknowledged at once, {sum(item.refused for item in seen):,} "
        f"answered 503, {sum(item.cut for item in seen)} connections cut; all were acknowledged in the end, and each "
        f"is there exactly once; going on in {resumed[len(resumed) // 2]:.2f} s (at most {resumed[-1]:.2f})"
    )


def _summary(rounds: Sequence[Round]) -> str:
    *killed, _ = rounds
    return (
        f"proven: {len(killed)} kills and one stop under load; {sum(item.sent for item in rounds):,} writes, "
        f"{sum(item.acknowledged for item in rounds):,} acknowledged before the end of their server, "
        f"{sum(item.under_way for item in rounds)} sent again "
        f"({sum(item.kept_already for item in rounds)} of them had been kept); each is there exactly once"
    )


if __name__ == "__main__":
    sys.exit(main())

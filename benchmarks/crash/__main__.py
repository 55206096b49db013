"""Kills Farstu under load again and again, and proves that nothing acknowledged is lost and nothing done twice."""

from __future__ import annotations

import argparse
import secrets
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.crash.rounds import Round, run
from benchmarks.crash.writes import NotProven
from benchmarks.support.machine import description


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.crash", description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--seed", type=int, help="of an earlier run, for the same writes and the same moments")
    parser.add_argument("--data", type=Path, default=Path(), help="a folder on a real disk, for a temporary one in it")
    return parser.parse_args()


def main() -> int:
    """The exit code: 1 where something was not proven."""
    given = _arguments()
    seed = secrets.randbelow(1_000_000) if given.seed is None else given.seed
    given.data.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="farstu-crash-", dir=given.data) as folder:
        print(f"{description(Path(folder))}\nseed {seed}", flush=True)
        try:
            rounds = run(Path(folder), seed, given.rounds, lambda line: print(line, flush=True))
        except NotProven as error:
            print(f"NOT PROVEN (seed {seed}): {error}", file=sys.stderr)
            return 1
    print(_summary(rounds))
    return 0


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

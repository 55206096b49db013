"""Proves that calls made at the same time by several servers on one database are as if made one by one.

`python -m benchmarks.concurrency --rounds 5`; exit code 1 where an order cannot be found.
"""

from __future__ import annotations

import argparse
import secrets
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from benchmarks.concurrency.calls import CONNECTIONS, NotProven
from benchmarks.concurrency.rounds import record
from benchmarks.support.machine import description
from benchmarks.support.postgres import PostgresServer


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.concurrency", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--calls", type=int, default=2_000, help="of each round")
    parser.add_argument("--processes", type=int, default=3, help="servers on the one database")
    parser.add_argument("--seed", type=int, help="of an earlier run, for the same calls")
    return parser.parse_args()


def main() -> int:
    """The exit code: 1 where something was not proven."""
    given = _arguments()
    seed = secrets.randbelow(1_000_000) if given.seed is None else given.seed
    with tempfile.TemporaryDirectory(prefix="farstu-concurrency-") as folder, closing(PostgresServer()) as postgres:
        print(
            f"{description(Path(folder))}\nseed {seed}, {given.processes} servers × {CONNECTIONS} connections",
            flush=True,
        )
        postgres.start().create_role()
        for number in range(given.rounds):
            postgres.sql(f"CREATE DATABASE round{number} OWNER farstu")
            within = Path(folder) / str(number)
            within.mkdir()
            begun = time.monotonic()
            address = postgres.address(f"round{number}")
            try:
                made = record(within, address, seed + number, calls=given.calls, processes=given.processes)
                made.check()
            except NotProven as error:
                print(f"NOT PROVEN (seed {seed}, round {number + 1}): {error}", file=sys.stderr)
                return 1
            spent = time.monotonic() - begun
            print(
                f"round {number + 1}: {len(made.together):,} calls, {made.overlapping:,} beside others, {spent:.0f} s"
            )
    print("proven: each round equals its calls made one by one, in the order of the event log")
    return 0


if __name__ == "__main__":
    sys.exit(main())

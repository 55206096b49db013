"""A skewed load of many customers on hash partitions, beside plain tables: `python -m benchmarks.scaling`."""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from benchmarks.scaling.contest import Contest, NotRight, Setup, busiest
from benchmarks.scaling.measuring import kept, server_wide_rows
from benchmarks.scaling.report import growth, ratios, server_wide, setups_table, skew
from benchmarks.scaling.world import LAYOUTS, SETTINGS, World, make_world
from benchmarks.support.machine import description, lasts
from benchmarks.support.postgres import PostgresServer

_SETUPS = ("plain:1", "partitioned:1", "plain:2", "partitioned:2")


def arguments(given: Sequence[str] | None) -> argparse.Namespace:
    """What was asked for; None: on the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scaling", description=__doc__)
    parser.add_argument("--customers", type=int, default=10_000)
    parser.add_argument("--partitions", type=int, default=16)
    parser.add_argument("--skew", type=float, default=1.0, help="the exponent of Zipf's law; 0: all alike")
    parser.add_argument("--connections", type=int, default=64, help="of the load, to all servers together")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--most-seconds", type=float, default=3_600, help="after which no round is begun")
    parser.add_argument("--seconds", type=float, default=5, help="of each setup in each round")
    parser.add_argument("--setups", type=Setup.read, nargs="+", default=[Setup.read(text) for text in _SETUPS])
    parser.add_argument("--data", type=Path, default=Path(), help="a folder on a real disk, for a temporary one in it")
    return parser.parse_args(given)


def main(words: Sequence[str] | None = None) -> int:
    """The exit code: 1 where a call was refused, 2 where the disk is none. The speed never fails it."""
    given = arguments(words)
    if not lasts(given.data):
        print(f"{given.data.resolve()} is kept in memory only. Name a folder on a disk with --data.", file=sys.stderr)
        return 2
    try:
        simulate(given)
    except NotRight as error:
        print(f"Not measured: {error}", file=sys.stderr)
        return 1
    return 0


def simulate(given: argparse.Namespace) -> None:
    """Does what the arguments say, and prints what came of it. NotRight."""
    with (
        tempfile.TemporaryDirectory(prefix="farstu-scaling-", dir=given.data.resolve()) as folder,
        closing(PostgresServer(within=_open(Path(folder)), settings=SETTINGS)) as postgres,
    ):
        _run(given, postgres.start(), Path(folder))


def _open(folder: Path) -> Path:
    """PostgreSQL may not run as root, so that its own user has to come through."""
    folder.chmod(0o755)
    return folder


def _run(given: argparse.Namespace, postgres: PostgresServer, folder: Path) -> None:
    print(description(folder))
    begun, until = time.perf_counter(), time.monotonic() + given.most_seconds
    world = make_world(postgres, folder, given.customers, given.partitions)
    before, wide = kept(world), server_wide_rows(world)
    print(
        f"{world.customers:,} customers, {world.rows:,} rows in each of {len(LAYOUTS)} databases, "
        f"{given.partitions} partitions, made in {time.perf_counter() - begun:.0f} s; {given.connections} connections, "
        f"up to {given.rounds} rounds of {given.seconds:g} s for each setup; median (least to most)",
        flush=True,
    )
    rounds = Contest(world, given.connections, given.seconds, given.skew, _say).play(given.setups, given.rounds, until)
    quietest = [busiest(played) for played in rounds]
    parts = (
        f"{len(rounds)} rounds",
        setups_table(rounds),
        ratios(rounds),
        skew(world, given.skew),
        growth(world, rounds, before),
        server_wide(world, wide),
        _kept_house(world),
        f"all else on the machine used {min(quietest):.2f} to {max(quietest):.2f} cores in a round's busiest turn",
    )
    print("\n" + "\n\n".join(part for part in parts if part))


def _kept_house(world: World) -> str:
    """How long it takes to clear up after the calls."""
    taken = []
    for layout in LAYOUTS:
        begun = time.perf_counter()
        world.postgres.sql("VACUUM (ANALYZE)", layout)
        taken.append(f"{layout} {time.perf_counter() - begun:.1f} s")
    return f"VACUUM (ANALYZE) afterwards: {', '.join(taken)}"


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # so that its servers end with it
    sys.exit(main())

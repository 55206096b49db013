"""Measures how the duplicate check fares as contacts become many: `python -m benchmarks.growth`.

Final-price watches by persons drawn from all contacts, and a few by new ones, on both databases.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from multiprocessing import get_context
from pathlib import Path

from benchmarks.crash.world import World, read_world
from benchmarks.support.filling import count_contacts, fill, person
from benchmarks.support.http import Request
from benchmarks.support.machine import cores
from benchmarks.support.own import ID, Own, embedded, own_postgres, shared
from benchmarks.support.peer import COUNTS, NotRight, Peer
from benchmarks.support.report import Aim, aims_table
from benchmarks.support.suite import arguments, play, run, say
from farstu.store.clock import system_clock

SIZES, QUICK_SIZES = (1_000, 100_000, 1_000_000), (100, 1_000)
PERSONS, QUICK_PERSONS, NEW = 10_000, 1_000, 500
"""How many watches are sent in turn, and how many of them are by persons who are new the first time."""

LEAST = 0.5
_WATCHES = {"leads": "SELECT count(*) FROM lead", "journal rows": COUNTS["journal rows"], "events": COUNTS["events"]}


def main() -> int:
    """The exit code."""
    parser = arguments("growth", __doc__)
    parser.add_argument("--sizes", type=int, nargs="+", help=f"how many contacts; usually {SIZES}")
    return run(parser, _measure)


def _measure(given: argparse.Namespace, folder: Path) -> str:
    sizes = given.sizes or (QUICK_SIZES if given.quick else SIZES)
    with _running(folder, sizes, QUICK_PERSONS if given.quick else PERSONS) as peers:
        rounds, shown = play(given, peers)
    aims = [Aim(f"{kind}-{size}", f"{kind}-{sizes[0]}", LEAST) for kind in ("sqlite", "postgres") for size in sizes[1:]]
    aims += [Aim(f"postgres-{size}", f"sqlite-{size}") for size in sizes]
    return f"{shown}\n\n{aims_table(aim.line(rounds) for aim in aims)}"


@contextmanager
def _running(folder: Path, sizes: Sequence[int], persons: int) -> Iterator[list[Peer]]:
    core, database_core = cores()
    with ExitStack() as stack:
        postgres = stack.enter_context(own_postgres(folder, database_core))
        peers = []
        for size in sizes:
            both = {
                "sqlite": embedded(folder, f"s{size}", _WATCHES),
                "postgres": shared(folder, postgres, f"p{size}", _WATCHES),
            }
            for kind, (own, world) in zip(both, _filled(list(both.values()), size), strict=True):
                stack.enter_context(_nobody_doubled(own))
                server = stack.enter_context(own.start(core))
                letter, name = f"{kind}-{size}", f"{size:,} contacts"
                peers.append(Peer(letter, name, server, watches(world, size, persons), own.rows, ID, own.also))
        yield peers


@contextmanager
def _nobody_doubled(own: Own) -> Iterator[None]:
    """Whoever was there is found again: only the new ones are made. NotRight."""
    before = count_contacts(own)
    yield
    if (made := count_contacts(own) - before) > NEW:
        raise NotRight(f"{made} contacts were made for {NEW} new persons: {own.place.data.name}")


def _filled(owns: Sequence[Own], size: int) -> list[tuple[Own, World]]:
    """All at the same time, each by a process of its own."""
    made = [(own, read_world(own.make(), own.place.database)) for own in owns]
    begun = time.monotonic()
    with ProcessPoolExecutor(len(owns), get_context("spawn")) as pool:
        for done in [pool.submit(fill, own.place, world.customer, size, system_clock()) for own, world in made]:
            done.result()
            say(f"{size:,} contacts put in within {time.monotonic() - begun:.0f} s")
    return made


def watches(world: World, size: int, persons: int = PERSONS) -> list[Request]:
    """Always the same ones for a size."""
    chance = random.Random(size)
    numbers = [chance.randrange(size) for _ in range(persons - NEW)] + list(range(size, size + NEW))
    chance.shuffle(numbers)
    headers = {"Authorization": world.authorization, "Content-Type": "application/json"}
    return [
        Request(
            "POST",
            f"/Advertising/Estate/{world.customer}/{chance.choice(world.estates)}/FinalPriceWatched",
            headers,
            json.dumps({"person": person(number)}).encode(),
        )
        for number in numbers
    ]


if __name__ == "__main__":
    sys.exit(main())

"""Floods a server from thousands of connections, beside slow clients: `python -m benchmarks.soak`.

Its memory has to stay, and every acknowledged write has to be there. With `--rate`, clients that do not come too fast.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sqlite3
import sys
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.crash.enduring import Load as Tracked
from benchmarks.crash.enduring import made_from, send_again
from benchmarks.crash.proof import prove
from benchmarks.crash.world import World, read_world
from benchmarks.crash.writes import NotProven, Write, Writer
from benchmarks.soak.slow import KINDS, slow_clients
from benchmarks.support.figures import table
from benchmarks.support.http import Request
from benchmarks.support.load import Load, press
from benchmarks.support.machine import cores, memory
from benchmarks.support.own import ID, embedded
from benchmarks.support.peer import NotRight
from benchmarks.support.servers import Server
from benchmarks.support.suite import run, say

CAPACITY_CONNECTIONS, CAPACITY_SECONDS = 64, 10.0
TRACKED, PACED = 8, 32
SECONDS_TO_STOP = 60.0
NOTE = "soak"
_ANSWER = ID.pattern.decode()


@dataclass
class Soaked:
    """What was seen: the server's megabytes in turn, writes whose fate is known, what the flood was answered."""

    megabytes: list[float] = field(default_factory=list)
    writes: list[Write] = field(default_factory=list)
    refused: int = 0
    cut: int = 0
    slow: Counter[str] = field(default_factory=Counter)
    flood: Load | None = None


def main() -> int:
    """The exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak", description=__doc__)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--connections", type=int, default=2300, help="without a pause between their writes")
    parser.add_argument("--slow", type=int, default=50, help="slow clients of each of three kinds")
    parser.add_argument("--rate", type=float, help="instead of a flood: so many writes a second, each tracked")
    parser.add_argument("--data", type=Path, default=Path(), help="a folder on a real disk, for a temporary one in it")
    parser.add_argument("--quick", action="store_true", help="a second: does it run at all?")
    return run(parser, _measure)


def _measure(given: argparse.Namespace, folder: Path) -> str:
    if given.quick:
        given.seconds, given.connections, given.slow = 1.0, 50, 2
    own = embedded(folder)
    core, load_core = cores()
    with own.start(core) as server:
        world = read_world(server.said, own.place.database)
        if given.rate:
            capacity, seen = None, asyncio.run(_paced(server, world, given))
        else:
            seconds = min(CAPACITY_SECONDS, given.seconds)
            capacity = press(
                server.url, _comeback(world), connections=CAPACITY_CONNECTIONS, seconds=seconds, core=load_core
            )
            seen = asyncio.run(_flooded(server, world, given, folder / "answers", load_core))
        at_rest = memory(server.process.pid) / 1e6
        if server.stop(SECONDS_TO_STOP) != 0:
            raise NotRight("the server did not stop in order")
    try:
        prove(own.place.kept(), seen.writes, keyless=True)
        acknowledged = _all_kept(own.place.kept(), folder / "answers")
    except NotProven as error:
        raise NotRight(str(error)) from error
    return _shown(seen, capacity, acknowledged, at_rest)


async def _flooded(server: Server, world: World, given: argparse.Namespace, answers: Path, core: int) -> Soaked:
    async with _watched(server, world, given) as seen, _tracked(server, world, seen, TRACKED, None):
        seen.flood = await asyncio.to_thread(
            press,
            server.url,
            _comeback(world),
            connections=given.connections,
            seconds=given.seconds,
            core=core,
            answers=answers,
        )
    return seen


async def _paced(server: Server, world: World, given: argparse.Namespace) -> Soaked:
    async with _watched(server, world, given) as seen, _tracked(server, world, seen, PACED, given.rate):
        await asyncio.sleep(given.seconds)
    return seen


@asynccontextmanager
async def _watched(server: Server, world: World, given: argparse.Namespace) -> AsyncIterator[Soaked]:
    """Notes the server's memory while slow clients are there."""
    seen = Soaked()
    watching = asyncio.create_task(_watch(server, seen, max(given.seconds / 60, 0.5)))
    try:
        async with slow_clients(server.url, _comeback(world), given.slow) as seen.slow:
            yield seen
    finally:
        watching.cancel()


async def _watch(server: Server, seen: Soaked, pause: float) -> None:
    while True:
        seen.megabytes.append(memory(server.process.pid) / 1e6)
        say(f"{(len(seen.megabytes) - 1) * pause:.0f} s: {seen.megabytes[-1]:.0f} MB")
        await asyncio.sleep(pause)


@asynccontextmanager
async def _tracked(server: Server, world: World, seen: Soaked, number: int, rate: float | None) -> AsyncIterator[None]:
    """Clients that know of each of their writes, and send it again until it is acknowledged. NotProven."""
    load = Tracked(
        server.url, made_from(Writer(world, seed=1), "soak", seen.writes), pause=number / rate if rate else 0
    )
    tasks = [asyncio.create_task(load.go()) for _ in range(number)]
    yield
    load.stopped = True
    await asyncio.gather(*tasks)
    await send_again(server.url, [write for write in seen.writes if not write.acknowledged])
    seen.refused, seen.cut = load.seen.refused, load.seen.cut


def _comeback(world: World) -> Request:
    path = f"/Meeting/Comeback/{world.customer}/{world.contacts[0]}"
    headers = {"Authorization": world.authorization, "Content-Type": "application/json"}
    return Request("POST", path, headers, json.dumps({"date": "2031-12-01T10:00:00", "note": NOTE}).encode())


def _all_kept(database: Path, answers: Path) -> int:
    """How many writes of the flood were acknowledged; each of them is there. NotProven."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        kept = {row[0] for row in connection.execute("SELECT '\"' || id || '\"' FROM comeback WHERE note = ?", (NOTE,))}
    acknowledged: set[str] = set()
    for answer in _lines(answers):
        if answer == "503":
            continue
        if answer not in kept or answer in acknowledged:
            raise NotProven(f"a write was answered {answer}, which is not there, or not once")
        acknowledged.add(answer)
    return len(acknowledged)


def _lines(answers: Path) -> Iterator[str]:
    if answers.exists():
        with answers.open() as file:
            yield from (line.rstrip("\n") for line in file)


def _shown(seen: Soaked, capacity: Load | None, acknowledged: int, at_rest: float) -> str:
    early = seen.megabytes[: len(seen.megabytes) // 5 + 1]
    rows = [
        ("memory in the first fifth, MB", f"{max(early):.0f}"),
        ("memory at most, MB", f"{max(seen.megabytes):.0f}"),
        ("memory in the end, MB", f"{seen.megabytes[-1]:.0f}"),
        ("memory a moment after, MB", f"{at_rest:.0f}"),
        ("tracked writes, each there once", f"{len(seen.writes):,}"),
        ("… of their calls answered 503", f"{seen.refused:,}"),
        ("… cut off", f"{seen.cut:,}"),
        *((f"slow clients cut off: {kind}", f"{seen.slow[kind]:,}") for kind in KINDS),
    ]
    if capacity and seen.flood:
        flood = seen.flood
        rows += [
            ("capacity, calls/s (64 connections)", f"{capacity.rate:,.0f}"),
            ("calls answered, of the capacity", f"{flood.rate / capacity.rate:.2f}"),
            ("writes acknowledged a second", f"{acknowledged / flood.seconds:,.0f}"),
            ("answered 503 a second", f"{flood.refused / flood.seconds:,.0f}"),
            ("cut off or late", f"{flood.broken:,}"),
            ("writes acknowledged, each there", f"{acknowledged:,}"),
        ]
    return table(("", "found"), rows)


if __name__ == "__main__":
    sys.exit(main())

"""Measures each read alone, call by call, beside very many contacts: `python -m benchmarks.large`.

With `--kept FOLDER` the contacts of an embedded database stay there, and are not put in again the next time.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from benchmarks.crash.world import World
from benchmarks.large.asking import SEARCH, kinds, requests
from benchmarks.large.filled import filled
from benchmarks.support.calling import connection_to, seconds_of
from benchmarks.support.http import Request
from benchmarks.support.machine import cores, cpu_seconds
from benchmarks.support.own import NAME, Own, embedded, own_postgres, shared
from benchmarks.support.peer import JOURNALLED
from benchmarks.support.servers import Server
from benchmarks.support.suite import arguments, run

MANY, QUICK = 1_000_000, 1_000
SQLITE, POSTGRES = "sqlite", "postgres"
MOST, MOST_SEARCHING = 2.0, 20.0
_WARM = 20


class Taken(NamedTuple):
    """Milliseconds of each call of one kind, and of the server's processor time for one."""

    calls: list[float]
    cpu: float


def main() -> int:
    """The exit code."""
    parser = arguments("large", __doc__)
    parser.add_argument("--kept", type=Path, help="a folder for the embedded database, used again if it is filled")
    parser.add_argument("--contacts", type=int, default=MANY)
    parser.add_argument("--kinds", nargs="+", choices=(SQLITE, POSTGRES), default=(SQLITE, POSTGRES))
    parser.add_argument("--times", type=int, default=300, help="how often each read is asked")
    return run(parser, _measure)


def _measure(given: argparse.Namespace, folder: Path) -> str:
    number, times = (QUICK, 5) if given.quick else (given.contacts, given.times)
    core, database_core = cores()
    with ExitStack() as stack:
        made: dict[str, Own] = {}
        if SQLITE in given.kinds:
            made[SQLITE] = embedded(given.kept or folder, counts=JOURNALLED)
        if POSTGRES in given.kinds:
            postgres = stack.enter_context(own_postgres(folder, database_core))
            made[POSTGRES] = shared(folder, postgres, counts=JOURNALLED)
        worlds = {kind: filled(own, number) for kind, own in made.items()}
        if POSTGRES in made:
            postgres.sql("VACUUM ANALYZE", NAME)  # as it does by itself some minutes after such a load
        found = {kind: _ask_all(own, worlds[kind], number, times, core) for kind, own in made.items()}
    heads = "".join(f" | {kind}: median | slowest of 100 | CPU" for kind in found)
    lines = [f"| {number:,} contacts, ms{heads} |", f"|---|{'--:|' * 3 * len(found)}"]
    lines += [
        f"| {name}{''.join(_figures(name, *all_of[name]) for all_of in found.values())} |"
        for name in next(iter(found.values()))
    ]
    return "\n".join(lines)


def _figures(name: str, calls: list[float], cpu: float) -> str:
    return f" | {statistics.median(calls):.2f}{_mark(name, calls)} | {_hundredth(calls):.2f} | {cpu:.2f}"


def _mark(name: str, milliseconds: list[float]) -> str:
    """What takes longer than it may is marked."""
    most = MOST_SEARCHING if name.startswith(SEARCH) else MOST
    return " (!)" if statistics.median(milliseconds) > most else ""


def _hundredth(milliseconds: list[float]) -> float:
    return sorted(milliseconds)[len(milliseconds) * 99 // 100]


def _ask_all(own: Own, world: World, number: int, times: int, core: int) -> dict[str, Taken]:
    with own.start(core) as server:
        return {name: _times(server, list(requests(ask, times))) for name, ask in kinds(world, number).items()}


def _times(server: Server, asked: list[Request]) -> Taken:
    """On one connection. NotRight."""
    connection = connection_to(server.url)
    for request in asked[:_WARM]:
        seconds_of(connection, request)
    before = cpu_seconds(server.process.pid)
    taken = [seconds_of(connection, request) * 1_000 for request in asked]
    used = cpu_seconds(server.process.pid) - before
    connection.close()
    return Taken(taken, used / len(asked) * 1_000)


if __name__ == "__main__":
    sys.exit(main())

"""Measures each read alone, call by call, beside very many contacts: `python -m benchmarks.large`."""

from __future__ import annotations

import argparse
import http.client
import statistics
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.crash.world import World, read_world
from benchmarks.large.asking import SEARCH, kinds, requests
from benchmarks.large.crowd import crowd, put
from benchmarks.support.filling import database
from benchmarks.support.http import Request
from benchmarks.support.machine import cores
from benchmarks.support.own import Own, embedded, own_postgres, shared
from benchmarks.support.peer import JOURNALLED, NotRight
from benchmarks.support.suite import arguments, run, say
from farstu.store.clock import system_clock
from farstu.store.folder import DataFolder
from farstu.store.vault import SealingVault

MANY, QUICK = 1_000_000, 1_000
SQLITE, POSTGRES = "sqlite", "postgres"
MOST, MOST_SEARCHING = 2.0, 20.0
_WARM = 20


def main() -> int:
    """The exit code."""
    parser = arguments("large", __doc__)
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
            made[SQLITE] = embedded(folder, counts=JOURNALLED)
        if POSTGRES in given.kinds:
            made[POSTGRES] = shared(folder, stack.enter_context(own_postgres(folder, database_core)), counts=JOURNALLED)
        found = {kind: _ask_all(own, number, times, core) for kind, own in made.items()}
    heads = "".join(f" | {kind}: median | slowest of 100" for kind in found)
    lines = [f"| {number:,} contacts, ms{heads} |", f"|---|{'--:|' * 2 * len(found)}"]
    for name in next(iter(found.values())):
        figures = "".join(f" | {statistics.median(all_of[name]):.2f}{_mark(name, all_of[name])} | "
                          f"{_hundredth(all_of[name]):.2f}" for all_of in found.values())  # fmt: skip
        lines.append(f"| {name}{figures} |")
    return "\n".join(lines)


def _mark(name: str, milliseconds: list[float]) -> str:
    """What takes longer than it may is marked."""
    most = MOST_SEARCHING if name.startswith(SEARCH) else MOST
    return " (!)" if statistics.median(milliseconds) > most else ""


def _hundredth(milliseconds: list[float]) -> float:
    return sorted(milliseconds)[len(milliseconds) * 99 // 100]


def _ask_all(own: Own, number: int, times: int, core: int) -> dict[str, list[float]]:
    world = _filled(own, number, core)
    with own.start(core) as server:
        said = world.said | {"url": server.url}
        return {name: _times(said["url"], list(requests(ask, times))) for name, ask in kinds(world, number).items()}


def _filled(own: Own, number: int, core: int) -> World:
    with own.start(core) as server:
        world = read_world(server.said, own.place.kept())
    begun, vault = time.monotonic(), SealingVault(DataFolder(own.place.data).secrets())
    session = database(own).write_session()
    agents = sorted({user for _, user in world.agents})
    put(session, crowd(world.customer, agents, number, system_clock(), vault), vault)
    session.close()
    say(f"{number:,} contacts put in within {time.monotonic() - begun:.0f} s")
    return world


def _times(url: str, asked: list[Request]) -> list[float]:
    """Milliseconds of each call, on one connection. NotRight."""
    place = urlsplit(url)
    connection = http.client.HTTPConnection(place.hostname or "", place.port)
    for request in asked[:_WARM]:
        _send(connection, request)
    taken = [_send(connection, request) for request in asked]
    connection.close()
    return taken


def _send(connection: http.client.HTTPConnection, request: Request) -> float:
    begun = time.perf_counter()
    connection.request(request.method, request.path, request.body, request.headers)
    answer = connection.getresponse()
    body = answer.read()
    taken = (time.perf_counter() - begun) * 1_000
    if answer.status != 200:
        raise NotRight(f"{request.method} {request.path}: {answer.status} {body[:200]!r}")
    return taken


if __name__ == "__main__":
    sys.exit(main())

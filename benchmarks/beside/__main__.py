"""Measures what a caller who writes at an even pace waits for, beside others who read thousands of contacts again and
again: `python -m benchmarks.beside`. Every round has each kind of company once, and nobody; readers are processes of
their own.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from benchmarks.beside.reader import read_on
from benchmarks.crash.world import World
from benchmarks.large.filled import filled
from benchmarks.support.calling import connection_to, seconds_of
from benchmarks.support.figures import spread, table
from benchmarks.support.http import Request
from benchmarks.support.machine import cores, memory
from benchmarks.support.own import embedded, own_postgres, shared
from benchmarks.support.servers import Server
from benchmarks.support.suite import arguments, run

CONTACTS, QUICK = 9_000, 400
MOST_READERS, QUICK_READERS = 16, 1
PACE = 0.02
SETTLING, PATIENCE = 0.5, 120.0
JSON, XML = "application/json", "application/xml"


class Company(NamedTuple):
    """So many who read, in one format."""

    readers: int
    accept: str

    @property
    def shown(self) -> str:
        """For the table."""
        return f"{self.readers} read {self.accept.rpartition('/')[2].upper()}" if self.readers else "nobody reads"


NOBODY = Company(0, JSON)
COMPANIES = (NOBODY, Company(1, JSON), Company(1, XML), Company(4, JSON), Company(MOST_READERS, JSON))


@dataclass
class Waited:
    """Of each round: the median and the hundredth part of the writes' milliseconds, the seconds of a read. The slowest
    write of all, and the most memory in bytes."""

    medians: list[float] = field(default_factory=list)
    hundredths: list[float] = field(default_factory=list)
    reads: list[float] = field(default_factory=list)
    slowest: float = 0.0
    memory: int = 0


def main() -> int:
    """The exit code."""
    parser = arguments("beside", __doc__)
    parser.add_argument("--contacts", type=int, default=CONTACTS)
    parser.add_argument("--readers", type=int, default=MOST_READERS, help="at once, at most")
    return run(parser, _measure)


def _measure(given: argparse.Namespace, folder: Path) -> str:
    if given.quick:
        given.contacts, given.readers = QUICK, QUICK_READERS
    core, database_core = cores()
    with ExitStack() as stack:
        postgres = stack.enter_context(own_postgres(folder, database_core))
        made = {"sqlite": embedded(folder), "postgres": shared(folder, postgres)}
        tables = []
        for kind, own in made.items():
            world = filled(own, given.contacts)
            with own.start(core) as server:
                found = _rounds(server, world, given)
            tables.append(_table(f"{kind}, {given.contacts:,} contacts", found))
    return "\n\n".join(tables)


def _rounds(server: Server, world: World, given: argparse.Namespace) -> dict[Company, Waited]:
    found = {company: Waited() for company in COMPANIES if company.readers <= given.readers}
    for _ in range(given.rounds):
        for company, waited in found.items():
            with _reading(server.url, world, company) as took:
                _write(server, world, given.seconds, waited)
            waited.reads += took
    return found


def _write(server: Server, world: World, seconds: float, waited: Waited) -> None:
    """At an even pace, on one connection."""
    request = _comeback(world)
    connection, taken = connection_to(server.url), []
    until = time.monotonic() + seconds
    while time.monotonic() < until or not taken:
        taken.append(seconds_of(connection, request) * 1_000)
        waited.memory = max(waited.memory, memory(server.process.pid))
        time.sleep(PACE)
    connection.close()
    taken.sort()
    waited.medians.append(taken[len(taken) // 2])
    waited.hundredths.append(taken[len(taken) * 99 // 100])
    waited.slowest = max(waited.slowest, taken[-1])


@contextmanager
def _reading(url: str, world: World, company: Company) -> Iterator[list[float]]:
    """Others read meanwhile; afterwards the seconds of each read are in the list."""
    took: list[float] = []
    spawning = multiprocessing.get_context("spawn")
    enough, results = spawning.Event(), spawning.Queue()
    request = _collecting(world, company.accept)
    readers = [spawning.Process(target=read_on, args=(url, request, enough, results)) for _ in range(company.readers)]
    for reader in readers:
        reader.start()
    for _ in readers:
        results.get(timeout=PATIENCE)  # it has read once
    time.sleep(SETTLING)
    yield took
    enough.set()
    for _ in readers:
        took += results.get(timeout=PATIENCE)
    for reader in readers:
        reader.join()


def _collecting(world: World, accept: str) -> Request:
    headers = {"Authorization": world.authorization, "Content-Type": JSON, "Accept": accept}
    asked = {"customerId": world.customer, "dateChangedFrom": "2000-01-01"}
    return Request("POST", "/Contacts/GetContacts", headers, json.dumps(asked).encode())


def _comeback(world: World) -> Request:
    headers = {"Authorization": world.authorization, "Content-Type": JSON}
    path = f"/Meeting/Comeback/{world.customer}/{world.contacts[0]}"
    return Request("POST", path, headers, b'{"date":"2031-12-01T10:00:00"}')


def _table(head: str, found: dict[Company, Waited]) -> str:
    alone = found[NOBODY]
    rows = []
    for company, waited in found.items():
        ratios = [here / usual for here, usual in zip(waited.hundredths, alone.hundredths, strict=True)]
        rows.append((
            company.shown,
            spread(waited.medians).shown(1),
            spread(waited.hundredths).shown(1),
            spread(ratios).shown(1),
            f"{waited.slowest:,.0f}",
            spread(waited.reads).shown(2) if waited.reads else "",
            f"{waited.memory / 1_000_000:.0f}",
        ))  # fmt: skip
    names = (head, "write p50 ms", "p99 ms", "p99 beside nobody's", "slowest ms", "a read, s", "memory MB")
    return table(names, rows)


if __name__ == "__main__":
    sys.exit(main())

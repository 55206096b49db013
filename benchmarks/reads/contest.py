"""One load on Farstu on both databases, beside a bare ASGI application that answers anything with one line."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from benchmarks.crash.world import World, read_world
from benchmarks.support.http import Request
from benchmarks.support.machine import cores
from benchmarks.support.own import LOG, embedded, own_postgres, shared
from benchmarks.support.peer import JOURNALLED, Peer
from benchmarks.support.report import Aim, aims_table, p99
from benchmarks.support.servers import start
from benchmarks.support.suite import play
from benchmarks.write_path.peers import comeback

AIMS = (
    Aim("sqlite", "bare"),
    Aim("postgres", "bare"),
    Aim("postgres", "sqlite"),
    Aim("sqlite", "bare", of=p99),
    Aim("postgres", "sqlite", of=p99),
)
_BARE = (sys.executable, "-m", "benchmarks.peers.serve", "benchmarks.peers.bare:app")


def contest(given: argparse.Namespace, folder: Path, calls: Callable[[World], list[Request]]) -> str:
    """The tables."""
    core, database_core = cores()
    with ExitStack() as stack:
        postgres = stack.enter_context(own_postgres(folder, database_core))
        peers = []
        for letter, name, own in (
            ("sqlite", "Farstu on SQLite", embedded(folder, counts=JOURNALLED)),
            ("postgres", "Farstu on PostgreSQL", shared(folder, postgres, counts=JOURNALLED)),
        ):
            server = stack.enter_context(own.start(core))
            world = read_world(server.said, own.place.database)
            peers.append(Peer(letter, name, server, calls(world), own.rows, also=own.also))
        bare = stack.enter_context(start(_BARE, folder / LOG, core=core))
        peers.append(Peer("bare", "bare ASGI + msgspec, one comeback", bare, comeback(peers[0].server.said)))
        rounds, shown = play(given, peers)
        return f"{shown}\n\n{aims_table(aim.line(rounds) for aim in AIMS)}"

"""One round: several servers on one PostgreSQL database take the calls; then they are made one by one."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from benchmarks.concurrency.alone import furnished, repeat
from benchmarks.concurrency.calls import Done, make_calls, send_at_once
from benchmarks.concurrency.order import Kept, compare, in_order, read_kept, times
from benchmarks.crash.world import read_world
from benchmarks.support.servers import DEMO, Server, demo_settings, start
from farstu.serving.settings import as_environment
from farstu.store.postgres.database import PostgresDatabase
from farstu.store.secrets import derived


@dataclass(frozen=True)
class Histories:
    """What both sides were asked, answered and kept; `together` in the order that is claimed."""

    together: Sequence[Done]
    kept: Kept
    one_by_one: Sequence[Done]
    kept_then: Kept

    def check(self) -> None:
        """NotProven."""
        compare(self.together, self.kept, self.one_by_one, self.kept_then)

    @property
    def overlapping(self) -> int:
        """How many calls were sent while another one was under way."""
        by_start = sorted(self.together, key=lambda call: call.began)
        return sum(later.began < earlier.ended for earlier, later in pairwise(by_start))


def record(
    folder: Path, address: str, seed: int, *, calls: int, processes: int, command: Sequence[str] = DEMO
) -> Histories:
    """Makes the calls, twice; `address` is that of an empty database, `command` starts a server with its settings in
    the environment. NotProven where the order is none."""
    secret, database = secrets.token_bytes(32), PostgresDatabase(address)
    settings = demo_settings(folder / "together", database=address)
    environment = as_environment(settings) | {"FARSTU_SECRET": secret.hex()}
    with ExitStack() as stack:
        servers: list[Server] = [
            stack.enter_context(start(command, folder / "log", environment=environment)) for _ in range(processes)
        ]
        alone = furnished(folder / "alone.sqlite3", read_kept(database))
        world = read_world(servers[0].said, alone)
        done = asyncio.run(send_at_once([each.url for each in servers], make_calls(world, seed, calls)))
    kept = read_kept(database)
    together = in_order(done, kept)
    return Histories(together, kept, *repeat(alone, derived(secret), together, times(kept)))

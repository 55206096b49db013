"""The databases, in two layouts on one PostgreSQL server, and the servers that are started on them."""

from __future__ import annotations

import secrets
import socket
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.scaling.customers import furnish
from benchmarks.support.http import basic
from benchmarks.support.postgres import OWNER, PLAIN, PostgresServer
from benchmarks.support.servers import DEMO, Server, demo_settings, start
from farstu.demo.start import PARTNER, demo_key, set_up_demo
from farstu.serving.settings import as_environment
from farstu.store.postgres.database import PostgresDatabase
from farstu.store.secrets import derived
from farstu.store.vault import SealingVault

PLAIN_TABLES, PARTITIONED = "plain", "partitioned"
LAYOUTS = (PLAIN_TABLES, PARTITIONED)
SEED = 0
SETTINGS = {"checkpoint_timeout": "30min", "max_wal_size": "8GB", "shared_buffers": "512MB"}


@dataclass(frozen=True)
class World:
    """Everything that is there before the first call. `rows` in each database."""

    postgres: PostgresServer
    folder: Path
    secret: bytes
    customers: int
    rows: int

    @property
    def authorization(self) -> str:
        """Of the key that opens all customers."""
        return basic(PARTNER, demo_key(SEED, "all"))


def make_world(postgres: PostgresServer, folder: Path, customers: int, partitions: int) -> World:
    """Makes both databases, with the demo and so many customers in each; checkpointed."""
    secret = secrets.token_bytes(32)
    postgres.create_role()
    for layout in LAYOUTS:
        postgres.sql(f"CREATE DATABASE {layout} OWNER {PLAIN}")
        database = PostgresDatabase(postgres.address(layout), partitions=partitions * (layout == PARTITIONED))
        database.prepare()
        set_up_demo(database, derived(secret), SEED)
    addresses = [postgres.address(layout, OWNER) for layout in LAYOUTS]
    rows = furnish(addresses, customers, SealingVault(derived(secret)))
    postgres.sql("CHECKPOINT")
    return World(postgres, folder, secret, customers, rows)


@dataclass(frozen=True)
class Running:
    """A server, and where it shows its figures."""

    server: Server
    figures: str

    def figure(self, name: str) -> float:
        """The sum of a figure over its labels."""
        with urllib.request.urlopen(self.figures, timeout=10) as answer:  # noqa: S310 - our own server
            lines = [line for line in answer.read().decode().splitlines() if line.partition(" ")[0] == name]
        return sum(float(line.rpartition(" ")[2]) for line in lines)


@contextmanager
def running(world: World, layout: str, number: int) -> Iterator[list[Running]]:
    """So many servers on one of the databases."""
    with ExitStack() as stack:
        yield [stack.enter_context(_one(world, layout, place)) for place in range(number)]


@contextmanager
def _one(world: World, layout: str, place: int) -> Iterator[Running]:
    port = _free_port()
    settings = demo_settings(
        world.folder / f"{layout}-{place}",
        seed=SEED,
        database=world.postgres.address(layout),
        metrics=f"127.0.0.1:{port}",
    )
    environment = as_environment(settings) | {"FARSTU_SECRET": world.secret.hex()}
    with start(DEMO, world.folder / "log", environment=environment) as server:
        yield Running(server, f"http://127.0.0.1:{port}/metrics")


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])

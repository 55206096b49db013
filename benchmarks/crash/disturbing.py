"""What happens to a server that goes on running: its database dies, its network misbehaves, its disk is full."""

from __future__ import annotations

import os
import random
import resource
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from benchmarks.crash.places import Embedded, Place, Shared
from benchmarks.crash.proxy import Proxy
from benchmarks.support.postgres import PostgresServer
from benchmarks.support.servers import Server

SMALL_DISK = "192m"
"""Room for the demo brokerage, its log and the load of twenty rounds, which take some four megabytes each."""

_LEFT_ON_DISK = 64 * 1024
_PIECE = 256 * 1024


class CannotDisturb(Exception):
    """This machine does not allow it. The message says why."""


@dataclass(frozen=True)
class Trouble:
    """Where the server keeps its data, and what is done to it: it comes, stays for a while, and is over."""

    place: Place
    come: Callable[[Server, random.Random], None]


@contextmanager
def postgres_is_killed(folder: Path) -> Iterator[Trouble]:
    """All its processes at once; it is started again by itself after a moment."""
    with _postgres() as server:

        def come(farstu: Server, chance: random.Random) -> None:
            server.kill()
            time.sleep(chance.uniform(0, 1))
            server.start()

        yield Trouble(Shared(folder / "data", server.address("farstu"), server.address("farstu")), come)


@contextmanager
def connections_are_disturbed(folder: Path) -> Iterator[Trouble]:
    """They are slow, then held up, then cut, and cut again while they are made anew."""
    with _postgres() as server, closing(Proxy(server.socket)) as proxy:

        def come(farstu: Server, chance: random.Random) -> None:
            proxy.delay(chance.uniform(0.005, 0.05))
            time.sleep(0.5)
            proxy.delay(0)
            proxy.hold()
            time.sleep(chance.uniform(0.1, 1))
            chance.choice((proxy.cut, proxy.let_go))()
            proxy.let_go()
            for _ in range(3):
                time.sleep(chance.uniform(0, 0.2))
                proxy.cut()

        through = f"postgresql://farstu@127.0.0.1:{proxy.port}/farstu"
        yield Trouble(Shared(folder / "data", through, server.address("farstu")), come)


@contextmanager
def disk_is_full(folder: Path) -> Iterator[Trouble]:
    """A small file system, filled up by somebody else, and given room again. CannotDisturb."""
    disk = folder / "disk"
    disk.mkdir()
    mounted = _run("mount", "-t", "tmpfs", "-o", f"size={SMALL_DISK}", "tmpfs", str(disk))
    if mounted.returncode:
        raise CannotDisturb(f"a small disk cannot be mounted: {mounted.stderr.strip()}")
    ballast = disk / "ballast"

    def come(farstu: Server, chance: random.Random) -> None:
        _fill(ballast)
        time.sleep(chance.uniform(0.2, 1))
        ballast.unlink()

    try:
        yield Trouble(Embedded(disk / "data"), come)
    finally:
        _run("umount", "--lazy", str(disk))


@contextmanager
def quota_is_met(folder: Path) -> Iterator[Trouble]:
    """The server's files must not grow any more, for a while."""

    def come(farstu: Server, chance: random.Random) -> None:
        before = resource.prlimit(farstu.process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(farstu.process.pid, resource.RLIMIT_FSIZE, (1, before[1]))
        time.sleep(chance.uniform(0.2, 1))
        resource.prlimit(farstu.process.pid, resource.RLIMIT_FSIZE, before)

    yield Trouble(Embedded(folder / "data"), come)


TROUBLES = {
    "PostgreSQL is killed": postgres_is_killed,
    "connections to PostgreSQL are slow, held up and cut": connections_are_disturbed,
    "the disk is full": disk_is_full,
    "the server's files must not grow": quota_is_met,
}


@contextmanager
def postgres_database() -> Iterator[str]:
    """The address of an empty database on a server of its own."""
    with _postgres() as server:
        yield server.address("farstu")


@contextmanager
def _postgres() -> Iterator[PostgresServer]:
    with closing(PostgresServer(settings={"listen_addresses": ""})) as server:
        server.start().create_role()
        server.sql("CREATE DATABASE farstu OWNER farstu")
        yield server


def _fill(ballast: Path) -> None:
    """Until nothing more goes in, but for a little that the server is to meet by itself."""
    with ballast.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(_PIECE))
    with suppress(OSError):
        os.truncate(ballast, max(0, ballast.stat().st_size - _LEFT_ON_DISK))


def _run(*command: str) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)
    except FileNotFoundError as error:
        return subprocess.CompletedProcess(command, 1, "", str(error))

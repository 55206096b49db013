"""Attacks a server on this machine while honest clients call it: `python -m benchmarks.attack --seconds 600`.

Every second slice of time is without the attack, so that what honest clients get is compared within the same minutes.
Fails where an answer was a fault, said what it should not, where memory grew beyond its limit, or honest clients were
pushed aside.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from benchmarks.attack.attackers import attack_for
from benchmarks.attack.attacks import comeback
from benchmarks.attack.target import Target
from benchmarks.support.http import CUT_OFF, Request, connected
from benchmarks.support.machine import cores, cpu_seconds, memory
from benchmarks.support.servers import Server, start_demo
from farstu.store.folder import DataFolder
from farstu.store.sqlite import SqliteDatabase

MOST_MEGABYTES = 150
LEAST_SHARE = 0.8
MEGABYTE = 1024 * 1024
HONEST = 8
"""Clients that are honest; each sends a call every so often, as people's systems do, and not as fast as it can."""
PACE = 0.02
SLICE, SETTLING = 10.0, 0.5


@dataclass
class Honest:
    """What honest clients got in one slice of time, and the seconds of processor time that the server used in it."""

    answered: int = 0
    refused: int = 0
    worked: float = 0.0
    taken: list[float] = field(default_factory=list)


async def call_honestly(target: Target, until: float, got: Honest) -> None:
    """Calls again and again at an even pace, on a connection that stays open."""
    body = b'{"date":"2030-01-01T10:00:00","note":"Ring"}'
    headers = {"Authorization": target.key, "Content-Type": "application/json"}
    asked = Request("POST", comeback(target), headers, body).encoded()
    while time.monotonic() < until:
        with suppress(*CUT_OFF, OSError):
            async with connected(str(target.said["url"])) as connection:
                while (begun := time.monotonic()) < until:
                    answer = await connection.send(asked)
                    got.taken.append((time.monotonic() - begun) * 1000)
                    got.answered += answer.status == 200
                    got.refused += answer.status != 200
                    await asyncio.sleep(max(0.0, PACE - (time.monotonic() - begun)))


async def slice_of_time(target: Target, process: int, seconds: float, watch: Callable[[], None]) -> Honest:
    """Honest clients alone for so long."""
    got, until, before = Honest(), time.monotonic() + seconds, cpu_seconds(process)
    clients = [asyncio.create_task(call_honestly(target, until, got)) for _ in range(HONEST)]
    while time.monotonic() < until:
        watch()
        await asyncio.sleep(0.25)
    await asyncio.gather(*clients)
    got.worked = cpu_seconds(process) - before
    return got


async def fight(target: Target, process: int, seconds: float, seed: int) -> tuple[list[tuple[Honest, Honest]], int]:
    """Slices with and without the attack, in turn; the most memory of the server's process."""
    most = 0

    def watch() -> None:
        nonlocal most
        most = max(most, memory(process))

    length = min(SLICE, seconds / 4)
    rounds: list[tuple[Honest, Honest]] = []
    begun, loop = time.monotonic(), asyncio.get_running_loop()
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as attackers:
        await loop.run_in_executor(attackers, time.monotonic)
        while not rounds or time.monotonic() - begun < seconds:
            calm = await slice_of_time(target, process, length, watch)
            attack = loop.run_in_executor(
                attackers, attack_for, target.said, target.hidden, length + SETTLING, seed + len(rounds)
            )
            await asyncio.sleep(SETTLING)
            under = await slice_of_time(target, process, length, watch)
            target.take(await attack)
            rounds.append((calm, under))
            await asyncio.sleep(SETTLING)
    return rounds, most


def hidden(server: Server, data: Path) -> list[bytes]:
    """What no answer may have in it: the server's secrets, and persons of a customer that the key does not cover."""
    secrets = DataFolder(data).secrets()
    other = str(server.said["otherCustomerId"])
    with closing(SqliteDatabase(data / "farstu.sqlite3").write_session()) as session:
        rows = session.rows("SELECT id FROM contact WHERE customer = ? LIMIT 500", (other,))
        rows += session.rows("SELECT email FROM contact WHERE customer = ? AND email IS NOT NULL LIMIT 500", (other,))
        mine = {row[0] for row in session.rows("SELECT email FROM contact WHERE customer <> ?", (other,))}
    people = [value.encode() for (value,) in rows if value not in mine]
    return [secrets.hashing[0].hex().encode(), str(server.said["key"]).encode(), *people]


def report(target: Target, rounds: list[tuple[Honest, Honest]], most: int) -> int:
    """Prints what was found; the exit code."""
    share = median(under.answered / max(1, calm.answered) for calm, under in rounds)
    calm_ms, under_ms = (sorted(ms for pair in rounds for ms in pair[place].taken) or [0.0] for place in (0, 1))
    print(f"connections: {sum(target.tried.values()):,}: {dict(target.tried.most_common())}")
    print(f"answers by status: {dict(sorted(target.statuses.items()))}")
    print(f"honest calls answered: {sum(pair[0].answered for pair in rounds):,} without, "
          f"{sum(pair[1].answered for pair in rounds):,} under attack; share {share:.2f} (aim {LEAST_SHARE}); refused "
          f"{sum(pair[1].refused for pair in rounds)}")  # fmt: skip
    print(f"honest p50 / p99: {_at(calm_ms, 50):.1f} / {_at(calm_ms, 99):.1f} ms without, "
          f"{_at(under_ms, 50):.1f} / {_at(under_ms, 99):.1f} ms under attack")  # fmt: skip
    print(f"server's processor time: {sum(pair[0].worked for pair in rounds):.1f} s without, "
          f"{sum(pair[1].worked for pair in rounds):.1f} s under attack, {len(rounds)} slice(s) each")  # fmt: skip
    print(f"memory at most: {most / MEGABYTE:.0f} MB (limit {MOST_MEGABYTES})")
    for name, what in target.found.items():
        print(f"FOUND {name}: {what}")
    return int(bool(target.found) or most > MOST_MEGABYTES * MEGABYTE or share < LEAST_SHARE)


def _at(ordered: list[float], percent: int) -> float:
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]


def main() -> int:
    """The exit code: 1 where something was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    server_core, _ = cores()
    with tempfile.TemporaryDirectory(prefix="farstu-attack-") as folder:
        data, errors = Path(folder) / "data", Path(folder) / "log"
        with start_demo(data, errors, core=server_core) as server:
            target = Target(server.said, hidden(server, data))
            rounds, most = asyncio.run(fight(target, server.process.pid, given.seconds, given.seed))
            lives = server.process.poll() is None
            code = report(target, rounds, most)
        logged = errors.read_text("utf-8", "replace")
    for sign in ("Traceback", '"level": "error"', '"level":"error"'):
        if sign in logged:
            print(f"FOUND {sign} in the log: {logged[logged.index(sign) :][:1_500]}")
            code = 1
    return code if lives else 1


if __name__ == "__main__":
    sys.exit(main())

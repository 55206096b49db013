"""Rounds in which every setup has its turn, so that whatever else the machine does meets them all."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from benchmarks.scaling.calls import Mix
from benchmarks.scaling.load import Order, press
from benchmarks.scaling.measuring import Counters, Watch, counters, watched
from benchmarks.scaling.world import LAYOUTS, Running, World, running
from benchmarks.support.load import Load
from benchmarks.support.machine import all_cpu_seconds, cpu_seconds, own_cpu_seconds

MOST_WARM_UP_SECONDS = 1.0


class NotRight(Exception):
    """A call was refused; the figures would mean nothing."""


@dataclass(frozen=True)
class Setup:
    """A layout, how many servers are on it, and whether each customer has one of them to himself."""

    layout: str
    servers: int
    routed: bool = False

    @classmethod
    def read(cls, text: str) -> Setup:
        """`partitioned:2` or `partitioned:2:routed`. ValueError."""
        layout, servers, *routed = text.split(":")
        if layout not in LAYOUTS or routed not in ([], ["routed"]):
            raise ValueError(text)
        return cls(layout, int(servers), bool(routed))

    def __str__(self) -> str:
        servers = "1 server" if self.servers == 1 else f"{self.servers} servers"
        return f"{self.layout}, {servers}{', routed' if self.routed else ''}"


@dataclass(frozen=True)
class Turn:
    """One setup in one round. `batch` is in calls, `commit` in milliseconds; `server_cpu`, `postgres_cpu` and
    `load_cpu` are seconds of processor time, `others` the cores that all else used. `counted`, `batch` and `commit` are
    about the whole turn, in which `acknowledged` calls were answered; the rest leaves out what warms up."""

    load: Load
    watch: Watch
    batch: float
    commit: float
    server_cpu: float
    postgres_cpu: float
    load_cpu: float
    others: float
    counted: Counters
    acknowledged: int


@dataclass(frozen=True)
class Contest:
    """The world, the load, and the seconds of a turn; `say` is told how it goes."""

    world: World
    connections: int
    seconds: float
    skew: float
    say: Callable[[str], None]

    def play(self, setups: Sequence[Setup], rounds: int, until: float) -> list[dict[Setup, Turn]]:
        """So many rounds, or fewer where the monotonic clock says `until` before; at least one. The first setup is
        another each round. NotRight."""
        played = [self._round(setups, 0)]
        while len(played) < rounds and time.monotonic() < until:
            played.append(self._round(setups, len(played)))
        return played

    def _round(self, setups: Sequence[Setup], number: int) -> dict[Setup, Turn]:
        first = number % len(setups)
        turns = {setup: self._turn(setup, number) for setup in (*setups[first:], *setups[:first])}
        shown = ", ".join(f"{setup}: {turns[setup].load.rate:,.0f}" for setup in setups)
        self.say(f"round {number + 1}: {shown} calls/s; all else {busiest(turns):.2f} cores")
        return turns

    def _turn(self, setup: Setup, number: int) -> Turn:
        before = counters(self.world)
        with running(self.world, setup.layout, setup.servers) as servers:
            mix = Mix(self.world.authorization, self.world.customers, self.skew, setup.servers, setup.routed)
            urls = [each.server.url for each in servers]
            each = self.connections // setup.servers
            warm = Order(urls, each, min(self.seconds, MOST_WARM_UP_SECONDS), 2 * number, mix)
            warmed = _right(asyncio.run(press(warm)))
            measured = asyncio.run(self._measured(setup, Order(urls, each, self.seconds, 2 * number + 1, mix), servers))
            batch, commit = _batches(servers)
        counted, (load, watch, *used) = counters(self.world).since(before), measured
        return Turn(load, watch, batch, commit, *used, counted, warmed.requests + load.requests)

    async def _measured(
        self, setup: Setup, order: Order, servers: Sequence[Running]
    ) -> tuple[Load, Watch, float, float, float, float]:
        begun, before = time.perf_counter(), self._cpu(servers)
        async with watched(self.world, setup.layout) as watch:
            load = _right(await press(order))
        lasted = time.perf_counter() - begun
        *ours, everything = (after - was for after, was in zip(self._cpu(servers), before, strict=True))
        return load, watch, *ours, (everything - sum(ours)) / lasted

    def _cpu(self, servers: Sequence[Running]) -> tuple[float, float, float, float]:
        """Seconds of the servers, of PostgreSQL, of the load with this process, of the whole machine."""
        serving = sum(cpu_seconds(each.server.process.pid) for each in servers)
        return serving, cpu_seconds(self.world.postgres.pid), own_cpu_seconds(), all_cpu_seconds()


def busiest(turns: dict[Setup, Turn]) -> float:
    """The cores that all else used in the turn in which it used most."""
    return max(turn.others for turn in turns.values())


def _right(load: Load) -> Load:
    if load.refused or not load.requests:
        raise NotRight(f"refused {load.refused} of {load.requests} calls")
    return load


def _batches(servers: Sequence[Running]) -> tuple[float, float]:
    """The mean batch, in calls, and the mean commit, in milliseconds."""

    def mean(name: str) -> float:
        return sum(each.figure(f"{name}_sum") for each in servers) / sum(
            each.figure(f"{name}_count") for each in servers
        )

    return mean("farstu_batch_calls"), mean("farstu_commit_seconds") * 1000

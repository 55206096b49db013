"""Rounds of: load while something happens to the server, which has to bear it, and to go on when it is over."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.crash.disturbing import Trouble
from benchmarks.crash.proof import prove
from benchmarks.crash.world import read_world
from benchmarks.crash.writes import NotProven, Write, Writer
from benchmarks.support.http import CUT_OFF, Connection, Response, connected
from benchmarks.support.servers import start_demo

CONNECTIONS = 32
ENOUGH = 100
"""So many acknowledgements afterwards show that it goes on."""

SECONDS_TO_GO_ON = 20.0
_PAUSE = 0.05


@dataclass
class Weathered:
    """One round: how many were sent, acknowledged, answered 503, and cut off; and in how many seconds after the trouble
    was over the first was acknowledged that was sent then."""

    sent: int = 0
    acknowledged: int = 0
    refused: int = 0
    cut: int = 0
    resumed: float = 0.0

    def shown(self) -> str:
        return (
            f"{self.sent:,} sent, {self.acknowledged:,} acknowledged, {self.refused:,} answered 503, "
            f"{self.cut} cut off; going on after {self.resumed:.2f} s"
        )


@dataclass
class Load:
    """The writers of one round, and what they have seen; each waits for `pause` seconds between its writes."""

    url: str
    writes: Iterator[Write]
    seen: Weathered = field(default_factory=Weathered)
    over: float | None = None
    afterwards: int = 0
    stopped: bool = False
    pause: float = 0.0

    async def go(self) -> None:
        """One connection after another, until it is told to stop. NotProven."""
        while not self.stopped:
            try:
                async with connected(self.url) as connection:
                    await self._send_on(connection)
            except (*CUT_OFF, OSError):
                self.seen.cut += 1
                await asyncio.sleep(_PAUSE)

    async def _send_on(self, connection: Connection) -> None:
        for write in self.writes:
            began = time.monotonic()
            self.seen.sent += 1
            await self._take(write, await connection.send(write.request), began)
            if self.stopped:
                return
            if self.pause:
                await asyncio.sleep(self.pause)

    async def _take(self, write: Write, response: Response, began: float) -> None:
        if _is_refusal(response):
            self.seen.refused += 1
            await asyncio.sleep(_PAUSE)
            return
        write.take(response)
        self.seen.acknowledged += 1
        if self.over is not None and began > self.over:
            self.afterwards += 1
            if self.afterwards == 1:
                self.seen.resumed = time.monotonic() - self.over


def endure(
    folder: Path,
    seed: int,
    trouble: Trouble,
    rounds: int,
    say: Callable[[str], None] = lambda line: None,
    pause: float = 0.0,
) -> list[Weathered]:
    """So many times; the server is started once, and nobody touches it. Each writer waits for `pause` seconds between
    its writes. NotProven."""
    chance, log = random.Random(seed), folder / "server.log"
    place = trouble.place
    with start_demo(place.data, log, environment=dict(place.environment)) as server:
        writer = Writer(read_world(server.said, place.database), seed)
        kept: list[Write] = []
        found = []
        for number in range(rounds):
            writes: list[Write] = []
            load = Load(server.url, made_from(writer, f"trouble{number}", writes), pause=pause)
            asyncio.run(_through(load, lambda: trouble.come(server, chance)))
            asyncio.run(send_again(server.url, [write for write in writes if not write.acknowledged]))
            kept += writes
            prove(place.kept(), kept)
            found.append(load.seen)
            say(f"round {number + 1:2}: {load.seen.shown()}")
        if server.stop() != 0:
            raise NotProven(f"the server did not stop in order; its log: {log.read_text('utf-8', 'replace')[-2000:]}")
    return found


def made_from(writer: Writer, place: str, writes: list[Write]) -> Iterator[Write]:
    while True:
        writes.append(writer.make(place))
        yield writes[-1]


async def _through(load: Load, come: Callable[[], None]) -> None:
    """The load before, during and after the trouble."""
    tasks = [asyncio.create_task(load.go()) for _ in range(CONNECTIONS)]
    try:
        await asyncio.sleep(0.3)
        await asyncio.to_thread(come)
        load.over = time.monotonic()
        while load.afterwards < ENOUGH:
            if time.monotonic() > load.over + SECONDS_TO_GO_ON:
                raise NotProven(f"{load.afterwards} writes were acknowledged in {SECONDS_TO_GO_ON:.0f} s afterwards")
            for task in tasks:
                if task.done():
                    await task
            await asyncio.sleep(_PAUSE)
        load.stopped = True
        await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def send_again(url: str, writes: Sequence[Write]) -> None:
    """Under the same keys, until each is acknowledged. NotProven."""
    until = time.monotonic() + SECONDS_TO_GO_ON
    left = list(writes)
    while left:
        if time.monotonic() > until:
            raise NotProven(f"{len(left)} writes were never acknowledged")
        with suppress(*CUT_OFF, OSError):
            async with connected(url) as connection:
                for write in left:
                    response = await connection.send(write.request)
                    if not _is_refusal(response):
                        write.take(response)
        left = [write for write in left if not write.acknowledged]


def _is_refusal(response: Response) -> bool:
    """A 503 is an honest answer, where it says when to try again. NotProven."""
    if response.status == 503 and "retry-after" not in response.headers:
        raise NotProven("a 503 came without Retry-After")
    return response.status == 503

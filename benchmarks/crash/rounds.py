"""Rounds of: load, kill, start again, send again what was not acknowledged, prove that nothing was lost or doubled."""

from __future__ import annotations

import asyncio
import json
import random
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from benchmarks.crash.client import post_all, posting
from benchmarks.crash.places import Place
from benchmarks.crash.proof import prove
from benchmarks.crash.world import World, read_world
from benchmarks.crash.writes import NotProven, Write, Writer
from benchmarks.support.http import Request, ask
from benchmarks.support.servers import SECONDS_TO_STOP, Server, start_demo

LOAD_SECONDS = (0.1, 1.5)
"""From and to: how long the load goes on before the process is ended."""

SENT_TWICE = 0.03
"""The share of writes that a second connection sends at the same moment, as an impatient client would."""

_SAMPLE = 5
_END_LATER = 'sleep "$0"; kill -s "$1" "$2"'


@dataclass(frozen=True)
class Round:
    """What happened: sent before the end, acknowledged of these, under way at the end, and of the latter those that
    turned out to be kept already, so that sending them again brought the first answer again."""

    number: int
    signal: str
    after: float
    sent: int
    acknowledged: int
    under_way: int
    kept_already: int

    def shown(self) -> str:
        return (
            f"round {self.number:2}: SIG{self.signal} after {self.after:.2f} s: {self.sent:,} sent, "
            f"{self.acknowledged:,} acknowledged, {self.under_way} under way, of which {self.kept_already} kept already"
        )


def run(
    place: Place,
    seed: int,
    rounds: int,
    say: Callable[[str], None] = lambda line: None,
    load_seconds: tuple[float, float] = LOAD_SECONDS,
) -> list[Round]:
    """So many kills, one stop under load, and one at rest; all on one place. NotProven."""
    trial = _Trial(place, seed, load_seconds)
    try:
        found = []
        for number in range(1, rounds + 2):
            found.append(trial.round(number, "KILL" if number <= rounds else "TERM"))
            say(found[-1].shown())
        trial.stop()
        return found
    finally:
        trial.server.close()


class _Trial:
    def __init__(self, place: Place, seed: int, load_seconds: tuple[float, float]) -> None:
        self._place = place
        self._load_seconds = load_seconds
        self._log = place.data.with_name("server.log")
        self._random = random.Random(seed)
        self._writes: list[Write] = []
        self.server = self._start()
        self._said = _ids(self.server)
        self._world: World = read_world(self.server.said, place.database)
        self._writer = Writer(self._world, seed)

    def round(self, number: int, signal: str) -> Round:
        """One end, and all that is to be shown after it."""
        after = self._random.uniform(*self._load_seconds)
        writes: list[Write] = []
        asyncio.run(self._load(self._new_writes(number, writes), signal, after))
        lost = [write for write in writes if not write.acknowledged]
        sample = self._random.sample(writes, min(_SAMPLE, len(writes)))
        self._writes += writes
        self._start_again()
        asyncio.run(post_all(self.server.url, [*lost, *(write for write in sample if write not in lost)]))
        kept_already = sum(write.replayed for write in lost)
        if signal == "TERM" and kept_already:
            raise NotProven(f"{kept_already} writes were kept before an ordinary stop, and not acknowledged")
        prove(self._place.kept(), self._writes)
        for write in sample:
            self._look_up(write)
        return Round(number, signal, after, len(writes), len(writes) - len(lost), len(lost), kept_already)

    def stop(self) -> None:
        """Ends the server when nobody calls."""
        self.server.process.terminate()
        self._check_stop()

    def _check_stop(self) -> None:
        """Ten seconds are promised."""
        try:
            code = self.server.process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            raise NotProven(f"the server did not end within {SECONDS_TO_STOP:.0f} s of SIGTERM") from None
        if code != 0:
            raise NotProven(f"the server ended with exit code {code} on SIGTERM")
        self._check_log()

    def _start(self) -> Server:
        server = start_demo(self._place.data, self._log, environment=dict(self._place.environment))
        try:
            self._check_log()
        except NotProven:
            server.close()
            raise
        return server

    def _start_again(self) -> None:
        self.server.close()
        self.server = self._start()
        if _ids(self.server) != self._said:
            raise NotProven("the demo came back with other keys or ids")

    def _check_log(self) -> None:
        """A start that had to mend something, or a call that failed inside, would say so here."""
        if log := self._log.read_text("utf-8", "replace"):
            raise NotProven(f"the server complained: {log[-2000:]}")

    def _new_writes(self, number: int, writes: list[Write]) -> Iterator[Write]:
        while True:
            write = self._writer.make(f"round{number}")
            writes.append(write)
            yield write
            if self._random.random() < SENT_TWICE:
                yield write

    async def _load(self, writes: Iterator[Write], signal: str, after: float) -> None:
        async with posting(self.server.url, writes):
            await asyncio.to_thread(self._end, signal, after)

    def _end(self, signal: str, after: float) -> None:
        """By a process of its own: a timer in this one would fire between two answers, never at any other moment."""
        process = self.server.process
        subprocess.run(["sh", "-c", _END_LATER, f"{after:.3f}", signal, str(process.pid)], check=True, timeout=60)
        if signal == "TERM":
            self._check_stop()
        else:
            process.wait(SECONDS_TO_STOP)

    def _look_up(self, write: Write) -> None:
        """The journal as its partner sees it knows the call that acknowledged this write."""
        headers = {"Authorization": self._world.authorization}
        response = ask(self.server.url, Request("GET", f"/_farstu/calls/{write.calls[0]}", headers))
        if response.status != 200:
            raise NotProven(f"the journal answered {response.status} for call {write.calls[0]} of {write.key}")
        entry = json.loads(response.body)
        shown = (entry["request"]["headers"].get("idempotency-key"), entry["response"]["body"])
        if shown != (write.key, write.answer):
            raise NotProven(f"the journal shows {shown} for {write.key}, which was answered {write.answer}")


def _ids(server: Server) -> dict[str, object]:
    """What the demo prints, without the address, which is another at every start."""
    return {name: value for name, value in server.said.items() if name != "url"}

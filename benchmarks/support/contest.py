"""Rounds in which every peer is measured once, so that whatever else the machine does meets them all.

Not alike, though: it takes the load's core as well, and so slows down the fastest peer most. A round in which others
were busy is therefore played again.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from benchmarks.support.load import Load, press
from benchmarks.support.machine import all_cpu_seconds, come_to_rest, cpu_seconds, own_cpu_seconds
from benchmarks.support.peer import NotRight, Peer

MOST_OTHERS = 0.10
"""Cores that all other processes may use in a round that counts."""


@dataclass(frozen=True)
class Turn:
    """One peer in one round; `cpu` is its microseconds of processor time a call."""

    load: Load
    cpu: float


@dataclass(frozen=True)
class Round:
    """The turns by the peer's letter, and how many cores everything else used meanwhile."""

    turns: dict[str, Turn]
    others: float


@dataclass(frozen=True)
class Contest:
    """Who takes part, under what load; each is warmed up for so many seconds first."""

    peers: Sequence[Peer]
    connections: int
    seconds: float
    warm_up: float
    core: int
    say: Callable[[str], None]

    def play(self, rounds: int, attempts: int) -> list[Round]:
        """So many rounds in which nobody else was busy; the calmest, where so many attempts bring too few. NotRight."""
        for peer in self.peers:
            peer.check_answer()
            if self.warm_up:
                self._turn(peer, self.warm_up)
        played: list[Round] = []
        while sum(item.others <= MOST_OTHERS for item in played) < rounds and len(played) < attempts:
            played.append(self._round(len(played)))
            self.say(_shown(len(played), played[-1]))
        return sorted(played, key=lambda item: item.others)[:rounds]

    def _round(self, number: int) -> Round:
        """The first peer is another each time."""
        first = number % len(self.peers)
        begun, others = time.perf_counter(), self._others_cpu()
        turns = {peer.letter: self._turn(peer, self.seconds) for peer in (*self.peers[first:], *self.peers[:first])}
        return Round(turns, (self._others_cpu() - others) / (time.perf_counter() - begun))

    def _turn(self, peer: Peer, seconds: float) -> Turn:
        """A slow peer still works on what was under way when its load stops: the next one waits until it is done."""
        before = _cpu_seconds(peer.processes)
        load = press(peer.server.url, peer.request, connections=self.connections, seconds=seconds, core=self.core)
        if load.refused or load.broken or not load.requests:
            raise NotRight(f"({peer.letter}) refused {load.refused}, broke off {load.broken} of {load.requests} calls")
        peer.acknowledged += load.requests
        turn = Turn(load, (_cpu_seconds(peer.processes) - before) / load.requests * 1e6)
        come_to_rest(peer.server.process.pid)
        return turn

    def _others_cpu(self) -> float:
        """Seconds of processor time of all that is not ours."""
        servers = _cpu_seconds({process for peer in self.peers for process in peer.processes})
        return all_cpu_seconds() - own_cpu_seconds() - servers


def _cpu_seconds(processes: Iterable[int]) -> float:
    return sum(cpu_seconds(process) for process in processes)


def _shown(number: int, played: Round) -> str:
    rates = ", ".join(f"{letter} {turn.load.rate:,.0f}" for letter, turn in sorted(played.turns.items()))
    counts = "" if played.others <= MOST_OTHERS else ": too many"
    return f"round {number}: {rates} calls/s; everything else used {played.others:.2f} cores{counts}"

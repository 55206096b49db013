"""Rounds in which every peer is measured once, so that whatever else the machine does meets them all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from benchmarks.support.load import Load, press
from benchmarks.support.machine import cpu_seconds
from benchmarks.write_path.peers import NotRight, Peer

WARM_UP_SECONDS = 1.0


@dataclass(frozen=True)
class Turn:
    """One peer in one round; `cpu` is its microseconds of processor time a call."""

    load: Load
    cpu: float


Round = dict[str, Turn]
"""By the peer's letter."""


def contest(
    peers: Sequence[Peer], *, rounds: int, connections: int, seconds: float, core: int, say: Callable[[str], None]
) -> list[Round]:
    """Measures; the first peer of a round is another each time. NotRight."""
    for peer in peers:
        peer.check_answer()
        _turn(peer, connections, WARM_UP_SECONDS, core)
    played = []
    for number in range(rounds):
        first = number % len(peers)
        order = [*peers[first:], *peers[:first]]
        turns = {peer.letter: _turn(peer, connections, seconds, core) for peer in order}
        rates = ", ".join(f"{letter} {turns[letter].load.rate:,.0f}" for letter in sorted(turns))
        say(f"round {number + 1} of {rounds}: {rates} calls/s")
        played.append(turns)
    return played


def _turn(peer: Peer, connections: int, seconds: float, core: int) -> Turn:
    process = peer.server.process.pid
    before = cpu_seconds(process)
    load = press(peer.server.url, peer.request, connections=connections, seconds=seconds, core=core)
    if load.refused or load.broken or not load.requests:
        raise NotRight(f"({peer.letter}) refused {load.refused}, broke off {load.broken} of {load.requests} calls")
    peer.acknowledged += load.requests
    return Turn(load, (cpu_seconds(process) - before) / load.requests * 1e6)

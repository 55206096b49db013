"""What was found, as tables, and whether it is what was aimed at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.support.figures import Spread, spread, table
from benchmarks.write_path.contest import Round, Turn
from benchmarks.write_path.peers import Peer

_MEGABYTE = 1_000_000
MOST_MEMORY = 80 * _MEGABYTE


@dataclass(frozen=True)
class Aim:
    """What the ratio of (a) to another peer should be at least."""

    other: str
    least: float


AIMS = (Aim("b", 0.20), Aim("c", 0.8), Aim("d", 20))
"""Of step 1, for the usual four."""
FURTHER_AIMS = (Aim("b", 0.25), Aim("c", 1.0), Aim("d", 20), Aim("g", 3), Aim("h", 3), Aim("i", 12))
"""Of step 4, where others are asked for. (e) and (f) stand beside it without an aim."""
MOST_P99 = 6
"""Of (a), in p99s of (b)."""


def report(peers: Sequence[Peer], rounds: Sequence[Round], memory: dict[str, int], aims: Sequence[Aim] = AIMS) -> str:
    """Two tables: the peers, and the ratios with their aims, as far as those peers are there."""
    header = ("", "calls/s", "p50 ms", "p99 ms", "CPU µs/call", "memory MB")
    peer_rows = [_row(peer, [played.turns[peer.letter] for played in rounds], memory[peer.letter]) for peer in peers]
    busiest = max(played.others for played in rounds)
    note = f"Of the {len(rounds)} rounds that count, everything else on the machine used at most {busiest:.2f} cores."
    return f"{table(header, peer_rows)}\n\n{table(('aim', 'found', 'met'), _aims(rounds, memory, aims))}\n\n{note}"


def _row(peer: Peer, turns: Sequence[Turn], memory: int) -> tuple[str, ...]:
    return (
        f"({peer.letter}) {peer.name}",
        spread(turn.load.rate for turn in turns).shown(),
        spread(turn.load.p50 for turn in turns).shown(1),
        spread(turn.load.p99 for turn in turns).shown(1),
        spread(turn.cpu for turn in turns).shown(),
        f"{memory / _MEGABYTE:.0f}",
    )


def _aims(rounds: Sequence[Round], memory: dict[str, int], aims: Sequence[Aim]) -> Iterator[tuple[str, str, str]]:
    others = set(rounds[0].turns) - {"a"}
    for aim in aims:
        if aim.other in others:
            found = ratio(rounds, "a", aim.other)
            yield f"a ≥ {aim.least:g} × {aim.other}", f"{found.shown(3)} × {aim.other}", _met(found.median >= aim.least)
    for other in sorted(others - {aim.other for aim in aims}):
        yield f"a beside {other}", f"{ratio(rounds, 'a', other).shown(2)} × {other}", ""
    if aims is FURTHER_AIMS and "b" in others:
        waits = spread(played.turns["a"].load.p99 / played.turns["b"].load.p99 for played in rounds)
        yield f"p99 of a ≤ {MOST_P99} × b's", f"{waits.shown(1)} × b's", _met(waits.median <= MOST_P99)
    most = f"{MOST_MEMORY / _MEGABYTE:.0f} MB"
    yield f"memory of a ≤ {most}", f"{memory['a'] / _MEGABYTE:.0f} MB", _met(memory["a"] <= MOST_MEMORY)


def ratio(rounds: Sequence[Round], one: str, other: str) -> Spread:
    """How many calls one answers for each that the other does: taken within each round, then spread over them."""
    return spread(played.turns[one].load.rate / played.turns[other].load.rate for played in rounds)


def _met(is_met: bool) -> str:
    return "yes" if is_met else "NO"

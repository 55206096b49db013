"""What was found, as tables, and whether it is what was aimed at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from benchmarks.support.contest import Round, Turn
from benchmarks.support.figures import Spread, spread, table
from benchmarks.support.peer import Peer

MEGABYTE = 1_000_000
Line = tuple[str, str, str]
"""An aim, what was found, and whether it is met."""


def rate(turn: Turn) -> float:
    """Answers a second."""
    return turn.load.rate


def p99(turn: Turn) -> float:
    """Milliseconds that all but one in a hundred take at most."""
    return turn.load.p99


@dataclass(frozen=True)
class Aim:
    """What the ratio of one to another should be at least; no bound where they only stand side by side."""

    one: str
    other: str
    least: float | None = None
    most: float | None = None
    of: Callable[[Turn], float] = rate

    def line(self, rounds: Sequence[Round]) -> Line:
        """The aim, what was found, and whether it is met."""
        found, what = ratio(rounds, self.one, self.other, self.of), "" if self.of is rate else f"{self.of.__name__} of "
        shown = f"{found.shown(3 if found.median < 1 else 2)} × {self.other}"
        if self.least is not None:
            return f"{what}{self.one} ≥ {self.least:g} × {self.other}", shown, met(found.median >= self.least)
        if self.most is not None:
            return f"{what}{self.one} ≤ {self.most:g} × {self.other}", shown, met(found.median <= self.most)
        return f"{what}{self.one} beside {self.other}", shown, ""

    def is_about(self, letters: Iterable[str]) -> bool:
        """Whether both have taken part."""
        return {self.one, self.other} <= set(letters)


def ratio(rounds: Sequence[Round], one: str, other: str, of: Callable[[Turn], float] = rate) -> Spread:
    """How much of one there is for each of the other: taken within each round, then spread over them."""
    return spread(of(played.turns[one]) / of(played.turns[other]) for played in rounds)


def most_memory(peer: str, held: int, megabytes: int) -> Line:
    """The aim for a peer's memory."""
    return (
        f"memory of {peer} ≤ {megabytes} MB",
        f"{held / MEGABYTE:.0f} MB",
        met(held <= megabytes * MEGABYTE),
    )


def met(is_met: bool) -> str:
    """As the tables say it."""
    return "yes" if is_met else "NO"


def aims_table(lines: Iterable[Line]) -> str:
    """The aims, one on a line."""
    return table(("aim", "found", "met"), lines)


def peers_table(peers: Sequence[Peer], rounds: Sequence[Round], memory: dict[str, int]) -> str:
    """What each brought, and how busy everything else was meanwhile."""
    header = ("", "calls/s", "p50 ms", "p99 ms", "CPU µs/call", "memory MB")
    rows = [_row(peer, [played.turns[peer.letter] for played in rounds], memory[peer.letter]) for peer in peers]
    busiest = max(played.others for played in rounds)
    note = f"Of the {len(rounds)} rounds that count, everything else on the machine used at most {busiest:.2f} cores."
    return f"{table(header, rows)}\n\n{note}"


def _row(peer: Peer, turns: Sequence[Turn], memory: int) -> tuple[str, ...]:
    return (
        f"({peer.letter}) {peer.name}",
        spread(turn.load.rate for turn in turns).shown(),
        spread(turn.load.p50 for turn in turns).shown(1),
        spread(turn.load.p99 for turn in turns).shown(1),
        spread(turn.cpu for turn in turns).shown(),
        f"{memory / MEGABYTE:.0f}",
    )

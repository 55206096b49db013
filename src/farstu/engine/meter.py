"""What a server counts of itself: cheap to count, and read only where somebody asks.

Nothing of what is counted says whose call it was.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable

CALL_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
COMMIT_SECONDS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0)
BATCH_CALLS = (1, 2, 4, 8, 16, 32, 64, 128, 256)


class Histogram:
    """How many values lay up to each bound, and above the last one; their sum. One thread adds, any may read."""

    __slots__ = ("_bounds", "counts", "sum")

    def __init__(self, bounds: tuple[float, ...]) -> None:
        self._bounds = bounds
        self.counts = [0] * (len(bounds) + 1)
        self.sum = 0.0

    def add(self, value: float) -> None:
        """Counts a value in."""
        self.counts[bisect_left(self._bounds, value)] += 1
        self.sum += value

    @property
    def cumulative(self) -> list[tuple[float, int]]:
        """How many values were at most so large, by bound; the last one is infinite."""
        total, found = 0, []
        for bound, count in zip((*self._bounds, float("inf")), self.counts, strict=True):
            total += count
            found.append((bound, total))
        return found


class Meter:
    """The figures of one server. `readings` are asked for at the moment that somebody looks."""

    def __init__(self) -> None:
        self.calls: dict[tuple[str, int], int] = defaultdict(int)
        self.seconds: dict[str, Histogram] = defaultdict(lambda: Histogram(CALL_SECONDS))
        self.batches = Histogram(BATCH_CALLS)
        self.commits = Histogram(COMMIT_SECONDS)
        self.readings: dict[str, Callable[[], float]] = {}

    def call(self, operation: str, status: int, seconds: float) -> None:
        """A call was answered."""
        self.calls[operation, status] += 1
        self.seconds[operation].add(seconds)

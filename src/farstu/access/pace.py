"""How many requests a key may make a minute, where its owner wants that limited."""

from __future__ import annotations

from typing import NamedTuple

from farstu.contract.moment import TICKS_PER_SECOND

_MINUTE = 60 * TICKS_PER_SECOND


class Left(NamedTuple):
    """What is left to a key: how many requests, and in how many seconds a new minute begins."""

    limit: int
    requests: int
    seconds: int
    over: bool

    @property
    def headers(self) -> tuple[tuple[str, str], ...]:
        """As a caller is told of it."""
        told = (
            ("RateLimit-Limit", str(self.limit)),
            ("RateLimit-Remaining", str(self.requests)),
            ("RateLimit-Reset", str(self.seconds)),
        )
        return (*told, ("Retry-After", str(self.seconds))) if self.over else told


class Pace:
    """Counts requests by key, in minutes that begin with a key's first request. There are no more entries than keys."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._counted: dict[str, tuple[int, int]] = {}

    def take(self, key_id: str, at: int) -> Left:
        """Counts a request (`at` in ticks); one that is `over` is to be refused."""
        since, count = self._counted.get(key_id, (at, 0))
        if not 0 <= at - since < _MINUTE:
            since, count = at, 0
        over = count >= self._limit
        count += not over
        self._counted[key_id] = (since, count)
        seconds = -((at - since - _MINUTE) // TICKS_PER_SECOND)
        return Left(self._limit, self._limit - count, max(1, min(60, seconds)), over)

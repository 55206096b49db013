"""When a call is tried again, and how long is waited before."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

import httpx

BUSY = frozenset({429, 503})
"""The statuses by which a server says that it has not done what was asked, and may be asked again."""
NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
"""What fails before the server has got anything."""


@dataclass(frozen=True, slots=True)
class Retry:
    """How often a call is tried, and within how many seconds the last try begins. `pause` seconds, twice as many each
    time up to `longest`, are waited where the server does not say how long; chance takes up to half of them away."""

    tries: int = 4
    deadline: float = 60.0
    pause: float = 0.5
    longest: float = 8.0


class Attempts:
    """The tries of one call."""

    def __init__(self, retry: Retry, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._retry = retry
        self._clock = clock
        self._end = clock() + retry.deadline
        self._made = 0

    def timeout(self, longest: float) -> float:
        """How long the next try may wait for the server: never longer than the call has left."""
        return max(min(longest, self._end - self._clock()), 0.001)

    def pause(self, answer: httpx.Response | None = None) -> float | None:
        """How many seconds to wait before the next try; None where there is to be none. A server that says how long
        is never asked earlier."""
        self._made += 1
        if self._made >= self._retry.tries:
            return None
        own = min(self._retry.pause * 2.0 ** (self._made - 1), self._retry.longest)
        told = None if answer is None else _told(answer)
        chance = secrets.SystemRandom().random()
        seconds = own * (1 - chance / 2) if told is None else told + self._retry.pause * chance
        return seconds if self._clock() + seconds < self._end else None


def _told(answer: httpx.Response) -> float | None:
    """The seconds of `Retry-After`; a date in it counts from the server's own."""
    text = answer.headers.get("Retry-After", "").strip()
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        since = parsedate_to_datetime(text) - parsedate_to_datetime(answer.headers.get("Date", ""))
    except (TypeError, ValueError):
        return None
    return max(since.total_seconds(), 0.0)

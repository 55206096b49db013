"""Time and chance come from here and nowhere else, so that both can be set."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from threading import Lock

from farstu.contract.moment import TICKS_PER_SECOND

Clock = Callable[[], int]
"""Ticks of 100 ns since 1970-01-01T00:00:00Z."""

_TICKS_PER_MILLISECOND = TICKS_PER_SECOND // 1000


def system_clock() -> int:
    """The machine's time."""
    return time.time_ns() // 100


_RANDOM_AT_ONCE = 512


class Ids:
    """Makes UUIDv7s that only ever rise within one process: `0198f3…`, 32 hex digits in capitals.

    The 12 bits behind the millisecond count up within it (RFC 9562, method 1); the rest is random.
    """

    def __init__(self, clock: Clock = system_clock, random: Callable[[int], bytes] = os.urandom) -> None:
        self._clock = clock
        self._random = random
        self._last = 0
        self._chance = b""
        self._lock = Lock()

    def draw(self) -> str:
        """The next id."""
        with self._lock:
            self._last = max(self._last + 1, (self._clock() // _TICKS_PER_MILLISECOND) << 12)
            time_part = self._last
            chance = self._chance or self._random(_RANDOM_AT_ONCE)
            self._chance = chance[8:]
        tail = int.from_bytes(chance[:8]) & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
        return f"{time_part >> 12:012X}7{time_part & 0xFFF:03X}{tail:016X}"


def derived_id(base: str, number: int) -> str:
    """A further id of the same call: the base with its random part moved on by `number`."""
    if not number:
        return base
    tail = (int(base[16:], 16) + number) & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
    return f"{base[:16]}{tail:016X}"

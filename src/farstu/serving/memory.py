"""How a serving process takes memory, so that it gives back what large calls needed."""

from __future__ import annotations

import ctypes

LARGE = 256 * 1024
"""Pieces of so many bytes are taken from the machine by themselves, and given back to it at once."""
HEAPS = 2
"""Of all threads together; the C library would have eight for each core."""
_MMAP_THRESHOLD, _ARENA_MAX = -3, -8
"""Of glibc's `mallopt`."""


def bound_heaps() -> None:
    """Left to itself the C library learns from large pieces to keep them among the small ones, which leaves gaps."""
    choose = getattr(ctypes.CDLL(None), "mallopt", None)
    if choose is not None:
        choose(_MMAP_THRESHOLD, LARGE)
        choose(_ARENA_MAX, HEAPS)

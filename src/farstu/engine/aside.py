"""Long work beside the loop, in short turns, so that calls go on meanwhile."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

SHORT_TURN = 0.0005
"""Seconds after which such work lets the loop go on."""
_at_work = 0
_usual = sys.getswitchinterval()

Made = TypeVar("Made")


async def aside(work: Callable[..., Made], *given: Any) -> Made:
    """Does the work on a thread. To be called on the loop."""
    with _short_turns():
        return await asyncio.to_thread(work, *given)


@contextmanager
def _short_turns() -> Iterator[None]:
    """Until the last of those at work is done."""
    global _at_work
    _at_work += 1
    sys.setswitchinterval(SHORT_TURN)
    try:
        yield
    finally:
        _at_work -= 1
        if not _at_work:
            sys.setswitchinterval(_usual)

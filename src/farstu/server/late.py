"""What only asks is loaded when somebody first asks: it brings the SQL library along, which takes half a second and 30
megabytes, and a server starts, and takes writes, without it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable


class Late:
    """Does something once, on a thread of its own, before the first who waits for it goes on."""

    def __init__(self, work: Callable[[], None]) -> None:
        self._work = work
        self._done = False
        self._lock = asyncio.Lock()

    async def ready(self) -> None:
        """Goes on once it is done."""
        if self._done:
            return
        async with self._lock:
            if not self._done:
                await asyncio.get_running_loop().run_in_executor(None, self._work)
                self._done = True

"""TLS handshakes under way: each takes a file handle, and is no connection yet that anybody counts."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable
from typing import Any
from weakref import WeakSet

from farstu.server.loops import HANDSHAKE_SECONDS


def bounded(room: Callable[[], int]) -> type[ssl.SSLObject]:
    """What a context is to make for each connection (`sslobject_class`), so that there are no more handshakes at a time
    than there is room for; any further one is cut off as it comes."""
    under_way: WeakSet[Any] = WeakSet()

    class Shaking(ssl.SSLObject):
        """One connection's side of TLS."""

        begun: float

        def __new__(cls) -> Shaking:
            if len(under_way) >= room() and _at_work(under_way) >= room():
                raise ConnectionAbortedError
            made = super().__new__(cls)
            made.begun = time.monotonic()
            under_way.add(made)
            return made

        def do_handshake(self) -> None:
            """A step of it; it is done where nothing is raised."""
            super().do_handshake()
            under_way.discard(self)

    return Shaking


def _at_work(under_way: WeakSet[Any]) -> int:
    """Those whose time is over are cut, and only not yet cleared away."""
    latest = time.monotonic() - HANDSHAKE_SECONDS
    return sum(one.begun > latest for one in under_way)

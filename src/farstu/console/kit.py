"""What the console's pages work with."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from starlette.types import ASGIApp

from farstu.access.passwords import Passwords
from farstu.access.sessions import Sessions
from farstu.engine.own_calls import OwnCalls
from farstu.help.pages.static import StaticFiles
from farstu.help.place import Place
from farstu.sandbox.orders import Orders
from farstu.store.base import Readers
from farstu.store.clock import Clock
from farstu.store.secrets import Secrets
from farstu.store.vault import Vault


@dataclass(frozen=True)
class Kit:
    """`send` is the application that answers calls, `settle` lets the journal catch up with them; `secrets` are those
    of the moment; `place` is the demo's, or None; `counted` remembers how many calls hours had
    that are over, by customers and hour."""

    readers: Readers
    calls: OwnCalls
    sessions: Sessions
    passwords: Passwords
    vault: Vault
    clock: Clock
    secrets: Callable[[], Secrets]
    orders: Orders
    settle: Callable[[], Awaitable[None]]
    send: ASGIApp
    static: StaticFiles
    place: Place | None
    counted: dict[tuple[str, ...], int] = field(default_factory=dict)

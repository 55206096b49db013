"""Who comes in: credentials that are right pass at once, wrong ones are counted, and a key may have a pace."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from farstu.access.keys import read_basic
from farstu.access.pace import Pace
from farstu.access.principals import Principal, Principals
from farstu.access.throttle import PLAIN_A_MINUTE, Throttle
from farstu.access.uses import Uses
from farstu.refusals import Refused, throttled, too_fast, unauthorized

Headers = tuple[tuple[str, str], ...]


class Limits(msgspec.Struct, frozen=True):
    """How many wrong credentials a minute are refused plainly, by user name and address; how many requests a minute a
    key may make, 0: any number."""

    wrong_a_minute: int = PLAIN_A_MINUTE
    requests_a_minute: int = 0


class Admitted(NamedTuple):
    """Who it is, and what the answer tells them of their pace."""

    principal: Principal
    headers: Headers


class Door:
    """Admits a caller, or refuses with 401 or 429; `refused` counts those whose credentials were wrong. StoreError."""

    def __init__(self, principals: Principals, uses: Uses, limits: Limits) -> None:
        self.refused = 0
        self._principals = principals
        self._uses = uses
        self._limits = limits
        self.forget()

    def forget(self) -> None:
        """Counts anew."""
        self._throttle = Throttle(self._limits.wrong_a_minute)
        self._pace = Pace(self._limits.requests_a_minute) if self._limits.requests_a_minute else None

    async def admit(self, header: bytes | None, address: str, at: int) -> Admitted:
        """The caller of an `Authorization` header, from an address, at a time (ticks)."""
        principal = await self._principals.find(header, address)
        if principal is None:
            raise self._turn_away(header, address, at)
        self._uses.note(principal, at)
        if self._pace is None:
            return Admitted(principal, ())
        left = self._pace.take(principal.key_id, at)
        if left.over:
            raise too_fast(left.seconds, left.headers)
        return Admitted(principal, left.headers)

    async def recognise(self, header: bytes | None, address: str) -> Principal | None:
        """Who it is, without letting them in; nothing is counted. StoreError."""
        return await self._principals.find(header, address)

    def _turn_away(self, header: bytes | None, address: str, at: int) -> Refused:
        """Whoever shows nothing has tried nothing."""
        if header is None:
            return unauthorized()
        self.refused += 1
        shown = read_basic(header)
        wait = self._throttle.wrong(shown.partner if shown else "", address, at)
        return throttled(wait) if wait else unauthorized()

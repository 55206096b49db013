"""Slows down whoever tries credentials that are wrong: a plain refusal at first, then a wait that grows."""

from __future__ import annotations

from collections import OrderedDict
from hashlib import blake2b
from ipaddress import IPv6Address, ip_address, ip_network

from farstu.contract.moment import TICKS_PER_SECOND

MINUTE_TICKS = 60 * TICKS_PER_SECOND
PLAIN_A_MINUTE = 20
LONGEST_WAIT = 300
MOST_REMEMBERED = 20_000
_SITE_BITS = 64


class _Tries:
    """Of one user name at one address: how many in the running minute, how many since it was told to wait."""

    __slots__ = ("count", "since", "told", "until")

    def __init__(self, at: int) -> None:
        self.since = at
        self.count = 0
        self.told = 0
        self.until = at


class Throttle:
    """Counts wrong credentials by user name and address. Right ones never come here, so they never wait.

    A wait is told, not held: an open answer would cost this server more than it costs the one who asks. Names and
    addresses are kept as digests of one size, the ones tried last up to `most`, so that memory is bounded.
    """

    def __init__(self, plain: int = PLAIN_A_MINUTE, most: int = MOST_REMEMBERED) -> None:
        self._plain = plain
        self._most = most
        self._tries: OrderedDict[bytes, _Tries] = OrderedDict()

    def wrong(self, user: str, address: str, at: int) -> int:
        """Notes one try (`at` in ticks). 0: refuse it plainly; else for how many seconds it is told to wait."""
        tries = self._find(_place(user, address), at)
        _forgive(tries, at)
        tries.count += 1
        if tries.count <= self._plain and at >= tries.until:
            return 0
        wait = min(1 << tries.told, LONGEST_WAIT)
        tries.told = min(tries.told + 1, LONGEST_WAIT.bit_length())
        tries.until = at + wait * TICKS_PER_SECOND
        return wait

    def left(self, user: str, address: str, at: int) -> int:
        """For how many seconds somebody was told to wait who tries again now. For what can be guessed: a password that
        is tried meanwhile is not even looked at."""
        tries = self._tries.get(_place(user, address))
        return 0 if tries is None else max(0, -((at - tries.until) // TICKS_PER_SECOND))

    def __len__(self) -> int:
        return len(self._tries)

    def _find(self, place: bytes, at: int) -> _Tries:
        tries = self._tries.pop(place, None) or _Tries(at)
        self._tries[place] = tries
        if len(self._tries) > self._most:
            self._tries.popitem(last=False)
        return tries


def _place(user: str, address: str) -> bytes:
    return blake2b(f"{_site(address)}\x1f{user}".encode("utf-8", "replace"), digest_size=16).digest()


def _forgive(tries: _Tries, at: int) -> None:
    """A new minute begins the count anew; only one that was not spent waiting ends the growing."""
    if at - tries.since < MINUTE_TICKS and at >= tries.since:
        return
    if tries.told and at < tries.until + MINUTE_TICKS:
        return
    tries.since, tries.count, tries.told, tries.until = at, 0, 0, at


def _site(address: str) -> str:
    """Whoever has one address of IPv6 has all of its network."""
    try:
        read = ip_address(address)
    except ValueError:
        return address
    if isinstance(read, IPv6Address):
        mapped = read.ipv4_mapped
        return str(mapped or ip_network((read, _SITE_BITS), strict=False).network_address)
    return address

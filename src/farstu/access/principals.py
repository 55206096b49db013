"""Who is calling, and what they may: found by key, remembered until rights change."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from secrets import token_bytes

import structlog

from farstu.access.keys import Credentials, key_hash, read_basic
from farstu.access.networks import Network, lies_in, read_network
from farstu.access.tables import ACCESS_KEY, GROUP, GROUP_MEMBER, KEY_GRANT, KEY_NETWORK, REVISION, AccessKey
from farstu.contract.operation import FunctionGroup
from farstu.engine.going_on import end
from farstu.store.base import Answering, StoreError
from farstu.store.clock import Clock
from farstu.store.secrets import Secrets
from farstu.store.settings_table import SETTING
from farstu.store.statements import select_by
from farstu.texts import Text

log = structlog.get_logger()

REMEMBERED = 20_000
LOOK_EVERY_SECONDS = 0.4


@dataclass(frozen=True)
class Principal:
    """A partner with one key: the customers that it covers, by function group, and from where (nothing: everywhere).

    `secret` names the one that the key is hashed with from now on; `newer_hash` is that hash where it is kept under
    another.
    """

    partner: str
    key_id: str
    covers: dict[FunctionGroup, frozenset[str]]
    expires_at: int | None
    networks: tuple[Network, ...] = ()
    secret: str = ""
    newer_hash: str | None = None

    def may(self, group: FunctionGroup, customer: str) -> bool:
        """Whether the key opens this function group for this customer."""
        return customer in self.covers.get(group, frozenset())

    @cached_property
    def customers(self) -> frozenset[str]:
        """Every customer that the key covers with any function group."""
        return frozenset().union(*self.covers.values())


@dataclass(frozen=True)
class MadeHere:
    """In whose name a call is made that this server makes itself, and what its journal says of that. It stands in the
    call's scope, where nothing that comes over a socket can put it. `in_story`: a story makes it."""

    principal: Principal
    told: Text | None = None
    in_story: bool = False


OURSELVES = "farstu.made_here"
"""Where in a scope."""


class Principals:
    """Finds the principal of a header. A found one is remembered by a keyed hash of the header, never by the header."""

    def __init__(
        self,
        readers: Answering,
        secrets: Secrets,
        clock: Clock,
        *,
        demo: bool = False,
        look: Callable[[], None] = lambda: None,
    ) -> None:
        self._readers = readers
        self._secrets = secrets
        self._look = look
        self._clock = clock
        self._demo = demo
        self._mask = token_bytes(32)
        self._known: dict[bytes, Principal] = {}
        self._asked: dict[tuple[int, bytes], asyncio.Task[Principal | None]] = {}
        self._revision = ""
        self._changes = 0
        self._watching: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begins to look whether rights have changed."""
        self._watching = asyncio.get_running_loop().create_task(self._watch())

    async def stop(self) -> None:
        """Looks no more, nor asks for those who have left."""
        await end(self._watching, *self._asked.values())

    def renew(self, secrets: Secrets) -> None:
        """The secrets have changed."""
        self._secrets = secrets
        self._forget()

    def _forget(self) -> None:
        """What was found is asked for again, and what is being asked for is not remembered."""
        self._known.clear()
        self._changes += 1

    async def find(self, header: bytes | None, address: str) -> Principal | None:
        """The principal of an `Authorization` header; None where it names no partner with a key that is valid, at this
        address. StoreError."""
        if header is None:
            return None
        place = blake2b(header, key=self._mask, digest_size=16).digest()
        found = self._known.get(place)
        if found is None or self._has_expired(found.expires_at):
            found = await self._look_up(place, header)
        if found and found.networks and not lies_in(address, found.networks):
            return None
        return found

    def _has_expired(self, expires_at: int | None) -> bool:
        return expires_at is not None and expires_at <= self._clock()

    async def _look_up(self, place: bytes, header: bytes) -> Principal | None:
        """Asks once for all who wait for the same: when rights have changed, every call of a key comes at a time."""
        credentials = read_basic(header)
        if credentials is None:
            return None
        which = self._changes, place
        asked = self._asked.get(which)
        if asked is None:
            asked = self._asked[which] = asyncio.create_task(self._ask(place, credentials))
            asked.add_done_callback(lambda done: self._answered(which, done))
        return await asyncio.shield(asked)

    def _answered(self, which: tuple[int, bytes], asked: asyncio.Task[Principal | None]) -> None:
        del self._asked[which]
        if not asked.cancelled():
            asked.exception()  # whoever asked may be gone: then nobody else takes it

    async def _ask(self, place: bytes, credentials: Credentials) -> Principal | None:
        changes = self._changes
        found = await self._read(credentials, self._secrets)
        if found and changes == self._changes:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            self._known[place] = found
        return found

    async def _read(self, credentials: Credentials, secrets: Secrets) -> Principal | None:
        hashes = tuple(key_hash(secret, credentials.key) for secret in secrets.hashing)
        key = await self._key(hashes)
        if key is None or key.partner != credentials.partner or key.revoked_at is not None:
            return None
        if (key.demo and not self._demo) or self._has_expired(key.expires_at):
            return None
        covers: dict[FunctionGroup, set[str]] = {}
        for function, scope, group, member in await self._readers.rows(_GRANTS, (key.id,)):
            covered = member if group else scope
            covers.setdefault(FunctionGroup(function), set()).update({covered} - {None})
        networks = await self._readers.rows(select_by(KEY_NETWORK.index("key")), (key.id,))
        return Principal(
            key.partner,
            key.id,
            {group: frozenset(customers) for group, customers in covers.items()},
            key.expires_at,
            tuple(read_network(network) for _, network in networks),
            secrets.fingerprint,
            None if key.hash == hashes[0] else hashes[0],
        )

    async def _key(self, hashes: tuple[str, ...]) -> AccessKey | None:
        """The key under any of its hashes, one for each secret."""
        for made in hashes:
            for row in await self._readers.rows(select_by(ACCESS_KEY.key), (made,)):
                return ACCESS_KEY.make(row)
        return None

    async def _watch(self) -> None:
        while True:
            self._look()
            try:
                rows = await self._readers.rows(select_by(SETTING.key), (REVISION,))
                revision = rows[0][1] if rows else ""
                if revision != self._revision:
                    self._revision = revision
                    self._forget()
            except StoreError as error:
                log.error("rights could not be read again", error=str(error))
                self._known.clear()
            await asyncio.sleep(LOOK_EVERY_SECONDS)


_GRANTS = f"""
SELECT g.function_group, g.scope, c.id, m.member FROM "{KEY_GRANT.name}" AS g
LEFT JOIN "{GROUP.name}" AS c ON c.id = g.scope
LEFT JOIN "{GROUP_MEMBER.name}" AS m ON m.group_id = c.id
WHERE g.key = ?"""  # noqa: S608 - names of ours
"""Each grant of a key: its function group, its scope, and, where that is a group, a customer of it."""

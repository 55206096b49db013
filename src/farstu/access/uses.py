"""When each key was last used: noted in memory, written a moment later for all keys at once, to the minute."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import cache

import structlog

from farstu.access.principals import Principal
from farstu.access.tables import ACCESS_KEY, KEY_USE, KeyUse
from farstu.contract.moment import TICKS_PER_SECOND
from farstu.engine.going_on import end
from farstu.engine.writer import Writer
from farstu.store.base import StoreError, WriteSession
from farstu.store.statements import text_of

log = structlog.get_logger()

EVERY_TICKS = 60 * TICKS_PER_SECOND
PAUSE_SECONDS = 0.5
Use = tuple[Principal, int]


class Uses:
    """Takes uses in and writes them between the batches of calls: at most one a minute for each key.

    A key whose hash was made with an older secret is hashed anew when its use is written.
    """

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._noted: dict[str, int] = {}
        self._waiting: dict[str, Use] = {}
        self._wake = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begins to write."""
        self._task = asyncio.get_running_loop().create_task(self._work())

    async def stop(self) -> None:
        """Writes what is left and ends."""
        await end(self._task)
        await self._flush()

    def note(self, principal: Principal, at: int) -> None:
        """A key was used (`at` in ticks)."""
        before = self._noted.get(principal.key_id)
        if before is not None and 0 <= at - before < EVERY_TICKS:
            return
        self._noted[principal.key_id] = at
        self._waiting[principal.key_id] = (principal, at)
        self._wake.set()

    def forget(self) -> None:
        """The next use of each key is written at once: the secrets have changed."""
        self._noted.clear()

    async def _work(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            await asyncio.sleep(PAUSE_SECONDS)
            await self._flush()

    async def _flush(self) -> None:
        uses, self._waiting = list(self._waiting.values()), {}
        if not uses:
            return
        try:
            await self._writer.errand(lambda session: _write(session, uses))
        except StoreError as error:
            log.warning("when keys were last used could not be written", error=str(error), keys=len(uses))


def _write(session: WriteSession, uses: Sequence[Use]) -> None:
    session.begin([""])
    try:
        session.write({KEY_USE: [KeyUse(principal.key_id, at, principal.secret) for principal, at in uses]})
        for principal, _ in uses:
            if principal.newer_hash:
                session.execute(_hash_anew(), (principal.newer_hash, principal.key_id))
        session.commit()
    finally:
        session.rollback()


@cache
def _hash_anew() -> str:
    import sqlalchemy as sa

    table = ACCESS_KEY.sql
    changed = sa.update(table).values(hash=sa.bindparam("newer")).where(table.c.id == sa.bindparam("key"))
    return text_of(changed)

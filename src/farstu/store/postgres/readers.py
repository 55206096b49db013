"""Connections that only read, shared by all readers of a process."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from typing import Any

from farstu.store.base import StoreLost, StoreUnavailable
from farstu.store.postgres.sessions import Connect, PostgresSession

READERS = 4
MOST_WAITING = 1_000


class PostgresReaders:
    """A few sessions; who finds none free waits for one, unless too many wait already."""

    def __init__(self, connect: Connect) -> None:
        self._all = [PostgresSession(connect) for _ in range(READERS)]
        self._free: asyncio.LifoQueue[PostgresSession] = asyncio.LifoQueue()
        self._waiting = 0
        for session in self._all:
            self._free.put_nowait(session)

    async def rows(
        self, statement: str, parameters: tuple[Any, ...] = (), customers: Collection[str] = ()
    ) -> list[tuple[Any, ...]]:
        """Asked again once where the connection was lost: reading twice does no harm."""
        session = await self._take()
        try:
            try:
                return await session.rows(statement, parameters, customers)
            except StoreLost:
                return await session.rows(statement, parameters, customers)
        finally:
            self._free.put_nowait(session)

    async def close(self) -> None:
        for session in self._all:
            await session.close()

    async def _take(self) -> PostgresSession:
        if self._waiting >= MOST_WAITING:
            raise StoreUnavailable("too many readers wait")
        self._waiting += 1
        try:
            return await self._free.get()
        finally:
            self._waiting -= 1

"""`/healthz`: the process answers. `/readyz`: calls can be read and kept, just now."""

from __future__ import annotations

import asyncio
import time

import structlog
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from farstu.engine.writer import Writer
from farstu.store.base import Readers, StoreError, WriteSession
from farstu.wire.json_codec import write_json

log = structlog.get_logger()

REMEMBERED_SECONDS = 1.0
"""Whoever asks oftener gets the same answer, so that asking costs the database nothing."""
PATIENCE_SECONDS = 2.0


class Health:
    """Asks the database when somebody asks, once for all who ask at a time."""

    def __init__(self, readers: Readers, writer: Writer) -> None:
        self._readers = readers
        self._writer = writer
        self._asked: asyncio.Task[bool] | None = None
        self._at = 0.0

    def routes(self) -> list[Route]:
        """Both, for anybody: they say nothing else."""
        return [Route("/healthz", self._alive), Route("/readyz", self._ready)]

    async def _alive(self, request: Request) -> Response:
        return _said("ok", 200)

    async def _ready(self, request: Request) -> Response:
        now = time.monotonic()
        if self._asked is None or (self._asked.done() and now - self._at > REMEMBERED_SECONDS):
            self._at, self._asked = now, asyncio.get_running_loop().create_task(self._ask())
        return _said("ok", 200) if await asyncio.shield(self._asked) else _said("unavailable", 503)

    async def _ask(self) -> bool:
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                await self._readers.rows("SELECT 1")
                await self._writer.errand(_begin)
        except TimeoutError:
            log.error("the database did not answer in time", seconds=PATIENCE_SECONDS)
            return False
        except StoreError as error:
            log.error("the database is not ready", error=str(error))
            return False
        return True


def _begin(session: WriteSession) -> None:
    """Whether a transaction that writes could be begun."""
    session.begin()
    session.rollback()


def _said(status: str, code: int) -> Response:
    headers = {"Cache-Control": "no-store"}
    return Response(write_json({"status": status}), code, headers, media_type="application/json; charset=utf-8")

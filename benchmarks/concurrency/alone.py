"""The same calls one by one: in this process, on a SQLite database that begins with the same rows."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import httpx

from benchmarks.concurrency.calls import Done
from benchmarks.concurrency.order import Kept, read_kept
from farstu.server.app import Farstu
from farstu.store.base import EVERY_CUSTOMER
from farstu.store.clock import Ids
from farstu.store.secrets import Secrets
from farstu.store.settings_table import SCHEMA, Setting
from farstu.store.sqlite import SqliteDatabase


class _GivenIds(Ids):
    """Gives out the ids that the calls had before."""

    def __init__(self, ids: Iterable[str]) -> None:
        super().__init__()
        self._given = iter(ids)

    def draw(self) -> str:
        return next(self._given)


def furnished(file: Path, kept: Kept) -> SqliteDatabase:
    """A database with these rows."""
    database = SqliteDatabase(file, durable=False)
    database.prepare()
    session = database.write_session()
    session.begin(EVERY_CUSTOMER)
    session.write({table: [row for row in rows if not _is_schema(row)] for table, rows in kept.items()})
    session.commit()
    session.close()
    return database


def _is_schema(row: object) -> bool:
    return isinstance(row, Setting) and row.name == SCHEMA


def repeat(
    database: SqliteDatabase, secrets: Secrets, calls: Sequence[Done], times: Mapping[str, int]
) -> tuple[list[Done], Kept]:
    """What the calls are answered, each at the time and with the id that it had, and what is kept then."""
    return asyncio.run(_repeat(database, secrets, calls, times)), read_kept(database)


async def _repeat(
    database: SqliteDatabase, secrets: Secrets, calls: Sequence[Done], times: Mapping[str, int]
) -> list[Done]:
    now = 0
    app = Farstu(database, secrets, clock=lambda: now, ids=_GivenIds(call.id for call in calls), demo=True)
    await app.start()
    done = []
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        for call in calls:
            now = times[call.id]
            sent = call.request
            answer = await client.request(sent.method, sent.path, headers=sent.headers, content=sent.body)
            done.append(Done(sent, 0, 0, answer.status_code, answer.text, answer.headers["Request-Id"]))
    await app.stop()
    return done

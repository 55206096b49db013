"""FastAPI, SQLAlchemy's async ORM and aiosqlite or asyncpg: the same look-ups and inserts, durably, one transaction a
call.

One connection to SQLite, because it has one writer: with 5 or 20 it answered as many calls a second, but the slowest
waited three and eight times as long. Twenty to PostgreSQL, so that it can commit several at once (PEER_CONNECTIONS sets
another number).
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Header, HTTPException, Request
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

from benchmarks.peers import tables
from benchmarks.peers.models import Comeback

WORLD: dict[str, Any] = json.loads(os.environ["PEER_WORLD"])
DATABASE = os.environ["PEER_DATABASE"]
EMBEDDED = "://" not in DATABASE
engine = create_async_engine(
    f"sqlite+aiosqlite:///{DATABASE}" if EMBEDDED else DATABASE.replace("://", "+asyncpg://", 1),
    pool_size=int(os.environ.get("PEER_CONNECTIONS", "1" if EMBEDDED else "20")),
    max_overflow=0,
    pool_timeout=60,
)
make_session = async_sessionmaker(engine, expire_on_commit=False)


def _durable(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    for setting in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=60000"):
        connection.execute(f"PRAGMA {setting}")


def _begin(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


if EMBEDDED:
    event.listen(engine.sync_engine, "connect", _durable)
    event.listen(engine.sync_engine, "begin", _begin)


@asynccontextmanager
async def _furnished(_app: FastAPI) -> AsyncIterator[None]:
    async with engine.begin() as connection:
        await connection.run_sync(tables.Base.metadata.create_all)
    customer = WORLD["customerId"]
    async with make_session.begin() as session:
        session.add_all([
            tables.AccessKey(
                hash=_hash(WORLD["key"]), partner=WORLD["partner"], customer=customer, function_group="Meeting"
            ),
            tables.Contact(customer=customer, id=WORLD["contactId"], first_name="Anna", last_name="Berg"),
            tables.Meeting(customer=customer, id=WORLD["meetingId"]),
            tables.Estate(customer=customer, id=WORLD["estateId"], street_address="Storgatan 1"),
            tables.User(customer=customer, id=WORLD["userId"], name="Eva Ek"),
        ])  # fmt: skip
    yield
    await engine.dispose()


app = FastAPI(openapi_url=None, lifespan=_furnished)


async def _session() -> AsyncIterator[AsyncSession]:
    async with make_session.begin() as session:
        yield session


def _hash(key: str) -> str:
    return hashlib.blake2b(key.encode(), digest_size=32).hexdigest()


async def _key(session: AsyncSession, header: str, customer: str) -> tables.AccessKey:
    partner, _, secret = base64.b64decode(header.partition(" ")[2]).decode().partition(":")
    key = await session.get(tables.AccessKey, _hash(secret))
    if key is None or key.partner != partner:
        raise HTTPException(401)
    if key.customer != customer:
        raise HTTPException(403)
    return key


async def _need(session: AsyncSession, table: type[tables.Base], customer: str, key: str | None, status: int) -> None:
    if key is not None and await session.get(table, (customer, key)) is None:
        raise HTTPException(status, f"{table.__tablename__} {key}")


@app.post("/Meeting/Comeback/{customer_id}/{contact_id}")
async def create_comeback(
    customer_id: str,
    contact_id: str,
    comeback: Comeback,
    request: Request,
    authorization: Annotated[str, Header()],
    session: Annotated[AsyncSession, Depends(_session, scope="function")],
) -> str:
    key = await _key(session, authorization, customer_id)
    user = comeback.participant.user_id if comeback.participant else None
    await _need(session, tables.Contact, customer_id, contact_id, 404)
    await _need(session, tables.Meeting, customer_id, comeback.meeting_id, 400)
    await _need(session, tables.Estate, customer_id, comeback.estate_id, 400)
    await _need(session, tables.User, customer_id, user, 400)
    call, now = uuid.uuid4().hex.upper(), datetime.now(UTC)
    made = f"CAL{call}"
    session.add_all([
        tables.Comeback(
            customer=customer_id, id=made, contact=contact_id, date=comeback.date, meeting=comeback.meeting_id,
            estate=comeback.estate_id, user=user, note=comeback.note, partner=key.partner, created_at=now,
        ),
        tables.JournalEntry(
            customer=customer_id, id=call, at=now, operation="CreateComeback", partner=key.partner, status=200,
            detail=json.dumps({"path": request.url.path, "body": comeback.model_dump(mode="json"), "answer": made}),
        ),
        tables.Event(
            customer=customer_id, kind="comeback.created", at=now, call=call,
            ids=json.dumps({"id": made, "contactId": contact_id}),
        ),
    ])  # fmt: skip
    return made

"""FastAPI and the store of Farstu itself, one commit a call: what a careful hand gets out of SQLite without batches.

The same file, schema, statements and settings, through `sqlite3` with no layer in between; rights from memory, checked
by hash; the same four rows a call (comeback, journal, event, counter). Everything runs on the event loop.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import time
import uuid
from pathlib import Path
from typing import Annotated, Any

from fastapi import FastAPI, Header, HTTPException, Request

from benchmarks.peers.models import Comeback
from farstu.areas.meeting.tables import COMEBACK
from farstu.engine.tables import EVENT, EVENT_COUNTER, JOURNAL
from farstu.records.contacts import CONTACT
from farstu.records.estates import ESTATE
from farstu.records.meetings import MEETING
from farstu.records.offices import USER
from farstu.store.sqlite import SqliteDatabase
from farstu.store.statements import select_by, write
from farstu.store.table import Index

WORLD: dict[str, Any] = json.loads(os.environ["PEER_WORLD"])


def _hash(header: str) -> bytes:
    return hashlib.blake2b(header.encode(), digest_size=16).digest()


_CREDENTIALS = f"{WORLD['partner']}:{WORLD['key']}".encode()
KEYS = {_hash("Basic " + base64.b64encode(_CREDENTIALS).decode()): (WORLD["partner"], {WORLD["customerId"]})}
session = SqliteDatabase(Path(os.environ["PEER_DATABASE"])).write_session()
execute = session._connection.execute  # the driver itself, on a connection that is set up as Farstu's
LAST_EVENT, COUNT_EVENT = select_by(EVENT_COUNTER.key), write(EVENT_COUNTER)
PUT_COMEBACK, PUT_JOURNAL, PUT_EVENT = write(COMEBACK), write(JOURNAL), write(EVENT)
app = FastAPI(openapi_url=None)


def _key(header: str, customer: str) -> str:
    partner, customers = KEYS.get(_hash(header), ("", set()))
    if not partner:
        raise HTTPException(401)
    if customer not in customers:
        raise HTTPException(403)
    return partner


def _need(index: Index[Any], customer: str, key: str | None, status: int) -> None:
    if key is not None and execute(select_by(index), (customer, key)).fetchone() is None:
        raise HTTPException(status, f"{index.table.name} {key}")


@app.post("/Meeting/Comeback/{customer_id}/{contact_id}")
async def create_comeback(
    customer_id: str, contact_id: str, comeback: Comeback, request: Request, authorization: Annotated[str, Header()]
) -> str:
    partner = _key(authorization, customer_id)
    execute("BEGIN IMMEDIATE")
    try:
        made = _keep(customer_id, contact_id, comeback, request.url.path, partner)
    except BaseException:
        execute("ROLLBACK")
        raise
    execute("COMMIT")
    return made


def _keep(customer: str, contact: str, comeback: Comeback, path: str, partner: str) -> str:
    user = comeback.participant.user_id if comeback.participant else None
    _need(CONTACT.key, customer, contact, 404)
    _need(MEETING.key, customer, comeback.meeting_id, 400)
    _need(ESTATE.key, customer, comeback.estate_id, 400)
    _need(USER.key, customer, user, 400)
    call, now = uuid.uuid4().hex.upper(), time.time_ns() // 100
    made, date = f"CAL{call}", round(comeback.date.timestamp() * 10_000_000)
    place = (comeback.meeting_id, comeback.estate_id, user, None, None, "user" if user else "office", user or "")
    execute(PUT_COMEBACK, (customer, made, contact, date, *place, comeback.note, partner, now))
    detail = json.dumps({"path": path, "body": comeback.model_dump(mode="json"), "answer": made})
    execute(PUT_JOURNAL, (customer, call, now, "CreateComeback", partner, 200, 0, detail))
    last = execute(LAST_EVENT, (customer,)).fetchone()
    number = last[1] + 1 if last else 1
    ids = json.dumps({"id": made, "contactId": contact})
    execute(PUT_EVENT, (customer, number, "comeback.created", ids, now, call))
    execute(COUNT_EVENT, (customer, number))
    return made

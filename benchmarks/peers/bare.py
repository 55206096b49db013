"""The ceiling: what is left of a call when nothing is asked of it but reading the body and answering."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import msgspec


class Participant(msgspec.Struct, rename="camel"):
    user_id: str | None = None
    user_group_id: str | None = None
    office_id: str | None = None


class Comeback(msgspec.Struct, rename="camel"):
    date: str
    meeting_id: str | None = None
    estate_id: str | None = None
    participant: Participant | None = None
    note: str | None = None


decode = msgspec.json.Decoder(Comeback).decode
ANSWER = b'"CAL0198F3A2B4C57D4E8F90A1B2C3D4E5F6"'
HEADERS = [(b"content-type", b"application/json; charset=utf-8"), (b"content-length", b"%d" % len(ANSWER))]


async def app(
    scope: dict[str, Any],
    receive: Callable[[], Awaitable[dict[str, Any]]],
    send: Callable[[dict[str, Any]], Awaitable[None]],
) -> None:
    if scope["type"] != "http":
        return
    body, more = b"", True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    decode(body)
    await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
    await send({"type": "http.response.body", "body": ANSWER})

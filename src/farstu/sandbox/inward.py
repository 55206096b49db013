"""Calls that a server makes to itself, as its clients would, in the name of somebody who has shown a key already."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import quote, unquote

from starlette.types import ASGIApp, Message, Scope

from farstu.access.principals import OURSELVES, MadeHere, Principal
from farstu.sandbox.playing import Reply

_KEPT = "/:@!$&'()*+,;=~-._%"


def kept_to(principal: Principal, customer: str) -> Principal:
    """The same, for this customer alone."""
    covers = {group: customers & {customer} for group, customers in principal.covers.items()}
    return replace(principal, covers={group: customers for group, customers in covers.items() if customers})


class Inward:
    """Calls an application without a socket."""

    def __init__(self, app: ASGIApp, caller: MadeHere) -> None:
        self._app = app
        self.caller = caller

    async def call(self, method: str, path: str, headers: dict[str, str], body: bytes | None) -> Reply:
        """One call."""
        replied = _Replied()
        sent = False

        async def receive() -> Message:
            nonlocal sent
            if sent:
                return {"type": "http.disconnect"}
            sent = True
            return {"type": "http.request", "body": body or b"", "more_body": False}

        await self._app(self._scope(method, path, headers, body), receive, replied.take)
        return Reply(replied.status, replied.request_id, bytes(replied.body))

    def _scope(self, method: str, path: str, headers: dict[str, str], body: bytes | None) -> Scope:
        path, _, query = path.partition("?")
        raw = quote(path, safe=_KEPT)
        given = {name.lower(): value for name, value in headers.items()} | {"host": "localhost"}
        given["content-length"] = str(len(body or b""))
        return {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": unquote(raw),
            "raw_path": raw.encode(),
            "query_string": quote(query, safe=_KEPT + "?").encode(),
            "root_path": "",
            "headers": [
                (name.encode("latin-1", "replace"), value.encode("latin-1", "replace")) for name, value in given.items()
            ],
            "client": None,
            "server": ("localhost", 80),
            OURSELVES: self.caller,
        }


class _Replied:
    """What comes back, in parts."""

    def __init__(self) -> None:
        self.status = 0
        self.request_id = ""
        self.body = bytearray()

    async def take(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.request_id = dict(message["headers"]).get(b"request-id", b"").decode()
        self.body += message.get("body", b"")

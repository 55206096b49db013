"""One request and its answer on their way through the server."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, MutableMapping
from functools import lru_cache
from typing import Any
from urllib.parse import unquote_plus

from farstu.access.principals import Principal
from farstu.contract.operation import Operation
from farstu.engine.calls import REQUEST_ID, Answer, Outcome
from farstu.refusals import Refused, too_large, too_slow
from farstu.sandbox.faults import Fault
from farstu.server.routes import resolved
from farstu.server.safe import SAFE
from farstu.texts import Text, preferred
from farstu.wire.errors import write_refusal
from farstu.wire.negotiation import Formats, formats
from farstu.wire.reading import BODY_LIMIT, BODY_SECONDS, Reading

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
ASGIApp = Callable[[Scope, Receive, Send], Awaitable[None]]


class ClientGone(Exception):
    """The client hung up before it had sent all."""


class Exchange:
    """Fills up as the request is understood. `id` is the Request-Id, which the scope names; `customer` is empty until
    the right to it is; `asked` is when the database was; `fault` was ordered for this call, and `told` is what the
    journal says of it."""

    def __init__(self, scope: Scope, at: int) -> None:
        self.scope = scope
        self.id: str = scope[REQUEST_ID]
        self.at = at
        self.started = time.perf_counter()
        self.method: str = scope["method"]
        self.path: str = resolved(scope)
        self.headers: dict[bytes, bytes] = dict(scope["headers"])
        self.operation: Operation | None = None
        self.principal: Principal | None = None
        self.customer = ""
        self.pace: tuple[tuple[str, str], ...] = ()
        self.asked: float | None = None
        self.body: bytes | None = None
        self.reading: Reading | None = None
        self.fault: Fault | None = None
        self.told: list[Text] = []
        self._formats: Formats | None = None

    def header(self, name: bytes) -> str:
        """A header's value, or an empty text."""
        value = self.headers.get(name)
        return value.decode("latin-1") if value else ""

    def every(self, name: bytes) -> str:
        """The values of a header that may come several times, with commas between them."""
        if len(self.headers) == len(self.scope["headers"]):
            return self.header(name)
        values = [value for known, value in self.scope["headers"] if known == name]
        return b",".join(values).decode("latin-1")

    @property
    def address(self) -> str:
        """Where the caller is; behind a trusted proxy, what that says of it."""
        return address_of(self.scope)

    @property
    def language(self) -> str:
        """The language of sentences for this caller."""
        header = self.every(b"accept-language") if b"accept-language" in self.headers else ""
        return preferred(header) if header else "sv"

    @property
    def formats(self) -> Formats:
        """The formats of the body and of the answer."""
        if self._formats is None:
            from_script = "xmlhttprequest" in self.header(b"x-requested-with").lower()
            self._formats = formats(self.header(b"content-type"), self.every(b"accept"), from_script=from_script)
        return self._formats

    @property
    def full_path(self) -> str:
        """The path with its query, decoded, for people."""
        query = self.scope["query_string"]
        return f"{self.path}?{unquote_plus(query.decode('latin-1'))}" if query else self.path

    async def read_body(self, receive: Receive) -> bytes:
        """The whole body. Refused with 413 where it is too large, with 408 where it takes too long (the connection
        wakes this up when nothing comes at all), ClientGone where it never came."""
        length = self.headers.get(b"content-length", b"0")
        if len(length) > len(str(BODY_LIMIT)) or (length.isdigit() and int(length) > BODY_LIMIT):
            raise too_large(BODY_LIMIT)
        parts: list[bytes] = []
        size, more = 0, True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise ClientGone
            parts.append(message.get("body", b""))
            size += len(parts[-1])
            more = message.get("more_body", False)
            if size > BODY_LIMIT:
                raise too_large(BODY_LIMIT)
            if more and time.perf_counter() - self.started > BODY_SECONDS:
                raise too_slow(BODY_SECONDS)
        self.body = b"".join(parts)
        return self.body

    def answer(self, result: Outcome | Refused) -> Answer:
        """What goes back for an outcome or a refusal, in the format and language of this caller."""
        chosen = self.formats.answer
        if isinstance(result, Refused):
            body = write_refusal(result, chosen.codec, self.language, self.id)
            return Answer(result.status, (("Content-Type", chosen.content_type), *result.headers), body)
        assert self.operation is not None  # only an operation has an outcome
        if self.operation.response is None:
            return Answer(204, (), b"")
        assert chosen.codec.writer is not None  # answers are only negotiated among formats that can be written
        write = chosen.codec.writer(self.operation.response)
        return Answer(200, (("Content-Type", chosen.content_type),), write(result.value))

    async def send(self, send: Send, answer: Answer) -> None:
        """Sends the answer with the headers that every answer has."""
        headers = [*_encoded(answer.headers), (b"request-id", self.id.encode())]
        if self.pace:
            headers += [(name.lower().encode(), value.encode()) for name, value in self.pace]
        if answer.status != 204:
            headers.append((b"content-length", str(len(answer.body)).encode()))
        await send({"type": "http.response.start", "status": answer.status, "headers": headers})
        await send({"type": "http.response.body", "body": answer.body})


def address_of(scope: Scope) -> str:
    """The caller's address; empty where there is none."""
    client = scope.get("client")
    return str(client[0]) if client else ""


@lru_cache(1_024)
def _encoded(headers: tuple[tuple[str, str], ...]) -> list[tuple[bytes, bytes]]:
    """Headers as the server sends them, with those that every answer has."""
    encoded = [(name.lower().encode(), value.encode("latin-1")) for name, value in headers]
    return [*encoded, (b"cache-control", b"no-store"), *SAFE]

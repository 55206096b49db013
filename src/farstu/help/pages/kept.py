"""Answers that are made once and kept: with their mark, and packed for those who can unpack."""

from __future__ import annotations

import asyncio
import gzip
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from hashlib import blake2b

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from farstu.engine.aside import aside

MOST_BYTES = 8 * 1024 * 1024
PIECE = 64 * 1024
_SMALLEST_PACKED = 1024


@dataclass(frozen=True, slots=True)
class Kept:
    """A document as it is sent. `packed` is it in gzip, or nothing where that is no gain."""

    body: bytes
    packed: bytes
    mark: str
    media_type: str


def keep(text: str | bytes, media_type: str, *, packing: bool = True) -> Kept:
    """A document, ready to be sent often; one that is sent once is not worth `packing`."""
    body = text.encode() if isinstance(text, str) else text
    packed = gzip.compress(body, 9, mtime=0) if packing and len(body) >= _SMALLEST_PACKED else b""
    return Kept(body, packed if len(packed) < len(body) else b"", blake2b(body, digest_size=12).hexdigest(), media_type)


class Shelf:
    """Kept documents by what they were made from; those not asked for the longest go first where there are too many."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._bytes = 0
        self._kept: OrderedDict[Hashable, Kept] = OrderedDict()
        self._making = asyncio.Lock()

    async def find_or_make(self, key: Hashable, make: Callable[[], Kept]) -> Kept:
        """What is under the key, made beside the loop where it is not there: one document at a time, since making takes
        much of a machine, and whoever asks may ask for ever new ones by ever new names of this server."""
        found = self.find(key)
        if found is None:
            async with self._making:
                found = self.find(key)
                if found is None:
                    found = await aside(make)
                    self.put(key, found)
        return found

    async def make(self, make: Callable[[], Kept]) -> Kept:
        """The same for what is not worth being kept."""
        async with self._making:
            return await aside(make)

    def find(self, key: Hashable) -> Kept | None:
        """What was put under the key, if it is still there."""
        found = self._kept.get(key)
        if found:
            self._kept.move_to_end(key)
        return found

    def put(self, key: Hashable, kept: Kept) -> None:
        """Keeps a document."""
        self._kept[key] = kept
        self._bytes += len(kept.body) + len(kept.packed)
        while self._bytes > self._most_bytes and len(self._kept) > 1:
            _, gone = self._kept.popitem(last=False)
            self._bytes -= len(gone.body) + len(gone.packed)


class InPieces(Response):
    """An answer that goes out as the caller reads it: one who does not read holds up a piece, and not the whole."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        for start in range(0, max(1, len(self.body)), PIECE):
            piece = self.body[start : start + PIECE]
            await send({"type": "http.response.body", "body": piece, "more_body": start + PIECE < len(self.body)})


def answer(request: Request, kept: Kept, headers: dict[str, str], status: int = 200) -> Response:
    """The document, or that it has not changed; packed where the caller takes it so."""
    packed = bool(kept.packed) and "gzip" in request.headers.get("accept-encoding", "")
    mark = f'"{kept.mark}-gzip"' if packed else f'"{kept.mark}"'
    sent = {"ETag": mark, **headers}
    if status == 200 and _has(request.headers.get("if-none-match", ""), kept.mark):
        return Response(None, 304, sent)
    if packed:
        sent["Content-Encoding"] = "gzip"
    body = kept.packed if packed else kept.body
    sent["Content-Length"] = str(len(body))
    return InPieces(b"" if request.method == "HEAD" else body, status, sent, media_type=kept.media_type)


def _has(header: str, mark: str) -> bool:
    """Whether `If-None-Match` names the document, packed or not."""
    marks = {part.strip().removeprefix("W/").strip('"') for part in header.split(",")}
    return bool(marks & {mark, f"{mark}-gzip", "*"})

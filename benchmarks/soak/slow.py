"""Clients that keep a server waiting, for their head, their body or their reading, and come back when cut off."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from urllib.parse import urlsplit

from benchmarks.support.http import CUT_OFF, Request

_PAUSE = 1.0
_PAGES = Request("GET", "/Help").encoded() * 200
Dawdle = Callable[[asyncio.StreamReader, asyncio.StreamWriter, bytes], Awaitable[None]]


@asynccontextmanager
async def slow_clients(url: str, write: Request, each: int) -> AsyncIterator[Counter[str]]:
    """So many of each kind while the block runs, two of the kinds with a write; counts how often each was cut off."""
    cut: Counter[str] = Counter()
    write = replace(write, body=bytes(4000))
    tasks = [asyncio.create_task(_come(url, kind, write.encoded(), cut)) for kind in KINDS for _ in range(each)]
    try:
        yield cut
        for task in tasks:
            if task.done():
                await task
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _come(url: str, kind: str, write: bytes, cut: Counter[str]) -> None:
    at = urlsplit(url)
    while True:
        with suppress(*CUT_OFF, OSError):
            reader, writer = await asyncio.open_connection(at.hostname, at.port, limit=1024)
            try:
                await KINDS[kind](reader, writer, write)
                cut[kind] += 1
            finally:
                writer.transport.abort()
        await asyncio.sleep(_PAUSE)


async def _drip(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, start: bytes) -> None:
    """A byte now and then, until there is an answer or an end."""
    writer.write(start)
    answer = asyncio.create_task(reader.read(1024))
    try:
        while not answer.done():
            writer.write(b"x")
            await asyncio.wait([answer], timeout=_PAUSE)
    finally:
        answer.cancel()


async def _slow_head(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, write: bytes) -> None:
    await _drip(reader, writer, write.partition(b"\r\n\r\n")[0] + b"\r\nX-Slow: ")


async def _slow_body(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, write: bytes) -> None:
    head, between, _ = write.partition(b"\r\n\r\n")
    await _drip(reader, writer, head + between)


async def _never_reads(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter, _write: bytes) -> None:
    """Asks for far more than the buffers between hold. Once they are full, a write tells of the end."""
    writer.write(_PAGES)
    while not writer.is_closing():
        await asyncio.sleep(_PAUSE)
        with suppress(*CUT_OFF):
            writer.write(b"\r\n")


KINDS: dict[str, Dawdle] = {"head": _slow_head, "body": _slow_body, "reading": _never_reads}

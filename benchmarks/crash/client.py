"""Posts writes on many connections at once, and knows of each whether it was acknowledged."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager

from benchmarks.crash.writes import NotProven, Write
from benchmarks.support.http import CUT_OFF, Connection, connected

CONNECTIONS = 32


async def post_all(url: str, writes: Iterable[Write]) -> None:
    """Sends every one of them; a cut connection is a fault. NotProven."""
    async with _connections(url) as connections:
        cut = await _post(connections, iter(writes))
    if cut:
        raise NotProven(f"{cut} connections were cut while the server was to run")


@asynccontextmanager
async def posting(url: str, writes: Iterator[Write]) -> AsyncIterator[None]:
    """Sends writes without end while the block runs, which is to end the server; waits until all is cut. NotProven."""
    async with _connections(url) as connections:
        load = asyncio.create_task(_post(connections, writes))
        try:
            yield
            await load
        finally:
            load.cancel()
            await asyncio.gather(load, return_exceptions=True)


@asynccontextmanager
async def _connections(url: str) -> AsyncIterator[list[Connection]]:
    async with AsyncExitStack() as stack:
        yield [await stack.enter_async_context(connected(url)) for _ in range(CONNECTIONS)]


async def _post(connections: Sequence[Connection], writes: Iterator[Write]) -> int:
    """How many connections were cut."""
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(_post_on(connection, writes)) for connection in connections]
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from failed
    return sum(task.result() for task in tasks)


async def _post_on(connection: Connection, writes: Iterator[Write]) -> bool:
    """Whether the connection was cut."""
    try:
        for write in writes:
            write.take(await connection.send(write.request))
    except CUT_OFF:
        return True
    return False

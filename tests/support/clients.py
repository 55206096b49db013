"""Clients of a server with a real socket: what they send byte by byte, and what they get."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path

import uvicorn

from farstu.server.app import Farstu
from farstu.server.connections import ConnectionLimits
from farstu.server.run import bind, make_server
from farstu.server.transport import Transport
from farstu.store.sqlite import SqliteDatabase
from tests.support.world import CUSTOMER, SECRETS, basic, furnish, keys, records

HEAD = "".join(f"{name}: {value}\r\n" for name, value in basic().items())
BODY = b'{"date":"2030-01-01T10:00:00"}'
POST = f"POST /Meeting/Comeback/{CUSTOMER}/c HTTP/1.1\r\nHost: x\r\n{HEAD}Content-Type: application/json\r\n".encode()
CALL = POST + b"Content-Length: %d\r\n\r\n" % len(BODY) + BODY
SOON = 6.0

Talk = Callable[["Clients"], Awaitable[None]]
LoopFactory = Callable[[], asyncio.AbstractEventLoop]


def serving(folder: Path, limits: ConnectionLimits, talk: Talk, loop: LoopFactory | None = None) -> None:
    """Runs a server while `talk` calls its port, on a loop of asyncio's or another."""
    database = SqliteDatabase(folder / "farstu.sqlite3", durable=False)
    database.prepare()
    furnish(database, [*records(), *keys()])

    async def run() -> None:
        with bind("127.0.0.1", 0) as listener:
            # the kernel is to keep little of what is not read
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 16_384)
            ready = asyncio.Event()
            server = make_server(Farstu(database, SECRETS), Transport("127.0.0.1"), limits, ready.set)
            task = asyncio.create_task(server.serve(sockets=[listener]))
            await ready.wait()
            clients = Clients(server, listener)
            try:
                await talk(clients)
            finally:
                await clients.close()
                clients.stop()
                await task

    with asyncio.Runner(loop_factory=loop) as runner:
        runner.run(run())


class Client:
    """A connection; `read` answers the status line and the rest of what came before it was closed or idle."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer

    async def answer(self) -> tuple[int, dict[str, str], bytes]:
        """The next answer: status, headers, body."""
        head = (await asyncio.wait_for(self.reader.readuntil(b"\r\n\r\n"), SOON)).decode("latin-1")
        first, *lines = head.strip().split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        body = await self.reader.readexactly(int(headers.get("content-length", "0")))
        return int(first.split(" ")[1]), headers, body

    async def is_cut(self) -> bool:
        """Waits for the end of the connection; what still comes is let go."""
        try:
            while await asyncio.wait_for(self.reader.read(65536), SOON):
                pass
        except ConnectionError:
            pass
        except TimeoutError:
            return False
        return True

    async def dribble(self, sent: bytes, until: Callable[[], bool]) -> None:
        """A byte every 50 ms."""
        for place in range(len(sent)):
            if until():
                return
            self.writer.write(sent[place : place + 1])
            await asyncio.sleep(0.05)


class Clients:
    """Makes connections, and closes them in the end."""

    def __init__(self, server: uvicorn.Server, listener: socket.socket) -> None:
        self._server = server
        self._listener = listener
        self.port: int = listener.getsockname()[1]
        self._made: list[Client] = []

    async def new(self) -> Client:
        self._made.append(Client(*await asyncio.open_connection("127.0.0.1", self.port)))
        return self._made[-1]

    def stop(self) -> None:
        """Tells the server to; it closes its door within a tenth of a second."""
        self._server.should_exit = True

    async def tick(self) -> None:
        """Has the server look after its connections now."""
        await self._server.on_tick(0)

    async def are_at_work(self, calls: int) -> None:
        """Waits until the server works for so many calls."""
        while len(self._server.server_state.tasks) < calls:  # noqa: ASYNC110
            await asyncio.sleep(0.01)

    async def door_is_closed(self) -> None:
        """Waits for it."""
        while self._listener.fileno() != -1:  # noqa: ASYNC110
            await asyncio.sleep(0.01)

    async def close(self) -> None:
        for client in self._made:
            client.writer.close()
            with suppress(ConnectionError):
                await client.writer.wait_closed()


async def other_is_served(clients: Clients) -> None:
    client = await clients.new()
    client.writer.write(CALL)
    assert (await client.answer())[0] == 200

"""A small TCP proxy before PostgreSQL's socket, that can delay what goes through it, hold it up, and cut it off."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

_AT_ONCE = 65_536


class Proxy:
    """Runs on a thread of its own. Its doings may be changed from any other."""

    def __init__(self, socket: Path) -> None:
        self._socket = socket
        self._loop = asyncio.new_event_loop()
        self._delay = 0.0
        self._open: asyncio.Event | None = None
        self._writers: set[asyncio.StreamWriter] = set()
        self._server: asyncio.Server | None = None
        self._thread = threading.Thread(target=self._loop.run_forever, name="proxy", daemon=True)
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._start(), self._loop).result(10)

    @property
    def port(self) -> int:
        """Where it listens on the loopback."""
        assert self._server is not None  # it was started
        return int(self._server.sockets[0].getsockname()[1])

    def delay(self, seconds: float) -> None:
        """Everything takes so much longer, in either direction."""
        self._delay = seconds

    def hold(self) -> None:
        """Nothing goes through any more, and nobody is told."""
        self._call(lambda opened: opened.clear())

    def let_go(self) -> None:
        """What was held goes on."""
        self._call(lambda opened: opened.set())

    def cut(self) -> None:
        """Every connection is cut off, in the midst of whatever it said."""
        self._call(lambda opened: self._cut())

    def _cut(self) -> None:
        for writer in self._writers:
            writer.transport.abort()

    def close(self) -> None:
        """Cuts everything off, and ends."""
        self.cut()
        asyncio.run_coroutine_threadsafe(self._stop(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    def _call(self, work: Callable[[asyncio.Event], object]) -> None:
        async def run() -> None:
            assert self._open is not None  # it was started
            work(self._open)

        asyncio.run_coroutine_threadsafe(run(), self._loop).result(10)

    async def _start(self) -> None:
        self._open = asyncio.Event()
        self._open.set()
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)

    async def _stop(self) -> None:
        assert self._server is not None  # it was started
        self._server.close()
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            far_reader, far_writer = await asyncio.open_unix_connection(str(self._socket))
        except OSError:
            writer.transport.abort()
            return
        both = {writer, far_writer}
        self._writers |= both
        try:
            await asyncio.gather(self._pass(reader, far_writer), self._pass(far_reader, writer))
        finally:
            self._writers -= both
            for each in both:
                each.transport.abort()

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        assert self._open is not None  # it was started
        with suppress(OSError):
            while part := await reader.read(_AT_ONCE):
                await self._open.wait()
                if self._delay:
                    await asyncio.sleep(self._delay)
                writer.write(part)
                await writer.drain()
        writer.transport.abort()

"""Who comes to a server's door, on the loop that it serves on."""

from __future__ import annotations

import asyncio
import errno
import socket
from collections.abc import Awaitable, Callable
from contextlib import ExitStack

import pytest
import structlog

from farstu.server import loops
from farstu.server.loops import AT_ONCE, Loop

TURNS = 12


class Guest(asyncio.Protocol):
    """Counts who was let in."""

    inside = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        Guest.inside += 1
        transport.close()


class Full(socket.socket):
    """Has no room at first."""

    left = 1

    def accept(self) -> tuple[socket.socket, object]:
        Full.left -= 1
        if Full.left >= 0:
            raise OSError(errno.EMFILE, "Too many open files")
        return super().accept()


@pytest.fixture(autouse=True)
def nobody() -> None:
    Guest.inside, Full.left = 0, 1


def at_the_door(listener: socket.socket, guests: int, look: Callable[[], Awaitable[None]]) -> None:
    """So many wait before the loop begins; then `look`, beside a server."""

    async def run() -> None:
        server = await asyncio.get_running_loop().create_server(Guest, sock=listener)
        await look()
        server.close()
        await server.wait_closed()

    with ExitStack() as stack:
        stack.enter_context(listener)
        listener.bind(("127.0.0.1", 0))
        listener.listen(2 * AT_ONCE)
        for _ in range(guests):
            stack.enter_context(socket.create_connection(listener.getsockname()))
        with asyncio.Runner(loop_factory=Loop) as runner:
            runner.run(run())


async def some_turns() -> None:
    for _ in range(TURNS):
        await asyncio.sleep(0)


async def until_one_is_inside() -> None:
    async with asyncio.timeout(10):
        while not Guest.inside:  # noqa: ASYNC110
            await asyncio.sleep(0.01)


def test_all_who_wait_are_let_in_within_a_few_turns() -> None:
    at_the_door(socket.socket(), AT_ONCE + 10, some_turns)
    assert Guest.inside == AT_ONCE + 10


def test_where_the_system_has_no_room_it_is_said_and_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loops, "PAUSE_SECONDS", 0.01)
    with structlog.testing.capture_logs() as logs:
        at_the_door(Full(), 1, until_one_is_inside)
    assert [(line["event"], line["log_level"]) for line in logs] == [("a connection could not be taken in", "error")]
    assert Guest.inside == 1

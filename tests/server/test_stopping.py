"""Who is at the door, or at work, when a server is told to stop."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from farstu.server import run
from farstu.server.connections import ConnectionLimits
from farstu.server.loops import Loop
from tests.support.clients import CALL, SOON, Clients, serving

LIMITS = ConnectionLimits(100)


class SlowDoor(Loop):
    """Who is let in waits until somebody opens."""

    opened: asyncio.Event
    waiting = 0

    async def connect_accepted_socket(self, *arguments: Any, **named: Any) -> Any:
        SlowDoor.waiting += 1
        await SlowDoor.opened.wait()
        return await super().connect_accepted_socket(*arguments, **named)


def test_who_is_at_the_door_when_it_closes_is_not_let_in_and_holds_nobody_up(tmp_path: Path) -> None:
    async def talk(clients: Clients) -> None:
        SlowDoor.opened = asyncio.Event()
        client = await clients.new()
        async with asyncio.timeout(10):
            while not SlowDoor.waiting:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
            clients.stop()
            await clients.door_is_closed()
        SlowDoor.opened.set()
        client.writer.write(CALL)
        answer = b""
        with suppress(ConnectionError):
            answer = await asyncio.wait_for(client.reader.read(100), SOON)
        assert answer == b""

    serving(tmp_path, LIMITS, talk, loop=SlowDoor)


def test_a_call_that_takes_longer_than_the_server_stops_is_told_so_and_may_be_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "SECONDS_TO_STOP", 0.5)
    told: list[str] = []

    async def talk(clients: Clients) -> None:
        client, half = [await clients.new() for _ in range(2)]
        other = sqlite3.connect(tmp_path / "farstu.sqlite3", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        client.writer.write(CALL)
        half.writer.write(CALL[:-5])
        await asyncio.wait_for(clients.are_at_work(2), SOON)
        clients.stop()
        for caller in (client, half):
            status, headers, body = await caller.answer()
            assert (status, headers["retry-after"]) == (503, "5")
            assert json.loads(body)["messageDetail"].startswith("Servern stoppas")
            told.append(headers["request-id"])
        other.close()

    serving(tmp_path, LIMITS, talk)
    with sqlite3.connect(tmp_path / "farstu.sqlite3") as kept:
        rows = kept.execute("SELECT id, status FROM journal").fetchall()
    assert rows == [(told[0], 200)]

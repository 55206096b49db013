"""What both writers promise, each over its own kind of database."""

from __future__ import annotations

import asyncio
import threading

from farstu.engine.writers import open_writer
from tests.support.databases import AnyDatabase
from tests.support.rules import VAULT

PATIENCE = 10.0


def test_an_errand_that_was_taken_is_run_though_whoever_asked_has_left(prepared: AnyDatabase) -> None:
    ran: list[str] = []
    gate = threading.Event()

    async def story() -> None:
        writer = open_writer(prepared, VAULT)
        await writer.start()
        first = asyncio.create_task(writer.errand(lambda session: gate.wait(PATIENCE)))
        second = asyncio.create_task(writer.errand(lambda session: ran.append("run")))
        await asyncio.sleep(0.02)
        second.cancel()
        gate.set()
        assert await first
        await writer.stop()

    asyncio.run(story())
    assert ran == ["run"]

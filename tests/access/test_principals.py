"""Who is found, and who is remembered, while things change."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from dataclasses import replace
from typing import Any

from msgspec.structs import astuple

from farstu.access.keys import key_hash
from farstu.access.principals import Principal, Principals
from farstu.access.tables import ACCESS_KEY, AccessKey
from farstu.store.statements import select_by
from tests.support.world import KEY, NOW, PARTNER, SECRET, SECRETS, basic

HEADER = basic()["Authorization"].encode()
NEWER = replace(SECRETS, hashing=(bytes([7] * 32), SECRET))
HASHES = {key_hash(secret, KEY) for secret in NEWER.hashing}


class Slow:
    """Readers of one key, that answer once they are let."""

    def __init__(self) -> None:
        self.let = asyncio.Event()
        self.asked = asyncio.Event()
        self.times = 0

    async def rows(
        self, statement: str, parameters: tuple[Any, ...] = (), customers: Collection[str] = ()
    ) -> list[tuple[Any, ...]]:
        self.asked.set()
        await self.let.wait()
        if statement != select_by(ACCESS_KEY.key) or parameters[0] not in HASHES:
            return []
        self.times += 1
        return [astuple(AccessKey(parameters[0], "key", PARTNER, "", False, NOW, None, None))]


def test_nobody_is_asked_for_any_more_once_it_has_stopped() -> None:
    async def story() -> set[asyncio.Task[Any]]:
        readers = Slow()
        principals = Principals(readers, SECRETS, lambda: NOW)
        principals.start()
        caller = asyncio.create_task(principals.find(HEADER, ""))
        await readers.asked.wait()
        await asyncio.sleep(0)
        caller.cancel()
        await principals.stop()
        return asyncio.all_tasks() - {asyncio.current_task()}

    assert asyncio.run(story()) == set()


def test_who_was_found_while_the_secrets_changed_is_looked_for_again() -> None:
    async def story() -> tuple[Principal | None, Principal | None, Principal | None, int]:
        readers = Slow()
        principals = Principals(readers, SECRETS, lambda: NOW)
        finding = asyncio.create_task(principals.find(HEADER, ""))
        await readers.asked.wait()
        principals.renew(NEWER)
        readers.let.set()
        return await finding, await principals.find(HEADER, ""), await principals.find(HEADER, ""), readers.times

    before, after, remembered, times = asyncio.run(story())
    assert before is not None
    assert after is not None
    assert (before.secret, before.newer_hash) == (SECRETS.fingerprint, None)
    assert after.secret == NEWER.fingerprint
    assert remembered is after
    assert times == 2

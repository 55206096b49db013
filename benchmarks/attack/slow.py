"""Those who take their time: half a head, half a body, no reading, floods of connections, wrong passwords."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress

from benchmarks.attack.attacks import comeback, posted
from benchmarks.attack.target import PATIENCE, Target, head
from benchmarks.support.http import Request, basic, connected

PASSWORDS = 10_000
_HASTE = 500
On = Callable[[], bool]


async def slowloris(target: Target, on: On, many: int) -> None:
    """Heads that come a little at a time and never end."""

    async def one() -> None:
        while on():
            parts = [b"GET /Help HTTP/1.1\r\nHost: x\r\n", *(b"X-%d: 1\r\n" % number for number in range(30))]
            await target.throw("slowloris", *parts, pause=1.0)

    await asyncio.gather(*(one() for _ in range(many)))


async def half_bodies(target: Target, on: On, many: int) -> None:
    """Bodies that are promised and do not come."""

    async def one() -> None:
        while on():
            whole = posted(target, b'{"note":"' + b"x" * 50_000 + b'"}')
            await target.throw("half a body", whole[: len(whole) // 2])

    await asyncio.gather(*(one() for _ in range(many)))


async def floods(target: Target, on: On, many: int) -> None:
    """Many connections at once that say nothing, again and again."""

    async def one() -> None:
        with suppress(OSError, TimeoutError):
            reader, writer = await asyncio.open_connection(*target.place)
            target.tried["flood of connections"] += 1
            with suppress(OSError, TimeoutError):
                await asyncio.wait_for(reader.read(1), 5.0)
            writer.close()

    while on():
        await asyncio.gather(*(one() for _ in range(many)))


async def deaf(target: Target, on: On, many: int) -> None:
    """Clients that ask for more than they read."""

    async def one() -> None:
        while on():
            with suppress(OSError, TimeoutError):
                _, writer = await asyncio.open_connection(*target.place, limit=1_024)
                target.tried["deaf"] += 1
                for _ in range(50):
                    writer.write(head("GET /openapi.json HTTP/1.1", {"Connection": "keep-alive"}))
                    await asyncio.wait_for(writer.drain(), PATIENCE)
                await asyncio.sleep(5)
                writer.transport.abort()

    await asyncio.gather(*(one() for _ in range(many)))


async def hasty(target: Target, on: On, many: int) -> None:
    """Clients that send many calls without waiting for an answer."""
    call = "GET /nothing HTTP/1.1"
    calls = head(call, {"Connection": "keep-alive"}) * _HASTE + head(call)

    async def one() -> None:
        while on():
            await target.throw("hasty", calls)
            await asyncio.sleep(5)

    await asyncio.gather(*(one() for _ in range(many)))


async def passwords(target: Target, on: On, many: int) -> None:
    """Wrong passwords, in a partner's name and in made-up ones."""
    left = iter(range(PASSWORDS))

    async def one() -> None:
        for number in left:
            if not on():
                return
            user = str(target.said["partner"]) if number % 2 else f"somebody-{number}"
            asked = Request("POST", comeback(target), {"Authorization": basic(user, f"fk_{number:043d}")})
            with suppress(OSError, asyncio.IncompleteReadError):
                async with connected(str(target.said["url"])) as connection:
                    answer = await connection.send(asked.encoded())
                    target.judge("wrong password", b"", b"HTTP/1.1 %d \r\n" % answer.status + answer.body)
                    if answer.status not in (401, 429, 503):
                        target.found.setdefault(f"wrong password: {answer.status}", user)
            await asyncio.sleep(0.005)

    await asyncio.gather(*(one() for _ in range(many)))


SLOW = (
    (slowloris, 100),
    (half_bodies, 50),
    (floods, 200),
    (deaf, 10),
    (hasty, 4),
    (passwords, 4),
)
"""Each with how many at once."""

"""The calls that are made at the same time: watches of a few persons, and budgets of a few months."""

from __future__ import annotations

import asyncio
import json
import random
import time
from collections.abc import Iterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any

from benchmarks.crash.world import World
from benchmarks.support.http import Connection, Request, connected

PERSONS = 12
ESTATES = 3
MONTHS = 3
YEAR = 2041
CONNECTIONS = 8
"""To each server."""

_BUDGET_MEMBERS = (("commission",), ("estates", "sold"), ("estates", "registered"), ("saleMeetings", "total"))


class NotProven(Exception):
    """What was kept or answered is not what any order of the calls would have given. The message says where."""


@dataclass(frozen=True)
class Done:
    """A call that was answered: when it was sent and when the answer was there (seconds of one clock)."""

    request: Request
    began: float
    ended: float
    status: int
    answer: str
    id: str

    @property
    def said(self) -> tuple[int, str, str]:
        """What the caller was told: status, body and id."""
        return self.status, self.answer, self.id


def make_calls(world: World, seed: int, number: int) -> Iterator[Request]:
    """The same ones from the same seed."""
    chance = random.Random(seed)
    for _ in range(number):
        make = _watch if chance.random() < 0.7 else _budget
        yield make(world, chance)


def _watch(world: World, chance: random.Random) -> Request:
    """A person who tells now the one, now the other of what it is known by, and so may become two."""
    number = chance.randrange(PERSONS)
    person: dict[str, Any] = {"firstName": "Samtidig", "lastName": f"Person {number}"}
    known_by = {
        "socialSecurityNumber": _personal_number(number),
        "email": {"emailAddress": f"samtidig{number}@example.com"},
        "telephone": {"cell": f"070-174 06 {number:02}"},
    }
    told = chance.choice((("email",), ("telephone",), ("email", "telephone")))
    person |= {name: known_by[name] for name in (*told, *chance.choice(((), ("socialSecurityNumber",))))}
    estate = chance.choice(world.estates[:ESTATES])
    body = {"person": person, "message": f"tal {chance.randrange(1_000_000)}"}
    return _request(world, f"Advertising/Estate/{world.customer}/{estate}/FinalPriceWatched", body)


def _budget(world: World, chance: random.Random) -> Request:
    """A part of a month that others write too: the last one is to stand."""
    office, user = world.agents[0]
    body: Any = chance.randint(1, 100_000)
    for name in reversed(chance.choice(_BUDGET_MEMBERS)):
        body = {name: body}
    month = chance.randint(1, MONTHS)
    return _request(world, f"BusinessIntelligence/Budget/{world.customer}/{office}/{user}/{YEAR}/{month}", body)


def _request(world: World, path: str, body: Any) -> Request:
    headers = {"Authorization": world.authorization, "Content-Type": "application/json"}
    return Request("POST", f"/{path}", headers, json.dumps(body).encode())


def _personal_number(number: int) -> str:
    """Of the range that the tax agency has set apart for tests."""
    digits = f"9001{number + 1:02}238"
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(digits))
    check = -sum(value // 10 + value % 10 for value in doubled) % 10
    return f"19{digits}{check}"


async def send_at_once(urls: Sequence[str], calls: Iterator[Request]) -> list[Done]:
    """Sends all of them over many connections to several servers; whoever is free sends the next. NotProven."""
    done: list[Done] = []
    async with AsyncExitStack() as stack:
        opened = [await stack.enter_async_context(connected(url)) for _ in range(CONNECTIONS) for url in urls]
        try:
            async with asyncio.TaskGroup() as group:
                for connection in opened:
                    group.create_task(_send_on(connection, calls, done))
        except ExceptionGroup as failed:
            raise failed.exceptions[0] from failed
    return done


async def _send_on(connection: Connection, calls: Iterator[Request], done: list[Done]) -> None:
    for call in calls:
        began = time.monotonic()
        response = await connection.send(call.encoded())
        ended = time.monotonic()
        if response.status not in (200, 204):
            raise NotProven(f"{call.path} was answered {response.status} {response.body.decode()[:300]}")
        answer = response.body.decode()
        done.append(Done(call, began, ended, response.status, answer, response.headers["request-id"]))

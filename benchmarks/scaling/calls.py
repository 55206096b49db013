"""The calls: comebacks, budgets and final-price watches of customers, of whom few make most (Zipf)."""

from __future__ import annotations

import json
import random
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Any
from zlib import crc32

from benchmarks.scaling.customers import AGENTS, CONTACTS, ESTATES, OFFICES, customer, email, part
from benchmarks.support.http import Request

YEARS = range(2040, 2045)
COMEBACKS, BUDGETS = 0.5, 0.25
"""Their shares; the rest are watches."""

NEW_PERSONS = 0.5
"""The share of the watches that come from somebody who was never heard of."""


@dataclass(frozen=True)
class Mix:
    """What is called: so many customers; the one at rank n gets 1/n^skew of what the first one gets. `parts` is the
    number of servers and `routed` says whether each customer has one of them to himself."""

    authorization: str
    customers: int
    skew: float
    parts: int
    routed: bool


def shares(customers: int, skew: float) -> list[float]:
    """The share of the calls that each customer makes, the busiest first."""
    weights = [1 / rank**skew for rank in range(1, customers + 1)]
    whole = sum(weights)
    return [weight / whole for weight in weights]


def make_calls(mix: Mix, seed: int, server: int) -> Iterator[bytes]:
    """Without end; those that this server gets, the same ones from the same seed."""
    chance, summed = random.Random(f"{seed} {server}"), list(accumulate(shares(mix.customers, mix.skew)))
    while True:
        number = min(bisect(summed, chance.random()), mix.customers - 1)
        if not mix.routed or server_of(customer(number), mix.parts) == server:
            yield _call(mix, number, chance)


def server_of(name: str, parts: int) -> int:
    """Whose a customer is where each has his own server."""
    return crc32(name.encode()) // 16 % parts


def _call(mix: Mix, number: int, chance: random.Random) -> bytes:
    drawn = chance.random()
    make = _comeback if drawn < COMEBACKS else _budget if drawn < COMEBACKS + BUDGETS else _watch
    path, body = make(number, chance)
    headers = {"Authorization": mix.authorization, "Content-Type": "application/json"}
    return Request("POST", f"/{path}", headers, json.dumps(body).encode()).encoded()


def _comeback(number: int, chance: random.Random) -> tuple[str, Any]:
    body: dict[str, Any] = {"date": "2041-12-01T10:00:00", "note": "Ring om visningen"}
    if chance.random() < 0.5:
        body["estateId"] = part("OBJ", number, chance.randrange(ESTATES))
    contact = part("CON", number, chance.randrange(CONTACTS))
    return f"Meeting/Comeback/{customer(number)}/{contact}", body


def _budget(number: int, chance: random.Random) -> tuple[str, Any]:
    agent = chance.randrange(AGENTS)
    office, user = part("OFF", number, agent % OFFICES), part("USR", number, agent)
    place = f"{customer(number)}/{office}/{user}/{chance.choice(YEARS)}/{chance.randint(1, 12)}"
    return f"BusinessIntelligence/Budget/{place}", {"commission": chance.randint(1, 100_000)}


def _watch(number: int, chance: random.Random) -> tuple[str, Any]:
    place = chance.randrange(CONTACTS)
    if chance.random() < NEW_PERSONS:
        who = {
            "firstName": "Ny",
            "lastName": "Person",
            "email": {"emailAddress": f"ny{chance.getrandbits(60)}@example.com"},
        }
    else:
        who = {"firstName": "Anna", "lastName": f"Lind {place}", "email": {"emailAddress": email(number, place)}}
    estate = part("OBJ", number, chance.randrange(ESTATES))
    return f"Advertising/Estate/{customer(number)}/{estate}/FinalPriceWatched", {"person": who}

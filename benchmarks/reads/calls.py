"""Calls that only read, and the five that write, about whatever the demo brokerage holds."""

from __future__ import annotations

import json
import random
from typing import Any

from benchmarks.crash.world import World
from benchmarks.growth.__main__ import watches
from benchmarks.support.http import Request
from benchmarks.write_path.peers import comeback

MANY = 2_000


def reads(world: World) -> list[Request]:
    """Every kind alike, each about another contact, viewing or estate."""
    chance, customer = random.Random(1), world.customer
    made = []
    for _ in range(MANY // 7):
        contact, (viewing, viewer) = chance.choice(world.contacts), chance.choice(world.viewers)
        made += [
            f"CRM/Contact/{customer}/{contact}/true/true/true/true/Lead",
            f"CRM/Contact/{customer}/Speculator/{contact}",
            f"CRM/Contact/{customer}/{contact}/ComebackMeeting",
            f"CRM/Contact/{customer}/{contact}/Meeting",
            f"_farstu/contacts/{customer}/{contact}/loanPromises",
            f"_farstu/estates/{customer}/{chance.choice(world.estates)}/finalPriceWatches",
            f"ViewingParticipant/{customer}/{viewer}/{viewing}",
        ]
    return [Request("GET", f"/{path}", {"Authorization": world.authorization}) for path in made]


def writes(world: World) -> list[Request]:
    """The five in turn."""
    chance, customer = random.Random(2), world.customer
    made = []
    for watch in watches(world, MANY)[: MANY // 5]:
        contact, (viewing, viewer) = chance.choice(world.contacts), chance.choice(world.viewers)
        office, user = chance.choice(world.agents)
        budget = f"BusinessIntelligence/Budget/{customer}/{office}/{user}/2041/{chance.randint(1, 12)}"
        followed_up = {"contactId": viewer, "viewingId": viewing, "participated": True, "contacted": "Yes"}
        promise = {"bank": "Banken", "validUntil": "2031-06-30", "status": "VerifiedByBank"}
        made += [
            comeback(world.said),
            watch,
            _write(world, "POST", f"CRM/Buyer/{customer}/{contact}/LoanPromise", promise),
            _write(world, "POST", budget, {"commission": chance.randint(1, 100_000)}),
            _write(world, "PUT", f"ViewingParticipant/{customer}", followed_up),
        ]
    return made


def mixed(world: World) -> list[Request]:
    """Four reads for each write."""
    asked, told = reads(world), writes(world)
    made = asked + [told[place % len(told)] for place in range(len(asked) // 4)]
    random.Random(3).shuffle(made)
    return made


def _write(world: World, method: str, path: str, body: Any) -> Request:
    headers = {"Authorization": world.authorization, "Content-Type": "application/json"}
    return Request(method, f"/{path}", headers, json.dumps(body).encode())

"""The writes that are sent: a mix of all five operations, each of which can be told apart in what is kept.

Where an operation has a text, it holds the write's key; a budget sets one member of one month that no other write sets;
a follow-up is known by its key in the journal alone, as all the others are too.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from benchmarks.crash.world import PLACEHOLDER, World
from benchmarks.support.http import Request, Response

COMEBACK, PROMISE, BUDGET, WATCH, FOLLOW_UP = "comeback", "loan promise", "budget", "watch", "follow-up"
YEARS = range(2040, 2101)
"""Years that the demo has no budgets of."""

_PARTS = (
    ("commission",),
    ("estates", "sold"),
    ("estates", "registered"),
    ("saleMeetings", "total"),
    ("saleMeetings", "ownBooked"),
)
"""The members of a budget, in the order of their columns."""

_ANSWERS = {COMEBACK: '"CAL', PROMISE: '"LOA', BUDGET: "", WATCH: '"ADR', FOLLOW_UP: "true"}
_STATUS = {BUDGET: 204}
_LATEST_PERSONS = 100


class NotProven(Exception):
    """The server did not keep a promise. The message says which, and of which write."""


@dataclass
class Write:
    """One write, and what came of it. `about` is what it is known by in what is kept."""

    key: str
    kind: str
    customer: str
    request: bytes
    about: tuple[Any, ...]
    calls: list[str] = field(default_factory=list)
    answer: str | None = None
    replayed: bool = False

    @property
    def acknowledged(self) -> bool:
        return self.answer is not None

    def take(self, response: Response) -> None:
        """Notes an answer: the right one, and the same as any earlier one. NotProven."""
        body = response.body.decode()
        if response.status != _STATUS.get(self.kind, 200) or not body.startswith(_ANSWERS[self.kind]):
            raise NotProven(f"{self.kind} {self.key} was answered {response.status} {body[:300]}")
        if self.answer is not None and self.answer != body:
            raise NotProven(f"{self.kind} {self.key} was answered {self.answer} first, and then {body}")
        self.answer = body
        self.calls.append(response.headers["request-id"])
        self.replayed = self.replayed or "idempotency-replayed" in response.headers


class Writer:
    """Makes writes, one after another, the same ones from the same seed."""

    def __init__(self, world: World, seed: int) -> None:
        self._world = world
        self._random = random.Random(seed)
        self._made = dict.fromkeys(_ANSWERS, 0)
        self._persons = 0
        self._makers: tuple[Callable[[str], Write], ...] = (
            self._comeback,
            self._promise,
            self._budget,
            self._watch,
            self._follow_up,
        )

    def make(self, place: str) -> Write:
        """The next write; its key begins with `place`."""
        number = sum(self._made.values())
        made = self._random.choice(self._makers)(f"{place}-{number:06}")
        self._made[made.kind] += 1
        return made

    def _comeback(self, key: str) -> Write:
        world, chance = self._world, self._random
        body: dict[str, Any] = {"date": "2031-12-01T10:00:00", "note": key}
        if chance.random() < 0.2:
            return self._write(COMEBACK, key, "POST", f"Meeting/Comeback/{PLACEHOLDER}/{PLACEHOLDER}", body, (key,))
        if chance.random() < 0.5:
            body |= {"estateId": chance.choice(world.estates), "meetingId": world.said["meetingId"]}
        body |= chance.choice([{}, {"participant": {"userId": chance.choice(world.agents)[1]}}])
        path = f"Meeting/Comeback/{world.customer}/{chance.choice(world.contacts)}"
        return self._write(COMEBACK, key, "POST", path, body, (key,))

    def _promise(self, key: str) -> Write:
        customer, contact = self._world.customer, self._random.choice(self._world.contacts)
        if self._random.random() < 0.2:
            customer = contact = PLACEHOLDER
        body = {"bank": key, "validUntil": "2031-06-30", "status": "VerifiedByBank"}
        return self._write(PROMISE, key, "POST", f"CRM/Buyer/{customer}/{contact}/LoanPromise", body, (key,))

    def _budget(self, key: str) -> Write:
        """The next member of the next month: five writes fill a month."""
        number = self._made[BUDGET]
        slot, part = divmod(number, len(_PARTS))
        slot, month = divmod(slot, 12)
        agent, year = divmod(slot, len(YEARS))
        office, user = self._world.agents[agent]
        path = f"BusinessIntelligence/Budget/{self._world.customer}/{office}/{user}/{YEARS[year]}/{month + 1}"
        value = 1 + number % 100_000
        body: Any = value
        for name in reversed(_PARTS[part]):
            body = {name: body}
        about = (office, user, YEARS[year], month + 1, part, value)
        return self._write(BUDGET, key, "POST", path, body, about)

    def _watch(self, key: str) -> Write:
        """A new person, or one of the latest ones, who may be on the way into the database at this very moment."""
        number, chance = self._persons, self._random
        if number and chance.random() < 0.5:
            number -= chance.randint(1, min(number, _LATEST_PERSONS))
        else:
            self._persons += 1
        email = f"vakt{number}@example.com"
        person = {"firstName": "Vakt", "lastName": f"Person {number}", "email": {"emailAddress": email}}
        estate = chance.choice(self._world.estates)
        path = f"Advertising/Estate/{self._world.customer}/{estate}/FinalPriceWatched"
        return self._write(WATCH, key, "POST", path, {"person": person, "message": key}, (key, email, estate))

    def _follow_up(self, key: str) -> Write:
        viewing, contact = about = self._random.choice(self._world.viewers)
        body = {"contactId": contact, "viewingId": viewing, "participated": True, "contacted": "Yes"}
        return self._write(FOLLOW_UP, key, "PUT", f"ViewingParticipant/{self._world.customer}", body, about)

    def _write(self, kind: str, key: str, method: str, path: str, body: Any, about: tuple[Any, ...]) -> Write:
        headers = {
            "Authorization": self._world.authorization,
            "Content-Type": "application/json",
            "Idempotency-Key": key,
        }
        customer = PLACEHOLDER if f"/{PLACEHOLDER}/" in path else self._world.customer
        request = Request(method, f"/{path}", headers, json.dumps(body).encode())
        return Write(key, kind, customer, request.encoded(), about)

"""What goes into the engine and what comes out: a call, the outcome that its rule gives, the answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import msgspec

from farstu.advice import Advice
from farstu.contract.operation import Operation
from farstu.engine.facts import Facts, Look
from farstu.refusals import Refused
from farstu.store.clock import derived_id
from farstu.store.table import Row
from farstu.texts import Text

REQUEST_ID = "farstu.request_id"
"""Where the scope of a request has the id of its call."""


class Answer(msgspec.Struct, frozen=True):
    """What goes back over the wire."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


class Happening(msgspec.Struct, frozen=True):
    """Something that became so: a kind of the docs (`comeback.created`) and the ids it is about."""

    kind: str
    ids: dict[str, str]


@dataclass(slots=True)
class Outcome:
    """What a rule decided: the answer's value, the rows to keep (whole, new or changed), those to remove, and why."""

    value: Any = None
    rows: list[Row] = field(default_factory=list)
    happenings: list[Happening] = field(default_factory=list)
    decided: list[Text] = field(default_factory=list)
    advice: list[Advice] = field(default_factory=list)
    gone: list[Row] = field(default_factory=list)


class Record(msgspec.Struct, frozen=True):
    """What arrived, for the journal: already masked, secrets left out. `understood` is JSON."""

    method: str
    path: str
    headers: dict[str, str]
    body: str | None
    understood: msgspec.Raw


class IdempotencyKey(msgspec.Struct, frozen=True):
    """The caller's key with the place it counts in, and a keyed hash of the body."""

    key: str
    body_hash: str


@dataclass(frozen=True, eq=False)
class Task:
    """Something that can be decided: a rule and its usual look-ups. One that is about the server itself, and not about
    one customer, is `server_wide`; its look-ups then name every customer that it reads or writes."""

    name: str
    rule: Callable[[Facts, Call, Any], Outcome]
    prefetch: Callable[[Call, Any], Iterable[Look]]
    server_wide: bool = False


@dataclass(slots=True)
class Call:
    """One call on its way. `id` (32 hex digits) and `at` (ticks) are drawn when it arrives, so that a rule that runs
    twice says the same twice. A sandbox's clock may show another time than that at which it `arrived`; `started` is
    that moment by `time.perf_counter`. `told` is what the journal says before what the rule decided."""

    task: Task
    id: str
    at: int
    customer: str
    partner: str
    body: Any
    answer: Callable[[Outcome | Refused], Answer]
    parameters: dict[str, Any] = field(default_factory=dict)
    body_name: str = ""
    advice: list[Advice] = field(default_factory=list)
    told: list[Text] = field(default_factory=list)
    idempotency: IdempotencyKey | None = None
    record: Record | None = None
    arrived: int = 0
    started: float = 0.0

    def __post_init__(self) -> None:
        self.arrived = self.arrived or self.at

    def new_id(self, prefix: str, number: int = 0) -> str:
        """An id of what this call makes: `ADR` + 32 hex digits. One call's ids share their time."""
        return prefix + derived_id(self.id, number)

    def key(self, member: str) -> str:
        """The key of a member in a 400: `comeback.MeetingId`."""
        return f"{self.body_name}.{member}"


def nothing_beforehand(call: Call, body: Any) -> Iterable[Look]:
    """The prefetch of a rule that names no look-ups."""
    return ()


TASKS: dict[Operation, Task] = {}
"""The rule of each operation that writes."""

Rule = Callable[[Facts, Call, Any], Outcome]


def rule(
    operation: Operation, prefetch: Callable[[Call, Any], Iterable[Look]] = nothing_beforehand
) -> Callable[[Rule], Rule]:
    """Makes a function the rule of an operation. `prefetch` names the look-ups of the common case."""

    def register(function: Rule) -> Rule:
        if operation in TASKS:
            raise LookupError(f"{operation.id} has two rules")
        TASKS[operation] = Task(operation.id, function, prefetch)
        return function

    return register

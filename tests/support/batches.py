"""Lists of calls on one small world, and what becomes of them in batches of any size."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import Any

import hypothesis.strategies as st
import pytest

from farstu.areas.budget.contract import UPDATE_BUDGET, Estates, RealtorBudget
from farstu.areas.buyer.contract import ADD_LOAN_PROMISE, LoanPromise
from farstu.areas.meeting.contract import CREATE_COMEBACK, Comeback, Participant
from farstu.areas.viewing.contract import FOLLOW_UP, Contacted, ParticipantFollowUp
from farstu.areas.watch.contract import WATCH_FINAL_PRICE, ProspectiveBuyerStatus
from farstu.areas.watch.final_price import SET_FINAL_PRICE, FinalPrice
from farstu.areas.watch.tables import FinalPriceWatch
from farstu.contract.moment import parse_moment
from farstu.contract.operation import Operation
from farstu.engine import batch, runner
from farstu.engine.batch import decide
from farstu.engine.calls import Answer, Call, IdempotencyKey, Outcome, Task
from farstu.engine.facts import Facts, Look
from farstu.engine.runner import run
from farstu.engine.tables import JOURNAL
from farstu.records.contacts import EMAILS, PHONES
from farstu.records.viewings import Participant as Booked
from farstu.refusals import Refused
from farstu.store.base import WriteSession
from farstu.store.table import Row, change
from tests.support.memory import Memory
from tests.support.people import (
    WHO,
    application,
    findable,
    person,
    spellings_of_email,
    spellings_of_name,
    spellings_of_number,
    spellings_of_phone,
)
from tests.support.rules import ARRIVED, HOUR, NOW, VAULT, body_name_of, call_id, task_of
from tests.support.world import records

MOST_CALLS = 9
SOON = parse_moment("2026-12-24T15:00:00Z")
Tables = dict[str, dict[tuple[Any, ...], Any]]


@dataclass(frozen=True)
class Ask:
    """What a call wants; `key` is its Idempotency-Key."""

    what: Operation | Task
    body: Any
    parameters: dict[str, Any]
    customer: str = "M1"
    key: str | None = None

    def call(self, number: int, at: int = NOW) -> Call:
        """The call, its id and time fixed."""
        place = f"{task_of(self.what).name} {self.parameters} {self.key}"
        idempotency = IdempotencyKey(place, repr(self.body)) if self.key else None
        task, name = task_of(self.what), body_name_of(self.what)
        return Call(
            task, call_id(number), at, self.customer, "byran", self.body, answer, self.parameters, name,
            idempotency=idempotency, record=ARRIVED,
        )  # fmt: skip


def answer(result: Outcome | Refused) -> Answer:
    """All that an outcome or a refusal says."""
    if isinstance(result, Refused):
        return Answer(result.status, result.headers, repr((result.detail, result.problems)).encode())
    return Answer(200, (("Content-Type", "text/plain"),), repr(result.value).encode())


@cache
def world_rows() -> list[Row]:
    """Two customers; some of the people are known, with too little or too much, and one watches already."""
    first, second, third = WHO
    known = [
        person("k1", first_name=first.first, last_name=first.last, email=first.email),
        person("k2", number=second.number, first_name="Rene", last_name="Ähl", agent="u"),
        person("k3", first_name=second.first, last_name=second.last, cell=second.phone, changed_at=NOW - 1),
        person("k1", "M2", number=third.number, first_name=third.first, last_name=third.last, home=third.phone),
    ]
    slots: list[Row] = [Booked("M1", "v", "c", slot, f"VID{slot}", None, None, NOW, None) for slot in ("t2", "t3")]
    watches: list[Row] = [FinalPriceWatch("M1", "e", "k1", NOW, None, None, None)]
    return [*records("M1"), *records("M2"), *findable(*known), *slots, *watches]


@dataclass
class Played:
    """What was said to each call, and what is kept in the end."""

    said: list[tuple[Any, ...]]
    tables: Tables
    asked: list[Look]

    def values(self) -> list[Any]:
        """What each call was answered."""
        return [said[0] for said in self.said]


def play(session: WriteSession, batches: Iterable[Sequence[Call]]) -> list[tuple[Any, ...]]:
    """Runs batches; answers what was said of each call."""
    decisions = [decision for calls in batches for decision in run(session, calls, VAULT)]
    return [(each.value, each.answer, each.decided, each.advice) for each in decisions]


def in_memory(
    batches: Sequence[Sequence[Call]], rows: Iterable[Row] | None = None, *, forgiving: bool = False
) -> Played:
    """Batches over the small world. AssertionError where one of them had to be run again call by call."""
    memory = Memory(world_rows() if rows is None else rows, forgiving=forgiving)
    said = play(memory, batches)
    assert memory.begins == len(batches), "a batch was refused by the database"
    return Played(said, timeless({table.name: rows for table, rows in memory.kept.items()}), memory.asked)


def timeless(tables: Tables) -> Tables:
    """All rows, without how long a call took."""
    entries = {key: change(row, milliseconds=0) for key, row in tables.get(JOURNAL.name, {}).items()}
    return tables | {JOURNAL.name: entries}


def one_by_one(calls: Iterable[Call]) -> list[list[Call]]:
    return [[call] for call in calls]


def cut(calls: Sequence[Call], places: Iterable[int]) -> list[Sequence[Call]]:
    """The calls in batches that end at these places."""
    ends = sorted({place % len(calls) for place in places} - {0})
    return [calls[start:end] for start, end in zip([0, *ends], [*ends, len(calls)], strict=True)]


def fetching(calls: Iterable[Call], looks: Sequence[Look]) -> list[Call]:
    """The same calls, naming these look-ups beforehand instead of their usual ones."""
    return [replace(call, task=replace(call.task, prefetch=lambda _call, _body: looks)) for call in calls]


@contextmanager
def without_overlay() -> Iterator[None]:
    """Batches that do not see their own writes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(runner, "decide", partial(decide, overlay=False))
        yield


class Watched(Facts):
    """Remembers in which tables the batch met rows of its own."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.met: set[str] = set()

    def one(self, key: Any, *values: Any) -> Any:
        with self._noting(key.table.name):
            return super().one(key, *values)

    def by(self, index: Any, *values: Any) -> Any:
        with self._noting(index.table.name):
            return super().by(index, *values)

    @contextmanager
    def _noting(self, table: str) -> Iterator[None]:
        before, self.met_overlay = self.met_overlay, False
        try:
            yield
        finally:
            self.met |= {table} if self.met_overlay else set()
            self.met_overlay |= before


@contextmanager
def watched_facts() -> Iterator[list[Watched]]:
    """Every `Facts` that is made meanwhile."""
    made: list[Watched] = []

    def make(*args: Any, **named: Any) -> Watched:
        made.append(Watched(*args, **named))
        return made[-1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(batch, "Facts", make)
        yield made


MADE = st.integers(1, 4).map(lambda number: "ADR" + call_id(number))
"""The contacts that the first calls make, if they do."""
CONTACTS = st.sampled_from(["c", "c2", "k1", "k2"]) | MADE | st.just("nope")
BOOKED = st.sampled_from(["c", "c", "c", "c2"]) | MADE
ESTATES = st.sampled_from(["e", "e", "e", "e1", "nope"])


@st.composite
def watches(draw: st.DrawFn) -> Ask:
    who = draw(st.sampled_from(WHO))
    columns = draw(st.sets(st.sampled_from([*EMAILS, *PHONES]), min_size=1, max_size=3).map(sorted))
    values = {name: draw(st.sampled_from(spellings_of_email(who.email))) for name in columns if name in EMAILS}
    phones = {name: draw(st.sampled_from(spellings_of_phone(who.phone))) for name in columns if name in PHONES}
    first, last = (draw(st.sampled_from(spellings_of_name(name))) for name in (who.first, who.last))
    number = draw(st.none() | st.sampled_from([*spellings_of_number(who.number), "850312-0000"]))
    status = draw(st.sampled_from(ProspectiveBuyerStatus))
    source = draw(st.sampled_from([None, None, "L1", "nope"]))
    body = application(first, last, number=number, email=values.get("email"), email2=values.get("email2"),
                       phones=phones, prospective_buyer_status=status, lead_source_id=source)  # fmt: skip
    return Ask(WATCH_FINAL_PRICE, body, {"estateId": draw(ESTATES)})


@st.composite
def budgets(draw: st.DrawFn) -> Ask:
    value = st.none() | st.integers(0, 2)
    body = RealtorBudget(commission=draw(value), estates=draw(st.none() | st.builds(Estates, sold=value)))
    place = {
        "officeId": draw(st.sampled_from(["o", "o", "o", "nope"])),
        "userId": draw(st.sampled_from(["u", "u", "u", "u1"])),
    }
    return Ask(UPDATE_BUDGET, body, place | {"year": 2026, "month": draw(st.integers(1, 2))})


@st.composite
def promises(draw: st.DrawFn) -> Ask:
    body = LoanPromise(bank=draw(st.sampled_from("AB")), estate_id=draw(st.none() | ESTATES))
    return Ask(ADD_LOAN_PROMISE, body, {"contactId": draw(CONTACTS)})


@st.composite
def comebacks(draw: st.DrawFn) -> Ask:
    users, groups = draw(st.sampled_from([None, "u", "nope"])), draw(st.sampled_from([None, "g", "nope"]))
    who = Participant(user_id=users, user_group_id=groups) if users or groups else None
    return Ask(CREATE_COMEBACK, Comeback(date=SOON, participant=who), {"contactId": draw(CONTACTS)})


@st.composite
def follow_ups(draw: st.DrawFn) -> Ask:
    viewing, contacted = draw(st.sampled_from(["v", "v", "v", "nope"])), draw(st.sampled_from(Contacted))
    body = ParticipantFollowUp(contact_id=draw(BOOKED), viewing_id=viewing, contacted=contacted)
    return Ask(FOLLOW_UP, body, {})


@st.composite
def prices(draw: st.DrawFn) -> Ask:
    return Ask(SET_FINAL_PRICE, FinalPrice(draw(st.integers(1, 2))), {"estateId": draw(ESTATES)})


ASKS = watches() | watches() | watches() | budgets() | promises() | comebacks() | follow_ups() | prices()


@st.composite
def call_lists(draw: st.DrawFn) -> list[Call]:
    """Calls as they come in: some carry a key, some repeat an earlier one, time passes by bits or by days."""
    asks: list[Ask] = []
    calls, at = [], NOW
    for number in range(1, draw(st.integers(3, MOST_CALLS)) + 1):
        earlier = st.sampled_from(asks) | st.sampled_from(asks) if asks else ASKS
        ask = draw(ASKS | ASKS | earlier)
        key = draw(st.sampled_from([ask.key, ask.key, None, "k", "k"]))
        customer = draw(st.sampled_from([ask.customer] * 5 + ["M1", "M2"]))
        asks.append(replace(ask, key=key, customer=customer))
        at += draw(st.sampled_from([0, 0, 1, 1, HOUR, 25 * HOUR]))
        calls.append(asks[-1].call(number, at))
    return calls

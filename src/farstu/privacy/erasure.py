"""Forgetting somebody, from the first look to the receipt: what is recorded of calls first and the contact last, so
that what was broken off can be done again as a whole."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import msgspec

from farstu.engine.calls import Outcome, Task
from farstu.engine.perform import Performer
from farstu.engine.tables import EVENT, FIRST_ANSWER, JOURNAL
from farstu.privacy.absent import FORGET_IN_SNAPSHOTS, InSnapshots
from farstu.privacy.erasing import ERASE, FORGET_ANSWERS, RENAME_IN_EVENTS, SCRUB_CALLS, TOLD, Erasing, Keys
from farstu.privacy.personal import NOBODY, OF_TABLE
from farstu.privacy.traces import (
    Mention,
    Signs,
    answers_about,
    calls_about,
    events_about,
    found_by,
    mentions,
)
from farstu.privacy.who import Who, known_by
from farstu.records.sandboxes import SNAPSHOT
from farstu.refusals import CONFLICT, Refused
from farstu.store.clock import Ids
from farstu.store.folder import DataFolder
from farstu.store.forgotten import Erasure, ErasureList
from farstu.store.table import CUSTOMER
from farstu.texts import say

SETTLED_SECONDS = 1.0
"""By then the journal has all calls that were answered before."""
AT_ONCE = 100
DAY_TICKS = 24 * 3600 * 10_000_000
_SNAPSHOTS = f'SELECT "name" FROM "{SNAPSHOT.name}" WHERE "{CUSTOMER}" = ?'  # noqa: S608 - names of ours


@dataclass
class Receipt:
    """What was done, or would be; nothing of it is about the person. `left`: where others still speak of them."""

    receipt: str
    at: int
    customer: str
    rows: dict[str, int] = field(default_factory=dict)
    left: list[Mention] = field(default_factory=list)


def settle() -> None:
    """Waits until it has."""
    time.sleep(SETTLED_SECONDS)


class Eraser:
    """Forgets persons in one database, and notes it in the list of a folder. StoreError, OSError."""

    def __init__(self, performer: Performer, folder: DataFolder, ids: Ids) -> None:
        self._performer = performer
        self._session = performer.session
        self._vault = performer.vault
        self._list = ErasureList(folder)
        self._ids = ids

    def look(self, who: Who, now: int) -> Receipt:
        """What would be done."""
        found = Receipt("", now, who.customer, dict(self._counted(who)))
        found.left = mentions(self._session, who, Signs(who, self._vault))
        return found

    def erase(self, who: Who, now: int, again: Erasure | None = None) -> Receipt:
        """Does it. `again`: what the list says of it already."""
        keys = tuple(known_by(self._vault, who.customer, named) for named in who.ids)
        noted = again or self._noted(who.customer, keys, now)
        signs = Signs(who, self._vault)
        made = {event.call for event in events_about(self._session, who)}
        counts = self._traces(who, signs, made)
        instead = {contact.id: f"{NOBODY}{self._ids.draw()}" for contact in who.contacts}
        counts[EVENT.name] = self._rename(who, instead)
        counts[SNAPSHOT.name] = self._in_snapshots(who.customer, noted)
        sent = Erasing(who.customer, instead, noted.receipt, list(noted.known_by), found_by(self._session, who))
        sent.before, sent.again = dict(counts), again is not None
        rows = Counter(self._perform(ERASE, sent, who.customer).value)
        settle()
        rows.update(self._traces(who, signs, made))
        left = mentions(self._session, who, signs)
        return Receipt(
            noted.receipt, now, who.customer, {name: rows[name] for name in sorted(rows) if rows[name]}, left
        )

    def _noted(self, customer: str, keys: tuple[str, ...], now: int) -> Erasure:
        noted = Erasure(f"ERA{self._ids.draw()}", now, customer, keys)
        self._list.add([noted])
        return noted

    def _traces(self, who: Who, signs: Signs, made: set[str]) -> Counter[str]:
        """Scrubs the journal and the first answers; answers how many."""
        counts: Counter[str] = Counter()
        for customer in (who.customer, ""):
            calls = calls_about(self._session, customer, made, signs)
            counts[JOURNAL.name] += self._by_keys(SCRUB_CALLS, customer, ((row.id,) for row in calls))
        answers = answers_about(self._session, who.customer, made, signs)
        keys = ((row.partner, row.key) for row in answers)
        counts[FIRST_ANSWER.name] += self._by_keys(FORGET_ANSWERS, who.customer, keys)
        return counts

    def _rename(self, who: Who, instead: dict[str, str]) -> int:
        first = next(iter(instead.values()), NOBODY)
        instead = dict.fromkeys(who.merged, first) | instead
        events = (event for event in events_about(self._session, who) if event.kind != TOLD)
        keys = ((event.sequence,) for event in events)
        return self._by_keys(RENAME_IN_EVENTS, who.customer, keys, instead)

    def _in_snapshots(self, customer: str, noted: Erasure) -> int:
        """In what a sandbox may be brought back to; one at a time, since each holds all of the customer."""
        names = self._session.rows(_SNAPSHOTS, (customer,), [customer])
        sent = (InSnapshots([name], list(noted.known_by)) for (name,) in names)
        return sum(self._perform(FORGET_IN_SNAPSHOTS, one, customer).value for one in sent)

    def _by_keys(
        self, task: Task, customer: str, keys: Iterable[tuple[Any, ...]], instead: dict[str, str] | None = None
    ) -> int:
        """A little at a time, so that others get their turn."""
        done, left = 0, iter(keys)
        while some := list(islice(left, AT_ONCE)):
            done += self._perform(task, Keys(some, instead or {}), customer).value
        return done

    def _perform(self, task: Task, body: Any, customer: str) -> Outcome:
        return self._performer.perform(task, body, customer=customer)

    def _counted(self, who: Who) -> Iterator[tuple[str, int]]:
        signs = Signs(who, self._vault)
        events = events_about(self._session, who)
        made = {event.call for event in events}
        calls = (calls_about(self._session, customer, made, signs) for customer in (who.customer, ""))
        yield JOURNAL.name, sum(1 for some in calls for _ in some)
        yield FIRST_ANSWER.name, sum(1 for _ in answers_about(self._session, who.customer, made, signs))
        yield EVENT.name, len(events)
        yield "contact", len(who.contacts)
        for name, personal in OF_TABLE.items():
            for column in {"contact", "related", "target"} & set(personal.table.columns):
                if rows := len(rows_about(self._performer, personal.table, column, who)):
                    yield name, rows


def rows_about(performer: Performer, table: Any, column: str, who: Who) -> list[Any]:
    """The rows of a table whose column names one of the contacts."""
    names = ", ".join(f'"{name}"' for name in table.columns)
    text = f'SELECT {names} FROM "{table.name}" WHERE "{CUSTOMER}" = ? AND "{column}" = ?'  # noqa: S608 - names of ours
    session, customer = performer.session, who.customer
    return [table.make(row) for named in who.ids for row in session.rows(text, (customer, named), [customer])]


def refuse_duty(performer: Performer, who: Who, now: int) -> None:
    """Refuses where something has to be kept whatever the person wishes: bids, and whose home was sold to whom."""
    held = [
        f"{personal.kind} ({personal.days} d)"
        for personal in OF_TABLE.values()
        if personal.duty
        for row in rows_about(performer, personal.table, "contact", who)
        if getattr(row, personal.since) + personal.days * DAY_TICKS > now
    ]
    if held:
        raise Refused(409, CONFLICT, say("conflict.duty", kinds=", ".join(sorted(set(held)))))


def told(receipt: Receipt) -> bytes:
    """The receipt as JSON."""
    return msgspec.json.format(msgspec.json.encode(receipt), indent=2)

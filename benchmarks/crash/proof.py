"""What must be true after every crash, read from the database itself, past the server.

The one statement that covers every write alike: the events of the log, joined to the journal's entry of the call that
made them, which holds the write's `Idempotency-Key`. A write exists exactly once where exactly one call with its key
has events.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from benchmarks.crash.writes import BUDGET, COMEBACK, FOLLOW_UP, PROMISE, WATCH, NotProven, Write

_CALLS = """
SELECT json_extract(j.detail, '$.request.headers."idempotency-key"') AS key, e.customer, e.call, count(*)
FROM event e JOIN journal j ON j.customer = e.customer AND j.id = e.call GROUP BY e.customer, e.call"""
_KEYED = f"{_CALLS} HAVING key IS NOT NULL"
_UNJOURNALLED = """
SELECT count(*) FROM event e
WHERE NOT EXISTS (SELECT 1 FROM journal j WHERE j.customer = e.customer AND j.id = e.call)"""
_SEQUENCES = """
SELECT e.customer, min(e.sequence), max(e.sequence), count(*), c.last
FROM event e LEFT JOIN event_counter c ON c.customer = e.customer GROUP BY e.customer"""
_BUDGETS = """
SELECT office, user, year, month, commission, sold, registered, total, own_booked FROM budget WHERE year >= 2040"""
_HALF_WATCHES = """
SELECT l.message FROM lead l WHERE NOT (
  EXISTS (SELECT 1 FROM contact c WHERE c.customer = l.customer AND c.id = l.contact)
  AND EXISTS (SELECT 1 FROM prospect p WHERE p.customer = l.customer AND p.estate = l.estate AND p.contact = l.contact)
  AND EXISTS (SELECT 1 FROM final_price_watch w
              WHERE w.customer = l.customer AND w.estate = l.estate AND w.contact = l.contact))"""
_FOLLOWED_UP = """
SELECT json_extract(ids, '$.viewingId'), json_extract(ids, '$.contactId'), count(*)
FROM event WHERE kind = 'participant.followedUp' GROUP BY 1, 2"""

_COMEBACKS = "SELECT note, '\"' || id || '\"' FROM comeback"
_PROMISES = "SELECT bank, '\"' || id || '\"' FROM loan_promise"
_LEADS = "SELECT message, '\"' || contact || '\"' FROM lead"
_PERSONS = "SELECT email, '\"' || id || '\"' FROM contact WHERE first_name = 'Vakt'"
_KEPT = {COMEBACK: _COMEBACKS, PROMISE: _PROMISES, WATCH: _LEADS}


def prove(database: Path, writes: Sequence[Write], *, keyless: bool = False) -> None:
    """Every write of all rounds so far, all acknowledged by now, is there, once, whole, and journalled; `keyless` says
    that others wrote too, without keys. NotProven."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=30)) as connection:
        rows = _Rows(connection)
        _whole(rows)
        _exactly_once(rows, writes, _KEYED if keyless else _CALLS)
        _journalled(rows, writes)
        for kind in _KEPT:
            _kept(rows, [write for write in writes if write.kind == kind])
        _watches(rows, [write for write in writes if write.kind == WATCH])
        _budgets(rows, [write for write in writes if write.kind == BUDGET])
        _follow_ups(rows, [write for write in writes if write.kind == FOLLOW_UP])


class _Rows:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __call__(self, query: str) -> list[Any]:
        return self._connection.execute(query).fetchall()


def _whole(rows: _Rows) -> None:
    """The file is sound, the event logs have no gaps, and nothing changed without a journal entry."""
    _same("PRAGMA integrity_check", rows("PRAGMA integrity_check"), [("ok",)])
    for customer, first, last, count, counter in rows(_SEQUENCES):
        _same(f"the event log of {customer}", (first, last, counter), (1, count, count))
    _same("events of calls that are not in the journal", rows(_UNJOURNALLED), [(0,)])


def _exactly_once(rows: _Rows, writes: Iterable[Write], query: str) -> None:
    calls = Counter((key, customer) for key, customer, _, _ in rows(query))
    _same("calls that changed something", calls, Counter((write.key, write.customer) for write in writes))


def _journalled(rows: _Rows, writes: Iterable[Write]) -> None:
    """Every answer that came back has its entry in the journal, the repeated ones too."""
    known = set(rows("SELECT customer, id FROM journal"))
    for write in writes:
        for call in write.calls:
            if (write.customer, call) not in known:
                raise NotProven(f"{write.kind} {write.key} was acknowledged by {call}, which is not in the journal")


def _kept(rows: _Rows, writes: Sequence[Write]) -> None:
    """One row for each, with the very id that was answered."""
    if not writes:
        return
    keys = {write.key for write in writes}
    found = Counter(row for row in rows(_KEPT[writes[0].kind]) if row[0] in keys)
    _same(f"rows of the {writes[0].kind} writes", found, Counter((write.key, write.answer) for write in writes))


def _watches(rows: _Rows, writes: Sequence[Write]) -> None:
    """All of a watch is there; nobody was made twice, and each call was answered with the id of its own person."""
    half = {message for (message,) in rows(_HALF_WATCHES)} & {write.key for write in writes}
    _same("leads without their contact, prospect or watch", half, set())
    found = Counter(rows(_PERSONS))
    _same("the persons who watch", found, Counter({(write.about[1], write.answer) for write in writes}))


def _budgets(rows: _Rows, writes: Iterable[Write]) -> None:
    """Each part of a month says what was sent for it, and nothing else has a value."""
    parts = ((row[:4], part, value) for row in rows(_BUDGETS) for part, value in enumerate(row[4:]))
    found = Counter((*month, part, value) for month, part, value in parts if value is not None)
    _same("the parts of the budgets", found, Counter(write.about for write in writes))


def _follow_ups(rows: _Rows, writes: Iterable[Write]) -> None:
    found = Counter({(viewing, contact): number for viewing, contact, number in rows(_FOLLOWED_UP)})
    _same("the follow-ups of each participant", found, Counter(write.about for write in writes))


def _same(what: str, found: Any, expected: Any) -> None:
    if found == expected:
        return
    if isinstance(found, Counter):
        lost, strange = expected - found, found - expected
        raise NotProven(f"{what}: {lost.total()} missing ({_few(lost)}), {strange.total()} too many ({_few(strange)})")
    raise NotProven(f"{what}: {found}, not {expected}")


def _few(counted: Counter[Any]) -> str:
    return ", ".join(str(item) for item in list(counted)[:3]) or "none"

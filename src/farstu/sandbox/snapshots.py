"""What a sandbox held, taken and brought back: in one transaction each, with the customer's lock held."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import msgspec

from farstu.engine.calls import Call, Happening, Outcome, Task, nothing_beforehand
from farstu.engine.facts import Facts, Key
from farstu.engine.tables import FIRST_ANSWER
from farstu.privacy.absent import erased_of, without
from farstu.records.due import DUE
from farstu.records.offices import CUSTOMER
from farstu.records.sandboxes import SANDBOX, SEED, SNAPSHOT, Sandbox, Snapshot
from farstu.records.snapshots import LARGEST, LineUnreadable, data_tables, kept, lines_of, read, written
from farstu.refusals import CONFLICT, FORBIDDEN, NOT_FOUND, Refused, invalid
from farstu.store.base import WriteSession
from farstu.store.statements import remove_all, select_all, select_by
from farstu.store.table import Row, Table
from farstu.store.vault import Vault
from farstu.texts import Text, say, shortened
from farstu.texts.masking import mask_text

MOST_ROWS = 200_000
"""Of a sandbox that can be taken or brought back."""
MOST_SNAPSHOTS = 20
"""Of one customer, the seed not counted."""
_NAME = re.compile(r"[A-Za-z0-9._-]{1,60}")
T = TypeVar("T")


class Restored(msgspec.Struct, frozen=True):
    """What was brought back: the snapshot, how many rows it has, and how many were put and taken out for it, those by
    which contacts are found among them."""

    snapshot: str
    rows: int
    put: int
    gone: int
    reset: bool


Note = Callable[[Restored], T]
"""Decides, within the transaction, what is told of it."""


def restore(session: WriteSession, vault: Vault, customer: str, name: str, note: Note[T], *, reset: bool = False) -> T:
    """Makes a sandbox hold what the snapshot says, by writing what differs; answers what `note` does. A `reset` sets
    the clock right, too. Refused, StoreError, SealBroken."""
    with _transaction(session, customer):
        snapshot = _found(session, customer, name)
        wanted = _read(vault, snapshot)
        wanted = without(vault, customer, wanted, erased_of(session, customer))
        changed, gone = _difference(_rows(session, customer), wanted)
        session.write(_by_table(changed), gone | {DUE: _told_until(session, customer)})
        session.execute(remove_all(FIRST_ANSWER), (customer,), [customer])
        if reset:
            session.write({SANDBOX: [_as_new(session, customer)]})
        told = note(Restored(name, snapshot.rows, len(changed), sum(map(len, gone.values())), reset))
        session.commit()
        return told


def take(session: WriteSession, vault: Vault, customer: str, name: str, now: int) -> Snapshot:
    """Keeps what a sandbox holds now, in the place of what had the name before. Refused, StoreError."""
    with _transaction(session, customer):
        return _keep(session, vault, customer, name, now, written(vault, _rows(session, customer)))


def keep(session: WriteSession, vault: Vault, customer: str, name: str, taken_at: int, rows: list[Row]) -> Snapshot:
    """Keeps what a file holds under a name; who was erased is left out. Refused, StoreError."""
    with _transaction(session, customer):
        left = without(vault, customer, rows, erased_of(session, customer))
        return _keep(session, vault, customer, name, taken_at, written(vault, left))


def drop(session: WriteSession, customer: str, name: str) -> None:
    """Forgets a snapshot. Refused, StoreError."""
    check_name(name)
    with _transaction(session, customer):
        _found(session, customer, name)
        session.write({}, {SNAPSHOT: [(customer, name)]})
        session.commit()


def one(session: WriteSession, customer: str, name: str) -> Snapshot:
    """A snapshot. Refused, StoreError."""
    with _transaction(session, customer):
        return _found(session, customer, name)


def listed(session: WriteSession, customer: str) -> list[Snapshot]:
    """All snapshots of a sandbox by name, the seed among them. Refused, StoreError."""
    with _transaction(session, customer):
        rows = session.rows(select_all(SNAPSHOT), (customer, MOST_SNAPSHOTS + 1), [customer])
        return sorted(map(SNAPSHOT.make, rows), key=lambda snapshot: snapshot.name)


def check_name(name: str) -> None:
    """Refused with 400 where nobody may give this name."""
    if not _NAME.fullmatch(name) or name == SEED:
        raise invalid(("name", say("error.snapshot_name", value=shortened(mask_text(name)), seed=SEED)))


def check_sandbox(session: WriteSession, customer: str) -> None:
    """Refused with 403 where the customer is none. StoreError."""
    if not any(CUSTOMER.make(row).sandbox for row in session.rows(select_by(CUSTOMER.key), (customer,), [customer])):
        raise Refused(403, FORBIDDEN, say("refusal.no_sandbox", customer=shortened(mask_text(customer), 40)))


@contextmanager
def _transaction(session: WriteSession, customer: str) -> Iterator[None]:
    """Of a sandbox alone. Refused, StoreError."""
    session.begin([customer])
    try:
        check_sandbox(session, customer)
        yield
    finally:
        session.rollback()


def _rows(session: WriteSession, customer: str) -> list[Row]:
    """All that the customer has. Refused where it is too much to be held at once."""
    found: list[Row] = []
    for table in data_tables():
        found += map(table.make, session.rows(select_all(table), (customer, MOST_ROWS + 1), [customer]))
        if len(found) > MOST_ROWS:
            raise _conflict(say("conflict.sandbox_rows", most=MOST_ROWS))
    return found


def _read(vault: Vault, snapshot: Snapshot) -> list[Row]:
    """Refused where it was taken by a program with other tables."""
    try:
        return read(vault, snapshot.customer, lines_of(vault, snapshot))
    except LineUnreadable:
        raise _conflict(say("conflict.snapshot_old", value=snapshot.name)) from None


def _difference(before: Iterable[Row], after: Iterable[Row]) -> tuple[list[Row], dict[Table[Any], list[Key]]]:
    left = {(row.table, row.table.key.values_of(row)): row for row in before}
    changed = [row for row in after if left.pop((row.table, row.table.key.values_of(row)), None) != row]
    gone: dict[Table[Any], list[Key]] = {}
    for table, key in left:
        gone.setdefault(table, []).append(key)
    return changed, gone


def _told_until(session: WriteSession, customer: str) -> list[Key]:
    """What fell due is told anew from the moment on: the dates of what is brought back may be any."""
    rows = session.rows(select_all(DUE), (customer, MOST_ROWS), [customer])
    return [DUE.key.values_of(DUE.make(row)) for row in rows]


def _by_table(rows: Iterable[Row]) -> dict[Table[Any], list[Row]]:
    found: dict[Table[Any], list[Row]] = {}
    for row in rows:
        found.setdefault(row.table, []).append(row)
    return found


def _as_new(session: WriteSession, customer: str) -> Sandbox:
    rows = session.rows(select_by(SANDBOX.key), (customer,), [customer])
    resets = SANDBOX.make(rows[0]).resets if rows else 0
    return Sandbox(customer, 0, None, resets + 1)


def _found(session: WriteSession, customer: str, name: str) -> Snapshot:
    for row in session.rows(select_by(SNAPSHOT.key), (customer, name), [customer]):
        return SNAPSHOT.make(row)
    raise Refused(404, NOT_FOUND, say("not_found.snapshot", parameter="name", value=shortened(mask_text(name))))


def _keep(session: WriteSession, vault: Vault, customer: str, name: str, taken_at: int, lines: bytes) -> Snapshot:
    check_name(name)
    if len(lines) > LARGEST:
        raise _conflict(say("conflict.sandbox_rows", most=MOST_ROWS))
    names = {row[1] for row in session.rows(select_all(SNAPSHOT), (customer, MOST_SNAPSHOTS + 1), [customer])}
    if len(names - {SEED, name}) >= MOST_SNAPSHOTS:
        raise _conflict(say("conflict.snapshots", most=MOST_SNAPSHOTS))
    made = kept(vault, customer, name, taken_at, lines)
    session.write({SNAPSHOT: [made]})
    session.commit()
    return made


def _conflict(detail: Text) -> Refused:
    return Refused(409, CONFLICT, detail)


def note_restored(facts: Facts, call: Call, sent: Restored) -> Outcome:
    """A sandbox holds what it held once: an event, since whoever follows those has to begin anew."""
    kind = "sandbox.reset" if sent.reset else "sandbox.loaded"
    told = say("decided.restored", snapshot=sent.snapshot, rows=sent.rows, put=sent.put, gone=sent.gone)
    return Outcome(sent, happenings=[Happening(kind, {"snapshot": sent.snapshot})], decided=[told])


RESTORED = Task("RestoreSandbox", note_restored, nothing_beforehand)

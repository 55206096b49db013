"""Leaves out of a sandbox's rows who was erased: what is brought back is of a moment before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from farstu.access.tables import AUDIT
from farstu.areas.merge.moving import pointers
from farstu.engine.calls import Call, Outcome, Task
from farstu.engine.facts import Facts, Look
from farstu.privacy.pending import ERASED
from farstu.privacy.personal import NOBODY, forgotten, nobody
from farstu.privacy.who import known_by
from farstu.records.contacts import Contact, ContactMatch, ContactWord
from farstu.records.merges import ContactMerge
from farstu.records.sandboxes import SNAPSHOT
from farstu.records.snapshots import LineUnreadable, lines_of, read, snapshot_of
from farstu.store.base import WriteSession
from farstu.store.table import Row
from farstu.store.vault import Vault

_ABOUT = f'SELECT "about" FROM "{AUDIT.name}" WHERE "kind" = ?'  # noqa: S608 - names of ours


class InSnapshots(msgspec.Struct):
    """Snapshots by their names, and hashes by which those are known who are to be forgotten in them."""

    names: list[str]
    known_by: list[str]


class _About(msgspec.Struct):
    customer: str
    known_by: list[str]


def erased_of(session: WriteSession, customer: str) -> set[str]:
    """The hashes by which the customer's erased persons are known again. StoreError."""
    found: set[str] = set()
    for (about,) in session.rows(_ABOUT, (ERASED,)):
        said = msgspec.json.decode(about, type=_About)
        if said.customer == customer:
            found.update(said.known_by)
    return found


def without(vault: Vault, customer: str, rows: list[Row], erased: set[str]) -> list[Row]:
    """The rows, in which nothing names the erased any more; figures stay."""
    if not erased:
        return rows
    ids = {row.id for row in rows if isinstance(row, Contact | ContactMerge)}
    gone = {one: _instead(vault, one) for one in ids if known_by(vault, customer, one) in erased}
    return list(_left(rows, gone)) if gone else rows


def _left(rows: Iterable[Row], gone: dict[str, str]) -> Iterator[Row]:
    naming: dict[Any, set[str]] = {}
    for index in pointers():
        naming.setdefault(index.table, set()).add(index.columns[1])
    for row in rows:
        columns = {name: gone[named] for name in naming.get(row.table, ()) if (named := getattr(row, name)) in gone}
        if isinstance(row, Contact) and row.id in gone:
            yield nobody(row, gone[row.id])
        elif _only_leads_to(row, gone):
            continue
        elif not columns:
            yield row
        elif (left := forgotten(row, columns)) is not None:
            yield left


def _only_leads_to(row: Row, gone: dict[str, str]) -> bool:
    """Whether it is there for nothing but that somebody is found."""
    if isinstance(row, ContactMerge):
        return row.id in gone or row.target in gone
    return isinstance(row, ContactMatch | ContactWord) and row.contact in gone


def _instead(vault: Vault, contact: str) -> str:
    """The same each time, so that what is brought back twice is the same twice."""
    return NOBODY + vault.match(f"nobody\x1f{contact}").upper()


def forget_in_snapshots(facts: Facts, call: Call, sent: InSnapshots) -> Outcome:
    """Writes the snapshots of a sandbox anew that name somebody who is to be forgotten; answers how many those were.
    One that cannot be read any more may name anybody, and goes."""
    outcome = Outcome()
    for name in sent.names:
        before = facts.one(SNAPSHOT.key, call.customer, name)
        if before is None:
            continue
        try:
            rows = read(facts.vault, call.customer, lines_of(facts.vault, before))
        except LineUnreadable:
            outcome.gone.append(before)
            continue
        left = without(facts.vault, call.customer, rows, set(sent.known_by))
        if left is not rows:
            outcome.rows.append(snapshot_of(facts.vault, call.customer, name, before.taken_at, left))
    outcome.value = len(outcome.rows) + len(outcome.gone)
    return outcome


def _looks(call: Call, sent: InSnapshots) -> list[Look]:
    return [(SNAPSHOT.key, (call.customer, name)) for name in sent.names]


FORGET_IN_SNAPSHOTS = Task("ForgetInSnapshots", forget_in_snapshots, _looks)

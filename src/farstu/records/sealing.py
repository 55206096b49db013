"""Seals anew what is stored in clear, by an older program, or under a key that is no longer the newest."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import msgspec

from farstu.records.contacts import CONTACT
from farstu.records.leads import LEAD
from farstu.records.sandboxes import SNAPSHOT
from farstu.store.base import EVERY_CUSTOMER, WriteSession
from farstu.store.settings_table import SETTING, Setting
from farstu.store.statements import select_by
from farstu.store.table import Table
from farstu.store.vault import SealingVault

SEALED_WITH = "sealed_with"
"""The setting that says with which version of the key everything is sealed."""
NUMBER = "personal_number"
AT_ONCE = 500
Renew = Callable[[str], str]


class _Place(NamedTuple):
    """A column that holds something sealed, and how its value is renewed."""

    table: Table[Any]
    column: str
    renewed: Callable[[str, Renew], str]
    at_once: int = AT_ONCE


def _left_out(text: str, renew: Renew) -> str:
    """JSON in which a personal number may stand."""
    values = msgspec.json.decode(text, type=dict[str, Any])
    if NUMBER not in values:
        return text
    return msgspec.json.encode(values | {NUMBER: renew(values[NUMBER])}).decode()


def _whole(text: str, renew: Renew) -> str:
    return renew(text)


PLACES = (_Place(CONTACT, NUMBER, _whole), _Place(LEAD, "left_out", _left_out))
"""Those of a customer's own data."""
_others = [_Place(SNAPSHOT, "content", _whole, at_once=4)]


def sealed_column(table: Table[Any], column: str) -> None:
    """Says of a further column that what is in it is sealed."""
    _others.append(_Place(table, column, _whole))


def seal_all(session: WriteSession, vault: SealingVault, *, again: bool = False) -> int:
    """Brings everything under the newest key; answers how many rows it changed.

    A little at a time, each in a transaction of its own, so that others get their turn; broken off, it is taken up
    again. Once all is done that is noted, and the next time nothing is looked at, unless `again`. StoreError,
    SealBroken.
    """
    known = session.rows(select_by(SETTING.key), (SEALED_WITH,))
    if known and known[0][1] == vault.version and not again:
        return 0
    changed = sum(_walk(session, place, vault) for place in (*PLACES, *_others))
    _note(session, vault.version)
    return changed


def _walk(session: WriteSession, place: _Place, vault: SealingVault) -> int:
    """Every row that has something there, in the order of its key."""
    changed = 0
    rows = session.rows(*_after(place, None), EVERY_CUSTOMER)
    while rows:
        changed += _mend(session, place, rows, vault.renewed)
        rows = session.rows(*_after(place, rows[-1][:-1]), EVERY_CUSTOMER)
    return changed


def _mend(session: WriteSession, place: _Place, rows: list[tuple[Any, ...]], renew: Renew) -> int:
    """A row that somebody else has changed meanwhile is left to them: they have sealed it."""
    renewed = [(row, place.renewed(row[-1], renew)) for row in rows]
    changes = [(row, after) for row, after in renewed if row[-1] != after]
    if not changes:
        return 0
    session.begin(EVERY_CUSTOMER)
    try:
        for row, after in changes:
            session.execute(*_update(place, row, after), EVERY_CUSTOMER)
        session.commit()
    finally:
        session.rollback()
    return len(changes)


def _after(place: _Place, last: tuple[Any, ...] | None) -> tuple[str, tuple[Any, ...]]:
    key, values = _names(place.table), last or ()
    behind = f"AND ({key}) > ({', '.join('?' * len(values))})" if values else ""
    where = f'WHERE "{place.column}" IS NOT NULL {behind} ORDER BY {key} LIMIT {place.at_once}'
    return f'SELECT {key}, "{place.column}" FROM "{place.table.name}" {where}', values  # noqa: S608 - names of ours


def _update(place: _Place, row: tuple[Any, ...], after: str) -> tuple[str, tuple[Any, ...]]:
    same = " AND ".join(f'"{name}" = ?' for name in (*place.table.key.columns, place.column))
    text = f'UPDATE "{place.table.name}" SET "{place.column}" = ? WHERE {same}'  # noqa: S608 - names of ours
    return text, (after, *row)


def _names(table: Table[Any]) -> str:
    return ", ".join(f'"{name}"' for name in table.key.columns)


def _note(session: WriteSession, version: str) -> None:
    session.begin([""])
    try:
        session.write({SETTING: [Setting(SEALED_WITH, version)]})
        session.commit()
    finally:
        session.rollback()

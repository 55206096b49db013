"""What is due by a customer's rules, found a little at a time and handed to the engine like any other call."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from farstu.access.tables import RETENTION_RULE
from farstu.contract.moment import TICKS_PER_SECOND
from farstu.engine.calls import Task
from farstu.privacy.personal import ALL, CONTACTS, DEFAULT_DAYS, NOBODY, OF_KIND, Personal
from farstu.privacy.retaining import NOTE_RUN, RETAIN, RETAIN_CONTACTS, Counted, Due, DueContacts
from farstu.records.contacts import CONTACT, CONTACT_MATCH, CONTACT_WORD
from farstu.store.table import CUSTOMER

AT_ONCE = 50
DAY_TICKS = 24 * 3600 * TICKS_PER_SECOND
Rows = list[tuple[Any, ...]]
Look = Callable[[str, tuple[Any, ...], str], Awaitable[Rows]]
"""Asks for rows: the statement, its values, whose they are."""
Act = Callable[[Task, Any, str], Awaitable[Any]]
"""Has the engine decide a task for a customer; answers the outcome's value."""
_RULES = f'SELECT "kind", "days" FROM "{RETENTION_RULE.name}" WHERE "{CUSTOMER}" = ?'  # noqa: S608 - names of ours


class Retention:
    """The rules at work."""

    def __init__(self, look: Look, act: Act) -> None:
        self._look = look
        self._act = act

    async def rules(self, customer: str) -> dict[str, int]:
        """The days of every kind; 0: never."""
        own = await self._look(_RULES, (customer,), customer)
        return DEFAULT_DAYS | {kind: days for kind, days in own if kind in DEFAULT_DAYS}

    async def run(self, customer: str, now: int, *, dry: bool = False) -> dict[str, int]:
        """Lets the rules act as of `now` (ticks); answers how many rows of each kind were met. `dry`: would be."""
        met: dict[str, int] = {}
        for kind, days in (await self.rules(customer)).items():
            if days:
                met[kind] = await self._one(customer, kind, now - days * DAY_TICKS, dry=dry)
        met = {kind: count for kind, count in met.items() if count}
        if met and not dry:
            await self._act(NOTE_RUN, Counted(customer, met), customer)
        return met

    async def _one(self, customer: str, kind: str, before: int, *, dry: bool) -> int:
        key, text = _contacts_due() if kind == CONTACTS else _rows_due(OF_KIND[kind])
        values: tuple[Any, ...] = (customer, before, *((before,) * text.count(_NEWER)))
        met = 0
        after: tuple[Any, ...] = ()
        while True:
            behind = f" AND ({_names(key)}) > ({', '.join('?' * len(key))})" if after else ""
            rows = await self._look(
                f"{text}{behind} ORDER BY {_names(key)} LIMIT {AT_ONCE}", (*values, *after), customer
            )
            if not rows:
                return met
            met += len(rows) if dry else await self._do(customer, kind, rows, before)
            after = rows[-1]

    async def _do(self, customer: str, kind: str, rows: Rows, before: int) -> int:
        if kind != CONTACTS:
            done = await self._act(RETAIN, Due(kind, rows, before), customer)
            return int(done or 0)
        contacts = [row[0] for row in rows]
        found = [key for contact in contacts for key in await self._found_by(customer, contact)]
        return int(await self._act(RETAIN_CONTACTS, DueContacts(contacts, before, found), customer) or 0)

    async def _found_by(self, customer: str, contact: str) -> list[tuple[str, str, str]]:
        keys: list[tuple[str, str, str]] = []
        for table, value in ((CONTACT_MATCH, "match"), (CONTACT_WORD, "word")):
            text = f'SELECT "{value}" FROM "{table.name}" WHERE "{CUSTOMER}" = ? AND "contact" = ?'  # noqa: S608 - as above
            keys += [(table.name, row[0], contact) for row in await self._look(text, (customer, contact), customer)]
        return keys


_NEWER = ">= ?"


def _names(names: list[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _rows_due(personal: Personal) -> tuple[list[str], str]:
    """The key of a kind's rows, and the beginning of the statement that finds old ones which still name somebody."""
    table = personal.table
    key = [name for name in table.key.columns if name != CUSTOMER]
    named = f""" AND "contact" NOT LIKE '{NOBODY}%'""" if "contact" in table.columns else ""
    text = f'SELECT {_names(key)} FROM "{table.name}" WHERE "{CUSTOMER}" = ? AND "{personal.since}" < ?{named}'  # noqa: S608
    return key, text


def _contacts_due() -> tuple[list[str], str]:
    """The same for contacts: those with nothing newer, and nothing that keeps them."""
    text = (
        f'SELECT "id" FROM "{CONTACT.name}" WHERE "{CUSTOMER}" = ? AND "changed_at" < ? '  # noqa: S608 - names of ours
        f"""AND "id" NOT LIKE '{NOBODY}%'"""
    )
    for personal in ALL:
        if "contact" in personal.table.columns and (personal.since or personal.lasts):
            keeps = personal.duty or personal.lasts
            newer = "" if keeps else f' AND newer."{personal.since}" {_NEWER}'
            text += (
                f' AND NOT EXISTS (SELECT 1 FROM "{personal.table.name}" AS newer '  # noqa: S608 - names of ours
                f'WHERE newer."{CUSTOMER}" = "{CONTACT.name}"."{CUSTOMER}" '
                f'AND newer."contact" = "{CONTACT.name}"."id"{newer})'
            )
    return ["id"], text

"""Where else somebody is spoken of: in the journal, in first answers, in events, in what was written freely."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Any, NamedTuple

import msgspec

from farstu.engine.tables import EVENT, FIRST_ANSWER, JOURNAL
from farstu.privacy.personal import OF_TABLE
from farstu.privacy.who import Who
from farstu.records.contacts import CONTACT, CONTACT_MATCH, CONTACT_WORD, EMAILS, PHONES, Contact
from farstu.records.merges import CONTACT_MERGE
from farstu.records.reachability import comparable_name, comparable_phone
from farstu.store.base import WriteSession
from farstu.store.table import CUSTOMER, TABLES, Row, Table
from farstu.store.vault import Vault
from farstu.texts.masking import resolved

AT_ONCE = 500
_PHONE = re.compile(r"\d[\d\s()/.-]{5,30}\d")
_NUMBER = re.compile(r"\d{6}[-+ ]?\d{4}")
_BETWEEN = r"[^\w]{1,3}"
_LEAST_DIGITS = 7
_APART = (JOURNAL, FIRST_ANSWER, EVENT, CONTACT, CONTACT_MATCH, CONTACT_WORD, CONTACT_MERGE)
Says = Callable[[str], bool]


class Mention(NamedTuple):
    """A row of somebody else, or of nobody, that speaks of the person."""

    table: str
    key: tuple[Any, ...]
    column: str


class Signs:
    """What a text about the person can be told by."""

    def __init__(self, who: Who, vault: Vault) -> None:
        ids = "|".join(map(re.escape, who.ids))
        self._id = re.compile(rf"""(?<=["'/>=&])(?:{ids})(?=["'/<&?\\\s]|$)""")
        contacts = who.contacts
        self._ways = {value.strip().casefold() for value in _values(contacts, EMAILS)}
        self._ways |= {value.strip() for value in _values(contacts, PHONES) if len(value.strip()) >= _LEAST_DIGITS}
        self._digits = {number[3:] for value in _values(contacts, PHONES) if (number := comparable_phone(value))}
        self._numbers = {_ten(vault.open(one.personal_number)) for one in contacts if one.personal_number} - {""}
        self._names = [pair for one in contacts if (pair := _name(one))]

    def by_id(self, text: str) -> bool:
        """Whether it has one of the person's ids."""
        return self._id.search(text) is not None

    def freely(self, text: str) -> bool:
        """Whether something that somebody wrote names the person: whole name, a way to reach them, their number."""
        plain = comparable_name(resolved(text))
        near = (rf"\b{re.escape(a)}{_BETWEEN}{re.escape(b)}\b" for one in self._names for a, b in (one, one[::-1]))
        return self._reaches(plain) or any(re.search(pattern, plain) for pattern in near)

    def anyhow(self, text: str) -> bool:
        """Whether a recorded call is about the person, perhaps among others: names may stand apart."""
        if self.by_id(text):
            return True
        plain = comparable_name(resolved(text))
        return self._reaches(plain) or any(_has(plain, first) and _has(plain, last) for first, last in self._names)

    def _reaches(self, plain: str) -> bool:
        if any(way in plain for way in self._ways):
            return True
        phones = (re.sub(r"\D", "", found) for found in _PHONE.findall(plain))
        if self._digits and any(phone.endswith(tuple(self._digits)) for phone in phones):
            return True
        return bool(self._numbers) and any(_ten(found) in self._numbers for found in _NUMBER.findall(plain))


def _values(contacts: Iterable[Contact], names: Iterable[str]) -> Iterator[str]:
    for contact in contacts:
        yield from (value for name in names if (value := getattr(contact, name)) and value.strip())


def _name(contact: Contact) -> tuple[str, str] | None:
    first, last = comparable_name(contact.first_name or ""), comparable_name(contact.last_name or "")
    return (first, last) if first and last else None


def _ten(number: str) -> str:
    digits = re.sub(r"\D", "", number)
    return digits[-10:] if len(digits) >= len("8503122387") else ""


def _has(text: str, word: str) -> bool:
    return re.search(rf"\b{re.escape(word)}\b", text) is not None


def pages(session: WriteSession, table: Table[Any], customer: str) -> Iterator[list[Row]]:
    """All rows of a customer in the order of their keys."""
    key = [name for name in table.key.columns if name != CUSTOMER] or [CUSTOMER]
    names, order = (", ".join(f'"{name}"' for name in some) for some in (table.columns, key))
    head = f'SELECT {names} FROM "{table.name}" WHERE "{CUSTOMER}" = ?'  # noqa: S608 - names of ours
    after: tuple[Any, ...] = ()
    while True:
        behind = f" AND ({order}) > ({', '.join('?' * len(after))})" if after else ""
        text = f"{head}{behind} ORDER BY {order} LIMIT {AT_ONCE}"
        rows = [table.make(row) for row in session.rows(text, (customer, *after), [customer])]
        if not rows:
            return
        yield rows
        after = tuple(getattr(rows[-1], name) for name in key)


def events_about(session: WriteSession, who: Who) -> list[Any]:
    """The events that name one of the person's ids."""
    ids, decode = set(who.ids), msgspec.json.Decoder(dict[str, str]).decode
    every: Iterator[Any] = chain.from_iterable(pages(session, EVENT, who.customer))
    return [event for event in every if not ids.isdisjoint(decode(event.ids).values())]


def calls_about(session: WriteSession, customer: str, made: set[str], signs: Signs) -> Iterator[Any]:
    """The journal's entries of calls that made something of the person (`made`), or that speak of them; `customer` may
    be empty: calls that reached none."""
    every: Iterator[Any] = chain.from_iterable(pages(session, JOURNAL, customer))
    return (entry for entry in every if entry.id in made or signs.anyhow(_said(entry.detail)))


def _said(detail: str) -> str:
    """All texts in an entry, each in quotes: bodies have escapes of their own."""
    return "\n".join(f'"{text}"' for text in _texts(msgspec.json.decode(detail)))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts(inner)


def answers_about(session: WriteSession, customer: str, made: set[str], signs: Signs) -> Iterator[Any]:
    """The same of the answers that are kept for an `Idempotency-Key`."""
    every: Iterator[Any] = chain.from_iterable(pages(session, FIRST_ANSWER, customer))
    return (answer for answer in every if answer.call in made or signs.anyhow(answer.body))


def found_by(session: WriteSession, who: Who) -> list[tuple[str, str, str]]:
    """The rows that the person is found by, those too that nothing accounts for any more: table, value, contact."""
    keys: list[tuple[str, str, str]] = []
    for table, value in ((CONTACT_MATCH, "match"), (CONTACT_WORD, "word")):
        text = f'SELECT "{value}" FROM "{table.name}" WHERE "{CUSTOMER}" = ? AND "contact" = ?'  # noqa: S608 - as above
        for known in who.ids:
            rows = session.rows(text, (who.customer, known), [who.customer])
            keys += [(table.name, row[0], known) for row in rows]
    return keys


def mentions(session: WriteSession, who: Who, signs: Signs) -> list[Mention]:
    """Where else the person is named in what was written freely."""
    found: list[Mention] = []
    ids = set(who.ids)
    for table in TABLES.values():
        if table.server_wide or table in _APART:
            continue
        texts = [name for name, kind in table.types.items() if kind is str and name not in table.key.columns]
        own = table.name in OF_TABLE and "contact" in table.columns
        for page in pages(session, table, who.customer):
            for row in page:
                if own and getattr(row, "contact", None) in ids:
                    continue
                said = [name for name in texts if (text := getattr(row, name)) and signs.freely(text)]
                found += [Mention(table.name, table.key.values_of(row)[1:], name) for name in said]
    return found

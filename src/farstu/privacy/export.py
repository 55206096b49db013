"""All that is kept about a person, to be read by people and by programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from farstu.access.audit import audited
from farstu.access.tables import AUDIT
from farstu.contract.moment import swedish_text
from farstu.engine.calls import Call, Outcome, Task
from farstu.engine.facts import Facts, Look
from farstu.engine.journal import read_detail
from farstu.engine.perform import Performer
from farstu.privacy.erasure import rows_about
from farstu.privacy.personal import OF_TABLE
from farstu.privacy.traces import Signs, answers_about, calls_about, events_about, mentions
from farstu.privacy.who import Who
from farstu.records.contacts import CONTACT
from farstu.store.table import Row
from farstu.texts import render
from farstu.texts.masking import mask_number

EXPORTED = "person.exported"
_REVEALED = f'SELECT "at", "who", "kind", "about" FROM "{AUDIT.name}" WHERE "kind" IN (?, ?)'  # noqa: S608 - ours
_TIMES = ("at", "date", "valid_until")
_INNER = ("left_out", "utm_tags", "about", "ids", "profile")
"""Columns that hold JSON."""
_NUMBER = "personal_number"
_UNSAID = ("personal_number_match", "body_hash")
Plain = dict[str, Any]


class Exported(msgspec.Struct):
    """Whose data was given out: a contact's, or an agent's."""

    customer: str
    contacts: list[str]
    users: list[str] = []


def note_export(facts: Facts, call: Call, sent: Exported) -> Outcome:
    """Records that it was done, and by whom."""
    of = {"contacts": sent.contacts} if sent.contacts else {"users": sent.users}
    return Outcome(call.id, audited(facts, call, EXPORTED, receipt=call.id, customer=sent.customer, **of))


def _looks(call: Call, sent: Exported) -> list[Look]:
    return [(CONTACT.key, (sent.customer, contact)) for contact in sent.contacts]


NOTE_EXPORT = Task("NoteExport", note_export, _looks, server_wide=True)


class Exporter:
    """Gathers it. `clear`: with personal numbers, whose showing is recorded by whoever asks for them. StoreError."""

    def __init__(self, performer: Performer, who: Who, *, clear: bool) -> None:
        self._performer = performer
        self._session = performer.session
        self._who = who
        self._clear = clear

    def gathered(self) -> Plain:
        """Everything, with the times in Swedish wall clock."""
        who, signs = self._who, Signs(self._who, self._performer.vault)
        events = events_about(self._session, who)
        made = {event.call for event in events}
        calls = [row for customer in (who.customer, "") for row in calls_about(self._session, customer, made, signs)]
        answers = answers_about(self._session, who.customer, made, signs)
        return {
            "customer": who.customer,
            "contacts": [self._plain(contact) for contact in who.contacts],
            "mergedIds": who.merged,
            "perhapsTheSamePerson": who.perhaps,
            "records": dict(self._records()),
            "events": [self._plain(event) for event in events],
            "calls": [self._call(row) for row in calls],
            "keptAnswers": [self._plain(answer) for answer in answers],
            "spokenOfIn": [mention._asdict() for mention in mentions(self._session, who, signs)],
            "shownToOthers": list(self._shown()),
        }

    def _records(self) -> Iterator[tuple[str, list[Plain]]]:
        for name, personal in OF_TABLE.items():
            columns = [column for column in ("contact", "related", "target") if column in personal.table.columns]
            found = {
                row for column in columns for row in rows_about(self._performer, personal.table, column, self._who)
            }
            if found:
                ordered = sorted(found, key=personal.table.key.values_of)
                yield name, [self._plain(row) for row in ordered]

    def _shown(self) -> Iterator[Plain]:
        """When a number was revealed, or all of this given out, by whom and why."""
        ids = set(self._who.ids)
        for at, who, kind, about in self._session.rows(_REVEALED, ("person.revealed", EXPORTED)):
            said = msgspec.json.decode(about)
            of = {said.get("contact"), *said.get("contacts", ())}
            if said["customer"] == self._who.customer and ids & of:
                yield {"at": swedish_text(at), "who": who, "what": kind, "why": said.get("why")}

    def _call(self, row: Any) -> Plain:
        detail = read_detail(row)
        plain: Plain = {**self._plain(row), **msgspec.json.decode(msgspec.json.encode(detail))}
        plain["decided"] = [render(text, "en") for text in detail.decided]
        del plain["detail"]
        return plain

    def _plain(self, row: Row) -> Plain:
        return dict(self._members(row.table.columns, row))

    def _members(self, columns: tuple[str, ...], row: Row) -> Iterator[tuple[str, Any]]:
        for name in columns:
            value = getattr(row, name)
            if name in _UNSAID:
                continue
            if value is not None and (name.endswith("_at") or name in _TIMES):
                value = swedish_text(value)
            elif value and name in _INNER:
                value = self._inner(msgspec.json.decode(value))
            elif value and name == _NUMBER:
                value = self._number(value)
            yield name, value

    def _inner(self, value: Any) -> Any:
        if isinstance(value, dict) and value.get(_NUMBER):
            return {**value, _NUMBER: self._number(value[_NUMBER])}
        return value

    def _number(self, sealed: str) -> str:
        number = self._performer.vault.open(sealed)
        return number if self._clear else mask_number(number)

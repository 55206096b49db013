"""Notes: each call adds one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from farstu.areas.note import tables
from farstu.areas.note.contract import ADD_NOTE, Note
from farstu.engine.calls import Call, Happening, Outcome, rule
from farstu.engine.facts import Facts, Look
from farstu.records.contacts import CONTACT
from farstu.records.estates import ESTATE
from farstu.records.offices import USER
from farstu.refusals import invalid
from farstu.store.table import Index
from farstu.texts import say


def _named(sent: Note) -> Iterator[tuple[str, str, Index[Any], str]]:
    """Every id in the body: its member, its kind, where it is to be found, itself."""
    if sent.user_id:
        yield "UserId", "user", USER.key, sent.user_id
    if sent.contact_id:
        yield "ContactId", "contact", CONTACT.key, sent.contact_id
    if sent.estate_id:
        yield "EstateId", "estate", ESTATE.key, sent.estate_id


def _prefetch(call: Call, sent: Note) -> Iterable[Look]:
    return [(index, (call.customer, value)) for _, _, index, value in _named(sent)]


@rule(ADD_NOTE, _prefetch)
def add_note(facts: Facts, call: Call, sent: Note) -> Outcome:
    """Keeps the note."""
    unknown = [
        (call.key(member), say(f"unknown.{kind}", member=member, value=value))
        for member, kind, index, value in _named(sent)
        if facts.one(index, call.customer, value) is None
    ]
    if unknown:
        raise invalid(*unknown)
    row = tables.Note(
        customer=call.customer,
        id=call.new_id("NOT"),
        date=sent.date.ticks if sent.date else call.at,
        user=sent.user_id or None,
        text=sent.text or "",
        contact=sent.contact_id or None,
        estate=sent.estate_id or None,
        partner=call.partner,
        created_at=call.at,
    )
    about = {"contactId": row.contact, "estateId": row.estate}
    ids = {"id": row.id, **{name: value for name, value in about.items() if value}}
    return Outcome(rows=[row], happenings=[Happening("note.created", ids)], decided=[say("decided.noted", id=row.id)])

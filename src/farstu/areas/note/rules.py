"""Notes: each call adds one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from farstu.areas.note import tables
from farstu.areas.note.contract import ADD_NOTE, Note
from farstu.engine.calls import Call, Happening, Outcome, rule
from farstu.engine.facts import Facts, Look
from farstu.records.contacts import CONTACT
from farstu.records.estates import ESTATE
from farstu.records.merges import contact_problems
from farstu.records.named import unknown
from farstu.records.offices import USER
from farstu.refusals import invalid
from farstu.texts import Text, say


def _prefetch(call: Call, sent: Note) -> Iterable[Look]:
    named = ((USER.key, sent.user_id), (CONTACT.key, sent.contact_id), (ESTATE.key, sent.estate_id))
    return [(index, (call.customer, value)) for index, value in named if value]


@rule(ADD_NOTE, _prefetch)
def add_note(facts: Facts, call: Call, sent: Note) -> Outcome:
    """Keeps the note."""
    if problems := list(_problems(facts, call, sent)):
        raise invalid(*problems)
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


def _problems(facts: Facts, call: Call, sent: Note) -> Iterator[tuple[str, Text]]:
    yield from contact_problems(facts, call, "ContactId", sent.contact_id)
    yield from unknown(facts, call, "UserId", "user", USER.key, sent.user_id)
    yield from unknown(facts, call, "EstateId", "estate", ESTATE.key, sent.estate_id)

"""Notes read back."""

from __future__ import annotations

from farstu.areas.note.contract import LIST_NOTES, SimpleNote
from farstu.areas.note.tables import NOTE
from farstu.contract.moment import answered
from farstu.engine.reads import Asked, read
from farstu.records.contacts import with_each_contact
from farstu.records.merges import rows_of_contact
from farstu.store.queries import Query


def _notes() -> Query:
    its = NOTE.sql.c
    columns = with_each_contact(NOTE, its.id, its.date, its.user, its.text)
    return Query(columns.order_by(its.date.desc(), its.id.desc()))


_NOTES = _notes()


@read(LIST_NOTES)
async def list_notes(asked: Asked) -> list[SimpleNote]:
    """Those that name the contact."""
    return [
        SimpleNote(id=key, date=answered(date), user_id=user, text=text)
        for key, date, user, text in await rows_of_contact(asked, _NOTES)
    ]

"""Contacts that have become part of another: their ids are remembered and lead to where they went."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from farstu.engine.calls import Call
from farstu.engine.facts import Facts
from farstu.engine.reads import Asked
from farstu.records.contacts import CONTACT, Contact
from farstu.refusals import NOT_FOUND, Refused, invalid, not_found
from farstu.store.queries import Query
from farstu.store.statements import select_by
from farstu.store.table import Row, Table
from farstu.texts import Text, say


class ContactMerge(Row, frozen=True):
    """The id of a contact that is no more, and the contact that it is part of now, itself there."""

    customer: str
    id: str
    target: str
    partner: str
    at: int


CONTACT_MERGE = Table("contact_merge", ContactMerge, ("customer", "id"), [("customer", "target")])


def known_contact(facts: Facts, customer: str, named: str, parameter: str = "contactId") -> Contact:
    """The contact with this id. Refused with 404, which says where a merged one went."""
    contact = facts.one(CONTACT.key, customer, named)
    if contact is None:
        merge = facts.one(CONTACT_MERGE.key, customer, named)
        raise _no_contact(parameter, named, merge.target if merge else None)
    return contact


def contact_problems(facts: Facts, call: Call, member: str, named: str | None) -> Iterator[tuple[str, Text]]:
    """What is wrong with a contact that a body names, if it names one; of a merged one, where it went."""
    if not named or facts.one(CONTACT.key, call.customer, named):
        return
    merge, last = facts.one(CONTACT_MERGE.key, call.customer, named), member.rpartition(".")[2]
    if merge:
        yield call.key(member), say("unknown.merged_contact", member=last, value=named, target=merge.target)
    else:
        yield call.key(member), say("unknown.contact", member=last, value=named)


def contact_of_kind(facts: Facts, call: Call, member: str, named: str, kind: str) -> Contact:
    """The contact that a body names. Refused with 400 where there is none of this kind."""
    found = facts.one(CONTACT.key, call.customer, named)
    if found is None:
        raise invalid(*contact_problems(facts, call, member, named))
    if found.kind != kind:
        last = member.rpartition(".")[2]
        raise invalid((call.key(member), say("unknown.contact_kind", member=last, value=named)))
    return found


async def missing_contact(asked: Asked, parameter: str, named: str) -> Refused:
    """The 404 of a read that found no such contact; it says where a merged one went."""
    rows = await asked.readers.rows(select_by(CONTACT_MERGE.key), (asked.customer, named), asked.customers)
    return _no_contact(parameter, named, CONTACT_MERGE.make(rows[0]).target if rows else None)


async def rows_of_contact(asked: Asked, query: Query) -> list[tuple[Any, ...]]:
    """What a query over each contact finds of the one that is asked about, without its id. Refused with 404 where the
    contact is not there."""
    contact = asked.parameters["contactId"]
    rows = await asked.rows(query, customer=asked.customer, contacts=[contact])
    if not rows:
        raise await missing_contact(asked, "contactId", contact)
    return [row[1:] for row in rows if row[1] is not None]


def _no_contact(parameter: str, named: str, target: str | None) -> Refused:
    if target is None:
        return not_found(parameter, "contact", named)
    return Refused(404, NOT_FOUND, say("not_found.merged_contact", parameter=parameter, value=named, target=target))

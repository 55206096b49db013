"""Contacts in SQL: whole rows, and what goes with them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import sqlalchemy as sa

from farstu.records.contacts import CATEGORY, CONTACT, CONTACT_CATEGORY, Contact
from farstu.records.models import Category
from farstu.store.queries import Query


class Card(NamedTuple):
    """A contact with its categories, by name."""

    contact: Contact
    categories: list[Category]


def _cards() -> Query:
    contact, placed, category = CONTACT.sql.c, CONTACT_CATEGORY.sql.c, CATEGORY.sql.c
    joined = CONTACT.sql.outerjoin(
        CONTACT_CATEGORY.sql, sa.and_(placed.customer == contact.customer, placed.contact == contact.id)
    ).outerjoin(CATEGORY.sql, sa.and_(category.customer == placed.customer, category.id == placed.category))
    named = category.id.label("category"), category.name.label("named"), category.read_only
    wanted = contact.id.in_(sa.bindparam("contacts", expanding=True))
    return Query(
        sa.select(*(contact[name] for name in CONTACT.columns), *named)
        .select_from(joined)
        .where(contact.customer == sa.bindparam("customer"), wanted)
        .order_by(contact.id, category.name, category.id)
    )


CARDS = _cards()
"""`customer`, `contacts`: each contact once for each of its categories."""


def cards(rows: Iterable[tuple[Any, ...]]) -> dict[str, Card]:
    """The contacts of the rows of `CARDS` by their ids."""
    found: dict[str, Card] = {}
    width = len(CONTACT.columns)
    for row in rows:
        contact = CONTACT.make(row[:width])
        card = found.setdefault(contact.id, Card(contact, []))
        key, name, read_only = row[width:]
        if key is not None:
            card.categories.append(Category(id=key, name=name, read_only=bool(read_only)))
    return found

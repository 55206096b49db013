"""Finding contacts in SQL."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from farstu.records.bids import BID
from farstu.records.contacts import (
    CATEGORY,
    CONTACT,
    CONTACT_CATEGORY,
    CONTACT_FIELD,
    CONTACT_MATCH,
    CONTACT_WORD,
)
from farstu.records.estates import ESTATE, PROSPECT, its_home
from farstu.records.orders import NEWSLETTER_MEMBER, SCHEDULED_ORDER
from farstu.records.parties import BUYER, PARTY, SELLER
from farstu.records.viewings import PARTICIPANT, TIME_SLOT, VIEWING
from farstu.store.queries import Narrowed, Query
from farstu.store.table import Table

MOST_WORDS = 4
"""So many words are looked up; whether the others fit is seen from what is found."""
MOST_GATHERED = 20_000
"""If no more have another word, all of them are gathered first; looking each candidate up would take longer."""
_WHOLE = [CONTACT.sql.c[name] for name in CONTACT.columns]


def _has(table: Table[Any], *conditions: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    """Whether a contact has such a row."""
    return _among(sa.select(table.sql.c.customer, table.sql.c.contact).where(*conditions), table)


def _among(rows: sa.Select[Any], table: Table[Any]) -> sa.ColumnElement[bool]:
    """Whether a contact is in the `rows` of a table, customer and contact, which are looked up first: asked of each
    contact in turn, they would be looked up a million times."""
    contact = CONTACT.sql.c
    held = rows.where(table.sql.c.customer.in_(_several("customers")))
    return sa.tuple_(contact.customer, contact.id).in_(held)


def _list() -> Narrowed:
    contact, field = CONTACT.sql.c, CONTACT_FIELD.sql.c
    statement = (
        sa.select(contact.kind, contact.id, contact.changed_at)
        .where(contact.customer.in_(_several("customers")))
        .limit(sa.bindparam("limit"))
    )
    order, member = SCHEDULED_ORDER.sql.c, NEWSLETTER_MEMBER.sql.c
    named = field.name == sa.bindparam("CustomFieldName")
    return Narrowed(
        statement,
        {
            "AgentId": contact.agent == sa.bindparam("AgentId"),
            "CreatedAtFrom": contact.created_at >= sa.bindparam("CreatedAtFrom"),
            "CreatedAtTo": contact.created_at <= sa.bindparam("CreatedAtTo"),
            "ChangedAtFrom": contact.changed_at >= sa.bindparam("ChangedAtFrom"),
            "ChangedAtTo": contact.changed_at <= sa.bindparam("ChangedAtTo"),
            "CustomFieldName": _has(CONTACT_FIELD, named),
            "CustomFieldValue": _has(CONTACT_FIELD, named, field.value == sa.bindparam("CustomFieldValue")),
            "LeadScore": contact.lead_score >= sa.bindparam("LeadScore"),
            "ContactScheduledOrderType": _has(SCHEDULED_ORDER, order.kind == sa.bindparam("ContactScheduledOrderType")),
            "NewsletterListId": _has(NEWSLETTER_MEMBER, member.newsletter == sa.bindparam("NewsletterListId")),
        },
    )


def _by_words() -> Narrowed:
    """The first word leads, which the others only confirm."""
    contact, word = CONTACT.sql.c, CONTACT_WORD.sql.c
    joined = CONTACT_WORD.sql.join(CONTACT.sql, sa.and_(contact.customer == word.customer, contact.id == word.contact))
    statement = (
        sa.select(*_WHOLE)
        .select_from(joined)
        .where(word.customer == sa.bindparam("customer"), *_begins(word, 0))
        .order_by(word.word, word.contact)
        .limit(sa.bindparam("limit"))
    )
    end = sa.tuple_(sa.bindparam("end_word"), sa.bindparam("end_contact"))
    conditions: dict[str, sa.ColumnElement[bool]] = {"end": sa.tuple_(word.word, word.contact) < end}
    for place in range(1, MOST_WORDS):
        conditions |= {f"word{place}": _confirms(place), f"gathered{place}": _is_gathered(place)}
    return Narrowed(statement, conditions)


def _confirms(place: int) -> sa.ColumnElement[bool]:
    """Asked of the word that leads, not of the contact, which is then only read where all words fit."""
    word, other = CONTACT_WORD.sql.c, CONTACT_WORD.sql.alias(f"other{place}").c
    same = other.customer == word.customer, other.contact == word.contact
    return sa.exists().where(*same, *_begins(other, place))


def _is_gathered(place: int) -> sa.ColumnElement[bool]:
    """The same where all who have the other word are looked up first."""
    word, other = CONTACT_WORD.sql.c, CONTACT_WORD.sql.alias(f"other{place}").c
    having = sa.select(other.contact).where(other.customer == sa.bindparam("customer"), *_begins(other, place))
    return word.contact.in_(having.limit(MOST_GATHERED))  # without it PostgreSQL may look each up in turn after all


def _begins(word: Any, place: int) -> tuple[sa.ColumnElement[bool], ...]:
    return word.word >= sa.bindparam(f"from{place}"), word.word < sa.bindparam(f"to{place}")


def _after() -> Query:
    word = CONTACT_WORD.sql.c
    return Query(
        sa.select(word.word, word.contact)
        .where(word.customer == sa.bindparam("customer"), *_begins(word, 0))
        .order_by(word.word, word.contact)
        .limit(1)
        .offset(sa.bindparam("many"))
    )


def _how_common() -> Query:
    word = CONTACT_WORD.sql.c
    counts = []
    for place in range(MOST_WORDS):
        some = sa.select(word.contact).where(word.customer == sa.bindparam("customer"), *_begins(word, place))
        of_these = some.limit(sa.bindparam("most")).subquery(f"some{place}")
        counts.append(sa.select(sa.func.count()).select_from(of_these).scalar_subquery())
    return Query(sa.select(*counts))


def _by_keys() -> Query:
    contact, match = CONTACT.sql.c, CONTACT_MATCH.sql.c
    joined = CONTACT_MATCH.sql.join(
        CONTACT.sql, sa.and_(contact.customer == match.customer, contact.id == match.contact)
    )
    return Query(
        sa.select(*_WHOLE)
        .select_from(joined)
        .where(
            match.customer.in_(sa.bindparam("customers", expanding=True)),
            match.match.in_(sa.bindparam("keys", expanding=True)),
        )
        .order_by(match.customer, match.match, match.contact)
        .limit(sa.bindparam("limit"))
    )


def _collected() -> Narrowed:
    contact, field, match, placed = CONTACT.sql.c, CONTACT_FIELD.sql.c, CONTACT_MATCH.sql.c, CONTACT_CATEGORY.sql.c
    statement = sa.select(*_WHOLE).where(contact.customer.in_(_several("customers"))).limit(sa.bindparam("limit"))
    named = field.name == sa.bindparam("field")
    return Narrowed(
        statement,
        {
            "contacts": contact.id.in_(_several("contacts")),
            "agent": contact.agent == sa.bindparam("agent"),
            "categories": _has(CONTACT_CATEGORY, placed.category.in_(_several("categories"))),
            "emails": _has(CONTACT_MATCH, match.match.in_(_several("emails"))),
            "numbers": sa.and_(
                _has(CONTACT_MATCH, match.match.in_(_several("numbers"))),
                contact.personal_number_match.in_(_several("numbers")),
            ),
            "field": _has(CONTACT_FIELD, named),
            "value": _has(CONTACT_FIELD, named, field.value == sa.bindparam("value")),
            "created": _within("created", contact.created_at),
            "changed": _within("changed", contact.changed_at),
            "contract": _sold(),
            "viewing": _viewed(),
            "bidding": _has(BID, _stands(), _within("bidding", BID.sql.c.placed_at)),
            "seller": _is_party("seller", SELLER),
            "buyer": _is_party("buyer", BUYER),
        },
    )


def _several(name: str) -> sa.BindParameter[Any]:
    return sa.bindparam(name, expanding=True)


def _within(name: str, time: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
    return time.between(sa.bindparam(f"{name}_from"), sa.bindparam(f"{name}_to"))


def _is_party(name: str, side: str) -> sa.ColumnElement[bool]:
    party = PARTY.sql.c
    return _has(PARTY, party.side == sa.literal_column(f"'{side}'", sa.Text), _within(name, party.created_at))


def _sold() -> sa.ColumnElement[bool]:
    """A party of a home whose final price was set then."""
    party, estate = PARTY.sql.c, ESTATE.sql.c
    joined = sa.select(party.customer, party.contact).select_from(PARTY.sql.join(ESTATE.sql, its_home(PARTY)))
    return _among(joined.where(_within("contract", estate.final_price_at)), PARTY)


def _viewed() -> sa.ColumnElement[bool]:
    participant, slot = PARTICIPANT.sql.c, TIME_SLOT.sql.c
    same = slot.viewing == participant.viewing, slot.id == participant.time_slot
    there = sa.and_(slot.customer == participant.customer, *same)
    joined = sa.select(participant.customer, participant.contact).select_from(
        PARTICIPANT.sql.join(TIME_SLOT.sql, there)
    )
    return _among(joined.where(_within("viewing", slot.starts_at)), PARTICIPANT)


def _stands() -> sa.ColumnElement[bool]:
    """A bid that has not been taken back."""
    return BID.sql.c.is_canceled.is_(sa.false())


def _of_each(table: Table[Any], *columns: sa.ColumnElement[Any], beside: Any = None) -> Query:
    """Rows of a table by their contact, for `contacts` of `customers`: customer, contact, then the columns."""
    its = table.sql.c
    joined = table.sql.join(*beside) if beside is not None else table.sql
    return Query(
        sa.select(its.customer, its.contact, *columns)
        .select_from(joined)
        .where(its.customer.in_(_several("customers")), its.contact.in_(_several("contacts")))
        .order_by(its.customer, its.contact, *columns[:1])
    )


def _categories() -> Query:
    placed, category = CONTACT_CATEGORY.sql.c, CATEGORY.sql.c
    there = sa.and_(category.customer == placed.customer, category.id == placed.category)
    columns = category.name, category.id, category.read_only
    return _of_each(CONTACT_CATEGORY, *columns, beside=(CATEGORY.sql, there))


def _parties() -> Query:
    party, estate = PARTY.sql.c, ESTATE.sql.c
    return _of_each(PARTY, party.estate, party.side, estate.kind, beside=(ESTATE.sql, its_home(PARTY)))


def _prospects() -> Query:
    prospect, estate, viewing, participant = PROSPECT.sql.c, ESTATE.sql.c, VIEWING.sql.c, PARTICIPANT.sql.c
    there = its_home(PROSPECT)
    viewed = (
        sa.exists()
        .where(participant.customer == prospect.customer, participant.contact == prospect.contact)
        .where(viewing.customer == participant.customer, viewing.id == participant.viewing)
        .where(viewing.estate == prospect.estate)
    )
    bid = BID.sql.c
    bids = sa.exists().where(
        bid.customer == prospect.customer, bid.contact == prospect.contact, bid.estate == prospect.estate, _stands()
    )
    return _of_each(PROSPECT, prospect.estate, prospect.status, estate.kind, viewed, bids, beside=(ESTATE.sql, there))


COLLECTED = _collected()
"""`customers`, `limit`, and the criteria that are given, times as `…_from` and `…_to`: whole contacts, in no order.
Asked to order them, SQLite would go through all contacts by id rather than to those who are meant."""
CATEGORIES, PARTIES, PROSPECTS = _categories(), _parties(), _prospects()
FIELDS = _of_each(CONTACT_FIELD, CONTACT_FIELD.sql.c.name, CONTACT_FIELD.sql.c.value)
LIST = _list()
"""`customers`, `limit`, and the parameters that are given: kind, id and time of change, in no order."""
BY_WORDS = _by_words()
"""`customer`, `limit`, for each word by its place from where (`from0`) to where (`to0`) it lies, and the `end_word` and
`end_contact` before which those end who have the first one, if not with the last of them: whole contacts."""
AFTER = _after()
"""`customer`, `from0`, `to0`: the word and the contact that come after so `many`."""
HOW_COMMON = _how_common()
"""`customer`, and all places of `BY_WORDS`: how often each word is there, counted up to `most`."""
BY_KEYS = _by_keys()
"""`customers`, `keys`, `limit`: whole contacts who have one of the keys."""

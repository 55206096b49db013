"""What contacts are to each other and to homes, and what they have ordered, read back."""

from __future__ import annotations

import sqlalchemy as sa

from farstu.areas.contact.ties import (
    LIST_END_PRICE_ORDERS,
    LIST_RELATIONS,
    READ_BUYER,
    READ_PARTY_ROLES,
    BuyerContact,
    BuyerRelation,
    ContactEndPrice,
    ContactPartyRoles,
    EndPriceOrder,
    EstateExtraParty,
    EstateParty,
    PartyRole,
    RelatedContactType,
    Relation,
)
from farstu.contract.moment import answered
from farstu.engine.reads import Asked, read
from farstu.records.contacts import CONTACT, with_each_contact
from farstu.records.estates import ESTATE, its_home
from farstu.records.homes import estate_type
from farstu.records.merges import rows_of_contact
from farstu.records.offices import full_name
from farstu.records.orders import SCHEDULED_ORDER
from farstu.records.parties import BUYER, CONTACT_RELATION, EXTRA_PARTY, OWNER, PARTY, SELLER, TENANT
from farstu.store.queries import Query

_FINAL_PRICES = "FinalPricesInArea"


def _roles() -> Query:
    """Parties and those beside them, together; a contact who is neither gives one row of nothing."""
    party, extra = PARTY.sql.c, EXTRA_PARTY.sql.c
    alone = sa.null().label("role"), sa.null().label("related")
    parties = with_each_contact(PARTY, party.estate, party.side, party.created_at, *alone)
    extras = with_each_contact(EXTRA_PARTY, extra.estate, extra.side, extra.created_at, extra.role, extra.related)
    together = sa.union_all(parties, extras).subquery("roles")
    return Query(sa.select(*together.c).order_by(together.c.created_at, together.c.estate))


def _relations() -> Query:
    relation, other = CONTACT_RELATION.sql.c, CONTACT.sql.alias("other")
    there = sa.and_(other.c.customer == relation.customer, other.c.id == relation.related)
    columns = with_each_contact(
        CONTACT_RELATION, relation.related, other.c.first_name, other.c.last_name, relation.kind, beside=(other, there)
    )
    return Query(columns.order_by(relation.related))


def _bought() -> Query:
    party, estate = PARTY.sql.c, ESTATE.sql.c
    columns = with_each_contact(PARTY, party.estate, party.side, estate.kind, beside=(ESTATE.sql, its_home(PARTY)))
    return Query(columns.order_by(party.estate))


def _orders() -> Query:
    order = SCHEDULED_ORDER.sql.c
    columns = with_each_contact(SCHEDULED_ORDER, order.id, order.kind, order.created_at, order.starts_at)
    return Query(columns.order_by(order.created_at, order.id))


_ROLES, _RELATIONS, _BOUGHT, _ORDERS = _roles(), _relations(), _bought(), _orders()


@read(READ_PARTY_ROLES)
async def read_party_roles(asked: Asked) -> ContactPartyRoles:
    """On each side by age, then by estate."""
    parties: dict[str, list[EstateParty]] = {side: [] for side in (BUYER, SELLER, TENANT, OWNER)}
    extras: dict[str, list[EstateExtraParty]] = {side: [] for side in parties}
    for estate, side, created_at, role, related in await rows_of_contact(asked, _ROLES):
        since = answered(created_at)
        if role is None:
            parties[side].append(EstateParty(estate_id=estate, role_created_at=since))
            continue
        beside = EstateExtraParty(
            estate_id=estate, role_created_at=since, party_role=PartyRole[role], contact_id=related
        )
        extras[side].append(beside)
    return ContactPartyRoles(
        buyer=parties[BUYER],
        extra_buyer=extras[BUYER],
        seller=parties[SELLER],
        extra_seller=extras[SELLER],
        tenant=parties[TENANT],
        extra_tenant=extras[TENANT],
        owner=parties[OWNER],
        extra_owner=extras[OWNER],
    )


@read(LIST_RELATIONS)
async def list_relations(asked: Asked) -> list[Relation]:
    """By the id of the other contact."""
    return [
        Relation(id=related, name=full_name(first_name, last_name), type=RelatedContactType[kind])
        for related, first_name, last_name, kind in await rows_of_contact(asked, _RELATIONS)
    ]


@read(READ_BUYER)
async def read_buyer(asked: Asked) -> BuyerContact:
    """Every home that the contact is a buyer of."""
    homes = [
        BuyerRelation(estate_id=estate, estate_type=estate_type(kind))
        for estate, side, kind in await rows_of_contact(asked, _BOUGHT)
        if side == BUYER
    ]
    return BuyerContact(id=asked.parameters["contactId"], buyer_on=homes)


@read(LIST_END_PRICE_ORDERS)
async def list_end_price_orders(asked: Asked) -> ContactEndPrice:
    """Those of final prices alone."""
    orders = [
        EndPriceOrder(id=key, created_at=answered(created_at), start_date=answered(starts_at))
        for key, kind, created_at, starts_at in await rows_of_contact(asked, _ORDERS)
        if kind == _FINAL_PRICES
    ]
    return ContactEndPrice(contact_id=asked.parameters["contactId"], orders=orders)

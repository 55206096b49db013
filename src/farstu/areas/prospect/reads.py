"""Buyers read back."""

from __future__ import annotations

import sqlalchemy as sa

from farstu.areas.prospect.contract import (
    READ_BUYER,
    READ_ECONOMY,
    Bank,
    BuyerContact,
    BuyerEconomy,
    BuyerRelation,
    InsuranceCompany,
)
from farstu.engine.reads import Asked, read
from farstu.records.contacts import CONTACT
from farstu.records.estates import BUYER, ESTATE
from farstu.records.shapes import estate_type
from farstu.refusals import not_found
from farstu.store.queries import Query

_CONTACT, _BUYER, _ESTATE = CONTACT.sql.c, BUYER.sql.c, ESTATE.sql.c
_WHO = (_CONTACT.customer == sa.bindparam("customer"), _CONTACT.id == sa.bindparam("contact"))
_BOUGHT = sa.and_(_BUYER.customer == _CONTACT.customer, _BUYER.contact == _CONTACT.id)
_HOMES = Query(
    sa.select(_ESTATE.id, _ESTATE.kind)
    .select_from(
        CONTACT.sql.outerjoin(BUYER.sql, _BOUGHT).outerjoin(
            ESTATE.sql, sa.and_(_ESTATE.customer == _BUYER.customer, _ESTATE.id == _BUYER.estate)
        )
    )
    .where(*_WHO)
    .order_by(_ESTATE.id)
)
_ECONOMY = Query(
    sa.select(_ESTATE.id, _BUYER.bank, _BUYER.clearing_number, _BUYER.account_number, _BUYER.insurance_company)
    .select_from(
        CONTACT.sql.outerjoin(
            ESTATE.sql, sa.and_(_ESTATE.customer == _CONTACT.customer, _ESTATE.id == sa.bindparam("estate"))
        ).outerjoin(BUYER.sql, sa.and_(_BOUGHT, _BUYER.estate == _ESTATE.id))
    )
    .where(*_WHO)
)


@read(READ_BUYER)
async def read_buyer(asked: Asked) -> BuyerContact:
    """Every home that the contact has bought."""
    contact = asked.parameters["contactId"]
    rows = await asked.rows(_HOMES, customer=asked.customer, contact=contact)
    if not rows:
        raise not_found("contactId", "contact", contact)
    homes = [BuyerRelation(estate_id=estate, estate_type=estate_type(kind)) for estate, kind in rows if estate]
    return BuyerContact(id=contact, buyer_on=homes)


@read(READ_ECONOMY)
async def read_economy(asked: Asked) -> BuyerEconomy:
    """The bank and the insurer of one purchase."""
    contact, estate = asked.parameters["contactId"], asked.parameters["estateId"]
    for found, bank, clearing, account, insurer in await asked.rows(
        _ECONOMY, customer=asked.customer, contact=contact, estate=estate
    ):
        if found is None:
            raise not_found("estateId", "estate", estate)
        return BuyerEconomy(
            bank=Bank(name=bank, clearing_number=clearing, account_number=account) if bank or account else None,
            insurance_company=InsuranceCompany(name=insurer) if insurer else None,
        )
    raise not_found("contactId", "contact", contact)

"""Buyers read back."""

from __future__ import annotations

import sqlalchemy as sa

from farstu.areas.prospect.contract import (
    READ_ECONOMY,
    Bank,
    BuyerEconomy,
    InsuranceCompany,
)
from farstu.engine.reads import Asked, read
from farstu.records.contacts import CONTACT
from farstu.records.estates import BUYER, ESTATE
from farstu.records.merges import missing_contact
from farstu.refusals import not_found
from farstu.store.queries import Query

_CONTACT, _BUYER, _ESTATE = CONTACT.sql.c, BUYER.sql.c, ESTATE.sql.c
_WHO = (_CONTACT.customer == sa.bindparam("customer"), _CONTACT.id == sa.bindparam("contact"))
_BOUGHT = sa.and_(_BUYER.customer == _CONTACT.customer, _BUYER.contact == _CONTACT.id)
_ECONOMY = Query(
    sa.select(_ESTATE.id, _BUYER.bank, _BUYER.clearing_number, _BUYER.account_number, _BUYER.insurance_company)
    .select_from(
        CONTACT.sql.outerjoin(
            ESTATE.sql, sa.and_(_ESTATE.customer == _CONTACT.customer, _ESTATE.id == sa.bindparam("estate"))
        ).outerjoin(BUYER.sql, sa.and_(_BOUGHT, _BUYER.estate == _ESTATE.id))
    )
    .where(*_WHO)
)


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
    raise await missing_contact(asked, "contactId", contact)

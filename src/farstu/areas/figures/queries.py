"""What was sold, put in and earned within a time, in one statement: for each office, or for each user."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from farstu.records.commissions import COMMISSION, SALE
from farstu.records.estates import ESTATE
from farstu.records.offices import OFFICE, USER
from farstu.store.queries import Query
from farstu.store.table import Table

SUMS = ("price", "sold", "intakes", "amount", "part")


def _literal(text: str) -> sa.ColumnElement[str]:
    return sa.literal_column(f"'{text}'", sa.Text)


def _events(office_or_user: str) -> sa.Subquery:
    """Each sale, each home put in, each commission: whose it is, of which kind, and what it adds to the sums."""
    estate, commission = ESTATE.sql.c, COMMISSION.sql.c
    then: tuple[sa.BindParameter[int], sa.BindParameter[int]] = (sa.bindparam("first"), sa.bindparam("last"))
    customer: sa.BindParameter[str] = sa.bindparam("customer")
    of_estate = {"office": estate.office, "user": estate.agent}[office_or_user].label("whose")
    zero, one = (sa.literal_column(digit, sa.BigInteger) for digit in "01")
    sale = _literal(SALE)
    sold = (of_estate, sale.label("kind"), estate.final_price.label("price"), one.label("sold"), zero.label("intakes"),
            zero.label("amount"), zero.label("part"))  # fmt: skip
    return sa.union_all(
        sa.select(*sold).where(
            estate.customer == customer, estate.final_price_at.between(*then), estate.final_price.is_not(None)
        ),
        sa.select(of_estate, sale, zero, zero, one, zero, zero).where(
            estate.customer == customer, estate.created_at.between(*then)
        ),
        sa.select(
            commission[office_or_user], commission.kind, zero, zero, zero, commission.amount, commission.part
        ).where(commission.customer == customer, commission.obtained_at.between(*then)),
    ).subquery("happened")


def _figures(table: Table[Any], office_or_user: str, *names: str) -> Query:
    """`customer`, `first`, `last`, `kinds`: a row for each of the table and kind, its kind null where nothing was."""
    event, its = _events(office_or_user), table.sql.c
    sums = [sa.cast(sa.func.sum(event.c[name]), sa.BigInteger).label(name) for name in SUMS]
    summed = (
        sa.select(event.c.whose, event.c.kind, *sums)
        .where(event.c.kind.in_(sa.bindparam("kinds", expanding=True)))
        .group_by(event.c.whose, event.c.kind)
        .subquery("summed")
    )
    return Query(
        sa.select(its.id, *(its[name] for name in names), summed.c.kind, *(summed.c[name] for name in SUMS))
        .select_from(table.sql.outerjoin(summed, summed.c.whose == its.id))
        .where(its.customer == sa.bindparam("customer"))
        .order_by(its.id, summed.c.kind)
    )


def _running() -> Query:
    commission = COMMISSION.sql.c
    return Query(
        sa.select(commission.user, commission.estate, commission.amount, commission.obtained_at)
        .where(
            commission.customer == sa.bindparam("customer"),
            commission.obtained_at.between(sa.bindparam("first"), sa.bindparam("last")),
        )
        .order_by(commission.obtained_at, commission.estate, commission.user, commission.kind)
    )


OF_OFFICES = _figures(OFFICE, "office", "name")
OF_USERS = _figures(USER, "user", "first_name", "last_name")
RUNNING = _running()
"""`customer`, `first`, `last`: each commission."""

"""Final-price watches read back."""

from __future__ import annotations

import sqlalchemy as sa

from farstu.areas.watch.contract import LIST_WATCHES, KeptFinalPriceWatch, ToldBy
from farstu.areas.watch.tables import FINAL_PRICE_WATCH
from farstu.contract.moment import answered, answered_if
from farstu.engine.reads import Asked, read
from farstu.records.estates import ESTATE
from farstu.refusals import not_found
from farstu.store.queries import Query


def _watches() -> Query:
    estate, watch = ESTATE.sql.c, FINAL_PRICE_WATCH.sql.c
    joined = ESTATE.sql.outerjoin(
        FINAL_PRICE_WATCH.sql,
        sa.and_(watch.customer == estate.customer, watch.estate == estate.id, watch.contact > sa.bindparam("after")),
    )
    return Query(
        sa.select(watch.contact, watch.created_at, watch.due_at, watch.told_at, watch.told_by)
        .select_from(joined)
        .where(estate.customer == sa.bindparam("customer"), estate.id == sa.bindparam("estate"))
        .order_by(watch.contact)
        .limit(sa.bindparam("limit"))
    )


_WATCHES = _watches()


@read(LIST_WATCHES)
async def list_watches(asked: Asked) -> list[KeptFinalPriceWatch]:
    """By contact, a page at a time."""
    estate, after = asked.parameters["estateId"], asked.parameters["after"] or ""
    rows = await asked.rows(
        _WATCHES, customer=asked.customer, estate=estate, after=after, limit=asked.parameters["limit"]
    )
    if not rows:
        raise not_found("estateId", "estate", estate)
    return [
        KeptFinalPriceWatch(
            contact_id=contact,
            created_at=answered(created_at),
            due_at=answered_if(due_at),
            told_at=answered_if(told_at),
            told_by=ToldBy[told_by.capitalize()] if told_by else None,
        )
        for contact, created_at, due_at, told_at, told_by in rows
        if contact is not None
    ]

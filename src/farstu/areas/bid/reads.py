"""Bids read back."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from farstu.areas.bid.contract import LIST_BIDS, LIST_HIDDEN_BIDS, READ_BID, Bid
from farstu.contract.moment import answered
from farstu.engine.reads import Asked, read
from farstu.records.bids import BID
from farstu.refusals import not_found
from farstu.store.queries import Query

_BID = BID.sql.c


def _bids(*columns: str) -> Query:
    """The bids with these values, the newest first."""
    wanted = [_BID[name] == sa.bindparam(name) for name in ("customer", *columns)]
    order = (_BID.placed_at.desc(), _BID.id.desc())
    return Query(sa.select(*(_BID[name] for name in BID.columns)).where(*wanted).order_by(*order))


_ONE = _bids("id")
_MANY: dict[tuple[str, ...], Query] = {
    asked: _bids("is_hidden", *asked) for asked in ((), ("estate",), ("contact",), ("estate", "contact"))
}


@read(READ_BID)
async def read_bid(asked: Asked) -> Bid:
    """Hidden or not, taken back or not."""
    for row in await asked.rows(_ONE, customer=asked.customer, id=asked.parameters["id"]):
        return _shown(row)
    raise not_found("id", "bid", asked.parameters["id"])


@read(LIST_BIDS)
async def list_bids(asked: Asked) -> list[Bid]:
    """Those that others may see."""
    return await _listed(asked, is_hidden=False)


@read(LIST_HIDDEN_BIDS)
async def list_hidden_bids(asked: Asked) -> list[Bid]:
    """Those that only the agent may see."""
    return await _listed(asked, is_hidden=True)


async def _listed(asked: Asked, *, is_hidden: bool) -> list[Bid]:
    sent = {"estate": asked.parameters["EstateId"], "contact": asked.parameters["ContactId"]}
    given = {name: value for name, value in sent.items() if value}
    rows = await asked.rows(_MANY[tuple(given)], customer=asked.customer, is_hidden=is_hidden, **given)
    return [_shown(row) for row in rows]


def _shown(row: tuple[Any, ...]) -> Bid:
    bid = BID.make(row)
    return Bid(
        id=bid.id,
        estate_id=bid.estate,
        contact_id=bid.contact,
        is_canceled=bid.is_canceled,
        identified_bidder=bid.is_identified,
        alias=bid.alias,
        amount=bid.written,
        created_at=answered(bid.placed_at),
        condition=bid.condition,
        is_hidden=bid.is_hidden,
    )

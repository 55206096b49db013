"""Homes as they are advertised, read back."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec
import sqlalchemy as sa

from farstu.areas.estate import parts
from farstu.areas.estate.contract import (
    ADVERTISED_ESTATE,
    ADVERTISED_ESTATES,
    AdvertisingEstate,
    EstateClassType,
    EstateListRow,
    EstatePage,
    EstateStatus,
)
from farstu.areas.estate.extending_reads import extensions, wanted_extensions
from farstu.areas.estate.tables import ESTATE_ADVERT
from farstu.contract.enums import ContractEnum
from farstu.contract.model import INFO
from farstu.contract.moment import answered, answered_if
from farstu.engine.reads import Asked, read
from farstu.records.bids import BID, BIDDING_SETTINGS, DONT_SHOW
from farstu.records.estates import ESTATE, Estate, class_type, kinds_of, status_of
from farstu.records.page_queries import changed_between, page_query, page_rows
from farstu.records.shapes import IdName, zip_code
from farstu.records.viewings import TIME_SLOT, VIEWING, Viewing
from farstu.refusals import not_found
from farstu.store.queries import Query
from farstu.wire.codecs import Reader
from farstu.wire.json_reading import json_reader

_ESTATE, _VIEWING, _BID = ESTATE.sql.c, VIEWING.sql.c, BID.sql.c

_STATUS: sa.ColumnElement[str] = sa.func.coalesce(
    _ESTATE.status,
    sa.case(
        (_ESTATE.final_price.is_not(None), "Sold"), (_ESTATE.asking_price.is_not(None), "ForSale"), else_="SoonForSale"
    ),
)
"""What `status_of` says, asked of the database."""


def _one() -> Query:
    advert, settings = ESTATE_ADVERT.sql.c, BIDDING_SETTINGS.sql.c
    joined = ESTATE.sql.outerjoin(
        ESTATE_ADVERT.sql, sa.and_(advert.customer == _ESTATE.customer, advert.estate == _ESTATE.id)
    ).outerjoin(BIDDING_SETTINGS.sql, sa.and_(settings.customer == _ESTATE.customer, settings.estate == _ESTATE.id))
    return Query(
        sa.select(advert.advert, settings.options, *(_ESTATE[name] for name in ESTATE.columns))
        .select_from(joined)
        .where(_ESTATE.customer == sa.bindparam("customer"), _ESTATE.id == sa.bindparam("estate"))
    )


def _viewings() -> Query:
    slot = TIME_SLOT.sql.c
    first, last = sa.func.min(slot.starts_at).label("first"), sa.func.max(slot.ends_at).label("last")
    joined = VIEWING.sql.join(TIME_SLOT.sql, sa.and_(slot.customer == _VIEWING.customer, slot.viewing == _VIEWING.id))
    return Query(
        sa.select(first, last, *(_VIEWING[name] for name in VIEWING.columns))
        .select_from(joined)
        .where(_VIEWING.customer == sa.bindparam("customer"), _VIEWING.estate == sa.bindparam("estate"))
        .where(_VIEWING.on_internet == sa.true())
        .group_by(_VIEWING.customer, _VIEWING.id)
        .order_by(first, _VIEWING.id)
    )


_ONE, _VIEWINGS = _one(), _viewings()
_BIDS = Query(
    sa.select(_BID.placed_at, _BID.amount, _BID.is_canceled, _BID.alias, _BID.is_identified)
    .where(_BID.customer == sa.bindparam("customer"), _BID.estate == sa.bindparam("estate"))
    .where(_BID.is_hidden == sa.false())
    .order_by(_BID.placed_at.desc(), _BID.id.desc())
)
_LIST = page_query(
    sa.select(_ESTATE.id, _ESTATE.changed_at).where(
        _ESTATE.customer == sa.bindparam("customer"),
        _ESTATE.changed_at.between(sa.bindparam("first"), sa.bindparam("last")),
        sa.or_(sa.bindparam("any_status", type_=sa.Boolean), _STATUS.in_(sa.bindparam("statuses", expanding=True))),
        sa.or_(sa.bindparam("any_kind", type_=sa.Boolean), _ESTATE.kind.in_(sa.bindparam("kinds", expanding=True))),
    ),
    ("changed_at", "id"),
)


@read(ADVERTISED_ESTATES)
async def advertised_estates(asked: Asked) -> EstatePage:
    """Those first that changed first."""
    statuses = [status.name for status in asked.parameters["Status"] or () if status.number]
    kinds = [kind for wanted in asked.parameters["Type"] or () if wanted.number for kind in kinds_of(wanted.name)]
    page, rows = await page_rows(
        asked,
        _LIST,
        customer=asked.customer,
        **changed_between(asked),
        statuses=statuses,
        any_status=not statuses,
        kinds=kinds,
        any_kind=not kinds,
    )
    listed = [
        EstateListRow(id=estate, customer_id=asked.customer, changed_at=answered(changed)) for estate, changed in rows
    ]
    return EstatePage(**page, rows=listed)


@read(ADVERTISED_ESTATE)
async def advertised_estate(asked: Asked) -> AdvertisingEstate:
    """Three statements: the home, its viewings, its bids; one more for the agents, if they are asked for."""
    wanted, here = wanted_extensions(asked), {"customer": asked.customer, "estate": asked.parameters["estateId"]}
    for advert, options, *values in await asked.rows(_ONE, **here):
        estate = ESTATE.make(tuple(values))
        viewings, bids = await asked.rows(_VIEWINGS, **here), await asked.rows(_BIDS, **here)
        made = _advertised(estate, _advert(advert))
        return msgspec.structs.replace(
            made,
            viewings=[_viewing(first, last, VIEWING.make(tuple(rest))) for first, last, *rest in viewings],
            bidding=_bidding(options, bids),
            extensions=await extensions(asked, made, wanted),
        )
    raise not_found("estateId", "estate", here["estate"])


@cache
def _reader() -> Reader:
    return json_reader(INFO[AdvertisingEstate], "advert")


def _advert(text: str | None) -> AdvertisingEstate:
    """What is kept to be advertised; an empty one where nothing is."""
    found = _reader()(text.encode(), "utf-8").model if text else None
    return found if isinstance(found, AdvertisingEstate) else AdvertisingEstate(changed_at=answered(0))


def _advertised(estate: Estate, advert: AdvertisingEstate) -> AdvertisingEstate:
    """The advert with what is kept of the estate itself."""
    address = advert.address or parts.AdvertisingAddress(country_code="SE")
    price, sale = advert.price or parts.Price(), advert.sale or parts.AdvertisingSale()
    return msgspec.structs.replace(
        advert,
        id=estate.id,
        status=_choice(EstateStatus, status_of(estate)),
        office=parts.OfficeReference(id=estate.office, customer_id=estate.customer),
        primary_agent_id=estate.agent,
        address=msgspec.structs.replace(
            address,
            street_address=estate.street_address,
            zip_code=zip_code(estate.zip_code),
            postal_town=estate.city,
        ),
        sale=msgspec.structs.replace(sale, contract_date=answered_if(estate.final_price_at)),
        changed_at=answered(estate.changed_at),
        type=_choice(EstateClassType, class_type(estate.kind)),
        buildings=advert.buildings or [parts.Building(number_of_rooms=float(estate.rooms))],
        price=msgspec.structs.replace(
            price, starting_price=_double(estate.asking_price), final_price=_double(estate.final_price)
        ),
        currency=advert.currency or "SEK",
    )


def _choice(kind: type[ContractEnum], name: str) -> IdName | None:
    return IdName(id=name, name=kind[name].sv) if name in kind.__members__ else None


def _double(amount: int | None) -> float | None:
    return None if amount is None else float(amount)


def _viewing(first: int, last: int, viewing: Viewing) -> parts.AdvertisingViewing:
    return parts.AdvertisingViewing(
        id=viewing.id,
        starts_at=answered(first),
        ends_at=answered(last),
        comment=viewing.note,
        is_digital=viewing.is_digital,
        is_self_registration_enabled=viewing.is_bookable,
        is_project_viewing=viewing.is_project,
    )


def _bidding(options: str | None, bids: list[tuple[Any, ...]]) -> parts.Bidding:
    """Empty where the bidding is not to be shown."""
    shown = [] if options == DONT_SHOW else bids
    return parts.Bidding(
        is_active=any(not canceled for _, _, canceled, *_ in shown),
        is_verified=bool(shown) and all(identified for *_, identified in shown),
        bids=[
            parts.AdvertisingBid(placed_at=answered(placed), amount=amount, is_canceled=bool(canceled), alias=alias)
            for placed, amount, canceled, alias, _ in shown
        ],
    )

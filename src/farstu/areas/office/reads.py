"""Offices and their groups read back."""

from __future__ import annotations

from itertools import groupby
from typing import Any

import sqlalchemy as sa

from farstu.areas.office import advertising as ad
from farstu.areas.office import contract as crm
from farstu.contract.moment import answered
from farstu.engine.reads import Asked, read
from farstu.records import offices
from farstu.records.models import Coordinate
from farstu.records.offices import CUSTOMER, OFFICE, OFFICE_GROUP, OFFICE_GROUP_MEMBER
from farstu.records.page_queries import changed_between, page_query, page_rows
from farstu.records.shapes import phone_number, wgs84, zip_code
from farstu.refusals import not_found
from farstu.store.queries import Query

_OFFICE, _CUSTOMER = OFFICE.sql.c, CUSTOMER.sql.c
_GROUP, _MEMBER = OFFICE_GROUP.sql.c, OFFICE_GROUP_MEMBER.sql.c
_WITH_CUSTOMER = CUSTOMER.sql.join(OFFICE.sql, _OFFICE.customer == _CUSTOMER.customer)
_CHANGED_AT = sa.func.coalesce(_OFFICE.changed_at, _CUSTOMER.created_at)
_HERE = _CUSTOMER.customer == sa.bindparam("customer")
_COLUMNS = [_OFFICE[name] for name in OFFICE.columns]


def _found() -> Query:
    asked = OFFICE_GROUP_MEMBER.sql.alias("asked").c
    in_group = sa.select(asked.office).where(
        asked.customer == sa.bindparam("customer"), asked.office_group == sa.bindparam("group")
    )
    joined = _WITH_CUSTOMER.outerjoin(
        OFFICE_GROUP_MEMBER.sql, sa.and_(_MEMBER.customer == _OFFICE.customer, _MEMBER.office == _OFFICE.id)
    ).outerjoin(OFFICE_GROUP.sql, sa.and_(_GROUP.customer == _MEMBER.customer, _GROUP.id == _MEMBER.office_group))
    return Query(
        sa.select(_CUSTOMER.name, _CHANGED_AT, _GROUP.id, _GROUP.name, *_COLUMNS)
        .select_from(joined)
        .where(_HERE, sa.func.coalesce(sa.bindparam("office"), _OFFICE.id) == _OFFICE.id)
        .where(sa.or_(sa.bindparam("any_group", type_=sa.Boolean), _OFFICE.id.in_(in_group)))
        .order_by(_OFFICE.id, _GROUP.id)
    )


def _groups() -> Query:
    joined = OFFICE_GROUP.sql.outerjoin(
        OFFICE_GROUP_MEMBER.sql, sa.and_(_MEMBER.customer == _GROUP.customer, _MEMBER.office_group == _GROUP.id)
    )
    return Query(
        sa.select(_GROUP.id, _GROUP.name, _MEMBER.office)
        .select_from(joined)
        .where(_GROUP.customer == sa.bindparam("customer"))
        .order_by(_GROUP.id, _MEMBER.office)
    )


_FOUND, _GROUPS = _found(), _groups()
_LIST = page_query(
    sa.select(_OFFICE.id, _CHANGED_AT.label("changed"))
    .select_from(_WITH_CUSTOMER)
    .where(_HERE, _CHANGED_AT.between(sa.bindparam("first"), sa.bindparam("last"))),
    ("changed", "id"),
)
_ONE = Query(
    sa.select(_CHANGED_AT, *_COLUMNS).select_from(_WITH_CUSTOMER).where(_HERE, _OFFICE.id == sa.bindparam("office"))
)


@read(crm.FIND_OFFICES)
async def find_offices(asked: Asked) -> list[crm.Office]:
    """By their ids; empty where nothing fits."""
    sent = asked.parameters
    group = sent["GroupId"] or ""
    rows = await asked.rows(_FOUND, customer=asked.customer, office=sent["OfficeId"], group=group, any_group=not group)
    return [_office(list(several)) for _, several in groupby(rows, key=lambda row: row[4 + _ID])]


_ID = OFFICE.columns.index("id")


def _office(rows: list[tuple[Any, ...]]) -> crm.Office:
    """One office from its rows, one for each group that it is in."""
    customer, changed_at = rows[0][:2]
    office = OFFICE.make(rows[0][4:])
    shown = office.shown()
    return crm.Office(
        archived=shown.is_archived,
        customer_id=office.customer,
        office_id=office.id,
        name=office.name,
        customer_name=customer,
        legal_customer_name=shown.legal_name,
        address=shown.street_address,
        postal_address=shown.postal_address,
        zip_code=shown.zip_code,
        city=office.city,
        telephone=office.phone,
        company_place=shown.seat,
        email_address=office.email,
        home_page=shown.home_page,
        description=shown.description,
        corporate_number=shown.corporate_number,
        bankgiro=shown.bankgiro,
        postalgiro=shown.postalgiro,
        vat=shown.vat,
        tax_certificate=shown.tax_certificate,
        coordinate=Coordinate(longitud=shown.place.longitude, latitud=shown.place.latitude) if shown.place else None,
        region=shown.region,
        office_number=shown.number,
        office_name=office.name,
        chain=crm.Chain(id=shown.chain[0], name=shown.chain[1]) if shown.chain else None,
        date_changed=answered(changed_at),
        primary_lead_receiver_id=shown.lead_receiver,
        sub_office=shown.is_sub_office,
        groups=[crm.Group(id=group, name=name) for _, _, group, name, *_ in rows if group is not None],
    )


@read(crm.OFFICE_GROUPS)
async def office_groups(asked: Asked) -> list[crm.OfficeGroup]:
    """By their ids."""
    rows = await asked.rows(_GROUPS, customer=asked.customer)
    return [
        crm.OfficeGroup(
            id=group, name=name, offices=[crm.GroupedOffice(id=office) for *_, office in several if office is not None]
        )
        for (group, name), several in groupby(rows, key=lambda row: row[:2])
    ]


@read(crm.ADVERTISED_OFFICES)
async def advertised_offices(asked: Asked) -> ad.OfficePage:
    """Those first that changed first."""
    page, rows = await page_rows(asked, _LIST, customer=asked.customer, **changed_between(asked))
    listed = [
        ad.OfficeListRow(id=office, customer_id=asked.customer, changed_at=answered(changed))
        for office, changed in rows
    ]
    return ad.OfficePage(**page, rows=listed)


@read(crm.ADVERTISED_OFFICE)
async def advertised_office(asked: Asked) -> ad.AdvertisingOffice:
    """One office."""
    wanted = asked.parameters["officeId"]
    for changed_at, *values in await asked.rows(_ONE, customer=asked.customer, office=wanted):
        return _advertised(OFFICE.make(tuple(values)), changed_at)
    raise not_found("officeId", "office", wanted)


def _advertised(office: offices.Office, changed_at: int) -> ad.AdvertisingOffice:
    shown = office.shown()
    return ad.AdvertisingOffice(
        id=office.id,
        customer_id=office.customer,
        changed_at=answered(changed_at),
        brand_id=shown.brand,
        name=office.name,
        street_address=shown.street_address,
        zip_code=zip_code(shown.zip_code),
        postal_town=office.city,
        telephone=ad.OfficeTelephone(switch=phone_number(office.phone)) if office.phone else None,
        email_address=office.email,
        seat=shown.seat,
        description=shown.description,
        coordinate=wgs84(shown.place),
    )

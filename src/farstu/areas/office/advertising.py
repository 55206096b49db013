"""Offices as they are advertised."""

from __future__ import annotations

from typing import Annotated

from farstu.contract.fields import about
from farstu.contract.model import Model, model
from farstu.contract.moment import Moment
from farstu.contract.operation import FunctionGroup, operation
from farstu.contract.parameters import text
from farstu.records.paging import CHANGED, PAGED, Count, Index, TotalRowCount
from farstu.records.shapes import PhoneNumber, Wgs84Coordinate, ZipCode


@model("Advertising_AdvertisingOfficeListRow", en="An office in a list", sv="Ett kontor i en lista")
class OfficeListRow(Model, kw_only=True):
    id: Annotated[str | None, about(en="Which office it is", sv="Vilket kontor det är")]
    customer_id: Annotated[str | None, about(en="The customer that it is of", sv="Kunden som det hör till")]
    changed_at: Annotated[Moment, about(en="When something of it last changed", sv="När något sist ändrades")]


@model(
    "Models_PageOfAdvertising_AdvertisingOfficeListRow",
    en="A page of the list of offices",
    sv="En sida ur listan över kontor",
)
class OfficePage(Model, kw_only=True):
    index: Index
    count: Count
    total_row_count: TotalRowCount
    rows: Annotated[list[OfficeListRow], about(en="The offices on it", sv="Kontoren på sidan")]


@model("Advertising_AdvertisingOfficeTelephoneNumbers", en="How to call an office", sv="Hur man ringer ett kontor")
class OfficeTelephone(Model, kw_only=True):
    switch: Annotated[PhoneNumber | None, about(en="The switchboard", sv="Växeln")]


@model("Advertising_AdvertisingOffice", en="An office as advertised", sv="Ett kontor så som det annonseras")
class AdvertisingOffice(Model, kw_only=True):
    id: Annotated[str | None, about(en="Which office it is", sv="Vilket kontor det är")]
    customer_id: Annotated[str | None, about(en="The customer that it is of", sv="Kunden som det hör till")]
    changed_at: Annotated[Moment | None, about(en="When something of it last changed", sv="När något sist ändrades")]
    brand_id: Annotated[str | None, about(en="The brand it works under", sv="Varumärket som det arbetar under")]
    name: Annotated[str | None, about(en="What the office is called", sv="Vad kontoret heter")]
    street_address: Annotated[str | None, about(en="Street and number", sv="Gata och nummer")]
    zip_code: Annotated[ZipCode | None, about(en="Postcode", sv="Postnummer")]
    postal_town: Annotated[str | None, about(en="The town of the postcode", sv="Orten som postnumret hör till")]
    telephone: Annotated[OfficeTelephone | None, about(en="How to call it", sv="Hur man ringer det")]
    email_address: Annotated[str | None, about(en="Where to write to", sv="Dit man skriver")]
    seat: Annotated[str | None, about(en="Where the company is registered", sv="Var företaget har sitt säte")]
    description: Annotated[str | None, about(en="A few words about the office", sv="Några ord om kontoret")]
    coordinate: Annotated[Wgs84Coordinate | None, about(en="Where it lies", sv="Var det ligger")]


ADVERTISED_OFFICES = operation(
    "GET",
    "Advertising/Office/{customerId}",
    group=FunctionGroup.ADVERTISING,
    en="The offices of a customer, page by page, those first that changed first",
    sv="Kundens kontor, sida för sida, de som ändrades först kommer först",
    parameters=(text("customerId", en="The customer whose offices they are", sv="Kunden vars kontor det är"),),
    query=(*CHANGED, *PAGED),
    response=OfficePage,
)
ADVERTISED_OFFICE = operation(
    "GET",
    "Advertising/Office/{customerId}/{officeId}",
    group=FunctionGroup.ADVERTISING,
    en="One office as it is advertised",
    sv="Ett kontor så som det annonseras",
    parameters=(
        text("customerId", en="The customer that the office is of", sv="Kunden som har kontoret"),
        text("officeId", en="The office to ask about", sv="Kontoret att fråga om"),
    ),
    response=AdvertisingOffice,
)

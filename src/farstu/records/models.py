"""Models that several areas speak."""

from __future__ import annotations

from typing import Annotated

from farstu.contract.enums import ContractEnum, enum, member
from farstu.contract.fields import Between, Length, OneOf, Shown, about
from farstu.contract.model import Model, model
from farstu.contract.namespaces import housing
from farstu.contract.origin import ASSUMED

CHANNEL = OneOf("contact_channel")
EASTWARD, NORTHWARD = Between(-180, 180, ASSUMED), Between(-90, 90, ASSUMED)
"""Degrees; what is no number does not lie between them."""


@enum("Models_ContactType")
class ContactType(ContractEnum):
    """What kind of contact it is."""

    Person = member(0, en="A person of flesh and blood", sv="En människa")
    Company = member(1, en="A company or another legal person", sv="Ett företag eller en annan juridisk person")
    DeceasedEstate = member(2, en="The estate of somebody who has died", sv="Ett dödsbo")


@model("Models_Address", namespace=housing(), en="A postal address", sv="En postadress")
class Address(Model, kw_only=True):
    street_address: Annotated[str | None, about(en="Street and number", sv="Gata och nummer"), Length(0, 68)] = None
    zip_code: Annotated[str | None, about(en="Postcode", sv="Postnummer"), Length(0, 15)] = None
    city: Annotated[str | None, about(en="Post town", sv="Postort"), Length(0, 25)] = None
    country_code: Annotated[
        str | None,
        about(en="Two letters of ISO 3166-1; none is Sweden", sv="Två bokstäver ur ISO 3166-1; inga är Sverige"),
    ] = None


@model("Models_Email", namespace=housing(), en="A person's e-mail addresses", sv="En persons e-postadresser")
class Email(Model, kw_only=True):
    email_address: Annotated[
        str | None,
        about(en="The address to write to first", sv="Adressen att skriva till i första hand"),
        Length(0, 100),
        Shown("asa.oberg@example.com"),
    ] = None
    email_address2: Annotated[
        str | None, about(en="A second address", sv="En andra adress"), Length(0, 100), Shown("asa@example.org")
    ] = None


@model("Models_Coordinate", namespace=housing(), en="A place on earth, WGS 84", sv="En plats på jorden, WGS 84")
class Coordinate(Model, kw_only=True):
    longitud: Annotated[float, about(en="Degrees to the east", sv="Grader österut"), EASTWARD, Shown(18.0733)] = 0.0
    latitud: Annotated[float, about(en="Degrees to the north", sv="Grader norrut"), NORTHWARD, Shown(59.3139)] = 0.0


@model("CustomField_FieldValueCriteria", en="A field of the customer's own", sv="Ett fält som är kundens eget")
class FieldValueCriteria(Model, kw_only=True):
    name: Annotated[
        str | None, about(en="What the field is called", sv="Vad fältet heter"), Length(0, 100, ASSUMED), Shown("Hund")
    ] = None
    value: Annotated[str | None, about(en="What it says there", sv="Vad det står där"), Shown("Tax")] = None


@model(
    "Category_Category", en="A kind of contact, thought of by the customer", sv="Ett slags kontakt, påhittat av kunden"
)
class Category(Model, kw_only=True):
    id: Annotated[str, about(en="Which category it is", sv="Vilken kategori det är")]
    name: Annotated[str, about(en="What the category is called", sv="Vad kategorin heter")]
    read_only: Annotated[
        bool, about(en="Whether the system alone puts contacts into it", sv="Om bara systemet lägger kontakter i den")
    ] = False

"""Models that the answers of several areas share."""

from __future__ import annotations

from typing import Annotated

from farstu.contract.fields import about
from farstu.contract.model import Model, model
from farstu.contract.moment import Moment
from farstu.records.profiles import Place
from farstu.records.reachability import comparable_phone


@model(
    "Models_Wgs84Coordinate",
    en="A place on earth as advertised, in degrees (WGS 84)",
    sv="En plats på jorden så som den annonseras, i grader (WGS 84)",
)
class Wgs84Coordinate(Model, kw_only=True):
    longitude: Annotated[float, about(en="How far east, in degrees", sv="Hur långt österut, i grader")] = 0.0
    latitude: Annotated[float, about(en="How far north, in degrees", sv="Hur långt norrut, i grader")] = 0.0


@model("Models_PhoneNumber", en="A phone number in two spellings", sv="Ett telefonnummer, skrivet på två sätt")
class PhoneNumber(Model, kw_only=True):
    msisdn: Annotated[
        str | None,
        about(
            en="For machines: the country and the number, digits alone; null where it is no number",
            sv="För maskiner: land och nummer, bara siffror; null om det inte är ett nummer",
        ),
    ]
    display: Annotated[str | None, about(en="For people: as it was written", sv="För människor: som det skrevs")]


@model("Advertising_AdvertisingZipCode", en="A postcode in two spellings", sv="Ett postnummer, skrivet på två sätt")
class ZipCode(Model, kw_only=True):
    numerical: Annotated[
        int | None, about(en="As a number; null where it is none", sv="Som ett tal; null om det inte är ett")
    ]
    value: Annotated[str | None, about(en="As it was written", sv="Som det skrevs")]


@model(
    "Advertising_IdName",
    en="One of several choices: an id for programs, a name for people",
    sv="Ett av flera val: ett id för program, ett namn för människor",
)
class IdName(Model, kw_only=True):
    id: Annotated[str | None, about(en="Which choice it is", sv="Vilket val det är")]
    name: Annotated[str | None, about(en="The choice in Swedish", sv="Valet på svenska")]


@model("Api_CdnImageReference", en="Where a picture is to be had", sv="Var en bild finns att hämta")
class CdnImageReference(Model, kw_only=True):
    name: Annotated[str | None, about(en="What size it has", sv="Vilken storlek den har")]
    url: Annotated[str | None, about(en="Its address", sv="Bildens adress")]


@model(
    "Advertising_AdvertisingImage",
    en="A picture as advertised; none is kept yet",
    sv="En bild så som den annonseras; ingen sparas än",
)
class AdvertisingImage(Model, kw_only=True):
    id: Annotated[str | None, about(en="Which picture it is", sv="Vilken bild det är")]
    data_changed_at: Annotated[Moment, about(en="When the picture was changed", sv="När bilden ändrades")]
    description: Annotated[str | None, about(en="What can be seen on it", sv="Vad man ser på den")]
    name: Annotated[str | None, about(en="What the picture is called", sv="Vad bilden heter")]
    category: Annotated[IdName | None, about(en="What kind of picture it is", sv="Vilket slags bild det är")]
    extension: Annotated[str | None, about(en="How its file name ends", sv="Hur filnamnet slutar")]
    cdn_references: Annotated[
        list[CdnImageReference] | None, about(en="Where it is to be had", sv="Var den finns att hämta")
    ]


def phone_number(text: str | None) -> PhoneNumber | None:
    """A number as it is answered."""
    if not text:
        return None
    found = comparable_phone(text)
    return PhoneNumber(msisdn=found.removeprefix("+") if found else None, display=text)


def zip_code(text: str | None) -> ZipCode | None:
    """A postcode as it is answered."""
    if not text:
        return None
    digits = text.replace(" ", "")
    return ZipCode(
        numerical=int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else None, value=text
    )


def wgs84(place: Place | None) -> Wgs84Coordinate | None:
    """A place as it is advertised."""
    return Wgs84Coordinate(longitude=place.longitude, latitude=place.latitude) if place else None

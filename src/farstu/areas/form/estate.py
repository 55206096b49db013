"""A home as a form needs it."""

from __future__ import annotations

from typing import Annotated

from farstu.contract.fields import about
from farstu.contract.model import Model, model
from farstu.contract.moment import Moment
from farstu.records.shapes import Wgs84Coordinate


@model("Advertising_AdvertisingFormContactEstateOffice", en="The office that sells it", sv="Kontoret som säljer den")
class FormOffice(Model, kw_only=True):
    customer_id: Annotated[str | None, about(en="The customer that it is of", sv="Kunden som det hör till")]
    name: Annotated[str | None, about(en="What the office is called", sv="Vad kontoret heter")]


@model("Advertising_AdvertisingFormContactEstateAgent", en="An agent who sells it", sv="En mäklare som säljer den")
class FormAgent(Model, kw_only=True):
    id: Annotated[str | None, about(en="Which user it is", sv="Vilken användare det är")]
    name: Annotated[str | None, about(en="Both names", sv="Båda namnen")]
    email: Annotated[str | None, about(en="Where to write to", sv="Dit man skriver")]
    is_primary: Annotated[
        bool, about(en="Whether this one sells it first of all", sv="Om det främst är den som säljer")
    ]


@model("Advertising_AdvertisingFormContactEstateAddress", en="Where the home lies", sv="Var bostaden ligger")
class FormEstateAddress(Model, kw_only=True):
    unit_designation: Annotated[
        str | None, about(en="The flat's number; none is kept yet", sv="Lägenhetens nummer; inget sparas än")
    ]
    street_address: Annotated[str | None, about(en="Street and number", sv="Gata och nummer")]
    zip_code: Annotated[str | None, about(en="Postcode", sv="Postnummer")]
    city: Annotated[str | None, about(en="Post town", sv="Postort")]
    coordinate: Annotated[
        Wgs84Coordinate | None, about(en="Where exactly; not kept yet", sv="Exakt var; sparas inte än")
    ]


@model(
    "Advertising_AdvertisingFormContactEstateViewingTimeSlot",
    en="A time that one may come",
    sv="En tid då man får komma",
)
class FormSlot(Model, kw_only=True):
    id: Annotated[str | None, about(en="Which time slot it is", sv="Vilket tidsintervall det är")]
    starts_at: Annotated[Moment, about(en="When it begins", sv="När det börjar")]
    ends_at: Annotated[Moment, about(en="When it is over", sv="När det är slut")]
    is_registration_available: Annotated[
        bool, about(en="Whether there is room and time", sv="Om det finns plats och tid")
    ]


@model(
    "Advertising_AdvertisingFormContactEstateViewing",
    en="A viewing that one may book",
    sv="En visning som man får boka",
)
class FormViewing(Model, kw_only=True):
    id: Annotated[str | None, about(en="Which viewing it is", sv="Vilken visning det är")]
    starts_at: Annotated[
        Moment | None, about(en="When its first time slot begins", sv="När det första tidsintervallet börjar")
    ]
    ends_at: Annotated[
        Moment | None, about(en="When its last time slot ends", sv="När det sista tidsintervallet slutar")
    ]
    deadline_at: Annotated[Moment | None, about(en="Until when it may be booked", sv="Hur länge den får bokas")]
    is_self_registration_enabled: Annotated[
        bool, about(en="Whether one may book it oneself", sv="Om man får boka den själv")
    ]
    is_visible: Annotated[bool, about(en="Whether the public may see it", sv="Om allmänheten får se den")]
    comment: Annotated[str | None, about(en="What to know before coming", sv="Vad man bör veta innan man kommer")]
    time_slots: Annotated[list[FormSlot], about(en="Its times, the first one first", sv="Tiderna, den första först")]


@model(
    "Advertising_AdvertisingFormContactEstate",
    en="A home as a form needs it",
    sv="En bostad som ett formulär behöver den",
)
class FormEstate(Model, kw_only=True):
    id: Annotated[str | None, about(en="Which home it is", sv="Vilken bostad det är")]
    office: Annotated[FormOffice | None, about(en="Who has it for sale", sv="Vem som har den till salu")]
    agents: Annotated[list[FormAgent], about(en="Who sells it", sv="Vem som säljer den")]
    address: Annotated[FormEstateAddress | None, about(en="Where it lies", sv="Var den ligger")]
    viewings: Annotated[list[FormViewing], about(en="When it is shown", sv="När den visas")]

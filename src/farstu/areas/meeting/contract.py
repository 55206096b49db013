"""Comebacks as the world sees them."""

from __future__ import annotations

from typing import Annotated

from farstu.contract.fields import ID, NOT_SHOWN, Length, Shown, about
from farstu.contract.model import Model, model
from farstu.contract.moment import Moment
from farstu.contract.namespaces import housing
from farstu.contract.operation import FunctionGroup, operation
from farstu.contract.origin import ASSUMED
from farstu.contract.parameters import text


@model(
    "Meeting_Participant",
    namespace=housing("Meeting"),
    en="Who is to call; the reference allows one of the three",
    sv="Vem som ska ringa; förlagan tillåter en av de tre",
)
class Participant(Model, kw_only=True):
    user_id: Annotated[str | None, about(en="An agent", sv="En mäklare"), ID] = None
    user_group_id: Annotated[
        str | None, about(en="Any agent of a group", sv="Vem som helst i en användargrupp"), ID, NOT_SHOWN
    ] = None
    office_id: Annotated[
        str | None, about(en="Anybody at an office", sv="Vem som helst på ett kontor"), ID, NOT_SHOWN
    ] = None


@model(
    "Meeting_Comeback",
    namespace=housing("Meeting"),
    en="A promise to get back to a contact at a certain time",
    sv="Ett löfte om att höra av sig till en kontakt vid en viss tid",
)
class Comeback(Model, kw_only=True):
    date: Annotated[Moment, about(en="When the contact is to be called", sv="När kontakten ska ringas")]
    meeting_id: Annotated[
        str | None, about(en="The meeting that it follows from", sv="Mötet som det följer av"), ID
    ] = None
    estate_id: Annotated[str | None, about(en="The home that it is about", sv="Bostaden som det handlar om"), ID] = None
    participant: Annotated[
        Participant | None,
        about(
            en="Who is to call; left out: the contact's own agent, else the main office",
            sv="Vem som ska ringa; utelämnat: kontaktens egen mäklare, annars huvudkontoret",
        ),
    ] = None
    note: Annotated[
        str | None,
        about(en="What the call is to be about", sv="Vad samtalet ska handla om"),
        Length(0, 4_000, ASSUMED),
        Shown('Vill höra mer om "takvåningen" på Åsgatan'),
    ] = None


CREATE_COMEBACK = operation(
    "POST",
    "Meeting/Comeback/{customerId}/{contactId}",
    group=FunctionGroup.MEETING,
    en="Books a comeback: somebody is to get back to the contact",
    sv="Bokar en återkomst: någon ska höra av sig till kontakten",
    parameters=(
        text("customerId", en="The customer whose contact it is", sv="Kunden som kontakten hör till"),
        text("contactId", en="The contact to get back to", sv="Kontakten att höra av sig till"),
    ),
    request=Comeback,
    response=str,
    body_name="comeback",
)

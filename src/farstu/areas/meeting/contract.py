"""Comebacks as the world sees them."""

from __future__ import annotations

from typing import Annotated

from farstu.contract.fields import ID, NOT_SHOWN, Items, Length, Shown, about
from farstu.contract.model import Model, model
from farstu.contract.moment import Moment
from farstu.contract.namespaces import housing
from farstu.contract.operation import FunctionGroup, operation
from farstu.contract.origin import ASSUMED
from farstu.contract.parameters import text, texts


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


@model(
    "Crm_CrmMeeting",
    en="When somebody is to meet or call a contact",
    sv="När någon ska träffa eller ringa en kontakt",
)
class CrmMeeting(Model, kw_only=True):
    id: Annotated[str, about(en="The id that booking it was answered with", sv="Id:t som bokningen fick till svar")]
    created_at: Annotated[Moment, about(en="When it was booked", sv="När det bokades")]
    meeting_date: Annotated[Moment, about(en="When it is to be", sv="När det ska bli av")]


@model(
    "Crm_CrmContactComebackMeeting",
    en="A contact with its comebacks, in the order of their dates",
    sv="En kontakt med sina återkomster, i datumordning",
)
class CrmContactComebackMeeting(Model, kw_only=True):
    contact_id: Annotated[str, about(en="The contact to get back to", sv="Kontakten att höra av sig till")]
    meetings: Annotated[list[CrmMeeting], about(en="Its comebacks", sv="Kontaktens återkomster")]


@model(
    "Crm_CrmContactMeeting",
    en="A contact with its meetings, in the order of their dates",
    sv="En kontakt med sina möten, i datumordning",
)
class CrmContactMeeting(Model, kw_only=True):
    contact_id: Annotated[str, about(en="The contact to meet", sv="Kontakten att träffa")]
    meetings: Annotated[
        list[CrmMeeting],
        about(en="Its meetings; comebacks are no meetings", sv="Kontaktens möten; återkomster är inga möten"),
    ]


_CUSTOMER = text("customerId", en="The customer that the contact is of", sv="Kunden som har kontakten")
_CONTACT = text("contactId", en="The contact to ask about", sv="Kontakten att fråga om")

LIST_COMEBACKS = operation(
    "GET",
    "CRM/Contact/{customerId}/{contactId}/ComebackMeeting",
    group=FunctionGroup.CRM,
    en="The comebacks of one contact",
    sv="Återkomsterna för en kontakt",
    parameters=(_CUSTOMER, _CONTACT),
    response=CrmContactComebackMeeting,
)

LIST_COMEBACKS_OF_SEVERAL = operation(
    "GET",
    "CRM/Contact/{customerId}/{contactIds}/ComebackMeeting",
    group=FunctionGroup.CRM,
    en="The comebacks of several contacts, in the order in which they are named",
    sv="Återkomsterna för flera kontakter, i den ordning de nämns",
    parameters=(
        _CUSTOMER,
        texts(
            "contactIds",
            en="The contacts to ask about, at most 20, with commas between them",
            sv="Kontakterna att fråga om, högst 20, med komman emellan",
            items=Items(20),
        ),
    ),
    response=list[CrmContactComebackMeeting],
)

LIST_MEETINGS = operation(
    "GET",
    "CRM/Contact/{customerId}/{contactId}/Meeting",
    group=FunctionGroup.CRM,
    en="The meetings of one contact",
    sv="Mötena med en kontakt",
    parameters=(_CUSTOMER, _CONTACT),
    response=CrmContactMeeting,
)

"""Meetings about assignments: booked by whoever wins the assignment for the agency, and reported."""

from __future__ import annotations

from typing import Annotated

from farstu.contract.enums import ContractEnum, enum, member
from farstu.contract.fields import ID, Length, Shown, about
from farstu.contract.model import Model, model
from farstu.contract.moment import Moment
from farstu.contract.namespaces import housing
from farstu.contract.operation import FunctionGroup, operation
from farstu.contract.origin import ASSUMED
from farstu.contract.parameters import choice, date, text


@model(
    "Meeting_AssignmentMeeting",
    namespace=housing("Meeting"),
    en="A meeting about the assignment to sell a home",
    sv="Ett möte om uppdraget att sälja en bostad",
)
class AssignmentMeeting(Model, kw_only=True):
    starts_at: Annotated[Moment, about(en="When it begins", sv="När det börjar")]
    ends_at: Annotated[
        Moment, about(en="When it ends; not before it begins", sv="När det slutar; inte innan det börjar")
    ]
    location: Annotated[
        str | None,
        about(en="Where to meet", sv="Var man ses"),
        Length(0, 200, ASSUMED),
        Shown("Hemma hos säljaren"),
    ] = None
    note: Annotated[
        str | None,
        about(en="What the meeting is to be about", sv="Vad mötet ska handla om"),
        Length(0, 4_000, ASSUMED),
        Shown("Värdering inför försäljning"),
    ] = None
    contact_id: Annotated[
        str | None, about(en="Whom to meet; left out: nobody yet", sv="Vem man möter; utelämnat: ingen än"), ID
    ] = None


BOOK_ASSIGNMENT = operation(
    "POST",
    "Meeting/Assignment/{customerId}/{estateId}",
    group=FunctionGroup.MEETING,
    en="Books a meeting about the assignment to sell a home. The home's own agent comes, else the contact's",
    sv="Bokar ett möte om uppdraget att sälja en bostad. Bostadens egen mäklare kommer, annars kontaktens",
    parameters=(
        text("customerId", en="The customer who is to sell the home", sv="Kunden som ska sälja bostaden"),
        text("estateId", en="The home that it is about", sv="Bostaden som det gäller"),
    ),
    request=AssignmentMeeting,
    response=str,
    body_name="meeting",
)


@enum("Report_MeetingDateCriteria")
class MeetingDateCriteria(ContractEnum):
    """Which date of a meeting counts."""

    MeetingStart = member(0, en="When it begins", sv="När det börjar")
    BookedDate = member(1, en="When it was booked", sv="När det bokades", origin=ASSUMED)


@enum("Report_MeetingType")
class ReportedMeetingType(ContractEnum):
    """What a reported meeting is for."""

    Assignment = member(0, en="To win an assignment", sv="För att få ett uppdrag", origin=ASSUMED)


@enum("Report_MeetingCancelledBy")
class MeetingCancelledBy(ContractEnum):
    """Who has called a meeting off."""

    Agent = member(0, en="The agent", sv="Mäklaren", origin=ASSUMED)
    Customer = member(1, en="The contact", sv="Kontakten", origin=ASSUMED)


@model("Report_MeetingContact", en="Whom a meeting is with", sv="Vem ett möte är med")
class MeetingContact(Model, kw_only=True):
    id: Annotated[str | None, about(en="Which contact it is", sv="Vilken kontakt det är"), ASSUMED]
    name: Annotated[str | None, about(en="What the contact is called", sv="Vad kontakten heter"), ASSUMED]


@model("Report_MeetingEstate", en="The home that a meeting is about", sv="Bostaden som ett möte gäller")
class MeetingEstate(Model, kw_only=True):
    id: Annotated[str | None, about(en="Which home it is", sv="Vilken bostad det är"), ASSUMED]
    street_address: Annotated[str | None, about(en="Street and number", sv="Gata och nummer"), ASSUMED]


@model("Report_MeetingAgent", en="A user with something to do with a meeting", sv="En användare i ett möte")
class MeetingAgent(Model, kw_only=True):
    id: Annotated[str | None, about(en="Which user it is", sv="Vilken användare det är"), ASSUMED]
    name: Annotated[str | None, about(en="What the user is called", sv="Vad användaren heter"), ASSUMED]


@model(
    "Report_AssignmentMeetingReportRow",
    en="A meeting about an assignment; what is in its parts is assumed",
    sv="Ett möte om ett uppdrag; vad som finns i dess delar är antaget",
)
class AssignmentMeetingReportRow(Model, kw_only=True):
    id: Annotated[str, about(en="The id that booking it was answered with", sv="Id:t som bokningen fick till svar")]
    contact: Annotated[MeetingContact | None, about(en="Whom it is with", sv="Vem det är med")]
    estate: Annotated[MeetingEstate | None, about(en="The home that it is about", sv="Bostaden som det gäller")]
    starts_at: Annotated[Moment, about(en="When it begins", sv="När det börjar")]
    meeting_type: Annotated[ReportedMeetingType, about(en="What it is for", sv="Vad det är till för")] = (
        ReportedMeetingType.Assignment
    )
    agent: Annotated[MeetingAgent | None, about(en="The agent who comes", sv="Mäklaren som kommer")]
    booked_by: Annotated[
        MeetingAgent | None,
        about(
            en="The user who booked it; null where a call did",
            sv="Användaren som bokade det; null om ett anrop gjorde det",
        ),
    ]
    booked_date: Annotated[Moment, about(en="When it was booked", sv="När det bokades")]
    is_cancelled: Annotated[bool, about(en="Whether it was called off", sv="Om det är inställt")]
    cancelled_by: Annotated[
        MeetingCancelledBy | None, about(en="Who called it off; null: nobody", sv="Vem som ställde in; null: ingen")
    ]


REPORT_ASSIGNMENTS = operation(
    "GET",
    "Report/Meeting/{customerId}/Assignment",
    group=FunctionGroup.BUSINESS_INTELLIGENCE,
    en="The meetings about assignments within a time, by date; those that were called off too",
    sv="Mötena om uppdrag inom en tid, i datumordning; även de inställda",
    parameters=(text("customerId", en="The customer whose meetings they are", sv="Kunden vars möten det är"),),
    query=(
        date(
            "from",
            en="The first moment; left out: from the beginning",
            sv="Första ögonblicket; utelämnat: från början",
            required=False,
        ),
        date(
            "to",
            en="The last moment; left out: to the end",
            sv="Sista ögonblicket; utelämnat: till slutet",
            required=False,
        ),
        choice(
            "date",
            MeetingDateCriteria,
            en="Which date is meant; left out: when the meeting begins",
            sv="Vilket datum som avses; utelämnat: när mötet börjar",
            required=False,
            default=MeetingDateCriteria.MeetingStart,
        ),
    ),
    response=list[AssignmentMeetingReportRow],
)

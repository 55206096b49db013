"""Meetings as the world sees them."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from farstu.contract.enums import ContractEnum, enum, member
from farstu.contract.fields import ID, REQUIRED, Deprecated, Shown, about
from farstu.contract.model import Model, model
from farstu.contract.moment import Moment
from farstu.contract.namespaces import housing
from farstu.contract.operation import FunctionGroup, operation
from farstu.contract.parameters import text
from farstu.records.models import Address


@enum("Meeting_MeetingType")
class MeetingType(ContractEnum):
    """What a meeting is for."""

    Assignment = member(0, en="To win or go through an assignment", sv="För att få eller gå igenom ett uppdrag")
    Viewing = member(1, en="To show a home to one contact", sv="För att visa en bostad för en kontakt")


@enum("Meeting_MeetingState")
class MeetingState(ContractEnum):
    """What has become of a meeting."""

    Booked = member(0, en="It lies ahead", sv="Det ligger framför")
    FollowedUp = member(1, en="It has been, and was followed up", sv="Det har varit och är uppföljt")
    NotRelevant = member(2, en="It no longer matters", sv="Det är inte längre aktuellt")
    CancelledByAgent = member(3, en="The agent has called it off", sv="Mäklaren har ställt in det")
    CancelledByCustomer = member(4, en="The contact has called it off", sv="Kontakten har ställt in det")


@enum("Enum_CommissionType")
class CommissionType(ContractEnum):
    """What the agent is paid for."""

    Sale = member(1, en="A sale", sv="En försäljning")
    Valuation = member(2, en="A valuation", sv="En värdering")
    Writing = member(3, en="Writing a contract", sv="Att skriva ett kontrakt")


@enum("Meeting_MeetingTypeCriteria")
class MeetingTypeCriteria(ContractEnum):
    """Which meetings are asked for."""

    Assignment = member(1, en="Those about assignments", sv="De om uppdrag")
    Viewing = member(2, en="Those at a home for sale", sv="De på en bostad till salu")
    All = member(3, en="Both kinds", sv="Båda slagen")


@model("Common_Status", en="A state with its name", sv="Ett läge med sitt namn")
class Status(Model, kw_only=True):
    id: Annotated[str | None, about(en="Which state it is", sv="Vilket läge det är")] = None
    name: Annotated[str | None, about(en="What the state is called", sv="Vad läget heter")] = None


@model("Meeting_AssignmentSource", en="Where an assignment came from", sv="Varifrån ett uppdrag kom")
class AssignmentSource(Model, kw_only=True):
    id: Annotated[int, about(en="Which source it is", sv="Vilken källa det är")] = 0
    name: Annotated[str | None, about(en="What the source is called", sv="Vad källan heter")] = None


@model(
    "Meeting_Meeting",
    namespace=housing("Meeting"),
    en="A meeting with a contact; what nobody has said is null",
    sv="Ett möte med en kontakt; det som ingen har sagt är null",
)
class Meeting(Model, kw_only=True):
    id: Annotated[str, about(en="Which meeting it is", sv="Vilket möte det är")]
    contact_id: Annotated[str | None, about(en="The contact to meet", sv="Kontakten att träffa")] = None
    contact_name: Annotated[str | None, about(en="What the contact is called", sv="Vad kontakten heter")] = None
    address: Annotated[Address | None, about(en="Where the contact lives", sv="Var kontakten bor")] = None
    tele_phone: Annotated[str | None, about(en="The contact's phone at home", sv="Kontaktens telefon hemma")] = None
    cell_phone: Annotated[str | None, about(en="The contact's mobile phone", sv="Kontaktens mobiltelefon")] = None
    meeting_date: Annotated[Moment, about(en="When the meeting begins", sv="När mötet börjar")]
    type: Annotated[MeetingType, about(en="What it is for", sv="Vad det är till för")] = MeetingType.Assignment
    state: Annotated[MeetingState, about(en="What has become of it", sv="Vad det har blivit av det")] = (
        MeetingState.Booked
    )
    broker_id: Annotated[str | None, about(en="The agent who comes", sv="Mäklaren som kommer")] = None
    broker_name: Annotated[str | None, about(en="What that agent is called", sv="Vad den mäklaren heter")] = None
    booked_by_id: Annotated[
        str | None,
        about(
            en="The user who booked it; null where a call did",
            sv="Användaren som bokade det; null om ett anrop gjorde det",
        ),
    ] = None
    booked_by_name: Annotated[str | None, about(en="What that user is called", sv="Vad den användaren heter")] = None
    booked_date: Annotated[Moment, about(en="When it was booked", sv="När det bokades")]
    signature_date: Annotated[
        Moment | None, about(en="When the assignment was signed", sv="När uppdraget undertecknades")
    ] = None
    estate_status: Annotated[
        Status | None,
        about(en="How far the home has come; not kept yet", sv="Hur långt bostaden har kommit; sparas inte än"),
    ] = None
    commission_without_taxes: Annotated[
        Decimal,
        about(
            en="The commission without VAT, in SEK: what all agents earn on the home of a meeting about an assignment, "
            "of one kind; a sale goes before a valuation, and that before writing a contract",
            sv="Provisionen utan moms, i kronor: vad alla mäklare tjänar på bostaden för ett möte om uppdrag, av ett "
            "slag; en försäljning går före en värdering, och den före att skriva ett kontrakt",
        ),
    ] = Decimal("0.0")
    commission_source: Annotated[
        str | None,
        about(en="Superseded by the assignment's source", sv="Ersatt av uppdragets källa"),
        Deprecated("AssignmentSource"),
    ] = None
    assignment_source: Annotated[
        AssignmentSource | None, about(en="Where the assignment came from", sv="Varifrån uppdraget kom")
    ] = None
    cancelled_by: Annotated[
        str | None, about(en="Who called it off: agent or customer", sv="Vem som ställde in det: agent eller customer")
    ] = None
    agreement_date: Annotated[
        Moment | None,
        about(
            en="The day of the contract, valuation or assignment",
            sv="Dagen för kontraktet, värderingen eller uppdraget",
        ),
    ] = None
    commission_type: Annotated[
        CommissionType | None, about(en="What the agent is paid for", sv="Vad mäklaren får betalt för")
    ] = None
    access_date: Annotated[Moment | None, about(en="When the buyer moves in", sv="När köparen tillträder")] = None
    estate_id: Annotated[str | None, about(en="The home that it is about", sv="Bostaden som det handlar om")] = None


@model(
    "Meeting_MeetingCreateria",
    namespace=housing("Meeting"),
    en="Which meetings are asked for",
    sv="Vilka möten som efterfrågas",
)
class MeetingCriteria(Model, kw_only=True):
    customer_id: Annotated[
        str | None, about(en="The customer whose meetings they are", sv="Kunden vars möten det är"), ID, REQUIRED
    ] = None
    date_from: Annotated[Moment, about(en="The first moment of the time asked for", sv="Tidens första ögonblick")]
    date_to: Annotated[Moment, about(en="The last moment of the time asked for", sv="Tidens sista ögonblick")]
    search: Annotated[
        bool,
        about(
            en="Whether the time is that of the booking, not that of the meeting",
            sv="Om tiden är bokningens, inte mötets",
        ),
    ] = False
    type: Annotated[
        MeetingTypeCriteria | None,
        about(en="Of which kind; left out: about assignments", sv="Av vilket slag; utelämnat: om uppdrag"),
    ] = None


READ_MEETING = operation(
    "GET",
    "Meeting/{customerId}/{id}",
    group=FunctionGroup.MEETING,
    en="One meeting. A comeback is found by its id too, as a meeting of the kind that it follows from",
    sv="Ett möte. En återkomst hittas också på sitt id, som ett möte av det slag den följer av",
    parameters=(
        text("customerId", en="The customer whose meeting it is", sv="Kunden vars möte det är"),
        text("id", en="The meeting to ask about", sv="Mötet att fråga om", shown=Shown(id="meetingId")),
    ),
    response=Meeting,
)

FIND_MEETINGS = operation(
    "POST",
    "Meeting/GetMeetings",
    group=FunctionGroup.MEETING,
    en="The meetings of one customer within a time",
    sv="En kunds möten inom en tid",
    request=MeetingCriteria,
    response=list[Meeting],
)

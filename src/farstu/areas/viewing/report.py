"""The report on viewing participants as the world sees it."""

from __future__ import annotations

from typing import Annotated

from farstu.contract.enums import ContractEnum, enum, member
from farstu.contract.fields import Between, Items, about
from farstu.contract.model import Model, model
from farstu.contract.moment import Moment
from farstu.contract.operation import FunctionGroup, operation
from farstu.contract.origin import ASSUMED
from farstu.contract.parameters import date, text, texts, whole

LARGEST_PAGE = 300


@enum("Reports_ParticpantFollowUp")
class FollowedUp(ContractEnum):
    """How far the follow-up of a participant has come."""

    Completed = member(0, en="It has been noted how it went", sv="Det är noterat hur det gick")
    Pending = member(1, en="Nothing has been noted yet", sv="Inget är noterat än")
    Irrelevant = member(2, en="Nothing is to be noted; never answered here", sv="Inget ska noteras; svaras aldrig här")


@model(
    "BusinessModel_Identifier",
    en="An id; nothing public says what is in it",
    sv="Ett id; inget offentligt säger vad som finns i det",
)
class Identifier(Model, kw_only=True):
    id: Annotated[str, about(en="The id as other calls take it", sv="Id:t som andra anrop tar det"), ASSUMED]


@model("Reports_Contact", en="Who was to come", sv="Vem som skulle komma")
class ReportContact(Model, kw_only=True):
    id: Annotated[Identifier | None, about(en="Which contact it is", sv="Vilken kontakt det är")]
    first_name: Annotated[str | None, about(en="Given name", sv="Förnamn (tilltalsnamn)")]
    last_name: Annotated[str | None, about(en="Family name", sv="Efternamn (familjenamn)")]
    cell_phone: Annotated[str | None, about(en="Mobile phone", sv="Mobiltelefon")]
    email: Annotated[str | None, about(en="The address to write to first", sv="Adressen att skriva till i första hand")]


@model("Reports_Viewing", en="When the home was shown", sv="När bostaden visades")
class ReportViewing(Model, kw_only=True):
    date: Annotated[Moment, about(en="When the time slot begins", sv="När tidsintervallet börjar")]


@model("Reports_Estate", en="Which home was shown", sv="Vilken bostad som visades")
class ReportEstate(Model, kw_only=True):
    id: Annotated[Identifier | None, about(en="Which home it is", sv="Vilken bostad det är")]
    street_address: Annotated[str | None, about(en="Street and number", sv="Gata och nummer")]
    zip_code: Annotated[str | None, about(en="Postcode", sv="Postnummer")]
    city: Annotated[str | None, about(en="Post town", sv="Postort")]
    area: Annotated[
        str | None, about(en="The part of the town; nothing is kept of it yet", sv="Stadsdelen; den sparas inte än")
    ]


@model("Reports_Office", en="The office that sells the home", sv="Kontoret som säljer bostaden")
class ReportOffice(Model, kw_only=True):
    customer_id: Annotated[str, about(en="The customer that the office is of", sv="Kunden som kontoret hör till")]
    name: Annotated[str | None, about(en="What the office is called", sv="Vad kontoret heter")]


@model(
    "Reports_ResponsibleBroker",
    en="The agent who showed the home, else the one who sells it",
    sv="Mäklaren som visade bostaden, annars den som säljer den",
)
class ReportBroker(Model, kw_only=True):
    name: Annotated[str | None, about(en="Both names of the agent", sv="Mäklarens båda namn")]


@model(
    "Reports_CrmViewingParticipantReportRow",
    en="One participant in one time slot",
    sv="En deltagare i ett tidsintervall",
)
class ParticipantReportRow(Model, kw_only=True):
    contact: Annotated[ReportContact, about(en="Who has booked", sv="Vem som har bokat")]
    viewing: Annotated[ReportViewing, about(en="When that is", sv="När det är")]
    followed_up: Annotated[
        FollowedUp, about(en="How far the follow-up has come", sv="Hur långt uppföljningen har kommit")
    ] = FollowedUp.Completed
    estate: Annotated[ReportEstate, about(en="The home that is shown", sv="Bostaden som visas")]
    office: Annotated[ReportOffice, about(en="Whose home it is to sell", sv="Vem som har den till försäljning")]
    responsible_broker: Annotated[ReportBroker, about(en="Who shows it", sv="Vem som visar den")]


@model(
    "Reports_CrmViewingParticipantReport",
    en="A page of the participants, in the order of their time slots",
    sv="En sida av deltagarna, i tidsintervallens ordning",
)
class ParticipantReport(Model, kw_only=True):
    rows: Annotated[list[ParticipantReportRow], about(en="The participants of the page", sv="Sidans deltagare")]
    total_page_count: Annotated[int, about(en="How many pages there are", sv="Hur många sidor det finns")]


REPORT_PARTICIPANTS = operation(
    "GET",
    "CRM/Report/{customerId}/ViewingParticipant",
    group=FunctionGroup.CRM,
    en="Everybody who has booked a viewing between two dates, a page at a time",
    sv="Alla som har bokat en visning mellan två datum, en sida i taget",
    parameters=(text("customerId", en="The customer to report on", sv="Kunden att rapportera om"),),
    query=(
        date(
            "ViewingStartDate",
            en="Time slots that begin then or later; left out: from the beginning",
            sv="Tidsintervall som börjar då eller senare; utelämnat: från början",
            required=False,
        ),
        date(
            "ViewingEndDate",
            en="Time slots that begin then or earlier; left out: to the end",
            sv="Tidsintervall som börjar då eller tidigare; utelämnat: till slutet",
            required=False,
        ),
        texts(
            "CustomerIds",
            en="Report on these customers instead, with commas between them; the key must cover each",
            sv="Rapportera om de här kunderna i stället, med komman emellan; nyckeln måste gälla för var och en",
            items=Items(100),
            required=False,
        ),
        whole(
            "PageSize",
            en="How many a page has, 1 to 300; left out: 300 (assumed)",
            sv="Hur många en sida har, 1 till 300; utelämnat: 300 (antaget)",
            between=Between(1, LARGEST_PAGE),
            required=False,
            default=LARGEST_PAGE,
        ),
        whole(
            "PageIndex",
            en="Which page, the first is 0",
            sv="Vilken sida, den första är 0",
            between=Between(0, 1_000_000),
            required=False,
            default=0,
        ),
    ),
    response=ParticipantReport,
)

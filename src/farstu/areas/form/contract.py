"""The forms of a web site as the world sees them: interest, valuation, a viewing, and what the form needs to know."""

from __future__ import annotations

from typing import Annotated

from farstu.areas.form.estate import FormEstate
from farstu.contract.enums import ContractEnum, enum, member
from farstu.contract.fields import (
    ID,
    IN_BASE_CLASS,
    NOT_SHOWN,
    PERSONAL_NUMBER,
    REQUIRED,
    Length,
    Shown,
    Wire,
    about,
)
from farstu.contract.model import Model, model
from farstu.contract.moment import Moment
from farstu.contract.namespaces import express
from farstu.contract.operation import FunctionGroup, operation
from farstu.contract.origin import ASSUMED
from farstu.contract.parameters import text
from farstu.records.forms import FormMarketing, PersonTelephoneNumbers
from farstu.records.homes import EstateType
from farstu.records.models import CHANNEL, Coordinate, Email
from farstu.records.viewings import REMINDER

_SERVICES = express("Services.Advertising")
_CUSTOMER = text("customerId", en="The customer who sells the home", sv="Kunden som säljer bostaden")
_ESTATE = text("estateId", en="The home that it is about", sv="Bostaden som det gäller")
_FirstName = Annotated[
    str | None, about(en="Given name", sv="Förnamn (tilltalsnamn)"), Length(1, 40, ASSUMED), REQUIRED, Shown("Åsa")
]
_LastName = Annotated[
    str | None,
    about(en="Family name", sv="Efternamn (familjenamn)"),
    Length(1, 40, ASSUMED),
    REQUIRED,
    Shown("Öberg"),
]
_Email = Annotated[
    str | None,
    about(en="Where to write to", sv="Dit man skriver"),
    Length(0, 100, ASSUMED),
    CHANNEL,
    Shown("asa.oberg@example.com"),
]
_CellPhone = Annotated[
    str | None, about(en="Mobile phone", sv="Mobiltelefon"), Length(0, 17, ASSUMED), CHANNEL, Shown("070-174 06 05")
]


@enum("InterestApplication_Status")
class InterestStatus(ContractEnum):
    """What somebody who asks becomes on the home."""

    Interested = member(0, en="Wants to buy", sv="Vill köpa")
    VeryInterested = member(1, en="Very much wants to buy", sv="Vill mycket gärna köpa")
    Assigned = member(2, en="On the list, nothing more is known", sv="Med på listan, mer vet man inte")
    NotInterested = member(3, en="Does not want to buy", sv="Vill inte köpa")


@model("InterestApplication_ContactAddress", en="Where a person lives", sv="Var en person bor")
class ContactAddress(Model, kw_only=True):
    street_address: Annotated[
        str | None, about(en="Street and number", sv="Gata och nummer"), Length(0, 68), Shown("Åsgatan 12")
    ] = None
    zip_code: Annotated[str | None, about(en="Postcode", sv="Postnummer"), Length(0, 15), Shown("116 20")] = None
    city: Annotated[str | None, about(en="Post town", sv="Postort"), Length(0, 25), Shown("Stockholm")] = None


@model("InterestApplication_ContactPresentAccommodation", en="How a person lives now", sv="Hur en person bor nu")
class PresentAccommodation(Model, kw_only=True):
    estate_type: Annotated[EstateType, about(en="In what kind of home", sv="I vilket slags bostad")] = EstateType.House
    living_space: Annotated[float | None, about(en="Square metres", sv="Kvadratmeter")] = None
    number_of_rooms: Annotated[float | None, about(en="How many rooms", sv="Hur många rum")] = None
    price: Annotated[float | None, about(en="What it may be worth, in SEK", sv="Vad den kan vara värd, i kronor")] = (
        None
    )
    other: Annotated[str | None, about(en="Anything else about it", sv="Annat om den")] = None
    coordinate: Annotated[Coordinate | None, about(en="Where that home lies", sv="Var den bostaden ligger")] = None


@model("Advertising_AdvertisingInterestApplication", en="Somebody asks about a home", sv="Någon frågar om en bostad")
class InterestApplication(Model, kw_only=True):
    lead_source_id: Annotated[
        str | None,
        about(
            en="Where the lead came from; left out: the customer's choice",
            sv="Var leadet kom ifrån; utelämnat: det kunden valt",
        ),
        ID,
    ] = None
    assignment_source_id: Annotated[
        str | None, about(en="Kept with the lead", sv="Sparas med leadet"), ID, NOT_SHOWN
    ] = None
    marketing: Annotated[FormMarketing | None, about(en="How the person came here", sv="Hur personen kom hit")] = None
    first_name: Annotated[
        str | None, about(en="Given name", sv="Förnamn (tilltalsnamn)"), Length(1, 40), REQUIRED, Shown("Åsa")
    ] = None
    last_name: Annotated[
        str | None, about(en="Family name", sv="Efternamn (familjenamn)"), Length(1, 40), REQUIRED, Shown("Öberg")
    ] = None
    social_security_number: Annotated[
        str | None,
        about(en="Personal number", sv="Personnummer"),
        Length(0, 20),
        PERSONAL_NUMBER,
        Shown("19121212-1212"),
    ] = None
    is_foreign_social_security_number: Annotated[
        bool | None, about(en="The number is of another country", sv="Numret är från ett annat land"), Shown(False)
    ] = None
    address: Annotated[ContactAddress | None, about(en="Where the person lives", sv="Var personen bor")] = None
    telephone: Annotated[
        PersonTelephoneNumbers | None, about(en="How to call the person", sv="Hur man ringer personen"), CHANNEL
    ] = None
    email: Annotated[
        Email | None, about(en="How to write to the person", sv="Hur man skriver till personen"), CHANNEL
    ] = None
    gdpr_approval_date: Annotated[
        Moment | None,
        about(en="When the GDPR consent was given", sv="När GDPR-samtycket gavs"),
        Wire("GDPRApprovalDate"),
    ] = None
    present_accommodation: Annotated[
        PresentAccommodation | None, about(en="How the person lives now", sv="Hur personen bor nu")
    ] = None
    contact_message: Annotated[str | None, about(en="A few words to the agent", sv="Några ord till mäklaren")] = None
    status: Annotated[
        InterestStatus, about(en="What the person becomes on the home", sv="Vad personen blir på bostaden")
    ] = InterestStatus.Interested


INTEREST = operation(
    "POST",
    "Advertising/Estate/{customerId}/{estateId}/interest",
    group=FunctionGroup.ADVERTISING,
    en="Keeps that somebody, known or new, asks about a home",
    sv="Sparar att någon, känd eller ny, frågar om en bostad",
    parameters=(_CUSTOMER, _ESTATE),
    request=InterestApplication,
    body_name="application",
)


@model("Advertising_FormAddress", namespace=_SERVICES, en="An address in a form", sv="En adress i ett formulär")
class FormAddress(Model, kw_only=True):
    street_address: Annotated[
        str | None, about(en="Street and number", sv="Gata och nummer"), Length(0, 68, ASSUMED), Shown("Åsgatan 12")
    ] = None
    zip_code: Annotated[str | None, about(en="Postcode", sv="Postnummer"), Length(0, 15, ASSUMED), Shown("116 20")] = (
        None
    )
    city: Annotated[str | None, about(en="Post town", sv="Postort"), Length(0, 25, ASSUMED), Shown("Stockholm")] = None


@model("Advertising_FormApplicationGdpr", namespace=_SERVICES, en="What was agreed to", sv="Vad man gick med på")
class FormGdpr(Model, kw_only=True):
    has_approved: Annotated[bool, about(en="Whether the person may be kept", sv="Om personen får sparas")] = False


@model("Advertising_FormApplicationLead", namespace=_SERVICES, en="The lead of a form", sv="Leadet från ett formulär")
class FormLead(Model, kw_only=True):
    lead_source_id: Annotated[str | None, about(en="Where the lead came from", sv="Var leadet kom ifrån"), ID] = None
    message: Annotated[str | None, about(en="A few words to the agent", sv="Några ord till mäklaren")] = None


@model(
    "Advertising_FormValuationApplicationLead",
    namespace=_SERVICES,
    en="The lead of a valuation",
    sv="Leadet från en värdering",
)
class ValuationLead(Model, kw_only=True):
    assignment_source_id: Annotated[
        str | None, about(en="Kept with the lead", sv="Sparas med leadet"), ID, NOT_SHOWN
    ] = None
    lead_source_id: Annotated[
        str | None, about(en="Where the lead came from", sv="Var leadet kom ifrån"), ID, IN_BASE_CLASS
    ] = None
    message: Annotated[str | None, about(en="A few words to the agent", sv="Några ord till mäklaren")] = None


@model("Advertising_ApplicationReceiver", en="Who is to have a form", sv="Vem som ska få ett formulär")
class Receiver(Model, kw_only=True):
    user_id: Annotated[str | None, about(en="The user who is to have it", sv="Användaren som ska få det"), ID] = None


@model(
    "Advertising_ValuationApplication",
    namespace=_SERVICES,
    en="Somebody wants a home valued",
    sv="Någon vill ha en bostad värderad",
)
class ValuationApplication(Model, kw_only=True):
    first_name: _FirstName = None
    last_name: _LastName = None
    email: _Email = None
    cell_phone: _CellPhone = None
    address: Annotated[FormAddress | None, about(en="The home to be valued", sv="Bostaden som ska värderas")] = None
    gdpr: Annotated[FormGdpr | None, about(en="What was agreed to", sv="Vad man gick med på")] = None
    lead: Annotated[ValuationLead | None, about(en="What the agent is to know", sv="Vad mäklaren ska veta")] = None
    marketing: Annotated[FormMarketing | None, about(en="How the person came here", sv="Hur personen kom hit")] = None
    receiver: Annotated[Receiver | None, about(en="Who is to have it", sv="Vem som ska få det")] = None


@model("Advertising_ValuationResult", en="Who wants the valuation", sv="Vem som vill ha värderingen")
class ValuationResult(Model, kw_only=True):
    contact_id: Annotated[str | None, about(en="The contact, known or new", sv="Kontakten, känd eller ny")]


VALUATION = operation(
    "POST",
    "v2/Advertising/Form/{customerId}/Valuation",
    group=FunctionGroup.ADVERTISING,
    en="Keeps that somebody, known or new, wants a home valued",
    sv="Sparar att någon, känd eller ny, vill ha en bostad värderad",
    parameters=(text("customerId", en="The customer who is asked", sv="Kunden som blir tillfrågad"),),
    request=ValuationApplication,
    response=ValuationResult,
    body_name="application",
)


@model("Advertising_ViewingConfirmationOptions", en="How a booking is confirmed", sv="Hur en bokning bekräftas")
class Confirmation(Model, kw_only=True):
    is_email_enabled: Annotated[bool, about(en="By e-mail", sv="Med e-post")] = False
    is_sms_enabled: Annotated[bool, about(en="By SMS", sv="Med SMS")] = False


@model(
    "Advertising_ViewingAttendeeApplicationValidation",
    en="What a booking is held to",
    sv="Vad en bokning måste hålla sig till",
)
class AttendValidation(Model, kw_only=True):
    is_booking_limit_enabled: Annotated[
        bool, about(en="Refuse one where the slot is full", sv="Avvisa en när det är fullt"), Shown(False)
    ] = False
    is_dead_line_enabled: Annotated[
        bool, about(en="Refuse one that comes too late", sv="Avvisa en som kommer för sent"), Shown(False)
    ] = False


@model(
    "Advertising_ViewingAttendeeApplication",
    en="Somebody wants to come to a viewing",
    sv="Någon vill komma på en visning",
)
class AttendApplication(Model, kw_only=True):
    time_slot_id: Annotated[
        str | None, about(en="The time slot to book", sv="Tidsintervallet att boka"), ID, REQUIRED
    ] = None
    first_name: _FirstName = None
    last_name: _LastName = None
    email: _Email = None
    cell_phone: _CellPhone = None
    address: Annotated[FormAddress | None, about(en="Where the person lives", sv="Var personen bor")] = None
    gdpr: Annotated[FormGdpr | None, about(en="What was agreed to", sv="Vad man gick med på")] = None
    lead: Annotated[FormLead | None, about(en="What the agent is to know", sv="Vad mäklaren ska veta")] = None
    confirmation: Annotated[Confirmation | None, about(en="How it is confirmed", sv="Hur den bekräftas")] = None
    marketing: Annotated[FormMarketing | None, about(en="How the person came here", sv="Hur personen kom hit")] = None
    reminder_time: Annotated[
        int | None,
        about(en="Minutes before the viewing", sv="Minuter före visningen"),
        REMINDER,
        Shown(60),
    ] = None
    validation: Annotated[
        AttendValidation | None,
        about(en="What it is held to; left out: both", sv="Vad den måste hålla sig till; utelämnat: båda"),
    ] = None


@model("Advertising_AttendViewingResult", en="Who will come", sv="Vem som kommer")
class AttendResult(Model, kw_only=True):
    contact_id: Annotated[str | None, about(en="The contact, known or new", sv="Kontakten, känd eller ny")]


ATTEND = operation(
    "POST",
    "v2/Advertising/Form/{customerId}/Estate/{estateId}/Viewing/Attend",
    group=FunctionGroup.ADVERTISING,
    en="Books somebody, known or new, into a time slot that one may book oneself",
    sv="Bokar in någon, känd eller ny, i ett tidsintervall som man får boka själv",
    parameters=(_CUSTOMER, _ESTATE),
    request=AttendApplication,
    response=AttendResult,
    body_name="application",
)
READ_FORM = operation(
    "GET",
    "v2/Advertising/Form/{customerId}/Estate/{estateId}",
    group=FunctionGroup.ADVERTISING,
    en="What a form about a home needs to know: who sells it, and when one may come",
    sv="Det som ett formulär om en bostad behöver veta: vem som säljer den, och när man får komma",
    parameters=(_CUSTOMER, _ESTATE),
    response=FormEstate,
)
OPT_OUT_OF_VIEWING = operation(
    "PUT",
    "Advertising/Message/{customerId}/Estate/{estateId}/Viewing/Attendee/{contactId}/OptOut",
    group=FunctionGroup.ADVERTISING,
    en="Takes a contact off the viewings of a home that are not over",
    sv="Tar bort en kontakt från de visningar av en bostad som inte är över",
    parameters=(_CUSTOMER, _ESTATE, text("contactId", en="Who will not come", sv="Vem som inte kommer")),
)

"""Viewings of a home and the booking of their time slots, as the world sees them."""

from __future__ import annotations

from typing import Annotated

from farstu.contract.fields import ID, REQUIRED, Shown, Wire, about
from farstu.contract.model import Model, model
from farstu.contract.moment import Moment
from farstu.contract.namespaces import housing
from farstu.contract.operation import FunctionGroup, operation
from farstu.contract.origin import ASSUMED
from farstu.contract.parameters import text
from farstu.records.update_person import UpdatePerson
from farstu.records.viewings import REMINDER

_ADD = "http://schemas.datacontract.org/2004/07/Connect.Models.Viewing"
_ReminderTime = Annotated[
    int,
    about(en="Minutes before the viewing; 0: no reminder", sv="Minuter före visningen; 0: ingen påminnelse"),
    REMINDER,
    Shown(60),
]
_SmsReminder = Annotated[bool, about(en="Remind by SMS", sv="Påminn med SMS"), Wire("SMSReminder")]
_MailConfirmation = Annotated[bool, about(en="Confirm by e-mail", sv="Bekräfta med e-post")]
_SmsConfirmation = Annotated[bool, about(en="Confirm by SMS", sv="Bekräfta med SMS"), Wire("SMSConfirmation")]


@model(
    "Viewing_TimeSlot", en="One time of a viewing; its members are ours", sv="En tid på en visning; medlemmarna är våra"
)
class TimeSlot(Model, kw_only=True):
    id: Annotated[str | None, about(en="Which time slot it is", sv="Vilket tidsintervall det är"), ASSUMED]
    starts_at: Annotated[Moment, about(en="When it begins", sv="När det börjar"), ASSUMED]
    ends_at: Annotated[Moment, about(en="When it is over", sv="När det är slut"), ASSUMED]
    participants: Annotated[int, about(en="How many have booked it", sv="Hur många som har bokat det"), ASSUMED]


@model("Viewing_Viewing", en="A day on which a home is shown", sv="En dag då en bostad visas")
class Viewing(Model, kw_only=True):
    id: Annotated[str | None, about(en="Which viewing it is", sv="Vilken visning det är")]
    starts_at: Annotated[
        Moment | None, about(en="When its first time slot begins", sv="När det första tidsintervallet börjar")
    ]
    ends_at: Annotated[
        Moment | None, about(en="When its last time slot ends", sv="När det sista tidsintervallet slutar")
    ]
    show_on_internet: Annotated[bool, about(en="Whether the public may see it", sv="Om allmänheten får se den")]
    show_on_intranet: Annotated[bool, about(en="Whether colleagues may see it", sv="Om kollegor får se den")]
    is_digital: Annotated[bool, about(en="Whether it is held online", sv="Om den hålls på nätet")]
    commentary: Annotated[str | None, about(en="What to know before coming", sv="Vad man bör veta innan man kommer")]
    participant_per_time_slot: Annotated[
        int | None,
        about(
            en="How many may book a time slot; null: any number",
            sv="Hur många som får boka ett tidsintervall; null: hur många som helst",
        ),
    ]
    bookable_from_internet: Annotated[bool, about(en="Whether one may book it oneself", sv="Om man får boka den själv")]
    no_later_then: Annotated[Moment | None, about(en="Until when it may be booked", sv="Hur länge den får bokas")]
    booking_url: Annotated[str | None, about(en="Where to book it", sv="Var man bokar den")]
    time_slots: Annotated[list[TimeSlot], about(en="Its times, the first one first", sv="Tiderna, den första först")]
    estate_id: Annotated[str | None, about(en="The home that is shown", sv="Bostaden som visas")]
    is_project_viewing: Annotated[bool, about(en="Whether a whole project is shown", sv="Om ett helt projekt visas")]


_CUSTOMER = text("customerId", en="The customer whose viewing it is", sv="Kunden som visningen hör till")
_ANY_CUSTOMER = text(
    "customerId",
    en="The customer; left out: those that the key covers",
    sv="Kunden; utelämnad: de som nyckeln omfattar",
    required=False,
)
_ONLY_CUSTOMER = text(
    "customerId",
    en="The customer; left out: the only one that the key covers",
    sv="Kunden; utelämnad: den enda som nyckeln omfattar",
    required=False,
    shown=Shown(id="customerId"),
)
_ESTATE = text("estateId", en="The home that is shown", sv="Bostaden som visas")
_VIEWING = text("viewingId", en="The viewing to book", sv="Visningen att boka")
_SLOT = text("timeSlotId", en="The time slot to book", sv="Tidsintervallet att boka")
_CONTACT = text("contactId", en="Who is to come", sv="Vem som ska komma")
LIST_VIEWINGS, LIST_VIEWINGS_OLD = (
    operation(
        "GET",
        route,
        group=FunctionGroup.VIEWING,
        en=f"The viewings of a home with their time slots, the first one first{en}",
        sv=f"En bostads visningar med sina tidsintervall, den första först{sv}",
        parameters=parameters,
        query=query,
        response=list[Viewing],
    )
    for route, parameters, query, en, sv in (
        ("Viewing/{customerId}/{estateId}", (_CUSTOMER, _ESTATE), (), "", ""),
        ("Viewing/{estateId}", (_ESTATE,), (_ANY_CUSTOMER,), "; the older form", "; den äldre formen"),
    )
)


@model(
    "Viewing_ViewingParticipantBookingOptions",
    namespace=housing("Viewing"),
    en="What a booking is held to; left out: both",
    sv="Vad en bokning måste hålla sig till; utelämnat: båda",
)
class BookingOptions(Model, kw_only=True):
    is_deadline_validation_enabled: Annotated[
        bool, about(en="Refuse a booking that comes too late", sv="Avvisa en bokning som kommer för sent"), Shown(False)
    ] = False
    enable_booking_limit_validation: Annotated[
        bool, about(en="Refuse a booking where the slot is full", sv="Avvisa en bokning när det är fullt"), Shown(False)
    ] = False


@model(
    "Viewing_AddViewingParticipant", namespace=_ADD, en="How a known contact is booked", sv="Hur en känd kontakt bokas"
)
class AddParticipant(Model, kw_only=True):
    participated: Annotated[
        bool, about(en="Whether the contact has been there", sv="Om kontakten har varit där"), Shown(False)
    ] = False
    reminder_time: _ReminderTime = 0
    sms_reminder: _SmsReminder = False
    mail_confirmation: _MailConfirmation = False
    sms_confirmation: _SmsConfirmation = False
    contact_message: Annotated[
        str | None, about(en="Words to the agent, kept with a lead", sv="Ord till mäklaren, som sparas med ett lead")
    ] = None
    lead_source_id: Annotated[str | None, about(en="Where the lead came from", sv="Var leadet kom ifrån"), ID] = None
    options: Annotated[BookingOptions | None, about(en="What it is held to", sv="Vad den måste hålla sig till")] = None


@model(
    "Viewing_AddNewViewingParticipant",
    en="Somebody to be booked, known or new",
    sv="Någon som ska bokas, känd eller ny",
)
class AddNewParticipant(Model, kw_only=True):
    update_person: Annotated[UpdatePerson | None, about(en="Who is to come", sv="Vem som ska komma"), REQUIRED] = None
    participated: Annotated[
        bool, about(en="Whether the person has been there", sv="Om personen har varit där"), Shown(False)
    ] = False
    reminder_time: _ReminderTime = 0
    sms_reminder: _SmsReminder = False
    mail_confirmation: _MailConfirmation = False
    sms_confirmation: _SmsConfirmation = False
    return_booking_id: Annotated[
        bool, about(en="Answer the booking's id, not the contact's", sv="Svara med bokningens id, inte kontaktens")
    ] = False
    contact_message: Annotated[
        str | None, about(en="Words to the agent, kept with a lead", sv="Ord till mäklaren, som sparas med ett lead")
    ] = None
    lead_source_id: Annotated[str | None, about(en="Where the lead came from", sv="Var leadet kom ifrån"), ID] = None
    options: Annotated[BookingOptions | None, about(en="What it is held to", sv="Vad den måste hålla sig till")] = None


BOOK_PERSON, BOOK_PERSON_OLD = (
    operation(
        "POST",
        route,
        group=FunctionGroup.VIEWING,
        en=f"Books a person into a time slot, known or new; answers the contact's id or the booking's{en}",
        sv=f"Bokar in en person i ett tidsintervall, känd eller ny; svarar med kontaktens eller bokningens id{sv}",
        parameters=parameters,
        query=query,
        request=AddNewParticipant,
        response=str,
        body_name="participant",
    )
    for route, parameters, query, en, sv in (
        ("Viewing/{customerId}/{viewingId}/{timeSlotId}/Participant", (_CUSTOMER, _VIEWING, _SLOT), (), "", ""),
        (
            "Viewing/{viewingId}/{timeSlotId}/Participant",
            (_VIEWING, _SLOT),
            (_ONLY_CUSTOMER,),
            "; the older form",
            "; den äldre formen",
        ),
    )
)
BOOK_CONTACT, BOOK_CONTACT_OLD = (
    operation(
        "POST",
        route,
        group=FunctionGroup.VIEWING,
        en=f"Books a contact into a time slot; answers the booking's id, which is assumed{en}",
        sv=f"Bokar in en kontakt i ett tidsintervall; svarar med bokningens id, vilket är antaget{sv}",
        parameters=parameters,
        query=query,
        request=AddParticipant,
        response=str,
        body_name="participant",
    )
    for route, parameters, query, en, sv in (
        (
            "Viewing/{customerId}/{viewingId}/{timeSlotId}/Participant/{contactId}",
            (_CUSTOMER, _VIEWING, _SLOT, _CONTACT), (), "", "",
        ),
        (
            "Viewing/{viewingId}/{timeSlotId}/Participant/{contactId}",
            (_VIEWING, _SLOT, _CONTACT), (_ONLY_CUSTOMER,), "; the older form", "; den äldre formen",
        ),
    )
)  # fmt: skip

"""What stands in a user's calendar, as the world sees it."""

from __future__ import annotations

from typing import Annotated

from farstu.contract.enums import ContractEnum, enum, member
from farstu.contract.fields import NOT_SHOWN, Between, Items, Length, Shown, about
from farstu.contract.model import Model, model
from farstu.contract.moment import Moment
from farstu.contract.namespaces import OWN, housing
from farstu.contract.operation import FunctionGroup, operation
from farstu.contract.origin import ASSUMED
from farstu.contract.parameters import date, text

INTERVAL, MONTH, DAY = Between(0, 1_000, ASSUMED), Between(0, 12, ASSUMED), Between(0, 31, ASSUMED)


@enum("Appointment_RecurrencePattern")
class RecurrencePattern(ContractEnum):
    """How an appointment comes again."""

    Daily = member(0, en="By days", sv="Efter dagar")
    Weekly = member(1, en="By weeks, on certain days", sv="Efter veckor, vissa dagar")
    Monthly = member(2, en="By months, on a certain day", sv="Efter månader, en viss dag")
    Yearly = member(3, en="By years, on a certain date", sv="Efter år, ett visst datum")


@enum("Appointment_DayOfWeek")
class DayOfWeek(ContractEnum):
    """A day of the week."""

    Sunday = member(0, en="On Sundays", sv="På söndagar")
    Monday = member(1, en="On Mondays", sv="På måndagar")
    Tuesday = member(2, en="On Tuesdays", sv="På tisdagar")
    Wednesday = member(3, en="On Wednesdays", sv="På onsdagar")
    Thursday = member(4, en="On Thursdays", sv="På torsdagar")
    Friday = member(5, en="On Fridays", sv="På fredagar")
    Saturday = member(6, en="On Saturdays", sv="På lördagar")


@model(
    "Appointment_Appointment",
    namespace=housing("Appointment"),
    en="An entry in a user's calendar, which may come again",
    sv="En post i en användares kalender, som kan återkomma",
)
class Appointment(Model, kw_only=True):
    subject: Annotated[
        str | None, about(en="What it is called", sv="Vad det heter"), Length(0, 200, ASSUMED), Shown("Säljmöte")
    ] = None
    location: Annotated[
        str | None, about(en="Where it is", sv="Var det är"), Length(0, 200, ASSUMED), Shown("Kontoret")
    ] = None
    starts_at: Annotated[Moment, about(en="When it begins", sv="När det börjar")]
    ends_at: Annotated[
        Moment, about(en="When it ends; not before it begins", sv="När det slutar; inte innan det börjar")
    ]
    all_day_event: Annotated[
        bool | None, about(en="Whether it takes the whole day", sv="Om det tar hela dagen"), Shown(False)
    ] = None
    note: Annotated[
        str | None, about(en="More about it", sv="Mer om det"), Length(0, 4_000, ASSUMED), Shown("Ta med underlaget")
    ] = None
    recurrence: Annotated[
        bool | None, about(en="Whether it comes again; then how is needed", sv="Om det återkommer; då behövs hur")
    ] = None
    recurrence_pattern: Annotated[
        RecurrencePattern | None,
        about(en="How it comes again", sv="Hur det återkommer"),
        Shown(RecurrencePattern.Weekly),
    ] = None
    recurrence_day_of_weeks: Annotated[
        list[DayOfWeek] | None,
        about(
            en="By weeks: on which days; none is the day on which it begins",
            sv="Efter veckor: vilka dagar; ingen är dagen då det börjar",
        ),
        Items(7, ASSUMED),
        Shown(DayOfWeek.Monday),
    ] = None
    recurrence_interval: Annotated[
        int,
        about(en="Every how many days, weeks, months or years; 0 is 1", sv="Hur ofta, i dagar, veckor …; 0 är 1"),
        INTERVAL,
        Shown(1),
    ] = 0
    recurrence_month: Annotated[
        int,
        about(
            en="By years: in which month; 0 is the one in which it begins",
            sv="Efter år: vilken månad; 0 är den då det börjar",
        ),
        MONTH,
        NOT_SHOWN,
    ] = 0
    recurrence_day: Annotated[
        int,
        about(
            en="By months and years: on which day of the month; 0 is the one on which it begins",
            sv="Efter månader och år: vilken dag i månaden; 0 är den då det börjar",
        ),
        DAY,
        NOT_SHOWN,
    ] = 0


_CUSTOMER = text("customerId", en="The customer where the user works", sv="Kunden där användaren arbetar")

ADD_APPOINTMENT = operation(
    "POST",
    "Appointment/{customerId}/{id}",
    group=FunctionGroup.MEETING,
    en="Puts an appointment into a user's calendar",
    sv="Lägger in något i en användares kalender",
    parameters=(
        _CUSTOMER,
        text("id", en="The user whose calendar it is", sv="Användaren vars kalender det är", shown=Shown(id="userId")),
    ),
    request=Appointment,
    response=str,
)


@model("Farstu_KeptAppointment", namespace=OWN, en="An appointment as it is kept", sv="En kalenderpost som sparad")
class KeptAppointment(Model, kw_only=True):
    id: Annotated[
        str, about(en="What the call that put it there was answered", sv="Svaret på anropet som lade dit den")
    ]
    created_at: Annotated[Moment, about(en="When it was put there", sv="När den lades dit")]
    appointment: Annotated[Appointment, about(en="What was sent", sv="Det som skickades")]


LIST_APPOINTMENTS = operation(
    "GET",
    "_farstu/users/{customerId}/{userId}/appointments",
    group=FunctionGroup.MEETING,
    en="A user's appointments by when they begin, each once however often it comes; a call of Farstu's own",
    sv="En användares kalenderposter efter när de börjar, var och en en gång; ett anrop som är Farstus eget",
    parameters=(_CUSTOMER, text("userId", en="The user whose they are", sv="Användaren vars de är")),
    query=(
        date("from", en="Those that begin then or later", sv="De som börjar då eller senare", required=False),
        date("to", en="Those that begin then or sooner", sv="De som börjar då eller tidigare", required=False),
    ),
    response=list[KeptAppointment],
)

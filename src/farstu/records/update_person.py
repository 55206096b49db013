"""A person as calls of several areas send one in: whom it is about, and what is to be kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from farstu.contract.enums import ContractEnum, enum, member
from farstu.contract.fields import ID, NOT_SHOWN, PERSONAL_NUMBER, REQUIRED, Items, Length, Shown, Wire, about
from farstu.contract.model import Model, model
from farstu.contract.moment import Moment
from farstu.contract.origin import ASSUMED
from farstu.engine.calls import Call
from farstu.engine.facts import Facts
from farstu.records.estates import ESTATE
from farstu.records.forms import ADDRESS, EMAIL, kept_with_lead, sent_person
from farstu.records.models import CHANNEL, Address, Coordinate, Email, FieldValueCriteria
from farstu.records.named import unknown
from farstu.records.offices import USER
from farstu.records.persons import SentPerson
from farstu.records.tasks import PREDEFINED_TASK
from farstu.texts import Text


@enum("Update_ObtainMethod")
class ObtainMethod(ContractEnum):
    """How a consent was obtained."""

    Interest = member(0, en="With an inquiry", sv="I en intresseanmälan")
    Phone = member(1, en="Over the telephone", sv="På telefon")
    Visit = member(2, en="At a visit", sv="Vid ett besök")
    Agreement = member(3, en="In a contract", sv="I ett avtal")
    Other = member(4, en="In another way", sv="På ett annat sätt")
    Email = member(5, en="By e-mail", sv="Via e-post")
    NotAsked = member(6, en="Nobody has asked", sv="Ingen har frågat")


@model(
    "Task_Task", en="Something to do for whoever works with the contact", sv="Något att göra för den som har kontakten"
)
class Task(Model, kw_only=True):
    predefined_task_id: Annotated[
        str | None, about(en="Which of the customer's tasks", sv="Vilken av kundens uppgifter"), ID
    ] = None
    note: Annotated[str | None, about(en="What to think of", sv="Vad som är bra att veta")] = None
    estate_id: Annotated[str | None, about(en="The home that it is about", sv="Bostaden som den handlar om"), ID] = None
    assigned_to: Annotated[
        str | None,
        about(en="Whose task it is; left out: the contact's agent", sv="Vems uppgift det är; utelämnat: mäklarens"),
        ID,
    ] = None


_EMAIL = about(en="How to write to the contact", sv="Hur man skriver till kontakten")


class UpdateContact(Model, kw_only=True):
    """What may be sent of any contact."""

    contact_id: Annotated[
        str | None,
        about(
            en="The contact to change; left out: it is searched for, and made where nobody is found",
            sv="Kontakten att ändra; utelämnat: den söks, och skapas om ingen hittas",
        ),
        ID,
        NOT_SHOWN,
    ] = None
    customer_id: Annotated[
        str | None, about(en="The customer that the contact is of", sv="Kunden som har kontakten"), ID, REQUIRED
    ] = None
    category_ids: Annotated[
        list[str] | None,
        about(
            en="The categories that the contact is in, in the place of those before; an empty list: in none",
            sv="Kategorierna som kontakten är i, i stället för de förra; en tom lista: i ingen",
        ),
        Items(100, ASSUMED),
        NOT_SHOWN,
    ] = None
    address: Annotated[Address | None, about(en="Where to find the contact", sv="Var kontakten finns")] = None
    email: Annotated[Email | None, _EMAIL] = None
    user_id: Annotated[str | None, about(en="The contact's own agent", sv="Kontaktens egen mäklare"), ID] = None
    other_phone: Annotated[
        str | None, about(en="Any further number", sv="Ytterligare ett nummer"), Length(0, 17), NOT_SHOWN
    ] = None
    wish_advertising: Annotated[
        bool | None, about(en="Whether advertising is welcome", sv="Om reklam är välkommen"), Shown(False)
    ] = None
    note: Annotated[
        str | None,
        about(en="What is good to know of the contact", sv="Vad som är bra att veta om kontakten"),
        Shown("Ringer helst på kvällen"),
    ] = None
    coordinate: Annotated[Coordinate | None, about(en="Where that is on earth", sv="Var på jorden det är")] = None
    task: Annotated[Task | None, about(en="Something to do", sv="Något att göra"), NOT_SHOWN] = None
    custom_field: Annotated[
        FieldValueCriteria | None,
        about(
            en="One field of the customer's own; a blank value empties it",
            sv="Ett fält som är kundens eget; ett blankt värde tömmer det",
        ),
    ] = None
    lead_score: Annotated[
        int | None, about(en="How promising the contact is", sv="Hur lovande kontakten är"), Shown(40)
    ] = None


@model(
    "Update_UpdatePerson",
    en="A person to make or change; what is left out stands, what is sent is written",
    sv="En person att skapa eller ändra; det utelämnade står kvar, det som skickas skrivs",
)
class UpdatePerson(UpdateContact, kw_only=True):
    first_name: Annotated[
        str | None,
        about(en="Given name; blank: as before", sv="Förnamn; blankt: som förut"),
        Length(0, 30),
        Shown("Åsa"),
    ] = None
    last_name: Annotated[
        str | None,
        about(en="Family name; blank: as before", sv="Efternamn; blankt: som förut"),
        Length(0, 30),
        Shown("Öberg"),
    ] = None
    social_security_number: Annotated[
        str | None,
        about(en="Swedish personal number, or a foreign one", sv="Svenskt personnummer, eller ett utländskt"),
        Length(0, 20),
        PERSONAL_NUMBER,
        Shown("19121212-1212"),
    ] = None
    is_foreign_social_security_number: Annotated[
        bool | None, about(en="The number is of another country", sv="Numret är från ett annat land"), Shown(False)
    ] = None
    email: Annotated[Email | None, _EMAIL, CHANNEL] = None
    tele_phone: Annotated[
        str | None, about(en="Phone at home", sv="Telefon hemma"), Length(0, 17), CHANNEL, Shown("08-465 004 10")
    ] = None
    work_phone: Annotated[
        str | None, about(en="Phone at work", sv="Telefon på arbetet"), Length(0, 17), CHANNEL, NOT_SHOWN
    ] = None
    cell_phone: Annotated[
        str | None, about(en="Mobile phone", sv="Mobiltelefon"), Length(0, 17), CHANNEL, Shown("070-174 06 05")
    ] = None
    approval: Annotated[
        bool | None, about(en="Whether the person has agreed to be kept", sv="Om personen har gått med på att sparas")
    ] = None
    approval_date: Annotated[
        Moment | None, about(en="When the person agreed", sv="När personen gick med på det"), NOT_SHOWN
    ] = None
    gdpr_approval_date: Annotated[
        Moment | None,
        about(en="When the person consented under the GDPR", sv="När personen samtyckte enligt GDPR"),
        Wire("GDPRApprovalDate"),
        NOT_SHOWN,
    ] = None
    obtain_through: Annotated[
        ObtainMethod | None, about(en="How the consent was obtained", sv="Hur samtycket inhämtades")
    ] = None


_NAMES = {
    "first_name": "first_name", "last_name": "last_name", "tele_phone": "home", "work_phone": "work",
    "cell_phone": "cell", "other_phone": "other",
}  # fmt: skip
_LEFT_OVER = (
    "approval", "approval_date", "gdpr_approval_date", "obtain_through", "category_ids", "user_id", "wish_advertising",
    "note", "coordinate", "task", "custom_field", "lead_score",
)  # fmt: skip


def person_of(call: Call, sent: UpdatePerson, inside: str) -> SentPerson:
    """The person of a body, whose member `inside` it is."""
    at = call.key(inside)
    parts = ((sent, f"{at}.", _NAMES), (sent.address, f"{at}.Address.", ADDRESS), (sent.email, f"{at}.Email.", EMAIL))
    return sent_person(
        parts,
        sent.social_security_number,
        is_foreign=bool(sent.is_foreign_social_security_number),
        number_key=f"{at}.SocialSecurityNumber",
    )


def beyond_the_contact(sent: UpdatePerson) -> dict[str, Any]:
    """What was sent and has no place at a contact."""
    return kept_with_lead(sent, *_LEFT_OVER)


def unknown_ids(facts: Facts, call: Call, sent: UpdateContact, inside: str = "") -> Iterator[tuple[str, Text]]:
    """Which user, and which task, is named that this customer has not; `inside` is the body's member with its dot."""
    yield from unknown(facts, call, f"{inside}UserId", "user", USER.key, sent.user_id)
    if (task := sent.task) is None:
        return
    at = f"{inside}Task."
    yield from unknown(facts, call, f"{at}PredefinedTaskId", "task", PREDEFINED_TASK.key, task.predefined_task_id)
    yield from unknown(facts, call, f"{at}EstateId", "estate", ESTATE.key, task.estate_id)
    yield from unknown(facts, call, f"{at}AssignedTo", "user", USER.key, task.assigned_to)

"""A person as calls of several areas send one in: whom it is about, and what is to be kept."""

from __future__ import annotations

from typing import Annotated, Any

from farstu.contract.enums import ContractEnum, enum, member
from farstu.contract.fields import ID, NOT_SHOWN, PERSONAL_NUMBER, REQUIRED, Items, Length, Shown, Wire, about
from farstu.contract.model import Model, model
from farstu.contract.moment import Moment
from farstu.contract.origin import ASSUMED
from farstu.engine.calls import Call
from farstu.records.forms import ADDRESS, CHANNEL, EMAIL, Email, kept_with_lead, sent_person
from farstu.records.persons import SentPerson
from farstu.records.shapes import Coordinate


@enum("Update_ObtainMethod")
class ObtainMethod(ContractEnum):
    """How it came about that the person may be kept."""

    Interest = member(0, en="By asking about a home", sv="Genom att fråga om en bostad")
    Phone = member(1, en="In a telephone call", sv="I ett telefonsamtal")
    Visit = member(2, en="When meeting", sv="Vid ett besök")
    Agreement = member(3, en="By a contract", sv="Genom ett avtal")
    Other = member(4, en="In another way", sv="På annat sätt")
    Email = member(5, en="By e-mail", sv="Med e-post")
    NotAsked = member(6, en="Nobody has asked", sv="Ingen har frågat")


@model("Models_Address", en="Where somebody lives", sv="Var någon bor")
class Address(Model, kw_only=True):
    street_address: Annotated[
        str | None, about(en="Street and number", sv="Gata och nummer"), Length(0, 68), Shown("Åsgatan 12")
    ] = None
    zip_code: Annotated[str | None, about(en="Postcode", sv="Postnummer"), Length(0, 15), Shown("116 20")] = None
    city: Annotated[str | None, about(en="Post town", sv="Postort"), Length(0, 25), Shown("Stockholm")] = None
    country_code: Annotated[
        str | None,
        about(en="The country, in two letters", sv="Landet, med två bokstäver"),
        Shown("SE"),
    ] = None


@model("Task_Task", en="Something to be done about a person", sv="Något att göra om en person")
class Task(Model, kw_only=True):
    predefined_task_id: Annotated[
        str | None, about(en="Which kind of task it is", sv="Vilket slags uppgift det är"), ID, NOT_SHOWN
    ] = None
    note: Annotated[str | None, about(en="What there is to do", sv="Vad som ska göras")] = None
    estate_id: Annotated[str | None, about(en="The home it is about", sv="Bostaden det gäller"), ID] = None
    assigned_to: Annotated[
        str | None, about(en="Who is to do it", sv="Vem som ska göra det"), Length(1, 40, ASSUMED), Shown(id="userId")
    ] = None


@model("CustomField_FieldValueCriteria", en="A value of the customer's own", sv="Ett värde som är kundens eget")
class CustomFieldValue(Model, kw_only=True):
    name: Annotated[str | None, about(en="What the field is called", sv="Vad fältet heter")] = None
    value: Annotated[str | None, about(en="What it says", sv="Vad som står i det")] = None


@model(
    "Update_UpdatePerson",
    en="A person to be found, completed or made",
    sv="En person att finna, komplettera eller skapa",
)
class UpdatePerson(Model, kw_only=True):
    first_name: Annotated[
        str | None, about(en="Given name", sv="Förnamn (tilltalsnamn)"), Length(0, 30), Shown("Åsa")
    ] = None
    last_name: Annotated[
        str | None, about(en="Family name", sv="Efternamn (familjenamn)"), Length(0, 30), Shown("Öberg")
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
    tele_phone: Annotated[
        str | None, about(en="Phone at home", sv="Telefon hemma"), Length(0, 17), CHANNEL, Shown("08-465 004 10")
    ] = None
    work_phone: Annotated[
        str | None,
        about(en="Phone at the workplace", sv="Telefon på arbetet"),
        Length(0, 17),
        CHANNEL,
        Shown("08-465 004 20"),
    ] = None
    cell_phone: Annotated[
        str | None, about(en="Mobile phone", sv="Mobiltelefon"), Length(0, 17), CHANNEL, Shown("070-174 06 05")
    ] = None
    approval: Annotated[
        bool | None, about(en="Whether the person agrees to be kept", sv="Om personen går med på att sparas")
    ] = None
    approval_date: Annotated[Moment | None, about(en="When that was", sv="När det var")] = None
    gdpr_approval_date: Annotated[
        Moment | None,
        about(en="When the GDPR consent was given", sv="När GDPR-samtycket gavs"),
        Wire("GDPRApprovalDate"),
    ] = None
    obtain_through: Annotated[ObtainMethod, about(en="How that came about", sv="Hur det gick till")] = (
        ObtainMethod.Interest
    )
    contact_id: Annotated[
        str | None, about(en="Who it is, if that is known", sv="Vem det är, om man vet det"), Length(0, 40), NOT_SHOWN
    ] = None
    customer_id: Annotated[
        str | None,
        about(en="The customer that the person is of", sv="Kunden som personen hör till"),
        Length(0, 40),
        REQUIRED,
        Shown(id="customerId"),
    ] = None
    category_ids: Annotated[
        list[str] | None,
        about(en="Categories to put the person in", sv="Kategorier att lägga personen i"),
        Items(100, ASSUMED),
        NOT_SHOWN,
    ] = None
    address: Annotated[Address | None, about(en="Where the person lives", sv="Var personen bor")] = None
    email: Annotated[
        Email | None, about(en="How to write to the person", sv="Hur man skriver till personen"), CHANNEL
    ] = None
    user_id: Annotated[str | None, about(en="The person's own agent", sv="Personens egen mäklare"), ID] = None
    other_phone: Annotated[
        str | None, about(en="Any further number", sv="Ytterligare ett nummer"), Length(0, 17), Shown("08-465 004 30")
    ] = None
    wish_advertising: Annotated[
        bool | None, about(en="Whether advertising is welcome", sv="Om reklam är välkommen")
    ] = None
    note: Annotated[str | None, about(en="A few words about the person", sv="Några ord om personen")] = None
    coordinate: Annotated[
        Coordinate | None, about(en="Where the person lives, in degrees", sv="Var personen bor, i grader")
    ] = None
    task: Annotated[Task | None, about(en="What is to be done", sv="Vad som ska göras")] = None
    custom_field: Annotated[
        CustomFieldValue | None, about(en="A value of the customer's own", sv="Ett värde som är kundens eget")
    ] = None
    lead_score: Annotated[int | None, about(en="How warm the lead is", sv="Hur varmt leadet är")] = None


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

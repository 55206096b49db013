"""The register of contacts as others write in it: persons, companies, and what they no longer want."""

from __future__ import annotations

from typing import Annotated

from farstu.contract.enums import ContractEnum, enum, member
from farstu.contract.fields import (
    ID,
    NOT_SHOWN,
    PERSONAL_NUMBER,
    Length,
    Shown,
    about,
)
from farstu.contract.model import Model, model
from farstu.contract.moment import Moment
from farstu.contract.namespaces import express
from farstu.contract.operation import FunctionGroup, operation
from farstu.contract.origin import ASSUMED
from farstu.contract.parameters import text
from farstu.records.models import EASTWARD, NORTHWARD, Category
from farstu.records.update_person import UpdateContact, UpdatePerson


@model(
    "Update_UpdateCompany",
    en="A company to make or change; what is left out stands, what is sent is written",
    sv="Ett företag att skapa eller ändra; det utelämnade står kvar, det som skickas skrivs",
)
class UpdateCompany(UpdateContact, kw_only=True):
    company_name: Annotated[
        str | None,
        about(en="What it is called; blank: as before", sv="Vad det heter; blankt: som förut"),
        Length(0, 100),
        Shown("Öbergs Bygg AB"),
    ] = None
    corporate_number: Annotated[
        str | None,
        about(en="Swedish corporate number, or a foreign one", sv="Svenskt organisationsnummer, eller ett utländskt"),
        Length(0, 20),
        PERSONAL_NUMBER,
        Shown("212000-0142"),
    ] = None
    is_foreign_corporate_number: Annotated[
        bool | None, about(en="The number is of another country", sv="Numret är från ett annat land"), Shown(False)
    ] = None
    home_page: Annotated[
        str | None,
        about(en="Its pages on the web", sv="Dess sidor på webben"),
        Length(0, 60),
        Shown("https://example.com"),
    ] = None
    switch_phone: Annotated[
        str | None, about(en="The switchboard", sv="Växeln"), Length(0, 17), Shown("08-465 004 30")
    ] = None


UPDATE_PERSON = operation(
    "POST",
    "Contacts/UpdatePerson",
    group=FunctionGroup.CRM,
    en="Changes a person, or makes one: found by id, else personal number, else name with a phone or e-mail",
    sv="Ändrar en person, eller skapar en: hittad på id, annars personnummer, annars namn med telefon eller e-post",
    request=UpdatePerson,
    response=str,
)

UPDATE_COMPANY = operation(
    "POST",
    "Contacts/UpdateCompany",
    group=FunctionGroup.CRM,
    en="Changes a company, or makes one: found by id, else by number, else by name with a phone or e-mail",
    sv="Ändrar ett företag, eller skapar ett: hittat på id, annars på nummer, annars på namn med telefon eller e-post",
    request=UpdateCompany,
    response=str,
)

_CUSTOMER = text("customerId", en="The customer that the contact is of", sv="Kunden som har kontakten")

OPT_OUT = operation(
    "PUT",
    "CRM/Contact/{customerId}/{contactId}/OptOut",
    group=FunctionGroup.CRM,
    en="Takes back that advertising is welcome",
    sv="Tar tillbaka att reklam är välkommen",
    parameters=(_CUSTOMER, text("contactId", en="Who wants no more", sv="Den som inte vill ha mer")),
)


@enum("Crm_NewAddressType")
class NewAddressType(ContractEnum):
    """When somebody moves."""

    FromDate = member(0, en="On a certain day", sv="En viss dag", origin=ASSUMED)


@model(
    "Crm_CrmPersonNewAddress",
    namespace=express("Models.Contact.Crm"),
    en="Where somebody is going to live, and from when",
    sv="Var någon ska bo, och från när",
)
class NewAddress(Model, kw_only=True):
    street_address: Annotated[
        str | None, about(en="Street and number", sv="Gata och nummer"), Length(0, 68), Shown("Nygatan 3")
    ] = None
    zip_code: Annotated[str | None, about(en="Postcode", sv="Postnummer"), Length(0, 15), Shown("222 22")] = None
    city: Annotated[str | None, about(en="Post town", sv="Postort"), Length(0, 25), Shown("Lund")] = None
    country_code: Annotated[
        str | None,
        about(en="Two letters of ISO 3166-1; none is Sweden", sv="Två bokstäver ur ISO 3166-1; inga är Sverige"),
        Length(0, 2),
        NOT_SHOWN,
    ] = None
    new_address_from: Annotated[
        Moment | None,
        about(
            en="From when; left out or past: it is the contact's address at once; on a day to come it will be",
            sv="Från när; utelämnat eller passerat: det är kontaktens adress genast; en kommande dag blir det då",
        ),
    ] = None
    type: Annotated[NewAddressType, about(en="In what way", sv="På vilket sätt")] = NewAddressType.FromDate
    estate_id: Annotated[
        str | None,
        about(en="The home that it is, if it is one for sale", sv="Bostaden det är, om den är till salu"),
        ID,
    ] = None
    latitude: Annotated[float | None, about(en="Degrees to the north", sv="Grader norrut"), NORTHWARD, NOT_SHOWN] = None
    longitude: Annotated[float | None, about(en="Degrees to the east", sv="Grader österut"), EASTWARD, NOT_SHOWN] = None


NEW_ADDRESS = operation(
    "POST",
    "CRM/Contact/{customerId}/{contactId}/NewAddress",
    group=FunctionGroup.CRM,
    en="Tells where a contact is going to live; the answer is the contact's id",
    sv="Berättar var en kontakt ska bo; svaret är kontaktens id",
    parameters=(_CUSTOMER, text("contactId", en="Who moves", sv="Den som flyttar")),
    request=NewAddress,
    response=str,
)


@model("Category_Categories", en="The categories of a customer", sv="En kunds kategorier")
class Categories(Model, kw_only=True):
    company_categories: Annotated[list[Category], about(en="Those for companies", sv="De för företag")]
    person_categories: Annotated[list[Category], about(en="Those for persons", sv="De för personer")]


LIST_CATEGORIES = operation(
    "GET",
    "Category/GetCategories",
    group=FunctionGroup.CRM,
    en="The categories that contacts may be in, by their names",
    sv="Kategorierna som kontakter kan vara i, efter sina namn",
    query=(text("customerId", en="The customer that has them", sv="Kunden som har dem"),),
    response=Categories,
)


@model("Task_PredefinedTask", en="A task that a customer gives again and again", sv="En uppgift som en kund ofta ger")
class PredefinedTask(Model, kw_only=True):
    id: Annotated[str, about(en="Which task it is", sv="Vilken uppgift det är")]
    description: Annotated[str, about(en="What is to be done", sv="Vad som ska göras")]


LIST_TASKS = operation(
    "GET",
    "Task/GetTasks",
    group=FunctionGroup.CRM,
    en="The tasks that may be given with a contact",
    sv="Uppgifterna som kan ges tillsammans med en kontakt",
    query=(text("customerId", en="The customer that gives them", sv="Kunden som ger dem"),),
    response=list[PredefinedTask],
)

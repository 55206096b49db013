"""Contacts as they are looked at one by one: persons, companies, estates of the deceased."""

from __future__ import annotations

from typing import Annotated

from farstu.contract.enums import ContractEnum, enum, member
from farstu.contract.fields import (
    LEADS,
    PERSONAL_NUMBER,
    Items,
    Length,
    Shown,
    Wire,
    about,
)
from farstu.contract.model import Model, model
from farstu.contract.moment import Moment
from farstu.contract.operation import FunctionGroup, operation
from farstu.contract.parameters import text, texts
from farstu.records.models import Category, ContactType, Email
from farstu.records.shapes import Wgs84Coordinate


@enum("Interest_MatchingWatched")
class MatchingWatched(ContractEnum):
    """Whether somebody wants to hear of homes that suit."""

    Yes = member(0, en="Wants to hear", sv="Vill höra")
    No = member(1, en="Does not want to hear", sv="Vill inte höra")
    NotAsked = member(2, en="Nobody has asked", sv="Ingen har frågat")


@model("Crm_CrmContactAddress", en="Where a contact is to be found", sv="Var en kontakt finns")
class CrmContactAddress(Model, kw_only=True):
    street_address: Annotated[str | None, about(en="Street and number", sv="Gata och nummer"), Length(0, 68)] = None
    zip_code: Annotated[str | None, about(en="Postcode", sv="Postnummer"), Length(0, 15)] = None
    city: Annotated[str | None, about(en="Post town", sv="Postort"), Length(0, 25)] = None
    country_code: Annotated[
        str | None,
        about(en="Two letters of ISO 3166-1; none is Sweden", sv="Två bokstäver ur ISO 3166-1; inga är Sverige"),
        Length(0, 2),
    ] = None
    wgs84_coordinate: Annotated[
        Wgs84Coordinate | None, about(en="Where on earth that is", sv="Var på jorden det är")
    ] = None


@model("Crm_PersonTelephoneNumbers", en="Numbers that reach somebody", sv="Nummer som når någon")
class CrmPersonTelephoneNumbers(Model, kw_only=True):
    home: Annotated[str | None, about(en="At home", sv="Hemma"), Length(0, 17)] = None
    work: Annotated[str | None, about(en="At the workplace", sv="På arbetet"), Length(0, 17)] = None
    cell: Annotated[str | None, about(en="Mobile phone", sv="Mobiltelefon"), Length(0, 17)] = None
    other: Annotated[str | None, about(en="Any further number", sv="Ytterligare ett nummer"), Length(0, 17)] = None


@model("Crm_CompanyTelephoneNumbers", en="Numbers that reach a company", sv="Nummer som når ett företag")
class CrmCompanyTelephoneNumbers(Model, kw_only=True):
    switch: Annotated[str | None, about(en="The switchboard", sv="Växeln"), Length(0, 17)] = None
    other: Annotated[str | None, about(en="Any further number", sv="Ytterligare ett nummer"), Length(0, 17)] = None


@model(
    "Crm_CrmContact",
    en="A contact of any kind; what is answered says by its type which, and holds that kind's members",
    sv="En kontakt av något slag; svaret säger med sin typ vilket, och har det slagets medlemmar",
)
class CrmContact(Model, kw_only=True):
    type: Annotated[ContactType, about(en="What kind of contact it is", sv="Vilket slags kontakt det är"), LEADS] = (
        ContactType.Person
    )
    id: Annotated[str, about(en="Which contact it is", sv="Vilken kontakt det är"), Length(0, 40)]
    customer_id: Annotated[str, about(en="The customer that it is of", sv="Kunden som har den"), Length(0, 40)]
    agent_id: Annotated[str | None, about(en="The contact's own agent", sv="Kontaktens egen mäklare")] = None
    address: Annotated[CrmContactAddress | None, about(en="Where it is to be found", sv="Var den finns")] = None
    email: Annotated[Email | None, about(en="How to write to it", sv="Hur man skriver till den")] = None
    advertising_enabled: Annotated[bool, about(en="Whether advertising is welcome", sv="Om reklam är välkommen")] = (
        False
    )
    note: Annotated[str | None, about(en="What is good to know", sv="Vad som är bra att veta")] = None
    categories: Annotated[list[Category], about(en="The categories that it is in", sv="Kategorierna som den är i")]
    created_at: Annotated[Moment, about(en="When it was made", sv="När den skapades")]
    changed_at: Annotated[Moment, about(en="When it was last changed", sv="När den senast ändrades")]


@model("Crm_CrmPersonContact", en="A person, with all that is kept", sv="En person, med allt som är sparat")
class CrmPersonContact(CrmContact, kw_only=True):
    first_name: Annotated[str | None, about(en="Given name", sv="Förnamn"), Length(0, 30)] = None
    last_name: Annotated[str | None, about(en="Family name", sv="Efternamn"), Length(0, 30)] = None
    social_security_number: Annotated[
        str | None, about(en="Personal number, as written", sv="Personnummer, som det skrevs"), Length(0, 20),
        PERSONAL_NUMBER,
    ] = None  # fmt: skip
    is_foreign_social_security_number: Annotated[
        bool | None, about(en="The number is of another country", sv="Numret är från ett annat land")
    ] = None
    date_of_birth: Annotated[
        Moment | None, about(en="As a valid Swedish number says it", sv="Som ett giltigt svenskt nummer säger det")
    ] = None
    telephone: Annotated[
        CrmPersonTelephoneNumbers | None, about(en="How to call the person", sv="Hur man ringer personen")
    ] = None
    lead_score: Annotated[int, about(en="How promising the person is", sv="Hur lovande personen är")] = 0
    wants_to_be_matched: Annotated[
        MatchingWatched,
        about(en="Whether to tell of homes that suit; not kept yet", sv="Om passande bostäder önskas; sparas inte än"),
    ] = MatchingWatched.Yes
    matching_changed_at: Annotated[
        Moment | None, about(en="When that was last said; not kept yet", sv="När det senast sades; sparas inte än")
    ] = None
    is_deceased: Annotated[
        bool, about(en="Whether the person has died; not kept yet", sv="Om personen har avlidit; sparas inte än")
    ] = False
    is_company_person: Annotated[
        bool,
        about(en="Whether it is a company's person; not kept yet", sv="Om den är ett företags; sparas inte än"),
    ] = False
    gdpr_approval_date: Annotated[
        Moment | None,
        about(en="When the person consented under the GDPR", sv="När personen samtyckte enligt GDPR"),
        Wire("GDPRApprovalDate"),
    ] = None


@model("Crm_CrmCompanyContact", en="A company, with all that is kept", sv="Ett företag, med allt som är sparat")
class CrmCompanyContact(CrmContact, kw_only=True):
    name: Annotated[str | None, about(en="What it is called", sv="Vad det heter"), Length(0, 100)] = None
    corporate_number: Annotated[
        str | None,
        about(en="Corporate number, as written", sv="Organisationsnummer, som det skrevs"),
        Length(0, 20),
        PERSONAL_NUMBER,
    ] = None
    is_foreign_corporate_number: Annotated[
        bool | None, about(en="The number is of another country", sv="Numret är från ett annat land")
    ] = None
    home_page: Annotated[str | None, about(en="Its pages on the web", sv="Dess sidor på webben"), Length(0, 60)] = None
    telephone: Annotated[
        CrmCompanyTelephoneNumbers | None, about(en="How to call the company", sv="Hur man ringer företaget")
    ] = None
    lead_score: Annotated[int, about(en="How promising the company is", sv="Hur lovande företaget är")] = 0


@model("Crm_CrmDeceasedEstateContact", en="The estate of a deceased person", sv="Ett dödsbo, med allt som är sparat")
class CrmDeceasedEstateContact(CrmContact, kw_only=True):
    name: Annotated[str | None, about(en="What it is called", sv="Vad det heter"), Length(0, 30)] = None
    social_security_number: Annotated[
        str | None,
        about(en="The deceased's personal number, as written", sv="Den avlidnes personnummer, som det skrevs"),
        Length(0, 20),
        PERSONAL_NUMBER,
    ] = None
    is_foreign_id_social_security_number: Annotated[
        bool | None, about(en="The number is of another country", sv="Numret är från ett annat land")
    ] = None
    telephone: Annotated[
        CrmPersonTelephoneNumbers | None, about(en="How to call those who look after it", sv="Hur man ringer delägarna")
    ] = None


_CUSTOMER = text("customerId", en="The customer that the contact is of", sv="Kunden som har kontakten")
_CONTACT = text("contactId", en="The contact to ask about", sv="Kontakten att fråga om")
_CONTACTS = texts(
    "contactIds",
    en="The contacts to ask about, at most 20, with commas between them",
    sv="Kontakterna att fråga om, högst 20, med komman emellan",
    items=Items(20),
)

READ_CONTACT = operation(
    "GET",
    "CRM/Contact/{customerId}/{contactId}",
    group=FunctionGroup.CRM,
    en="One contact of any kind",
    sv="En kontakt av vilket slag som helst",
    parameters=(_CUSTOMER, _CONTACT),
    response=CrmContact,
)

READ_CONTACTS = operation(
    "GET",
    "CRM/Contact/{customerId}/{contactIds}",
    group=FunctionGroup.CRM,
    en="Several contacts of any kind, in the order in which they are named",
    sv="Flera kontakter av vilket slag som helst, i den ordning de nämns",
    parameters=(_CUSTOMER, _CONTACTS),
    response=list[CrmContact],
)

READ_PERSON = operation(
    "GET",
    "CRM/Contact/{customerId}/Person/{contactId}",
    group=FunctionGroup.CRM,
    en="One person",
    sv="En person",
    parameters=(_CUSTOMER, _CONTACT),
    response=CrmPersonContact,
)

READ_COMPANY = operation(
    "GET",
    "CRM/Contact/{customerId}/Company/{contactId}",
    group=FunctionGroup.CRM,
    en="One company",
    sv="Ett företag",
    parameters=(
        _CUSTOMER,
        text("contactId", en="The company to ask about", sv="Företaget att fråga om", shown=Shown(id="companyId")),
    ),
    response=CrmCompanyContact,
)

READ_DECEASED_ESTATE = operation(
    "GET",
    "CRM/Contact/{customerId}/DeceasedEstate/{contactId}",
    group=FunctionGroup.CRM,
    en="The estate of one deceased person",
    sv="Ett dödsbo",
    parameters=(
        _CUSTOMER,
        text("contactId", en="The estate to ask about", sv="Dödsboet att fråga om", shown=Shown(id="deceasedEstateId")),
    ),
    response=CrmDeceasedEstateContact,
)

READ_DECEASED_ESTATES = operation(
    "GET",
    "CRM/Contact/{customerId}/DeceasedEstate/{contactIds}",
    group=FunctionGroup.CRM,
    en="The estates of several deceased persons, in the order in which they are named",
    sv="Flera dödsbon, i den ordning de nämns",
    parameters=(
        _CUSTOMER,
        texts(
            "contactIds",
            en="The estates to ask about, at most 20, with commas between them",
            sv="Dödsbona att fråga om, högst 20, med komman emellan",
            items=Items(20),
            shown=Shown(id="deceasedEstateId"),
        ),
    ),
    response=list[CrmDeceasedEstateContact],
)

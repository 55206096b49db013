"""Contacts by the hundred, with all that is kept of them, for those who keep a copy."""

from __future__ import annotations

from typing import Annotated

from farstu.contract.fields import ID, NOT_SHOWN, PERSONAL_NUMBER, Items, Length, Wire, about
from farstu.contract.model import Model, model
from farstu.contract.moment import Moment
from farstu.contract.operation import FunctionGroup, operation
from farstu.contract.origin import ASSUMED
from farstu.records.homes import EstateType, EstateTypeCriteria, InterestLevel
from farstu.records.models import Address, Category, Coordinate, Email, FieldValueCriteria

_MANY = Items(1_000, ASSUMED)
_FROM = about(en="Not before that", sv="Inte före det")
_TO = about(en="Not after that", sv="Inte efter det")
_HOME = about(en="Which home it is", sv="Vilken bostad det är")
_KIND = about(en="The kind of home", sv="Bostadens slag")
_PHONE = Length(0, 17)


@model(
    "Contact_ContactCriteria",
    en="Which contacts are asked for: those that all of it fits; what is left out fits all",
    sv="Vilka kontakter som efterfrågas: de som allt passar på; det utelämnade passar på alla",
)
class ContactCriteria(Model, kw_only=True):
    customer_id: Annotated[
        str | None,
        about(
            en="Whose contacts; left out: those of all customers that the key covers",
            sv="Vems kontakter; utelämnat: alla kunders som nyckeln omfattar",
        ),
        ID,
    ] = None
    contact_id: Annotated[
        list[str] | None, about(en="Any of these contacts", sv="Någon av de här kontakterna"), _MANY, NOT_SHOWN
    ] = None
    user_id: Annotated[str | None, about(en="Their own agent", sv="Deras egen mäklare"), ID, NOT_SHOWN] = None
    categories: Annotated[
        list[str] | None, about(en="In any of these categories", sv="I någon av de här kategorierna"), _MANY, NOT_SHOWN
    ] = None
    email_addresses: Annotated[
        list[str] | None, about(en="With any of these addresses", sv="Med någon av de här adresserna"), _MANY, NOT_SHOWN
    ] = None
    contract_date_from: Annotated[Moment | None, _FROM, NOT_SHOWN] = None
    contract_date_to: Annotated[Moment | None, _TO, NOT_SHOWN] = None
    viewing_date_from: Annotated[Moment | None, _FROM, NOT_SHOWN] = None
    viewing_date_to: Annotated[Moment | None, _TO, NOT_SHOWN] = None
    bidding_date_from: Annotated[Moment | None, _FROM, NOT_SHOWN] = None
    bidding_date_to: Annotated[Moment | None, _TO, NOT_SHOWN] = None
    created_date_from: Annotated[Moment | None, _FROM, NOT_SHOWN] = None
    created_date_to: Annotated[Moment | None, _TO] = None
    changed_date_from: Annotated[Moment | None, _FROM, NOT_SHOWN] = None
    changed_date_to: Annotated[Moment | None, _TO, NOT_SHOWN] = None
    seller_relation_date_from: Annotated[Moment | None, _FROM, NOT_SHOWN] = None
    seller_relation_date_to: Annotated[Moment | None, _TO, NOT_SHOWN] = None
    buyer_relation_date_from: Annotated[Moment | None, _FROM, NOT_SHOWN] = None
    buyer_relation_date_to: Annotated[Moment | None, _TO, NOT_SHOWN] = None
    custom_field: Annotated[
        FieldValueCriteria | None,
        about(
            en="Who say this in a field of the customer's own; without a value: anything",
            sv="De som säger det här i ett fält som är kundens eget; utan värde: vad som helst",
        ),
        NOT_SHOWN,
    ] = None
    social_security_number: Annotated[
        str | None,
        about(en="Whose number it is, however it is written", sv="De vars nummer det är, hur det än skrivs"),
        PERSONAL_NUMBER,
        NOT_SHOWN,
    ] = None


@model("CustomField_FieldValue", en="What somebody says in a field", sv="Det någon säger i ett fält")
class FieldValue(Model, kw_only=True):
    label: Annotated[str, about(en="What people read beside it", sv="Det som står bredvid för människor")]
    name: Annotated[str, about(en="What the field is called", sv="Vad fältet heter")]
    value: Annotated[str, about(en="What it says there", sv="Vad det står där")]


@model("Interest_Interval", en="From how much to how much", sv="Från hur mycket till hur mycket")
class Interval(Model, kw_only=True):
    min: Annotated[float | None, about(en="At least", sv="Minst")] = None
    max: Annotated[float | None, about(en="At most", sv="Högst")] = None


_WANTED = about(en="Whether such homes are wanted", sv="Om sådana bostäder är önskade")


@model("Interest_LookingForAccommodation", en="What is looked for; never filled", sv="Vad som söks; fylls aldrig")
class LookingForAccommodation(Model, kw_only=True):
    id: Annotated[str | None, about(en="Which profile it is", sv="Vilken profil det är")] = None
    area_ids: Annotated[list[str] | None, about(en="In which areas", sv="I vilka områden")] = None
    countys: Annotated[list[str] | None, about(en="In which counties", sv="I vilka län")] = None
    country_code: Annotated[str | None, about(en="In which country", sv="I vilket land")] = None
    polygon: Annotated[list[Coordinate] | None, about(en="Within these corners", sv="Inom de här hörnen")] = None
    foreign_property: Annotated[bool, _WANTED] = False
    house: Annotated[bool, _WANTED] = False
    row_house: Annotated[bool, _WANTED] = False
    housing_cooperative: Annotated[bool, _WANTED] = False
    cottage: Annotated[bool, _WANTED] = False
    premises: Annotated[bool, _WANTED] = False
    plot: Annotated[bool, _WANTED] = False
    farm: Annotated[bool, _WANTED] = False
    tenancy: Annotated[bool, _WANTED] = False
    other_housing: Annotated[bool, _WANTED] = False
    living_space: Annotated[Interval | None, about(en="Square metres", sv="Kvadratmeter")] = None
    number_of_rooms: Annotated[Interval | None, about(en="How many rooms", sv="Hur många rum")] = None
    price: Annotated[Interval | None, about(en="In SEK", sv="I kronor")] = None
    plot_area: Annotated[Interval | None, about(en="Of the plot", sv="Av tomten")] = None
    special_requset: Annotated[str | None, about(en="What else is wished", sv="Vad som önskas i övrigt")] = None
    increased_requirement_IDs: Annotated[  # noqa: N815 - JSON spells it so
        list[str] | None, about(en="What may not lack", sv="Vad som inte får saknas")
    ] = None
    active: Annotated[bool, about(en="Whether it counts", sv="Om den gäller")] = False


@model("Interest_PresentAccommodation", en="How somebody lives; never filled", sv="Hur någon bor; fylls aldrig")
class PresentAccommodation(Model, kw_only=True):
    estate_type: Annotated[EstateType, _KIND] = EstateType.House
    living_space: Annotated[float | None, about(en="Square metres", sv="Kvadratmeter")] = None
    number_of_rooms: Annotated[float | None, about(en="How many rooms", sv="Hur många rum")] = None
    price: Annotated[float | None, about(en="In SEK", sv="I kronor")] = None
    other: Annotated[str | None, about(en="What else there is to say", sv="Vad mer som är att säga")] = None
    coordinate: Annotated[Coordinate | None, about(en="Where on earth", sv="Var på jorden")] = None


@model("Contact_BuyerOnObject", en="A home bought", sv="En bostad som köps")
class BuyerOnObject(Model, kw_only=True):
    estate_id: Annotated[str, _HOME]
    type: Annotated[EstateType, _KIND] = EstateType.House


@model("Contact_SellerOnObject", en="A home sold", sv="En bostad som säljs")
class SellerOnObject(Model, kw_only=True):
    estate_id: Annotated[str, _HOME]
    type: Annotated[EstateType, _KIND] = EstateType.House


@model("Contact_IntrestOnObject", en="A home that may be bought", sv="En bostad som kanske köps")
class InterestOnObject(Model, kw_only=True):
    estate_id: Annotated[str, _HOME]
    type: Annotated[EstateType, _KIND] = EstateType.House
    estate_type: Annotated[EstateTypeCriteria, _KIND] = EstateTypeCriteria.House
    viewing: Annotated[bool, about(en="Whether on a viewing of it", sv="Om med på en visning av den")] = False
    bidder: Annotated[bool, about(en="Whether a bid on it stands", sv="Om ett bud på den står kvar")] = False
    interest_level: Annotated[InterestLevel | None, about(en="How far it has come", sv="Hur långt det har kommit")]


class _Contact(Model, kw_only=True):
    """What any contact may say."""

    broker_id: Annotated[str | None, about(en="The own agent", sv="Den egna mäklaren")] = None
    contact_id: Annotated[str, about(en="Which contact it is", sv="Vilken kontakt det är"), Length(0, 40)]
    customer_id: Annotated[str, about(en="The customer that it is of", sv="Kunden som har den"), Length(0, 40)]
    custom_fields: Annotated[list[FieldValue], about(en="The customer's own fields", sv="Kundens egna fält")]
    categories: Annotated[list[Category], about(en="What it is filed under", sv="Vad den är sorterad under")]
    address: Annotated[Address | None, about(en="Where it is found", sv="Var den finns")] = None
    email: Annotated[Email | None, about(en="How to write to it", sv="Hur man skriver till den")] = None
    other_phone: Annotated[str | None, about(en="Any further number", sv="Ytterligare ett nummer"), _PHONE] = None
    wish_advertising: Annotated[bool, about(en="Whether advertising is welcome", sv="Om reklam är välkommen")] = False
    note: Annotated[str | None, about(en="What is good to know", sv="Vad som är bra att veta")] = None
    coordinate: Annotated[Coordinate | None, about(en="Where on earth", sv="Var på jorden")] = None
    created_at: Annotated[Moment, about(en="When it was made", sv="När den skapades")]
    changed_at: Annotated[Moment, about(en="When it was last changed", sv="När den senast ändrades")]
    looking_for_accommodation: Annotated[
        list[LookingForAccommodation], about(en="What it looks for; always empty", sv="Vad den söker; alltid tom")
    ]
    present_accommodation: Annotated[
        PresentAccommodation | None, about(en="How it lives; always null", sv="Hur den bor; alltid null")
    ] = None
    buyer_on_objects: Annotated[list[BuyerOnObject], about(en="Homes bought", sv="Bostäder som köps")]
    seller_on_objects: Annotated[list[SellerOnObject], about(en="Homes sold", sv="Bostäder som säljs")]
    interest_on_objects: Annotated[list[InterestOnObject], about(en="Homes of interest", sv="Bostäder av intresse")]


@model("Contact_Person", en="Somebody, with all that is kept", sv="Någon, med allt som är sparat")
class CollectedPerson(_Contact, kw_only=True):
    first_name: Annotated[str | None, about(en="Given name", sv="Förnamn"), Length(0, 30)] = None
    last_name: Annotated[str | None, about(en="Family name", sv="Efternamn"), Length(0, 30)] = None
    social_security_number: Annotated[
        str | None, about(en="Personal number, as written", sv="Personnummer, som det skrevs"), PERSONAL_NUMBER
    ] = None
    tele_phone: Annotated[str | None, about(en="Phone at home", sv="Telefon hemma"), _PHONE] = None
    work_phone: Annotated[str | None, about(en="Phone at work", sv="Telefon på arbetet"), _PHONE] = None
    cell_phone: Annotated[str | None, about(en="Mobile phone", sv="Mobiltelefon"), _PHONE] = None
    gdpr_approval_date: Annotated[
        Moment | None,
        about(en="When consent was given under the GDPR", sv="När samtycke gavs enligt GDPR"),
        Wire("GDPRApprovalDate"),
    ] = None
    obtain_through: Annotated[str | None, about(en="How the consent was obtained", sv="Hur samtycket inhämtades")] = (
        None
    )


@model("Contact_Estate", en="The estate of a deceased, with all that is kept", sv="Ett dödsbo, med allt som är sparat")
class CollectedEstate(_Contact, kw_only=True):
    name: Annotated[str | None, about(en="What it is called", sv="Vad det heter")] = None
    social_security_number: Annotated[
        str | None,
        about(en="The number, as written", sv="Numret, som det skrevs"),
        PERSONAL_NUMBER,
    ] = None
    tele_phone: Annotated[str | None, about(en="Phone at home", sv="Telefon hemma"), _PHONE] = None
    work_phone: Annotated[str | None, about(en="Phone at work", sv="Telefon på arbetet"), _PHONE] = None
    cell_phone: Annotated[str | None, about(en="Mobile phone", sv="Mobiltelefon"), _PHONE] = None


@model("Contact_Company", en="A firm, with all that is kept", sv="Ett företag, med allt som är sparat")
class CollectedCompany(_Contact, kw_only=True):
    company_name: Annotated[str | None, about(en="What it is called", sv="Vad det heter"), Length(0, 100)] = None
    corporate_number: Annotated[
        str | None, about(en="The number, as written", sv="Numret, som det skrevs"), PERSONAL_NUMBER
    ] = None
    home_page: Annotated[str | None, about(en="Its pages on the web", sv="Dess sidor på webben"), Length(0, 60)] = None
    switch_phone: Annotated[str | None, about(en="The switchboard", sv="Växeln"), _PHONE] = None


@model("Contact_ContactCollection", en="The contacts of one customer", sv="En kunds kontakter")
class ContactCollection(Model, kw_only=True):
    customer_id: Annotated[str, about(en="Whose contacts they are", sv="Vems kontakter det är")]
    persons: Annotated[list[CollectedPerson], about(en="The people", sv="Människorna")]
    estates: Annotated[list[CollectedEstate], about(en="Estates of the deceased", sv="Dödsbona")]
    companies: Annotated[list[CollectedCompany], about(en="The firms", sv="Företagen")]


class _Synced(Model, kw_only=True):
    """That a contact is there."""

    contact_id: Annotated[str, about(en="Which contact it is", sv="Vilken kontakt det är"), Length(0, 40)]
    date_changed: Annotated[Moment, about(en="When it was last changed", sv="När den senast ändrades")]


@model("Contact_PersonForSyncList", en="That a person is there", sv="Att en person finns")
class SyncedPerson(_Synced, kw_only=True):
    pass


@model("Contact_CompanyForSyncList", en="That a company is there", sv="Att ett företag finns")
class SyncedCompany(_Synced, kw_only=True):
    pass


@model("Contact_EstateForSyncList", en="That the estate of a deceased is there", sv="Att ett dödsbo finns")
class SyncedEstate(_Synced, kw_only=True):
    pass


@model("Contact_ContactCollectionForSyncList", en="Which contacts one customer has", sv="Vilka kontakter en kund har")
class SyncedCollection(Model, kw_only=True):
    customer_id: Annotated[str, about(en="Whose contacts they are", sv="Vems kontakter det är")]
    persons: Annotated[list[SyncedPerson], about(en="The people", sv="Människorna")]
    companies: Annotated[list[SyncedCompany], about(en="The firms", sv="Företagen")]
    estates: Annotated[list[SyncedEstate], about(en="Estates of the deceased", sv="Dödsbona")]


GET_CONTACTS = operation(
    "POST",
    "Contacts/GetContacts",
    group=FunctionGroup.CRM,
    en="The contacts that the criteria fit, with all that is kept of them, customer by customer",
    sv="Kontakterna som villkoren passar på, med allt som är sparat om dem, kund för kund",
    request=ContactCriteria,
    response=list[ContactCollection],
)

GET_SYNC_LIST = operation(
    "POST",
    "Contacts/GetContactsSyncList",
    group=FunctionGroup.CRM,
    en="Which contacts the criteria fit, and when each was last changed, customer by customer",
    sv="Vilka kontakter villkoren passar på, och när var och en senast ändrades, kund för kund",
    request=ContactCriteria,
    response=list[SyncedCollection],
)

"""Offices and their groups as the world sees them."""

from __future__ import annotations

from typing import Annotated

from farstu.areas.office.advertising import ADVERTISED_OFFICE, ADVERTISED_OFFICES
from farstu.contract.fields import Wire, about
from farstu.contract.model import Model, model
from farstu.contract.moment import Moment
from farstu.contract.operation import FunctionGroup, operation
from farstu.contract.parameters import text
from farstu.records.models import Coordinate

__all__ = ["ADVERTISED_OFFICE", "ADVERTISED_OFFICES", "FIND_OFFICES", "OFFICE_GROUPS"]


@model("Office_Chain", en="The chain that an office is of", sv="Kedjan som ett kontor hör till")
class Chain(Model, kw_only=True):
    id: Annotated[str | None, about(en="Which chain it is", sv="Vilken kedja det är")]
    name: Annotated[str | None, about(en="What the chain is called", sv="Vad kedjan heter")]


@model("Office_Group", en="A group that an office is in", sv="En grupp som ett kontor är med i")
class Group(Model, kw_only=True):
    id: Annotated[str | None, about(en="Which group it is", sv="Vilken grupp det är")]
    name: Annotated[str | None, about(en="What the group is called", sv="Vad gruppen heter")]


@model("Office_Office", en="An office, with what is kept of it", sv="Ett kontor, med det som sparas om det")
class Office(Model, kw_only=True):
    archived: Annotated[bool, about(en="Whether it has been put away", sv="Om det är undanlagt")]
    customer_id: Annotated[str | None, about(en="The customer that it is of", sv="Kunden som det hör till")]
    office_id: Annotated[str | None, about(en="Which office it is", sv="Vilket kontor det är")]
    name: Annotated[str | None, about(en="What the office is called", sv="Vad kontoret heter")]
    customer_name: Annotated[str | None, about(en="What the customer is called", sv="Vad kunden heter")]
    legal_customer_name: Annotated[
        str | None, about(en="The name of the company behind it", sv="Namnet på företaget bakom")
    ]
    address: Annotated[str | None, about(en="Street and number", sv="Gata och nummer")]
    postal_address: Annotated[str | None, about(en="Where post goes, if elsewhere", sv="Dit posten går, om annanstans")]
    zip_code: Annotated[str | None, about(en="Postcode", sv="Postnummer")]
    city: Annotated[str | None, about(en="Post town", sv="Postort")]
    telephone: Annotated[str | None, about(en="The switchboard", sv="Växeln")]
    company_place: Annotated[str | None, about(en="Where the company has its seat", sv="Var företaget har sitt säte")]
    email_address: Annotated[str | None, about(en="Where to write to", sv="Dit man skriver")]
    home_page: Annotated[str | None, about(en="The address of its web site", sv="Adressen till webbplatsen")]
    description: Annotated[str | None, about(en="A few words about the office", sv="Några ord om kontoret")]
    corporate_number: Annotated[
        str | None, about(en="The company's registration number", sv="Företagets organisationsnummer")
    ]
    bankgiro: Annotated[str | None, about(en="Account number at Bankgirot", sv="Kontonummer hos Bankgirot")]
    postalgiro: Annotated[str | None, about(en="Account number at PlusGirot", sv="Kontonummer hos PlusGirot")]
    vat: Annotated[str | None, about(en="VAT registration number", sv="Momsregistreringsnummer"), Wire("VAT")]
    tax_certificate: Annotated[
        str | None, about(en="What is known of its approval for tax", sv="Vad man vet om dess godkännande för skatt")
    ]
    coordinate: Annotated[Coordinate | None, about(en="Where it lies", sv="Var det ligger")]
    region: Annotated[int | None, about(en="The number of its region", sv="Numret på dess region")]
    office_number: Annotated[int | None, about(en="Its number within the chain", sv="Dess nummer inom kedjan")]
    office_name: Annotated[
        str | None, about(en="Its name once more, as the chain uses it", sv="Namnet en gång till, som kedjan använder")
    ]
    chain: Annotated[Chain | None, about(en="Which chain it is of, if any", sv="Vilken kedja det hör till, om någon")]
    date_changed: Annotated[Moment, about(en="When something of it last changed", sv="När något sist ändrades")]
    primary_lead_receiver_id: Annotated[
        str | None, about(en="The user who takes its leads first", sv="Användaren som tar emot dess leads först")
    ]
    sub_office: Annotated[bool, about(en="Whether it is part of another one", sv="Om det är en del av ett annat")]
    groups: Annotated[list[Group], about(en="The office groups it is in", sv="Kontorsgrupperna som det är med i")]


FIND_OFFICES = operation(
    "GET",
    "Office/GetOffice",
    group=FunctionGroup.CRM,
    en="The offices of a customer, by their ids; one of them, or those of one group",
    sv="Kundens kontor, efter id; ett av dem, eller de som är med i en grupp",
    query=(
        text("OfficeId", en="Only this office", sv="Bara det här kontoret", required=False),
        text("CustomerId", en="The customer whose offices they are", sv="Kunden vars kontor det är"),
        text("GroupId", en="Only those in this office group", sv="Bara de som är med i gruppen", required=False),
    ),
    response=list[Office],
)


@model("CRM_Office", en="An office that is in a group", sv="Ett kontor som är med i en grupp")
class GroupedOffice(Model, kw_only=True):
    id: Annotated[str | None, about(en="Which office it is", sv="Vilket kontor det är")]


@model("CRM_OfficeGroup", en="Several offices under one name", sv="Flera kontor under ett namn")
class OfficeGroup(Model, kw_only=True):
    id: Annotated[str | None, about(en="Which group it is", sv="Vilken grupp det är")]
    name: Annotated[str | None, about(en="What the group is called", sv="Vad gruppen heter")]
    offices: Annotated[list[GroupedOffice], about(en="Those that are in it", sv="De som är med")]


OFFICE_GROUPS = operation(
    "GET",
    "CRM/Officegroups/{customerId}",
    group=FunctionGroup.CRM,
    en="The office groups of a customer, by their ids",
    sv="Kundens kontorsgrupper, efter id",
    parameters=(text("customerId", en="The customer who has the groups", sv="Kunden som har grupperna"),),
    response=list[OfficeGroup],
)

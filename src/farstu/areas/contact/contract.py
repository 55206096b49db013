"""What contacts have to do with homes, as the world sees it: their leads, and the homes that they may buy."""

from __future__ import annotations

from typing import Annotated

from farstu.contract.enums import ContractEnum, enum, member
from farstu.contract.fields import about
from farstu.contract.model import Model, model
from farstu.contract.moment import Moment
from farstu.contract.operation import FunctionGroup, operation
from farstu.contract.origin import ASSUMED
from farstu.contract.parameters import text, truth
from farstu.records.homes import EstateTypeCriteria, InterestLevel


@enum("Crm_CrmLeadType")
class CrmLeadType(ContractEnum):
    """What a lead is about."""

    Object = member(0, en="About a home", sv="Om en bostad")
    Contact = member(1, en="About the contact alone", sv="Bara om kontakten")
    Log = member(2, en="Noted by hand; none is kept yet", sv="Noterad för hand; sparas inte än")
    Outgoing = member(3, en="Passed on to others; none is kept yet", sv="Skickad vidare; sparas inte än")


@model("Crm_CrmLead", en="One lead of a contact", sv="Ett lead från en kontakt")
class CrmLead(Model, kw_only=True):
    id: Annotated[str, about(en="Which lead it is", sv="Vilket lead det är")]
    created_at: Annotated[Moment, about(en="When it came in", sv="När det kom in")]
    lead_type: Annotated[CrmLeadType, about(en="What it is about", sv="Vad det handlar om")] = CrmLeadType.Object
    lead_type_id: Annotated[
        str | None,
        about(
            en="The id of what it is about: of the home, else of the contact",
            sv="Id:t för det som det handlar om: bostadens, annars kontaktens",
        ),
        ASSUMED,
    ]


@model(
    "Crm_CrmContactLead",
    en="A contact with its leads, the newest first",
    sv="En kontakt med sina leads, det nyaste först",
)
class CrmContactLead(Model, kw_only=True):
    contact_id: Annotated[str, about(en="Whose leads they are", sv="Vems leads det är")]
    leads: Annotated[list[CrmLead], about(en="Those that were asked for", sv="De som efterfrågades")]


@model(
    "Crm_CrmSpeculatorRelation",
    en="A home that the contact may buy",
    sv="En bostad som kontakten kan komma att köpa",
)
class CrmSpeculatorRelation(Model, kw_only=True):
    estate_id: Annotated[str, about(en="Which home it is", sv="Vilken bostad det är")]
    estate_type: Annotated[EstateTypeCriteria, about(en="The kind of home", sv="Bostadens typ")] = (
        EstateTypeCriteria.House
    )
    level: Annotated[InterestLevel | None, about(en="How far it has come", sv="Hur långt det har kommit")]


@model(
    "Crm_CrmSpeculatorContact",
    en="A contact with the homes that it may buy",
    sv="En kontakt med bostäderna som den kan komma att köpa",
)
class CrmSpeculatorContact(Model, kw_only=True):
    id: Annotated[str, about(en="Which contact it is", sv="Vilken kontakt det är")]
    speculator_on: Annotated[
        list[CrmSpeculatorRelation], about(en="The homes, by their ids", sv="Bostäderna, efter sina id:n")
    ]


_CUSTOMER = text("customerId", en="The customer that the contact is of", sv="Kunden som har kontakten")
_CONTACT = text("contactId", en="The contact to ask about", sv="Kontakten att fråga om")

LIST_LEADS = operation(
    "GET",
    "CRM/Contact/{customerId}/{contactId}/{objectLeadType}/{contactLeadType}/{logLeadType}/{outgoingLeadType}/Lead",
    group=FunctionGroup.CRM,
    en="The leads of one contact; four truth values pick the kinds",
    sv="Leads från en kontakt; fyra sanningsvärden väljer slagen",
    parameters=(
        _CUSTOMER,
        _CONTACT,
        truth("objectLeadType", en="Those about homes", sv="De som handlar om bostäder"),
        truth("contactLeadType", en="Those about the contact alone", sv="De som bara handlar om kontakten"),
        truth("logLeadType", en="Those noted by hand", sv="De som noterats för hand"),
        truth("outgoingLeadType", en="Those passed on to others", sv="De som skickats vidare"),
    ),
    response=CrmContactLead,
)

READ_SPECULATOR = operation(
    "GET",
    "CRM/Contact/{customerId}/Speculator/{contactId}",
    group=FunctionGroup.CRM,
    en="The homes that a contact may buy",
    sv="Bostäderna som en kontakt kan komma att köpa",
    parameters=(_CUSTOMER, _CONTACT),
    response=CrmSpeculatorContact,
)

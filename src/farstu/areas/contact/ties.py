"""What contacts are to each other and to homes, and what they have ordered, as the world sees it."""

from __future__ import annotations

from typing import Annotated

from farstu.contract.enums import ContractEnum, enum, member
from farstu.contract.fields import about
from farstu.contract.model import Model, model
from farstu.contract.moment import Moment
from farstu.contract.operation import FunctionGroup, operation
from farstu.contract.parameters import text
from farstu.records.homes import EstateTypeCriteria

_PARAMETERS = (
    text("customerId", en="The customer that the contact is of", sv="Kunden som har kontakten"),
    text("contactId", en="The contact to ask about", sv="Kontakten att fråga om"),
)
_ESTATE = about(en="Which home it is", sv="Vilken bostad det är")
_SINCE = about(en="Since when", sv="Sedan när")


@enum("Enum_EstatePartyRelationType")
class PartyRole(ContractEnum):
    """What somebody beside a party is."""

    ExtraPartyContactPerson = member(1, en="Whom to talk to", sv="Den man talar med")
    EstateParty = member(2, en="Has a share in an estate", sv="Delägare i ett dödsbo")
    CompanySignatory = member(3, en="Signs for a company", sv="Tecknar ett företags firma")
    CompanyContactPerson = member(4, en="Whom to talk to at a company", sv="Den man talar med på ett företag")
    PowerOfAttorney = member(5, en="Has a power of attorney", sv="Har en fullmakt")
    Guardian = member(6, en="Acts for a minor", sv="Förmyndare")
    LimitedGuardian = member(7, en="Acts in some matters", sv="God man")
    Representative = member(8, en="Acts for a party", sv="Ombud")
    ExecutorUnderTheWill = member(9, en="Sees to a will", sv="Testamentsexekutor")
    EstateAdministrator = member(10, en="Administers an estate", sv="Boutredningsman")


@model("Crm_EstateParty", en="A home that a contact is a party of", sv="En bostad som en kontakt är part i")
class EstateParty(Model, kw_only=True):
    estate_id: Annotated[str, _ESTATE]
    role_created_at: Annotated[Moment, _SINCE]


@model(
    "Crm_EstateExtraParty", en="A home with the contact beside a party", sv="En bostad med kontakten bredvid en part"
)
class EstateExtraParty(Model, kw_only=True):
    estate_id: Annotated[str, _ESTATE]
    role_created_at: Annotated[Moment, _SINCE]
    party_role: Annotated[PartyRole | None, about(en="What the contact is there", sv="Vad kontakten är där")]
    contact_id: Annotated[
        str | None, about(en="The party; null: all of that side", sv="Parten; null: alla på den sidan")
    ]


@model("Crm_ContactPartyRoles", en="What a contact is in sales and leases", sv="Vad en kontakt är i köp och hyra")
class ContactPartyRoles(Model, kw_only=True):
    buyer: Annotated[list[EstateParty], about(en="Homes bought", sv="Bostäder som köps")]
    extra_buyer: Annotated[list[EstateExtraParty], about(en="Beside those who buy", sv="Bredvid dem som köper")]
    seller: Annotated[list[EstateParty], about(en="Homes sold", sv="Bostäder som säljs")]
    extra_seller: Annotated[list[EstateExtraParty], about(en="Beside those who sell", sv="Bredvid dem som säljer")]
    tenant: Annotated[list[EstateParty], about(en="Premises rented", sv="Lokaler som hyrs")]
    extra_tenant: Annotated[list[EstateExtraParty], about(en="Beside those who rent", sv="Bredvid dem som hyr")]
    owner: Annotated[list[EstateParty], about(en="Premises owned", sv="Lokaler som ägs")]
    extra_owner: Annotated[list[EstateExtraParty], about(en="Beside those who own", sv="Bredvid dem som äger")]


READ_PARTY_ROLES = operation(
    "GET",
    "CRM/Contact/{customerId}/{contactId}/PartyRoles",
    group=FunctionGroup.CRM,
    en="What a contact is in every sale and lease",
    sv="Vad en kontakt är i varje köp och hyra",
    parameters=_PARAMETERS,
    response=ContactPartyRoles,
)


@enum("Crm_RelatedContactType")
class RelatedContactType(ContractEnum):
    """What one contact is to another."""

    Unknown = member(0, en="Something; nobody has said what", sv="Något; ingen har sagt vad")
    AuthorizedSignatory = member(1, en="Signs for it", sv="Firmatecknare")
    Contact = member(2, en="Whom to talk to", sv="Kontaktperson")
    Decedent = member(3, en="Whose estate it is", sv="Den avlidne")


@model("Crm_Relation", en="A contact that another has to do with", sv="En kontakt som en annan har att göra med")
class Relation(Model, kw_only=True):
    id: Annotated[str, about(en="The other contact", sv="Den andra kontakten")]
    name: Annotated[str | None, about(en="What the other is called", sv="Vad den andra heter")]
    type: Annotated[RelatedContactType, about(en="What the other is", sv="Vad den andra är")] = (
        RelatedContactType.Unknown
    )


LIST_RELATIONS = operation(
    "GET",
    "CRM/Contact/{customerId}/{contactId}/Relations",
    group=FunctionGroup.CRM,
    en="The contacts that a contact has to do with, by id",
    sv="Kontakterna som en kontakt har att göra med, efter id",
    parameters=_PARAMETERS,
    response=list[Relation],
)


@model("Crm_CrmBuyerRelation", en="A home that a contact buys", sv="En bostad som en kontakt köper")
class BuyerRelation(Model, kw_only=True):
    estate_id: Annotated[str, _ESTATE]
    estate_type: Annotated[EstateTypeCriteria, about(en="The kind of home", sv="Bostadens typ")] = (
        EstateTypeCriteria.House
    )


@model("Crm_CrmBuyerContact", en="A contact with the homes that it buys", sv="En kontakt med bostäderna som den köper")
class BuyerContact(Model, kw_only=True):
    id: Annotated[str, about(en="Which contact it is", sv="Vilken kontakt det är")]
    buyer_on: Annotated[list[BuyerRelation], about(en="The homes, by their ids", sv="Bostäderna, efter sina id:n")]


READ_BUYER = operation(
    "GET",
    "CRM/Contact/{customerId}/Buyer/{contactId}",
    group=FunctionGroup.CRM,
    en="The homes that a contact buys or has bought",
    sv="Bostäderna som en kontakt köper eller har köpt",
    parameters=_PARAMETERS,
    response=BuyerContact,
)


@model("Crm_CrmEndPriceOrder", en="An order of final prices around", sv="En beställning av slutpriser i närheten")
class EndPriceOrder(Model, kw_only=True):
    id: Annotated[str, about(en="Which order it is", sv="Vilken beställning det är")]
    created_at: Annotated[Moment, about(en="When it was made", sv="När den gjordes")]
    start_date: Annotated[Moment, about(en="From when it counts", sv="Från när den gäller")]


@model("Crm_CrmContactEndPrice", en="A contact with its orders of prices", sv="En kontakt med sina prisbeställningar")
class ContactEndPrice(Model, kw_only=True):
    contact_id: Annotated[str, about(en="Who has ordered", sv="Vem som har beställt")]
    orders: Annotated[list[EndPriceOrder], about(en="The orders, the oldest first", sv="Beställningarna, äldst först")]


LIST_END_PRICE_ORDERS = operation(
    "GET",
    "CRM/Contact/{customerId}/{contactId}/Order/EndPrice",
    group=FunctionGroup.CRM,
    en="A contact's orders to be told what homes around are sold for",
    sv="En kontakts beställningar av slutpriser i närheten",
    parameters=_PARAMETERS,
    response=ContactEndPrice,
)

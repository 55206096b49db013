"""What a contact becomes on a home, and the homes that a contact has bought, as the world sees them."""

from __future__ import annotations

from typing import Annotated

from farstu.contract.enums import ContractEnum, enum, member
from farstu.contract.fields import Shown, about
from farstu.contract.model import Model, model
from farstu.contract.operation import FunctionGroup, operation
from farstu.contract.parameters import text


@enum("Speculator_Status")
class SpeculatorStatus(ContractEnum):
    """How far a contact has come towards a home."""

    JoinedBidding = member(0, en="Takes part in the bidding", sv="Deltar i budgivningen")
    VeryInterested = member(1, en="Very much wants to buy", sv="Vill mycket gärna köpa")
    BeenOnShowing = member(2, en="Has been at a viewing", sv="Har varit på visning")
    Interested = member(3, en="Wants to buy", sv="Vill köpa")
    Assigned = member(4, en="On the list, nothing more is known", sv="Med på listan, mer vet man inte")
    NotInterested = member(5, en="Does not want to buy", sv="Vill inte köpa")
    FollowingBidding = member(6, en="Follows the bidding", sv="Följer budgivningen")


@model("Speculator_SpeculatorRelation", en="What a contact becomes on a home", sv="Vad en kontakt blir på en bostad")
class SpeculatorRelation(Model, kw_only=True):
    note: Annotated[
        str | None,
        about(en="A few words; left out: what is kept stands", sv="Några ord; utelämnat: det som är sparat står kvar"),
    ] = None
    status: Annotated[
        SpeculatorStatus,
        about(en="How far it has come", sv="Hur långt det har kommit"),
        Shown(SpeculatorStatus.Interested),
    ] = SpeculatorStatus.JoinedBidding


_CUSTOMER = text("customerId", en="The customer that the contact is of", sv="Kunden som har kontakten")
_CONTACT = text("contactId", en="The contact that it is about", sv="Kontakten som det gäller")
SET_SPECULATOR = operation(
    "PUT",
    "CRM/Speculator/{customerId}/{contactId}/Estate/{estateId}",
    group=FunctionGroup.CRM,
    en="Puts a contact on a home, or changes how far it has come there",
    sv="Sätter en kontakt på en bostad, eller ändrar hur långt den har kommit där",
    parameters=(_CUSTOMER, _CONTACT, text("estateId", en="The home it may buy", sv="Bostaden som den kan köpa")),
    request=SpeculatorRelation,
    body_name="relation",
)


@model("Buyer_Bank", en="The bank of a buyer", sv="En köpares bank")
class Bank(Model, kw_only=True):
    name: Annotated[str | None, about(en="What the bank is called", sv="Vad banken heter")]
    clearing_number: Annotated[str | None, about(en="Which of its branches", sv="Vilket av dess kontor")]
    account_number: Annotated[str | None, about(en="The account there", sv="Kontot där")]


@model("Buyer_InsuranceCompany", en="Where a buyer is insured", sv="Där en köpare är försäkrad")
class InsuranceCompany(Model, kw_only=True):
    name: Annotated[str | None, about(en="What the company is called", sv="Vad bolaget heter")]


@model("Buyer_BuyerEconomy", en="How a buyer pays", sv="Hur en köpare betalar")
class BuyerEconomy(Model, kw_only=True):
    bank: Annotated[Bank | None, about(en="From where the money comes", sv="Varifrån pengarna kommer")]
    insurance_company: Annotated[
        InsuranceCompany | None, about(en="Who insures the home", sv="Vem som försäkrar bostaden")
    ]


READ_ECONOMY = operation(
    "GET",
    "CRM/Buyer/{customerId}/{contactId}/Estate/{estateId}/Economy",
    group=FunctionGroup.CRM,
    en="How a contact pays for a home; nulls where it has not bought it",
    sv="Hur en kontakt betalar en bostad; null om den inte har köpt den",
    parameters=(_CUSTOMER, _CONTACT, text("estateId", en="The home that is paid", sv="Bostaden som betalas")),
    response=BuyerEconomy,
)

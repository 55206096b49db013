"""The kinds of homes, and how far somebody has come towards one, as several areas call them."""

from __future__ import annotations

from farstu.contract.enums import ContractEnum, enum, member
from farstu.records.estates import FLAT


@enum("Enum_EstateTypeCriteria")
class EstateTypeCriteria(ContractEnum):
    """What kind of home it is."""

    House = member(0, en="A house", sv="Villa")
    HousingCooperative = member(1, en="A flat in a housing cooperative", sv="Bostadsrätt")
    Cottage = member(2, en="A holiday home", sv="Fritidshus")
    Plot = member(3, en="A plot of land", sv="Tomt")
    Project = member(4, en="A building project", sv="Nyproduktion")
    Farm = member(5, en="A farm", sv="Gård")
    CommercialProperty = member(6, en="Commercial property", sv="Kommersiell fastighet")
    Condominium = member(7, en="A flat owned outright", sv="Ägarlägenhet")
    Foreignproperty = member(8, en="A home abroad", sv="Utlandsbostad")
    Premises = member(9, en="Premises", sv="Lokal")


@enum("Contact_InterestLevel")
class InterestLevel(ContractEnum):
    """How far a contact has come towards a home."""

    Reserved = member(40, en="Has reserved it", sv="Har reserverat")
    Booked = member(50, en="Has booked it", sv="Har bokat")
    ParticipateInBidding = member(60, en="Takes part in the bidding", sv="Deltar i budgivningen")
    OnHoldInBidding = member(70, en="Waits in the bidding", sv="Avvaktar i budgivningen")
    FollowingBidding = member(75, en="Follows the bidding", sv="Följer budgivningen")
    VeryInterested = member(80, en="Very much wants to buy", sv="Vill mycket gärna köpa")
    BeenAtOrComingToViewing = member(
        90, en="Has been at a viewing or will come", sv="Har varit på visning eller kommer"
    )
    Interested = member(100, en="Wants to buy", sv="Vill köpa")
    Assigned = member(110, en="On the list, nothing more is known", sv="Med på listan, mer vet man inte")
    NotInterested = member(200, en="Does not want to buy", sv="Vill inte köpa")
    Archived = member(300, en="Put away", sv="Undanlagd")


@enum("Models_EstateType")
class EstateType(ContractEnum):
    """What kind of home it is, as the older part of the contract calls it."""

    House = member(0, en="A detached house", sv="Villa")
    RowHouse = member(1, en="A terraced house", sv="Radhus")
    HousingCooperative = member(2, en="A flat in a housing cooperative", sv="Bostadsrätt")
    Cottage = member(3, en="A holiday home", sv="Fritidshus")
    Plot = member(4, en="A plot of land", sv="Tomt")
    AgricultureProperty = member(5, en="A farm", sv="Gård")
    Tenancy = member(6, en="A rented flat", sv="Hyresrätt")
    OtherHousing = member(7, en="Another kind of home", sv="Ett annat slags bostad")
    CommercialProperty = member(8, en="Commercial property", sv="Kommersiell fastighet")
    Condominium = member(9, en="A flat owned outright", sv="Ägarlägenhet")


def estate_type(kind: str) -> EstateTypeCriteria:
    """Of an estate's kind."""
    return EstateTypeCriteria.HousingCooperative if kind == FLAT else EstateTypeCriteria[kind]


def older_estate_type(kind: str) -> EstateType:
    """The same in the older part of the contract."""
    return EstateType.HousingCooperative if kind == FLAT else EstateType[kind]

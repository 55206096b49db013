"""Homes as they are advertised, one by one and in lists."""

from __future__ import annotations

from typing import Annotated

from farstu.areas.estate import parts, unread
from farstu.contract.enums import ContractEnum, enum, member
from farstu.contract.fields import Items, Shown, about
from farstu.contract.model import Model, model
from farstu.contract.moment import Moment
from farstu.contract.operation import FunctionGroup, operation
from farstu.contract.origin import ASSUMED
from farstu.contract.parameters import choices, text
from farstu.records.paging import CHANGED, PAGED, Count, Index, TotalRowCount
from farstu.records.shapes import AdvertisingImage, IdName
from farstu.records.users import AdvertisingUser


@enum("Api_EstateStatusFlags", flags=True)
class EstateStatus(ContractEnum):
    """How far the sale of a home has come. Several may be asked for at once."""

    Undefined = member(0, en="Whatever the status", sv="Oavsett status")
    AssignmentAttempt = member(1, en="The agent hopes for it", sv="Mäklaren hoppas på den")
    AssignmentAccepted = member(2, en="The agent has been engaged", sv="Mäklaren är anlitad")
    ForSale = member(4, en="On the market", sv="Till salu")
    Sold = member(8, en="It has been sold", sv="Såld")
    Resting = member(16, en="The sale rests", sv="Försäljningen vilar")
    NoAssignment = member(32, en="Nobody engaged the agent", sv="Ingen anlitade mäklaren")
    AssignmentWithdrawn = member(64, en="The seller took it back", sv="Säljaren tog tillbaka den")
    ReservedNotForSale = member(128, en="Set aside, not to be sold now", sv="Reserverad, säljs inte nu")
    NotForSale = member(256, en="Not on the market", sv="Inte till salu")
    SoldReferenceObject = member(512, en="Sold, shown as an example", sv="Såld, visas som exempel")
    Coming = member(1024, en="It will come", sv="Kommande")
    Advantage = member(2048, en="Offered to some in advance", sv="Erbjuds några i förväg")
    Booked = member(4096, en="Somebody has booked it", sv="Någon har bokat den")
    SoonForSale = member(8192, en="On the market before long", sv="Snart till salu")
    ReadyForRent = member(16384, en="May be let at once", sv="Kan hyras ut genast")
    TentativelyRented = member(32768, en="Let, if all goes well", sv="Uthyrd, om allt går väl")
    Rented = member(65536, en="It has been let", sv="Uthyrd")
    AppointedAdmission = member(131072, en="The day of moving in is set", sv="Inflyttningen är bestämd")


@enum("Api_EstateClassTypeFlags", flags=True)
class EstateClassType(ContractEnum):
    """What kind of home it is. Several may be asked for at once."""

    Undefined = member(0, en="Whatever the kind", sv="Oavsett slag")
    House = member(1, en="A house", sv="Villa")
    Cottage = member(2, en="A holiday home", sv="Fritidshus")
    HousingCooperative = member(4, en="A flat in a housing cooperative", sv="Bostadsrätt")
    Condominium = member(8, en="A flat owned outright", sv="Ägarlägenhet")
    Farm = member(16, en="A farm", sv="Gård")
    Plot = member(32, en="A plot of land", sv="Tomt")
    CommercialProperty = member(64, en="Business property", sv="Kommersiell fastighet")
    Premises = member(128, en="Rooms to let", sv="Lokal")
    ForeignProperty = member(256, en="A home abroad", sv="Utlandsbostad")


@model("Advertising_AdvertisingEstateListRow", en="A home in a list", sv="En bostad i en lista")
class EstateListRow(Model, kw_only=True):
    id: Annotated[str | None, about(en="Which home it is", sv="Vilken bostad det är")]
    customer_id: Annotated[str | None, about(en="The customer who sells it", sv="Kunden som säljer den")]
    changed_at: Annotated[Moment, about(en="When something of it last changed", sv="När något sist ändrades")]


@model(
    "Models_PageOfAdvertising_AdvertisingEstateListRow",
    en="A page of the list of homes",
    sv="En sida ur listan över bostäder",
)
class EstatePage(Model, kw_only=True):
    index: Index
    count: Count
    total_row_count: TotalRowCount
    rows: Annotated[list[EstateListRow], about(en="The homes on it", sv="Bostäderna på sidan")]


@model(
    "Advertising_AdvertisingEstateExtensions",
    en="What is only answered when `extend` asks for it",
    sv="Det som bara svaras när `extend` ber om det",
)
class Extensions(Model, kw_only=True):
    housing_cooperative: Annotated[unread.HousingCooperative | None, about(en="Of a flat", sv="Om en bostadsrätt")] = (
        None
    )
    condominium: Annotated[unread.Condominium | None, about(en="Of a flat owned outright", sv="Om en ägarlägenhet")] = (
        None
    )
    foreign_property: Annotated[
        unread.ForeignProperty | None, about(en="Of a home abroad", sv="Om en utlandsbostad")
    ] = None
    farm: Annotated[unread.Farm | None, about(en="Of a rural estate", sv="Om en gård")] = None
    commercial_property: Annotated[
        unread.CommercialProperty | None, about(en="Of business property", sv="Om affärsfastigheter")
    ] = None
    premises: Annotated[unread.Premises | None, about(en="Of rooms to let", sv="Om en lokal")] = None
    primary_agent: Annotated[AdvertisingUser | None, about(en="Who sells it", sv="Vem som säljer den")] = None
    secondary_agent: Annotated[AdvertisingUser | None, about(en="Who helps to sell it", sv="Vem som hjälper till")] = (
        None
    )


@model("Advertising_AdvertisingEstate", en="A home with all that is advertised", sv="En bostad med allt som annonseras")
class AdvertisingEstate(Model, kw_only=True):
    id: Annotated[str | None, about(en="Which home it is", sv="Vilken bostad det är")] = None
    reference_id: Annotated[str | None, about(en="What the agent calls it", sv="Vad mäklaren kallar den")] = None
    status: Annotated[IdName | None, about(en="How far its sale has come", sv="Hur långt försäljningen har kommit")] = (
        None
    )
    office: Annotated[parts.OfficeReference | None, about(en="Who has it for sale", sv="Vem som har den till salu")] = (
        None
    )
    primary_agent_id: Annotated[str | None, about(en="The user who sells it", sv="Användaren som säljer den")] = None
    secondary_agent_id: Annotated[str | None, about(en="The user who helps", sv="Användaren som hjälper till")] = None
    project_id: Annotated[str | None, about(en="The project it is part of", sv="Projektet som den ingår i")] = None
    address: Annotated[parts.AdvertisingAddress | None, about(en="Where it lies", sv="Var den ligger")] = None
    sale: Annotated[parts.AdvertisingSale | None, about(en="What is said of it", sv="Vad som sägs om den")] = None
    surroundings: Annotated[
        parts.Surroundings | None, about(en="What there is around it", sv="Vad som finns runt den")
    ] = None
    changed_at: Annotated[Moment, about(en="When something of it last changed", sv="När något sist ändrades")]
    files: Annotated[
        list[parts.AdvertisingFile] | None, about(en="Documents; none is kept yet", sv="Dokument; inga sparas än")
    ] = None
    viewings: Annotated[list[parts.AdvertisingViewing] | None, about(en="When it is shown", sv="När den visas")] = None
    images: Annotated[
        list[AdvertisingImage] | None, about(en="Pictures; none is kept yet", sv="Bilder; inga sparas än")
    ] = None
    links: Annotated[list[parts.AdvertisingLink] | None, about(en="Where to read on", sv="Var man läser vidare")] = None
    type: Annotated[IdName | None, about(en="What kind of home it is", sv="Vilket slags bostad det är")] = None
    subtype: Annotated[IdName | None, about(en="The kind more exactly", sv="Slaget närmare bestämt")] = None
    tenure: Annotated[IdName | None, about(en="How one owns it", sv="Hur man äger den")] = None
    tags: Annotated[list[parts.EstateTag] | None, about(en="Words that sort it", sv="Ord som sorterar den")] = None
    buildings: Annotated[list[parts.Building] | None, about(en="Building by building", sv="Byggnad för byggnad")] = None
    exterior: Annotated[parts.Exterior | None, about(en="What there is outside", sv="Vad som finns utomhus")] = None
    taxation: Annotated[parts.Taxation | None, about(en="How it is assessed", sv="Hur den är taxerad")] = None
    fees: Annotated[
        parts.Fees | None, about(en="What is paid again and again", sv="Det som betalas om och om igen")
    ] = None
    price: Annotated[parts.Price | None, about(en="What it costs", sv="Vad den kostar")] = None
    electricity: Annotated[
        parts.Electricity | None, about(en="Where its power comes from", sv="Varifrån strömmen kommer")
    ] = None
    bidding: Annotated[parts.Bidding | None, about(en="How the bidding goes", sv="Hur budgivningen går")] = None
    marketing: Annotated[parts.Marketing | None, about(en="How it is advertised", sv="Hur den annonseras")] = None
    pledges: Annotated[list[parts.Pledge] | None, about(en="The mortgages on it", sv="Panterna i den")] = None
    enrollments: Annotated[parts.Enrollments | None, about(en="What the register says", sv="Vad registret säger")] = (
        None
    )
    extensions: Annotated[Extensions | None, about(en="What `extend` asked for", sv="Det som `extend` bad om")] = None
    currency: Annotated[
        str | None, about(en="Of its prices, in three letters", sv="För dess priser, med tre bokstäver")
    ] = None
    inspection: Annotated[parts.Inspection | None, about(en="Whether it was inspected", sv="Om den är besiktigad")] = (
        None
    )
    expenses: Annotated[parts.Expenses | None, about(en="What it costs to keep", sv="Vad den kostar i drift")] = None


_EXAMPLE = Shown("PrimaryAgent+HousingCooperative")
ADVERTISED_ESTATES = operation(
    "GET",
    "Advertising/Estate/{customerId}",
    group=FunctionGroup.ADVERTISING,
    en="The homes of a customer, page by page, those first that changed first",
    sv="Kundens bostäder, sida för sida, de som ändrades först kommer först",
    parameters=(text("customerId", en="The customer who sells the homes", sv="Kunden som säljer bostäderna"),),
    query=(
        *CHANGED,
        choices(
            "Status",
            EstateStatus,
            en="Only those that have come so far",
            sv="Bara de som har kommit så långt",
            items=Items(len(EstateStatus), ASSUMED),
            required=False,
        ),
        choices(
            "Type",
            EstateClassType,
            en="Only those of this kind",
            sv="Bara de av det här slaget",
            items=Items(len(EstateClassType), ASSUMED),
            required=False,
        ),
        *PAGED,
    ),
    response=EstatePage,
)
ADVERTISED_ESTATE = operation(
    "GET",
    "Advertising/Estate/{customerId}/{estateId}",
    group=FunctionGroup.ADVERTISING,
    en="One home as it is advertised",
    sv="En bostad så som den annonseras",
    parameters=(
        text("customerId", en="The customer who sells the home", sv="Kunden som säljer bostaden"),
        text("estateId", en="The home to ask about", sv="Bostaden att fråga om"),
    ),
    query=(
        text(
            "extend",
            en="Extensions to answer too, joined with +: PrimaryAgent, SecondaryAgent, $estate, …",
            sv="Tillägg att svara också, sammanfogade med +: PrimaryAgent, SecondaryAgent, $estate, …",
            required=False,
            shown=_EXAMPLE,
        ),
    ),
    response=AdvertisingEstate,
)

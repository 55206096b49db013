"""The parts of a home as it is advertised: where it lies, how it is built, what it costs."""

from __future__ import annotations

from typing import Annotated

from farstu.areas.estate import unread
from farstu.contract.enums import ContractEnum, enum, member
from farstu.contract.fields import about
from farstu.contract.model import Model, model
from farstu.contract.moment import Moment
from farstu.contract.origin import ASSUMED
from farstu.records.shapes import IdName, Wgs84Coordinate, ZipCode


@model(
    "Advertising_AdvertisingOfficeReference", en="Which office sells a home", sv="Vilket kontor som säljer en bostad"
)
class OfficeReference(Model, kw_only=True):
    id: Annotated[str | None, about(en="Which office it is", sv="Vilket kontor det är")] = None
    customer_id: Annotated[str | None, about(en="The customer that it is of", sv="Kunden som det hör till")] = None


@model("Advertising_AdvertisingAddress", en="Where a home lies", sv="Var en bostad ligger")
class AdvertisingAddress(Model, kw_only=True):
    street_address: Annotated[str | None, about(en="Street and number", sv="Gata och nummer")] = None
    zip_code: Annotated[ZipCode | None, about(en="Postcode", sv="Postnummer")] = None
    postal_town: Annotated[str | None, about(en="The town of the postcode", sv="Orten som postnumret hör till")] = None
    area: Annotated[IdName | None, about(en="The part of the town", sv="Stadsdelen")] = None
    municipality: Annotated[str | None, about(en="The local authority", sv="Kommunen")] = None
    country_code: Annotated[str | None, about(en="The country, in two letters", sv="Landet, med två bokstäver")] = None
    county_municipality_code: Annotated[
        str | None, about(en="The authority's number, four digits", sv="Kommunens nummer, fyra siffror")
    ] = None
    wgs84_coordinate: Annotated[Wgs84Coordinate | None, about(en="Where exactly", sv="Exakt var")] = None
    directions: Annotated[str | None, about(en="How to get there", sv="Hur man hittar dit")] = None


@model("Advertising_AdvertisingSale", en="What is said to sell a home", sv="Det som sägs för att sälja en bostad")
class AdvertisingSale(Model, kw_only=True):
    short_description: Annotated[str | None, about(en="In a few lines", sv="På några rader")] = None
    description: Annotated[str | None, about(en="At length", sv="Utförligt")] = None
    phrase: Annotated[str | None, about(en="What catches the eye", sv="Det som fångar blicken")] = None
    heading: Annotated[str | None, about(en="What stands above it", sv="Det som står överst")] = None
    other_information: Annotated[str | None, about(en="What else to know", sv="Vad mer man bör veta")] = None
    possession_estimation: Annotated[
        str | None, about(en="When one may move in, in words", sv="När man får flytta in, i ord")
    ] = None
    possession_at: Annotated[Moment | None, about(en="When one may move in", sv="När man får flytta in")] = None
    contract_date: Annotated[Moment | None, about(en="When it was sold", sv="När den såldes")] = None
    assignment_date: Annotated[Moment | None, about(en="When the agent was engaged", sv="När mäklaren anlitades")] = (
        None
    )


@model("Advertising_AdvertisingSurroundings", en="What there is around a home", sv="Det som finns runt en bostad")
class Surroundings(Model, kw_only=True):
    service: Annotated[str | None, about(en="Shops, schools and the like", sv="Butiker, skolor och liknande")] = None
    communication: Annotated[str | None, about(en="Buses, trains, roads", sv="Bussar, tåg, vägar")] = None
    area: Annotated[str | None, about(en="About the part of the town", sv="Om stadsdelen")] = None
    parking: Annotated[str | None, about(en="Where to leave a car", sv="Var man ställer bilen")] = None
    other: Annotated[str | None, about(en="Anything else around it", sv="Annat runt omkring")] = None


@model(
    "Advertising_AdvertisingFile",
    en="A document on a home; none is kept yet",
    sv="Ett dokument om en bostad; inget sparas än",
)
class AdvertisingFile(Model, kw_only=True):
    id: Annotated[str | None, about(en="Which document it is", sv="Vilket dokument det är")] = None
    name: Annotated[str | None, about(en="What it is called", sv="Vad det heter")] = None
    extension: Annotated[str | None, about(en="How its file name ends", sv="Hur filnamnet slutar")] = None
    data_changed_at: Annotated[Moment | None, about(en="When it was changed", sv="När det ändrades")] = None


@model("Advertising_AdvertisingViewing", en="A viewing as advertised", sv="En visning så som den annonseras")
class AdvertisingViewing(Model, kw_only=True):
    id: Annotated[str | None, about(en="Which viewing it is", sv="Vilken visning det är")]
    starts_at: Annotated[
        Moment, about(en="When its first time slot begins", sv="När det första tidsintervallet börjar")
    ]
    ends_at: Annotated[Moment, about(en="When its last time slot ends", sv="När det sista tidsintervallet slutar")]
    comment: Annotated[str | None, about(en="What to know before coming", sv="Vad man bör veta innan man kommer")]
    is_digital: Annotated[bool, about(en="Whether it is held online", sv="Om den hålls på nätet")]
    is_self_registration_enabled: Annotated[
        bool, about(en="Whether one may book it oneself", sv="Om man får boka den själv")
    ]
    is_project_viewing: Annotated[bool, about(en="Whether a whole project is shown", sv="Om ett helt projekt visas")]


@model("Advertising_AdvertisingLink", en="A link on a home", sv="En länk om en bostad")
class AdvertisingLink(Model, kw_only=True):
    name: Annotated[str | None, about(en="What it is called", sv="Vad den heter")] = None
    category: Annotated[IdName | None, about(en="What kind of link it is", sv="Vilket slags länk det är")] = None
    url: Annotated[str | None, about(en="Its address", sv="Länkens adress")] = None


@model("Advertising_AdvertisingEstateTag", en="Words that sort homes", sv="Ord som sorterar bostäder")
class EstateTag(Model, kw_only=True):
    type: Annotated[IdName | None, about(en="What the words are about", sv="Vad orden handlar om")] = None
    names: Annotated[list[str] | None, about(en="The words", sv="Orden")] = None


@model("Advertising_AdvertisingElectricity", en="Where the electricity comes from", sv="Varifrån elen kommer")
class Electricity(Model, kw_only=True):
    company: Annotated[str | None, about(en="Who sells it", sv="Vem som säljer den")] = None
    distributor: Annotated[str | None, about(en="Whose grid it is", sv="Vems nät det är")] = None
    consumption: Annotated[float | None, about(en="kWh a year", sv="kWh per år")] = None


@model("Advertising_AdvertisingExteriorEntry", en="Something outside", sv="Något utomhus")
class ExteriorEntry(Model, kw_only=True):
    type: Annotated[IdName | None, about(en="What it is: a balcony, a pool, …", sv="Vad det är: balkong, pool, …")] = (
        None
    )
    is_available: Annotated[bool | None, about(en="Whether there is one", sv="Om det finns")] = None
    size: Annotated[float | None, about(en="Square metres", sv="Kvadratmeter")] = None
    description: Annotated[str | None, about(en="In words", sv="Med ord")] = None


@model("Advertising_AdvertisingBuilding", en="A building of a home", sv="En byggnad på en bostad")
class Building(Model, kw_only=True):
    name: Annotated[str | None, about(en="What it is called", sv="Vad den heter")] = None
    type: Annotated[str | None, about(en="What kind of building it is", sv="Vilket slags byggnad det är")] = None
    number_of_rooms: Annotated[float | None, about(en="How many rooms", sv="Hur många rum")] = None
    bedrooms: Annotated[unread.Bedrooms | None, about(en="Where one sleeps", sv="Där man sover")] = None
    number_of_bath_rooms: Annotated[float | None, about(en="How many rooms to wash in", sv="Hur många badrum")] = None
    description: Annotated[str | None, about(en="In words", sv="Med ord")] = None
    interior: Annotated[str | None, about(en="What it looks like inside", sv="Hur det ser ut inuti")] = None
    other_information: Annotated[str | None, about(en="What else to know", sv="Vad mer man bör veta")] = None
    year_built: Annotated[unread.Year | None, about(en="When it was built", sv="När den byggdes")] = None
    ventilation: Annotated[unread.Ventilation | None, about(en="How the air is changed", sv="Hur luften byts")] = None
    architecture: Annotated[list[unread.Architecture] | None, about(en="How it is built", sv="Hur den är byggd")] = None
    renovation: Annotated[unread.Renovation | None, about(en="What has been renewed", sv="Vad som förnyats")] = None
    elevator: Annotated[unread.Elevator | None, about(en="The lift", sv="Hissen")] = None
    floor: Annotated[unread.Floor | None, about(en="On which level", sv="På vilken våning")] = None
    services: Annotated[list[unread.Service] | None, about(en="What the house offers", sv="Vad huset erbjuder")] = None
    rooms: Annotated[list[unread.Room] | None, about(en="Each room by itself", sv="Rum för rum")] = None
    energy_declaration: Annotated[
        unread.EnergyDeclaration | None, about(en="What energy it takes", sv="Vilken energi den drar")
    ] = None
    plot: Annotated[unread.BuildingPlot | None, about(en="Its ground", sv="Dess mark")] = None
    exterior: Annotated[list[ExteriorEntry] | None, about(en="What there is outside", sv="Vad som finns utomhus")] = (
        None
    )
    expenses: Annotated[
        unread.BuildingExpenses | None, about(en="What it costs to keep", sv="Vad den kostar i drift")
    ] = None
    area: Annotated[unread.BuildingArea | None, about(en="How large it is", sv="Hur stor den är")] = None
    electricity: Annotated[
        Electricity | None, about(en="Where its power comes from", sv="Varifrån strömmen kommer")
    ] = None
    compiled_room_list: Annotated[str | None, about(en="All rooms in one text", sv="Alla rum i en text")] = None


@model("Advertising_AdvertisingExterior", en="What there is outside", sv="Det som finns utomhus")
class Exterior(Model, kw_only=True):
    buildings_description: Annotated[str | None, about(en="Of the other buildings", sv="Om de andra byggnaderna")] = (
        None
    )
    building_permission: Annotated[str | None, about(en="What may be built", sv="Vad som får byggas")] = None
    entries: Annotated[list[ExteriorEntry] | None, about(en="Each thing by itself", sv="Sak för sak")] = None
    plot: Annotated[unread.ExteriorPlot | None, about(en="The ground", sv="Marken")] = None


@model("Advertising_AdvertisingTaxation", en="How a home is assessed for tax", sv="Hur en bostad taxeras")
class Taxation(Model, kw_only=True):
    is_preliminary: Annotated[bool | None, about(en="Whether it may still change", sv="Om den kan ändras än")] = None
    property_designations: Annotated[list[str] | None, about(en="Names in the register", sv="Namn i registret")] = None
    building_value: Annotated[float | None, about(en="Of the buildings, in SEK", sv="Byggnadernas, i kronor")] = None
    land_value: Annotated[float | None, about(en="Of the land, in SEK", sv="Markens, i kronor")] = None
    total_value: Annotated[float | None, about(en="Of all of it, in SEK", sv="Allts, i kronor")] = None
    tax_fee: Annotated[float | None, about(en="What is paid a year", sv="Det som betalas per år")] = None
    units: Annotated[list[unread.TaxationUnit] | None, about(en="Unit by unit", sv="Enhet för enhet")] = None


@enum("Advertising_RecurringFeeFrequency")
class FeeFrequency(ContractEnum):
    """How often a fee is paid. Only `Monthly` has been seen."""

    Monthly = member(0, en="Every month", sv="Varje månad")
    Quarterly = member(1, en="Every third month", sv="Var tredje månad", origin=ASSUMED)
    Yearly = member(2, en="Once a year", sv="En gång om året", origin=ASSUMED)


@model("Advertising_AdvertisingRecurringFee", en="A fee that comes again", sv="En avgift som återkommer")
class RecurringFee(Model, kw_only=True):
    value: Annotated[float, about(en="How much, in SEK", sv="Hur mycket, i kronor")] = 0.0
    frequency: Annotated[FeeFrequency, about(en="How often", sv="Hur ofta")] = FeeFrequency.Monthly
    type: Annotated[str | None, about(en="What it is for", sv="Vad den är för")] = None
    description: Annotated[str | None, about(en="What it covers", sv="Vad den täcker")] = None


@model("Advertising_AdvertisingLeasehold", en="What a leasehold costs", sv="Vad en tomträtt kostar")
class Leasehold(Model, kw_only=True):
    fee: Annotated[float | None, about(en="SEK a year", sv="Kronor per år")] = None
    term: Annotated[Moment | None, about(en="Until when it is fixed", sv="Hur länge den är bestämd")] = None


@model("Advertising_AdvertisingLeaseOwner", en="Whose land is leased", sv="Vems mark som arrenderas")
class LeaseOwner(Model, kw_only=True):
    name: Annotated[str | None, about(en="What the owner is called", sv="Vad ägaren heter")] = None


@model("Advertising_AdvertisingLease", en="What a lease of land costs", sv="Vad ett arrende kostar")
class Lease(Model, kw_only=True):
    fee: Annotated[float | None, about(en="SEK a year", sv="Kronor per år")] = None
    description: Annotated[str | None, about(en="In words", sv="Med ord")] = None
    term: Annotated[Moment | None, about(en="Until when it runs", sv="Hur länge det löper")] = None
    owner: Annotated[LeaseOwner | None, about(en="Whose land it is", sv="Vems marken är")] = None


@model(
    "Advertising_AdvertisingFees",
    en="What is paid for a home again and again",
    sv="Det som betalas för en bostad om och om igen",
)
class Fees(Model, kw_only=True):
    recurring: Annotated[RecurringFee | None, about(en="To the cooperative", sv="Till föreningen")] = None
    leasehold: Annotated[Leasehold | None, about(en="For the site", sv="För tomten")] = None
    lease: Annotated[Lease | None, about(en="For leased land", sv="För arrenderad mark")] = None


@model("Models_MoneyValue", en="An amount of any currency", sv="Ett belopp i någon valuta")
class MoneyValue(Model, kw_only=True):
    value: Annotated[float, about(en="How much", sv="Hur mycket")] = 0.0
    currency: Annotated[str | None, about(en="Of what, in three letters", sv="Av vad, med tre bokstäver")] = None


@model("Advertising_AdvertisingPrice", en="What a home costs", sv="Vad en bostad kostar")
class Price(Model, kw_only=True):
    starting_price: Annotated[float | None, about(en="What is asked, in SEK", sv="Det begärda, i kronor")] = None
    final_price: Annotated[float | None, about(en="What was paid, in SEK", sv="Det betalade, i kronor")] = None
    starting_price_in_other_currency: Annotated[
        MoneyValue | None, about(en="What is asked, elsewhere", sv="Det begärda, i annan valuta")
    ] = None
    text: Annotated[str | None, about(en="The price in words", sv="Priset i ord")] = None


@model("Advertising_AdvertisingBid", en="A bid that may be shown", sv="Ett bud som får visas")
class AdvertisingBid(Model, kw_only=True):
    placed_at: Annotated[Moment, about(en="When it was made", sv="När det lades")]
    amount: Annotated[int, about(en="How much, in SEK", sv="Hur mycket, i kronor")]
    is_canceled: Annotated[bool, about(en="Whether it has been taken back", sv="Om det har tagits tillbaka")]
    alias: Annotated[str | None, about(en="What the bidder is called here", sv="Vad budgivaren kallas här")]


@model("Advertising_AdvertisingBidding", en="How the bidding goes", sv="Hur budgivningen går")
class Bidding(Model, kw_only=True):
    is_active: Annotated[bool, about(en="Whether there are bids to show", sv="Om det finns bud att visa")] = False
    is_verified: Annotated[
        bool, about(en="Whether every bidder is known by an e-ID", sv="Om varje budgivare är känd med e-legitimation")
    ] = False
    bids: Annotated[
        list[AdvertisingBid] | None, about(en="The bids, the newest first", sv="Buden, det nyaste först")
    ] = None


@model("Advertising_AdvertisingMarketingViewing", en="How viewings are shown", sv="Hur visningar visas")
class MarketingViewing(Model, kw_only=True):
    visible_limit: Annotated[int | None, about(en="How many at most", sv="Hur många som mest")] = None
    empty_text: Annotated[str | None, about(en="What to say when there is none", sv="Vad som sägs när ingen finns")] = (
        None
    )


@model("Advertising_AdvertisingMarketing", en="How a home is advertised", sv="Hur en bostad annonseras")
class Marketing(Model, kw_only=True):
    is_published: Annotated[bool | None, about(en="Whether the public may see it", sv="Om allmänheten får se den")] = (
        None
    )
    is_preview: Annotated[
        bool | None, about(en="Whether it is shown before its sale", sv="Om den visas före försäljningen")
    ] = None
    published_at: Annotated[Moment | None, about(en="Since when", sv="Sedan när")] = None
    is_new_home: Annotated[bool | None, about(en="Whether nobody has lived there", sv="Om ingen har bott där")] = None
    viewing: Annotated[
        MarketingViewing | None, about(en="How its viewings are shown", sv="Hur dess visningar visas")
    ] = None


@model("Advertising_AdvertisingPledge", en="A mortgage on a home", sv="En pant i en bostad")
class Pledge(Model, kw_only=True):
    amount: Annotated[float | None, about(en="How much, in SEK", sv="Hur mycket, i kronor")] = None


@model("Advertising_AdvertisingEnrollments", en="What stands in the register", sv="Det som står i registret")
class Enrollments(Model, kw_only=True):
    plan_regulations: Annotated[str | None, about(en="Plans and rules", sv="Planer och bestämmelser")] = None
    preferential_and_community: Annotated[
        str | None, about(en="Rights and joint facilities", sv="Rättigheter och samfälligheter")
    ] = None


@model("Advertising_AdvertisingEstateInspection", en="Whether a home was inspected", sv="Om en bostad är besiktigad")
class Inspection(Model, kw_only=True):
    has_been_performed: Annotated[bool | None, about(en="Whether it has been done", sv="Om det är gjort")] = None


@model("Advertising_AdvertisingOperationExpenseEntry", en="One cost of a home", sv="En kostnad för en bostad")
class ExpenseEntry(Model, kw_only=True):
    type: Annotated[IdName | None, about(en="What it is for", sv="Vad den är för")] = None
    value: Annotated[float | None, about(en="SEK a year", sv="Kronor per år")] = None


@model("Advertising_AdvertisingOperationExpenses", en="What a home costs to keep", sv="Vad en bostad kostar i drift")
class OperationExpenses(Model, kw_only=True):
    sum: Annotated[float | None, about(en="All of it, SEK a year", sv="Allt, kronor per år")] = None
    household_size: Annotated[int | None, about(en="For how many people", sv="För hur många personer")] = None
    entries: Annotated[list[ExpenseEntry] | None, about(en="Cost by cost", sv="Kostnad för kostnad")] = None
    description: Annotated[str | None, about(en="In words", sv="Med ord")] = None


@model("Advertising_AdvertisingEstateExpenses", en="All costs of a home", sv="Alla kostnader för en bostad")
class Expenses(Model, kw_only=True):
    operation: Annotated[OperationExpenses | None, about(en="What it costs to keep", sv="Vad den kostar i drift")] = (
        None
    )

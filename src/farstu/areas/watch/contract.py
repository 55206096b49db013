"""The final-price watch as the world sees it."""

from __future__ import annotations

from typing import Annotated

from farstu.contract.enums import ContractEnum, enum, member
from farstu.contract.fields import (
    ID,
    PERSONAL_NUMBER,
    REQUIRED,
    Between,
    Length,
    Shown,
    about,
)
from farstu.contract.model import Model, model
from farstu.contract.moment import Moment
from farstu.contract.namespaces import OWN, express
from farstu.contract.operation import FunctionGroup, operation
from farstu.contract.origin import ASSUMED
from farstu.contract.parameters import text, whole
from farstu.records.forms import FormMarketing, PersonTelephoneNumbers
from farstu.records.models import CHANNEL, Email

_ADVERTISING = express("Models.Advertising")


@enum("Advertising_AdvertisingFinalPriceWatchedProspectiveBuyerStatus")
class ProspectiveBuyerStatus(ContractEnum):
    """What a contact who is new on a home becomes there."""

    Assigned = member(0, en="On the list, nothing more is known", sv="Med på listan, mer vet man inte")
    Interested = member(1, en="Wants to buy", sv="Vill köpa")
    NotInterested = member(2, en="Does not want to buy", sv="Vill inte köpa")


@model(
    "Advertising_AdvertisingLeadAddress",
    namespace=_ADVERTISING,
    en="Where a person lives",
    sv="Var en person bor",
)
class LeadAddress(Model, kw_only=True):
    street_address: Annotated[
        str | None, about(en="Street and number", sv="Gata och nummer"), Length(0, 68), Shown("Åsgatan 12")
    ] = None
    zip_code: Annotated[str | None, about(en="Postcode", sv="Postnummer"), Length(0, 15), Shown("116 20")] = None
    city: Annotated[str | None, about(en="Post town", sv="Postort"), Length(0, 25), Shown("Stockholm")] = None


@model(
    "Advertising_AdvertisingLeadPerson",
    namespace=_ADVERTISING,
    en="A person who makes themselves known",
    sv="En person som ger sig till känna",
)
class LeadPerson(Model, kw_only=True):
    first_name: Annotated[
        str | None, about(en="Given name", sv="Förnamn (tilltalsnamn)"), Length(1, 40), REQUIRED, Shown("Åsa")
    ] = None
    last_name: Annotated[
        str | None, about(en="Family name", sv="Efternamn (familjenamn)"), Length(1, 40), REQUIRED, Shown("Öberg")
    ] = None
    social_security_number: Annotated[
        str | None,
        about(
            en="Swedish personal number, or a foreign one; never shown again in full",
            sv="Svenskt personnummer, eller ett utländskt; visas aldrig mer i sin helhet",
        ),
        Length(0, 20),
        PERSONAL_NUMBER,
        Shown("19121212-1212"),
    ] = None
    is_foreign_social_security_number: Annotated[
        bool, about(en="The number is of another country", sv="Numret är från ett annat land"), Shown(False)
    ] = False
    address: Annotated[LeadAddress | None, about(en="Where the person lives", sv="Var personen bor")] = None
    email: Annotated[
        Email | None, about(en="How to write to the person", sv="Hur man skriver till personen"), CHANNEL
    ] = None
    telephone: Annotated[
        PersonTelephoneNumbers | None, about(en="How to call the person", sv="Hur man ringer personen"), CHANNEL
    ] = None


@model(
    "Advertising_AdvertisingFinalPriceWatchedApplication",
    namespace=_ADVERTISING,
    en="Somebody asks to be told what a home was sold for",
    sv="Någon ber att få veta vad en bostad såldes för",
)
class FinalPriceWatchedApplication(Model, kw_only=True):
    person: Annotated[LeadPerson | None, about(en="Who asks", sv="Vem som ber om det"), REQUIRED] = None
    prospective_buyer_status: Annotated[
        ProspectiveBuyerStatus,
        about(
            en="What the person becomes on the home, if not on it already",
            sv="Vad personen blir på bostaden, om den inte redan finns där",
        ),
        Shown(ProspectiveBuyerStatus.Interested),
    ] = ProspectiveBuyerStatus.Assigned
    lead_source_id: Annotated[
        str | None,
        about(
            en="Where the lead came from; left out: the customer's own choice",
            sv="Var leadet kom ifrån; utelämnat: det som kunden har valt",
        ),
        ID,
    ] = None
    marketing: Annotated[
        FormMarketing | None, about(en="How the person came to the form", sv="Hur personen kom till formuläret")
    ] = None
    message: Annotated[
        str | None,
        about(en="A few words to the agent", sv="Några ord till mäklaren"),
        Length(0, 4_000, ASSUMED),
        Shown('Hej! Vad gick "den gula villan" för? Hälsningar Åsa & Pat O\'Connor'),
    ] = None


WATCH_FINAL_PRICE = operation(
    "POST",
    "Advertising/Estate/{customerId}/{estateId}/FinalPriceWatched",
    group=FunctionGroup.ADVERTISING,
    en="Places a watch on a home's final price, for a known person or a new one",
    sv="Lägger en bevakning på en bostads slutpris, för en känd person eller en ny",
    parameters=(
        text("customerId", en="The customer who sells the home", sv="Kunden som säljer bostaden"),
        text("estateId", en="The home whose price is asked for", sv="Bostaden vars pris efterfrågas"),
    ),
    request=FinalPriceWatchedApplication,
    response=str,
    body_name="application",
)


@enum("Farstu_ToldBy")
class ToldBy(ContractEnum):
    """How somebody who watches a final price was told."""

    Email = member(1, en="An e-mail was queued", sv="Ett mejl lades i kö")
    Event = member(2, en="By an event alone, for want of an address", sv="Bara med en händelse, i brist på adress")


@model(
    "Farstu_KeptFinalPriceWatch",
    namespace=OWN,
    en="A final-price watch as it is kept",
    sv="En slutprisbevakning som den är sparad",
)
class KeptFinalPriceWatch(Model, kw_only=True):
    contact_id: Annotated[str, about(en="Who watches", sv="Vem som bevakar")]
    created_at: Annotated[Moment, about(en="When the watch was placed", sv="När bevakningen lades")]
    due_at: Annotated[
        Moment | None,
        about(en="When the price was there; null while it is not", sv="När priset fanns; null tills det finns"),
    ]
    told_at: Annotated[Moment | None, about(en="When the contact was told", sv="När kontakten fick veta")]
    told_by: Annotated[
        ToldBy | None, about(en="In what way the contact was told", sv="På vilket sätt kontakten fick veta")
    ]


LIST_WATCHES = operation(
    "GET",
    "_farstu/estates/{customerId}/{estateId}/finalPriceWatches",
    group=FunctionGroup.ADVERTISING,
    en="Who watches the final price of a home, by contact; a call of Farstu's own",
    sv="Vilka som bevakar slutpriset på en bostad, efter kontakt; ett anrop som är Farstus eget",
    parameters=(
        text("customerId", en="The customer that the home is of", sv="Kunden som har bostaden"),
        text("estateId", en="The home that is watched", sv="Bostaden som bevakas"),
    ),
    query=(
        text(
            "after",
            en="The contact to go on after: the last one of the page before",
            sv="Kontakten att fortsätta efter: den sista på sidan före",
            required=False,
        ),
        whole(
            "limit",
            en="How many at most, 1 to 1,000",
            sv="Hur många som mest, 1 till 1 000",
            between=Between(1, 1_000),
            required=False,
            default=200,
        ),
    ),
    response=list[KeptFinalPriceWatch],
)

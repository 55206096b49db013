"""Bids, and the bidding on a home, as the world sees them."""

from __future__ import annotations

from typing import Annotated

from farstu.contract.enums import ContractEnum, enum, member
from farstu.contract.fields import REQUIRED, Length, Shown, Wire, about
from farstu.contract.model import Model, model
from farstu.contract.moment import Moment
from farstu.contract.namespaces import express, housing
from farstu.contract.operation import FunctionGroup, operation
from farstu.contract.origin import ASSUMED
from farstu.contract.parameters import text

_CUSTOMER = text("customerId", en="The customer who sells the home", sv="Kunden som säljer bostaden")
_ESTATE = text("estateId", en="The home that is bid on", sv="Bostaden som budet gäller")
_BID = text("id", en="The bid that is meant", sv="Budet som avses", shown=Shown(id="bidId"))


@model("Bid_BidData", en="A bid to be kept", sv="Ett bud som ska sparas")
class BidData(Model, kw_only=True):
    alias: Annotated[
        str | None, about(en="What others see in place of the name", sv="Det som andra ser i stället för namnet"),
        Length(0, 100, ASSUMED), Shown("Budgivare 1"),
    ] = None  # fmt: skip
    amount: Annotated[
        str | None, about(en="SEK, in digits; blanks do not count", sv="Kronor, i siffror; blanksteg räknas inte"),
        Length(1, 20, ASSUMED), REQUIRED, Shown("3250000"),
    ] = None  # fmt: skip
    created_at: Annotated[Moment, about(en="When the bid was made", sv="När budet lades")]
    condition: Annotated[
        str | None, about(en="What has to be so for it to hold", sv="Det som måste gälla för att budet ska stå fast"),
        Length(0, 4_000, ASSUMED),
    ] = None  # fmt: skip
    is_hidden: Annotated[bool, about(en="Only the agent may see it", sv="Bara mäklaren får se det"), Shown(False)] = (
        False
    )


@model("Bid_Bid", en="A bid as it is kept", sv="Ett bud som det är sparat")
class Bid(Model, kw_only=True):
    id: Annotated[str | None, about(en="Which bid it is", sv="Vilket bud det är")]
    estate_id: Annotated[str | None, about(en="The home that is bid on", sv="Bostaden som budet gäller")]
    contact_id: Annotated[str | None, about(en="Who bids", sv="Vem som bjuder")]
    is_canceled: Annotated[bool, about(en="Whether it has been taken back", sv="Om det har tagits tillbaka")]
    identified_bidder: Annotated[
        bool,
        about(
            en="Whether the bidder is known by an e-ID; never so yet",
            sv="Om budgivaren är känd med e-legitimation; aldrig så än",
        ),
    ]
    alias: Annotated[
        str | None, about(en="What others see in place of the name", sv="Det som andra ser i stället för namnet")
    ]
    amount: Annotated[str | None, about(en="How much, as it was written", sv="Hur mycket, som det skrevs")]
    created_at: Annotated[Moment, about(en="When the bid was made", sv="När budet lades")]
    condition: Annotated[
        str | None, about(en="What has to be so for it to hold", sv="Det som måste gälla för att budet ska stå fast")
    ]
    is_hidden: Annotated[bool, about(en="Only the agent may see it", sv="Bara mäklaren får se det")]


PLACE_BID = operation(
    "POST",
    "CRM/Bid/{customerId}/{estateId}/{contactId}",
    group=FunctionGroup.CRM,
    en="Keeps a bid of a contact on a home and answers its id",
    sv="Sparar en kontakts bud på en bostad och svarar med dess id",
    parameters=(_CUSTOMER, _ESTATE, text("contactId", en="The contact who bids", sv="Kontakten som bjuder")),
    request=BidData,
    response=str,
    body_name="bid",
)
READ_BID = operation(
    "GET",
    "CRM/Bid/{customerId}/{id}",
    group=FunctionGroup.CRM,
    en="One bid, hidden or not",
    sv="Ett bud, dolt eller inte",
    parameters=(_CUSTOMER, _BID),
    response=Bid,
)
CANCEL_BID = operation(
    "DELETE",
    "CRM/Bid/{customerId}/{id}",
    group=FunctionGroup.CRM,
    en="Takes a bid back; it is kept, and false is answered where it was taken back before",
    sv="Tar tillbaka ett bud; det sparas, och svaret är false om det redan var tillbakataget",
    parameters=(_CUSTOMER, _BID),
    response=bool,
)
_FILTERS = (
    text("EstateId", en="Only those on this home", sv="Bara de på den här bostaden", required=False),
    text("ContactId", en="Only those of this contact", sv="Bara de från den här kontakten", required=False),
)
LIST_BIDS = operation(
    "GET",
    "CRM/Bids/{customerId}",
    group=FunctionGroup.CRM,
    en="The bids that are not hidden, the newest first",
    sv="Buden som inte är dolda, det nyaste först",
    parameters=(_CUSTOMER,),
    query=_FILTERS,
    response=list[Bid],
)
LIST_HIDDEN_BIDS = operation(
    "GET",
    "CRM/HiddenBids/{customerId}",
    group=FunctionGroup.CRM,
    en="The bids that only the agent may see, the newest first",
    sv="Buden som bara mäklaren får se, det nyaste först",
    parameters=(_CUSTOMER,),
    query=_FILTERS,
    response=list[Bid],
)


@enum("Bid_BiddingOptions")
class BiddingOptions(ContractEnum):
    """How the bidding on a home is shown. Only `DontShowBidding` has been seen."""

    DontShowBidding = member(0, en="Bids are not shown", sv="Bud visas inte", origin=ASSUMED)
    ShowBidding = member(1, en="Bids are shown", sv="Bud visas", origin=ASSUMED)


@model("Bid_BiddingSettings", namespace=housing("Bid"), en="How a home's bidding goes", sv="Hur budgivningen går till")
class BiddingSettings(Model, kw_only=True):
    bidding_options: Annotated[
        BiddingOptions, about(en="Whether bids are shown", sv="Om bud visas"), Shown(BiddingOptions.ShowBidding)
    ] = BiddingOptions.DontShowBidding
    sms_bidding: Annotated[bool, about(en="Bids may come by SMS", sv="Bud får komma med SMS"), Wire("SMSBidding")] = (
        False
    )


SET_BIDDING = operation(
    "PUT",
    "CRM/Estate/{customerId}/{estateId}/biddingSettings",
    group=FunctionGroup.CRM,
    en="Says how the bidding on a home goes; true where it is kept",
    sv="Säger hur budgivningen på en bostad går till; true när det är sparat",
    parameters=(_CUSTOMER, text("estateId", en="The home for sale", sv="Bostaden som är till salu")),
    request=BiddingSettings,
    response=bool,
    body_name="settings",
)


@model(
    "CrmEstate_UpdateOfferInputData",
    namespace=express("Models.CrmEstate"),
    en="What is to be known of an offer to a seller",
    sv="Det som ska vara känt om en offert till en säljare",
)
class OfferData(Model, kw_only=True):
    sent_date: Annotated[
        Moment | None, about(en="When it was sent; null: not yet", sv="När den skickades; null: inte än")
    ] = None


SET_OFFER = operation(
    "PUT",
    "CRM/Estate/{customerId}/{estateId}/offer",
    group=FunctionGroup.CRM,
    en="Notes when the offer for a home was sent to its seller",
    sv="Noterar när offerten för en bostad skickades till säljaren",
    parameters=(_CUSTOMER, text("estateId", en="The home that the offer is about", sv="Bostaden som offerten gäller")),
    request=OfferData,
    body_name="offer",
)

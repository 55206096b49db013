"""Bids are kept for good: a bid that is taken back is marked, never removed."""

from __future__ import annotations

import re
from collections.abc import Iterable

from farstu.areas.bid.contract import (
    CANCEL_BID,
    PLACE_BID,
    SET_BIDDING,
    SET_OFFER,
    BidData,
    BiddingSettings,
    OfferData,
)
from farstu.areas.bid.tables import EstateOffer
from farstu.engine.calls import Call, Happening, Outcome, rule
from farstu.engine.facts import Facts, Look
from farstu.records import bids
from farstu.records.bids import BID, LARGEST_BID
from farstu.records.contacts import CONTACT
from farstu.records.estates import ESTATE
from farstu.records.merges import known_contact
from farstu.records.named import named_estate
from farstu.records.prospects import become_prospect
from farstu.refusals import invalid, not_found
from farstu.store.table import change
from farstu.texts import say

_BIDDING = "ParticipateInBidding"
_AMOUNT = re.compile(r"[0-9](?:[ \u00a0]?[0-9])*")


def _look_at_estate(call: Call, sent: object) -> Iterable[Look]:
    yield ESTATE.key, (call.customer, call.parameters["estateId"])


def _look_at_both(call: Call, sent: object) -> Iterable[Look]:
    yield from _look_at_estate(call, sent)
    yield CONTACT.key, (call.customer, call.parameters["contactId"])


@rule(PLACE_BID, _look_at_both)
def place_bid(facts: Facts, call: Call, sent: BidData) -> Outcome:
    """Answers the bid's id. Whoever bids is on the home from then on."""
    estate, contact = named_estate(facts, call), call.parameters["contactId"]
    known_contact(facts, call.customer, contact)
    bid = bids.Bid(
        customer=call.customer,
        id=call.new_id("BUD"),
        estate=estate.id,
        contact=contact,
        alias=sent.alias,
        amount=_amount(call, sent.amount or ""),
        written=sent.amount or "",
        condition=sent.condition,
        is_hidden=sent.is_hidden,
        is_canceled=False,
        is_identified=False,
        placed_at=sent.created_at.ticks,
        partner=call.partner,
        created_at=call.at,
    )
    outcome = Outcome(bid.id, [bid], decided=[say("decided.bid_placed", id=bid.id, amount=bid.amount)])
    outcome.happenings.append(Happening("bid.placed", {"id": bid.id, "estateId": estate.id, "contactId": contact}))
    become_prospect(facts, call, contact, estate.id, _BIDDING, outcome)
    return outcome


def _amount(call: Call, written: str) -> int:
    """Whole SEK. Refused where it is no amount."""
    digits = re.sub("[ \u00a0]", "", written) if _AMOUNT.fullmatch(written.strip()) else ""
    if not digits or not 1 <= int(digits) <= LARGEST_BID:
        raise invalid((call.key("Amount"), say("error.amount", member="Amount", value=written, most=LARGEST_BID)))
    return int(digits)


def _look_at_bid(call: Call, sent: object) -> Iterable[Look]:
    yield BID.key, (call.customer, call.parameters["id"])


@rule(CANCEL_BID, _look_at_bid)
def cancel_bid(facts: Facts, call: Call, sent: None) -> Outcome:
    """Marks it as taken back; false where it was so before."""
    bid = facts.one(BID.key, call.customer, call.parameters["id"])
    if bid is None:
        raise not_found("id", "bid", call.parameters["id"])
    if bid.is_canceled:
        return Outcome(value=False, decided=[say("decided.bid_stands", id=bid.id)])
    ids = {"id": bid.id, "estateId": bid.estate, "contactId": bid.contact}
    return Outcome(
        value=True,
        rows=[change(bid, is_canceled=True)],
        happenings=[Happening("bid.canceled", ids)],
        decided=[say("decided.bid_canceled", id=bid.id)],
    )


@rule(SET_BIDDING, _look_at_estate)
def set_bidding(facts: Facts, call: Call, sent: BiddingSettings) -> Outcome:
    """The last settings count."""
    estate, options = named_estate(facts, call), sent.bidding_options.name
    row = bids.BiddingSettings(call.customer, estate.id, options, sent.sms_bidding, call.at)
    happened = Happening("bidding.changed", {"estateId": estate.id})
    return Outcome(True, [row], [happened], [say("decided.bidding", estate=estate.id, options=options)])


@rule(SET_OFFER, _look_at_estate)
def set_offer(facts: Facts, call: Call, sent: OfferData) -> Outcome:
    """The last date counts."""
    estate = named_estate(facts, call)
    sent_at = sent.sent_date.ticks if sent.sent_date else None
    row = EstateOffer(call.customer, estate.id, sent_at, call.partner, call.at)
    return Outcome(
        rows=[row],
        happenings=[Happening("offer.changed", {"estateId": estate.id})],
        decided=[say("decided.offer", estate=estate.id)],
    )

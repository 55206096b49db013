"""Bids on homes, and how a home's bidding is shown."""

from __future__ import annotations

from farstu.store.table import Row, Table

LARGEST_BID = 2_000_000_000
"""Whole SEK."""


class Bid(Row, frozen=True):
    """A bid. `amount` in whole SEK, `written` as it was sent; `placed_at` is when it was made, `created_at` when it was
    sent in. `is_identified`: the bidder is known by an e-ID."""

    customer: str
    id: str
    estate: str
    contact: str
    alias: str | None
    amount: int
    written: str
    condition: str | None
    is_hidden: bool
    is_canceled: bool
    is_identified: bool
    placed_at: int
    partner: str
    created_at: int


class BiddingSettings(Row, frozen=True):
    """How the bidding on an estate is shown; `options` by its name in the contract."""

    customer: str
    estate: str
    options: str
    by_sms: bool
    changed_at: int


BID = Table("bid", Bid, ("customer", "id"), [("customer", "estate"), ("customer", "contact")])
BIDDING_SETTINGS = Table("bidding_settings", BiddingSettings, ("customer", "estate"))
DONT_SHOW = "DontShowBidding"

"""Leads and where they come from."""

from __future__ import annotations

from farstu.store.table import Row, Table


class LeadSource(Row, frozen=True):
    """Where leads come from: a portal, the own site, a campaign."""

    customer: str
    id: str
    name: str


class Lead(Row, frozen=True):
    """Somebody who made themselves known. `utm_tags` and `left_out` are JSON; what is in `left_out` was sent, but
    has no place at a contact, or the contact says something else there (a personal number is sealed there too)."""

    customer: str
    id: str
    kind: str
    contact: str
    estate: str | None
    source: str | None
    referrer: str | None
    utm_tags: str | None
    message: str | None
    left_out: str | None
    partner: str
    created_at: int


LEAD_SOURCE = Table("lead_source", LeadSource, ("customer", "id"))
LEAD = Table("lead", Lead, ("customer", "id"), [("customer", "contact"), ("customer", "estate")])

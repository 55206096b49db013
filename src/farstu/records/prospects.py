"""Who may buy an estate, and the leads that told of it."""

from __future__ import annotations

from typing import Any

import msgspec

from farstu.engine.calls import Call, Happening, Outcome
from farstu.engine.facts import Facts
from farstu.records.estates import PROSPECT, Prospect
from farstu.records.forms import FormMarketing
from farstu.records.leads import LEAD_SOURCE, Lead
from farstu.records.offices import CUSTOMER
from farstu.refusals import invalid
from farstu.store.table import change
from farstu.texts import say


def lead_source(facts: Facts, call: Call, sent: str | None, place: str = "LeadSourceId") -> str | None:
    """The source that is named, else the customer's own choice. Refused where it names none; `place` is its member."""
    if sent:
        if facts.one(LEAD_SOURCE.key, call.customer, sent) is None:
            raise invalid((call.key(place), say("unknown.lead_source", member=place.rpartition(".")[2], value=sent)))
        return sent
    customer = facts.one(CUSTOMER.key, call.customer)
    return customer.default_lead_source if customer else None


def become_prospect(
    facts: Facts,
    call: Call,
    contact: str,
    estate: str,
    status: str,
    outcome: Outcome,
    *,
    is_new: bool = False,
    overwrite: bool = False,
    note: str | None = None,
) -> None:
    """Puts a contact on an estate. Who is on it already keeps their status, unless it is to be written over; `is_new`:
    the contact was made by this call."""
    known = None if is_new else facts.one(PROSPECT.key, call.customer, estate, contact)
    ids = {"estateId": estate, "contactId": contact}
    same = known and known.status == status and note in (None, known.note)
    if known and (same or not overwrite):
        outcome.decided.append(say("decided.prospect_stands", status=known.status))
        return
    if known:
        outcome.rows.append(change(known, status=status, note=note or known.note))
        outcome.happenings.append(Happening("prospect.changed", ids))
        outcome.decided.append(say("decided.prospect_changed", before=known.status, status=status))
        return
    outcome.rows.append(Prospect(call.customer, estate, contact, status, call.at, note))
    outcome.happenings.append(Happening("prospect.created", ids))
    outcome.decided.append(say("decided.prospect_created", status=status))


def keep_lead(
    call: Call,
    kind: str,
    contact: str,
    outcome: Outcome,
    *,
    estate: str | None = None,
    source: str | None = None,
    marketing: FormMarketing | None = None,
    message: str | None = None,
    left_out: dict[str, Any] | None = None,
) -> None:
    """Adds a lead; `left_out` is what was sent and not written over what the contact says."""
    tags = [{"name": tag.name, "value": tag.value} for tag in (marketing.utm_tags or [])] if marketing else []
    lead = Lead(
        customer=call.customer,
        id=call.new_id("LED"),
        kind=kind,
        contact=contact,
        estate=estate,
        source=source,
        referrer=marketing.referrer if marketing else None,
        utm_tags=_json(tags),
        message=message,
        left_out=_json(left_out),
        partner=call.partner,
        created_at=call.at,
    )
    ids = {"id": lead.id, "contactId": contact} | ({"estateId": estate} if estate else {})
    outcome.rows.append(lead)
    outcome.happenings.append(Happening("lead.created", ids))
    outcome.decided.append(say("decided.lead_created", id=lead.id, source=source or "–"))


def _json(value: Any) -> str | None:
    return msgspec.json.encode(value).decode() if value else None

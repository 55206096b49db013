"""Final-price watches: find the person or make one, put them on the estate, keep the lead, place the watch."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from farstu.areas.watch.contract import WATCH_FINAL_PRICE, FinalPriceWatchedApplication, LeadPerson
from farstu.areas.watch.tables import FINAL_PRICE_WATCH, FinalPriceWatch
from farstu.areas.watch.telling import tell
from farstu.engine.calls import Call, Happening, Outcome, rule
from farstu.engine.facts import Facts, Look
from farstu.records.contacts import PHONES
from farstu.records.estates import ESTATE, PROSPECT, Estate, Prospect
from farstu.records.leads import LEAD_SOURCE, Lead
from farstu.records.offices import CUSTOMER
from farstu.records.persons import SentPerson, Settled, settle
from farstu.records.sending import Columns, sent_columns
from farstu.refusals import invalid, not_found
from farstu.texts import say

LEAD_KIND = "FinalPriceWatched"


def _prefetch(call: Call, sent: FinalPriceWatchedApplication) -> Iterable[Look]:
    yield ESTATE.key, (call.customer, call.parameters["estateId"])
    yield CUSTOMER.key, (call.customer,)
    if sent.lead_source_id:
        yield LEAD_SOURCE.key, (call.customer, sent.lead_source_id)


@rule(WATCH_FINAL_PRICE, _prefetch)
def watch_final_price(facts: Facts, call: Call, sent: FinalPriceWatchedApplication) -> Outcome:
    """Answers the contact's id. A repeated call makes a new lead, not a second watch."""
    estate = facts.one(ESTATE.key, call.customer, call.parameters["estateId"])
    if estate is None:
        raise not_found("estateId", "estate", call.parameters["estateId"])
    source = _lead_source(facts, call, sent)
    assert sent.person is not None  # the contract requires a person
    who = settle(facts, call, _sent_person(call, sent.person))
    outcome = Outcome(who.contact.id, who.rows, who.happenings, who.decided, who.advice)
    _become_prospect(facts, call, who, estate, sent, outcome)
    _keep_lead(call, who, estate, sent, source, outcome)
    _place_watch(facts, call, who, estate, outcome)
    return outcome


def _lead_source(facts: Facts, call: Call, sent: FinalPriceWatchedApplication) -> str | None:
    if sent.lead_source_id:
        if facts.one(LEAD_SOURCE.key, call.customer, sent.lead_source_id) is None:
            text = say("unknown.lead_source", member="LeadSourceId", value=sent.lead_source_id)
            raise invalid((call.key("LeadSourceId"), text))
        return sent.lead_source_id
    customer = facts.one(CUSTOMER.key, call.customer)
    return customer.default_lead_source if customer else None


def _become_prospect(
    facts: Facts, call: Call, who: Settled, estate: Estate, sent: FinalPriceWatchedApplication, outcome: Outcome
) -> None:
    known = None if who.is_new else facts.one(PROSPECT.key, call.customer, estate.id, who.contact.id)
    if known:
        outcome.decided.append(say("decided.prospect_stands", status=known.status))
        return
    status = sent.prospective_buyer_status.name
    ids = {"estateId": estate.id, "contactId": who.contact.id}
    outcome.rows.append(Prospect(call.customer, estate.id, who.contact.id, status, call.at))
    outcome.happenings.append(Happening("prospect.created", ids))
    outcome.decided.append(say("decided.prospect_created", status=status))


def _keep_lead(
    call: Call,
    who: Settled,
    estate: Estate,
    sent: FinalPriceWatchedApplication,
    source: str | None,
    outcome: Outcome,
) -> None:
    marketing = sent.marketing
    tags = [{"name": tag.name, "value": tag.value} for tag in (marketing.utm_tags or [])] if marketing else []
    lead = Lead(
        customer=call.customer,
        id=call.new_id("LED"),
        kind=LEAD_KIND,
        contact=who.contact.id,
        estate=estate.id,
        source=source,
        referrer=marketing.referrer if marketing else None,
        utm_tags=_json(tags),
        message=sent.message,
        left_out=_json(who.left_out),
        partner=call.partner,
        created_at=call.at,
    )
    outcome.rows.append(lead)
    outcome.happenings.append(
        Happening("lead.created", {"id": lead.id, "contactId": who.contact.id, "estateId": estate.id})
    )
    outcome.decided.append(say("decided.lead_created", id=lead.id, source=source or "–"))


def _json(value: list[dict[str, str | None]] | dict[str, str]) -> str | None:
    return msgspec.json.encode(value).decode() if value else None


def _place_watch(facts: Facts, call: Call, who: Settled, estate: Estate, outcome: Outcome) -> None:
    known = None if who.is_new else facts.one(FINAL_PRICE_WATCH.key, call.customer, estate.id, who.contact.id)
    if known:
        outcome.decided.append(say("decided.watch_stands"))
        return
    watch = FinalPriceWatch(call.customer, estate.id, who.contact.id, call.at, None, None, None)
    ids = {"estateId": estate.id, "contactId": who.contact.id}
    outcome.happenings.append(Happening("watch.placed", ids))
    outcome.decided.append(say("decided.watch_placed"))
    if estate.final_price is None:
        outcome.rows.append(watch)
        return
    told = tell(call, watch, who.contact, estate)
    outcome.rows += told.rows
    outcome.happenings += told.happenings
    outcome.decided.append(say("decided.watch_due"))


_COLUMNS: Columns = {
    "first_name": "first_name",
    "last_name": "last_name",
    "address": {name: name for name in ("street_address", "zip_code", "city")},
    "email": {"email_address": "email", "email_address2": "email2"},
    "telephone": {name: name for name in PHONES},
}


def _sent_person(call: Call, person: LeadPerson) -> SentPerson:
    """The contact's columns from the body's members, with the place of each."""
    at = call.key("Person")
    sent = {name: item for name, item in sent_columns(person, at, _COLUMNS).items() if item.value.strip()}
    return SentPerson(
        {name: item.value for name, item in sent.items()},
        person.social_security_number,
        person.is_foreign_social_security_number,
        f"{at}.SocialSecurityNumber",
        {name: item.place for name, item in sent.items()},
    )

"""Final-price watches: find the person or make one, put them on the estate, keep the lead, place the watch."""

from __future__ import annotations

from collections.abc import Iterable

from farstu.areas.watch.contract import WATCH_FINAL_PRICE, FinalPriceWatchedApplication, LeadPerson
from farstu.areas.watch.tables import FINAL_PRICE_WATCH, FinalPriceWatch
from farstu.areas.watch.telling import tell
from farstu.engine.calls import Call, Happening, Outcome, rule
from farstu.engine.facts import Facts, Look
from farstu.records.estates import ESTATE, Estate
from farstu.records.forms import ADDRESS, EMAIL, TELEPHONE, sent_person
from farstu.records.leads import LEAD_SOURCE
from farstu.records.named import named_estate
from farstu.records.offices import CUSTOMER
from farstu.records.persons import SentPerson, Settled, settle
from farstu.records.prospects import become_prospect, keep_lead, lead_source
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
    estate = named_estate(facts, call)
    source = lead_source(facts, call, sent.lead_source_id)
    assert sent.person is not None  # the contract requires a person
    who = settle(facts, call, _sent_person(call, sent.person))
    outcome = Outcome(who.contact.id, who.rows, who.happenings, who.decided, who.advice)
    status = sent.prospective_buyer_status.name
    become_prospect(facts, call, who.contact.id, estate.id, status, outcome, is_new=who.is_new)
    keep_lead(
        call,
        LEAD_KIND,
        who.contact.id,
        outcome,
        estate=estate.id,
        source=source,
        marketing=sent.marketing,
        message=sent.message,
        left_out=who.left_out,
    )
    _place_watch(facts, call, who, estate, outcome)
    return outcome


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


def _sent_person(call: Call, person: LeadPerson) -> SentPerson:
    at = call.key("Person")
    return sent_person(
        (
            (person, f"{at}.", {"first_name": "first_name", "last_name": "last_name"}),
            (person.address, f"{at}.Address.", ADDRESS),
            (person.email, f"{at}.Email.", EMAIL),
            (person.telephone, f"{at}.Telephone.", TELEPHONE),
        ),
        person.social_security_number,
        is_foreign=person.is_foreign_social_security_number,
        number_key=f"{at}.SocialSecurityNumber",
    )

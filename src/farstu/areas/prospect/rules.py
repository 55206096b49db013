"""A contact on a home."""

from __future__ import annotations

from collections.abc import Iterable

from farstu.areas.prospect.contract import SET_SPECULATOR, SpeculatorRelation
from farstu.engine.calls import Call, Outcome, rule
from farstu.engine.facts import Facts, Look
from farstu.records.contacts import CONTACT
from farstu.records.estates import ESTATE, PROSPECT
from farstu.records.merges import known_contact
from farstu.records.named import named_estate
from farstu.records.prospects import become_prospect

_KEPT_AS = {"JoinedBidding": "ParticipateInBidding", "BeenOnShowing": "BeenAtOrComingToViewing"}
"""Where a status is kept, and read back, under another name."""


def _prefetch(call: Call, sent: SpeculatorRelation) -> Iterable[Look]:
    contact, estate = call.parameters["contactId"], call.parameters["estateId"]
    yield CONTACT.key, (call.customer, contact)
    yield ESTATE.key, (call.customer, estate)
    yield PROSPECT.key, (call.customer, estate, contact)


@rule(SET_SPECULATOR, _prefetch)
def set_speculator(facts: Facts, call: Call, sent: SpeculatorRelation) -> Outcome:
    """The last status counts."""
    contact = known_contact(facts, call.customer, call.parameters["contactId"]).id
    estate = named_estate(facts, call).id
    outcome, status = Outcome(), _KEPT_AS.get(sent.status.name, sent.status.name)
    become_prospect(facts, call, contact, estate, status, outcome, overwrite=True, note=sent.note)
    return outcome

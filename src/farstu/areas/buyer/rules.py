"""Loan promises: each call adds one."""

from __future__ import annotations

from collections.abc import Iterable

from farstu.advice import Advice
from farstu.areas.buyer import tables
from farstu.areas.buyer.contract import ADD_LOAN_PROMISE, LoanPromise
from farstu.engine.calls import Call, Happening, Outcome, rule
from farstu.engine.facts import Facts, Look
from farstu.records.contacts import CONTACT
from farstu.records.estates import ESTATE
from farstu.records.merges import known_contact
from farstu.records.named import unknown
from farstu.refusals import invalid
from farstu.texts import say


def _prefetch(call: Call, sent: LoanPromise) -> Iterable[Look]:
    looks: list[Look] = [(CONTACT.key, (call.customer, call.parameters["contactId"]))]
    return [*looks, (ESTATE.key, (call.customer, sent.estate_id))] if sent.estate_id else looks


@rule(ADD_LOAN_PROMISE, _prefetch)
def add_loan_promise(facts: Facts, call: Call, sent: LoanPromise) -> Outcome:
    """Adds a promise; the newest one of a contact is the current one."""
    contact, estate = call.parameters["contactId"], sent.estate_id or None
    known_contact(facts, call.customer, contact)
    if problems := list(unknown(facts, call, "EstateId", "estate", ESTATE.key, estate)):
        raise invalid(*problems)
    row = tables.LoanPromise(
        customer=call.customer,
        id=call.new_id("LOA"),
        contact=contact,
        bank=sent.bank,
        valid_until=sent.valid_until.ticks if sent.valid_until else None,
        estate_type=sent.estate_type.name if sent.estate_type else None,
        estate=estate,
        status=sent.status.name if sent.status else None,
        financing=sent.financing.name,
        partner=call.partner,
        created_at=call.at,
    )
    past = row.valid_until is not None and row.valid_until < call.at
    ids = {"id": row.id, "contactId": contact} | ({"estateId": estate} if estate else {})
    return Outcome(
        value=row.id,
        rows=[row],
        happenings=[Happening("loanPromise.created", ids)],
        decided=[say("decided.loan_promise", id=row.id, contact=contact)],
        advice=[Advice("past-date", call.key("ValidUntil"))] if past else [],
    )

"""An estate's final price is set: every watch on it is due. The reference has no call for it; ours is our own."""

from __future__ import annotations

from farstu.areas.watch.tables import FINAL_PRICE_WATCH
from farstu.areas.watch.telling import tell
from farstu.contract.model import Model
from farstu.engine.calls import Call, Happening, Outcome, Task, nothing_beforehand
from farstu.engine.facts import Facts
from farstu.records.contacts import CONTACT
from farstu.records.estates import ESTATE
from farstu.refusals import not_found
from farstu.store.table import change
from farstu.texts import say

_WATCHES = FINAL_PRICE_WATCH.index("customer", "estate")


class FinalPrice(Model):
    """`amount` in whole SEK. Not of the reference's contract."""

    amount: int


def set_final_price(facts: Facts, call: Call, sent: FinalPrice) -> Outcome:
    """Sets or changes the price; whoever watches it is told once, a changed price is an event only."""
    estate = facts.one(ESTATE.key, call.customer, call.parameters["estateId"])
    if estate is None:
        raise not_found("estateId", "estate", call.parameters["estateId"])
    ids = {"estateId": estate.id, "finalPrice": str(sent.amount)}
    if estate.final_price == sent.amount:
        return Outcome(value=0, decided=[say("decided.price_stands", amount=sent.amount)])
    kind = "estate.finalPriceSet" if estate.final_price is None else "estate.finalPriceChanged"
    sold = change(estate, final_price=sent.amount, final_price_at=call.at, changed_at=call.at)
    outcome = Outcome(rows=[sold], happenings=[Happening(kind, ids)])
    waiting = [watch for watch in facts.by(_WATCHES, call.customer, estate.id) if watch.due_at is None]
    waiting.sort(key=lambda watch: watch.contact)
    for watch in waiting:
        facts.want(CONTACT.key, call.customer, watch.contact)
    for number, watch in enumerate(waiting):
        told = tell(call, watch, facts.one(CONTACT.key, call.customer, watch.contact), sold, number)
        outcome.rows += told.rows
        outcome.happenings += told.happenings
    outcome.value = len(waiting)
    outcome.decided.append(say("decided.price_set", amount=sent.amount, told=len(waiting)))
    return outcome


SET_FINAL_PRICE = Task("SetFinalPrice", set_final_price, nothing_beforehand)

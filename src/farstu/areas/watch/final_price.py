"""An estate's final price is set: every watch on it is due. The reference has no call for it; ours is our own."""

from __future__ import annotations

from farstu.areas.watch.tables import FINAL_PRICE_WATCH
from farstu.areas.watch.telling import tell
from farstu.contract.model import Model
from farstu.engine.calls import Call, Happening, Outcome, Task, nothing_beforehand
from farstu.engine.facts import Facts
from farstu.records.commissions import COMMISSION, NOBODY, SALE, WHOLE, Commission
from farstu.records.contacts import CONTACT
from farstu.records.estates import Estate
from farstu.records.named import named_estate
from farstu.store.table import change
from farstu.texts import say

_WATCHES = FINAL_PRICE_WATCH.index("customer", "estate")


class FinalPrice(Model):
    """`amount` in whole SEK, and what the agent earns by the sale, without VAT. Not of the reference's contract."""

    amount: int
    commission: int | None = None


def set_final_price(facts: Facts, call: Call, sent: FinalPrice) -> Outcome:
    """Sets or changes the price; whoever watches it is told once, a changed price is an event only."""
    estate = named_estate(facts, call)
    ids = {"estateId": estate.id, "finalPrice": str(sent.amount)}
    earned = _earned(facts, call, estate, sent.commission)
    if estate.final_price == sent.amount:
        earned.value = 0
        earned.decided.insert(0, say("decided.price_stands", amount=sent.amount))
        return earned
    kind = "estate.finalPriceSet" if estate.final_price is None else "estate.finalPriceChanged"
    sold = change(estate, final_price=sent.amount, final_price_at=call.at, changed_at=call.at)
    outcome = Outcome(rows=[sold, *earned.rows], happenings=[Happening(kind, ids), *earned.happenings])
    waiting = [watch for watch in facts.by(_WATCHES, call.customer, estate.id) if watch.due_at is None]
    waiting.sort(key=lambda watch: watch.contact)
    for watch in waiting:
        facts.want(CONTACT.key, call.customer, watch.contact)
    for number, watch in enumerate(waiting):
        told = tell(call, watch, facts.one(CONTACT.key, call.customer, watch.contact), sold, number)
        outcome.rows += told.rows
        outcome.happenings += told.happenings
    outcome.value = len(waiting)
    outcome.decided += [say("decided.price_set", amount=sent.amount, told=len(waiting)), *earned.decided]
    return outcome


def _earned(facts: Facts, call: Call, estate: Estate, amount: int | None) -> Outcome:
    """The commission of the estate's own agent; one that is sent again is the first one's in all but the amount."""
    if amount is None:
        return Outcome()
    user = estate.agent or NOBODY
    before = facts.one(COMMISSION.key, call.customer, estate.id, user, SALE)
    made = Commission(call.customer, estate.id, user, SALE, estate.office, amount, WHOLE, call.at)
    return Outcome(
        rows=[change(before, amount=amount) if before else made],
        happenings=[Happening("commission.kept", {"estateId": estate.id, "amount": str(amount)})],
        decided=[say("decided.commission", amount=amount, agent=estate.agent or "–")],
    )


SET_FINAL_PRICE = Task("SetFinalPrice", set_final_price, nothing_beforehand)

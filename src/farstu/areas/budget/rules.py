"""Budgets: one row per office, agent and month, filled in by parts."""

from __future__ import annotations

from collections.abc import Iterable

from farstu.areas.budget.contract import UPDATE_BUDGET, RealtorBudget
from farstu.areas.budget.tables import BUDGET, Budget
from farstu.engine.calls import Call, Happening, Outcome, rule
from farstu.engine.facts import Facts, Look
from farstu.records.offices import OFFICE, OFFICE_USER
from farstu.refusals import not_found
from farstu.store.table import change
from farstu.texts import say


def _place(call: Call) -> tuple[str, str, str, int, int]:
    sent = call.parameters
    return (call.customer, sent["officeId"], sent["userId"], sent["year"], sent["month"])


def _prefetch(call: Call, sent: RealtorBudget) -> Iterable[Look]:
    place = _place(call)
    return [(OFFICE.key, place[:2]), (OFFICE_USER.key, place[:3]), (BUDGET.key, place)]


@rule(UPDATE_BUDGET, _prefetch)
def update_budget(facts: Facts, call: Call, sent: RealtorBudget) -> Outcome:
    """Sets what was sent; a member that was left out or null keeps what is stored."""
    customer, office, user, year, month = place = _place(call)
    if facts.one(OFFICE.key, customer, office) is None:
        raise not_found("officeId", "office", office)
    if facts.one(OFFICE_USER.key, customer, office, user) is None:
        raise not_found("userId", "office_user", user)
    stored = facts.one(BUDGET.key, *place)
    values = _sent_values(sent)
    before = stored or Budget(*place, None, None, None, None, None, call.at, call.at)
    kind = "budget.changed" if stored else "budget.created"
    decided = [say(f"decided.{kind}", year=year, month=month, members=", ".join(values) or "–")]
    ids = {"officeId": office, "userId": user, "year": str(year), "month": str(month)}
    row = change(before, **values, changed_at=call.at)
    return Outcome(rows=[row], happenings=[Happening(kind, ids)], decided=decided)


def _sent_values(sent: RealtorBudget) -> dict[str, int]:
    estates, meetings = sent.estates, sent.sale_meetings
    values = {
        "commission": sent.commission,
        "sold": estates.sold if estates else None,
        "registered": estates.registered if estates else None,
        "total": meetings.total if meetings else None,
        "own_booked": meetings.own_booked if meetings else None,
    }
    return {name: value for name, value in values.items() if value is not None}

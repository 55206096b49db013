"""Budgets read back: every office with the goals of its agents."""

from __future__ import annotations

import sqlalchemy as sa

from farstu.areas.budget.contract import (
    REPORT_BUDGETS,
    BudgetOfficeReportRow,
    BudgetUserReportRow,
    Estates,
    SaleMeetings,
)
from farstu.areas.budget.tables import BUDGET
from farstu.engine.reads import Asked, read
from farstu.records.offices import OFFICE, USER, full_name
from farstu.refusals import invalid
from farstu.store.queries import Query
from farstu.texts import say

_YEARS_FROM, _YEARS_TO = 0, 9999


def _report() -> Query:
    office, budget, user = OFFICE.sql.c, BUDGET.sql.c, USER.sql.c
    month = budget.year * 12 + budget.month
    goals = (budget.commission, budget.sold, budget.registered, budget.total, budget.own_booked)
    joined = OFFICE.sql.outerjoin(
        BUDGET.sql,
        sa.and_(
            budget.customer == office.customer,
            budget.office == office.id,
            month.between(sa.bindparam("first"), sa.bindparam("last")),
        ),
    ).outerjoin(USER.sql, sa.and_(user.customer == office.customer, user.id == budget.user))
    return Query(
        sa.select(
            office.id, office.name, office.city, budget.user, user.first_name, user.last_name,
            budget.year, budget.month, *goals,
        )
        .select_from(joined)
        .where(office.customer == sa.bindparam("customer"))
        .order_by(office.id, budget.user, month)
    )  # fmt: skip


_REPORT = _report()


@read(REPORT_BUDGETS)
async def report_budgets(asked: Asked) -> list[BudgetOfficeReportRow]:
    """Every office, also one where nobody has goals."""
    first, last = _month(asked, "from", _YEARS_FROM, 1), _month(asked, "to", _YEARS_TO, 12)
    if first > last:
        raise invalid(("toYear", say("error.ends_before", first="fromYear", last="toYear")))
    offices: dict[str, BudgetOfficeReportRow] = {}
    for office, name, city, user, *goals in await asked.rows(_REPORT, customer=asked.customer, first=first, last=last):
        if office not in offices:
            offices[office] = BudgetOfficeReportRow(customer_id=asked.customer, name=name, city=city, users=[])
        if user is not None:
            offices[office].users.append(_user_row(user, *goals))
    return list(offices.values())


def _month(asked: Asked, side: str, year: int, month: int) -> int:
    """A month as its number since the year 0."""
    sent_year, sent_month = asked.parameters[f"{side}Year"], asked.parameters[f"{side}Month"]
    if sent_month is not None and sent_year is None:
        raise invalid((f"{side}Year", say("error.needed_with", member=f"{side}Year", other=f"{side}Month")))
    return (year if sent_year is None else sent_year) * 12 + (sent_month or month)


def _user_row(
    user: str, first_name: str | None, last_name: str | None, year: int, month: int,
    commission: int | None, sold: int | None, registered: int | None, total: int | None, own_booked: int | None,
) -> BudgetUserReportRow:  # fmt: skip
    return BudgetUserReportRow(
        user_id=user,
        name=full_name(first_name, last_name),
        year=year,
        month=month,
        commission=commission,
        estates=Estates(sold=sold, registered=registered),
        sale_meetings=SaleMeetings(total=total, own_booked=own_booked),
    )

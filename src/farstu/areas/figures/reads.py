"""What offices and agents have sold and earned."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from farstu.areas.figures.contract import (
    COMMISSION_REPORT,
    MOST_DAYS,
    MOST_RUNNING_DAYS,
    OFFICE_STATISTICS,
    REALTOR_STATISTICS,
    RUNNING_COMMISSIONS,
    AssignmentType,
    CommissionOffice,
    CommissionOfficeReport,
    OfficeStatistics,
    RealtorStatistics,
    RunningCommission,
)
from farstu.areas.figures.queries import OF_OFFICES, OF_USERS, RUNNING
from farstu.contract.moment import answered
from farstu.engine.reads import Asked, read
from farstu.records.commissions import NOBODY, SALE, VALUATION, WHOLE, WRITING
from farstu.records.offices import full_name
from farstu.records.spans import span
from farstu.store.queries import Query

_KINDS = (SALE, VALUATION, WRITING)


@dataclass
class _Figures:
    """What is summed up for an office or a user; amounts and parts by kind of assignment."""

    names: tuple[str, ...]
    price: int = 0
    sold: int = 0
    intakes: int = 0
    amounts: dict[str, int] = field(default_factory=dict)
    parts: dict[str, float] = field(default_factory=dict)

    def add(self, kind: str, price: int, sold: int, intakes: int, amount: int, part: int) -> None:
        """Takes in the sums of one kind."""
        self.price += price
        self.sold += sold
        self.intakes += intakes
        self.amounts[kind] = amount
        self.parts[kind] = part / WHOLE

    @property
    def commission(self) -> float:
        return float(sum(self.amounts.values()))

    @property
    def percentage(self) -> float:
        """What sales earned, of their prices."""
        return 100 * self.amounts.get(SALE, 0) / self.price if self.price else 0.0

    @property
    def average(self) -> float:
        """What sales earned, a home."""
        return self.amounts.get(SALE, 0) / self.sold if self.sold else 0.0

    def shared(self) -> dict[str, Any]:
        """The members that both statistics have."""
        return {
            "commission": self.commission,
            "total_sales": float(self.price),
            "commission_percentage": self.percentage,
            "average_commission": self.average,
            "attempted_intakes": self.intakes,
            "sold": self.sold,
        }


async def _figures(asked: Asked, query: Query, most_days: int | None = None) -> dict[str, _Figures]:
    """Of every office or user, in the order of their ids."""
    first, last = span(asked, "dateFrom", "dateTo", most_days)
    wanted: AssignmentType = asked.parameters["assignment"]
    kinds = _KINDS if wanted is AssignmentType.All else (wanted.name,)
    found: dict[str, _Figures] = {}
    for key, *rest in await asked.rows(query, customer=asked.customer, first=first, last=last, kinds=kinds):
        *names, kind, price, sold, intakes, amount, part = rest
        figures = found.setdefault(key, _Figures(tuple(names)))
        if kind is not None:
            figures.add(kind, price, sold, intakes, amount, part)
    return found


@read(OFFICE_STATISTICS)
async def office_statistics(asked: Asked) -> list[OfficeStatistics]:
    """Every office, also one where nothing was sold."""
    found = await _figures(asked, OF_OFFICES)
    number = _number(asked.customer)
    return [OfficeStatistics(customer_id=number, name=of.names[0], **of.shared()) for of in found.values()]


@read(REALTOR_STATISTICS)
async def realtor_statistics(asked: Asked) -> list[RealtorStatistics]:
    """Every user, also one who has sold nothing."""
    found = await _figures(asked, OF_USERS)
    return [RealtorStatistics(realtor_id=user, name=full_name(*of.names), **of.shared()) for user, of in found.items()]


@read(COMMISSION_REPORT)
async def commission_report(asked: Asked) -> list[CommissionOfficeReport]:
    """Every office, also one where nothing was earned."""
    found = await _figures(asked, OF_OFFICES, MOST_DAYS)
    return [
        CommissionOfficeReport(
            customer_id=_number(asked.customer),
            office=CommissionOffice(customer_id=asked.customer, office_id=office, name=of.names[0]),
            commission=of.commission,
            sold_total_price=float(of.price),
            sold_commission_percentage=of.percentage,
            sold_average_commission=of.average,
            sold_estate_parts=of.parts.get(SALE, 0.0),
            writing_parts=of.parts.get(WRITING, 0.0),
            valuation_parts=of.parts.get(VALUATION, 0.0),
        )
        for office, of in found.items()
    ]


@read(RUNNING_COMMISSIONS)
async def running_commissions(asked: Asked) -> list[RunningCommission]:
    """The oldest first."""
    first, last = span(asked, "dateFrom", "dateTo", MOST_RUNNING_DAYS)
    return [
        RunningCommission(
            user_id=None if user == NOBODY else user,
            customer_id=asked.customer,
            estate_id=estate,
            amount=float(amount),
            exchange_rate=1.0,
            obtained_at=answered(obtained_at),
        )
        for user, estate, amount, obtained_at in await asked.rows(
            RUNNING, customer=asked.customer, first=first, last=last
        )
    ]


def _number(customer: str) -> int:
    """`M10001` is 10001."""
    digits = customer[1:]
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else 0

"""What each agent is to reach, month by month, in the year at hand."""

from __future__ import annotations

from collections.abc import Iterator

from farstu.areas.budget.tables import Budget
from farstu.demo.making import Making
from farstu.demo.staff import Agency, Worker

_SHARE_OF_SEASON = (60, 80, 110, 120, 140, 100, 30, 110, 130, 120, 90, 50)
"""Homes change owners in spring and autumn: hundredths of an ordinary month, January first."""


def make_budgets(making: Making, agency: Agency) -> Iterator[Budget]:
    """Twelve for everybody at the agency, at the office where most of the work is done."""
    for worker in agency.workers:
        usual = making.rng.randint(2, 5)
        for month, share in enumerate(_SHARE_OF_SEASON, 1):
            yield _budget(making, worker, month, share * usual // 100)


def _budget(making: Making, worker: Worker, month: int, sold: int) -> Budget:
    """An assistant books meetings and sells nothing."""
    meetings = 2 * sold + 3
    made_at = making.days.at(-200, 9)
    return Budget(
        customer=worker.user.customer,
        office=worker.office.id,
        user=worker.user.id,
        year=making.days.today.year,
        month=month,
        commission=sold * 65_000 if worker.sells else None,
        sold=sold if worker.sells else None,
        registered=sold + 1 if worker.sells else None,
        total=meetings,
        own_booked=meetings * 2 // 3,
        created_at=made_at,
        changed_at=made_at,
    )

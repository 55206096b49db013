"""Days around the moment at which the demo is made, on the Swedish wall clock."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from farstu.contract.moment import SWEDEN, TICKS_PER_SECOND, ticks_of


class Days:
    """Turns "three days ago at ten" into ticks of 100 ns since 1970."""

    def __init__(self, now: int) -> None:
        self.now = now
        self.today: date = datetime.fromtimestamp(now // TICKS_PER_SECOND, SWEDEN).date()

    def at(self, days: int, hour: int, minute: int = 0) -> int:
        """Ticks of a wall clock so many days from today; negative days are past."""
        return ticks_of(datetime.combine(self.today + timedelta(days=days), time(hour, minute), SWEDEN))

    def sunday(self, weeks: int, hour: int, minute: int = 0) -> int:
        """Ticks on a Sunday: 1 is the next one, -1 the last one, never today."""
        weekday = self.today.isoweekday()
        days = 7 * weeks - weekday % 7 if weeks > 0 else 7 * weeks + (7 - weekday)
        return self.at(days, hour, minute)

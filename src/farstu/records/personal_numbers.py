"""Swedish personal numbers and coordination numbers: what is one, and its one form for comparing."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from personnummer import personnummer

from farstu.contract.moment import TICKS_PER_SECOND

_FORM = re.compile(r"(\d\d)?(\d{6})([-+ ]?)(\d{4})", re.ASCII)


def normalised(text: str, now: int) -> str | None:
    """Twelve digits (`199001012384`) of a valid number in any of its usual spellings; None for anything else."""
    number = in_full(text, now)
    return number if number and personnummer.valid(number) else None


def in_full(text: str, now: int) -> str | None:
    """Twelve digits of what is spelled as a number; None for anything else.

    `now` (ticks) decides the century of a number written without one: nobody is born after this year, and `+` says
    a hundred years or more ago.
    """
    match = _FORM.fullmatch(text.strip())
    if match is None:
        return None
    century, born, mark, last = match.groups()
    if century is None:
        century = _century(int(born[:2]), mark, _year(now))
    return f"{century}{born}{last}"


def _century(year_of_century: int, mark: str, this_year: int) -> str:
    year = this_year - (this_year - year_of_century) % 100
    return str((year - 100 if mark == "+" else year) // 100)


def _year(now: int) -> int:
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=now // TICKS_PER_SECOND)).year

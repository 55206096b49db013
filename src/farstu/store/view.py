"""Views: what is counted of the tables, to be read by anybody who reads the database itself.

Each row says whose it is. On PostgreSQL a view sees what its reader may see: row-level security is the tables' own, and
from version 15 on it is asked for whoever reads. A view is declared once; the two databases only differ in how they
take a time apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

TEXT, WHOLE, FRACTION, MOMENT = "text", "whole", "fraction", "moment"
"""What a column holds; a moment in ticks."""
TimeOf = Callable[[str, str], str]
"""The `year` or `month` of ticks, by the Swedish clock, in SQL."""


@dataclass(frozen=True)
class View:
    """A view by its columns and what each holds; `key` tells its rows apart, `customer` first. `select` is the text of
    its statement where there is a `TimeOf`."""

    name: str
    columns: dict[str, str]
    key: tuple[str, ...]
    select: Callable[[TimeOf], str]

    def __post_init__(self) -> None:
        VIEWS[self.name] = self


VIEWS: dict[str, View] = {}
_UNIX = "({ticks} / 10000000)"


def time_in_sqlite(part: str, ticks: str) -> str:
    """SQLite knows no time zones. No month begins in the weeks in which the clock is changed: each begins by summer
    time, two hours before UTC, from April to October, and by winter time else."""
    unix = _UNIX.format(ticks=ticks)
    summer = f"CAST(strftime('%m', {unix} + 7200, 'unixepoch') AS INTEGER) BETWEEN 4 AND 10"
    wanted = {"year": "%Y", "month": "%m"}[part]
    return f"CAST(strftime('{wanted}', {unix} + CASE WHEN {summer} THEN 7200 ELSE 3600 END, 'unixepoch') AS INTEGER)"


def time_in_postgres(part: str, ticks: str) -> str:
    """PostgreSQL knows the Swedish clock."""
    unix = _UNIX.format(ticks=ticks)
    return f"CAST(EXTRACT({part} FROM to_timestamp({unix}) AT TIME ZONE 'Europe/Stockholm') AS BIGINT)"


def made_in_sqlite() -> Iterator[str]:
    """The statements that make every view."""
    for name, view in sorted(VIEWS.items()):
        yield f'CREATE VIEW "{name}" AS {view.select(time_in_sqlite)}'


def made_in_postgres() -> Iterator[str]:
    """The same. That a view is asked for whoever reads it, an older version cannot be told: there its owner is asked,
    whom row-level security holds too."""
    for name, view in sorted(VIEWS.items()):
        yield f'CREATE VIEW "{name}" AS {view.select(time_in_postgres)}'
        yield (
            "DO $$ BEGIN IF current_setting('server_version_num')::int >= 150000 THEN "
            f'ALTER VIEW "{name}" SET (security_invoker = true); END IF; END $$'
        )

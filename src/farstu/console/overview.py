"""The first page: how many calls, what went wrong, what was slow."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from starlette.responses import Response
from starlette.routing import Route

from farstu.console.calls import Calls, Filters, Short
from farstu.console.serving import ROOT
from farstu.console.sight import sight_of
from farstu.console.visit import Guard, Visit
from farstu.contract.moment import TICKS_PER_SECOND, swedish_text
from farstu.engine.tables import JOURNAL

HOUR_TICKS = 3600 * TICKS_PER_SECOND
HOURS = 24
MOST_CALLS = 2_000
"""So many of the newest calls are looked at for what went wrong and what was slow."""
SETTLED_TICKS = HOUR_TICKS // 12
MOST_REMEMBERED = 2_000
"""An hour that has ended so long ago is counted once; so many hours are remembered."""
SHOWN = 8
WIDTH, HEIGHT, STEP = 960, 180, 40
"""Of the picture, and of one hour in it."""


@dataclass(frozen=True)
class Hour:
    """How many calls an hour had, and how many of them were refused; None where that was not looked at."""

    label: str
    calls: int
    refused: int | None


@dataclass(frozen=True)
class Bar:
    """An hour as it is drawn."""

    hour: Hour
    x: int
    height: float
    refused: float


def overview_routes(guard: Guard) -> list[Route]:
    """Each in its place."""
    return [
        Route(ROOT, guard.person(_overview), methods=["GET"]),
        Route(f"{ROOT}/overview/tail", guard.person(_tail, seen=False), methods=["GET"]),
    ]


async def _overview(visit: Visit) -> Response:
    return await _show(visit, "overview.html")


async def _tail(visit: Visit) -> Response:
    return await _show(visit, "overview_part.html")


async def _show(visit: Visit, template: str) -> Response:
    await visit.kit.settle()
    sight = await sight_of(visit)
    calls = Calls(visit.kit.readers, sight)
    since = visit.kit.clock() // HOUR_TICKS * HOUR_TICKS - (HOURS - 1) * HOUR_TICKS
    latest = (await calls.page(Filters(since=since), limit=MOST_CALLS)).rows
    is_all = len(latest) < MOST_CALLS
    counts = Counter((row.at - since) // HOUR_TICKS for row in latest)
    if not is_all and sight.partner is None:
        counts = await _counts(visit, calls, since)
    refused = Counter((row.at - since) // HOUR_TICKS for row in latest if row.status >= 400)
    hours = [
        Hour(swedish_text(since + place * HOUR_TICKS)[11:13], counts[place], refused[place] if is_all else None)
        for place in range(HOURS)
    ]
    kinds = Counter((row.status, row.operation) for row in latest if row.status >= 400).most_common(SHOWN)
    slowest = sorted(latest, key=lambda row: -row.milliseconds)[:SHOWN]
    last = [row for row in latest if row.status >= 400][:SHOWN]
    return await visit.page(
        template,
        bars=_bars(hours),
        top=max((hour.calls for hour in hours), default=0),
        total=sum(hour.calls for hour in hours),
        refused=None if not is_all else sum(refused.values()),
        slow=_ninety_fifth(latest),
        looked_at=None if is_all else MOST_CALLS,
        kinds=kinds,
        most=max((count for _, count in kinds), default=1),
        slowest=slowest,
        last=last,
        details=await calls.details([*slowest, *last]),
        size=(WIDTH, HEIGHT, STEP),
    )


async def _counts(visit: Visit, calls: Calls, since: int) -> Counter[int]:
    """How many calls each hour had, of all of them. Hours that are over are remembered."""
    customers, known = calls.customers(Filters()), visit.kit.counted
    hours = [(*customers, str(since + place * HOUR_TICKS)) for place in range(HOURS)]
    first = next((place for place, hour in enumerate(hours) if hour not in known), HOURS - 1)
    found = await _count(visit, customers, since + first * HOUR_TICKS)
    counts = Counter({place: known.get(hour, 0) for place, hour in enumerate(hours[:first])})
    counts.update({first + place: count for place, count in found.items()})
    if len(known) > MOST_REMEMBERED:
        known.clear()
    settled = visit.kit.clock() - SETTLED_TICKS - HOUR_TICKS
    known.update({hour: counts[place] for place, hour in enumerate(hours) if since + place * HOUR_TICKS <= settled})
    return counts


async def _count(visit: Visit, customers: list[str], since: int) -> dict[int, int]:
    """How many calls there were in each hour since one began."""
    text = (
        f'SELECT ("at" - ?) / {HOUR_TICKS}, count(*) FROM "{JOURNAL.name}" '  # noqa: S608 - names of ours
        f'WHERE "customer" IN ({", ".join("?" * len(customers))}) AND "at" >= ? GROUP BY 1'
    )
    rows = await visit.kit.readers.rows(text, (since, *customers, since), customers)
    return {int(hour): count for hour, count in rows}


def _bars(hours: list[Hour]) -> list[Bar]:
    top = max((hour.calls for hour in hours), default=0) or 1
    return [
        Bar(
            hour,
            place * STEP + 6,
            round(hour.calls / top * HEIGHT, 1),
            round((hour.refused or 0) / top * HEIGHT, 1),
        )
        for place, hour in enumerate(hours)
    ]


def _ninety_fifth(rows: list[Short]) -> float | None:
    """Milliseconds within which nineteen of twenty were answered."""
    if not rows:
        return None
    times = sorted(row.milliseconds for row in rows)
    return float(times[int(len(times) * 0.95) if len(times) > 1 else 0]) / 1000

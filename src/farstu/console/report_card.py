"""Report cards: what a partner's calls did that would hurt in production, as a page and as Markdown."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from starlette.responses import Response
from starlette.routing import Route

from farstu.console.calls import Calls, Filters, Short
from farstu.console.judging import Called, Finding, judge
from farstu.console.partners import all_partners, partner_named
from farstu.console.rendering import render
from farstu.console.serving import ROOT
from farstu.console.sight import sight_of
from farstu.console.visit import Guard, Visit

MOST_CALLS = 2_000
"""So many of the newest calls are judged."""
AT_ONCE = 500


@dataclass(frozen=True)
class Card:
    """A report card: how many calls were judged, since when (ticks), and what was found."""

    partner: str
    calls: int
    since: int | None
    until: int | None
    findings: list[Finding]

    def markdown(self, language: str) -> str:
        """The same for a pull request or a letter."""
        return render("report_card.md", language, {"card": self})


async def card_of(calls: Calls, partner: str, now: int) -> Card:
    """Judges the newest calls of a partner. StoreError."""
    rows: list[Short] = []
    before: str | None = None
    while len(rows) < MOST_CALLS:
        page = await calls.page(Filters(partner=partner), before, AT_ONCE)
        rows += page.rows
        before = page.older
        if before is None:
            break
    called: list[Called] = []
    for start in range(0, len(rows), AT_ONCE):
        called += await calls.entries(rows[start : start + AT_ONCE])
    findings = await asyncio.to_thread(judge, called, now)
    times = [row.at for row in rows]
    return Card(partner, len(rows), min(times, default=None), max(times, default=None), findings)


def report_routes(guard: Guard) -> list[Route]:
    """Each in its place."""
    return [
        Route(f"{ROOT}/report-cards", guard.person(_cards), methods=["GET"]),
        Route(f"{ROOT}/report-cards/{{name}}", guard.person(_card), methods=["GET"]),
        Route(f"{ROOT}/report-cards/{{name}}/markdown", guard.person(_markdown), methods=["GET"]),
    ]


async def _cards(visit: Visit) -> Response:
    partners = await all_partners(visit)
    if len(partners) == 1:
        return visit.to(f"/report-cards/{partners[0].name}")
    return await visit.page("report_cards.html", partners=partners)


async def _of(visit: Visit) -> Card:
    await visit.kit.settle()
    partner = await partner_named(visit)
    return await card_of(Calls(visit.kit.readers, await sight_of(visit)), partner.name, visit.kit.clock())


async def _card(visit: Visit) -> Response:
    return await visit.page("report_card.html", card=await _of(visit))


async def _markdown(visit: Visit) -> Response:
    card = await _of(visit)
    headers = {
        "Cache-Control": "no-store",
        "Content-Disposition": f'attachment; filename="report-card-{card.partner}.md"',
    }
    return Response(card.markdown(visit.language), headers=headers, media_type="text/markdown")

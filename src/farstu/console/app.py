"""The console's pages, each in its place."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response

from farstu.console.account import account_routes
from farstu.console.data import data_routes
from farstu.console.journal import journal_routes
from farstu.console.kit import Kit
from farstu.console.overview import overview_routes
from farstu.console.partners import partner_routes
from farstu.console.people import people_routes
from farstu.console.report_card import report_routes
from farstu.console.sandbox import sandbox_routes
from farstu.console.visit import Guard, Visit
from farstu.refusals import NOT_FOUND, Refused, wrong_method
from farstu.texts import say

_ROUTES = (
    overview_routes, journal_routes, partner_routes, report_routes, data_routes, sandbox_routes, people_routes,
    account_routes,
)  # fmt: skip


def console_app(kit: Kit) -> Starlette:
    """The application under `/console`."""
    guard = Guard(kit)

    async def missing(visit: Visit) -> Response:
        raise Refused(404, NOT_FOUND, say("refusal.no_page"))

    async def wrong(visit: Visit) -> Response:
        raise wrong_method(visit.request.method, "GET, POST")

    no_page, no_method = guard.anybody(missing), guard.anybody(wrong)

    async def on_404(request: Request, error: Exception) -> Response:
        return await no_page(request)

    async def on_405(request: Request, error: Exception) -> Response:
        return await no_method(request)

    return Starlette(
        routes=[route for routes in _ROUTES for route in routes(guard)],
        exception_handlers={404: on_404, 405: on_405},
    )

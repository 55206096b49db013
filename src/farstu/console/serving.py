"""Where the console begins. Light to import: what makes its pages comes with the first of them."""

from __future__ import annotations

from functools import cached_property
from importlib import resources

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from farstu.console.kit import Kit

ROOT = "/console"
STATIC = resources.files("farstu.console").joinpath("static")


class Console:
    """The console of one server."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit

    @cached_property
    def _app(self) -> ASGIApp:
        from farstu.console.app import console_app

        return console_app(self._kit)

    def routes(self) -> list[Route]:
        """Where it lies."""
        return [Route(ROOT, self), Route(f"{ROOT}/{{rest:path}}", self)]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._app(scope, receive, send)


def moved(request: Request, path: str) -> Response:
    """Leads to another page of the console; htmx goes there too."""
    if request.headers.get("hx-request"):
        return Response("", 204, {"HX-Redirect": path, "Cache-Control": "no-store"})
    return Response("", 303, {"Location": path, "Cache-Control": "no-store"})

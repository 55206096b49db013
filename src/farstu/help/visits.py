"""What pages and files have in common when they are asked for on a running server."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

_HOST = re.compile(r"[A-Za-z0-9.-]+(:\d+)?|\[[0-9a-fA-F:.]+\](:\d+)?")


class AnyCase(Route):
    """A route that is found in any letter case, as the reference's pages are."""

    def __init__(self, path: str, endpoint: Callable[[Request], Awaitable[Response]]) -> None:
        super().__init__(path, endpoint)
        self.path_regex = re.compile(self.path_regex.pattern, re.IGNORECASE)


def address_of(request: Request) -> str:
    """The server's address as this caller knows it; what is no host's name is not repeated."""
    host = request.headers.get("host", "")
    if _HOST.fullmatch(host):
        return f"{request.url.scheme}://{host}"
    name, port = request.scope.get("server") or ("localhost", 80)
    return f"{request.url.scheme}://{name}:{port}"

"""Where a caller found the server."""

from __future__ import annotations

import re

from starlette.requests import Request

_HOST = re.compile(r"[A-Za-z0-9.-]+(:\d+)?|\[[0-9a-fA-F:.]+\](:\d+)?")


def address_of(request: Request) -> str:
    """The server's address as this caller knows it; what is no host's name is not repeated."""
    host = request.headers.get("host", "")
    if _HOST.fullmatch(host):
        return f"{request.url.scheme}://{host}"
    name, port = request.scope.get("server") or ("localhost", 80)
    return f"{request.url.scheme}://{name}:{port}"

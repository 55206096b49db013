"""The event loop of a server: uvloop's, with an end to waiting for a TLS handshake."""

from __future__ import annotations

from typing import Any

import uvloop

HANDSHAKE_SECONDS = 10.0
"""A connection is counted, and looked after, only once its handshake is done; until then this is its limit."""


class Loop(uvloop.Loop):
    """Gives a client so long for its handshake; uvicorn has no setting for it."""

    async def create_server(self, *arguments: Any, **named: Any) -> Any:
        if named.get("ssl") is not None:
            named.setdefault("ssl_handshake_timeout", HANDSHAKE_SECONDS)
        return await super().create_server(*arguments, **named)

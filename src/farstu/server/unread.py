"""Answers to what was never read as a request, and so says neither what it is nor in what form to answer it."""

from __future__ import annotations

from http import HTTPStatus

from farstu.refusals import CLOSE, Refused
from farstu.server.safe import SAFE_AS_TEXT
from farstu.texts import preferred
from farstu.wire.errors import write_refusal
from farstu.wire.negotiation import default_format


def refusal_as_bytes(refused: Refused, request_id: str) -> bytes:
    """The whole answer as it goes over the wire, after which the connection is to be closed."""
    chosen = default_format()
    body = write_refusal(refused, chosen.codec, preferred(""), request_id)
    headers = (
        ("Content-Type", chosen.content_type),
        ("Content-Length", str(len(body))),
        ("Cache-Control", "no-store"),
        ("Request-Id", request_id),
        CLOSE,
        *SAFE_AS_TEXT,
        *refused.headers,
    )
    head = "".join(f"{name.lower()}: {value}\r\n" for name, value in headers)
    return f"HTTP/1.1 {refused.status} {HTTPStatus(refused.status).phrase}\r\n{head}\r\n".encode("latin-1") + body

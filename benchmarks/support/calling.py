"""Calls one after another on a connection that stays open, each timed."""

from __future__ import annotations

import http.client
import time
from urllib.parse import urlsplit

from benchmarks.support.http import Request
from benchmarks.support.peer import NotRight


def connection_to(url: str) -> http.client.HTTPConnection:
    """To the server of an address; opened by the first call."""
    place = urlsplit(url)
    return http.client.HTTPConnection(place.hostname or "", place.port)


def seconds_of(connection: http.client.HTTPConnection, request: Request) -> float:
    """The seconds until all of the answer was there. NotRight."""
    begun = time.perf_counter()
    connection.request(request.method, request.path, request.body, request.headers)
    answer = connection.getresponse()
    body = answer.read()
    taken = time.perf_counter() - begun
    if answer.status != 200:
        raise NotRight(f"{request.method} {request.path}: {answer.status} {body[:200]!r}")
    return taken

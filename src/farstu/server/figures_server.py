"""The port for figures, with limits like those of the main one: so many at once, each for so long. Imported only where
figures are asked for."""

from __future__ import annotations

import socket
from contextlib import suppress
from socketserver import ThreadingMixIn
from threading import BoundedSemaphore, Timer
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from prometheus_client import CollectorRegistry, make_wsgi_app

MOST_AT_ONCE = 16
MOST_SECONDS = 10.0
"""For all of it: to ask, and to read the answer. Each connection is for one question."""


class _Handler(WSGIRequestHandler):
    timeout = MOST_SECONDS

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - as it is called above
        """Says nothing of who asks."""


class FiguresServer(ThreadingMixIn, WSGIServer):
    """One thread a connection, and no more connections than that; who is too slow is cut off. OSError."""

    daemon_threads = True
    block_on_close = False

    def __init__(
        self, host: str, port: int, registry: CollectorRegistry, most: int = MOST_AT_ONCE, seconds: float = MOST_SECONDS
    ) -> None:
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._free = BoundedSemaphore(most)
        self._seconds = seconds
        super().__init__((host, port), _Handler)
        self.set_app(make_wsgi_app(registry))

    def process_request(self, request: Any, client_address: Any) -> None:
        if self._free.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        end = Timer(self._seconds, _cut, (request,))
        end.daemon = True
        end.start()
        try:
            super().process_request_thread(request, client_address)
        finally:
            end.cancel()
            self._free.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Whoever went away in the midst is nobody's fault here."""


def _cut(request: socket.socket) -> None:
    with suppress(OSError):
        request.shutdown(socket.SHUT_RDWR)

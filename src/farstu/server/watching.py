"""Who is told of every call that was answered: the meter, and those whom the settings name."""

from __future__ import annotations

import time
from collections.abc import Callable

import structlog

from farstu.engine.calls import Answer
from farstu.engine.meter import Meter
from farstu.server.exchange import Exchange

log = structlog.get_logger()

NO_OPERATION = "none"
PAGES = "pages"

Observer = Callable[[Exchange, Answer], None]


class Watch:
    """Tells them. Figures are by operation and status, which are few whatever a caller sends."""

    def __init__(self, meter: Meter, observers: tuple[Observer, ...] = ()) -> None:
        self._meter = meter
        self._observers = observers

    def answered(self, exchange: Exchange, answer: Answer) -> None:
        """A call to an operation, or to nothing."""
        operation = exchange.operation.id if exchange.operation else NO_OPERATION
        self._meter.call(operation, answer.status, time.perf_counter() - exchange.started)
        for observer in self._observers:
            observer(exchange, answer)

    def showed(self, status: int, started: float) -> None:
        """A page or a control, of whatever address."""
        self._meter.call(PAGES, status, time.perf_counter() - started)


def log_access(exchange: Exchange, answer: Answer) -> None:
    """One line a call: what was called, by which partner, and what came of it. Nothing of what was sent."""
    log.info(
        "call",
        request_id=exchange.id,
        operation=exchange.operation.id if exchange.operation else NO_OPERATION,
        status=answer.status,
        milliseconds=round((time.perf_counter() - exchange.started) * 1000, 3),
        partner=exchange.principal.partner if exchange.principal else None,
    )

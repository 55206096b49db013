"""OpenTelemetry traces of answered calls. The library comes with `farstu[tracing]`, and only if traces are wanted."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from farstu import __version__
from farstu.engine.calls import Answer
from farstu.server.exchange import Exchange
from farstu.server.faults import TRACING_MISSING, CannotServe
from farstu.server.watching import Observer

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import TracerProvider

NANOSECONDS_A_TICK = 100
NANOSECONDS = 1_000_000_000
_PARENT = (b"traceparent", b"tracestate")


@contextmanager
def traced(collector: str) -> Iterator[Observer]:
    """An observer that sends a span for each call to an operation to an OTLP collector (its address, without
    `/v1/traces`), in batches beside the calls. CannotServe where the library is missing."""
    provider = _provider(collector)
    try:
        yield _observer(provider)
    finally:
        provider.shutdown()


def _provider(collector: str) -> TracerProvider:
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
    except ImportError as error:
        line = "For --traces more is needed: install requirements/tracing.txt beside farstu."
        raise CannotServe(line, TRACING_MISSING) from error
    provider = TracerProvider(resource=Resource.create({"service.name": "farstu", "service.version": __version__}))
    exporter = OTLPSpanExporter(endpoint=f"{collector.rstrip('/')}/v1/traces")
    provider.add_span_processor(BatchSpanProcessor(exporter))
    return provider


def _observer(provider: TracerProvider) -> Callable[[Exchange, Answer], None]:
    from opentelemetry.trace import SpanKind, Status, StatusCode, set_span_in_context
    from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

    tracer = provider.get_tracer("farstu", __version__)
    propagator = TraceContextTextMapPropagator()

    def observe(exchange: Exchange, answer: Answer) -> None:
        operation = exchange.operation
        if operation is None:
            return
        now = time.perf_counter()
        start = exchange.at * NANOSECONDS_A_TICK

        def at(moment: float) -> int:
            return start + round((moment - exchange.started) * NANOSECONDS)

        parent = propagator.extract({name.decode(): exchange.header(name) for name in _PARENT})
        span = tracer.start_span(
            operation.id,
            parent,
            SpanKind.SERVER,
            {
                "http.request.method": operation.method,
                "http.route": f"/{operation.route}",
                "http.response.status_code": answer.status,
                "farstu.request_id": exchange.id,
            },
            start_time=start,
        )
        if exchange.asked:
            within = set_span_in_context(span)
            tracer.start_span("database", within, start_time=at(exchange.asked)).end(at(now))
        if answer.status >= 500:
            span.set_status(Status(StatusCode.ERROR))
        span.end(at(now))

    return observe

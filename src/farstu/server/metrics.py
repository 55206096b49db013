"""Prometheus' view of the meter, on a port of its own. Imported only where that is asked for."""

from __future__ import annotations

import errno
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from math import inf
from threading import Thread
from typing import Any

import structlog
from prometheus_client import CollectorRegistry, ProcessCollector
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector

from farstu import __version__
from farstu.engine.meter import Histogram, Meter
from farstu.server.faults import PORT_UNUSABLE, CannotServe
from farstu.server.figures_server import FiguresServer

log = structlog.get_logger()

GAUGES = {
    "farstu_queue_calls": "Calls that wait for a batch.",
    "farstu_connections": "Connections that are open.",
    "farstu_data_free_bytes": "Free space on the disk of the data folder.",
}
COUNTERS = {
    "farstu_journal_dropped_rows": "Journal rows of reads and refusals that were lost, for want of room or database.",
    "farstu_refused_credentials": "Calls with credentials that are not valid, answered with 401 or 429.",
    "farstu_refused_unread": "What came and was no HTTP, or had a head that is too long.",
}
"""What is read off at the moment of asking, by the name of the reading."""


class FarstuCollector(Collector):
    """Reads the meter when Prometheus asks."""

    def __init__(self, meter: Meter) -> None:
        self._meter = meter

    def collect(self) -> Iterable[Metric]:
        meter = self._meter
        info = GaugeMetricFamily("farstu_info", "The program's version.", labels=["version"])
        info.add_metric([__version__], 1)
        yield info
        calls = CounterMetricFamily("farstu_calls", "Answered calls.", labels=["operation", "status"])
        for (operation, status), count in meter.calls.copy().items():
            calls.add_metric([operation, str(status)], count)
        yield calls
        seconds = HistogramMetricFamily("farstu_call_seconds", "From a request to its answer.", labels=["operation"])
        for operation, histogram in meter.seconds.copy().items():
            _add(seconds, histogram, operation)
        yield seconds
        yield _add(HistogramMetricFamily("farstu_batch_calls", "Calls in a batch.", labels=()), meter.batches)
        yield _add(HistogramMetricFamily("farstu_commit_seconds", "How long a commit took.", labels=()), meter.commits)
        for name, read in meter.readings.items():
            yield GaugeMetricFamily(name, GAUGES[name], read()) if name in GAUGES else _counter(name, read())


def _counter(name: str, value: float) -> CounterMetricFamily:
    return CounterMetricFamily(name, COUNTERS[name], value)


def _add(family: HistogramMetricFamily, histogram: Histogram, *labels: str) -> HistogramMetricFamily:
    buckets: list[Any] = [("+Inf" if bound == inf else str(bound), count) for bound, count in histogram.cumulative]
    family.add_metric(labels, buckets, histogram.sum)
    return family


@contextmanager
def exposed(meter: Meter, host: str, port: int) -> Iterator[None]:
    """Serves the figures at `/metrics`, in plain HTTP, to whoever reaches the port. CannotServe."""
    registry = CollectorRegistry()
    registry.register(FarstuCollector(meter))
    ProcessCollector(registry=registry)
    try:
        server = FiguresServer(host, port, registry)
    except (OSError, OverflowError) as error:
        taken = isinstance(error, OSError) and error.errno == errno.EADDRINUSE
        why = "is in use by another program" if taken else f"cannot be used: {error}"
        raise CannotServe(f"Port {port} on {host}, for --metrics, {why}.", PORT_UNUSABLE) from error
    thread = Thread(target=server.serve_forever, name="farstu-metrics", daemon=True)
    thread.start()
    log.info("metrics are shown", address=f"http://{host}:{server.server_port}/metrics")
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

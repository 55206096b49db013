"""Who watches a serving process, as the settings say. What nobody asks for is not even imported."""

from __future__ import annotations

from contextlib import ExitStack
from shutil import disk_usage

from farstu.server.app import Farstu
from farstu.server.watching import Observer, log_access
from farstu.serving.settings import Settings


def observers(settings: Settings, stack: ExitStack) -> tuple[Observer, ...]:
    """Those that are told of every call, until the stack is left. CannotServe."""
    found: list[Observer] = [log_access] if settings.access_log else []
    if settings.traces:
        from farstu.server.tracing import traced

        found.append(stack.enter_context(traced(settings.traces)))
    return tuple(found)


def show_metrics(app: Farstu, settings: Settings, stack: ExitStack) -> None:
    """Shows the figures to Prometheus, until the stack is left. CannotServe."""
    place = settings.metrics_place
    if place:
        from farstu.server.metrics import exposed

        app.meter.readings["farstu_data_free_bytes"] = lambda: disk_usage(settings.data).free
        stack.enter_context(exposed(app.meter, *place))

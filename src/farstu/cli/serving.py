"""`farstu serve` and `farstu demo`. Light to import, since a server starts with it."""

from __future__ import annotations

import os
import sys
from typing import NoReturn

import typer

from farstu.cli.options import (
    DEFAULT_CONNECTIONS,
    DEFAULT_DATA,
    DEFAULT_DEMO_DATA,
    DEFAULT_HOST,
    DEFAULT_JOURNAL_DAYS,
    DEFAULT_LOG_LEVEL,
    DEFAULT_PORT,
    DEFAULT_SEED,
    LOG_LEVELS,
    AsJson,
    Connections,
    Data,
    Host,
    JournalDays,
    LogLevel,
    Port,
    Seed,
)
from farstu.serving.settings import Settings, as_environment


def serve_command(
    data: Data = DEFAULT_DATA,
    host: Host = DEFAULT_HOST,
    port: Port = DEFAULT_PORT,
    journal_days: JournalDays = DEFAULT_JOURNAL_DAYS,
    connections: Connections = DEFAULT_CONNECTIONS,
    log_level: LogLevel = DEFAULT_LOG_LEVEL,
) -> None:
    """Serve. Stops on SIGTERM or Ctrl-C, once what is in flight is finished."""
    settings = Settings(
        data=data, host=host, port=port, journal_days=journal_days, log_level=log_level, connections=connections
    )
    _become("serve", settings)


def demo_command(
    data: Data = DEFAULT_DEMO_DATA,
    host: Host = DEFAULT_HOST,
    port: Port = DEFAULT_PORT,
    seed: Seed = DEFAULT_SEED,
    journal_days: JournalDays = DEFAULT_JOURNAL_DAYS,
    connections: Connections = DEFAULT_CONNECTIONS,
    log_level: LogLevel = "warning",
    json: AsJson = False,
) -> None:
    """Serve a made-up brokerage, and print what to try. With --json, one line and nothing more."""
    settings = Settings(
        data=data,
        host=host,
        port=port,
        journal_days=journal_days,
        log_level=log_level,
        connections=connections,
        seed=seed,
    )
    _become("demo-json" if json else "demo", settings)


def _become(what: str, settings: Settings) -> NoReturn:
    """Turns this process into one that only serves (`farstu.serving`), without what read the command line."""
    if settings.log_level not in LOG_LEVELS:
        raise typer.BadParameter(f"must be one of {', '.join(LOG_LEVELS)}", param_hint="--log-level")
    os.environ.update(as_environment(settings))
    os.execv(sys.executable, [sys.executable, "-P", "-m", "farstu.serving", what])  # noqa: S606 - no shell is wanted

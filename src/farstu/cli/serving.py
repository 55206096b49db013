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
    AccessLog,
    AsJson,
    Certificate,
    Connections,
    Data,
    Host,
    InDatabase,
    JournalDays,
    KeyRequests,
    LogLevel,
    Metrics,
    Port,
    PrivateKey,
    Seed,
    Traces,
    TrustedProxy,
)
from farstu.serving.settings import Settings, as_environment


def serve_command(
    data: Data = DEFAULT_DATA,
    database: InDatabase = None,
    host: Host = DEFAULT_HOST,
    port: Port = DEFAULT_PORT,
    journal_days: JournalDays = DEFAULT_JOURNAL_DAYS,
    connections: Connections = DEFAULT_CONNECTIONS,
    log_level: LogLevel = DEFAULT_LOG_LEVEL,
    trusted_proxy: TrustedProxy = "",
    certificate: Certificate = None,
    private_key: PrivateKey = None,
    key_requests: KeyRequests = 0,
    metrics: Metrics = "",
    access_log: AccessLog = False,
    traces: Traces = "",
) -> None:
    """Serve. Stops on SIGTERM or Ctrl-C, once what is in flight is finished. Plain HTTP only on this machine itself,
    unless a proxy that does TLS is named; or give a certificate."""
    settings = Settings(
        data=data,
        host=host,
        port=port,
        journal_days=journal_days,
        log_level=log_level,
        connections=connections,
        database=database,
        trusted_proxy=trusted_proxy,
        certificate=certificate,
        private_key=private_key,
        key_requests=key_requests,
        metrics=metrics,
        access_log=access_log,
        traces=traces,
    )
    _become("serve", settings)


def demo_command(
    data: Data = DEFAULT_DEMO_DATA,
    database: InDatabase = None,
    host: Host = DEFAULT_HOST,
    port: Port = DEFAULT_PORT,
    seed: Seed = DEFAULT_SEED,
    journal_days: JournalDays = DEFAULT_JOURNAL_DAYS,
    connections: Connections = DEFAULT_CONNECTIONS,
    log_level: LogLevel = "warning",
    metrics: Metrics = "",
    access_log: AccessLog = False,
    traces: Traces = "",
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
        database=database,
        metrics=metrics,
        access_log=access_log,
        traces=traces,
    )
    _become("demo-json" if json else "demo", settings)


def _become(what: str, settings: Settings) -> NoReturn:
    """Turns this process into one that only serves (`farstu.serving`), without what read the command line."""
    if settings.log_level not in LOG_LEVELS:
        raise typer.BadParameter(f"must be one of {', '.join(LOG_LEVELS)}", param_hint="--log-level")
    if settings.traces and (not settings.traces.startswith(("http://", "https://")) or "@" in settings.traces):
        raise typer.BadParameter("must be an http(s) address without a password", param_hint="--traces")
    try:
        settings.metrics_place  # noqa: B018 - whether there is one
    except ValueError:
        raise typer.BadParameter("must be an address and a port, as 127.0.0.1:9460", param_hint="--metrics") from None
    os.environ.update(as_environment(settings))
    os.execv(sys.executable, [sys.executable, "-P", "-m", "farstu.serving", what])  # noqa: S606 - no shell is wanted

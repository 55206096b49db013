"""The settings of a serving process, as they stand in the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import msgspec

from farstu.server.transport import Transport
from farstu.store.postgres.address import without_secrets


class Settings(msgspec.Struct, frozen=True, kw_only=True, rename=lambda name: f"FARSTU_{name.upper()}"):
    """`database` is the address of one outside of the folder, `seed` the demo's; `journal_days` says how long a call
    stays in the journal, `connections` how many there may be at once, `trusted_proxy` holds addresses and networks,
    `key_requests` are a minute's, 0 for any number, `metrics` is `address:port` or a port, `traces` the address of an
    OTLP collector.
    """

    data: Path
    host: str
    port: int
    journal_days: int
    log_level: str
    connections: int
    seed: int = 0
    database: str | None = None
    trusted_proxy: str = ""
    certificate: str | None = None
    private_key: str | None = None
    key_requests: int = 0
    metrics: str = ""
    access_log: bool = False
    traces: str = ""

    @property
    def transport(self) -> Transport:
        """How callers reach the server."""
        proxies = tuple(self.trusted_proxy.replace(",", " ").split())
        files = [Path(name) if name else None for name in (self.certificate, self.private_key)]
        return Transport(self.host, proxies, *files)

    @property
    def metrics_place(self) -> tuple[str, int] | None:
        """The address and the port for Prometheus. ValueError where they are none."""
        if not self.metrics:
            return None
        host, _, port = self.metrics.rpartition(":")
        if not (port.isascii() and port.isdigit() and int(port) < 65536):
            raise ValueError(self.metrics)
        return host.strip("[]") or "127.0.0.1", int(port)

    @property
    def shown(self) -> dict[str, str]:
        """All of it, for the record; no secret is among it."""
        values = as_environment(self)
        return values | {"FARSTU_DATABASE": without_secrets(self.database)} if self.database else values


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings; msgspec.ValidationError for what `farstu serve` would have refused."""
    return msgspec.convert(dict(environment), Settings, strict=False, dec_hook=lambda kind, text: kind(text))


def as_environment(settings: Settings) -> dict[str, str]:
    """The settings as environment variables: what `read_settings` reads."""
    values = msgspec.to_builtins(settings, enc_hook=str).items()
    return {name: str(value) for name, value in values if value is not None}

"""The settings of a serving process, as they stand in the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import msgspec


class Settings(msgspec.Struct, frozen=True, kw_only=True, rename=lambda name: f"FARSTU_{name.upper()}"):
    """`seed` is the demo's; `journal_days` says how long a call stays in the journal; `connections` how many there
    may be at once."""

    data: Path
    host: str
    port: int
    journal_days: int
    log_level: str
    connections: int
    seed: int = 0


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings; msgspec.ValidationError for what `farstu serve` would have refused."""
    return msgspec.convert(dict(environment), Settings, strict=False, dec_hook=lambda kind, text: kind(text))


def as_environment(settings: Settings) -> dict[str, str]:
    """The settings as environment variables: what `read_settings` reads."""
    return {name: str(value) for name, value in msgspec.to_builtins(settings, enc_hook=str).items()}

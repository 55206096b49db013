"""Every setting, once: its flag and its environment variable; what it means is in the catalogue. The docs have a
heading for each."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, get_args

import typer
from typer.models import OptionInfo

from farstu.texts import CATALOGUE

DEFAULT_DATA = Path("farstu-data")
DEFAULT_DEMO_DATA = Path("farstu-demo")
DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8460
DEFAULT_JOURNAL_DAYS = 30
DEFAULT_CONNECTIONS = 2_500

DEFAULT_LOG_LEVEL = "info"
DEFAULT_SEED = 1
LOG_LEVELS = ("debug", "info", "warning", "error")

Data = Annotated[
    Path,
    typer.Option("--data", envvar="FARSTU_DATA"),
]
InDatabase = Annotated[str | None, typer.Option("--database", envvar="FARSTU_DATABASE")]
Host = Annotated[str, typer.Option("--host", envvar="FARSTU_HOST")]
Port = Annotated[
    int,
    typer.Option("--port", envvar="FARSTU_PORT", min=0, max=65535),
]
LogLevel = Annotated[
    str,
    typer.Option("--log-level", envvar="FARSTU_LOG_LEVEL"),
]
JournalDays = Annotated[
    int,
    typer.Option(
        "--journal-days",
        envvar="FARSTU_JOURNAL_DAYS",
        min=1,
        max=3650,
    ),
]
Connections = Annotated[
    int,
    typer.Option(
        "--connections",
        envvar="FARSTU_CONNECTIONS",
        min=1,
        max=100_000,
    ),
]
Seed = Annotated[int, typer.Option("--seed", envvar="FARSTU_SEED", min=0)]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]

TrustedProxy = Annotated[str, typer.Option("--trusted-proxy", envvar="FARSTU_TRUSTED_PROXY")]
Certificate = Annotated[str | None, typer.Option("--certificate", envvar="FARSTU_CERTIFICATE")]
PrivateKey = Annotated[str | None, typer.Option("--private-key", envvar="FARSTU_PRIVATE_KEY")]
KeyRequests = Annotated[int, typer.Option("--key-requests", envvar="FARSTU_KEY_REQUESTS", min=0)]
Metrics = Annotated[str, typer.Option("--metrics", envvar="FARSTU_METRICS")]
AccessLog = Annotated[bool, typer.Option("--access-log", envvar="FARSTU_ACCESS_LOG")]
Traces = Annotated[str, typer.Option("--traces", envvar="FARSTU_TRACES")]

SETTINGS = {
    "FARSTU_DATA": Data,
    "FARSTU_DATABASE": InDatabase,
    "FARSTU_HOST": Host,
    "FARSTU_PORT": Port,
    "FARSTU_LOG_LEVEL": LogLevel,
    "FARSTU_JOURNAL_DAYS": JournalDays,
    "FARSTU_CONNECTIONS": Connections,
    "FARSTU_SEED": Seed,
    "FARSTU_TRUSTED_PROXY": TrustedProxy,
    "FARSTU_CERTIFICATE": Certificate,
    "FARSTU_PRIVATE_KEY": PrivateKey,
    "FARSTU_KEY_REQUESTS": KeyRequests,
    "FARSTU_METRICS": Metrics,
    "FARSTU_ACCESS_LOG": AccessLog,
    "FARSTU_TRACES": Traces,
}
"""By environment variable. `FARSTU_SECRET` has no flag: secrets do not belong on command lines."""

DEFAULTS = {
    "FARSTU_DATA": f"`{DEFAULT_DATA}` (`farstu demo`: `{DEFAULT_DEMO_DATA}`)",
    "FARSTU_DATABASE": "the embedded database, a file in the data folder",
    "FARSTU_HOST": f"`{DEFAULT_HOST}`",
    "FARSTU_PORT": f"`{DEFAULT_PORT}`",
    "FARSTU_LOG_LEVEL": f"`{DEFAULT_LOG_LEVEL}` (`farstu demo`: `warning`)",
    "FARSTU_JOURNAL_DAYS": f"`{DEFAULT_JOURNAL_DAYS}`",
    "FARSTU_CONNECTIONS": f"`{DEFAULT_CONNECTIONS}`",
    "FARSTU_SEED": f"`{DEFAULT_SEED}`",
    "FARSTU_TRUSTED_PROXY": "none: whoever connects is the caller",
    "FARSTU_CERTIFICATE": "none: plain HTTP",
    "FARSTU_PRIVATE_KEY": "none: plain HTTP",
    "FARSTU_KEY_REQUESTS": "`0`",
    "FARSTU_METRICS": "none: nobody is shown any",
    "FARSTU_ACCESS_LOG": "`0`: no line for each call",
    "FARSTU_TRACES": "none: no traces",
}


def _explain() -> None:
    """Gives every setting its text from the catalogue, which the pages show in both languages."""
    for variable, hint in SETTINGS.items():
        option_of(hint).help = CATALOGUE["en"][f"setting.{variable}"]


def option_of(hint: Any) -> OptionInfo:
    """What a setting's annotation says of its flag."""
    return next(item for item in get_args(hint) if isinstance(item, OptionInfo))


_explain()

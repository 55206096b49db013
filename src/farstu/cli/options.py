"""Every setting, once: its flag, its environment variable, what it means. The docs have a heading for each."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

DEFAULT_DATA = Path("farstu-data")
DEFAULT_DEMO_DATA = Path("farstu-demo")
DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8460
DEFAULT_JOURNAL_DAYS = 30
DEFAULT_CONNECTIONS = 4_000

DEFAULT_LOG_LEVEL = "info"
DEFAULT_SEED = 1
LOG_LEVELS = ("debug", "info", "warning", "error")

Data = Annotated[
    Path,
    typer.Option("--data", envvar="FARSTU_DATA", help="The folder that holds the database and the server's secret."),
]
Host = Annotated[str, typer.Option("--host", envvar="FARSTU_HOST", help="The address to listen on.")]
Port = Annotated[
    int,
    typer.Option("--port", envvar="FARSTU_PORT", min=0, max=65535, help="The port to listen on; 0 takes any free one."),
]
LogLevel = Annotated[
    str,
    typer.Option(
        "--log-level", envvar="FARSTU_LOG_LEVEL", help="debug, info, warning or error. Logs go to standard error."
    ),
]
JournalDays = Annotated[
    int,
    typer.Option(
        "--journal-days",
        envvar="FARSTU_JOURNAL_DAYS",
        min=1,
        max=3650,
        help="How many days a call stays in the journal.",
    ),
]
Connections = Annotated[
    int,
    typer.Option(
        "--connections",
        envvar="FARSTU_CONNECTIONS",
        min=1,
        max=100_000,
        help="How many connections there may be at once. One more is answered 503 and closed.",
    ),
]
Seed = Annotated[int, typer.Option("--seed", envvar="FARSTU_SEED", min=0, help="What the demo brokerage is made from.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]

SETTINGS = {
    "FARSTU_DATA": Data,
    "FARSTU_HOST": Host,
    "FARSTU_PORT": Port,
    "FARSTU_LOG_LEVEL": LogLevel,
    "FARSTU_JOURNAL_DAYS": JournalDays,
    "FARSTU_CONNECTIONS": Connections,
    "FARSTU_SEED": Seed,
}
"""By environment variable. `FARSTU_SECRET` has no flag: secrets do not belong on command lines."""

DEFAULTS = {
    "FARSTU_DATA": f"`{DEFAULT_DATA}` (`farstu demo`: `{DEFAULT_DEMO_DATA}`)",
    "FARSTU_HOST": f"`{DEFAULT_HOST}`",
    "FARSTU_PORT": f"`{DEFAULT_PORT}`",
    "FARSTU_LOG_LEVEL": f"`{DEFAULT_LOG_LEVEL}` (`farstu demo`: `warning`)",
    "FARSTU_JOURNAL_DAYS": f"`{DEFAULT_JOURNAL_DAYS}`",
    "FARSTU_CONNECTIONS": f"`{DEFAULT_CONNECTIONS}`",
    "FARSTU_SEED": f"`{DEFAULT_SEED}`",
}

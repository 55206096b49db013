"""`farstu check URL`."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import typer

from farstu.cli.output import show
from farstu.conformance.asking import reached
from farstu.conformance.reports import html, junit
from farstu.conformance.results import CannotRun, Verdict
from farstu.conformance.running import Run, run
from farstu.help.place import Place
from farstu.server.faults import CannotServe
from farstu.store.clock import system_clock

DIFFERS, CANNOT_RUN = 1, 2
_NO_IDS = ("url", "partner", "key", "keys")


def conform(address: str, ids: Path | None, write: bool, junit_file: Path | None, html_file: Path | None) -> None:
    """Asks a server, and tells what was found. CannotServe where it cannot be asked; typer.Exit where it differs."""
    try:
        place = Place(address.rstrip("/"), ids=_ids(ids) if ids else {})
        with reached(address, *credentials()) as target:
            made = run(target, place, system_clock(), write=write)
        if junit_file:
            junit_file.write_bytes(junit(made))
        if html_file:
            html_file.write_text(html(made), "utf-8")
    except (CannotRun, OSError) as error:
        raise CannotServe(str(error), CANNOT_RUN) from None
    _tell(made)


def _ids(file: Path) -> dict[str, str]:
    """The ids of a file; the address and the keys that may stand there too are not read."""
    try:
        found = json.loads(file.read_text("utf-8"))
    except ValueError:
        raise CannotRun(f"{file} is not JSON.") from None
    if not isinstance(found, dict):
        raise CannotRun(f"{file} must hold one JSON object of ids by name.")
    return {name: value for name, value in found.items() if name not in _NO_IDS and isinstance(value, str) and value}


def credentials() -> tuple[str, str]:
    """Partner and key, from the environment, or asked for: a command line can be read by others. CannotRun."""
    partner, key = os.environ.get("FARSTU_PARTNER"), os.environ.get("FARSTU_KEY")
    if not (partner and key) and not sys.stdin.isatty():
        raise CannotRun("Give the partner and its key by FARSTU_PARTNER and FARSTU_KEY.")
    return partner or typer.prompt("Partner"), key or typer.prompt("Key", hide_input=True)


def _tell(made: Run) -> None:
    skipped = [item for item in made.results if item.verdict is Verdict.SKIPPED]
    wrong = [item for item in made.results if item.verdict is Verdict.DIFFERS]
    for item in skipped:
        typer.echo(f"Skipped {item.name}: {item.found}", err=True)
    if wrong:
        titles = ("check", "known from", "expected", "found")
        show(titles, [(item.name, item.origin.value, item.expected, item.found) for item in wrong], False)
    counts = ", ".join(f"{made.count(verdict)} {verdict.value}" for verdict in Verdict)
    typer.echo(f"{made.address}: {counts}.")
    if wrong:
        raise typer.Exit(DIFFERS)

"""How commands print: aligned columns for people, JSON for programs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
import typer

from farstu.contract.moment import swedish_text


def show(titles: Sequence[str], rows: Iterable[Sequence[Any]], as_json: bool) -> None:
    """A table, or a JSON list of objects with the titles as names."""
    made = [list(row) for row in rows]
    if as_json:
        typer.echo(msgspec.json.encode([dict(zip(titles, row, strict=True)) for row in made]))
        return
    texts = [list(titles), *([_text(value) for value in row] for row in made)]
    widths = [max(len(row[place]) for row in texts) for place in range(len(titles))]
    for row in texts:
        typer.echo("  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip())


def minute(ticks: int | None) -> str | None:
    """A time to the minute, Swedish clock; None stays None."""
    return None if ticks is None else swedish_text(ticks)[:16].replace("T", " ")


def _text(value: Any) -> str:
    return "–" if value is None else str(value)

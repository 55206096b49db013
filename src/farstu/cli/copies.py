"""`farstu copy`, `farstu backup`, `farstu restore`."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Annotated

import typer

from farstu import areas
from farstu.cli.desk import who
from farstu.cli.named_files import clear_file
from farstu.cli.options import DEFAULT_DATA, Data, InDatabase
from farstu.privacy.pending import settle_erasures
from farstu.server.faults import DATABASE_UNUSABLE, CannotServe
from farstu.server.run import Location, clear_errors, open_location
from farstu.store.backup import NoBackup, back_up, unpacked
from farstu.store.base import Database
from farstu.store.copying import NotTheSame, Sum, TargetNotEmpty, copy
from farstu.store.fingerprint import OtherSecret
from farstu.store.folder import DataFolder
from farstu.store.forgotten import ErasureList

EMBEDDED = "embedded"
_PLACE = "'embedded', the file in the data folder, or an address: postgresql://user@host:port/name."
From = Annotated[str, typer.Argument(metavar="FROM", help=f"Where everything is: {_PLACE}")]
To = Annotated[str, typer.Argument(metavar="TO", help="Where it is to be, named in the same way; without rows yet.")]
File = Annotated[Path, typer.Argument(metavar="FILE")]
_SECONDS_QUIET = 1.0


def copy_command(source: From, target: To, data: Data = DEFAULT_DATA) -> None:
    """Copy everything into a database of the other kind. Stop the servers first. What was broken off goes on where it
    was when it is run again; at the end both are compared."""
    if source == target:
        raise typer.BadParameter("FROM and TO are the same database", param_hint="TO")
    areas.load()
    here, there = (Location(data, None if place == EMBEDDED else place) for place in (source, target))
    with ExitStack() as stack:
        for location in (here, there):
            if location.database is None:
                stack.enter_context(_servers_kept_out(data, location))
        full = _opened_to_read(here)
        stack.enter_context(_clear_copying(there))
        folder, empty = open_location(there, alone=True, filling=True)
        sums = copy(full, empty, _Teller())
        again = settle_erasures(empty, folder, who())
    typer.echo(f"Copied {_rows(sums)} from the database {here.shown} to the one {there.shown}; both hold the same.")
    _tell_again(again)


def backup_command(file: File, data: Data = DEFAULT_DATA, database: InDatabase = None) -> None:
    """Write everything, as it is at this moment, to a new file. Beside running servers too."""
    areas.load()
    location = Location(data, database)
    full = _opened_to_read(location)
    with clear_errors(location), clear_file(file):
        sums = back_up(full, file, _Teller())
    typer.echo(f"Wrote {_rows(sums)} to {file}.")
    typer.echo(
        f"Its personal numbers are sealed: keep 'secret' (also 'data-keys' and 'erasures') of {data}, in another place."
    )


def restore_command(file: File, data: Data = DEFAULT_DATA, database: InDatabase = None) -> None:
    """Bring a backup into a database without rows. The data folder must have the secret that it was made with."""
    areas.load()
    location, folder = Location(data, database), DataFolder(data)
    with clear_file(file):
        file.open("rb").close()
    with ExitStack() as stack:
        if database is None:
            stack.enter_context(_servers_kept_out(data, location))
        stack.enter_context(_clear_copying(location))
        folder.prepare()
        stack.enter_context(clear_file(file))
        kept = stack.enter_context(unpacked(file, folder, _Teller()))
        _, empty = open_location(location, alone=True, filling=True)
        sums = copy(kept, empty, _Teller())
        again = settle_erasures(empty, folder, who())
    typer.echo(f"Brought {_rows(sums)} into the database {location.shown}; it holds the same as {file}.")
    _tell_again(again)
    if not ErasureList(folder).path.exists():
        typer.echo(
            f"There is no list of erasures in {data}: persons who were erased after this backup was made are back."
        )


def _tell_again(erased: int) -> None:
    if erased:
        typer.echo(f"Then {erased} erasure(s) that it did not know of were done again.")


def _opened_to_read(location: Location) -> Database:
    """CannotServe where there is nothing yet."""
    if location.database is None and not DataFolder(location.data).database.exists():
        raise CannotServe(f"There is no database {location.shown}.", DATABASE_UNUSABLE)
    return open_location(location)[1]


@contextmanager
def _servers_kept_out(data: Path, location: Location) -> Iterator[None]:
    folder = DataFolder(data)
    with clear_errors(location):
        folder.prepare()
        folder.lock()
    try:
        yield
    finally:
        folder.unlock()


@contextmanager
def _clear_copying(target: Location) -> Iterator[None]:
    """What can be wrong with the database that is to be filled, each in one line."""
    try:
        with clear_errors(target):
            yield
    except CannotServe as error:
        match error.__cause__:
            case TargetNotEmpty():
                line = f"The database {target.shown} is not empty. Name one that has no rows yet."
            case NotTheSame(args=(tables,)):
                line = f"The database {target.shown} does not hold the same: {tables}. Nothing serves it."
            case OtherSecret():
                line = (
                    f"What is to be copied was made with another secret than that of {target.data}. Put it there first."
                )
            case NoBackup(args=(why,)):
                line = f"The file is no whole backup: {why}. Nothing was brought in."
            case _:
                raise
        raise CannotServe(line, error.code) from error


class _Teller:
    """Says how far it has come, once a second at most."""

    def __init__(self) -> None:
        self._last = time.monotonic()

    def __call__(self, step: str, table: str, rows: int) -> None:
        if time.monotonic() - self._last >= _SECONDS_QUIET:
            self._last = time.monotonic()
            typer.echo(f"{step} {table}: {rows:,} rows", err=True)


def _rows(sums: dict[str, Sum]) -> str:
    return f"{sum(each.rows for each in sums.values()):,} rows"

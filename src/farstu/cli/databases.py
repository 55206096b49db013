"""`farstu prepare`."""

from __future__ import annotations

from typing import Annotated

import typer

from farstu import areas
from farstu.cli.options import DEFAULT_DATA, Data, InDatabase
from farstu.server.run import Location, open_location
from farstu.store.settings_table import SCHEMA_VERSION

MOST_PARTITIONS = 1_024


def prepare_command(
    data: Data = DEFAULT_DATA,
    database: InDatabase = None,
    partitions: Annotated[
        int,
        typer.Option(
            min=0, max=MOST_PARTITIONS, help="Make the tables of a new PostgreSQL database in so many hash partitions."
        ),
    ] = 0,
) -> None:
    """Make the database, or bring it up to date. 'farstu serve' does so too, where servers of the older program bear
    it; where they do not, stop them first."""
    if partitions and database is None:
        raise typer.BadParameter("the embedded database has no partitions", param_hint="--partitions")
    areas.load()
    location = Location(data, database)
    open_location(location, alone=True, partitions=partitions)
    typer.echo(f"The database {location.shown} has schema {SCHEMA_VERSION}.")

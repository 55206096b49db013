"""`farstu check`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import sqlalchemy as sa
import typer

from farstu.cli.conforming import conform
from farstu.cli.desk import desk
from farstu.cli.options import DEFAULT_DATA, Data, InDatabase
from farstu.engine.events import gaps
from farstu.records.offices import CUSTOMER
from farstu.server.faults import DATABASE_UNUSABLE, CannotServe
from farstu.server.run import Location
from farstu.store.statements import text_of

_CUSTOMERS = text_of(sa.select(sa.func.count()).select_from(CUSTOMER.sql))


def check_command(
    address: Annotated[str | None, typer.Argument(metavar="URL", help="A server to check instead.")] = None,
    data: Data = DEFAULT_DATA,
    database: InDatabase = None,
    ids: Annotated[
        Path | None, typer.Option(help="With URL: a JSON object of ids by name, as 'farstu demo --json' prints it.")
    ] = None,
    write: Annotated[bool, typer.Option("--write", help="With URL: send the golden vectors too. They write.")] = False,
    junit: Annotated[Path | None, typer.Option(help="With URL: write the report as JUnit XML.")] = None,
    html: Annotated[Path | None, typer.Option(help="With URL: write the report as one page of HTML.")] = None,
) -> None:
    """Check that the database is whole. Beside a running server too."""
    if address is not None:
        conform(address, ids, write, junit, html)
        return
    if ids or write or junit or html:
        raise typer.BadParameter("--ids, --write, --junit and --html go with a URL")
    if not data.is_dir():
        raise CannotServe(f"There is no folder {data}.", DATABASE_UNUSABLE)
    shown = Location(data, database).shown
    typer.echo(f"Checking the database {shown} …", err=True)
    with desk(data, database) as at:
        found = [*at.database.damage(), *gaps(at.session)]
        customers = at.rows(_CUSTOMERS)[0][0]
    if found:
        raise CannotServe("The database is damaged: " + "; ".join(found[:5]), DATABASE_UNUSABLE)
    typer.echo(f"The database {shown} is whole. Customers: {customers}.")

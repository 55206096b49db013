"""`farstu person`."""

from __future__ import annotations

from typing import Annotated

import typer

from farstu.access.revealing import REVEAL, Revealed
from farstu.cli.customers import CustomerId
from farstu.cli.desk import desk
from farstu.cli.options import DEFAULT_DATA, Data, InDatabase

app = typer.Typer(help="Persons: what is kept of one of them.", no_args_is_help=True)


@app.command("reveal")
def reveal(
    customer: CustomerId,
    contact: Annotated[str, typer.Argument(metavar="CONTACT", help="The contact's id.")],
    why: Annotated[str, typer.Option(help="What it is needed for; it is kept in the record.")],
    data: Data = DEFAULT_DATA,
    database: InDatabase = None,
) -> None:
    """Show a contact's personal number. Who asked and why is recorded."""
    with desk(data, database) as at:
        typer.echo(at.perform(REVEAL, Revealed(customer, contact, why)).value)

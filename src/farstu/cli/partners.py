"""`farstu partner`."""

from __future__ import annotations

from typing import Annotated

import sqlalchemy as sa
import typer

from farstu.access.administration import ADD_PARTNER, NewPartner
from farstu.access.tables import PARTNER
from farstu.cli.desk import desk
from farstu.cli.options import DEFAULT_DATA, AsJson, Data, InDatabase
from farstu.cli.output import minute, show
from farstu.store.statements import text_of

app = typer.Typer(help="Partners: the companies that integrate.", no_args_is_help=True)
PartnerName = Annotated[str, typer.Argument(metavar="PARTNER", help="The partner's user name.")]


@app.command("add")
def add(
    partner: PartnerName,
    title: Annotated[str, typer.Option(help="The company's name.")] = "",
    data: Data = DEFAULT_DATA,
    database: InDatabase = None,
) -> None:
    """Add a partner. It can do nothing until a key is issued."""
    with desk(data, database) as at:
        at.perform(ADD_PARTNER, NewPartner(partner, title))
    typer.echo(f"Added partner {partner}{f' ({title})' if title else ''}.")
    typer.echo(f"Next: farstu key issue {partner} --for CUSTOMER")


@app.command("list")
def list_partners(data: Data = DEFAULT_DATA, database: InDatabase = None, json: AsJson = False) -> None:
    """List all partners."""
    table = PARTNER.sql
    with desk(data, database) as at:
        query = sa.select(table.c.name, table.c.title, table.c.created_at).order_by(table.c.name)
        rows = at.rows(text_of(query))
    show(("partner", "title", "created"), [(*row[:2], minute(row[2])) for row in rows], json)

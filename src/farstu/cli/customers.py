"""`farstu customer`, `farstu group` and `farstu estate`."""

from __future__ import annotations

from typing import Annotated

import sqlalchemy as sa
import typer

from farstu.access.administration import ADD_CUSTOMER, ADD_GROUP, JOIN_GROUP, NewCustomer, NewGroup
from farstu.access.tables import GROUP, GROUP_MEMBER, GroupMember
from farstu.areas.watch.final_price import SET_FINAL_PRICE, FinalPrice
from farstu.cli.desk import desk
from farstu.cli.options import DEFAULT_DATA, AsJson, Data, InDatabase
from farstu.cli.output import minute, show
from farstu.records.offices import CUSTOMER
from farstu.store.statements import text_of

app = typer.Typer(help="Customers: the office licences that everything belongs to.", no_args_is_help=True)
groups = typer.Typer(help="Groups of customers, such as a chain.", no_args_is_help=True)
estates = typer.Typer(help="Estates: what the interface itself has no call for.", no_args_is_help=True)

CustomerId = Annotated[str, typer.Argument(metavar="CUSTOMER", help="The customer's id, such as M10001.")]
GroupId = Annotated[str, typer.Argument(metavar="GROUP", help="The group's id, such as G10.")]


@app.command("add")
def add(
    customer: CustomerId,
    name: Annotated[str, typer.Option(help="The agency's name.")],
    city: Annotated[str, typer.Option(help="Where its main office is.")] = "",
    group: Annotated[str | None, typer.Option(help="A group to put it into.")] = None,
    sandbox: Annotated[
        bool,
        typer.Option("--sandbox", help="For trying things out: faults may be ordered for it. Never changed later."),
    ] = False,
    data: Data = DEFAULT_DATA,
    database: InDatabase = None,
) -> None:
    """Add a customer with its main office (which has the same id) and a first lead source."""
    with desk(data, database) as at:
        at.perform(ADD_CUSTOMER, NewCustomer(customer, name, city, group, sandbox), customer=customer)
    typer.echo(f"Added customer {customer} ({name}) with main office {customer} and lead source Webb.")
    typer.echo(f"Next: farstu key issue PARTNER --for {customer}")


@app.command("list")
def list_customers(data: Data = DEFAULT_DATA, database: InDatabase = None, json: AsJson = False) -> None:
    """List all customers."""
    table, member = CUSTOMER.sql, GROUP_MEMBER.sql
    joined = table.outerjoin(member, member.c.member == table.c.customer)
    query = sa.select(table.c.customer, table.c.name, member.c.group_id, table.c.sandbox, table.c.created_at)
    with desk(data, database) as at:
        rows = at.rows(text_of(query.select_from(joined).order_by(table.c.customer)))
    titles = ("customer", "name", "group", "sandbox", "created")
    show(titles, [(*row[:3], bool(row[3]), minute(row[4])) for row in rows], json)


@groups.command("add")
def add_group(
    group: GroupId,
    title: Annotated[str, typer.Option(help="The group's name.")],
    data: Data = DEFAULT_DATA,
    database: InDatabase = None,
) -> None:
    """Add a group."""
    with desk(data, database) as at:
        at.perform(ADD_GROUP, NewGroup(group, title))
    typer.echo(f"Added group {group} ({title}).")


@groups.command("join")
def join(group: GroupId, customer: CustomerId, data: Data = DEFAULT_DATA, database: InDatabase = None) -> None:
    """Put a customer into a group. Keys for the group cover it within a second."""
    with desk(data, database) as at:
        at.perform(JOIN_GROUP, GroupMember(group, customer))
    typer.echo(f"Customer {customer} is in group {group}.")


@groups.command("list")
def list_groups(data: Data = DEFAULT_DATA, database: InDatabase = None, json: AsJson = False) -> None:
    """List all groups with their customers."""
    table, member = GROUP.sql, GROUP_MEMBER.sql
    joined = table.outerjoin(member, member.c.group_id == table.c.id)
    query = sa.select(table.c.id, table.c.title, member.c.member).select_from(joined)
    with desk(data, database) as at:
        rows = at.rows(text_of(query.order_by(table.c.id, member.c.member)))
    show(("group", "title", "customer"), rows, json)


@estates.command("final-price")
def final_price(
    customer: CustomerId,
    estate: Annotated[str, typer.Argument(metavar="ESTATE", help="The estate's id.")],
    amount: Annotated[int, typer.Argument(min=1, help="The price in whole SEK.")],
    commission: Annotated[
        int | None, typer.Option(min=0, help="What the home's agent earns, in whole SEK without VAT.")
    ] = None,
    data: Data = DEFAULT_DATA,
    database: InDatabase = None,
) -> None:
    """Set an estate's final price: everybody who watches it is told, once."""
    with desk(data, database) as at:
        price = FinalPrice(amount, commission)
        outcome = at.perform(SET_FINAL_PRICE, price, customer=customer, parameters={"estateId": estate})
    typer.echo(f"The final price of {estate} is {amount} SEK. {outcome.value} watch(es) were due.")

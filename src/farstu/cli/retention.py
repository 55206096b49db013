"""`farstu retention`."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any

import typer

from farstu.access.tables import RetentionRule
from farstu.cli.customers import CustomerId
from farstu.cli.desk import Desk, desk
from farstu.cli.options import DEFAULT_DATA, AsJson, Data, InDatabase
from farstu.cli.output import show
from farstu.engine.calls import Task
from farstu.privacy.personal import DEFAULT_DAYS
from farstu.privacy.retaining import SET_RULE
from farstu.privacy.retention import Retention

app = typer.Typer(help="How long what is kept of persons names them.", no_args_is_help=True)
MOST_DAYS = 36_500


@app.command("show")
def show_rules(
    customer: CustomerId, data: Data = DEFAULT_DATA, database: InDatabase = None, json: AsJson = False
) -> None:
    """Show the rules of a customer: what is to name nobody any more after how many days."""
    with desk(data, database) as at:
        rules = asyncio.run(_retention(at).rules(customer))
    show(("what", "days", "usually"), [(kind, days, DEFAULT_DAYS[kind]) for kind, days in rules.items()], json)


@app.command("set")
def set_rule(
    customer: CustomerId,
    kind: Annotated[str, typer.Argument(metavar="WHAT", help="What the rule is about, as 'show' calls it.")],
    days: Annotated[int, typer.Argument(min=0, max=MOST_DAYS, help="After how many days; 0: never by itself.")],
    data: Data = DEFAULT_DATA,
    database: InDatabase = None,
) -> None:
    """Set a rule of a customer. 0 days: never by itself."""
    with desk(data, database) as at:
        at.perform(SET_RULE, RetentionRule(customer, kind, days), customer=customer)
    typer.echo(f"{kind} of {customer}: {f'{days} day(s)' if days else 'never by itself'}.")


@app.command("run")
def run(
    customer: CustomerId,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be done.")] = False,
    data: Data = DEFAULT_DATA,
    database: InDatabase = None,
    json: AsJson = False,
) -> None:
    """Let the rules act now, beside a running server too. Figures stay. A server does so by itself once a day."""
    with desk(data, database) as at:
        met = asyncio.run(_retention(at).run(customer, at.clock(), dry=dry_run))
    show(("what", "rows"), sorted(met.items()), json)
    if dry_run:
        typer.echo("Nothing was changed.", err=True)


def _retention(at: Desk) -> Retention:
    async def look(statement: str, values: tuple[Any, ...], customer: str) -> list[tuple[Any, ...]]:
        return await asyncio.to_thread(at.session.rows, statement, values, [customer])

    async def act(task: Task, body: Any, customer: str) -> Any:
        return (await asyncio.to_thread(at.perform, task, body, customer=customer)).value

    return Retention(look, act)

"""`farstu person`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from farstu.access.revealing import REVEAL, Revealed
from farstu.cli.customers import CustomerId
from farstu.cli.desk import Desk, desk
from farstu.cli.named_files import write_new
from farstu.cli.options import DEFAULT_DATA, Data, InDatabase
from farstu.privacy.agents import AgentEraser, AgentExporter, agent_of
from farstu.privacy.erasure import Eraser, Receipt, refuse_duty, told
from farstu.privacy.export import NOTE_EXPORT, Exported, Exporter
from farstu.privacy.pending import settle_erasures
from farstu.privacy.who import Who, who_is
from farstu.records.offices import User
from farstu.refusals import invalid
from farstu.texts import say

app = typer.Typer(help="Persons: what is kept of one of them.", no_args_is_help=True)
OfCustomer = Annotated[str, typer.Option("--customer", help="The customer's id, such as M10001.")]
ContactId = Annotated[str | None, typer.Option("--contact", help="The contact's id; one that was merged leads on.")]
Number = Annotated[
    bool, typer.Option("--personal-number", help="Find the person by a personal number, which is asked for.")
]
UserId = Annotated[str | None, typer.Option("--user", help="The id of a user (an agent), in place of a contact.")]


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


@app.command("export")
def export(
    customer: OfCustomer,
    contact: ContactId = None,
    personal_number: Number = False,
    user: UserId = None,
    out: Annotated[Path | None, typer.Option(help="A new file to write to, for its owner alone.")] = None,
    why: Annotated[
        str, typer.Option(help="Shows the personal number too, and says what for; it is kept in the record.")
    ] = "",
    data: Data = DEFAULT_DATA,
    database: InDatabase = None,
) -> None:
    """Write all that is kept about a person, or about an agent, as JSON. That it was done is recorded."""
    with desk(data, database) as at:
        if user is None:
            found, receipt = _of_contact(at, _who(at, customer, contact, personal_number), why)
        else:
            found, receipt = _of_agent(at, _agent(at, customer, user, contact, personal_number))
    text = msgspec.json.format(msgspec.json.encode(found | {"receipt": receipt}), indent=2).decode()
    if out is None:
        typer.echo(text)
        return
    write_new(out, f"{text}\n".encode())
    typer.echo(f"Wrote {out}. Receipt {receipt}.")


@app.command("erase")
def erase(
    customer: OfCustomer,
    contact: ContactId = None,
    personal_number: Number = False,
    user: UserId = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be done.")] = False,
    despite_duty: Annotated[
        bool, typer.Option("--despite-duty", help="Also where bids or a sale have to be kept by law.")
    ] = False,
    data: Data = DEFAULT_DATA,
    database: InDatabase = None,
) -> None:
    """Forget a person, or an agent who left: figures stay, nothing names them any more. Prints a receipt without
    anything personal; a copy of it is in the record."""
    with desk(data, database) as at:
        who, now = Who(customer), at.clock()
        if user is not None:
            agent = _agent(at, customer, user, contact, personal_number)
            leaving = AgentEraser(at.performer, at.folder, at.ids)
            receipt = leaving.look_at(agent, now) if dry_run else leaving.forget(agent, now)
        else:
            who = _who(at, customer, contact, personal_number)
            if not despite_duty:
                refuse_duty(at.performer, who, now)
            eraser = Eraser(at.performer, at.folder, at.ids)
            receipt = eraser.look(who, now) if dry_run else eraser.erase(who, now)
        if not dry_run:
            at.database.scrub()
        _print(receipt, who, dry_run=dry_run)


@app.command("again")
def again(data: Data = DEFAULT_DATA, database: InDatabase = None) -> None:
    """Forget once more whom the list of erasures names and this database still has, since it was brought back from a
    day before. 'farstu serve', 'farstu restore' and 'farstu copy' do so by themselves."""
    with desk(data, database) as at:
        done = settle_erasures(at.database, at.folder, at.who)
    typer.echo(f"Erased again: {done}.")


def _of_contact(at: Desk, who: Who, why: str) -> tuple[dict[str, Any], str]:
    for one in who.contacts:
        if why and one.personal_number:
            at.perform(REVEAL, Revealed(who.customer, one.id, why))
    receipt = at.perform(NOTE_EXPORT, Exported(who.customer, [one.id for one in who.contacts])).value
    return Exporter(at.performer, who, clear=bool(why)).gathered(), receipt


def _of_agent(at: Desk, agent: User) -> tuple[dict[str, Any], str]:
    receipt = at.perform(NOTE_EXPORT, Exported(agent.customer, [], [agent.id])).value
    return AgentExporter(at.performer, agent).gathered(), receipt


def _agent(at: Desk, customer: str, user: str, contact: str | None, by_number: bool) -> User:
    if contact is not None or by_number:
        raise typer.BadParameter("name an agent by --user alone", param_hint="--user")
    return agent_of(at.session, customer, user)


def _who(at: Desk, customer: str, contact: str | None, by_number: bool) -> Who:
    if (contact is None) is not by_number:
        raise typer.BadParameter("name a person by --contact, --personal-number or --user", param_hint="--contact")
    number = typer.prompt("Personal number", hide_input=True, err=True) if by_number else None
    if number is not None and not number.strip():
        raise invalid(("personal-number", say("error.required", member="personal-number")))
    return who_is(at.session, at.performer.vault, customer, contact=contact, number=number, now=at.clock())


def _print(receipt: Receipt, who: Who, *, dry_run: bool) -> None:
    typer.echo(told(receipt).decode())
    if dry_run:
        typer.echo("Nothing was changed.", err=True)
    if receipt.left:
        typer.echo(f"Still spoken of in {len(receipt.left)} place(s), see 'left': look at them yourself.", err=True)
    if who.perhaps:
        typer.echo(f"Perhaps the same person, not touched: {', '.join(who.perhaps)}", err=True)

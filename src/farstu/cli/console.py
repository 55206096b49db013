"""`farstu console`."""

from __future__ import annotations

import sys
from typing import Annotated

import sqlalchemy as sa
import typer

from farstu.access.passwords import hashed
from farstu.access.people import (
    ADD_PERSON,
    OF_PARTNER,
    OWNER,
    REMOVE_PERSON,
    SET_PASSWORD,
    SET_ROLE,
    SET_TOTP,
    SIGN_OUT_EVERYWHERE,
    NewPassword,
    NewPerson,
    NewRole,
    NewTotp,
    PersonName,
)
from farstu.access.tables import CONSOLE_PERSON, CONSOLE_SESSION
from farstu.cli.desk import desk
from farstu.cli.options import DEFAULT_DATA, AsJson, Data, InDatabase
from farstu.cli.output import minute, show
from farstu.store.statements import text_of

app = typer.Typer(help="People who sign in to the console at /console.", no_args_is_help=True)
Name = Annotated[str, typer.Argument(metavar="NAME", help="What somebody signs in with.")]
FromInput = Annotated[bool, typer.Option("--stdin", help="Read the password from standard input, one line.")]


@app.command("add")
def add(
    name: Name,
    partner: Annotated[
        str | None, typer.Option(help="The partner whose calls they see; left out: an owner, who sees everything.")
    ] = None,
    stdin: FromInput = False,
    data: Data = DEFAULT_DATA,
    database: InDatabase = None,
) -> None:
    """Let somebody sign in. Asks for a password, or reads it from standard input with --stdin."""
    role = OWNER if partner is None else OF_PARTNER
    with desk(data, database) as at:
        at.perform(ADD_PERSON, NewPerson(name, role, partner, hashed(_password(stdin))))
    typer.echo(f"{name} can sign in at /console, as {'an owner' if partner is None else f'of partner {partner}'}.")


@app.command("password")
def password(name: Name, stdin: FromInput = False, data: Data = DEFAULT_DATA, database: InDatabase = None) -> None:
    """Set somebody's password. They are signed out everywhere."""
    with desk(data, database) as at:
        outcome = at.perform(SET_PASSWORD, NewPassword(name, hashed(_password(stdin))))
    typer.echo(f"{name} has a new password. Sessions that were ended: {outcome.value}.")


@app.command("role")
def role(
    name: Name,
    partner: Annotated[
        str | None, typer.Option(help="The partner whose calls they see; left out: an owner, who sees everything.")
    ] = None,
    data: Data = DEFAULT_DATA,
    database: InDatabase = None,
) -> None:
    """Change what somebody sees: everything, or a partner's calls. It holds at once, where they are signed in too."""
    with desk(data, database) as at:
        at.perform(SET_ROLE, NewRole(name, OWNER if partner is None else OF_PARTNER, partner))
    typer.echo(f"{name} is {'an owner' if partner is None else f'of partner {partner}'} now.")


@app.command("sign-out")
def sign_out(name: Name, data: Data = DEFAULT_DATA, database: InDatabase = None) -> None:
    """End somebody's sessions. They may sign in again."""
    with desk(data, database) as at:
        outcome = at.perform(SIGN_OUT_EVERYWHERE, PersonName(name))
    typer.echo(f"{name} is signed out. Sessions that were ended: {outcome.value}.")


@app.command("second-factor-off")
def second_factor_off(name: Name, data: Data = DEFAULT_DATA, database: InDatabase = None) -> None:
    """Take somebody's second factor away, for whoever has lost their telephone."""
    with desk(data, database) as at:
        at.perform(SET_TOTP, NewTotp(name, None, None))
    typer.echo(f"{name} signs in without a code.")


@app.command("remove")
def remove(name: Name, data: Data = DEFAULT_DATA, database: InDatabase = None) -> None:
    """Let somebody sign in no more. They are signed out at once."""
    with desk(data, database) as at:
        at.perform(REMOVE_PERSON, PersonName(name))
    typer.echo(f"Removed {name}.")


@app.command("list")
def list_people(data: Data = DEFAULT_DATA, database: InDatabase = None, json: AsJson = False) -> None:
    """List the people who can sign in, and when each did last."""
    person, session = CONSOLE_PERSON.sql, CONSOLE_SESSION.sql
    last = sa.func.max(session.c.created_at)
    columns = (person.c.name, person.c.role, person.c.partner, person.c.totp, person.c.created_at)
    joined = person.outerjoin(session, session.c.person == person.c.name)
    query = sa.select(*columns, last).select_from(joined).group_by(*columns).order_by(person.c.name)
    with desk(data, database) as at:
        rows = at.rows(text_of(query))
    titles = ("name", "role", "partner", "second factor", "added", "signed in since")
    show(titles, [(*row[:3], row[3] is not None, minute(row[4]), minute(row[5])) for row in rows], json)


def _password(stdin: bool) -> str:
    if stdin:
        return sys.stdin.readline().rstrip("\n")
    typed: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    return typed

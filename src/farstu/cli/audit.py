"""`farstu audit`."""

from __future__ import annotations

from typing import Annotated

import sqlalchemy as sa
import typer

from farstu.access.audit import HEAD, faults
from farstu.access.tables import AUDIT, AuditEntry
from farstu.cli.desk import Desk, desk
from farstu.cli.options import DEFAULT_DATA, AsJson, Data, InDatabase
from farstu.cli.output import minute, show
from farstu.refusals import CONFLICT, Refused
from farstu.store.settings_table import SETTING
from farstu.store.statements import select_by, text_of
from farstu.store.vault import SealingVault
from farstu.texts import say

app = typer.Typer(
    help="The record of changes to keys, rights, secrets and settings, and of what was revealed.", no_args_is_help=True
)


@app.command("list")
def list_entries(data: Data = DEFAULT_DATA, database: InDatabase = None, json: AsJson = False) -> None:
    """List the record, the oldest entry first."""
    with desk(data, database) as at:
        entries = _entries(at)
    titles = ("number", "at", "who", "what", "about", "seal")
    show(titles, [(row.sequence, minute(row.at), row.who, row.kind, row.about, row.seal) for row in entries], json)


@app.command("verify")
def verify(
    seen: Annotated[
        str | None, typer.Option(help="The seal of an entry that was noted before; it has to be in the record.")
    ] = None,
    data: Data = DEFAULT_DATA,
    database: InDatabase = None,
) -> None:
    """Check that no entry was changed, taken out or put in. Note the seal that it prints and give it the next time, so
    that a record whose end was cut off is found too."""
    with desk(data, database) as at:
        entries = _entries(at)
        head = at.rows(select_by(SETTING.key), (HEAD,))
        found = faults(entries, head[0][1] if head else None, SealingVault(at.secrets).match)
    if seen and seen not in {entry.seal for entry in entries}:
        found.append(f"the seal {seen} is not there")
    if found:
        raise Refused(409, CONFLICT, say("conflict.audit", faults="; ".join(found[:5])))
    last = f" The last seal is {entries[-1].seal}." if entries else ""
    typer.echo(f"The record is whole. Entries: {len(entries)}.{last}")


def _entries(at: Desk) -> list[AuditEntry]:
    table = AUDIT.sql
    query = sa.select(*(table.c[name] for name in AUDIT.columns)).order_by(table.c.sequence)
    return [AUDIT.make(row) for row in at.rows(text_of(query))]

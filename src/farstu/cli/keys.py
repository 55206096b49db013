"""`farstu key`."""

from __future__ import annotations

from typing import Annotated

import msgspec
import sqlalchemy as sa
import typer

from farstu.access.administration import ISSUE_KEY, REVOKE_KEY, KeyName, NewKey
from farstu.access.keys import hint, key_hash, new_key
from farstu.access.tables import ACCESS_KEY, KEY_GRANT, KEY_NETWORK, KEY_USE, AccessKey
from farstu.cli.desk import Desk, desk
from farstu.cli.options import DEFAULT_DATA, AsJson, Data, InDatabase
from farstu.cli.output import minute, show
from farstu.cli.partners import PartnerName
from farstu.contract.moment import TICKS_PER_SECOND
from farstu.contract.operation import FunctionGroup
from farstu.refusals import NOT_FOUND, Refused
from farstu.store.statements import select_by, text_of
from farstu.texts import say

HOUR_TICKS = 3600 * TICKS_PER_SECOND
DAY_TICKS = 24 * HOUR_TICKS

app = typer.Typer(help="Keys: what partners call with. A key is shown once.", no_args_is_help=True)
KeyId = Annotated[
    str, typer.Argument(metavar="KEY", help="The key's id, KEY and 32 digits, as 'farstu key list' shows it.")
]


@app.command("issue")
def issue(
    partner: PartnerName,
    scopes: Annotated[
        list[str], typer.Option("--for", help="A customer or group that the key opens. May be repeated.")
    ],
    functions: Annotated[
        list[FunctionGroup] | None,
        typer.Option("--function", help="A function group that it opens; left out: all of them. May be repeated."),
    ] = None,
    days: Annotated[int | None, typer.Option(min=1, help="After how many days it expires; left out: never.")] = None,
    networks: Annotated[
        list[str] | None,
        typer.Option(
            "--from",
            help="A network, such as 10.0.0.0/8, that it may be used from; left out: everywhere. May be repeated.",
        ),
    ] = None,
    data: Data = DEFAULT_DATA,
    database: InDatabase = None,
    json: AsJson = False,
) -> None:
    """Issue a key. It works within a second, in a running server too."""
    grants = [(scope, group.value) for scope in dict.fromkeys(scopes) for group in functions or FunctionGroup]
    with desk(data, database) as at:
        expires = at.clock() + days * DAY_TICKS if days else None
        _issue(at, NewKey("", "", partner, grants, expires, networks=networks or []), json)


@app.command("rotate")
def rotate(
    key: KeyId,
    overlap: Annotated[int, typer.Option(min=0, help="For how many hours the old key still works.")] = 24,
    data: Data = DEFAULT_DATA,
    database: InDatabase = None,
    json: AsJson = False,
) -> None:
    """Issue a key with the grants of another, which then works for a while yet."""
    with desk(data, database) as at:
        old = _find(at, key)
        grants = [(row[1], row[2]) for row in at.rows(select_by(KEY_GRANT.index("key")), (key,))]
        ends = at.clock() + overlap * HOUR_TICKS
        sent = NewKey(
            "",
            "",
            old.partner,
            grants,
            old.expires_at,
            replaces=key,
            overlap_ends=ends,
            networks=_networks(at).get(key, []),
        )
        _issue(at, sent, json)
    if not json:
        typer.echo(f"The old key {key} works until {minute(ends)}.")


@app.command("revoke")
def revoke(key: KeyId, data: Data = DEFAULT_DATA, database: InDatabase = None) -> None:
    """End a key. It stops working within a second, in a running server too."""
    with desk(data, database) as at:
        at.perform(REVOKE_KEY, KeyName(key))
    typer.echo(f"Revoked {key}.")


@app.command("list")
def list_keys(data: Data = DEFAULT_DATA, database: InDatabase = None, json: AsJson = False) -> None:
    """List all keys with what they open, from where, and when they were last used (written a moment later, to the
    minute); the keys themselves are not kept."""
    key, grant, use = ACCESS_KEY.sql, KEY_GRANT.sql, KEY_USE.sql
    query = sa.select(
        key.c.id, key.c.partner, key.c.hint, grant.c.scope, grant.c.function_group,
        key.c.created_at, use.c.at, key.c.expires_at, key.c.revoked_at,
    ).select_from(key.outerjoin(grant, grant.c.key == key.c.id).outerjoin(use, use.c.key == key.c.id))  # fmt: skip
    with desk(data, database) as at:
        rows = at.rows(text_of(query.order_by(key.c.partner, key.c.id, grant.c.scope, grant.c.function_group)))
        networks = _networks(at)
    titles = ("key", "partner", "ends in", "opens", "function", "from", "created", "last used", "expires", "revoked")
    shown = [(*row[:5], ", ".join(networks.get(row[0], [])) or None, *map(minute, row[5:])) for row in rows]
    show(titles, shown, json)


def _issue(at: Desk, sent: NewKey, json: bool) -> None:
    key = new_key()
    sent.hash, sent.hint = key_hash(at.secrets.hashing[0], key), hint(key)
    outcome = at.perform(ISSUE_KEY, sent)
    if json:
        grants = [{"for": scope, "function": group} for scope, group in sent.grants]
        shown = {"id": outcome.value, "partner": sent.partner, "key": key, "grants": grants}
        typer.echo(msgspec.json.encode(shown))
        return
    typer.echo(f"Issued {outcome.value} to {sent.partner}. The key is shown this once:")
    typer.echo(f"  {key}")
    for scope in dict.fromkeys(scope for scope, _ in sent.grants):
        opened = ", ".join(group for of, group in sent.grants if of == scope)
        typer.echo(f"It opens {scope}: {opened}.")
    if sent.networks:
        typer.echo(f"It works from {', '.join(sent.networks)} only.")
    if sent.expires_at:
        typer.echo(f"It expires {minute(sent.expires_at)}.")


def _networks(at: Desk) -> dict[str, list[str]]:
    """Where keys may be used from, by key."""
    found: dict[str, list[str]] = {}
    table = KEY_NETWORK.sql
    for key, network in at.rows(text_of(sa.select(table.c.key, table.c.network).order_by(table.c.network))):
        found.setdefault(key, []).append(network)
    return found


def _find(at: Desk, key_id: str) -> AccessKey:
    rows = at.rows(select_by(ACCESS_KEY.index("id")), (key_id,))
    if not rows:
        raise Refused(404, NOT_FOUND, say("not_found.key", parameter="key", value=key_id))
    return ACCESS_KEY.make(rows[0])

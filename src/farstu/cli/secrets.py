"""`farstu secret`."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from secrets import token_bytes
from typing import Annotated

import sqlalchemy as sa
import typer

from farstu.access.administration import NOTE_ROTATION, ROTATED, Rotation
from farstu.access.tables import ACCESS_KEY, AUDIT, KEY_USE
from farstu.cli.desk import Desk, desk
from farstu.cli.options import DEFAULT_DATA, Data, InDatabase
from farstu.records.sealing import seal_all
from farstu.refusals import CONFLICT, Refused
from farstu.store.folder import FROM_ENVIRONMENT
from farstu.store.secrets import SECRET_BYTES, Secrets
from farstu.store.statements import text_of
from farstu.store.vault import SealingVault
from farstu.texts import say

TAKEN_UP_SECONDS = 1.0
"""By then a running server has seen that its secrets changed."""

app = typer.Typer(help="The server's secrets. They are never shown.", no_args_is_help=True)
Sealing = Annotated[bool, typer.Option("--sealing", help="Change the key that personal numbers are sealed with, too.")]


@app.command("rotate")
def rotate(sealing: Sealing = False, data: Data = DEFAULT_DATA, database: InDatabase = None) -> None:
    """Make a new secret. The old one is still read: keys go on working, and each is hashed anew when it is used."""
    with desk(data, database) as at:
        _refuse_environment()
        before = at.secrets
        after = replace(before, hashing=(token_bytes(SECRET_BYTES), *before.hashing))
        if sealing:
            after = replace(after, sealing=before.sealing | {before.newest_sealing + 1: token_bytes(SECRET_BYTES)})
        _change(at, ROTATED, before, after)
        sealed = _seal_anew(at, after) if sealing else 0
    typer.echo(f"Made a new secret. {len(before.hashing)} older one(s) are still read.")
    if sealing:
        typer.echo(f"Sealed {sealed} row(s) anew.")
    typer.echo("Next: back up 'secret' and 'data-keys'. Once every key has been used: farstu secret retire")


@app.command("retire")
def retire(
    lose: Annotated[bool, typer.Option("--lose-keys", help="Also where keys would no longer be known.")] = False,
    data: Data = DEFAULT_DATA,
    database: InDatabase = None,
) -> None:
    """Forget the older secrets. Refused while a valid key is known under one of them alone."""
    with desk(data, database) as at:
        _refuse_environment()
        before = at.secrets
        left = _left_behind(at)
        if left and not lose:
            raise Refused(409, CONFLICT, say("conflict.keys_left", keys=", ".join(left)))
        _seal_anew(at, before)
        newest = before.newest_sealing
        after = replace(before, hashing=before.hashing[:1], sealing={newest: before.sealing[newest]})
        _change(at, "secret.retired", before, after)
    typer.echo(f"Forgot {len(before.hashing) - 1} older secret(s).")


def _change(at: Desk, kind: str, before: Secrets, after: Secrets) -> None:
    """The files and the record together: where it cannot be recorded, it is undone."""
    at.folder.keep(after)
    try:
        at.perform(NOTE_ROTATION, Rotation(kind, after.fingerprint, after.newest_sealing))
    except BaseException:
        at.folder.keep(before)
        raise


def _seal_anew(at: Desk, secrets: Secrets) -> int:
    """Once a running server seals with the newest key, everything that was sealed with another is brought to it."""
    time.sleep(TAKEN_UP_SECONDS)
    sealed = seal_all(at.session, SealingVault(secrets), again=True)
    if sealed:
        at.database.scrub()
    return sealed


def _left_behind(at: Desk) -> list[str]:
    """The valid keys that were made before the last rotation and have not been used since."""
    rotated = at.rows(_ROTATED, (ROTATED,))[0][0]
    if rotated is None:
        return []
    return [row[0] for row in at.rows(_LEFT, (at.clock(), rotated, at.secrets.fingerprint))]


def _refuse_environment() -> None:
    if os.environ.get(FROM_ENVIRONMENT):
        raise Refused(409, CONFLICT, say("conflict.secret_environment", name=FROM_ENVIRONMENT))


def _left() -> str:
    key, use = ACCESS_KEY.sql, KEY_USE.sql
    query = (
        sa.select(key.c.id)
        .select_from(key.outerjoin(use, use.c.key == key.c.id))
        .where(
            key.c.revoked_at.is_(None),
            sa.or_(key.c.expires_at.is_(None), key.c.expires_at > sa.bindparam("now")),
            key.c.created_at < sa.bindparam("rotated"),
            sa.func.coalesce(use.c.secret, sa.literal_column("''")) != sa.bindparam("newest"),
        )
    )
    return text_of(query.order_by(key.c.id))


_LEFT = _left()
_ROTATED = text_of(sa.select(sa.func.max(AUDIT.sql.c.at)).where(AUDIT.sql.c.kind == sa.bindparam("kind")))

"""A database knows its secret by a hash, so that nobody serves it with another one and finds no key to be valid."""

from __future__ import annotations

from contextlib import closing
from hashlib import blake2b

from farstu.store.base import Database, WriteSession
from farstu.store.secrets import Secrets
from farstu.store.settings_table import SETTING, Setting
from farstu.store.statements import select_by

KNOWN_BY = "secret_fingerprint"


class OtherSecret(Exception):
    """The data was made with another secret."""


def check_secret(database: Database, secrets: Secrets) -> None:
    """Notes which index secret a database belongs to, the first time; others may change. OtherSecret, StoreError."""
    fingerprint = blake2b(b"farstu", key=secrets.index, digest_size=8).hexdigest()
    with closing(database.write_session()) as session:
        found = _known(session) or _note(session, fingerprint)
        if found != fingerprint:
            raise OtherSecret


def _known(session: WriteSession) -> str | None:
    rows = session.rows(select_by(SETTING.key), (KNOWN_BY,))
    return str(rows[0][1]) if rows else None


def _note(session: WriteSession, fingerprint: str) -> str:
    """The fingerprint that the database now has: this one, unless another process was faster."""
    session.begin([""])
    try:
        found = _known(session)
        if found is None:
            session.write({SETTING: [Setting(KNOWN_BY, fingerprint)]})
            session.commit()
        return found or fingerprint
    finally:
        session.rollback()

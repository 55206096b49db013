"""Erasures that the list of a folder has and a database has not, or the other way round: both are made to know all of
them before anybody is served."""

from __future__ import annotations

from contextlib import closing

import msgspec
import structlog

from farstu.access.tables import AUDIT
from farstu.engine.perform import Performer
from farstu.store.base import Database, WriteSession
from farstu.store.clock import Ids, system_clock
from farstu.store.folder import DataFolder
from farstu.store.forgotten import Erasure, ErasureList
from farstu.store.vault import SealingVault

log = structlog.get_logger()

ERASED = "person.erased"
"""What the record calls an erasure."""
_DONE = f'SELECT "at", "about" FROM "{AUDIT.name}" WHERE "kind" = ?'  # noqa: S608 - names of ours


class _About(msgspec.Struct):
    """What the record says of one."""

    receipt: str
    customer: str
    known_by: list[str]


def settle_erasures(database: Database, folder: DataFolder, who: str) -> int:
    """Does what is left to be done; answers how many erasures that were. StoreError, OSError."""
    listed = ErasureList(folder)
    with closing(database.write_session()) as session:
        wanted, done = listed.read(), _done(session)
        listed.add(erasure for receipt, erasure in done.items() if receipt not in wanted)
        left = [erasure for receipt, erasure in wanted.items() if receipt not in done]
        if left:
            _do(session, folder, left, who)
    if left:
        log.warning("persons were erased again: this data was from before", count=len(left))
        database.scrub()
    return len(left)


def _do(session: WriteSession, folder: DataFolder, left: list[Erasure], who: str) -> None:
    """What it takes is only loaded where there is something to do."""
    from farstu.privacy.again import erase_again

    ids = Ids()
    performer = Performer(session, SealingVault(folder.secrets()), system_clock, ids, who)
    for erasure in left:
        erase_again(performer, folder, ids, erasure)


def _done(session: WriteSession) -> dict[str, Erasure]:
    found: dict[str, Erasure] = {}
    for at, about in session.rows(_DONE, (ERASED,)):
        said = msgspec.json.decode(about, type=_About)
        found[said.receipt] = Erasure(said.receipt, at, said.customer, tuple(said.known_by))
    return found

"""Where a command does its work: the data folder, opened beside a running server or without one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from farstu import areas
from farstu.engine.perform import Performer
from farstu.server.run import clear_errors, open_folder
from farstu.store.base import WriteSession
from farstu.store.clock import Ids, system_clock
from farstu.store.vault import PlainVault


class Desk:
    """The secret, the tasks, and plain reading."""

    def __init__(self, session: WriteSession, secret: bytes) -> None:
        self.secret = secret
        self.clock = system_clock
        self.session = session
        self.perform = Performer(session, PlainVault(secret), self.clock, Ids(self.clock)).perform

    def rows(self, statement: str, parameters: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        """The rows of one statement."""
        return self.session.rows(statement, parameters)


@contextmanager
def desk(data: Path) -> Iterator[Desk]:
    """Opens the folder for one command. CannotServe."""
    areas.load()
    folder, database = open_folder(data)
    with clear_errors(data):
        session = database.write_session()
        try:
            yield Desk(session, folder.secret())
        finally:
            session.close()

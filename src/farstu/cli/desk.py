"""Where a command does its work: the data folder, opened beside a running server or without one."""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from farstu import areas
from farstu.engine.perform import Performer
from farstu.server.run import Location, clear_errors, open_location
from farstu.store.base import EVERY_CUSTOMER, Database, WriteSession
from farstu.store.clock import Ids, system_clock
from farstu.store.folder import DataFolder
from farstu.store.secrets import Secrets
from farstu.store.vault import SealingVault


class Desk:
    """The secrets, the tasks, and plain reading."""

    def __init__(self, database: Database, session: WriteSession, secrets: Secrets, folder: DataFolder) -> None:
        self.database = database
        self.secrets = secrets
        self.folder = folder
        self.clock = system_clock
        self.session = session
        self.who = who()
        self.ids = Ids(self.clock)
        self.vault = SealingVault(secrets)
        self.performer = Performer(session, self.vault, self.clock, self.ids, self.who)
        self.perform = self.performer.perform

    def rows(self, statement: str, parameters: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        """The rows of one statement, of all customers."""
        return self.session.rows(statement, parameters, EVERY_CUSTOMER)


def who() -> str:
    """Whoever works here, as this machine knows them: `owner anna`; by number where it knows no name."""
    try:
        return f"owner {os.environ.get('SUDO_USER') or getpass.getuser()}"
    except (KeyError, OSError):
        return f"owner {os.getuid()}"


@contextmanager
def desk(data: Path, database: str | None = None) -> Iterator[Desk]:
    """Opens the folder, and the database where it is elsewhere, for one command. CannotServe."""
    areas.load()
    location = Location(data, database)
    folder, opened = open_location(location)
    with clear_errors(location):
        session = opened.write_session()
        try:
            yield Desk(opened, session, folder.secrets(), folder)
        finally:
            session.close()

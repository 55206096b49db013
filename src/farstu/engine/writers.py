"""Which writer a database gets."""

from __future__ import annotations

from farstu.engine.meter import Meter
from farstu.engine.writer import Writer
from farstu.engine.writer_tasks import TaskWriter
from farstu.engine.writer_thread import ThreadWriter
from farstu.store.base import Database, SharedDatabase
from farstu.store.vault import Vault


def open_writer(database: Database, vault: Vault, meter: Meter | None = None) -> Writer:
    """The writer that suits the database; it is still to be started."""
    meter = meter or Meter()
    if isinstance(database, SharedDatabase):
        return TaskWriter(database, vault, meter=meter)
    return ThreadWriter(database, vault, meter)

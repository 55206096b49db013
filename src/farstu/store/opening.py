"""From a setting to a database."""

from __future__ import annotations

from pathlib import Path

from farstu.store.base import Database
from farstu.store.sqlite import SqliteDatabase


class AddressUnknown(Exception):
    """The address names no kind of database that there is."""


def database_at(address: str | None, file: Path, *, partitions: int = 0) -> Database:
    """The database of an address (`postgresql://…`; made in so many partitions), or the embedded one in `file`.
    AddressUnknown."""
    if address is None:
        return SqliteDatabase(file)
    from farstu.store.postgres.address import is_postgres
    from farstu.store.postgres.database import PostgresDatabase

    if not is_postgres(address):
        raise AddressUnknown
    return PostgresDatabase(address, partitions=partitions)

"""Where a server keeps what it is told, and how that is read past the server."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import farstu.server.app  # noqa: F401 - all tables are declared once this is loaded
from farstu import areas
from farstu.store.base import Database
from farstu.store.copying import copy
from farstu.store.postgres.database import PostgresDatabase
from farstu.store.sqlite import SqliteDatabase


class Place(Protocol):
    """Where a server's data is."""

    @property
    def data(self) -> Path:
        """The server's folder."""

    @property
    def environment(self) -> Mapping[str, str]:
        """What else it is started with."""

    @property
    def database(self) -> Database:
        """What is kept, past the server."""

    def kept(self) -> Path:
        """A SQLite file that holds what is kept now."""


@dataclass(frozen=True)
class Embedded:
    """The file in the data folder."""

    data: Path
    environment: Mapping[str, str] = field(default_factory=dict)

    @property
    def database(self) -> Database:
        return SqliteDatabase(self.kept(), durable=False)

    def kept(self) -> Path:
        return self.data / "farstu.sqlite3"


@dataclass(frozen=True)
class Shared:
    """A PostgreSQL database: `address` is the one that the server is given, `direct` the one past whatever stands in
    between."""

    data: Path
    address: str
    direct: str

    @property
    def environment(self) -> Mapping[str, str]:
        return {"FARSTU_DATABASE": self.address}

    @property
    def database(self) -> Database:
        return PostgresDatabase(self.direct)

    def kept(self) -> Path:
        """A copy, made now."""
        areas.load()
        file = self.data.with_name("kept.sqlite3")
        for left in file.parent.glob(f"{file.name}*"):
            left.unlink()
        made = SqliteDatabase(file, durable=False)
        made.prepare()
        copy(self.database, made, lambda step, table, rows: None)
        return file

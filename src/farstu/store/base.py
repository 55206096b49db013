"""What the engine asks of a database, and the faults that it may meet there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from farstu.store.table import Index, Row, Table

Key = tuple[Any, ...]
Look = tuple[Index[Any], Key]
NONE: Mapping[Table[Any], Iterable[Key]] = {}


class StoreError(Exception):
    """The database could not do what it was asked."""


class StoreUnavailable(StoreError):
    """Not now: full, locked, gone. The same may succeed later."""


class StoreRefused(StoreError):
    """The statement itself was refused; it would be refused again."""


class OtherSchema(StoreError):
    """The data was written by another program than this one."""

    def __init__(self, found: int, known: int) -> None:
        super().__init__(f"schema {found}, known {known}")
        self.found = found
        self.known = known


class SchemaTooNew(OtherSchema):
    """By a newer one."""


class SchemaTooOld(OtherSchema):
    """By one from before a release, whose data this one does not bring up to date."""


class WriteSession(Protocol):
    """A connection that writes, used by one thread at a time. Every method may raise StoreError."""

    def begin(self) -> None:
        """Opens the transaction that all of the following belongs to."""

    def fetch(self, looks: Iterable[Look]) -> dict[Look, list[Row]]:
        """The rows of each look-up."""

    def write(self, rows: Mapping[Table[Any], Iterable[Row]], gone: Mapping[Table[Any], Iterable[Key]] = NONE) -> None:
        """Removes the rows with the primary keys `gone`, then puts whole rows, new or changed."""

    def commit(self) -> None:
        """Makes the transaction last through a loss of power. After a StoreError its outcome is unknown."""

    def rollback(self) -> None:
        """Forgets the transaction; does nothing where there is none."""

    def execute(self, statement: str, parameters: tuple[Any, ...] = ()) -> int:
        """One statement outside the calls (clearing out what is old); answers the number of rows it met."""

    def rows(self, statement: str, parameters: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        """The rows of one statement outside the calls."""

    def close(self) -> None:
        """Gives the connection back."""


class Readers(Protocol):
    """Connections that only read, for any number of readers at once."""

    async def rows(self, statement: str, parameters: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        """The rows of one statement. StoreError."""

    def close(self) -> None:
        """Gives the connections back."""


class Database(Protocol):
    """One database of one kind."""

    def prepare(self) -> None:
        """Makes the schema where there is none. SchemaTooNew, StoreError."""

    def write_session(self) -> WriteSession:
        """A connection that writes."""

    def readers(self) -> Readers:
        """Connections that only read."""

"""What the engine asks of a database, and the faults that it may meet there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, Protocol, runtime_checkable

from farstu.store.table import Index, Row, Table

Key = tuple[Any, ...]
Look = tuple[Index[Any], Key]
NONE: Mapping[Table[Any], Iterable[Key]] = {}

EVERY_CUSTOMER = ("\n",)
"""For the owner's own work, which is about all customers. No customer's id has a line break."""


class StoreError(Exception):
    """The database could not do what it was asked."""


class StoreUnavailable(StoreError):
    """Not now: full, locked, gone. The same may succeed later."""


class StoreLost(StoreUnavailable):
    """The connection is gone, and with it the transaction. What was not yet to be committed may be run again."""


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


class SchemaInUse(OtherSchema):
    """By an older one, whose servers must be stopped before the data can be brought up to date."""


class WriteSession(Protocol):
    """A connection that writes, used by one thread at a time. Every method may raise StoreError.

    `customers` are those whose rows may be seen and written; on PostgreSQL all others are as if they were not there.
    """

    def begin(self, customers: Collection[str] = ()) -> None:
        """Opens the transaction that all of the following belongs to, and keeps other writers away from the customers
        until it ends. Where that fails none is open."""

    def fetch(self, looks: Iterable[Look]) -> dict[Look, list[Row]]:
        """The rows of each look-up."""

    def write(self, rows: Mapping[Table[Any], Iterable[Row]], gone: Mapping[Table[Any], Iterable[Key]] = NONE) -> None:
        """Removes the rows with the primary keys `gone`, then puts whole rows, new or changed."""

    def commit(self) -> None:
        """Makes the transaction last through a loss of power. After a StoreError its outcome is unknown."""

    def rollback(self) -> None:
        """Forgets the transaction; does nothing where there is none."""

    def execute(self, statement: str, parameters: tuple[Any, ...] = (), customers: Collection[str] = ()) -> int:
        """One statement outside the calls (clearing out what is old); answers the number of rows it met."""

    def rows(
        self, statement: str, parameters: tuple[Any, ...] = (), customers: Collection[str] = ()
    ) -> list[tuple[Any, ...]]:
        """The rows of one statement outside the calls."""

    def close(self) -> None:
        """Gives the connection back."""


class AsyncWriteSession(Protocol):
    """The same for use by one task at a time."""

    async def begin(self, customers: Collection[str] = ()) -> None: ...

    async def fetch(self, looks: Iterable[Look]) -> dict[Look, list[Row]]: ...

    async def write(
        self, rows: Mapping[Table[Any], Iterable[Row]], gone: Mapping[Table[Any], Iterable[Key]] = NONE
    ) -> None: ...

    async def commit(self) -> None: ...

    async def rollback(self) -> None: ...

    async def close(self) -> None: ...


class Answering(Protocol):
    """Answers what is asked of a database, and changes nothing."""

    async def rows(
        self, statement: str, parameters: tuple[Any, ...] = (), customers: Collection[str] = ()
    ) -> list[tuple[Any, ...]]:
        """The rows of one statement, of these customers alone. StoreError."""


class Readers(Answering, Protocol):
    """Connections that only read, for any number of readers at once."""

    async def close(self) -> None:
        """Gives the connections back."""


class Database(Protocol):
    """One database of one kind."""

    @property
    def shown(self) -> str:
        """What people call it; no secret is in it."""

    def prepare(self, *, alone: bool = False) -> None:
        """Makes the schema where there is none, and brings an older one up to date; `alone`: also by what servers of
        the older program would not bear. SchemaTooNew, SchemaTooOld, SchemaInUse, StoreError."""

    def write_session(self) -> WriteSession:
        """A connection that writes."""

    def snapshot(self) -> WriteSession:
        """A connection that sees everything as it is now, for as long as it is open, and writes nothing. StoreError."""

    def readers(self) -> Readers:
        """Connections that only read."""

    def concerns(self) -> list[str]:
        """What its owner should know and may have meant, a sentence for each. StoreError."""

    def scrub(self) -> None:
        """Leaves nothing in its files of what was overwritten, where that can be done. StoreError."""

    def damage(self) -> list[str]:
        """What is wrong with it, a sentence for each; a whole database has none. StoreError."""


@runtime_checkable
class SharedDatabase(Database, Protocol):
    """A database that several writers use at once, of this process and of others."""

    def async_session(self) -> AsyncWriteSession:
        """A connection that writes; it is made when it is first used, and made again when it is lost."""

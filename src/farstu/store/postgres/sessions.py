"""A connection to PostgreSQL, for one task at a time; and the same for a thread."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection, Coroutine, Iterable, Mapping
from contextlib import suppress
from hashlib import blake2b
from typing import Any, TypeVar

import asyncpg
import msgspec

from farstu.store.base import NONE, Key, Look, StoreError, StoreLost, StoreRefused
from farstu.store.postgres.faults import faults
from farstu.store.postgres.policy import ALLOWED
from farstu.store.statements import PlannedByValue, numbered, remove_many, select_many, write_together
from farstu.store.table import Index, Row, Table

Connect = Callable[[], Awaitable["asyncpg.Connection[asyncpg.Record]"]]
"""Makes a connection, trying again for as long as it is worth it. StoreError."""

_NUL = "\x00"
_OPEN = (
    f"SELECT set_config('{ALLOWED}', $1::text[]::text, true), "  # noqa: S608 - a name of ours
    "(SELECT count(pg_advisory_xact_lock(wanted)) FROM unnest($2::bigint[]) AS wanted)"
)
_PLAN_AGAIN = "DISCARD PLANS"
_ALLOW = f"SELECT set_config('{ALLOWED}', $1::text[]::text, false)"
_astuple = msgspec.structs.astuple
T = TypeVar("T")


def lock_number(customer: str) -> int:
    """The advisory lock of a customer: 64 bits of its id's hash, the same in every process."""
    return int.from_bytes(blake2b(customer.encode("utf-8", "surrogatepass"), digest_size=8).digest(), signed=True)


class PostgresSession:
    """A connection for one task at a time; made when it is first used, and again after it was lost."""

    def __init__(self, connect: Connect) -> None:
        self._connect = connect
        self._connection: asyncpg.Connection[asyncpg.Record] | None = None
        self._allowed: list[str] | None = None
        self._begun = False
        self._asked = 0

    async def begin(self, customers: Collection[str] = ()) -> None:
        """Locks are taken in one order by everybody, so that nobody waits for who waits for him; a lock that another
        holds is had only once his transaction is decided, and then what he wrote is seen. A connection that was lost
        since it was last used is made again."""
        was_there = self._connection is not None
        try:
            await self._begin_whole(customers)
        except StoreLost:
            if not was_there:
                raise
            await self._begin_whole(customers)

    async def _begin_whole(self, customers: Collection[str]) -> None:
        try:
            await self._begin(customers)
        except StoreError:
            await self.rollback()
            raise

    async def _begin(self, customers: Collection[str]) -> None:
        await self.rollback()  # of what somebody left open
        connection = await self._open()
        locks = sorted({lock_number(customer) for customer in customers})
        await self._guarded(connection.execute("BEGIN ISOLATION LEVEL READ COMMITTED"))
        await self._guarded(connection.fetchrow(_OPEN, list(customers), locks))
        self._begun = True

    async def begin_reading(self, customers: Collection[str]) -> None:
        """Sees these customers' rows as they are now, until the connection is closed."""
        await self._allow(customers)
        await self._guarded(self._present().execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"))
        self._begun = True

    async def fetch(self, looks: Iterable[Look]) -> dict[Look, list[Row]]:
        """One statement for each index. A key with a NUL in it is a text that PostgreSQL cannot hold: it finds
        nothing."""
        found: dict[Look, list[Row]] = {look: [] for look in looks}
        keys: dict[Index[Any], list[tuple[Any, ...]]] = {}
        for index, values in found:
            if not any(_NUL in value for value in values if isinstance(value, str)):
                keys.setdefault(index, []).append(values)
        for index, wanted in keys.items():
            make, values_of = index.table.make, index.values_of
            for record in await self._fetch(_of(select_many, index), *map(list, zip(*wanted, strict=True))):
                row = make(record)
                found[index, values_of(row)].append(row)
        return found

    async def write(
        self, rows: Mapping[Table[Any], Iterable[Row]], gone: Mapping[Table[Any], Iterable[Key]] = NONE
    ) -> None:
        """What is put in goes over in one statement, whatever the tables: each costs a way there and back."""
        for table, keys in gone.items():
            if columns := _columns(keys):
                await self._fetch(_of(remove_many, table), *columns)
        put = {table: _columns(map(_astuple, changed)) for table, changed in rows.items()}
        tables = tuple(sorted((table for table, columns in put.items() if columns), key=_name))
        if tables:
            values = [column for table in tables for column in put[table]]
            await self._fetch(_of(write_together, tables), *values)

    async def commit(self) -> None:
        """A transaction in which a statement failed is rolled back by COMMIT, which then says so."""
        self._begun = False
        said = await self._guarded(self._present().execute("COMMIT"))
        if said != "COMMIT":
            raise StoreRefused(f"the transaction was ended by {said}")

    async def rollback(self) -> None:
        connection, self._begun = self._connection, False
        if connection is None:
            return
        if connection.is_closed():
            self._forget()
        elif connection.is_in_transaction():
            await self._guarded(connection.execute("ROLLBACK"))

    async def execute(self, statement: str, parameters: tuple[Any, ...] = (), customers: Collection[str] = ()) -> int:
        """The rows met, as the last word of PostgreSQL's answer says it: `DELETE 3`."""
        await self._allow(customers)
        said = await self._guarded(self._present().execute(numbered(statement), *parameters))
        number = said.rpartition(" ")[2]
        return int(number) if number.isdigit() else 0

    async def rows(
        self, statement: str, parameters: tuple[Any, ...] = (), customers: Collection[str] = ()
    ) -> list[tuple[Any, ...]]:
        if any(_NUL in value for value in parameters if isinstance(value, str)):
            return []
        await self._allow(customers)
        ask = self._fetch_by_value if isinstance(statement, PlannedByValue) else self._fetch
        return [tuple(record) for record in await ask(numbered(statement), *parameters)]

    async def close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None and not connection.is_closed():
            with faults():
                await connection.close(timeout=5)

    async def _open(self) -> asyncpg.Connection[asyncpg.Record]:
        if self._connection is not None and self._connection.is_closed():
            self._forget()
        if self._connection is None:
            self._connection, self._asked = await self._connect(), 0
        return self._connection

    def _present(self) -> asyncpg.Connection[asyncpg.Record]:
        if self._connection is None:
            raise StoreLost("there is no connection")
        return self._connection

    async def _allow(self, customers: Collection[str]) -> None:
        """Says for which customers the next statements are. Within a transaction `begin` has said it, and where its
        connection was lost no other may go on with it."""
        if self._begun:
            self._present()
            return
        connection, wanted = await self._open(), sorted(customers)
        if wanted != self._allowed:
            await self._guarded(connection.fetchrow(_ALLOW, wanted))
            self._allowed = wanted

    async def _fetch(self, statement: str, *values: Any) -> list[asyncpg.Record]:
        """A plan that was made while a table was small may take any index that begins with the customer. So all are
        made again after 2, 4, 8, … statements: none outlives that what is there has become many times as much."""
        self._asked += 1
        if self._asked.bit_count() == 1:
            await self._guarded(self._present().execute(_PLAN_AGAIN))
        return await self._guarded(self._present().fetch(statement, *values))

    async def _fetch_by_value(self, statement: str, *values: Any) -> list[asyncpg.Record]:
        """A statement without a name is planned for its values; one with a name, after a while, for any."""
        prepared = await self._guarded(self._present().prepare(statement, name=""))
        return await self._guarded(prepared.fetch(*values))

    async def _guarded(self, asking: Coroutine[Any, Any, T]) -> T:
        """The store's errors; a connection that was lost, or whose caller left in the midst, is used no more."""
        try:
            with faults():
                return await asking
        except (StoreLost, asyncio.CancelledError):
            self._forget()
            raise

    def _forget(self) -> None:
        connection, self._connection, self._allowed = self._connection, None, None
        if connection is not None:
            with suppress(Exception):
                connection.terminate()


def _columns(tuples: Iterable[tuple[Any, ...]]) -> list[list[Any]]:
    return [list(column) for column in zip(*tuples, strict=True)]


def _name(table: Table[Any]) -> str:
    return table.name


def _of(make: Callable[[Any], str], subject: Any) -> str:
    return numbered(make(subject))


class PostgresThreadSession:
    """The same for a thread, with an event loop of its own that runs while something is asked."""

    def __init__(self, connect: Connect) -> None:
        self._session = PostgresSession(connect)
        self._loop = asyncio.new_event_loop()

    def begin(self, customers: Collection[str] = ()) -> None:
        self._run(self._session.begin(customers))

    def begin_reading(self, customers: Collection[str]) -> None:
        self._run(self._session.begin_reading(customers))

    def fetch(self, looks: Iterable[Look]) -> dict[Look, list[Row]]:
        return self._run(self._session.fetch(looks))

    def write(self, rows: Mapping[Table[Any], Iterable[Row]], gone: Mapping[Table[Any], Iterable[Key]] = NONE) -> None:
        self._run(self._session.write(rows, gone))

    def commit(self) -> None:
        self._run(self._session.commit())

    def rollback(self) -> None:
        self._run(self._session.rollback())

    def execute(self, statement: str, parameters: tuple[Any, ...] = (), customers: Collection[str] = ()) -> int:
        return self._run(self._session.execute(statement, parameters, customers))

    def rows(
        self, statement: str, parameters: tuple[Any, ...] = (), customers: Collection[str] = ()
    ) -> list[tuple[Any, ...]]:
        return self._run(self._session.rows(statement, parameters, customers))

    def close(self) -> None:
        if self._loop.is_closed():
            return
        try:
            self._run(self._session.close())
        finally:
            self._loop.close()

    def _run(self, asking: Coroutine[Any, Any, T]) -> T:
        if self._loop.is_closed():
            asking.close()
            raise StoreLost("the connection was closed")
        return self._loop.run_until_complete(asking)

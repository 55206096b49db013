"""What is said of PostgreSQL: an address without its secrets, an error in the store's words."""

from __future__ import annotations

import asyncpg
import pytest

from farstu.store.base import StoreError, StoreLost, StoreRefused, StoreUnavailable
from farstu.store.postgres.address import is_postgres, without_secrets
from farstu.store.postgres.database import PostgresDatabase
from farstu.store.postgres.faults import faults


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("postgresql://farstu@db/x", "postgresql://farstu@db/x"),
        ("postgresql://farstu:hemlig@db:5433/x", "postgresql://farstu:****@db:5433/x"),
        ("postgres://a:b%40c@[::1]:1/x?sslmode=require", "postgres://a:****@[::1]:1/x?sslmode=require"),
        ("postgresql://db/x?password=hemlig&user=a", "postgresql://db/x?password=****&user=a"),
        ("postgresql:///x?host=/run/pg", "postgresql:///x?host=/run/pg"),
        ("postgresql://:@db/x", "postgresql://:****@db/x"),
        ("postgresql://farstu:hem/lig@db/x", "postgresql://****"),
        ("postgresql://farstu:hem#lig@db/x", "postgresql://****"),
        ("postgresql://farstu:hem?lig@db/x", "postgresql://****"),
        ("postgresql://farstu:hemlig@[::1/x", "postgresql://****"),
    ],
)
def test_an_address_is_shown_without_its_secrets(address: str, shown: str) -> None:
    assert is_postgres(address)
    assert without_secrets(address) == shown == PostgresDatabase(address).shown


@pytest.mark.parametrize("address", ["", "farstu.sqlite3", "mysql://x/y", "postgresql", "sqlite:///x"])
def test_other_addresses_are_no_postgres(address: str) -> None:
    assert not is_postgres(address)


@pytest.mark.parametrize("error", [
    (asyncpg.UniqueViolationError("x"), StoreRefused),
    (asyncpg.DeadlockDetectedError("x"), StoreUnavailable),
    (asyncpg.DiskFullError("x"), StoreUnavailable),
    (asyncpg.QueryCanceledError("x"), StoreUnavailable),
    (asyncpg.CannotConnectNowError("x"), StoreLost),
    (asyncpg.AdminShutdownError("x"), StoreLost),
    (asyncpg.ReadOnlySQLTransactionError("x"), StoreLost),
    (asyncpg.InterfaceError("connection is closed"), StoreLost),
    (asyncpg.InterfaceError("the server expects 1 argument"), StoreRefused),
    (asyncpg.InvalidPasswordError("x"), StoreUnavailable),
    (ConnectionResetError("x"), StoreLost),
    (TimeoutError(), StoreLost),
    (UnicodeEncodeError("utf8", "x", 0, 1, "x"), StoreRefused),
])  # fmt: skip
def test_each_error_is_told_in_the_stores_words(error: tuple[Exception, type[StoreError]]) -> None:
    raised, expected = error
    with pytest.raises(StoreError) as told, faults():
        raise raised
    assert type(told.value) is expected

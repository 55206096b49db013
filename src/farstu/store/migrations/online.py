"""Applies revisions beside whoever else uses the database: one transaction each, and only one process at a time."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from farstu.store.base import StoreUnavailable
from farstu.store.migrations.changes import apply
from farstu.store.postgres.policy import TAKE_SCHEMA_LOCK
from farstu.store.settings_table import SCHEMA, SETTING


def migrate_sqlite(connect: Callable[[], sqlite3.Connection], revisions: Iterable[int]) -> None:
    """StoreError, sqlite3.Error."""
    engine = sa.create_engine("sqlite://", creator=connect, poolclass=NullPool)
    try:
        for number in revisions:
            with engine.connect() as connection:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
                _step(connection, number)
                connection.commit()
    except sa.exc.DBAPIError as error:
        raise StoreUnavailable(str(error.orig)) from error


def migrate_postgres(connect: Any, revisions: Iterable[int]) -> None:
    """`connect` makes a connection of asyncpg's. StoreError."""
    asyncio.run(_migrate_postgres(connect, revisions))


async def _migrate_postgres(connect: Any, revisions: Iterable[int]) -> None:
    engine = create_async_engine("postgresql+asyncpg://", async_creator=connect, poolclass=NullPool)
    try:
        for number in revisions:
            async with engine.begin() as connection:
                await connection.exec_driver_sql(TAKE_SCHEMA_LOCK)
                await connection.run_sync(_step, number)
    except sa.exc.DBAPIError as error:
        raise StoreUnavailable(str(error.orig)) from error
    finally:
        await engine.dispose()


def _step(connection: sa.Connection, number: int) -> None:
    """Nothing, where another process was faster."""
    columns = SETTING.sql.c
    found = connection.execute(sa.select(columns.value).where(columns.name == SCHEMA)).scalar_one()
    if int(found) == number - 1:
        apply(connection, number)

"""PostgreSQL's own errors in the store's words."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

import asyncpg

from farstu.store.base import StoreError, StoreLost, StoreRefused, StoreUnavailable

LOST = (
    asyncpg.PostgresConnectionError,
    asyncpg.ReadOnlySQLTransactionError,  # the server has become a standby: the primary is elsewhere now
    asyncpg.exceptions.OperatorInterventionError,
    asyncpg.InternalClientError,  # an answer that is none, or a server that is not the one asked for
    OSError,
    asyncio.TimeoutError,
    EOFError,
)
REFUSED = (
    asyncpg.IntegrityConstraintViolationError,
    asyncpg.exceptions.DataError,  # of the server
    asyncpg.exceptions.SyntaxOrAccessError,
    asyncpg.exceptions.WithCheckOptionViolationError,
    asyncpg.DataError,  # of the client, before anything is sent
    OverflowError,
    ValueError,  # an address that cannot be read, a text that cannot be encoded
)


@contextmanager
def faults() -> Iterator[None]:
    """Turns what the driver raises into a StoreError."""
    try:
        yield
    except asyncpg.QueryCanceledError as error:
        raise StoreUnavailable(_said(error)) from error
    except REFUSED as error:
        raise StoreRefused(_said(error)) from error
    except LOST as error:
        raise StoreLost(_said(error)) from error
    except asyncpg.InterfaceError as error:
        raise _of_the_client(error) from error
    except asyncpg.PostgresError as error:
        raise StoreUnavailable(_said(error)) from error


def _of_the_client(error: asyncpg.InterfaceError) -> StoreError:
    """A connection that is closed is told by its text alone."""
    said = str(error)
    return StoreLost(said) if "closed" in said or "connection" in said else StoreRefused(said)


def _said(error: BaseException) -> str:
    """One line; the details of a server's error may hold values of rows, and are left out."""
    return f"{type(error).__name__}: {str(error).partition(chr(10))[0]}".rstrip(": ")

"""Answers to what only asks: SQL to rows to the answer, on connections that cannot write, past the batches."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from farstu.contract.operation import Operation
from farstu.store.base import Answering
from farstu.store.queries import Query
from farstu.store.vault import Vault


@dataclass(frozen=True, slots=True)
class Asked:
    """What a caller wants to know, after the rights to it. `customers` are those to answer for: what the request
    names, or, where it may and does not, all that the key covers. `at` in ticks."""

    at: int
    customers: tuple[str, ...]
    parameters: dict[str, Any]
    body: Any
    body_name: str
    readers: Answering
    vault: Vault

    @property
    def customer(self) -> str:
        """The customer, where the request names one."""
        return self.customers[0]

    async def rows(self, query: Query, **values: Any) -> list[tuple[Any, ...]]:
        """The rows of one statement; of no other customer's, whatever it says. StoreError."""
        return await self.readers.rows(*query.bind(**values), self.customers)


Read = Callable[[Asked], Awaitable[Any]]
"""Gives the answer's value. Refused."""

READS: dict[Operation, Read] = {}
"""The read of each operation that changes nothing."""


def read(operation: Operation) -> Callable[[Read], Read]:
    """Makes a function the read of an operation."""

    def register(function: Read) -> Read:
        if operation in READS:
            raise LookupError(f"{operation.id} has two reads")
        READS[operation] = function
        return function

    return register

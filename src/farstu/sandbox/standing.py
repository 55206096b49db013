"""Which customers are there for trying things out."""

from __future__ import annotations

from farstu.records.offices import CUSTOMER
from farstu.store.base import Readers
from farstu.store.statements import select_by


async def is_sandbox(readers: Readers, customer: str) -> bool:
    """Whether a customer may be told what to do at all. StoreError."""
    rows = await readers.rows(select_by(CUSTOMER.key), (customer,), [customer])
    return any(CUSTOMER.make(row).sandbox for row in rows)

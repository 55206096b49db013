"""What makes a new server useful; on the first page and in the log of a server without customers."""

from __future__ import annotations

import sqlalchemy as sa

from farstu.records.offices import CUSTOMER
from farstu.store.statements import text_of

FIRST_COMMANDS = (
    'farstu customer add M10001 --name "Exempelmäklarna"',
    'farstu partner add webbyran --title "Webbyrån AB"',
    "farstu key issue webbyran --for M10001",
)
ANY_CUSTOMER = text_of(sa.select(sa.func.min(CUSTOMER.sql.c.customer)))
"""Null where the server has no customers."""

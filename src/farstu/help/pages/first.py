"""What makes a new server useful; on the first page and in the log of a server without customers."""

from __future__ import annotations

from farstu.records.offices import CUSTOMER

FIRST_COMMANDS = (
    'farstu customer add M10001 --name "Exempelmäklarna"',
    'farstu partner add webbyran --title "Webbyrån AB"',
    "farstu key issue webbyran --for M10001",
)
ANY_CUSTOMER = f'SELECT min(customer) FROM "{CUSTOMER.name}"'  # noqa: S608 - a name of ours
"""Null where the server has no customers."""

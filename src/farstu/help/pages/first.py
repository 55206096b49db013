"""What makes a new server useful; on the first page and in the log of a server without customers."""

from __future__ import annotations

FIRST_COMMANDS = (
    'farstu customer add M10001 --name "Exempelmäklarna"',
    'farstu partner add webbyran --title "Webbyrån AB"',
    "farstu key issue webbyran --for M10001",
)

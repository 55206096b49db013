"""What the demo brokerage has that writes can be about, read from its database once."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import Any

from benchmarks.support.http import basic
from farstu.store.base import Database

PLACEHOLDER = "StringValue"
"""The demo's second customer that its key covers; a few writes go there, so that two event logs grow."""

_CONTACTS = "SELECT id FROM contact WHERE customer = ? AND kind = 'Person' ORDER BY id"
_ESTATES = "SELECT id FROM estate WHERE customer = ? ORDER BY id"
_AGENTS = 'SELECT office, "user" FROM office_user WHERE customer = ? ORDER BY 1, 2'
_VIEWERS = "SELECT DISTINCT viewing, contact FROM participant WHERE customer = ? ORDER BY viewing, contact"


@dataclass(frozen=True)
class World:
    """Ids, and the header of the caller who may use them."""

    authorization: str
    customer: str
    contacts: list[str]
    estates: list[str]
    agents: list[tuple[str, str]]
    viewers: list[tuple[str, str]]
    said: dict[str, Any]


def read_world(said: dict[str, Any], database: Database) -> World:
    """The world of a demo that has just been made; `said` is what it prints."""
    customer = said["customerId"]
    with closing(database.write_session()) as session:

        def rows(query: str) -> list[Any]:
            return session.rows(query, (customer,), (customer,))

        return World(
            basic(said["partner"], said["key"]),
            customer,
            [row[0] for row in rows(_CONTACTS)],
            [row[0] for row in rows(_ESTATES)],
            rows(_AGENTS),
            rows(_VIEWERS),
            said,
        )

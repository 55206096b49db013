"""The four that are compared, each a server process that answers the same request."""

from __future__ import annotations

import json
import re
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.support.http import Request, ask, basic
from benchmarks.support.servers import Server, start, start_demo

NOTE = "Ring om visningen på Storgatan"
_ID = re.compile(rb'"[A-Z]{3}[0-9A-F]{32}"')
_LOG = "servers.log"


class NotRight(Exception):
    """A peer did not do what it is measured at; its figures would mean nothing."""


@dataclass
class Peer:
    """`rows` counts what it has kept, by table; `acknowledged` is what it has said to have kept."""

    letter: str
    name: str
    server: Server
    request: Request
    rows: Callable[[], dict[str, int]] | None = None
    acknowledged: int = 0
    _before: dict[str, int] = field(default_factory=dict)

    def check_answer(self) -> None:
        """One call that must be answered with an id. NotRight."""
        self._before = self.rows() if self.rows else {}
        response = ask(self.server.url, self.request)
        if response.status != 200 or not _ID.fullmatch(response.body):
            raise NotRight(f"({self.letter}) answered {response.status} {response.body[:200]!r}")
        self.acknowledged += 1

    def check_rows(self) -> str | None:
        """What was kept since the first call, in words: at least what was acknowledged, in every table. NotRight."""
        if self.rows is None:
            return None
        new = {table: number - self._before[table] for table, number in self.rows().items()}
        if min(new.values()) < self.acknowledged:
            raise NotRight(f"({self.letter}) acknowledged {self.acknowledged} calls, but kept {new}")
        kept = ", ".join(f"{number:,} {table}" for table, number in new.items())
        return f"({self.letter}) acknowledged {self.acknowledged:,} calls and kept {kept}"


@contextmanager
def running(data: Path, core: int) -> Iterator[list[Peer]]:
    """All four, running side by side on one core, each with its data in `data`; only one is ever under load."""
    with ExitStack() as stack:
        farstu = stack.enter_context(start_demo(data / "farstu", data / _LOG, core=core))
        database = data / "orm.sqlite3"
        world = {"PEER_WORLD": json.dumps(farstu.said), "PEER_DATABASE": str(database)}
        bare, memory, orm = (
            stack.enter_context(_peer(module, data, core, world)) for module in ("bare", "memory", "orm")
        )
        request = comeback(farstu.said)
        yield [
            Peer("a", "Farstu, everything on", farstu, request, _rows(data / "farstu" / "farstu.sqlite3")),
            Peer("b", "bare ASGI + msgspec, nothing kept", bare, request),
            Peer("c", "FastAPI + pydantic, nothing kept", memory, request),
            Peer("d", "FastAPI + SQLAlchemy ORM + aiosqlite", orm, request, _rows(database)),
        ]


def comeback(world: dict[str, Any]) -> Request:
    """The call that is measured, with the ids that the demo printed."""
    body = {
        "date": "2031-12-01T10:00:00",
        "meetingId": world["meetingId"],
        "estateId": world["estateId"],
        "participant": {"userId": world["userId"]},
        "note": NOTE,
    }
    headers = {"Authorization": basic(world["partner"], world["key"]), "Content-Type": "application/json"}
    path = f"/Meeting/Comeback/{world['customerId']}/{world['contactId']}"
    return Request("POST", path, headers, json.dumps(body, ensure_ascii=False).encode())


def _peer(module: str, data: Path, core: int, environment: dict[str, str]) -> Server:
    command = [sys.executable, "-m", "benchmarks.peers.serve", f"benchmarks.peers.{module}:app"]
    return start(command, data / _LOG, core=core, environment=environment)


_COUNTS = {
    "comebacks": "SELECT count(*) FROM comeback",
    "journal rows": "SELECT count(*) FROM journal",
    "events": "SELECT count(*) FROM event",
}


def _rows(database: Path) -> Callable[[], dict[str, int]]:
    """Counts on a connection of the benchmark's own: what the server says of itself proves nothing."""

    def count() -> dict[str, int]:
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=30)) as connection:
            return {table: connection.execute(query).fetchone()[0] for table, query in _COUNTS.items()}

    return count

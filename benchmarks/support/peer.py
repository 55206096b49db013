"""One who takes part: a server, what it is asked, and the proof that it did what it is measured at."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.support.http import Request, ask
from benchmarks.support.servers import Server


class NotRight(Exception):
    """A peer did not do what it is measured at; its figures would mean nothing."""


@dataclass
class Peer:
    """`request` is what it is asked, several in turn; `rows` counts what it has kept, by table; `answer` is what the
    body of an answer looks like, where that is known; `also` are the processes of its database where that is a server;
    `acknowledged` is how many calls were answered."""

    letter: str
    name: str
    server: Server
    request: Request | Sequence[Request]
    rows: Callable[[], dict[str, int]] | None = None
    answer: re.Pattern[bytes] | None = None
    also: Sequence[int] = ()
    acknowledged: int = 0
    _before: dict[str, int] = field(default_factory=dict)

    @property
    def first(self) -> Request:
        """What it is asked, or the first of it."""
        return self.request if isinstance(self.request, Request) else self.request[0]

    @property
    def processes(self) -> tuple[int, ...]:
        """All that work for it, but for what they started themselves."""
        return (self.server.process.pid, *self.also)

    def check_answer(self) -> None:
        """One call that must be answered as it should be. NotRight."""
        self._before = self.rows() if self.rows else {}
        response = ask(self.server.url, self.first)
        known = self.answer is None or self.answer.fullmatch(response.body)
        if not 200 <= response.status < 300 or not known:
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


COUNTS = {
    "comebacks": "SELECT count(*) FROM comeback",
    "journal rows": "SELECT count(*) FROM journal",
    "events": "SELECT count(*) FROM event",
}
JOURNALLED = {"journal rows": COUNTS["journal rows"]}
"""For calls of any kind."""


def rows_of(database: Path, counts: Mapping[str, str] = COUNTS) -> Callable[[], dict[str, int]]:
    """Counts on a connection of the benchmark's own: what the server says of itself proves nothing."""

    def count() -> dict[str, int]:
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=30)) as connection:
            return {table: connection.execute(query).fetchone()[0] for table, query in counts.items()}

    return count

"""Those that are compared, each a server process that answers the same request."""

from __future__ import annotations

import json
import re
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.peers.mocks import fetch_document, install, start_mock
from benchmarks.support.http import Request, basic
from benchmarks.support.peer import Peer, rows_of
from benchmarks.support.servers import Server, start, start_demo
from farstu.cli.options import DEFAULT_CONNECTIONS, DEFAULT_JOURNAL_DAYS, DEFAULT_SEED
from farstu.serving.settings import Settings, as_environment

NOTE = "Ring om visningen på Storgatan"
ID = re.compile(rb'"[A-Z]{3}[0-9A-F]{32}"')
LOG = "servers.log"
DATABASE = "farstu.sqlite3"
MOCKS = "hi"
USUAL = "abcd"
"""What step 1 aims at; the others are there to be asked for."""

NAMES = {
    "a": "Farstu, everything on",
    "b": "bare ASGI + msgspec, nothing kept",
    "c": "FastAPI + pydantic, nothing kept",
    "d": "FastAPI + SQLAlchemy ORM + aiosqlite",
    "e": "FastAPI + Farstu's store, a commit a call",
    "f": "Django REST framework, gunicorn",
    "g": "Farstu with batches of one",
    "h": "Prism, a mock",
    "i": "Mockoon, a mock",
}


@contextmanager
def running(data: Path, core: int, letters: str = USUAL) -> Iterator[list[Peer]]:
    """Those of these letters, and (a) always, side by side on one core, each with its data in `data`; only one is ever
    under load. NotThere where the mocks are asked for and cannot be had."""
    with ExitStack() as stack:
        farstu = stack.enter_context(start_demo(data / "farstu", data / LOG, core=core))
        site = Site(data, core, farstu)
        request = comeback(farstu.said)
        peers = [Peer("a", NAMES["a"], farstu, request, rows_of(data / "farstu" / DATABASE), ID)]
        for letter in sorted(set(letters) - {"a"}):
            server, database, asked = STARTERS[letter](site, request)
            rows = rows_of(database) if database else None
            answer = None if letter in MOCKS else ID
            peers.append(Peer(letter, NAMES[letter], stack.enter_context(server), asked, rows, answer))
        yield peers


@dataclass(frozen=True)
class Site:
    """Where peers are started: a folder, a core, and the Farstu whose world they share."""

    data: Path
    core: int
    farstu: Server

    def python(self, *command: str, database: Path | None = None) -> Server:
        """A module that serves."""
        world = {"PEER_WORLD": json.dumps(self.farstu.said), "PEER_DATABASE": str(database or "")}
        return start([sys.executable, "-m", *command], self.data / LOG, core=self.core, environment=world)


Started = tuple[Server, Path | None, Request]


def _app(module: str, kept: str | None = None) -> Callable[[Site, Request], Started]:
    def start_it(site: Site, request: Request) -> Started:
        database = site.data / kept if kept else None
        return (
            site.python("benchmarks.peers.serve", f"benchmarks.peers.{module}:app", database=database),
            database,
            request,
        )

    return start_it


def _committing(site: Site, request: Request) -> Started:
    """On a copy of the demo's database: the same rows are there to be found."""
    database = site.data / "committing.sqlite3"
    with closing(sqlite3.connect(site.data / "farstu" / DATABASE)) as given, closing(sqlite3.connect(database)) as copy:
        given.backup(copy)
    return (
        site.python("benchmarks.peers.serve", "benchmarks.peers.committing:app", database=database),
        database,
        request,
    )


def _rest(site: Site, request: Request) -> Started:
    database = site.data / "rest.sqlite3"
    return site.python("benchmarks.peers.rest.serve", database=database), database, request


def _single(site: Site, request: Request) -> Started:
    folder = site.data / "single"
    settings = Settings(
        data=folder,
        host="127.0.0.1",
        port=0,
        journal_days=DEFAULT_JOURNAL_DAYS,
        log_level="warning",
        connections=DEFAULT_CONNECTIONS,
        seed=DEFAULT_SEED,
    )
    command = [sys.executable, "-m", "benchmarks.peers.single", "demo-json"]
    server = start(command, site.data / LOG, core=site.core, environment=as_environment(settings))
    return server, folder / DATABASE, comeback(server.said)


_WITH_OFFSET = "2031-12-01T10:00:00+01:00"
"""Prism holds a date to RFC 3339, which knows no wall clock."""


def _mock(name: str) -> Callable[[Site, Request], Started]:
    def start_it(site: Site, request: Request) -> Started:
        install()
        document = fetch_document(site.farstu.url, site.data / "openapi.json")
        server = start_mock(name, document, site.data / LOG, site.core)
        return server, None, comeback(site.farstu.said, _WITH_OFFSET)

    return start_it


STARTERS: dict[str, Callable[[Site, Request], Started]] = {
    "b": _app("bare"),
    "c": _app("memory"),
    "d": _app("orm", "orm.sqlite3"),
    "e": _committing,
    "f": _rest,
    "g": _single,
    "h": _mock("prism"),
    "i": _mock("mockoon"),
}


def comeback(world: dict[str, Any], date: str = "2031-12-01T10:00:00") -> Request:
    """The call that is measured, with the ids that the demo printed."""
    body = {
        "date": date,
        "meetingId": world["meetingId"],
        "estateId": world["estateId"],
        "participant": {"userId": world["userId"]},
        "note": NOTE,
    }
    headers = {"Authorization": basic(world["partner"], world["key"]), "Content-Type": "application/json"}
    path = f"/Meeting/Comeback/{world['customerId']}/{world['contactId']}"
    return Request("POST", path, headers, json.dumps(body, ensure_ascii=False).encode())

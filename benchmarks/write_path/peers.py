"""Those that are compared, each a server process that answers the same request."""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.peers.mocks import fetch_document, install, start_mock
from benchmarks.support.http import Request, basic
from benchmarks.support.own import (
    DATABASE,
    ID,
    LOG,
    Own,
    Rows,
    create_database,
    embedded,
    own_postgres,
    rows_in,
    shared,
)
from benchmarks.support.peer import Peer, rows_of
from benchmarks.support.postgres import PostgresServer
from benchmarks.support.servers import Server, demo_settings, start
from farstu.serving.settings import as_environment

NOTE = "Ring om visningen på Storgatan"
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
    "j": "Farstu on PostgreSQL, everything on",
    "k": "FastAPI + SQLAlchemy ORM + asyncpg",
}


@contextmanager
def running(data: Path, core: int, database_core: int, letters: str = USUAL) -> Iterator[list[Peer]]:
    """Those of these letters, and (a) always, side by side on one core, each with its data in `data`; only one is ever
    under load. A PostgreSQL server is on the other core. NotThere where the mocks are asked for and cannot be had."""
    with ExitStack() as stack:
        own = embedded(data)
        farstu = stack.enter_context(own.start(core))
        site = Site(data, core, farstu, cache(lambda: stack.enter_context(own_postgres(data, database_core))))
        request = comeback(farstu.said)
        peers = [Peer("a", NAMES["a"], farstu, request, own.rows, ID)]
        for letter in sorted(set(letters) - {"a"}):
            started = STARTERS[letter](site, request)
            server = stack.enter_context(started.server)
            answer = None if letter in MOCKS else ID
            peers.append(Peer(letter, NAMES[letter], server, started.request, started.rows, answer, started.also))
        yield peers


@dataclass(frozen=True)
class Site:
    """Where peers are started: a folder, a core, the Farstu whose world they share, and a PostgreSQL server, which is
    started for the first who asks for it."""

    data: Path
    core: int
    farstu: Server
    postgres: Callable[[], PostgresServer]

    def python(self, *command: str, database: Path | str = "") -> Server:
        """A module that serves."""
        world = {"PEER_WORLD": json.dumps(self.farstu.said), "PEER_DATABASE": str(database)}
        return start([sys.executable, "-m", *command], self.data / LOG, core=self.core, environment=world)

    def app(self, name: str, database: Path | str = "") -> Server:
        """An application of `benchmarks.peers`."""
        return self.python("benchmarks.peers.serve", f"benchmarks.peers.{name}:app", database=database)


@dataclass(frozen=True)
class Started:
    """A peer's server, what it is asked, what it keeps, and the processes of its database."""

    server: Server
    request: Request
    rows: Rows | None = None
    also: tuple[int, ...] = ()


def _keepless(name: str) -> Callable[[Site, Request], Started]:
    return lambda site, request: Started(site.app(name), request)


def _orm(site: Site, request: Request) -> Started:
    database = site.data / "orm.sqlite3"
    return Started(site.app("orm", database), request, rows_of(database))


def _orm_shared(site: Site, request: Request) -> Started:
    postgres = site.postgres()
    server = site.app("orm", create_database(postgres, "orm"))
    return Started(server, request, rows_in(postgres, "orm"), (postgres.pid,))


def _shared(site: Site, _request: Request) -> Started:
    own = shared(site.data, site.postgres())
    server = own.start(site.core)
    return Started(server, comeback(server.said), own.rows, own.also)


def _committing(site: Site, request: Request) -> Started:
    """On a copy of the demo's database: the same rows are there to be found."""
    database = site.data / "committing.sqlite3"
    with closing(sqlite3.connect(site.data / "farstu" / DATABASE)) as given, closing(sqlite3.connect(database)) as copy:
        given.backup(copy)
    return Started(site.app("committing", database), request, rows_of(database))


def _rest(site: Site, request: Request) -> Started:
    database = site.data / "rest.sqlite3"
    return Started(site.python("benchmarks.peers.rest.serve", database=database), request, rows_of(database))


def _single(site: Site, _request: Request) -> Started:
    own = embedded(site.data, "single")
    server = start_single(own, site.core)
    return Started(server, comeback(server.said), own.rows)


def start_single(own: Own, core: int, environment: Mapping[str, str] | None = None) -> Server:
    """Farstu with batches of one, where another would be started as it is. NotStarted."""
    command = [sys.executable, "-m", "benchmarks.peers.single", "demo-json"]
    return start(
        command,
        own.log,
        core=core,
        environment={**as_environment(demo_settings(own.place.data)), **(environment or {})},
    )


_WITH_OFFSET = "2031-12-01T10:00:00+01:00"
"""Prism holds a date to RFC 3339, which knows no wall clock."""


def _mock(name: str) -> Callable[[Site, Request], Started]:
    def start_it(site: Site, request: Request) -> Started:
        install()
        document = fetch_document(site.farstu.url, site.data / "openapi.json")
        server = start_mock(name, document, site.data / LOG, site.core)
        return Started(server, comeback(site.farstu.said, _WITH_OFFSET))

    return start_it


STARTERS: dict[str, Callable[[Site, Request], Started]] = {
    "b": _keepless("bare"),
    "c": _keepless("memory"),
    "d": _orm,
    "e": _committing,
    "f": _rest,
    "g": _single,
    "h": _mock("prism"),
    "i": _mock("mockoon"),
    "j": _shared,
    "k": _orm_shared,
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

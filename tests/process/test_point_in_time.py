"""Back to a moment in the past by PostgreSQL's own means, as docs/operations.md tells it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks.support.postgres import PostgresServer
from farstu.store.base import EVERY_CUSTOMER
from farstu.store.postgres.database import PostgresDatabase
from tests.store.test_databases import meeting
from tests.support.world import furnish, records

SECONDS = 20.0
MEETINGS = "SELECT id FROM meeting WHERE customer = 'M1'"


@pytest.fixture
def server() -> Iterator[PostgresServer]:
    """One that keeps its log in an archive."""
    with closing(PostgresServer()) as made:
        archive = made.folder("archive")
        made.settings |= {"archive_mode": "on", "archive_command": f"cp %p {archive}/%f", "wal_level": "replica"}
        made.start().create_role()
        made.sql("CREATE DATABASE farstu OWNER farstu")
        yield made


def kept(database: PostgresDatabase) -> set[str]:
    with closing(database.write_session()) as session:
        return {row[0] for row in session.rows(MEETINGS, (), EVERY_CUSTOMER)}


def archived(server: PostgresServer) -> Path:
    """The archive, once all that was written is in it."""
    archive = server.data.with_name("archive")
    last = server.sql("SELECT pg_walfile_name(pg_switch_wal())").strip()
    wait(lambda: (archive / last).exists())
    return archive


def wait(until: Callable[[], bool]) -> None:
    latest = time.monotonic() + SECONDS
    while not until():
        assert time.monotonic() < latest
        time.sleep(0.05)


def test_what_was_there_at_a_moment_is_there_again_and_nothing_later(server: PostgresServer) -> None:
    database = PostgresDatabase(server.address("farstu"))
    database.prepare()
    furnish(database, [*records(), meeting("before-the-base")])
    base = server.folder("base")
    base.chmod(0o700)
    server.tool("pg_basebackup", "-h", str(server.socket.parent), "-U", "postgres", "-c", "fast", "-D", str(base))
    furnish(database, [meeting("behind-the-base")])
    moment = server.sql("SELECT clock_timestamp()").strip()
    time.sleep(0.01)
    furnish(database, [meeting("a-mistake")])
    assert "a-mistake" in kept(database)
    archive = archived(server)
    server.kill()

    (base / "recovery.signal").touch()
    server.data = base
    server.settings |= {"restore_command": f"cp {archive}/%f %p", "recovery_target_time": moment,
                        "recovery_target_action": "promote"}  # fmt: skip
    server.start()
    wait(lambda: server.sql("SELECT pg_is_in_recovery()").strip() == "f")
    found = kept(database)
    assert {"before-the-base", "behind-the-base"} <= found
    assert "a-mistake" not in found
    assert database.damage() == []
    furnish(database, [meeting("afterwards")])
    assert "afterwards" in kept(database)

"""Back to a moment in the past by PostgreSQL's own means, as docs/operations.md tells it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks.support.postgres import PostgresServer
from farstu.privacy import erasure
from farstu.store.base import EVERY_CUSTOMER
from farstu.store.fingerprint import check_secret
from farstu.store.postgres.database import PostgresDatabase
from tests.privacy.people import command
from tests.store.test_databases import meeting
from tests.support.process import farstu
from tests.support.world import CUSTOMER, SECRET, SECRETS, furnish, person, records

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


def gone_back(server: PostgresServer, base: Path, moment: str) -> None:
    """The server starts anew from a base backup and the archive, as it was at the moment."""
    archive = archived(server)
    server.kill()
    (base / "recovery.signal").touch()
    server.data = base
    server.settings |= {"restore_command": f"cp {archive}/%f %p", "recovery_target_time": moment,
                        "recovery_target_action": "promote"}  # fmt: skip
    server.start()
    wait(lambda: server.sql("SELECT pg_is_in_recovery()").strip() == "f")


def based(server: PostgresServer) -> Path:
    """A base backup."""
    base = server.folder("base")
    base.chmod(0o700)
    server.tool("pg_basebackup", "-h", str(server.socket.parent), "-U", "postgres", "-c", "fast", "-D", str(base))
    return base


def test_what_was_there_at_a_moment_is_there_again_and_nothing_later_and_nobody_who_was_erased(
    server: PostgresServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(erasure, "SETTLED_SECONDS", 0.0)
    database = PostgresDatabase(server.address("farstu"))
    database.prepare()
    check_secret(database, SECRETS)
    named = person("lost", first_name="Torkel", last_name="Hammarqvist", email="torkel@hammarqvist.example")
    furnish(database, [*records(), meeting("before-the-base"), named])
    base = based(server)
    furnish(database, [meeting("behind-the-base")])
    moment = server.sql("SELECT clock_timestamp()").strip()
    time.sleep(0.01)
    furnish(database, [meeting("a-mistake")])
    run = command(database, tmp_path, monkeypatch, capsys)
    run("person", "erase", "--customer", CUSTOMER, "--contact", "lost")
    assert "a-mistake" in kept(database)
    assert not names(database, "Torkel")

    gone_back(server, base, moment)
    found = kept(database)
    assert {"before-the-base", "behind-the-base"} <= found
    assert "a-mistake" not in found
    assert names(database, "Torkel")
    assert database.damage() == []
    serve_once(database, tmp_path)
    assert not names(database, "Torkel")
    furnish(database, [meeting("afterwards")])
    assert "afterwards" in kept(database)


def serve_once(database: PostgresDatabase, folder: Path) -> None:
    """A server comes up and says that it erased somebody again."""
    settings = {"FARSTU_SECRET": SECRET.hex(), "FARSTU_DATABASE": database.address}
    with farstu("serve", "--port", "0", "--data", str(folder), **settings) as process:
        try:
            assert process.stderr is not None
            lines = list(iter_until(process.stderr.readline, '"serving"'))
            assert any("erased again" in line for line in lines), lines
        finally:
            process.kill()


def iter_until(read: Callable[[], str], last: str) -> Iterator[str]:
    while line := read():
        yield line
        if last in line:
            return


def names(database: PostgresDatabase, first: str) -> list[str]:
    """The ids of the contacts with this first name."""
    with closing(database.write_session()) as session:
        text = "SELECT id FROM contact WHERE first_name = ?"
        return [row[0] for row in session.rows(text, (first,), EVERY_CUSTOMER)]

"""The proof itself: it holds of a sound database, and fails where a single thing is wrong."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks.crash.client import post_all
from benchmarks.crash.places import Embedded
from benchmarks.crash.proof import prove
from benchmarks.crash.world import read_world
from benchmarks.crash.writes import NotProven, Write, Writer
from benchmarks.support.servers import start_demo

FAULTS = {
    "a comeback is lost": "DELETE FROM comeback WHERE note GLOB 'proof-*' AND id = (SELECT max(id) FROM comeback)",
    "a comeback is doubled": "INSERT INTO comeback SELECT customer, id || 'X', contact, date, meeting, estate, user,"
    " user_group, office, acting, acting_id, note, partner, created_at FROM comeback WHERE note GLOB 'proof-*' LIMIT 1",
    "a loan promise is lost": "DELETE FROM loan_promise WHERE id = (SELECT max(id) FROM loan_promise)",
    "a lead is lost": "DELETE FROM lead WHERE id = (SELECT max(id) FROM lead WHERE message GLOB 'proof-*')",
    "a watch is half there": "DELETE FROM prospect WHERE contact ="
    " (SELECT max(id) FROM contact WHERE first_name = 'Vakt')",
    "a person is doubled": "UPDATE contact SET email = 'vakt0@example.com' WHERE email = 'vakt1@example.com'",
    "a part of a budget is lost": "UPDATE budget SET sold = NULL WHERE year = 2040 AND month = 1",
    "an event is lost": "DELETE FROM event WHERE sequence = 7",
    "an event is ahead of its counter": "UPDATE event_counter SET last = last - 1",
    "a follow-up happened twice": "UPDATE event SET kind = 'participant.followedUp', ids ="
    " (SELECT ids FROM event WHERE kind = 'participant.followedUp' LIMIT 1) WHERE kind = 'comeback.created'",
    "a call is not journalled": "DELETE FROM journal WHERE id = (SELECT max(call) FROM event)",
    "a repeated call is not journalled": "DELETE FROM journal WHERE id NOT IN (SELECT call FROM event)",
    "a call ran again": "UPDATE event SET call = (SELECT min(call) FROM event) WHERE sequence = 9",
}
"""What could have gone wrong, and how to bring it about by hand."""


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Write]]:
    """A database with a few hundred writes in it, and the writes."""
    folder = tmp_path_factory.mktemp("proof")
    place = Embedded(folder / "data")
    with start_demo(place.data, folder / "log") as server:
        writer = Writer(read_world(server.said, place.database), seed=1)
        writes = [writer.make("proof") for _ in range(300)]
        asyncio.run(post_all(server.url, [*writes, *writes[:3]]))
    return place.kept(), writes


def test_the_proof_holds_of_a_sound_database(kept: tuple[Path, list[Write]]) -> None:
    prove(*kept)


@pytest.mark.parametrize("fault", FAULTS)
def test_the_proof_fails_where(fault: str, kept: tuple[Path, list[Write]], tmp_path: Path) -> None:
    database, writes = kept
    spoilt = tmp_path / "spoilt.sqlite3"
    shutil.copy(database, spoilt)
    with closing(sqlite3.connect(spoilt, isolation_level=None)) as connection:
        assert connection.execute(FAULTS[fault]).rowcount > 0
    with pytest.raises(NotProven):
        prove(spoilt, writes)

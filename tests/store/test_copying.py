"""Everything from one database to another, whatever happens on the way."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from farstu.records.contacts import CONTACT
from farstu.records.meetings import MEETING
from farstu.store import copying
from farstu.store.base import EVERY_CUSTOMER, StoreUnavailable, WriteSession
from farstu.store.copying import NotTheSame, TargetNotEmpty, copy, is_unfinished, sum_up
from farstu.store.postgres.database import PostgresDatabase
from farstu.store.postgres.sessions import PostgresThreadSession
from farstu.store.sqlite import SqliteDatabase, SqliteSession
from farstu.store.table import TABLES, Row
from tests.store.test_databases import meeting
from tests.support.databases import POSTGRES, SQLITE, AnyDatabase, database
from tests.support.world import furnish, keys, person, records

PEOPLE = [person(f"p{number:03}", last_name=f"Rad {number}") for number in range(100)]
ROWS = [*records(), *records("M2"), *keys(), *PEOPLE]
SESSIONS: dict[type, Any] = {SqliteDatabase: SqliteSession, PostgresDatabase: PostgresThreadSession}
PAIRS = [(SQLITE, POSTGRES), (POSTGRES, SQLITE), (SQLITE, SQLITE)]
Pair = tuple[AnyDatabase, AnyDatabase]


@pytest.fixture(params=PAIRS, ids="-to-".join)
def pair(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Pair]:
    """A database with rows, and one without."""
    folders = [tmp_path / name for name in ("from", "to")]
    for folder in folders:
        folder.mkdir()
    with database(request.param[0], folders[0]) as source, database(request.param[1], folders[1]) as target:
        furnish(source, ROWS)
        yield source, target


@pytest.fixture(autouse=True)
def _small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "AT_ONCE", 25)


def quietly(step: str, table: str, rows: int) -> None:
    """Nobody is told."""


def kept(made: AnyDatabase) -> dict[str, set[Row]]:
    session = made.write_session()
    try:
        return {
            name: {table.make(row) for row in session.rows(_all(table), (), EVERY_CUSTOMER)}
            for name, table in TABLES.items()
        }
    finally:
        session.close()


def _all(table: Any) -> str:
    names = ", ".join(f'"{name}"' for name in table.columns)
    return f'SELECT {names} FROM "{table.name}"'  # noqa: S608 - names of ours


def breaking(made: AnyDatabase, at: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The database is lost at its commit number `at`."""
    kind = SESSIONS[type(made)]
    real: Callable[[WriteSession], None] = kind.commit
    commits = 0

    def commit(session: Any) -> None:
        nonlocal commits
        commits += 1
        if commits == at:
            session.rollback()
            raise StoreUnavailable("pulled")
        real(session)

    monkeypatch.setattr(kind, "commit", commit)


def test_all_rows_of_all_tables_are_there(pair: Pair) -> None:
    source, target = pair
    sums = copy(source, target, quietly)
    assert kept(target) == kept(source)
    assert sums["contact"].rows == len(kept(source)["contact"]) > 100
    assert not is_unfinished(target)


@pytest.mark.parametrize("at", [1, 5, 9])
def test_what_was_broken_off_goes_on_where_it_was(pair: Pair, at: int, monkeypatch: pytest.MonkeyPatch) -> None:
    source, target = pair
    with monkeypatch.context() as patch:
        breaking(target, at, patch)
        with pytest.raises(StoreUnavailable):
            copy(source, target, quietly)
    assert is_unfinished(target) == (at > 1)
    told: list[str] = []
    copy(source, target, lambda step, table, rows: told.append(table) if step == copying.WRITING else None)
    assert kept(target) == kept(source)
    assert not is_unfinished(target)
    pieces = -(-len(kept(source)["contact"]) // 25)
    assert told.count("contact") == pieces or at > 1


def test_what_changed_between_two_runs_is_copied_anew(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    source, target = pair
    with monkeypatch.context() as patch:
        breaking(target, len(TABLES), patch)
        with pytest.raises(StoreUnavailable):
            copy(source, target, quietly)
    furnish(source, [msgspec.structs.replace(row, last_name="Ändrad") for row in PEOPLE])
    copy(source, target, quietly)
    assert kept(target) == kept(source)


def test_it_is_the_moment_of_the_beginning_that_is_copied(pair: Pair) -> None:
    source, target = pair
    before = kept(source)

    def meanwhile(step: str, table: str, rows: int) -> None:
        if step == copying.WRITING:
            furnish(source, [meeting("later")])

    copy(source, target, meanwhile)
    assert kept(target) == before
    assert len(kept(source)[MEETING.name]) == len(before[MEETING.name]) + 1


def test_a_database_with_rows_is_left_alone(pair: Pair) -> None:
    source, target = pair
    furnish(target, [person("own")])
    before = kept(target)
    with pytest.raises(TargetNotEmpty):
        copy(source, target, quietly)
    assert kept(target) == before


def test_what_does_not_arrive_is_found_and_nobody_serves_it(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    source, target = pair
    kind = SESSIONS[type(target)]
    real = kind.write

    def write(session: Any, rows: Any) -> None:
        real(session, {table: some[1:] if table is CONTACT else some for table, some in rows.items()})

    monkeypatch.setattr(kind, "write", write)
    with pytest.raises(NotTheSame, match="contact"):
        copy(source, target, quietly)
    assert is_unfinished(target)


ROW = st.tuples(st.text(), st.none() | st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False), st.booleans())


@given(st.lists(ROW), st.randoms(use_true_random=False))
def test_a_sum_is_of_the_rows_and_not_of_their_order(rows: list[Any], chance: random.Random) -> None:
    turned = rows.copy()
    chance.shuffle(turned)
    assert sum_up(turned) == sum_up(rows)
    assert sum_up((text, number, int(truth)) for text, number, truth in rows) == sum_up(rows)


def test_a_zero_below_zero_is_a_zero() -> None:
    assert sum_up([("a", -0.0)]) == sum_up([("a", 0.0)]) != sum_up([("a", 1.0)])


@given(st.lists(ROW, min_size=1, unique=True))
def test_a_sum_tells_one_row_from_another(rows: list[Any]) -> None:
    text, number, truth = rows[0]
    assert sum_up([(text, number, not truth), *rows[1:]]) != sum_up(rows)
    assert sum_up(rows[1:]) != sum_up(rows)

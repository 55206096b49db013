"""One batch, any split into batches, and one by one: the same rows, the same answers."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, Phase, event, given, settings

from farstu.areas.watch.tables import FINAL_PRICE_WATCH
from farstu.engine.calls import Call
from farstu.engine.idempotency import REPLAYED
from farstu.engine.tables import EVENT, FIRST_ANSWER, JOURNAL
from farstu.records.contacts import CONTACT
from farstu.records.leads import LEAD
from farstu.store.sqlite import SqliteDatabase, SqliteSession
from farstu.store.table import TABLES
from tests.support.batches import (
    Played,
    call_lists,
    cut,
    fetching,
    in_memory,
    one_by_one,
    play,
    timeless,
    watched_facts,
    without_overlay,
    world_rows,
)
from tests.support.world import furnish

LEAST_SHARE_WITH_OVERLAY = 0.3
FEW = settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))
MANY = settings(FEW, max_examples=250)
FIXED = settings(MANY, derandomize=True, database=None, phases=[Phase.generate], report_multiple_bugs=False)
CUTS = st.lists(st.integers(1, 8), max_size=3)
BEFOREHAND = st.sampled_from(["usual", "nothing", "everything"])
NAMES = {
    "UpdateBudget": "BusinessIntelligence-Budget",
    "LoanPromise": "LoanPromise",
    "Comeback": "Comeback",
    "FollowUp": "ViewingParticipant",
    "Watch": "FinalPriceWatched",
    "Price": "SetFinalPrice",
}


def beforehand(calls: Sequence[Call], how: str, alone: Played) -> list[Call]:
    """The calls with their look-ups fetched as they say, as late as can be, or all before the first is decided."""
    return list(calls) if how == "usual" else fetching(calls, alone.asked if how == "everything" else [])


def check(calls: list[Call], cuts: list[int], how: str = "usual", *, forgiving: bool = False) -> Played:
    """However the calls are batched, the same becomes of them."""
    alone = in_memory(one_by_one(calls), forgiving=forgiving)
    calls = beforehand(calls, how, alone)
    for batches in ([calls], cut(calls, cuts)):
        together = in_memory(batches, forgiving=forgiving)
        assert together.said == alone.said
        assert together.tables == alone.tables
    return alone


def test_batches_of_any_size_do_what_single_calls_do() -> None:
    seen: Counter[str] = Counter()
    with watched_facts() as made:

        @MANY
        @given(call_lists(), CUTS, BEFOREHAND)
        def holds(calls: list[Call], cuts: list[int], how: str) -> None:
            made.clear()
            alone = check(calls, cuts, how)
            met = made[len(calls)].met_overlay
            event(f"overlay met: {met}")
            seen.update(["examples"] + ["overlay"] * met + happened(calls, alone))

        holds()
    share = seen["overlay"] / seen["examples"]
    print(f"\n{share:.0%} of {seen['examples']} examples met the overlay; {dict(seen)}")
    assert share >= LEAST_SHARE_WITH_OVERLAY
    assert all(seen[what] > 10 for what in (*NAMES, "200", "400", "404", "409", "replayed", "found", "new")), seen


def happened(calls: Sequence[Call], alone: Played) -> list[str]:
    """What an example was about, to make sure that all of them are about everything."""
    answers = [said[1] for said in alone.said]
    why = {text.key for said in alone.said for text in said[2]}
    operations = [name for name, part in NAMES.items() for call in calls if part in call.task.name]
    found = ["found"] if why & {"decided.matched_number", "decided.matched_name"} else []
    new = ["new"] if "decided.matched_nobody" in why else []
    replayed = ["replayed"] if any(REPLAYED in each.headers for each in answers) else []
    return [*operations, *(str(each.status) for each in answers), *found, *new, *replayed]


@pytest.mark.parametrize("forgiving", [False, True])
def test_without_the_overlay_batches_do_something_else(forgiving: bool) -> None:
    """Strictly, the event numbers collide; where the database forgives that, other rows are kept."""

    @FIXED
    @given(call_lists(), CUTS, BEFOREHAND)
    def holds(calls: list[Call], cuts: list[int], how: str) -> None:
        check(calls, cuts, how, forgiving=forgiving)

    holds()
    with without_overlay(), pytest.raises(AssertionError):
        holds()


class CountingSession(SqliteSession):
    """Counts its transactions."""

    begins = 0

    def begin(self) -> None:
        self.begins += 1
        super().begin()


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with the small world in it."""
    path = tmp_path_factory.mktemp("batching") / "template.sqlite3"
    database = SqliteDatabase(path, durable=False)
    database.prepare()
    furnish(database, world_rows())
    return path


@contextmanager
def copy_of(path: Path, name: str) -> Iterator[CountingSession]:
    mine = path.with_name(f"{name}.sqlite3")
    shutil.copyfile(path, mine)
    session = CountingSession(SqliteDatabase(mine, durable=False)._connect())
    try:
        yield session
    finally:
        session.close()
        mine.unlink()


def in_sqlite(path: Path, batches: Sequence[Sequence[Call]]) -> tuple[list[Any], Any]:
    with copy_of(path, "run") as session:
        said = play(session, batches)
        assert session.begins == len(batches), "a batch was refused by the database"
        tables = {name: {row[: len(table.key.columns)]: row for row in whole(session, table)}
                  for name, table in TABLES.items()}  # fmt: skip
    return said, tables


def whole(session: SqliteSession, table: Any) -> list[Any]:
    first = [*table.key.columns, *(name for name in table.columns if name not in table.key.columns)]
    names = ", ".join(f'"{name}"' for name in first if (table, name) != (JOURNAL, "milliseconds"))
    return session.rows(f'SELECT {names} FROM "{table.name}"')  # noqa: S608  # names of the schema


def test_the_same_holds_in_sqlite(furnished: Path) -> None:
    @FEW
    @given(call_lists(), CUTS, BEFOREHAND)
    def holds(calls: list[Call], cuts: list[int], how: str) -> None:
        memory = in_memory(one_by_one(calls))
        alone = in_sqlite(furnished, one_by_one(calls))
        calls = beforehand(calls, how, memory)
        assert alone[0] == memory.said
        assert in_sqlite(furnished, [calls]) == in_sqlite(furnished, cut(calls, cuts)) == alone

    holds()


def test_memory_and_sqlite_keep_the_same_rows(furnished: Path) -> None:
    @FEW
    @given(call_lists())
    def holds(calls: list[Call]) -> None:
        memory = in_memory([calls])
        with copy_of(furnished, "rows") as session:
            play(session, [calls])
            kept = {}
            for name, table in TABLES.items():
                columns = ", ".join(f'"{column}"' for column in table.columns)
                rows = map(table.make, session.rows(f'SELECT {columns} FROM "{name}"'))  # noqa: S608  # as above
                kept[name] = {table.key.values_of(row): row for row in rows}
        assert {name: rows for name, rows in timeless(kept).items() if rows} == memory.tables

    holds()


def test_the_examples_are_about_rows_that_matter() -> None:
    """A property over calls that change nothing would hold for any engine."""
    kept: Counter[str] = Counter()

    @FEW
    @given(call_lists())
    def holds(calls: list[Call]) -> None:
        played = in_memory([calls])
        kept.update({table.name: len(played.tables.get(table.name, {})) for table in TABLES.values()})

    holds()
    assert all(kept[table.name] for table in (CONTACT, LEAD, FINAL_PRICE_WATCH, EVENT, FIRST_ANSWER, JOURNAL))

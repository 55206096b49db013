"""One batch, any split into batches, and one by one: the same rows, the same answers."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, Phase, event, given, settings

from farstu.areas.budget.contract import UPDATE_BUDGET, Estates, RealtorBudget
from farstu.areas.buyer.contract import ADD_LOAN_PROMISE, LoanPromise
from farstu.areas.meeting.contract import CREATE_COMEBACK, Comeback
from farstu.areas.viewing.contract import FOLLOW_UP, ParticipantFollowUp
from farstu.areas.watch.contract import WATCH_FINAL_PRICE
from farstu.areas.watch.final_price import SET_FINAL_PRICE, FinalPrice
from farstu.engine.calls import Call
from farstu.engine.idempotency import REPLAYED
from farstu.engine.tables import EVENT_COUNTER
from farstu.records.contacts import EMAILS, PHONES
from farstu.store.base import EVERY_CUSTOMER, WriteSession
from farstu.store.settings_table import SETTING
from farstu.store.sqlite import SqliteDatabase
from farstu.store.table import TABLES, Row
from tests.support.batches import (
    SOON,
    Ask,
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
from tests.support.databases import POSTGRES, AnyDatabase, database
from tests.support.effort import examples
from tests.support.people import WHO, application, findable, person, spellings_of_email, spellings_of_phone
from tests.support.rules import NOW, call_id
from tests.support.world import furnish

LEAST_SHARE_WITH_OVERLAY = 0.3
FEW = settings(deadline=None, max_examples=examples(25), suppress_health_check=list(HealthCheck))
MANY = settings(FEW, max_examples=examples(250))
FIXED = settings(
    MANY, max_examples=250, derandomize=True, database=None, phases=[Phase.generate], report_multiple_bugs=False
)
Example = tuple[list[Call], list[int], str]
CUTS = st.lists(st.integers(1, 8), max_size=3)
BEFOREHAND = st.sampled_from(["usual", "nothing", "everything"])
MET = ("budget", "contact", "contact_match", "estate", "event_counter", "final_price_watch", "first_answer",
       "participant", "prospect")  # fmt: skip
"""Where a call may meet a row that an earlier one of its batch has written."""
KEPT = (*MET, "comeback", "event", "journal", "lead", "loan_promise", "outgoing_mail")
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
    with watched_facts() as made:

        @MANY
        @given(call_lists(), CUTS, BEFOREHAND)
        def holds(calls: list[Call], cuts: list[int], how: str) -> None:
            made.clear()
            check(calls, cuts, how)
            event(f"met: {sorted(made[len(calls)].met)}")

        holds()


@pytest.fixture(scope="module")
def fixed() -> list[Example]:
    """The same examples each time, drawn once."""
    drawn: list[Example] = []

    @FIXED
    @given(call_lists(), CUTS, BEFOREHAND)
    def draw(calls: list[Call], cuts: list[int], how: str) -> None:
        drawn.append((calls, cuts, how))

    draw()
    return drawn


def test_the_examples_are_about_everything(fixed: list[Example]) -> None:
    """A property over calls that change nothing, or never meet, would hold for any engine.

    "overlay": a row of the batch itself was seen, "records": one that is more than the count of events."""
    seen: Counter[str] = Counter()
    with watched_facts() as made:
        for calls, _, _ in fixed:
            played = in_memory([calls])
            seen.update([*happened(calls, played), *(f"met {table}" for table in made[-1].met)])
            seen.update(f"kept {table}" for table in played.tables)
            seen["overlay"] += made[-1].met_overlay
            seen["records"] += bool(made[-1].met - {EVENT_COUNTER.name})
    print(f"\n{dict(seen)}")
    assert min(seen["overlay"], seen["records"]) >= LEAST_SHARE_WITH_OVERLAY * len(fixed), seen
    assert all(seen[f"met {table}"] for table in MET), seen
    assert all(seen[f"kept {table}"] for table in KEPT), seen
    assert all(seen[what] for what in (*NAMES, "200", "400", "404", "409", "replayed", "found", "new")), seen


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
def test_without_the_overlay_batches_do_something_else(fixed: list[Example], forgiving: bool) -> None:
    """Strictly, the event numbers collide; where the database forgives that, other rows are kept."""

    def hold() -> None:
        for calls, cuts, how in fixed:
            check(calls, cuts, how, forgiving=forgiving)

    hold()
    with without_overlay(), pytest.raises(AssertionError):
        hold()


class Counting:
    """A session that counts its transactions."""

    def __init__(self, session: WriteSession) -> None:
        self.begins = 0
        self.fetch, self.write, self.commit, self.rollback = (
            session.fetch, session.write, session.commit, session.rollback,
        )  # fmt: skip
        self.execute, self.rows, self.close = session.execute, session.rows, session.close
        self._begin = session.begin

    def begin(self, customers: Collection[str] = ()) -> None:
        self.begins += 1
        self._begin(customers)


Furnished = Callable[[], AbstractContextManager[Counting]]


@pytest.fixture(scope="module")
def furnished(kind: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Furnished]:
    """Opens the small world in a database, the same each time."""
    if kind == POSTGRES:
        with database(kind, Path()) as kept:
            yield partial(_refurnished, kept)
        return
    path = tmp_path_factory.mktemp("batching") / "template.sqlite3"
    template = SqliteDatabase(path, durable=False)
    template.prepare()
    furnish(template, world_rows())
    yield partial(_copied, path)


@contextmanager
def _copied(path: Path) -> Iterator[Counting]:
    mine = path.with_name("copy.sqlite3")
    shutil.copyfile(path, mine)
    with closing(Counting(SqliteDatabase(mine, durable=False).write_session())) as session:
        yield session
    mine.unlink()


@contextmanager
def _refurnished(kept: AnyDatabase) -> Iterator[Counting]:
    grouped = {table: [row for row in world_rows() if row.table is table] for table in TABLES.values()}
    with closing(Counting(kept.write_session())) as session:
        for table in TABLES.keys() - {SETTING.name}:
            session.execute(f'DELETE FROM "{table}"', (), EVERY_CUSTOMER)  # noqa: S608
        session.begin(EVERY_CUSTOMER)
        session.write(grouped)
        session.commit()
        session.begins = 0
        yield session


def in_database(furnished: Furnished, batches: Sequence[Sequence[Call]]) -> tuple[list[Any], Any]:
    with furnished() as session:
        said = play(session, batches)
        assert session.begins == len(batches), "a batch was refused by the database"
        return said, timeless({name: rows_of(session, table) for name, table in TABLES.items() if table is not SETTING})


def rows_of(session: Counting, table: Any) -> dict[Any, Any]:
    names = ", ".join(f'"{column}"' for column in table.columns)
    found = session.rows(f'SELECT {names} FROM "{table.name}"', (), EVERY_CUSTOMER)  # noqa: S608
    return {table.key.values_of(row): row for row in map(table.make, found)}


def test_the_same_holds_in_a_database(furnished: Furnished) -> None:
    @FEW
    @given(call_lists(), CUTS, BEFOREHAND)
    def holds(calls: list[Call], cuts: list[int], how: str) -> None:
        memory = in_memory(one_by_one(calls))
        alone = in_database(furnished, one_by_one(calls))
        calls = beforehand(calls, how, memory)
        assert alone[0] == memory.said
        assert in_database(furnished, [calls]) == in_database(furnished, cut(calls, cuts)) == alone

    holds()


def test_memory_and_databases_keep_the_same_rows(furnished: Furnished) -> None:
    @FEW
    @given(call_lists())
    def holds(calls: list[Call]) -> None:
        memory = in_memory([calls])
        with furnished() as session:
            play(session, [calls])
            kept = {table.name: rows_of(session, table) for table in TABLES.values() if not table.server_wide}
        assert {name: rows for name, rows in timeless(kept).items() if rows} == memory.tables

    holds()


WHOM = WHO[2]
"""Nobody in the small world, though somebody there has the same name."""
NAMED = {"first": WHOM.first, "last": WHOM.last}
WAYS = {name: spellings_of_email(WHOM.email) for name in EMAILS} | {n: spellings_of_phone(WHOM.phone) for n in PHONES}
STRANGER = person("x", first_name=WHOM.first, last_name=WHOM.last, other="+46701740699")


def watch(estate: str = "e1", **values: Any) -> Ask:
    reached = {name: values.pop(name) for name in PHONES if name in values}
    return Ask(WATCH_FINAL_PRICE, application(**NAMED | values, phones=reached or None), {"estateId": estate})


def way(column: str, place: int = 0) -> dict[str, str]:
    return {column: WAYS[column][place]}


def numbered(text: str) -> Ask:
    """Somebody with another name and address, and this number."""
    return watch(first="Någon", last="Annan", email="annan@exempel.se", number=text)


CREATED = [*(pytest.param(watch(**way(name)), watch(**way(name, -1)), id=name) for name in (*EMAILS, *PHONES)),
           pytest.param(watch(**way("email"), number=WHOM.number), numbered(f"{WHOM.number[2:8]}-{WHOM.number[8:]}"),
                        id="number")]  # fmt: skip
BY_OTHER = {"other": "0701740699"}
"""How `STRANGER`, who is known, is found."""
COMPLETED = [*(pytest.param(watch(**BY_OTHER, **way(name)), watch(**way(name, -1)), id=name)
               for name in (*EMAILS, "home", "work", "cell")),
             pytest.param(watch(**BY_OTHER, number=WHOM.number), numbered(WHOM.number), id="number")]  # fmt: skip
both_ways = pytest.mark.parametrize("how", ["nothing", "everything"])
"""Look-ups of a later call are fetched after an earlier one has been decided, or before: then they found nothing."""


def both(asks: Sequence[Ask], how: str, *known: Row) -> tuple[Played, Played]:
    """Calls in one batch, with the overlay and without; with it, the same as one by one."""
    rows = [*world_rows(), *known]
    calls = [ask.call(number, NOW + number) for number, ask in enumerate(asks, 1)]
    alone = in_memory(one_by_one(calls), rows)
    calls = beforehand(calls, how, alone)
    together = in_memory([calls], rows)
    assert (together.said, together.tables) == (alone.said, alone.tables)
    with without_overlay():
        return together, in_memory([calls], rows, forgiving=True)


@both_ways
@pytest.mark.parametrize(("first", "second"), CREATED)
def test_a_person_made_in_the_batch_is_found_by_every_key(first: Ask, second: Ask, how: str) -> None:
    seen, blind = both([first, second], how)
    made = "ADR" + call_id(1)
    assert seen.values() == [made, made]
    assert blind.values() == [made, "ADR" + call_id(2)]


@both_ways
@pytest.mark.parametrize(("first", "second"), COMPLETED)
def test_a_person_completed_in_the_batch_is_found_by_every_key(first: Ask, second: Ask, how: str) -> None:
    seen, blind = both([first, second], how, *findable(STRANGER))
    assert seen.values() == ["x", "x"]
    assert blind.values() == ["x", "ADR" + call_id(2)]


@both_ways
def test_a_person_made_and_completed_in_the_batch_is_found_by_what_completed_it(how: str) -> None:
    asks = [watch(**way("email")), watch(**way("email"), **way("cell")), watch(**way("work"))]
    seen, blind = both(asks, how)
    assert seen.values() == ["ADR" + call_id(1)] * 3
    assert len(set(blind.values())) == 3
    (contact,) = [row for key, row in seen.tables["contact"].items() if key == ("M1", "ADR" + call_id(1))]
    assert (contact.email, contact.cell, contact.work) == (WHOM.email, WHOM.phone, WHOM.phone)


@both_ways
def test_a_number_that_completes_somebody_makes_others_no_match(how: str) -> None:
    """The second call's number is another: once the first has completed the candidate, it is father and son."""
    other = watch(**BY_OTHER, number=WHO[0].number)
    seen, blind = both([watch(**BY_OTHER, number=WHOM.number), other], how, *findable(STRANGER))
    assert seen.values() == ["x", "ADR" + call_id(2)]
    assert blind.values() == ["x", "x"]


PROMISE, COMEBACK = LoanPromise(bank="A"), Comeback(date=SOON)
MADE = {"contactId": "ADR" + call_id(1)}
FOLLOWED = ParticipantFollowUp(contact_id=MADE["contactId"], viewing_id="v")
PART, PLACE = RealtorBudget(commission=1), {"officeId": "o", "userId": "u", "year": 2026, "month": 1}
OTHER_PART = RealtorBudget(estates=Estates(sold=2))


@both_ways
@pytest.mark.parametrize(
    ("first", "second", "table", "sees"),
    [
        (watch(**way("email")), Ask(ADD_LOAN_PROMISE, PROMISE, MADE), "loan_promise", 1),
        (watch(**way("email")), Ask(CREATE_COMEBACK, COMEBACK, MADE), "comeback", 1),
        (watch(**way("email")), watch(**way("email")), "prospect", 1),
        (watch(**way("email")), Ask(SET_FINAL_PRICE, FinalPrice(1), {"estateId": "e1"}), "outgoing_mail", 1),
        (Ask(SET_FINAL_PRICE, FinalPrice(1), {"estateId": "e1"}), watch(**way("email")), "outgoing_mail", 1),
    ],
    ids=["promise", "comeback", "watch", "watch then price", "price then watch"],
)
def test_a_row_of_the_batch_ends_its_absence(first: Ask, second: Ask, table: str, sees: int, how: str) -> None:
    seen, blind = both([first, second], how)
    assert len(seen.tables[table]) == sees
    assert len(blind.tables.get(table, {})) != sees


@both_ways
def test_a_contact_made_in_the_batch_is_known_though_not_on_the_viewing(how: str) -> None:
    seen, blind = both([watch(**way("email")), Ask(FOLLOW_UP, FOLLOWED, {})], how)
    assert [said[1].status for said in seen.said] == [200, 200]
    assert seen.values()[1] is False
    assert [said[1].status for said in blind.said] == [200, 404]


@both_ways
def test_parts_of_a_budget_add_up_within_the_batch(how: str) -> None:
    seen, blind = both([Ask(UPDATE_BUDGET, PART, PLACE), Ask(UPDATE_BUDGET, OTHER_PART, PLACE)], how)
    (row,), (lost,) = seen.tables["budget"].values(), blind.tables["budget"].values()
    assert (row.commission, row.sold, row.created_at, row.changed_at) == (1, 2, NOW + 1, NOW + 2)
    assert (lost.commission, lost.sold) == (None, 2)


@both_ways
def test_a_first_answer_of_the_batch_is_given_again(how: str) -> None:
    ask = replace(watch(**way("email")), key="k")
    seen, blind = both([ask, ask], how)
    assert [REPLAYED in said[1].headers for said in seen.said] == [False, True]
    assert [REPLAYED in said[1].headers for said in blind.said] == [False, False]
    assert len(seen.tables["lead"]) == 1


@both_ways
def test_events_of_the_batch_are_numbered_on(how: str) -> None:
    seen, blind = both([Ask(UPDATE_BUDGET, PART, PLACE), Ask(UPDATE_BUDGET, PART, PLACE)], how)
    assert [(row.sequence, row.kind) for row in seen.tables["event"].values()] == [
        (1, "budget.created"),
        (2, "budget.changed"),
    ]
    assert list(blind.tables["event"]) == [("M1", 1)]

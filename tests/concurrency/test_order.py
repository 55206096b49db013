"""Calls to several servers on one database are as if made one by one; and the proof of it can fail."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from benchmarks.concurrency.calls import NotProven
from benchmarks.concurrency.order import in_order
from benchmarks.concurrency.rounds import Histories, record
from farstu.areas.budget.tables import BUDGET
from farstu.areas.watch.tables import FINAL_PRICE_WATCH
from farstu.engine.tables import EVENT
from farstu.records.contacts import CONTACT
from farstu.store.table import Row, Table
from tests.support.databases import cluster

UNLOCKED = (sys.executable, str(Path(__file__).with_name("unlocked.py")), "demo-json")
CALLS = 240


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    made = cluster().empty()
    yield made
    cluster().drop(made)


@pytest.fixture(scope="module")
def histories(address: str, tmp_path_factory: pytest.TempPathFactory) -> Histories:
    return record(tmp_path_factory.mktemp("order"), address, 7, calls=CALLS, processes=2)


def test_what_two_servers_did_at_once_equals_the_same_calls_one_by_one(histories: Histories) -> None:
    histories.check()
    assert len(histories.together) == CALLS
    assert histories.overlapping > CALLS / 2


def _without_one(table: Table[Any]) -> Callable[[Histories], Histories]:
    return lambda made: replace(made, kept={**made.kept, table: made.kept[table][:-1]})


def _with_another(table: Table[Any], column: str, value: Any) -> Callable[[Histories], Histories]:
    def changed(made: Histories) -> Histories:
        *others, last = made.kept[table]
        spoilt: Row = msgspec.structs.replace(last, **{column: value})
        return replace(made, kept={**made.kept, table: [*others, spoilt]})

    return changed


def _answered_otherwise(made: Histories) -> Histories:
    first, *others = made.together
    return replace(made, together=[replace(first, answer='"CON1"'), *others])


SPOILT: dict[str, Callable[[Histories], Histories]] = {
    "a watch is lost": _without_one(FINAL_PRICE_WATCH),
    "a person is lost": _without_one(CONTACT),
    "an event is lost": _without_one(EVENT),
    "an older budget stands": _with_another(BUDGET, "commission", -1),
    "a person was not completed": _with_another(CONTACT, "email", None),
    "a call was answered otherwise": _answered_otherwise,
}


@pytest.mark.parametrize("fault", SPOILT)
def test_the_proof_fails_where(fault: str, histories: Histories) -> None:
    with pytest.raises(NotProven):
        SPOILT[fault](histories).check()


def test_an_order_against_the_time_is_none(histories: Histories) -> None:
    first, *between, last = histories.together
    turned = [replace(first, id=last.id), *between, replace(last, id=first.id)]
    with pytest.raises(NotProven, match="had been answered before"):
        in_order(turned, histories.kept)


def test_servers_that_do_not_keep_out_of_each_others_way_are_found_out(tmp_path: Path) -> None:
    made = cluster().empty()
    with pytest.raises(NotProven):
        record(tmp_path, made, 7, calls=CALLS, processes=2, command=UNLOCKED).check()
    cluster().drop(made)

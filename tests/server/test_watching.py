"""What a server counts of itself, and whether it is well."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.parser import text_string_to_metric_families

from farstu.contract.operation import OPERATIONS
from farstu.engine.meter import BATCH_CALLS, Histogram
from farstu.server import health, sidelines
from farstu.server.metrics import FarstuCollector
from farstu.store.base import StoreUnavailable, WriteSession
from tests.support.databases import SQLITE
from tests.support.world import CUSTOMER, World, basic, world

COMEBACK = f"/Meeting/Comeback/{CUSTOMER}/c"
OPERATION = "POST-Meeting-Comeback-customerId-contactId"
BODY = {"date": "2030-01-01T10:00:00", "note": "Anna Berg, 19900101-2384"}


@pytest.fixture
def embedded(tmp_path: Path) -> Iterator[World]:
    """A world with one writer, which takes calls from one queue."""
    with world(tmp_path, kind=SQLITE) as made:
        yield made


def scrape(here: World) -> str:
    """What Prometheus would be shown."""
    registry = CollectorRegistry()
    registry.register(FarstuCollector(here.app.meter))
    return generate_latest(registry).decode()


def figures(here: World) -> dict[tuple[str, ...], float]:
    """The same by name and the values of its labels."""
    return {
        (sample.name, *(sample.labels[name] for name in sorted(sample.labels))): sample.value
        for family in text_string_to_metric_families(scrape(here))
        for sample in family.samples
    }


def test_calls_are_counted_by_operation_and_status(here: World) -> None:
    for _ in range(3):
        assert here.call("POST", COMEBACK, BODY).status_code == 200
    here.call("POST", COMEBACK, {})
    here.call("POST", COMEBACK, BODY, key="fk_wrong")
    here.call("GET", "/Nowhere")
    here.send("GET", "/Help", {})
    found = figures(here)
    assert found["farstu_calls_total", OPERATION, "200"] == 3
    assert found["farstu_calls_total", OPERATION, "400"] == 1
    assert found["farstu_calls_total", OPERATION, "401"] == 1
    assert found["farstu_calls_total", "none", "404"] == 1
    assert found["farstu_calls_total", "pages", "200"] == 1
    assert found["farstu_call_seconds_count", OPERATION] == 5
    assert 0 < found["farstu_call_seconds_sum", OPERATION] < 60


def test_batches_and_their_commits_are_counted(here: World) -> None:
    here.call("POST", COMEBACK, BODY)
    found = figures(here)
    assert found["farstu_batch_calls_count",] == found["farstu_batch_calls_sum",] == 1
    assert found["farstu_commit_seconds_count",] == 1
    assert found["farstu_commit_seconds_sum",] > 0
    assert found["farstu_queue_calls",] == 0


def test_a_call_that_waits_is_seen_in_the_queue(embedded: World) -> None:
    """The writer is kept busy by an errand, which looks once the call has come."""

    def look(session: WriteSession) -> float:
        while embedded.app._writer.waiting == 0:
            time.sleep(0.001)
        return figures(embedded)["farstu_queue_calls",]

    errand = embedded.loop.create_task(embedded.app._writer.errand(look))
    embedded.wait(0.01)
    assert embedded.call("POST", COMEBACK, BODY).status_code == 200
    assert embedded.loop.run_until_complete(errand) == 1


def test_credentials_that_are_wrong_are_counted_and_missing_ones_are_not(here: World) -> None:
    here.send("GET", "/_farstu/calls", {})
    here.call("GET", "/_farstu/calls", key="fk_wrong")
    here.call("POST", COMEBACK, BODY, partner="nobody")
    here.call("POST", COMEBACK, BODY)
    assert figures(here)["farstu_refused_credentials_total",] == 2


def test_journal_rows_that_were_lost_are_counted(here: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sidelines, "MOST_WAITING", 0)
    here.call("POST", COMEBACK, {})
    assert figures(here)["farstu_journal_dropped_rows_total",] == 1


def test_nothing_that_a_caller_makes_up_becomes_a_label(here: World) -> None:
    for number in range(30):
        here.call("GET", f"/Made/Up/{number}")
        here.send("GET", f"/_farstu/{number}", basic())
        here.send(f"VERB{number}", COMEBACK, basic())
    labels = {key[1] for key in figures(here) if key[0] == "farstu_calls_total"}
    assert labels == {"none", "pages"}


def test_figures_say_nothing_of_whom_they_are_of(here: World) -> None:
    here.call("POST", COMEBACK, BODY)
    here.call("POST", COMEBACK, {**BODY, "contactId": "19900101-2384"})
    here.call("GET", "/Contacts/19900101-2384?name=Anna", partner="Anna Berg")
    shown = scrape(here)
    for secret in ("2384", "Anna", "Berg", "byran", CUSTOMER, "fk_"):
        assert re.search(rf"(?<![\w.]){re.escape(secret)}", shown) is None, secret


def test_every_operation_has_a_name_that_is_fit_for_a_label() -> None:
    assert all(re.fullmatch(r"[A-Z]+-[\w-]+", name) for name in OPERATIONS)


def test_a_histogram_counts_each_value_into_the_first_bound_that_holds_it() -> None:
    histogram = Histogram(BATCH_CALLS)
    for value in (1, 2, 3, 256, 257):
        histogram.add(value)
    counted = dict(histogram.cumulative)
    assert (counted[1], counted[2], counted[4], counted[256], counted[float("inf")]) == (1, 2, 3, 4, 5)
    assert histogram.sum == 519


def test_a_server_that_is_well_says_so_to_anybody(here: World) -> None:
    for path in ("/healthz", "/readyz"):
        answer = here.send("GET", path, {})
        assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
        assert answer.headers["Cache-Control"] == "no-store"


async def _refuses(*of: Any) -> Any:
    raise StoreUnavailable("disk full")


async def _hangs(*of: Any) -> Any:
    await asyncio.sleep(60)


@pytest.mark.parametrize("trouble", [_refuses, _hangs])
@pytest.mark.parametrize("place", ["_readers.rows", "_writer.errand"])
def test_a_server_that_cannot_read_or_keep_is_alive_but_not_ready(
    here: World, monkeypatch: pytest.MonkeyPatch, trouble: Callable[..., Any], place: str
) -> None:
    monkeypatch.setattr(health, "PATIENCE_SECONDS", 0.1)
    holder, name = place.split(".")
    monkeypatch.setattr(getattr(here.app, holder), name, trouble)
    answer = here.send("GET", "/readyz", {})
    assert (answer.status_code, answer.json()) == (503, {"status": "unavailable"})
    assert here.send("GET", "/healthz", {}).status_code == 200
    monkeypatch.undo()
    monkeypatch.setattr(health, "REMEMBERED_SECONDS", 0.0)
    assert here.send("GET", "/readyz", {}).status_code == 200


def test_however_often_it_is_asked_the_database_is_asked_once_a_second(
    here: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    async def errand(work: Any) -> None:
        asked.append(work)

    monkeypatch.setattr(here.app._writer, "errand", errand)
    monkeypatch.setattr(health, "REMEMBERED_SECONDS", 60.0)
    for _ in range(5):
        assert here.send("GET", "/readyz", {}).status_code == 200
    assert len([work for work in asked if work is health._begin]) == 1

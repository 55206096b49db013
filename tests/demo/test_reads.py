"""What reports and calendars answer on the demo brokerage: all members of the contract, and something to look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import pytest

from farstu.access.tables import KeyGrant
from farstu.areas.appointment.contract import LIST_APPOINTMENTS
from farstu.areas.figures.contract import (
    COMMISSION_REPORT,
    OFFICE_STATISTICS,
    REALTOR_STATISTICS,
    RUNNING_COMMISSIONS,
)
from farstu.areas.meeting.assignment import REPORT_ASSIGNMENTS
from farstu.contract.model import INFO
from farstu.contract.names import camel
from farstu.contract.operation import FunctionGroup, Operation
from farstu.demo.brokerage import furnish
from farstu.engine import large_reads
from farstu.engine.reads import READS as ALL
from farstu.files.exporting import source
from farstu.help.bodies import shown_path
from farstu.help.place import Place
from farstu.server.reports import REPORTS
from farstu.store.clock import system_clock
from tests.support.brokerage import VAULT
from tests.support.databases import SQLITE
from tests.support.reading import json_of
from tests.support.world import KEY, World, world

READS = (
    REPORT_ASSIGNMENTS,
    OFFICE_STATISTICS,
    REALTOR_STATISTICS,
    COMMISSION_REPORT,
    RUNNING_COMMISSIONS,
    LIST_APPOINTMENTS,
)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[World, Place]]:
    """The demo as it is today, and where its examples run."""
    made = furnish(1, system_clock(), VAULT)
    ids = {camel("".join(part.title() for part in name.split("_"))): id for name, id in asdict(made.landmarks).items()}
    grants = [KeyGrant(f"KEY{KEY}", ids["customerId"], group.value) for group in FunctionGroup]
    with world(tmp_path_factory.mktemp("demo"), [*made.rows, *grants], kind=SQLITE) as here:
        yield here, Place("", ids=ids)


def answer(demo: tuple[World, Place], operation: Operation) -> list[dict[str, Any]]:
    here, place = demo
    found: list[dict[str, Any]] = json_of(here, shown_path(operation, place, system_clock()))
    return found


@pytest.mark.parametrize("operation", READS, ids=lambda operation: operation.id)
def test_an_example_is_answered_with_the_members_of_the_contract(
    demo: tuple[World, Place], operation: Operation
) -> None:
    rows = answer(demo, operation)
    assert operation.answer_type is not None
    assert {tuple(row) for row in rows} == {tuple(field.json for field in INFO[operation.answer_type].fields)}


@pytest.mark.parametrize("accept", ["application/json", "application/xml"])
def test_what_is_made_beside_the_loop_is_the_same(
    demo: tuple[World, Place], monkeypatch: pytest.MonkeyPatch, accept: str
) -> None:
    here, place = demo
    asked = [
        ("GET", shown_path(operation, place, system_clock()), None) for operation in ALL if operation.request is None
    ]
    asked.append(
        ("POST", "/Contacts/GetContacts", {"customerId": place.ids["customerId"], "dateChangedFrom": "2020-01-01"})
    )
    before = [here.call(*each, Accept=accept) for each in asked]
    monkeypatch.setattr(large_reads, "MOST_VALUES", -1)
    after = [here.call(*each, Accept=accept) for each in asked]
    assert [answer.status_code for answer in before] == [200] * len(asked)
    assert [answer.content for answer in after] == [answer.content for answer in before]
    assert len(before[-1].content) > 100_000


def test_figures_of_offices_and_agents_add_up_to_the_same(demo: tuple[World, Place]) -> None:
    offices, agents, report = (
        answer(demo, operation) for operation in (OFFICE_STATISTICS, REALTOR_STATISTICS, COMMISSION_REPORT)
    )
    for name in ("commission", "totalSales", "sold", "attemptedIntakes"):
        assert sum(row[name] for row in offices) == sum(row[name] for row in agents) > 0
    assert [row["commission"] for row in report] == [row["commission"] for row in offices]
    assert sum(row["soldEstateParts"] for row in report) == pytest.approx(sum(row["sold"] for row in offices))
    assert all(1.4 < row["commissionPercentage"] < 3.3 for row in offices if row["sold"])
    assert min(sum(row[name] for row in report) for name in ("writingParts", "valuationParts")) > 0


def test_meetings_are_to_come_have_been_and_were_called_off(demo: tuple[World, Place]) -> None:
    rows = answer(demo, REPORT_ASSIGNMENTS)
    assert {row["isCancelled"] for row in rows} == {True, False}
    assert all(row["contact"]["name"] and row["agent"]["name"] for row in rows)


@pytest.mark.parametrize("name", REPORTS)
def test_every_report_has_something_to_look_at(demo: tuple[World, Place], name: str) -> None:
    here, place = demo
    found = json_of(here, f"/_farstu/reports/{name}?customerId={place.ids['customerId']}")
    assert found["rows"]
    assert set(found["rows"][0]) == {title for title, _ in source(name).titled}

"""What is old names nobody any more, by rules of each customer, and the figures stay; on both databases."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from farstu.contract.moment import TICKS_PER_SECOND
from farstu.engine.tables import EVENT
from farstu.privacy.keeping import Keeping
from farstu.privacy.personal import ALL, CONTACT_DAYS, CONTACTS, OF_KIND, is_nobody
from farstu.records.contacts import CONTACT
from farstu.records.leads import LEAD
from farstu.store.clock import Ids, system_clock
from farstu.store.table import TABLES, Row, change
from tests.privacy.people import EMAIL, LAST, NAME, command, every_row, figures, row_of, saying
from tests.support.commands import Ended, Run
from tests.support.world import CUSTOMER, SISTER, World, furnish, person

DAY = 24 * 3600 * TICKS_PER_SECOND
NOW = system_clock()
OLD = NOW - 4_000 * DAY


@pytest.fixture
def run(here: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    return command(here.database, tmp_path, monkeypatch, capsys)


def old(row: Any, at: int = OLD) -> Any:
    """The row as if it had been made then."""
    times = [name for name in row.table.columns if name.endswith("_at") or name in ("date", "at")]
    return change(row, **{name: at for name in times if getattr(row, name) is not None})


def anna(id: str = "a", at: int = OLD, **values: Any) -> Row:
    return old(person(id, first_name="Torkel", last_name=LAST, email=EMAIL, **values), at)


def acted(output: str) -> dict[str, int]:
    return {row["what"]: row["rows"] for row in json.loads(output)}


def test_what_is_old_names_nobody_any_more_and_the_figures_stay(here: World, run: Run) -> None:
    rows = [old(row) for row in every_row("a") if row.table.name not in ("newsletter_member", "scheduled_order")]
    furnish(here.database, [anna(), *rows, *_others()])
    before = figures(here)
    would = acted(run("retention", "run", CUSTOMER, "--dry-run", "--json"))
    assert {"leads", "meetings", "notes", "bids"} <= would.keys()
    assert figures(here) == before
    assert "contact" in saying(here)
    did = acted(run("retention", "run", CUSTOMER, "--json"))
    assert did == would | {CONTACTS: did[CONTACTS]}
    assert saying(here) == {}
    assert figures(here) == before
    assert acted(run("retention", "run", CUSTOMER, "--json")) == {}
    entry = json.loads(run("audit", "list", "--json"))[-1]
    assert (entry["what"], json.loads(entry["about"])["customer"]) == ("retention.run", CUSTOMER)
    assert "whole" in run("audit", "verify")


def _others() -> list[Row]:
    """What another contact's is to stay."""
    return [change(row, id="lead-2") for row in [old(row_of(LEAD, "c2", "x"), NOW)]]


def test_a_row_one_day_younger_than_its_rule_stays(here: World, run: Run) -> None:
    lead = row_of(LEAD, "c2", NAME)
    for name, days in (("young", 729), ("due", 731)):
        furnish(here.database, [change(lead, id=name, created_at=NOW - days * DAY)])
    assert acted(run("retention", "run", CUSTOMER, "--json")) == {"leads": 1}
    left = {row.id: row for row in here.rows(LEAD)}
    assert (left["young"].contact, left["young"].message) == ("c2", NAME)
    assert is_nobody(left["due"].contact)
    assert (left["due"].message, left["due"].referrer, left["due"].source) == (None, None, lead.source)  # type: ignore[attr-defined]


def test_a_customers_own_rules_go_before_the_usual_ones(here: World, run: Run) -> None:
    lead = row_of(LEAD, "c2", NAME)
    furnish(
        here.database,
        [change(lead, created_at=NOW - 31 * DAY), change(lead, customer=SISTER, created_at=NOW - 31 * DAY)],
    )
    assert "30 day(s)" in run("retention", "set", CUSTOMER, "leads", "30")
    assert "never by itself" in run("retention", "set", CUSTOMER, CONTACTS, "0")
    shown = {
        row["what"]: (row["days"], row["usually"]) for row in json.loads(run("retention", "show", CUSTOMER, "--json"))
    }
    assert (shown["leads"], shown[CONTACTS], shown["watches"]) == ((30, 730), (0, CONTACT_DAYS), (730, 730))
    assert acted(run("retention", "run", CUSTOMER, "--json")) == {"leads": 1}
    assert acted(run("retention", "run", SISTER, "--json")) == {}
    for wrong in (("set", CUSTOMER, "nothing", "1"), ("set", "M9", "leads", "1")):
        with pytest.raises(Ended):
            run("retention", *wrong)


@pytest.mark.parametrize("table", ["newsletter_member", "scheduled_order", "party", "bid", "meeting"])
def test_a_contact_that_is_needed_stays(here: World, run: Run, table: str) -> None:
    at = NOW - 1_200 * DAY if table in ("party", "bid") else NOW
    furnish(here.database, [anna(), old(row_of(TABLES[table], "a", NAME), at)])
    assert CONTACTS not in acted(run("retention", "run", CUSTOMER, "--json"))
    assert here.rows(CONTACT, id="a")


def test_a_server_lets_the_rules_act_once_a_day_and_one_of_several_does_it(here: World) -> None:
    furnish(here.database, [anna(), old(here.rows(TABLES["customer"], customer=CUSTOMER)[0])])
    keepers = [Keeping(here.app._writer, lambda: NOW, Ids()) for _ in range(2)]
    ran = [here.loop.run_until_complete(keeper.once()) for keeper in keepers]
    assert ran == [True, False]
    assert here.rows(CONTACT, id="a") == []
    assert [json.loads(row.ids) for row in here.rows(EVENT, kind="contact.erased")] == [{"id": "a"}]
    later = Keeping(here.app._writer, lambda: NOW + DAY, Ids())
    assert here.loop.run_until_complete(later.once())


def test_a_customer_who_is_new_here_is_left_alone_for_a_week(here: World) -> None:
    furnish(here.database, [anna(), old(here.rows(TABLES["customer"], customer=CUSTOMER)[0], NOW - 6 * DAY)])
    assert here.loop.run_until_complete(Keeping(here.app._writer, lambda: NOW, Ids()).once())
    assert here.rows(CONTACT, id="a")


def test_every_table_of_the_rules_is_one_that_is_judged() -> None:
    assert {personal.kind for personal in ALL if personal.since} == set(OF_KIND)

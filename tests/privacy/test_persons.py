"""One person's data, given out and forgotten, by commands beside a running server, on both databases."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from farstu.areas.merge.moving import pointers
from farstu.cli import persons
from farstu.engine.tables import EVENT, JOURNAL
from farstu.privacy import erasure
from farstu.privacy.personal import ALL, OF_TABLE, is_nobody
from farstu.records.contacts import CONTACT
from farstu.records.leads import LEAD
from farstu.store.folder import DataFolder
from farstu.store.forgotten import ErasureList
from farstu.store.table import TABLES, change
from tests.privacy.people import (
    EMAIL,
    FIRST,
    LAST,
    NAME,
    NUMBER,
    PERSON,
    WATCH,
    command,
    every_row,
    figures,
    saying,
    watched,
)
from tests.support.commands import Ended, Run
from tests.support.world import CUSTOMER, ESTATE, STRANGER, World, furnish, person

OF = ("--customer", CUSTOMER)
STRUCTURE = {
    "customer", "id", "estate", "user", "contact", "related", "agent", "partner", "kind", "status", "role", "side",
    "source", "viewing", "time_slot", "meeting", "method", "financing", "estate_type", "acting", "acting_id",
    "user_group", "office", "booked_by", "state", "contacted", "told_by", "predefined", "assigned_to", "target",
    "written", "bank",
}  # fmt: skip
"""Texts that say how things hang together, and no more of a person: names of the contract, ids, a sum, a bank."""


@pytest.fixture
def run(here: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.setattr(erasure, "SETTLED_SECONDS", 0.0)
    return command(here.database, tmp_path, monkeypatch, capsys)


def receipt_of(output: str) -> dict[str, Any]:
    return dict(json.loads(output))


def test_each_text_of_a_table_that_names_a_contact_is_judged() -> None:
    for index in pointers():
        assert index.table.name in OF_TABLE, f"{index.table.name}: say in privacy/personal.py what of it is personal"
    for personal in ALL:
        texts = {name for name, kind in personal.table.types.items() if kind is str}
        assert personal.goes or texts - STRUCTURE == set(personal.blank) - {"bank"}, personal.table.name
        assert not personal.kind or personal.since in personal.table.columns


def test_a_person_is_forgotten_everywhere_and_the_figures_stay(here: World, run: Run) -> None:
    contact = watched(here).json()
    furnish(here.database, every_row(contact))
    here.call(
        "POST", f"/Meeting/Comeback/{CUSTOMER}/{contact}", {"date": "2030-01-01T10:00:00", "note": f"Ring {EMAIL}"}
    )
    here.call("GET", f"/Contacts/GetContact/{CUSTOMER}/{contact}")
    here.call("POST", WATCH, b'{"person": {"firstName": "\\u0054orkel", "lastName": "' + LAST.encode() + b'"}}')
    here.settle()
    assert {"contact", "lead", "journal", "contact_word", "outgoing_mail", "first_answer"} <= saying(
        here, (*_ALL, contact)
    ).keys()
    before = figures(here)
    receipt = receipt_of(run("person", "erase", *OF, "--contact", contact, "--despite-duty"))
    assert saying(here) == {}
    assert saying(here, (contact,)).keys() == {"event"}
    assert figures(here) == before
    assert receipt["rows"]["journal"] >= 4
    assert (receipt["rows"]["lead"], receipt["rows"]["contact"]) == (2, 1)
    assert receipt["left"] == []
    assert [json.loads(row.ids) for row in here.rows(EVENT) if contact in row.ids] == [{"id": contact}]
    assert here.call("GET", f"/CRM/Contact/{CUSTOMER}/{contact}").status_code == 404
    assert sum(is_nobody(row.contact) for row in here.rows(LEAD)) == 2
    assert "whole" in run("audit", "verify")
    entry = json.loads(run("audit", "list", "--json"))[-1]
    assert entry["what"] == "person.erased"
    assert contact not in json.dumps(entry)
    assert json.loads(entry["about"])["receipt"] == receipt["receipt"]


_ALL = (FIRST, LAST, EMAIL)


def test_a_dry_run_says_the_same_and_changes_nothing(here: World, run: Run, tmp_path: Path) -> None:
    contact = watched(here).json()
    furnish(here.database, every_row(contact))
    here.settle()
    before = saying(here)
    would = receipt_of(run("person", "erase", *OF, "--contact", contact, "--despite-duty", "--dry-run"))
    assert saying(here) == before
    assert not ErasureList(DataFolder(tmp_path)).path.exists()
    did = receipt_of(run("person", "erase", *OF, "--contact", contact, "--despite-duty"))
    assert would["rows"] == did["rows"]


def test_what_has_to_be_kept_by_law_is_not_forgotten_by_mistake(here: World, run: Run) -> None:
    contact = watched(here).json()
    furnish(here.database, [row for row in every_row(contact) if row.table.name == "bid"])
    furnish(
        here.database,
        [change(row, placed_at=here.app._writer and 10**18) for row in here.rows(TABLES["bid"], contact=contact)],
    )
    with pytest.raises(Ended, match=r"kept by law: bids \(3650 d\)"):
        run("person", "erase", *OF, "--contact", contact)
    assert saying(here)


def test_a_person_is_found_by_number_and_by_an_id_that_was_merged(
    here: World, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    contact = watched(here).json()
    furnish(here.database, [person("old", first_name=FIRST, last_name=LAST)])
    merged = here.call(
        "PUT", f"/Contacts/MergeContact/{CUSTOMER}", {"targetContactId": contact, "sourceContactIds": ["old"]}
    )
    monkeypatch.setattr(persons.typer, "prompt", lambda *_, **__: "19850312-2387")
    by_number = json.loads(run("person", "export", *OF, "--personal-number"))
    assert [one["id"] for one in by_number["contacts"]] == [contact]
    if merged.status_code == 200:
        assert json.loads(run("person", "export", *OF, "--contact", "old"))["mergedIds"] == ["old"]
    monkeypatch.setattr(persons.typer, "prompt", lambda *_, **__: "19121212-1212")
    with pytest.raises(Ended, match="contact"):
        run("person", "erase", *OF, "--personal-number")


def test_another_customers_person_of_the_same_name_stays(here: World, run: Run) -> None:
    contact = watched(here).json()
    namesake = person("namesake", STRANGER, first_name=FIRST, last_name=LAST, email=EMAIL)
    furnish(here.database, [namesake])
    run("person", "erase", *OF, "--contact", contact)
    assert here.rows(CONTACT, customer=STRANGER, id="namesake") == [namesake]
    with pytest.raises(Ended):
        run("person", "export", "--customer", STRANGER, "--contact", contact)


def test_all_that_is_kept_is_given_out_and_a_number_only_with_a_reason(here: World, run: Run, tmp_path: Path) -> None:
    contact = watched(here).json()
    rows = every_row(contact)
    furnish(here.database, rows)
    here.settle()
    found = json.loads(run("person", "export", *OF, "--contact", contact))
    assert {row.table.name for row in rows} <= found["records"].keys()
    assert found["contacts"][0]["personal_number"] == "850312-****"
    assert found["contacts"][0]["created_at"].startswith("20")
    assert {call["operation"] for call in found["calls"]} >= {"final-price-watched"} or found["calls"]
    assert NUMBER not in json.dumps(found)
    out = tmp_path / "anna.json"
    assert found["receipt"] not in run(
        "person", "export", *OF, "--contact", contact, "--out", str(out), "--why", "Begärt"
    )
    told = json.loads(out.read_text("utf-8"))
    assert out.stat().st_mode & 0o777 == 0o600
    assert told["contacts"][0]["personal_number"] == NUMBER
    assert [(one["what"], one["why"]) for one in told["shownToOthers"]][1] == ("person.revealed", "Begärt")
    with pytest.raises(Ended, match="cannot be used: File exists"):
        run("person", "export", *OF, "--contact", contact, "--out", str(out))


def test_what_others_wrote_of_the_person_is_named_and_left_to_a_human(here: World, run: Run) -> None:
    contact = watched(here).json()
    here.call("POST", f"/Meeting/Comeback/{CUSTOMER}/c", {"date": "2030-01-01T10:00:00", "note": f"Fråga {NAME} först"})
    receipt = receipt_of(run("person", "erase", *OF, "--contact", contact))
    assert [(table, column) for table, _, column in receipt["left"]] == [("comeback", "note")]
    with pytest.raises(Ended, match="--contact, --personal-number or --user"):
        run("person", "erase", *OF)


def test_a_replay_of_the_call_that_made_the_person_makes_a_new_one(here: World, run: Run) -> None:
    contact = watched(here).json()
    run("person", "erase", *OF, "--contact", contact)
    again = here.call("POST", WATCH, {"person": PERSON}, Idempotency_Key="once").json()
    assert again != contact
    (entry,) = [row for row in here.rows(JOURNAL) if "decided.erased" in row.detail]
    assert here.call("GET", f"/_farstu/calls/{entry.id}").json()["request"]["path"] == "****"
    assert here.rows(TABLES["final_price_watch"], estate=ESTATE, contact=again)

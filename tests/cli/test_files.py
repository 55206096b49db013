"""Records in and out, as an owner does it: `farstu import` and `farstu export`."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import farstu.files.all_kinds  # noqa: F401 - every kind is declared once it is loaded
from farstu.access.administration import ADD_CUSTOMER, NewCustomer
from farstu.areas.appointment.tables import Appointment
from farstu.areas.estate.contract import AdvertisingEstate
from farstu.areas.estate.tables import ESTATE_ADVERT, EstateAdvert
from farstu.areas.survey.tables import SurveyAnswer
from farstu.areas.user.tables import Notification
from farstu.cli.desk import desk
from farstu.contract.moment import parse_moment
from farstu.engine.tables import EVENT
from farstu.files import excel
from farstu.files.columns import JSON
from farstu.files.formulas import harmless, unguarded
from farstu.files.kinds import KINDS
from farstu.records.commissions import Commission
from farstu.records.contacts import CONTACT, CONTACT_MATCH
from farstu.records.estates import ESTATE
from farstu.records.finding import finding_rows
from farstu.store.base import EVERY_CUSTOMER
from farstu.store.folder import DataFolder
from farstu.store.table import TABLES, Row, Table
from farstu.store.vault import SealingVault
from farstu.store.view import VIEWS
from farstu.wire.json_codec import write_json
from tests.support.commands import Ended, Run, runner
from tests.support.databases import POSTGRES, cluster
from tests.support.world import estate, records

Rows = Callable[[Table[Any]], list[Row]]
GOOD = "id;firstName;lastName;email;personalNumber\nK1;Anna;Berg;=cmd;19811218-9876\n;Bo;;;\n"
NOT_MOVED = {
    "contact_match",  # made of the contacts
    "contact_word",
    "contact_merge",  # what became of ids
    "customer",  # made by `farstu customer add`
    "retention_rule",  # what the customer decides here
    "outgoing_mail",
    "journal",
    "event",
    "event_counter",
    "first_answer",
    "due",  # until when things were told
    "sandbox",  # what it was told
    "sandbox_snapshot",  # has files of its own
}


@pytest.fixture
def run(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Run]:
    """Commands on a folder with two customers."""
    address = cluster().prepared() if kind == POSTGRES else None
    if address:
        monkeypatch.setenv("FARSTU_DATABASE", address)
    with desk(tmp_path / "data", address) as at:
        for customer in ("M1", "M2"):
            at.perform(ADD_CUSTOMER, NewCustomer(customer, "Ett", "Lund", None), customer=customer)
    yield runner(tmp_path / "data", monkeypatch, capsys)
    if address:
        cluster().give_back(address)


@pytest.fixture
def rows(run: Run, tmp_path: Path) -> Rows:
    def read(table: Table[Any]) -> list[Row]:
        with desk(tmp_path / "data", os.environ.get("FARSTU_DATABASE")) as at:
            names = ", ".join(f'"{name}"' for name in table.columns)
            text = f'SELECT {names} FROM "{table.name}"'  # noqa: S608 - our names
            return [table.make(row) for row in at.session.rows(text, (), EVERY_CUSTOMER)]

    return read


def put(folder: Path, text: str, name: str = "c.csv") -> str:
    (folder / name).write_text(text, "utf-8")
    return str(folder / name)


def test_contacts_come_in_with_all_that_makes_them_found(run: Run, rows: Rows, tmp_path: Path) -> None:
    said = run("import", "contacts", put(tmp_path, GOOD), "--customer", "M1")
    assert "2 records: 2 new, 0 changed, 0 as they were, 0 refused" in said
    contacts: Any = sorted(rows(CONTACT), key=lambda row: row.first_name)  # type: ignore[attr-defined]
    assert [(row.first_name, row.personal_number_state, row.invalid) for row in contacts] == [
        ("Anna", "valid", "email"),
        ("Bo", None, ""),
    ]
    assert contacts[0].id == "K1"
    vault = SealingVault(DataFolder(tmp_path / "data").secrets())
    assert vault.open(contacts[0].personal_number) == "19811218-9876"
    wanted = [row for contact in contacts for row in finding_rows(vault, contact) if row.table is CONTACT_MATCH]
    assert sorted(rows(CONTACT_MATCH), key=str) == sorted(wanted, key=str)
    events: Any = rows(EVENT)
    assert [row.kind for row in events].count("contact.imported") == 2


def test_the_same_file_twice_changes_nothing(run: Run, rows: Rows, tmp_path: Path) -> None:
    file = put(tmp_path, GOOD)
    run("import", "contacts", file, "--customer", "M1")
    before = rows(CONTACT)
    assert "0 new, 0 changed, 2 as they were" in run("import", "contacts", file, "--customer", "M1")
    assert rows(CONTACT) == before


def test_all_of_a_file_or_nothing(run: Run, rows: Rows, tmp_path: Path) -> None:
    file, report = put(tmp_path, GOOD + "K3;;;;\nK4;C;D;;19\n"), tmp_path / "report.csv"
    with pytest.raises(Ended) as refused:
        run("import", "contacts", file, "--customer", "M1", "--report", str(report), "--language", "sv")
    assert refused.value.code == 1
    assert "line 4, lastName: En kontakt måste ha ett namn." in refused.value.line
    assert report.read_text("utf-8").splitlines() == ["line,column,reason", "4,lastName,En kontakt måste ha ett namn."]
    assert rows(CONTACT) == []


def test_what_is_good_is_kept_where_that_is_asked_for(run: Run, rows: Rows, tmp_path: Path) -> None:
    with pytest.raises(Ended):
        run("import", "contacts", put(tmp_path, GOOD + "K3;;;;\n"), "--customer", "M1", "--keep-good")
    assert len(rows(CONTACT)) == 2


def test_a_dry_run_keeps_nothing(run: Run, rows: Rows, tmp_path: Path) -> None:
    said = run("import", "contacts", put(tmp_path, GOOD), "--customer", "M1", "--dry-run")
    assert "2 new" in said
    assert "dry run" in said
    assert rows(CONTACT) == []
    assert all("imported" not in row.kind for row in rows(EVENT))  # type: ignore[attr-defined]


def test_what_is_there_stands_unless_it_is_to_be_replaced(run: Run, rows: Rows, tmp_path: Path) -> None:
    run("import", "contacts", put(tmp_path, GOOD), "--customer", "M1")
    file = put(tmp_path, "id,lastName\nK1,Ny\n", "new.csv")
    with pytest.raises(Ended, match="says something else: lastName"):
        run("import", "contacts", file, "--customer", "M1")
    assert "1 changed" in run("import", "contacts", file, "--customer", "M1", "--replace")
    changed: Any = next(row for row in rows(CONTACT) if row.id == "K1")  # type: ignore[attr-defined]
    assert (changed.first_name, changed.last_name, changed.personal_number_state) == ("Anna", "Ny", "valid")


def test_a_record_that_names_nobody_is_refused(run: Run, rows: Rows, tmp_path: Path) -> None:
    run("import", "contacts", put(tmp_path, GOOD), "--customer", "M2")
    lines = '{"contact":"K1","bank":"Banken","validUntil":"2030-01-01"}\n{"contact":"K1","bnk":1}\nnot\n'
    with pytest.raises(Ended) as refused:
        run("import", "loanPromises", put(tmp_path, lines, "p.jsonl"), "--customer", "M1")
    assert "line 1, contact: There is no such record in contact: K1." in refused.value.line
    assert "line 2, bnk: bnk is no column of loanPromises" in refused.value.line
    assert "line 3: The line is no JSON object." in refused.value.line


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("id;nam\n1;2\n", "nam is no column of offices"),
        ("id;name;name\n", "The column name is there twice"),
        ("id;name\n", "The column city is missing"),
        ('id;name;city\n"1;2;3\n', "is no CSV"),
        ("", "The column id is missing"),
    ],
)
@pytest.mark.parametrize("kind", ["sqlite"], scope="module")
def test_a_file_that_is_none_of_the_kind_is_refused(run: Run, tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(Ended, match=why):
        run("import", "offices", put(tmp_path, text), "--customer", "M1")


@pytest.mark.parametrize("kind", ["sqlite"], scope="module")
def test_each_value_that_cannot_be_is_named(run: Run, tmp_path: Path) -> None:
    told = {
        "rooms": ("tre", "must be a whole number"),
        "finalPriceAt": ("igår", "must be a date"),
        "kind": ("Slott", "Slott is none of House"),
        "id": ("x" * 41, "1 to 40 printable characters"),
        "city": ("a" * 4_001, "At most 4000 characters"),
        "agent": ("HAN1", "no such record in agent"),
    }
    values = {"office": "M1", "streetAddress": "Gatan", "zipCode": "1", "livingArea": "3", "id": "e", "rooms": "1"}
    values |= {"city": "Lund", "kind": "House"}
    for title, (value, why) in told.items():
        line = values | {title: value}
        file = put(tmp_path, ",".join(line) + "\n" + ",".join(line.values()) + "\n")
        with pytest.raises(Ended, match=f"line 2, {title}: .*{why}"):
            run("import", "estates", file, "--customer", "M1")


@pytest.mark.parametrize(
    ("name", "said", "title", "limits"),
    [
        ("budgets", {"office": "M1", "user": "u", "year": 2026, "month": 13}, "month", "1 and 12, not 13"),
        (
            "budgets",
            {"office": "M1", "user": "u", "year": 2026, "month": 1, "commission": -1},
            "commission",
            "0 and 10",
        ),
        ("officeUsers", {"place": 2**31}, "place", "-2147483648 and 2147483647"),
        ("contacts", {"firstName": "A", "longitude": -180.5}, "longitude", "-180 and 180, not -180.5"),
    ],
)
@pytest.mark.parametrize("kind", ["sqlite"], scope="module")
def test_a_number_lies_where_the_interface_has_it(
    run: Run, tmp_path: Path, name: str, said: dict[str, Any], title: str, limits: str
) -> None:
    with pytest.raises(Ended, match=f"line 1, {title}: The value must be between {limits}"):
        run("import", name, put(tmp_path, json.dumps(said), "n.jsonl"), "--customer", "M1")


@pytest.mark.parametrize("kind", ["sqlite"], scope="module")
def test_nothing_ends_before_it_begins(run: Run, tmp_path: Path) -> None:
    said = {
        "id": "CAL1",
        "kind": "Viewing",
        "state": "Booked",
        "startsAt": "2031-05-04T13:00",
        "endsAt": "2031-05-04T12:00",
    }
    why = "line 1, endsAt: endsAt comes before startsAt"
    with pytest.raises(Ended, match=why):
        run("import", "meetings", put(tmp_path, json.dumps(said), "m.jsonl"), "--customer", "M1")
    good = said | {"endsAt": "2031-05-04T13:00"}
    assert "1 new" in run("import", "meetings", put(tmp_path, json.dumps(good), "m.jsonl"), "--customer", "M1")
    later = good | {"startsAt": "2031-05-04T14:00"}
    with pytest.raises(Ended, match=why):
        run("import", "meetings", put(tmp_path, json.dumps(later), "m.jsonl"), "--customer", "M1", "--replace")


@pytest.mark.parametrize(
    ("kind", "form"),
    [("sqlite", "csv"), ("sqlite", "jsonl"), ("sqlite", "xlsx"), ("postgresql", "csv")],
    scope="module",
)
def test_what_goes_out_comes_in_again_as_it_was(run: Run, rows: Rows, tmp_path: Path, form: str) -> None:
    address = os.environ.get("FARSTU_DATABASE")
    with desk(tmp_path / "data", address) as at:
        at.session.begin(["M1"])
        own = Commission("M1", "e", "", "Sale", "o", 65_000, 100, 1)
        visit = Appointment("M1", "CAL1", "u", None, None, 1, 2, None, None, None, None, None, 0, 0, 0, "byran", 3)
        advert = EstateAdvert("M1", "e", write_json(AdvertisingEstate(changed_at=parse_moment("2031-05-01"))).decode())
        thought = SurveyAnswer("M1", "ENK1", "e", "", True, "u", "", 90, None, None, 4, "byran", 5)
        told = Notification("M1", "u", "MED1", "Hej", None, False, True, "byran", 6)
        for row in (*records("M1"), own, visit, advert, thought, told):
            at.session.write({row.table: [row]})
        at.session.commit()
    kinds = [kind for kind in KINDS.values() if any(row.customer == "M1" for row in rows(kind.table))]  # type: ignore[attr-defined]
    assert len(kinds) > 10
    before = {kind.name: rows(kind.table) for kind in kinds}
    for kind in kinds:
        file = str(tmp_path / f"{kind.name}.{form}")
        run(
            "export", kind.name, "--customer", "M1", "-o", file, "--format", form, "--personal-numbers", "--why", "prov"
        )
    with desk(tmp_path / "data", address) as at:
        for kind in reversed(kinds):
            at.session.execute(f'DELETE FROM "{kind.table.name}" WHERE customer = ?', ("M1",), EVERY_CUSTOMER)  # noqa: S608
    for kind in kinds:
        run("import", kind.name, str(tmp_path / f"{kind.name}.{form}"), "--customer", "M1")
        assert sorted(map(str, rows(kind.table))) == sorted(map(str, before[kind.name]))


@pytest.mark.parametrize("kind", ["sqlite"], scope="module")
def test_personal_numbers_go_out_only_where_they_are_asked_for(run: Run, tmp_path: Path) -> None:
    run("import", "contacts", put(tmp_path, GOOD), "--customer", "M1")
    out = tmp_path / "out.jsonl"
    run("export", "contacts", "--customer", "M1", "-o", str(out), "--format", "jsonl")
    assert "9876" not in out.read_text("utf-8")
    with pytest.raises(Ended):
        run("export", "contacts", "--customer", "M1", "-o", str(out), "--personal-numbers")
    with pytest.raises(Ended, match="already"):
        run("export", "contacts", "--customer", "M1", "-o", str(out))
    whole = tmp_path / "whole.csv"
    run("export", "contacts", "--customer", "M1", "-o", str(whole), "--personal-numbers", "--why", "Flytt")
    assert "19811218-9876" in whole.read_text("utf-8")
    assert "'=cmd" in whole.read_text("utf-8")
    listed = json.loads(run("audit", "list", "--json"))
    assert [row for row in listed if "Flytt" in str(row)]


@pytest.mark.parametrize("kind", ["sqlite"], scope="module")
def test_an_export_that_fails_leaves_no_file(run: Run, tmp_path: Path) -> None:
    with desk(tmp_path / "data") as at:
        at.session.begin(["M1"])
        at.session.write({ESTATE_ADVERT: [EstateAdvert("M1", "e", json.dumps({"text": "x" * 40_000}))]})
        at.session.commit()
    there, out = set(tmp_path.iterdir()), tmp_path / "adverts.xlsx"
    for _ in range(2):
        with pytest.raises(Ended, match="there are 40012"):
            run("export", "estateAdverts", "--customer", "M1", "-o", str(out), "--format", "xlsx")
        assert set(tmp_path.iterdir()) == there
    assert "Wrote 1 rows" in run("export", "estateAdverts", "--customer", "M1", "-o", str(out.with_suffix(".csv")))


@pytest.mark.parametrize("kind", ["sqlite"], scope="module")
def test_more_rows_than_a_sheet_of_excel_has_are_refused(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out.xlsx"
    run("import", "contacts", put(tmp_path, GOOD), "--customer", "M1")
    command = ("export", "contacts", "--customer", "M1", "-o", str(out), "--format", "xlsx")
    monkeypatch.setattr(excel, "MOST_ROWS", 1)
    with pytest.raises(Ended, match="holds 1 rows; there are 2"):
        run(*command)
    assert not out.exists()
    monkeypatch.setattr(excel, "MOST_ROWS", 2)
    assert "Wrote 2 rows" in run(*command)


@pytest.mark.parametrize("name", ["budget_vs_outcome", "lead_source_yield", "follow_up_lag", "promise_expiry"])
def test_a_report_goes_out_of_one_customer_alone(run: Run, tmp_path: Path, name: str) -> None:
    out = tmp_path / f"{name}.parquet"
    assert "Wrote 0 rows" in run("export", name, "--customer", "M1", "-o", str(out), "--format", "parquet")
    from pyarrow.parquet import read_table

    assert "customer" not in read_table(out).column_names


@pytest.mark.parametrize("kind", ["sqlite"], scope="module")
def test_an_advert_that_cannot_be_shown_is_refused_by_its_member(run: Run, rows: Rows, tmp_path: Path) -> None:
    with desk(tmp_path / "data") as at:
        at.session.begin(["M1"])
        at.session.write({ESTATE: [estate("e")]})
        at.session.commit()
    whole = {"changedAt": "2031-05-01T10:00:00"}
    wrong: list[tuple[Any, str]] = [
        ({}, "ChangedAt"),
        (whole | {"colour": 1}, "colour"),
        ([], "object"),
        ("x", "object"),
    ]
    for advert, why in wrong:
        file = put(tmp_path, json.dumps({"estate": "e", "advert": advert}) + "\n", "a.jsonl")
        with pytest.raises(Ended, match=f"line 1, advert: .*{why}"):
            run("import", "estateAdverts", file, "--customer", "M1")
    good = {"estate": "e", "advert": whole | {"currency": "SEK"}}
    run("import", "estateAdverts", put(tmp_path, json.dumps(good), "a.jsonl"), "--customer", "M1")
    assert '"currency":"SEK"' in rows(ESTATE_ADVERT)[0].advert  # type: ignore[attr-defined]


@pytest.mark.parametrize("kind", ["sqlite"], scope="module")
def test_a_template_has_every_column_and_can_be_read(run: Run, tmp_path: Path) -> None:
    for name, form in (("contacts", "xlsx"), ("viewings", "csv"), ("contacts", "jsonl")):
        file = str(tmp_path / f"t.{form}")
        run("import", name, file, "--template")
        assert "0 records" in run("import", name, file, "--customer", "M1")
        if form == "jsonl":
            assert list(json.loads(Path(file).read_text("utf-8"))) == list(KINDS[name].by_title)


@pytest.mark.parametrize("kind", ["sqlite"], scope="module")
def test_a_template_takes_the_place_of_no_file(run: Run, tmp_path: Path) -> None:
    file = put(tmp_path, "id,kind,firstName\nk,Person,A\n", "mine.csv")
    with pytest.raises(Ended, match=r"mine\.csv already"):
        run("import", "contacts", file, "--template")
    assert "1 new" in run("import", "contacts", file, "--customer", "M1", "--dry-run")


@pytest.mark.parametrize("kind", ["sqlite"], scope="module")
def test_a_file_that_cannot_be_used_is_named_itself(run: Run, tmp_path: Path) -> None:
    file, nowhere = put(tmp_path, "id,kind,firstName\nk,Person,A\n", "good.csv"), str(tmp_path / "no" / "x.csv")
    for command in (
        ("export", "contacts", "--customer", "M1", "-o", nowhere),
        ("import", "contacts", file, "--customer", "M1", "--report", nowhere),
        ("import", "contacts", nowhere, "--customer", "M1"),
        ("import", "contacts", nowhere, "--template"),
    ):
        with pytest.raises(Ended, match=f"The file {nowhere} cannot be used: No such file"):
            run(*command)
    assert "1 new" in run("import", "contacts", file, "--customer", "M1", "--dry-run")


def test_every_table_of_a_customer_is_moved_or_known_not_to_be() -> None:
    moved = {kind.table.name for kind in KINDS.values()}
    assert {table.name for table in TABLES.values() if not table.server_wide} == moved | NOT_MOVED
    assert all(column.shape for kind in KINDS.values() for column in kind.columns if column.holds == JSON)


@given(st.text(alphabet="=+-@'\t\r07 a", max_size=8))
def test_a_text_is_the_same_after_it_was_made_harmless(text: str) -> None:
    assert unguarded(harmless(text)) == text
    assert not harmless(text).startswith(("=", "-", "@", "\t", "\r"))


def test_the_views_are_those_that_are_documented() -> None:
    assert set(VIEWS) == {"budget_vs_outcome", "lead_source_yield", "follow_up_lag", "promise_expiry"}

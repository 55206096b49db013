"""The commands of an owner, run in this process on a folder of their own."""

from __future__ import annotations

import io
import json
import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from farstu import __version__
from farstu.access.keys import key_hash
from farstu.store import sqlite
from farstu.store.base import SchemaInUse
from farstu.store.folder import DataFolder
from farstu.store.postgres import connecting
from farstu.store.postgres import database as postgres
from farstu.store.postgres.database import PostgresDatabase
from farstu.store.settings_table import FIRST_VERSION, SCHEMA_VERSION
from tests.support.commands import Ended, Run, runner
from tests.support.databases import POSTGRES, SQLITE, cluster

embedded = pytest.mark.parametrize("kind", [SQLITE], scope="module")
shared = pytest.mark.parametrize("kind", [POSTGRES], scope="module")


@pytest.fixture
def run(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Run]:
    """Runs a command on the test's own folder, and on a database of its own; answers what it printed."""
    address = cluster().prepared() if kind == POSTGRES else ""
    if address:
        monkeypatch.setenv("FARSTU_DATABASE", address)
    yield runner(tmp_path / "data", monkeypatch, capsys)
    if address:
        cluster().give_back(address)


@pytest.fixture
def furnished(run: Run) -> Run:
    """The same, with a group, two customers and a partner."""
    run("group", "add", "G1", "--title", "Kedjan")
    run("customer", "add", "M1", "--name", "Ett", "--city", "Lund", "--group", "G1")
    run("customer", "add", "M2", "--name", "Två")
    run("partner", "add", "byran", "--title", "Byrån")
    return run


def issued(output: str) -> tuple[str, str]:
    """The id and the key that were printed."""
    return re.findall(r"KEY[0-9A-F]{32}", output)[0], re.findall(r"fk_[\w-]{43}", output)[0]


def test_three_commands_make_a_server_useful(run: Run) -> None:
    assert "main office M10001" in run("customer", "add", "M10001", "--name", "Exempelmäklarna")
    assert "farstu key issue webbyran" in run("partner", "add", "webbyran", "--title", "Webbyrån AB")
    output = run("key", "issue", "webbyran", "--for", "M10001")
    assert "shown this once" in output
    assert "BusinessIntelligence, CRM, Meeting, Advertising, Viewing" in output


@embedded
def test_a_key_is_kept_as_a_hash_alone(furnished: Run, tmp_path: Path) -> None:
    _, key = issued(furnished("key", "issue", "byran", "--for", "M1"))
    folder = DataFolder(tmp_path / "data")
    kept = b"".join(file.read_bytes() for file in folder.path.iterdir())
    assert key.encode() not in kept
    assert key_hash(folder.secrets().index, key).encode() in kept
    assert key not in furnished("key", "list")
    assert key[-4:] in furnished("key", "list")


def test_a_key_opens_what_it_is_issued_for(furnished: Run) -> None:
    shown = furnished("key", "issue", "byran", "--for", "M1", "--for", "G1", "--function", "Meeting", "--json")
    made = json.loads(shown)
    assert made["partner"] == "byran"
    assert made["grants"] == [{"for": "M1", "function": "Meeting"}, {"for": "G1", "function": "Meeting"}]
    listed = json.loads(furnished("key", "list", "--json"))
    assert {(row["opens"], row["function"]) for row in listed} == {("M1", "Meeting"), ("G1", "Meeting")}
    assert all(row["revoked"] is None for row in listed)


def test_a_key_may_expire(furnished: Run) -> None:
    assert "It expires 20" in furnished("key", "issue", "byran", "--for", "M1", "--days", "30")


def test_a_key_is_rotated_with_an_overlap(furnished: Run) -> None:
    key_id, key = issued(furnished("key", "issue", "byran", "--for", "M1", "--function", "CRM"))
    output = furnished("key", "rotate", key_id, "--overlap", "2")
    new_id, new_key = issued(output)
    assert new_key != key
    assert f"The old key {key_id} works until" in output
    rows = {row["key"]: row for row in json.loads(furnished("key", "list", "--json"))}
    assert rows[key_id]["expires"] is not None
    assert (rows[new_id]["opens"], rows[new_id]["function"], rows[new_id]["expires"]) == ("M1", "CRM", None)


def test_a_third_key_for_the_same_grant_is_refused(furnished: Run) -> None:
    first, _ = issued(furnished("key", "issue", "byran", "--for", "M1", "--function", "CRM"))
    furnished("key", "issue", "byran", "--for", "M1")
    with pytest.raises(Ended, match=first):
        furnished("key", "issue", "byran", "--for", "M1", "--function", "CRM")
    furnished("key", "issue", "byran", "--for", "M2", "--function", "CRM")
    furnished("key", "revoke", first)
    furnished("key", "issue", "byran", "--for", "M1", "--function", "CRM")


def test_revoking_twice_changes_nothing(furnished: Run) -> None:
    key_id, _ = issued(furnished("key", "issue", "byran", "--for", "M1"))
    for _ in range(2):
        assert furnished("key", "revoke", key_id) == f"Revoked {key_id}.\n"


def test_everything_is_listed(furnished: Run) -> None:
    customers = {row["customer"]: row for row in json.loads(furnished("customer", "list", "--json"))}
    assert (customers["M1"]["name"], customers["M1"]["group"], customers["M2"]["group"]) == ("Ett", "G1", None)
    assert json.loads(furnished("partner", "list", "--json"))[0]["partner"] == "byran"
    furnished("group", "join", "G1", "M2")
    assert [row["customer"] for row in json.loads(furnished("group", "list", "--json"))] == ["M1", "M2"]
    assert furnished("partner", "list").splitlines()[0].split() == ["partner", "title", "created"]


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("partner", "add", "byran"), "There is a partner byran already"),
        (("partner", "add", "by rån"), "user name has 1 to 60"),
        (("customer", "add", "M1", "--name", "x"), "There is a customer M1 already"),
        (("customer", "add", "G1", "--name", "x"), "There is a group G1 already"),
        (("customer", "add", "x" * 41, "--name", "x"), "An id has 1 to 40"),
        (("customer", "add", "M3", "--name", "x", "--group", "G9"), "There is no group G9"),
        (("group", "add", "G1", "--title", "x"), "There is a group G1 already"),
        (("group", "add", "å", "--title", "x"), "An id has 1 to 40"),
        (("group", "join", "G9", "M1"), "There is no group G9"),
        (("group", "join", "G1", "M9"), "There is no customer M9"),
        (("key", "issue", "nobody", "--for", "M1"), "There is no partner nobody"),
        (("key", "issue", "byran", "--for", "M9"), "There is no customer or group M9"),
        (("key", "revoke", "KEY9"), "There is no key KEY9"),
        (("key", "rotate", "KEY9"), "There is no key KEY9"),
        (("estate", "final-price", "M1", "OBJ1", "1"), "no estate OBJ1"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_exit_code_1(furnished: Run, arguments: tuple[str, ...], line: str) -> None:
    with pytest.raises(Ended) as failed:
        furnished(*arguments)
    assert failed.value.code == 1
    assert failed.value.line.startswith("farstu: ")
    assert line in failed.value.line
    assert failed.value.line.count("\n") == 1


def test_check_says_that_the_database_is_whole(furnished: Run) -> None:
    assert "is whole. Customers: 2." in furnished("check")


def test_check_of_no_folder_makes_none(run: Run, tmp_path: Path) -> None:
    with pytest.raises(Ended) as failed:
        run("check", "--data", str(tmp_path / "nowhere"))
    assert failed.value.code == 7
    assert not (tmp_path / "nowhere").exists()


@embedded
def test_check_finds_damage(furnished: Run, tmp_path: Path) -> None:
    path = tmp_path / "data" / "farstu.sqlite3"
    sqlite3.connect(path).execute("PRAGMA wal_checkpoint(TRUNCATE)").connection.close()
    content = bytearray(path.read_bytes())
    content[len(content) // 2 :] = b"\x5a" * (len(content) - len(content) // 2)
    path.write_bytes(content)
    with pytest.raises(Ended) as failed:
        furnished("check")
    assert failed.value.code == 7


@embedded
def test_data_of_a_newer_program_is_refused(furnished: Run, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "data" / "farstu.sqlite3") as connection:
        connection.execute("UPDATE setting SET value = ? WHERE name = 'schema_version'", (str(SCHEMA_VERSION + 1),))
    connection.close()
    with pytest.raises(Ended, match="newer farstu") as failed:
        furnished("customer", "list")
    assert failed.value.code == 6


@embedded
def test_data_from_before_a_release_is_refused_in_one_line(furnished: Run, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "data" / "farstu.sqlite3") as connection:
        connection.execute("UPDATE setting SET value = ? WHERE name = 'schema_version'", (str(FIRST_VERSION - 1),))
    connection.close()
    with pytest.raises(Ended, match=r"before the first release.*Use another --data") as failed:
        furnished("customer", "list")
    assert failed.value.code == 7


def test_a_folder_that_is_a_file_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(Ended, match="cannot be used") as failed:
        run("customer", "list", "--data", str(tmp_path / "file"))
    assert failed.value.code == 3


@embedded
def test_a_database_that_is_none_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "farstu.sqlite3").write_bytes(b"not a database at all, but long enough to look at" * 40)
    with pytest.raises(Ended, match="not a database") as failed:
        run("customer", "list")
    assert failed.value.code == 7


@shared
def test_a_database_served_with_another_secret_is_refused(furnished: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FARSTU_SECRET", "ab" * 32)
    with pytest.raises(Ended, match="another secret") as failed:
        furnished("customer", "list")
    assert failed.value.code == 8


@pytest.mark.parametrize(
    "address", ["mysql://x/y", "farstu.sqlite3", "postgresql://a:hemlig@127.0.0.1:1/x", "postgresql://a:hemlig@x:y/z"]
)
def test_an_address_that_leads_nowhere_is_refused_and_its_password_not_said(
    run: Run, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setattr(connecting, "PATIENCE_SECONDS", 0)
    with pytest.raises(Ended, match="database") as failed:
        run("customer", "list", "--database", address)
    assert failed.value.code == 7
    assert "hemlig" not in failed.value.line


@shared
def test_damage_to_a_shared_database_is_found(furnished: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(PostgresDatabase(os.environ["FARSTU_DATABASE"]).write_session()) as session:
        session.execute("UPDATE event_counter SET last = 7 WHERE customer = 'M2'", (), ["M2"])
        session.execute("ALTER TABLE contact DISABLE ROW LEVEL SECURITY")
    with pytest.raises(Ended, match="contact has no row-level security; the event log of M2 has 1 events") as failed:
        furnished("check")
    assert failed.value.code == 7
    with closing(PostgresDatabase(os.environ["FARSTU_DATABASE"]).write_session()) as session:
        session.execute("ALTER TABLE contact ENABLE ROW LEVEL SECURITY")


def test_a_database_is_prepared_and_may_be_again(run: Run) -> None:
    for _ in range(2):
        assert f"has schema {SCHEMA_VERSION}." in run("prepare")
    assert "is whole. Customers: 0." in run("check")


@shared
def test_a_new_database_is_made_in_partitions_and_keeps_their_number(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    address = cluster().empty()
    monkeypatch.setenv("FARSTU_DATABASE", address)
    run("prepare", "--partitions", "4")
    run("customer", "add", "M1", "--name", "Ett")
    assert "is whole. Customers: 1." in run("check")
    with pytest.raises(Ended, match="in 4 partitions") as failed:
        run("prepare", "--partitions", "8")
    assert failed.value.code == 7
    cluster().drop(address)


@embedded
def test_the_embedded_database_has_no_partitions(run: Run) -> None:
    with pytest.raises(Ended, match="no partitions") as failed:
        run("prepare", "--partitions", "4")
    assert failed.value.code == 2


def test_data_that_older_servers_may_still_use_is_left_to_them(furnished: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def in_use(found: int, *, alone: bool) -> range:
        raise SchemaInUse(found, found + 1)

    for module in (sqlite, postgres):
        monkeypatch.setattr(module, "pending", in_use)
    with pytest.raises(Ended, match="farstu prepare") as failed:
        furnished("customer", "list")
    assert failed.value.code == 10


def test_a_secret_that_is_none_is_refused(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FARSTU_SECRET", "short")
    with pytest.raises(Ended, match="FARSTU_SECRET does not hold 64 hex digits") as failed:
        run("customer", "list")
    assert failed.value.code == 8


def test_wrong_usage_is_exit_code_2(run: Run) -> None:
    for arguments in (
        ("nothing",),
        ("key", "issue", "byran"),
        ("serve", "--log-level", "loud"),
        ("serve", "--port", "x"),
    ):
        with pytest.raises(Ended) as failed:
            run(*arguments)
        assert failed.value.code == 2


def test_the_version_is_printed(run: Run) -> None:
    assert run("version") == f"{__version__}\n"


@pytest.mark.parametrize("arguments", [(), ("key",), ("key", "issue"), ("demo",), ("serve",)])
def test_help_is_there_for_every_command(run: Run, arguments: tuple[str, ...]) -> None:
    assert "Usage: farstu" in run(*arguments, "--help")


def test_openapi_goes_to_standard_output_or_all_files_to_a_folder(run: Run, tmp_path: Path) -> None:
    printed = json.loads(run("openapi", "--address", "https://farstu.example.com/"))
    assert printed["servers"] == [{"url": "https://farstu.example.com"}]
    assert run("openapi", "--yaml", "--language", "sv").startswith("openapi: 3.1.0\n")
    folder = tmp_path / "made"
    named = run("openapi", str(folder)).split()
    assert named == [str(path) for path in map(Path, named) if path.is_file()]
    assert {"openapi.yaml", "index.xsd", "CRM.json", "farstu.bruno.json"} <= {Path(name).name for name in named}


def test_a_folder_for_the_documentation_that_cannot_be_written_is_one_clear_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    with pytest.raises(Ended) as failed:
        run("docs", str(tmp_path / "file"))
    assert failed.value.code == 9
    assert "cannot be written to" in failed.value.line


@embedded
def test_people_of_the_console_are_added_changed_and_removed(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def typed(line: str) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{line}\n"))

    run("partner", "add", "byran")
    typed("hemlig hemlighet")
    assert "as an owner" in run("console", "add", "anna", "--stdin")
    typed("hemlig hemlighet")
    assert "of partner byran" in run("console", "add", "par", "--partner", "byran", "--stdin")
    typed("kort")
    with pytest.raises(Ended, match="12 to 200 characters"):
        run("console", "password", "anna", "--stdin")
    typed("en annan hemlighet")
    assert "Sessions that were ended: 0" in run("console", "password", "anna", "--stdin")
    typed("hemlig hemlighet")
    with pytest.raises(Ended, match="already"):
        run("console", "add", "anna", "--stdin")
    typed("hemlig hemlighet")
    with pytest.raises(Ended, match="no partner nobody"):
        run("console", "add", "eva", "--partner", "nobody", "--stdin")
    assert "without a code" in run("console", "second-factor-off", "anna")
    assert "an owner now" in run("console", "role", "par")
    assert "of partner byran now" in run("console", "role", "par", "--partner", "byran")
    assert "Sessions that were ended: 0" in run("console", "sign-out", "par")
    run("console", "remove", "par")
    (anna,) = json.loads(run("console", "list", "--json"))
    assert (anna["name"], anna["role"], anna["second factor"]) == ("anna", "owner", False)
    assert "console.removed" in run("audit", "list")


@embedded
def test_a_report_card_is_printed_in_either_language(run: Run) -> None:
    run("partner", "add", "byran")
    assert "# Report card: byran" in run("report-card", "byran")
    assert "# Omdöme: byran" in run("report-card", "byran", "--lang", "sv")
    with pytest.raises(Ended, match="no partner nobody"):
        run("report-card", "nobody")
    with pytest.raises(Ended):
        run("report-card", "byran", "--lang", "fi")

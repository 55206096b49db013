"""What the owner does about keys, secrets, the record and what is sealed, by commands."""

from __future__ import annotations

import json
import re
import sqlite3
import stat
from pathlib import Path
from typing import Any

import pytest

from farstu.access.keys import key_hash
from farstu.cli import secrets as secret_commands
from farstu.engine.perform import Performer
from farstu.records.contacts import CONTACT
from farstu.records.leads import LEAD
from farstu.records.persons import number_columns
from farstu.records.sealing import SEALED_WITH, seal_all
from farstu.store.clock import system_clock
from farstu.store.folder import DataFolder
from farstu.store.sqlite import SqliteDatabase
from farstu.store.vault import PlainVault, SealingVault
from tests.support.commands import Ended, Run, runner

NUMBER = "19121212-1212"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("FARSTU_SECRET", raising=False)
    monkeypatch.setattr(secret_commands, "TAKEN_UP_SECONDS", 0.0)
    return tmp_path / "data"


@pytest.fixture
def run(data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    go = runner(data, monkeypatch, capsys)
    go("group", "add", "G1", "--title", "Kedjan")
    go("customer", "add", "M1", "--name", "Ett", "--group", "G1")
    go("partner", "add", "byran")
    return go


def issued(output: str) -> tuple[str, str]:
    return re.findall(r"KEY[0-9A-F]{32}", output)[0], re.findall(r"fk_[\w-]{43}", output)[0]


def record(run: Run) -> list[dict[str, Any]]:
    return list(json.loads(run("audit", "list", "--json")))


def change(data: Path, statement: str, *values: Any) -> None:
    with sqlite3.connect(data / "farstu.sqlite3") as connection:
        connection.execute(statement, values)
    connection.close()


def test_a_key_may_be_bound_to_networks_and_keeps_them_when_it_is_rotated(run: Run) -> None:
    output = run("key", "issue", "byran", "--for", "M1", "--from", "10.0.0.0/8", "--from", "192.0.2.7")
    key_id, _ = issued(output)
    assert "It works from 10.0.0.0/8, 192.0.2.7 only." in output
    run("key", "rotate", key_id)
    listed = json.loads(run("key", "list", "--json"))
    assert {row["from"] for row in listed} == {"10.0.0.0/8, 192.0.2.7/32"}
    assert {row["last used"] for row in listed} == {None}


def test_what_is_no_network_is_refused_and_nothing_is_issued(run: Run) -> None:
    with pytest.raises(Ended, match="10\\.0\\.0\\.1/8 is no network"):
        run("key", "issue", "byran", "--for", "M1", "--from", "10.0.0.1/8")
    assert json.loads(run("key", "list", "--json")) == []


def test_every_change_of_keys_and_rights_is_in_the_record_and_no_secret_is(run: Run, data: Path) -> None:
    key_id, key = issued(run("key", "issue", "byran", "--for", "G1", "--function", "CRM", "--from", "10.0.0.0/8"))
    run("key", "rotate", key_id)
    run("key", "revoke", key_id)
    run("customer", "add", "M2", "--name", "Två")
    run("group", "join", "G1", "M2")
    entries = record(run)
    assert [entry["what"] for entry in entries] == [
        *("group.added", "customer.added", "partner.added", "key.issued", "key.issued", "key.revoked"),
        *("customer.added", "group.joined"),
    ]
    about = json.loads(entries[3]["about"])
    assert (about["key"], about["opens"], about["networks"]) == (key_id, ["G1 CRM"], ["10.0.0.0/8"])
    assert all(entry["who"].startswith("owner ") for entry in entries)
    assert key not in json.dumps(entries)
    assert DataFolder(data).secrets().hashing[0].hex() not in json.dumps(entries)


def test_a_change_that_is_refused_leaves_no_entry(run: Run) -> None:
    with pytest.raises(Ended):
        run("key", "issue", "byran", "--for", "nowhere")
    assert len(record(run)) == 3


def test_a_whole_record_is_verified_and_tells_its_last_seal(run: Run) -> None:
    seal = record(run)[-1]["seal"]
    assert run("audit", "verify").strip() == f"The record is whole. Entries: 3. The last seal is {seal}."
    run("partner", "add", "banken")
    assert "Entries: 4" in run("audit", "verify", "--seen", seal)


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE audit SET who = 'owner somebody' WHERE sequence = 2", "entry 2 or the one before it was changed"),
        ("UPDATE audit SET at = at + 1 WHERE sequence = 2", "entry 2 or the one before it was changed"),
        ("UPDATE audit SET about = '{}' WHERE sequence = 1", "entry 1 or the one before it was changed"),
        ("DELETE FROM audit WHERE sequence = 2", "entry 2 is missing"),
        ("DELETE FROM audit WHERE sequence = 3", "ends at entry 2"),
        ("DELETE FROM audit", "ends at entry 0"),
        ("INSERT INTO audit VALUES (4, 1, 'x', 'y', '{}', 'z')", "entry 4 or the one before"),
    ],
)
def test_a_record_that_was_tampered_with_is_found(run: Run, data: Path, statement: str, fault: str) -> None:
    change(data, statement)
    with pytest.raises(Ended, match=fault) as ended:
        run("audit", "verify")
    assert ended.value.code == 1


def test_a_record_whose_end_was_cut_off_together_with_its_head_is_found_by_a_seal_that_was_noted(
    run: Run, data: Path
) -> None:
    *_, before, last = record(run)
    change(data, "DELETE FROM audit WHERE sequence = 3")
    change(data, "UPDATE setting SET value = ? WHERE name = 'audit_head'", f"2 {before['seal']}")
    assert "whole" in run("audit", "verify")
    with pytest.raises(Ended, match="is not there"):
        run("audit", "verify", "--seen", last["seal"])


def test_a_secret_is_rotated_and_the_old_one_still_read(run: Run, data: Path) -> None:
    before = DataFolder(data).secrets()
    _, key = issued(run("key", "issue", "byran", "--for", "M1"))
    assert "1 older one(s) are still read" in run("secret", "rotate")
    after = DataFolder(data).secrets()
    assert after.hashing[1:] == before.hashing
    assert (after.index, after.sealing) == (before.index, before.sealing)
    for name in ("secret", "data-keys"):
        assert stat.S_IMODE((data / name).stat().st_mode) == 0o600
    assert record(run)[-1]["what"] == "secret.rotated"
    assert key_hash(after.hashing[1], key) in _hashes(data)
    second = issued(run("key", "issue", "byran", "--for", "M1"))[1]
    assert key_hash(after.hashing[0], second) in _hashes(data)


def _hashes(data: Path) -> set[str]:
    with sqlite3.connect(data / "farstu.sqlite3") as connection:
        found = {row[0] for row in connection.execute("SELECT hash FROM access_key")}
    connection.close()
    return found


def test_an_old_secret_is_not_forgotten_while_a_key_is_known_by_it_alone(run: Run, data: Path) -> None:
    old, _ = issued(run("key", "issue", "byran", "--for", "M1"))
    run("secret", "rotate")
    run("key", "issue", "byran", "--for", "M1")
    with pytest.raises(Ended, match=old):
        run("secret", "retire")
    run("key", "revoke", old)
    run("secret", "retire")
    secrets = DataFolder(data).secrets()
    assert len(secrets.hashing) == 1
    assert [entry["what"] for entry in record(run)][-1] == "secret.retired"
    assert "whole" in run("audit", "verify")


def test_a_key_that_was_hashed_anew_does_not_hold_the_old_secret(run: Run, data: Path) -> None:
    key_id, _ = issued(run("key", "issue", "byran", "--for", "M1"))
    run("secret", "rotate")
    newest = DataFolder(data).secrets().fingerprint
    change(data, "INSERT INTO key_use VALUES (?, ?, ?)", key_id, system_clock(), newest)
    assert "Forgot 1" in run("secret", "retire")


def test_keys_may_be_lost_on_purpose(run: Run) -> None:
    run("key", "issue", "byran", "--for", "M1")
    run("secret", "rotate")
    run("secret", "rotate")
    assert "Forgot 2" in run("secret", "retire", "--lose-keys")


def test_a_secret_of_the_environment_is_changed_there(run: Run, monkeypatch: pytest.MonkeyPatch, data: Path) -> None:
    old, new = DataFolder(data).secrets().hashing[0], bytes(32)
    monkeypatch.setenv("FARSTU_SECRET", old.hex())
    for command in ("rotate", "retire"):
        with pytest.raises(Ended, match="comes from FARSTU_SECRET"):
            run("secret", command)
    monkeypatch.setenv("FARSTU_SECRET", f"{new.hex()},{old.hex()}")
    assert DataFolder(data).secrets().hashing == (new, old)
    assert "whole" in run("audit", "verify")
    monkeypatch.setenv("FARSTU_SECRET", new.hex())
    with pytest.raises(Ended) as ended:
        run("audit", "verify")
    assert ended.value.code == 8


def test_a_rotation_that_cannot_be_recorded_is_undone(run: Run, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = DataFolder(data).secrets()

    def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(Performer, "perform", fail)
    with pytest.raises(RuntimeError):
        run("secret", "rotate")
    assert DataFolder(data).secrets() == before


def test_a_personal_number_is_revealed_with_who_and_why(run: Run, data: Path) -> None:
    vault = SealingVault(DataFolder(data).secrets())
    number = number_columns(vault, NUMBER, False, system_clock())
    columns = dict.fromkeys(CONTACT.columns) | {"customer": "M1", "id": "c", "kind": "Person", "invalid": ""}
    columns |= {"created_at": 1, "changed_at": 1}
    places = ", ".join("?" * len(columns))
    change(data, f"INSERT INTO contact VALUES ({places})", *(columns | number).values())  # noqa: S608
    change(data, f"INSERT INTO contact VALUES ({places})", *(columns | {"id": "d"}).values())  # noqa: S608
    assert run("person", "reveal", "M1", "c", "--why", "Kontrolluppgift till 19121212-1212").strip() == NUMBER
    entry = record(run)[-1]
    about = json.loads(entry["about"])
    assert (entry["what"], about["customer"], about["contact"]) == ("person.revealed", "M1", "c")
    assert about["why"].startswith("Kontrolluppgift")
    assert "1212-1212" not in about["why"]
    for contact, why, words in (("d", "x", "no personal number"), ("e", "x", "e"), ("c", " ", "why")):
        with pytest.raises(Ended, match=words):
            run("person", "reveal", "M1", contact, "--why", why)
    assert record(run)[-1] == entry


def test_what_an_older_program_kept_in_clear_is_sealed_and_nothing_of_it_stays(data: Path) -> None:
    folder = DataFolder(data)
    folder.prepare()
    database = SqliteDatabase(folder.database)
    database.prepare()
    secrets = folder.secrets()
    number = "850312-2387"
    _fill_in_clear(database, PlainVault(secrets.index), number)
    session = database.write_session()
    try:
        vault = SealingVault(secrets)
        assert seal_all(session, vault) == 602
        assert seal_all(session, vault) == 0
        assert seal_all(session, vault, again=True) == 0
        database.scrub()
        (left_out,) = session.rows("SELECT left_out FROM lead WHERE id = 'l0'")[0]
        assert vault.open(json.loads(left_out)["personal_number"]) == number
        assert json.loads(left_out)["city"] == "Lund"
        assert (json.loads(left_out)["coordinate"], json.loads(left_out)["lead_score"]) == ({"latitude": 55.7}, 1)
        assert session.rows("SELECT left_out FROM lead WHERE id = 'l1'") == [('{"city":"Lund"}',)]
        opened = {vault.open(row[0]) for row in session.rows("SELECT personal_number FROM contact WHERE kind = 'x'")}
        assert opened == {number}
        assert session.rows("SELECT value FROM setting WHERE name = ?", (SEALED_WITH,)) == [("1",)]
    finally:
        session.close()
    written = b"".join(path.read_bytes() for path in data.iterdir())
    assert number.encode() not in written
    assert number.replace("-", "").encode() not in written


def _fill_in_clear(database: SqliteDatabase, vault: PlainVault, number: str) -> None:
    """601 contacts and two leads as an older program left them: more than are sealed at once."""
    columns = dict.fromkeys(CONTACT.columns) | {"customer": "M1", "kind": "x", "invalid": ""}
    columns |= {"created_at": 1, "changed_at": 1} | number_columns(vault, number, False, system_clock())
    contacts = [CONTACT.row(**columns | {"id": f"c{place}"}) for place in range(601)]
    empty = dict.fromkeys(LEAD.columns) | {
        "customer": "M1",
        "kind": "x",
        "contact": "c",
        "partner": "p",
        "created_at": 1,
    }
    told = json.dumps({"city": "Lund", "personal_number": number, "coordinate": {"latitude": 55.7}, "lead_score": 1})
    leads = [
        LEAD.row(**empty | {"id": "l0", "left_out": told}),
        LEAD.row(**empty | {"id": "l1", "left_out": '{"city":"Lund"}'}),
    ]
    session = database.write_session()
    session.begin()
    session.write({CONTACT: contacts, LEAD: leads})
    session.commit()
    session.close()


def test_a_new_sealing_key_seals_everything_anew(run: Run, data: Path) -> None:
    folder = DataFolder(data)
    before = folder.secrets()
    database = SqliteDatabase(folder.database)
    _fill_in_clear(database, PlainVault(before.index), NUMBER)
    session = database.write_session()
    seal_all(session, SealingVault(before))
    session.close()
    assert "Sealed 602 row(s) anew." in run("secret", "rotate", "--sealing")
    after = folder.secrets()
    assert after.sealing.keys() == {1, 2}
    run("secret", "retire", "--lose-keys")
    assert folder.secrets().sealing == {2: after.sealing[2]}
    session = database.write_session()
    rows = session.rows("SELECT personal_number FROM contact WHERE kind = 'x'")
    session.close()
    assert {SealingVault(folder.secrets()).open(row[0]) for row in rows} == {NUMBER}

"""Somebody who was forgotten is in no file any more, and no backup of a day before brings them back."""

from __future__ import annotations

import base64
import gzip
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from farstu.privacy import erasure
from farstu.privacy.pending import settle_erasures
from farstu.store.folder import DataFolder
from farstu.store.forgotten import Erasure, ErasureList
from tests.access.test_nothing_in_clear import found_in
from tests.privacy.people import CELL, EMAIL, LAST, NAME, NUMBER, SAID, command, every_row, saying, watched
from tests.support.commands import Ended, Run
from tests.support.databases import SQLITE, cluster
from tests.support.process import farstu
from tests.support.world import CUSTOMER, SECRET, World, furnish, world

OF = ("--customer", CUSTOMER)


@pytest.fixture
def run(here: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.setattr(erasure, "SETTLED_SECONDS", 0.0)
    return command(here.database, tmp_path, monkeypatch, capsys)


@pytest.fixture
def elsewhere(kind: str, tmp_path: Path) -> Iterator[tuple[str, ...]]:
    """Where a backup is brought in, as arguments."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    if kind == SQLITE:
        yield ("--data", str(folder), "--database", "")
        return
    address = cluster().empty()
    yield ("--data", str(folder), "--database", address)
    cluster().drop(address)


def people_in(run: Run, contact: str, *where: str) -> bool:
    """Whether the person is there."""
    try:
        return LAST in run("person", "export", *OF, "--contact", contact, *where)
    except Ended:
        return False


def where_it_is_read(files: dict[str, bytes], word: str) -> set[str]:
    """The files that have a word, in whatever case or in Base64; of a number the digits alone, too."""
    if any(letter.isdigit() for letter in word):
        return found_in(files, word)
    encoded = [base64.b64encode(b"x" * lead + word.encode())[4 * (lead > 0) : -4] for lead in range(3)]
    lowered = word.lower().encode()
    return {name for name, said in files.items() if lowered in said.lower() or any(form in said for form in encoded)}


def test_a_backup_from_before_does_not_bring_the_person_back(
    here: World, run: Run, kind: str, tmp_path: Path, elsewhere: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    contact = watched(here).json()
    here.settle()
    file = tmp_path / "before.farstu"
    run("backup", str(file))
    run("person", "erase", *OF, "--contact", contact)
    there = Path(elsewhere[1])
    shutil.copy(tmp_path / "erasures", there)
    if kind == SQLITE:
        elsewhere = elsewhere[:2]
    said = run("restore", str(file), *elsewhere)
    assert "Then 1 erasure(s)" in said
    assert not people_in(run, contact, *elsewhere)
    assert "Erased again: 0." in run("person", "again", *elsewhere)
    assert "whole" in run("audit", "verify", *elsewhere)


def test_without_the_list_it_is_said_that_persons_may_be_back(
    here: World, run: Run, kind: str, tmp_path: Path, elsewhere: tuple[str, ...]
) -> None:
    contact = watched(here).json()
    file = tmp_path / "before.farstu"
    run("backup", str(file))
    run("person", "erase", *OF, "--contact", contact)
    elsewhere = elsewhere[:2] if kind == SQLITE else elsewhere
    assert "There is no list of erasures" in run("restore", str(file), *elsewhere)
    assert people_in(run, contact, *elsewhere)
    shutil.copy(tmp_path / "erasures", elsewhere[1])
    assert "Erased again: 1." in run("person", "again", *elsewhere)
    assert not people_in(run, contact, *elsewhere)


def test_a_later_backup_brings_the_list_along(
    here: World, run: Run, kind: str, tmp_path: Path, elsewhere: tuple[str, ...]
) -> None:
    contact = watched(here).json()
    run("person", "erase", *OF, "--contact", contact)
    file = tmp_path / "after.farstu"
    run("backup", str(file))
    elsewhere = elsewhere[:2] if kind == SQLITE else elsewhere
    assert "Then" not in run("restore", str(file), *elsewhere)
    there, listed = (ErasureList(DataFolder(Path(folder))).read() for folder in (elsewhere[1], tmp_path))
    assert there.keys() == listed.keys()


def test_an_erasure_that_was_broken_off_is_finished(
    here: World, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    contact = watched(here).json()
    here.settle()
    with monkeypatch.context() as patch:
        patch.setattr(erasure.Eraser, "_rename", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            run("person", "erase", *OF, "--contact", contact)
    assert "contact" in saying(here)
    assert settle_erasures(here.database, DataFolder(tmp_path), "server") == 1
    assert saying(here) == {}


def test_data_of_a_day_before_is_served_without_those_who_were_forgotten_since(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with world(tmp_path) as here:
        contact = watched(here).json()
        here.settle()
        run = command(here.database, tmp_path, monkeypatch, capsys)
        run("backup", str(tmp_path / "before.farstu"))
        run("person", "erase", *OF, "--contact", contact)
    for name in ("farstu.sqlite3", "farstu.sqlite3-wal", "farstu.sqlite3-shm"):
        (tmp_path / name).unlink(missing_ok=True)
    shutil.copy(tmp_path / "before.farstu", tmp_path / "farstu.sqlite3")
    with farstu("serve", "--port", "0", "--data", str(tmp_path), FARSTU_SECRET=SECRET.hex()) as process:
        try:
            assert process.stderr is not None
            said = iter(process.stderr.readline, "")
            lines = []
            for line in said:
                lines.append(line)
                if '"serving"' in line:
                    break
            assert any("erased again" in line for line in lines), lines
            with pytest.raises(Ended, match="contact"):
                run("person", "export", *OF, "--contact", contact)
        finally:
            process.kill()


def test_nothing_of_a_person_who_was_forgotten_is_left_in_the_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(erasure, "SETTLED_SECONDS", 0.0)
    with world(tmp_path) as here:
        run = command(here.database, tmp_path, monkeypatch, capsys)
        contact = watched(here).json()
        furnish(here.database, every_row(contact, f"{NAME} {CELL} {EMAIL} " + "lång text " * 1_000))
        here.call(
            "PUT", f"/Contacts/UpdatePerson/{CUSTOMER}", {"contactId": contact, "firstName": "Ulf", "lastName": LAST}
        )
        here.settle()
        files = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
        assert where_it_is_read(files, LAST)
        assert where_it_is_read(files, NUMBER) == set()
        run("person", "erase", *OF, "--contact", contact, "--despite-duty")
        files = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
        assert {"farstu.sqlite3", "farstu.sqlite3-wal", "erasures"} <= files.keys()
        assert {word: where for word in (*SAID, NUMBER) if (where := where_it_is_read(files, word))} == {}
        with closing(here.database.write_session()) as session:
            assert session.rows("PRAGMA integrity_check") == [("ok",)]


def test_the_list_bears_a_line_that_was_not_written_to_its_end(tmp_path: Path) -> None:
    listed = ErasureList(DataFolder(tmp_path))
    one, two = (Erasure(f"ERA{place}", place, CUSTOMER, ("a",)) for place in range(2))
    listed.add([one])
    listed.path.write_bytes(listed.path.read_bytes() + b'{"receipt":"ERA')
    listed.add([two])
    assert listed.read() == {"ERA0": one, "ERA1": two}
    listed.add([])
    assert listed.path.stat().st_mode & 0o777 == 0o600


def test_a_snapshot_does_not_bring_the_person_back(here: World, run: Run, tmp_path: Path) -> None:
    root = f"/_farstu/sandbox/{CUSTOMER}/snapshots"
    contact = watched(here).json()
    here.call("PUT", f"{root}/before")
    file = here.call("GET", f"{root}/before").content
    assert LAST.encode() in gzip.decompress(file)
    receipt = run("person", "erase", *OF, "--contact", contact)
    assert '"sandbox_snapshot": 1' in receipt
    left = gzip.decompress(here.call("GET", f"{root}/before").content)
    assert {word for word in (*SAID, contact) if word.encode() in left} == set()
    assert left.count(b'"table":"final_price_watch"') == 1
    here.call("PUT", f"{root}/again", file, Content_Type="application/gzip")
    for name in ("before", "again"):
        assert here.call("POST", f"{root}/{name}/load").status_code == 200
        assert saying(here) == {}
        assert here.call("GET", f"/CRM/Contact/{CUSTOMER}/{contact}/Lead").status_code == 404

"""A backup is whole or it is not there, and only a whole one is brought back."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from farstu.records.meetings import MEETING
from farstu.store import backup
from farstu.store.backup import NoBackup, back_up, unpacked
from farstu.store.base import StoreUnavailable
from farstu.store.copying import copy
from farstu.store.fingerprint import OtherSecret, check_secret
from farstu.store.folder import DataFolder
from tests.store.test_copying import kept, quietly
from tests.store.test_databases import meeting
from tests.support.databases import KINDS, AnyDatabase, database
from tests.support.world import furnish, keys, records


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    made = DataFolder(tmp_path / "data")
    made.prepare()
    return made


@pytest.fixture
def source(prepared: AnyDatabase, folder: DataFolder) -> AnyDatabase:
    """A database with rows, of the folder's secret."""
    furnish(prepared, [*records(), *keys()])
    check_secret(prepared, folder.secrets())
    return prepared


@pytest.fixture
def file(source: AnyDatabase, tmp_path: Path) -> Path:
    """A backup of it."""
    back_up(source, tmp_path / "b.farstu", quietly)
    return tmp_path / "b.farstu"


@pytest.mark.parametrize("into", KINDS)
def test_what_was_backed_up_is_brought_back_into_either_kind(
    source: AnyDatabase, file: Path, folder: DataFolder, into: str, tmp_path: Path
) -> None:
    before = file.read_bytes()
    (tmp_path / "new").mkdir()
    with database(into, tmp_path / "new") as target:
        with unpacked(file, folder, quietly) as found:
            copy(found, target, quietly)
        assert kept(target) == kept(source)
    assert file.read_bytes() == before
    assert sorted(path.name for path in folder.path.iterdir()) == ["secret"]


def test_it_is_one_file_that_its_owner_alone_may_read(file: Path) -> None:
    assert file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in file.parent.glob("*b.farstu*")] == ["b.farstu"]


def test_it_is_made_beside_a_writer(source: AnyDatabase, tmp_path: Path) -> None:
    written, stop = [0], threading.Event()

    def go_on() -> None:
        while not stop.is_set():
            furnish(source, [meeting(f"later{written[0]}")])
            written[0] += 1

    before = len(kept(source)[MEETING.name])
    writer = threading.Thread(target=go_on)
    writer.start()
    try:
        found = back_up(source, tmp_path / "b.farstu", quietly)
    finally:
        stop.set()
        writer.join()
    assert before <= found[MEETING.name].rows <= before + written[0]
    assert written[0] > 0


def test_a_file_that_is_there_is_left_alone(source: AnyDatabase, file: Path) -> None:
    before = file.read_bytes()
    with pytest.raises(FileExistsError):
        back_up(source, file, quietly)
    assert file.read_bytes() == before


def test_nothing_is_left_of_one_that_failed(
    source: AnyDatabase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*arguments: object) -> None:
        raise StoreUnavailable("disk is full")

    monkeypatch.setattr(backup, "copy", full)
    before = sorted(tmp_path.iterdir())
    with pytest.raises(StoreUnavailable):
        back_up(source, tmp_path / "b.farstu", quietly)
    assert sorted(tmp_path.iterdir()) == before


def _changed(statement: str) -> Callable[[Path], None]:
    def change(file: Path) -> None:
        with closing(sqlite3.connect(file, isolation_level=None)) as connection:
            assert connection.execute(statement).rowcount > 0

    return change


def _cut_off(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-8192])


def _something_else(file: Path) -> None:
    file.write_text("what is this?" * 1000)


SPOILT: dict[str, Callable[[Path], None]] = {
    "a row is missing": _changed("DELETE FROM contact WHERE id = 'c'"),
    "a row was changed": _changed("UPDATE contact SET last_name = 'Annan' WHERE id = 'c'"),
    "a row was put in": _changed("INSERT INTO setting VALUES ('x', 'y')"),
    "the list is missing": _changed("DELETE FROM setting WHERE name = 'backup'"),
    "the list names no table": _changed(
        "UPDATE setting SET value = replace(value, '\"meeting\":', '\"meeting\\\" x\":') WHERE name = 'backup'"
    ),
    "the list is none": _changed("UPDATE setting SET value = '[]' WHERE name = 'backup'"),
    "the end is missing": _cut_off,
    "it is something else": _something_else,
}


@pytest.mark.parametrize("fault", SPOILT)
def test_it_is_not_brought_back_where(fault: str, file: Path, folder: DataFolder) -> None:
    SPOILT[fault](file)
    with pytest.raises(NoBackup), unpacked(file, folder, quietly):
        pass
    assert sorted(path.name for path in folder.path.iterdir()) == ["secret"]


def test_it_is_not_brought_back_beside_another_secret(file: Path, tmp_path: Path) -> None:
    other = DataFolder(tmp_path / "other")
    other.prepare()
    with pytest.raises(OtherSecret), unpacked(file, other, quietly):
        pass

"""`farstu copy`, `farstu backup` and `farstu restore`, run in this process."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from farstu.cli import copies
from farstu.store import backup, copying
from farstu.store.base import StoreUnavailable
from farstu.store.folder import DataFolder
from tests.support.commands import Ended, Run, runner
from tests.support.databases import cluster

At = Callable[[str], Run]
DATABASE_UNUSABLE, FOLDER_TAKEN = 7, 5


@pytest.fixture
def at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> At:
    """Runs commands on the data folder of a name."""
    return lambda name: lambda *arguments: runner(tmp_path / name, monkeypatch, capsys)(*arguments)


@pytest.fixture
def full(at: At) -> Run:
    """A folder with a customer in it."""
    run = at("data")
    run("customer", "add", "M1", "--name", "Ett")
    return run


@pytest.fixture
def address() -> Iterator[str]:
    made = cluster().empty()
    yield made
    cluster().drop(made)


def test_all_of_it_goes_to_postgresql_and_back(full: Run, at: At, address: str, tmp_path: Path) -> None:
    assert re.match(r"Copied \d+ rows from the database in ", full("copy", "embedded", address))
    assert "M1" in full("customer", "list", "--database", address)
    (tmp_path / "back").mkdir()
    shutil.copy(tmp_path / "data" / "secret", tmp_path / "back")
    back = at("back")
    back("copy", address, "embedded")
    assert "M1" in back("customer", "list")


def test_a_database_is_not_copied_while_it_is_served(full: Run, address: str, tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "data")
    folder.lock()
    with pytest.raises(Ended, match="Another farstu serves") as ended:
        full("copy", "embedded", address)
    assert ended.value.code == FOLDER_TAKEN


@pytest.mark.parametrize(
    ("source", "target", "code", "line"),
    [
        ("embedded", "embedded", 2, "same database"),
        ("embedded", "mysql://x", DATABASE_UNUSABLE, "begins with postgresql://"),
        ("postgresql://nobody@127.0.0.1:1/x", "embedded", DATABASE_UNUSABLE, "cannot be used"),
    ],
)
def test_what_cannot_be_copied_is_said(full: Run, source: str, target: str, code: int, line: str) -> None:
    with pytest.raises(Ended, match=line) as ended:
        full("copy", source, target)
    assert ended.value.code == code


def test_a_database_that_has_rows_is_not_copied_into(full: Run, address: str) -> None:
    full("copy", "embedded", address)
    with pytest.raises(Ended, match="is not empty"):
        full("copy", "embedded", address)


def test_nothing_is_done_with_a_database_whose_copy_was_broken_off(
    full: Run, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pulled(*arguments: object) -> None:
        raise StoreUnavailable("pulled")

    with monkeypatch.context() as patch:
        patch.setattr(copying, "_differing", pulled)
        with pytest.raises(Ended, match="pulled"):
            full("copy", "embedded", address)
    with pytest.raises(Ended, match="was not finished") as ended:
        full("customer", "list", "--database", address)
    assert ended.value.code == DATABASE_UNUSABLE
    full("copy", "embedded", address)
    assert "M1" in full("customer", "list", "--database", address)


def test_a_copy_that_is_not_the_same_is_said(full: Run, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    table = next(iter(copying.TABLES.values()))
    monkeypatch.setattr(copying, "_differing", lambda *arguments: [table])
    with pytest.raises(Ended, match=f"does not hold the same: {table.name}"):
        full("copy", "embedded", address)


def test_what_takes_longer_than_a_second_says_how_far_it_is(
    full: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(copies, "_SECONDS_QUIET", 0)
    told: list[str] = []
    monkeypatch.setattr(copies.typer, "echo", lambda text, err=False: told.append(text) if err else None)
    full("backup", str(tmp_path / "b.farstu"))
    assert "writing customer: 1 rows" in told


def test_a_backup_is_brought_back(full: Run, at: At, tmp_path: Path) -> None:
    file = str(tmp_path / "b.farstu")
    shown = full("backup", file)
    assert re.match(r"Wrote \d+ rows to ", shown)
    assert "keep 'secret'" in shown
    full("customer", "add", "M2", "--name", "Två")
    (tmp_path / "new").mkdir()
    shutil.copy(tmp_path / "data" / "secret", tmp_path / "new")
    new = at("new")
    new("restore", file)
    assert "M1" in new("customer", "list")
    assert "M2" not in new("customer", "list")
    with pytest.raises(Ended, match="is not empty"):
        new("restore", file)


def test_what_cannot_be_brought_back_is_said(full: Run, at: At, tmp_path: Path) -> None:
    file = tmp_path / "b.farstu"
    full("backup", str(file))
    with pytest.raises(Ended, match="a file of that name is there already"):
        full("backup", str(file))
    with pytest.raises(Ended, match="made with another secret"):
        at("other")("restore", str(file))
    with pytest.raises(Ended, match="No such file"):
        at("third")("restore", str(tmp_path / "nothing"))
    assert not (tmp_path / "third").exists()
    with pytest.raises(Ended, match="is no whole backup: file is not a database"):
        at("third")("restore", str(tmp_path / "data" / "secret"))
    with pytest.raises(Ended, match="There is no database"):
        at("fourth")("backup", str(tmp_path / "c.farstu"))


def test_a_secret_that_was_put_there_afterwards_is_taken(full: Run, at: At, tmp_path: Path) -> None:
    """A refusal over the secret leaves nothing behind that would stand in the way of the right one."""
    file = str(tmp_path / "b.farstu")
    full("backup", file)
    new = at("new")
    with pytest.raises(Ended):
        new("restore", file)
    shutil.copy(tmp_path / "data" / "secret", tmp_path / "new")
    new("restore", file)
    assert "M1" in new("customer", "list")


def test_a_backup_beside_a_full_disk_leaves_nothing(full: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full_disk(*arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup, "copy", full_disk)
    with pytest.raises(Ended, match="No space left on device"):
        full("backup", str(tmp_path / "b.farstu"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data"]

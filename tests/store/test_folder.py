"""The data folder: the secret, and the lock."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from farstu.store.folder import DataFolder, FolderTaken
from farstu.store.secrets import SecretUnreadable, derived

SECRET = bytes(range(32))


@pytest.fixture(autouse=True)
def _no_secret_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FARSTU_SECRET", raising=False)


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    made = DataFolder(tmp_path / "a" / "b")
    made.prepare()
    return made


def test_the_folder_is_made_and_files_of_others_are_left_alone(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "data")
    folder.prepare()
    assert stat.S_IMODE(folder.path.stat().st_mode) == 0o700
    (folder.path / "mine.txt").write_text("mine")
    folder.prepare()
    folder.secrets()
    assert sorted(path.name for path in folder.path.iterdir()) == ["mine.txt", "secret"]
    assert (folder.path / "mine.txt").read_text() == "mine"
    assert folder.database.parent == folder.path


def test_a_folder_that_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError, match="file"):
        DataFolder(tmp_path / "file").prepare()


def test_the_secret_is_made_once_and_stays(folder: DataFolder) -> None:
    secrets = folder.secrets()
    assert [len(secret) for secret in secrets.hashing] == [32]
    assert folder.secrets() == DataFolder(folder.path).secrets() == secrets


def test_each_folder_has_a_secret_of_its_own(tmp_path: Path) -> None:
    assert DataFolder(tmp_path).secrets() != _another(tmp_path).secrets()


def _another(tmp_path: Path) -> DataFolder:
    made = DataFolder(tmp_path / "other")
    made.prepare()
    return made


def test_only_its_owner_may_read_the_secret(folder: DataFolder) -> None:
    before = os.umask(0)
    try:
        folder.secrets()
    finally:
        os.umask(before)
    assert stat.S_IMODE((folder.path / "secret").stat().st_mode) == 0o600


def test_the_secret_may_come_from_the_environment(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FARSTU_SECRET", f" {SECRET.hex().upper()}\n")
    assert folder.secrets() == derived(SECRET)
    assert not (folder.path / "secret").exists()


def test_an_empty_variable_is_as_good_as_none(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FARSTU_SECRET", "")
    assert len(folder.secrets().index) == 32
    assert (folder.path / "secret").exists()


@pytest.mark.parametrize("text", ["x", "00", "00" * 31, "00" * 33, "zz" * 32, "åä" * 32])
def test_a_secret_from_the_environment_that_is_none_is_refused(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setenv("FARSTU_SECRET", text)
    with pytest.raises(SecretUnreadable) as refused:
        folder.secrets()
    assert refused.value.args == ("FARSTU_SECRET",)


@pytest.mark.parametrize(
    "content",
    [b"", b"\n", b"x", b"00" * 31, b"zz" * 32, "å".encode() * 32, bytes(range(256))],
    ids=["empty", "blank", "short", "one too few", "no digits", "no ASCII", "bytes"],
)
def test_a_secret_in_the_file_that_is_none_is_refused_and_left_alone(folder: DataFolder, content: bytes) -> None:
    path = folder.path / "secret"
    path.write_bytes(content)
    with pytest.raises(SecretUnreadable) as refused:
        folder.secrets()
    assert refused.value.args == (f"The file {path}",)
    assert path.read_bytes() == content


def test_a_second_server_is_kept_out_and_told_by_whom(folder: DataFolder) -> None:
    folder.lock()
    with pytest.raises(FolderTaken) as taken:
        DataFolder(folder.path).lock()
    assert taken.value.process == str(os.getpid())
    folder.unlock()


def test_another_process_is_kept_out(folder: DataFolder) -> None:
    program = (
        "import sys; from pathlib import Path; from farstu.store.folder import DataFolder, FolderTaken\n"
        "try:\n    DataFolder(Path(sys.argv[1])).lock()\nexcept FolderTaken as taken:\n    print(taken.process)\n"
    )
    folder.lock()
    ran = subprocess.run(
        [sys.executable, "-c", program, str(folder.path)], capture_output=True, text=True, timeout=30, check=True
    )
    assert ran.stdout.strip() == str(os.getpid())
    folder.unlock()


def test_an_unlocked_folder_may_be_locked_again(folder: DataFolder) -> None:
    folder.lock()
    folder.unlock()
    folder.unlock()
    other = DataFolder(folder.path)
    other.lock()
    with pytest.raises(FolderTaken):
        folder.lock()
    other.unlock()


def test_a_lock_left_by_a_dead_process_keeps_nobody_out(folder: DataFolder) -> None:
    (folder.path / "lock").write_text("4194303999999999\n")
    folder.lock()
    assert (folder.path / "lock").read_text() == f"{os.getpid()}\n"
    folder.unlock()

"""The data folder: the database file, the server's secret, and the lock that keeps a second server out."""

from __future__ import annotations

import fcntl
import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path

DATABASE = "farstu.sqlite3"
KEPT_IN = "secret"
LOCK = "lock"
SECRET_BYTES = 32


class FolderTaken(Exception):
    """Another server serves this folder."""

    def __init__(self, process: str) -> None:
        super().__init__(process)
        self.process = process


class SecretUnreadable(Exception):
    """The secret is not one."""


class DataFolder:
    """A folder that Farstu keeps its data in; files of others in it are left alone. OSError where it cannot be used."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock: int | None = None

    @property
    def database(self) -> Path:
        """The database file."""
        return self.path / DATABASE

    def prepare(self) -> None:
        """Makes the folder where there is none."""
        self.path.mkdir(parents=True, exist_ok=True)

    def secret(self) -> bytes:
        """The server's secret (32 bytes): `FARSTU_SECRET` in hex, else a file that only its owner may read, made when
        it is first asked for. SecretUnreadable."""
        given = os.environ.get("FARSTU_SECRET")
        try:
            secret = bytes.fromhex((given or self._secret_file()).strip())
        except ValueError:
            secret = b""
        if len(secret) != SECRET_BYTES:
            raise SecretUnreadable(given is not None)
        return secret

    def _secret_file(self) -> str:
        path = self.path / KEPT_IN
        if not path.exists():
            self._make_secret(path)
        return path.read_text("ascii")

    def _make_secret(self, path: Path) -> None:
        """Whole or not at all, and never over one that another process has made meanwhile."""
        handle, name = tempfile.mkstemp(dir=self.path, prefix=f".{KEPT_IN}-")
        try:
            with os.fdopen(handle, "w") as file:
                file.write(secrets.token_hex(SECRET_BYTES) + "\n")
                file.flush()
                os.fsync(file.fileno())
            with suppress(FileExistsError):
                os.link(name, path)
            _sync(self.path)
        finally:
            Path(name).unlink()

    def lock(self) -> None:
        """Keeps other servers out until this process ends. FolderTaken."""
        handle = os.open(self.path / LOCK, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            process = os.read(handle, 20).decode("ascii", "replace").strip()
            os.close(handle)
            raise FolderTaken(process) from None
        os.ftruncate(handle, 0)
        os.write(handle, f"{os.getpid()}\n".encode())
        self._lock = handle

    def unlock(self) -> None:
        """Lets others in."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


def _sync(folder: Path) -> None:
    """Makes the names in a folder last."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

"""Serves the application on a socket until it is told to stop; one clear error for what can go wrong before."""

from __future__ import annotations

import errno
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn

from farstu import areas
from farstu.server.app import Farstu
from farstu.store.base import SchemaTooNew, SchemaTooOld, StoreError
from farstu.store.folder import DataFolder, FolderTaken, SecretUnreadable
from farstu.store.sqlite import SqliteDatabase

SECONDS_TO_STOP = 8
BACKLOG = 2048


class CannotServe(Exception):
    """Why the server does not start: one line for people, and the exit code."""

    def __init__(self, line: str, code: int) -> None:
        super().__init__(line)
        self.line = line
        self.code = code


FOLDER_UNUSABLE, PORT_UNUSABLE, FOLDER_TAKEN, SCHEMA_TOO_NEW, DATABASE_UNUSABLE, SECRET_UNREADABLE = range(3, 9)


@contextmanager
def clear_errors(folder: Path) -> Iterator[None]:
    """What can be wrong with a data folder, each in one line."""
    try:
        yield
    except OSError as error:
        raise CannotServe(f"The data folder {folder} cannot be used: {error.strerror}.", FOLDER_UNUSABLE) from error
    except FolderTaken as error:
        process = error.process or "unknown"
        line = f"Another farstu serves {folder} already (process {process}). Stop it, or use another --data."
        raise CannotServe(line, FOLDER_TAKEN) from error
    except SchemaTooNew as error:
        versions = f"schema {error.found}, this one knows {error.known}"
        line = f"The data in {folder} is of a newer farstu ({versions}). Use the newer program."
        raise CannotServe(line, SCHEMA_TOO_NEW) from error
    except SchemaTooOld as error:
        versions = f"schema {error.found}, this one needs {error.known}"
        line = f"The data in {folder} is of a farstu from before the first release ({versions}). Use another --data."
        raise CannotServe(line, DATABASE_UNUSABLE) from error
    except SecretUnreadable as error:
        where = "FARSTU_SECRET" if error.args[0] else f"The file {folder / 'secret'}"
        raise CannotServe(f"{where} does not hold 64 hex digits.", SECRET_UNREADABLE) from error
    except StoreError as error:
        raise CannotServe(f"The database in {folder} cannot be used: {error}.", DATABASE_UNUSABLE) from error


def open_folder(path: Path) -> tuple[DataFolder, SqliteDatabase]:
    """The folder and its database, made where there is none. CannotServe."""
    areas.load()  # a table that nobody has declared yet would not be made
    folder = DataFolder(path)
    with clear_errors(path):
        folder.prepare()
        folder.secret()
        database = SqliteDatabase(folder.database)
        database.prepare()
    return folder, database


def bind(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes any that is free. CannotServe."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(BACKLOG)
    except (OSError, OverflowError) as error:
        listener.close()
        taken = isinstance(error, OSError) and error.errno == errno.EADDRINUSE
        why = "is in use by another program. Choose another --port" if taken else f"cannot be used: {error}"
        raise CannotServe(f"Port {port} on {host} {why}.", PORT_UNUSABLE) from error
    return listener


def address_of(host: str, listener: socket.socket) -> str:
    """The address to call: `http://127.0.0.1:8460`."""
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{listener.getsockname()[1]}"


class _Server(uvicorn.Server):
    """Says when connections are accepted, and ends with exit code 0 when it is told to stop."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        before = {name: signal.signal(name, self.handle_exit) for name in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for name, handler in before.items():
                signal.signal(name, handler)


def serve(app: Farstu, listener: socket.socket, ready: Callable[[], None]) -> None:
    """Serves until SIGTERM or SIGINT; what is in flight is finished first. CannotServe."""
    config = uvicorn.Config(
        app,
        http="httptools",
        loop="uvloop",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=SECONDS_TO_STOP,
    )
    server = _Server(config, ready)
    server.run(sockets=[listener])
    if not server.started:
        raise CannotServe("The server could not start; see the log above.", DATABASE_UNUSABLE)

"""Serves the application on a socket until it is told to stop; one clear error for what can go wrong before."""

from __future__ import annotations

import errno
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import structlog
import uvicorn

from farstu import areas
from farstu.server.app import Farstu
from farstu.server.connections import (
    MOST_TURNED_AWAY,
    Config,
    Connection,
    ConnectionLimits,
    Looking,
    cut,
    room_for,
)
from farstu.server.faults import (
    CERTIFICATE_UNUSABLE,
    DATABASE_UNUSABLE,
    EXPOSED,
    FOLDER_TAKEN,
    FOLDER_UNUSABLE,
    PORT_UNUSABLE,
    SCHEMA_IN_USE,
    SCHEMA_TOO_NEW,
    SECRET_UNREADABLE,
    CannotServe,
)
from farstu.server.handshakes import bounded
from farstu.server.transport import CertificateUnusable, Exposed, ProxyUnknown, Transport
from farstu.store.base import Database, SchemaInUse, SchemaTooNew, SchemaTooOld, StoreError
from farstu.store.copying import is_unfinished
from farstu.store.fingerprint import OtherSecret, check_secret
from farstu.store.folder import DataFolder, FolderTaken
from farstu.store.opening import AddressUnknown, database_at
from farstu.store.postgres.address import without_secrets
from farstu.store.secrets import SecretUnreadable

log = structlog.get_logger()

SECONDS_TO_STOP = 8
BACKLOG = 2048


@dataclass(frozen=True)
class Location:
    """Where the data is: the folder, and the address of a database that is not in it."""

    data: Path
    database: str | None = None

    @property
    def shown(self) -> str:
        """The database for people, without secrets."""
        return f"in {self.data}" if self.database is None else f"at {without_secrets(self.database)}"


@contextmanager
def clear_errors(location: Location) -> Iterator[None]:
    """What can be wrong with a data folder or a database, each in one line."""
    folder, database = location.data, location.shown
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
        line = f"The data {database} is of a newer farstu ({versions}). Use the newer program."
        raise CannotServe(line, SCHEMA_TOO_NEW) from error
    except SchemaTooOld as error:
        versions = f"schema {error.found}, this one needs {error.known}"
        place = "--data" if location.database is None else "--database"
        line = f"The data {database} is of a farstu from before the first release ({versions}). Use another {place}."
        raise CannotServe(line, DATABASE_UNUSABLE) from error
    except SchemaInUse as error:
        versions = f"schema {error.found}, this one needs {error.known}"
        line = f"The data {database} is of an older farstu ({versions}). Stop its servers, then run: farstu prepare."
        raise CannotServe(line, SCHEMA_IN_USE) from error
    except SecretUnreadable as error:
        raise CannotServe(f"{error.args[0]} does not hold 64 hex digits.", SECRET_UNREADABLE) from error
    except OtherSecret as error:
        line = f"The database {database} was made with another secret than that of {folder}. Use that one."
        raise CannotServe(line, SECRET_UNREADABLE) from error
    except AddressUnknown as error:
        line = "The address of a database begins with postgresql://; leave --database out for the embedded one."
        raise CannotServe(line, DATABASE_UNUSABLE) from error
    except StoreError as error:
        raise CannotServe(f"The database {database} cannot be used: {error}.", DATABASE_UNUSABLE) from error


def open_location(
    location: Location, *, alone: bool = False, serving: bool = False, partitions: int = 0, filling: bool = False
) -> tuple[DataFolder, Database]:
    """The folder and the database, made where there are none; a PostgreSQL one in so many partitions. `alone`: no
    server of an older program is there. `serving` keeps other servers out of an embedded one, and so is alone there.
    `filling`: also where a copy into it was not finished. CannotServe."""
    areas.load(asking=False)  # the schema has the tables of every area
    folder = DataFolder(location.data)
    with clear_errors(location):
        folder.prepare()
        if serving and location.database is None:
            folder.lock()
            alone = True
        secrets = folder.secrets()
        database = database_at(location.database, folder.database, partitions=partitions)
        database.prepare(alone=alone)
        check_secret(database, secrets)
        if not filling and is_unfinished(database):
            line = f"The copy into the database {location.shown} was not finished. Run the same farstu command again."
            raise CannotServe(line, DATABASE_UNUSABLE)
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


def address_of(transport: Transport, listener: socket.socket) -> str:
    """The address to call: `http://127.0.0.1:8460`."""
    host = transport.host
    shown = f"[{host}]" if ":" in host else host
    return f"{transport.scheme}://{shown}:{listener.getsockname()[1]}"


@contextmanager
def clear_refusals(transport: Transport) -> Iterator[None]:
    """What can be wrong with how the server is to be reached, each in one line."""
    try:
        yield
    except Exposed as error:
        line = (
            f"Plain HTTP on {transport.host} would show keys and personal data to the network. Name the proxy that "
            "does TLS with --trusted-proxy, give --certificate and --private-key, or stay on 127.0.0.1."
        )
        raise CannotServe(line, EXPOSED) from error
    except ProxyUnknown as error:
        line = f"--trusted-proxy: {error.args[0]} is no address and no network. Write 10.0.0.5 or 10.0.0.0/8."
        raise CannotServe(line, EXPOSED) from error
    except CertificateUnusable as error:
        raise CannotServe(f"The certificate cannot be used: {error.args[0]}.", CERTIFICATE_UNUSABLE) from error


class _Server(uvicorn.Server):
    """Says when connections are accepted, looks after them, and ends with exit code 0 when it is told to stop."""

    def __init__(self, app: Farstu, config: Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._config = config
        self._looking = Looking(config.limits)
        self._ready = ready
        self._farstu = app
        self._told = 0

    async def on_tick(self, counter: int) -> bool:
        """uvicorn calls this ten times a second."""
        if counter % 10 == 0:
            self._looking.after(self.server_state.connections)
        if counter % 600 == 0:
            self._tell_of_unread()
        return await super().on_tick(counter)

    def _tell_of_unread(self) -> None:
        """Once a minute, however many there are."""
        unread, self._told = self._farstu.unread - self._told, self._farstu.unread
        if unread:
            log.warning("what came could not be read as requests", count=unread)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._config.stopping = True
        await super().shutdown(sockets)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """They come to the main thread alone."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {name: signal.signal(name, self.handle_exit) for name in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for name, handler in before.items():
                signal.signal(name, handler)


def serve(
    app: Farstu, listener: socket.socket, transport: Transport, connections: int, ready: Callable[[], None]
) -> None:
    """Serves until SIGTERM or SIGINT; what is in flight is finished first. CannotServe."""
    server = make_server(app, transport, ConnectionLimits(room_for(connections)), ready)
    server.run(sockets=[listener])
    if not server.started:
        raise CannotServe("The server could not start; see the log above.", DATABASE_UNUSABLE)


def make_server(
    app: Farstu, transport: Transport, limits: ConnectionLimits, ready: Callable[[], None]
) -> uvicorn.Server:
    """What serves the application on a socket."""
    config = Config(
        app,
        http=Connection,
        loop="farstu.server.loops:Loop",
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=SECONDS_TO_STOP,
        **transport.settings(),
    )
    config.limits = limits
    server = _Server(app, config, ready)
    config.load()
    if config.ssl is not None:
        most = limits.connections + MOST_TURNED_AWAY
        config.ssl.sslobject_class = bounded(lambda: most - len(server.server_state.connections))
    app.ordering.cut = lambda scope: cut(tuple(server.server_state.connections), scope)
    app.meter.readings["farstu_connections"] = lambda: len(server.server_state.connections)
    return server

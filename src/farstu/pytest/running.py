"""The server that the fixtures speak of: in a thread, on a free port of this machine, over a file in memory."""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
import threading
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from farstu.access.principals import MadeHere, Principal
from farstu.contract.operation import FunctionGroup
from farstu.demo.start import set_up_demo
from farstu.pytest.resetting import ResettableDatabase
from farstu.sandbox.inward import Inward
from farstu.server.app import Farstu
from farstu.server.connections import ConnectionLimits
from farstu.server.run import address_of, bind, make_server
from farstu.server.transport import Transport
from farstu.store.secrets import derived

SECRET = bytes(32)
"""Nothing that is made up here has to be kept."""
CONNECTIONS = 100
SECONDS = 30.0
PLUGIN = "farstu.pytest"
"""In whose name the fixtures make calls, so that they are not among those of the test."""
T = TypeVar("T")


@dataclass(frozen=True)
class Server:
    """Where it is, whom to call as, who signs in to its console, and ids to call with, as `farstu demo --json` prints
    them: `ids["contactId"]`."""

    url: str
    partner: str
    key: str
    keys: dict[str, str]
    console: dict[str, str]
    ids: dict[str, str]

    @property
    def auth(self) -> tuple[str, str]:
        """User name and key."""
        return self.partner, self.key

    @property
    def customer(self) -> str:
        """The id of the demo's first customer, which all fixtures speak of."""
        return self.ids["customerId"]


class Running:
    """A server that accepts connections, and its loop, which other threads ask."""

    def __init__(self, app: Farstu, database: ResettableDatabase, server: Server) -> None:
        self.app = app
        self.server = server
        self._database = database
        self._loop: asyncio.AbstractEventLoop | None = None

    def ready(self) -> None:
        """Called by the server's own thread."""
        self._loop = asyncio.get_running_loop()

    def do(self, work: Coroutine[Any, Any, T]) -> T:
        """Waits for what the server's loop does."""
        assert self._loop is not None  # it is served before anybody is told
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(SECONDS)

    def reset(self) -> None:
        """Undoes all that was done since it began."""
        self.do(self.app.start_over(self._database.put_back))

    def as_partner(self, name: str = PLUGIN) -> Inward:
        """Makes calls without a socket, with every right to the demo's first customer."""
        covers = {group: frozenset({self.server.customer}) for group in FunctionGroup}
        return Inward(self.app, MadeHere(Principal(name, "", covers, None)))


@contextmanager
def running(seed: int, folder: Path) -> Iterator[Running]:
    """Serves the demo brokerage of a seed until it is left."""
    with _quick(folder) as place:
        database = ResettableDatabase(place / "farstu.sqlite3")
        secrets = derived(SECRET)
        app = Farstu(database, secrets, demo=True, alone=False)
        database.prepare()
        shown = dict(set_up_demo(database, secrets, seed).shown)
        listener, transport = bind("127.0.0.1", 0), Transport("127.0.0.1")
        named = {name: shown.pop(name) for name in ("partner", "key", "keys", "console")}
        made = Running(app, database, Server(url=address_of(transport, listener), ids=shown, **named))
        accepted = threading.Event()

        def ready() -> None:
            made.ready()
            accepted.set()

        server = make_server(app, transport, ConnectionLimits(CONNECTIONS), ready)
        thread = threading.Thread(target=server.run, args=([listener],), name="farstu", daemon=True)
        thread.start()
        if not accepted.wait(SECONDS):
            raise RuntimeError("the server did not start; see its log on standard error")
        try:
            made.do(app.start_over(database.remember))
            yield made
        finally:
            server.should_exit = True
            thread.join(SECONDS)


@contextmanager
def _quick(folder: Path) -> Iterator[Path]:
    """A folder in memory where there is one, else `folder`."""
    memory = Path("/dev/shm")  # noqa: S108  # nosec B108 - a folder of its own is made in it
    if not (memory.is_dir() and os.access(memory, os.W_OK)):
        yield folder
        return
    made = Path(tempfile.mkdtemp(prefix="farstu-", dir=memory))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)

"""What a serving process does, from the folder to the socket."""

from __future__ import annotations

import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial

import msgspec
import structlog

from farstu.contract.moment import TICKS_PER_SECOND, swedish_text
from farstu.demo.start import Demo, OtherSeed, set_up_demo
from farstu.help.pages.first import ANY_CUSTOMER, FIRST_COMMANDS
from farstu.help.place import Place
from farstu.server import logging
from farstu.server.app import Farstu
from farstu.server.run import DATABASE_UNUSABLE, CannotServe, address_of, bind, clear_errors, open_folder, serve
from farstu.serving.settings import Settings
from farstu.store.base import Database
from farstu.store.clock import system_clock
from farstu.store.folder import DataFolder
from farstu.store.sqlite import SqliteDatabase

log = structlog.get_logger()

WEEK_TICKS = 7 * 24 * 3600 * TICKS_PER_SECOND


def serve_brokerages(settings: Settings) -> None:
    """Serves what is in the folder. CannotServe."""
    with _opened(settings) as (folder, database, listener, address):
        _say_if_empty(database)
        app = Farstu(database, folder.secret(), journal_days=settings.journal_days)
        serve(app, listener, lambda: log.info("serving", address=address, data=str(settings.data)))


def serve_demo(settings: Settings, *, as_json: bool = False) -> None:
    """Serves the made-up brokerage, and prints what to try once connections are accepted. CannotServe."""
    with _opened(settings) as (folder, database, listener, address):
        demo = _demo(settings, folder, database)
        app = Farstu(database, folder.secret(), demo=True, place=_place(demo), journal_days=settings.journal_days)
        serve(app, listener, lambda: _announce(demo, address, as_json))


COMMANDS: dict[str, Callable[[Settings], None]] = {
    "serve": serve_brokerages,
    "demo": serve_demo,
    "demo-json": partial(serve_demo, as_json=True),
}


@contextmanager
def _opened(settings: Settings) -> Iterator[tuple[DataFolder, SqliteDatabase, socket.socket, str]]:
    """The locked folder, its database, a listening socket and the address to call. CannotServe."""
    logging.set_up(settings.log_level)
    folder, database = open_folder(settings.data)
    with clear_errors(settings.data):
        folder.lock()
        listener = bind(settings.host, settings.port)
        yield folder, database, listener, address_of(settings.host, listener)


def _demo(settings: Settings, folder: DataFolder, database: Database) -> Demo:
    try:
        return set_up_demo(database, folder.secret(), settings.seed)
    except OtherSeed as error:
        line = f"The folder {settings.data} holds the demo of seed {error.found}. Use that --seed, or another --data."
        raise CannotServe(line, DATABASE_UNUSABLE) from error


def _say_if_empty(database: Database) -> None:
    with closing(database.write_session()) as session:
        if session.rows(ANY_CUSTOMER)[0][0] is None:
            log.info("this server has no customers yet; these three commands make one", commands=FIRST_COMMANDS)


def _place(demo: Demo) -> Place:
    """Whose key and ids the pages show; the address is each caller's own."""
    return Place("", demo.shown["partner"], demo.shown["key"], demo.shown)


def _announce(demo: Demo, address: str, as_json: bool) -> None:
    if as_json:
        sys.stdout.write(msgspec.json.encode({"url": address, **demo.shown}).decode() + "\n")
    else:
        sys.stdout.write(_for_people(demo, address))
    sys.stdout.flush()


def _for_people(demo: Demo, address: str) -> str:
    shown = demo.shown
    names = ("customerId", "officeId", "userId", "userGroupId", "contactId", "estateId", "viewingId", "participantId",
             "meetingId", "leadSourceId", "bidId", "timeSlotId")  # fmt: skip
    ids = "\n".join(f"  {name:<14} {shown[name]}" for name in names)
    keys = "\n".join(f"  {name:<21} {key}" for name, key in shown["keys"].items())
    soon = swedish_text(system_clock() + WEEK_TICKS)[:10]
    return f"""
Farstu serves the demo brokerage at {address}
  pages          {address}/Help
  stop           Ctrl-C

User name      {shown["partner"]}
One key for everything, or one for each function group:
  all                   {shown["key"]}
{keys}

Ids to call with (all made up):
{ids}

Try a call; -i shows the Request-Id of the answer:

curl -i -u '{shown["partner"]}:{shown["key"]}' \\
  -H 'Content-Type: application/json' \\
  -d '{{"date":"{soon}T10:00:00","note":"Ring om visningen"}}' \\
  {address}/Meeting/Comeback/{shown["customerId"]}/{shown["contactId"]}

and see how it was understood:

curl -s -u '{shown["partner"]}:{shown["key"]}' {address}/_farstu/calls/REQUEST-ID

"""

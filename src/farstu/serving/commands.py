"""What a serving process does, from the folder to the socket."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import closing

import msgspec
import sqlalchemy as sa
import structlog

from farstu.contract.moment import TICKS_PER_SECOND, swedish_text
from farstu.demo.start import Demo, OtherSeed, set_up_demo
from farstu.help.pages.first import FIRST_COMMANDS
from farstu.help.place import Place
from farstu.records.offices import CUSTOMER
from farstu.server import logging
from farstu.server.app import Farstu
from farstu.server.faults import DATABASE_UNUSABLE, CannotServe
from farstu.server.run import address_of, bind, clear_errors, open_folder, serve
from farstu.serving.settings import Settings
from farstu.store.base import Database
from farstu.store.clock import system_clock
from farstu.store.statements import text_of

log = structlog.get_logger()

WEEK_TICKS = 7 * 24 * 3600 * TICKS_PER_SECOND
_ANY_CUSTOMER = text_of(sa.select(sa.func.min(CUSTOMER.sql.c.customer)))


def serve_brokerages(settings: Settings) -> None:
    """Serves what is in the folder. CannotServe."""
    logging.set_up(settings.log_level)
    folder, database = open_folder(settings.data)
    with clear_errors(settings.data):
        folder.lock()
        listener = bind(settings.host, settings.port)
        address = address_of(settings.host, listener)
        _say_if_empty(database)
        app = Farstu(database, folder.secret(), journal_days=settings.journal_days)
        serve(
            app, listener, settings.connections, lambda: log.info("serving", address=address, data=str(settings.data))
        )


def serve_demo(settings: Settings, *, as_json: bool = False) -> None:
    """Serves the made-up brokerage, and prints what to try once connections are accepted. CannotServe."""
    logging.set_up(settings.log_level)
    folder, database = open_folder(settings.data)
    with clear_errors(settings.data):
        folder.lock()
        listener = bind(settings.host, settings.port)
        address = address_of(settings.host, listener)
        try:
            demo = set_up_demo(database, folder.secret(), settings.seed)
        except OtherSeed as error:
            line = (
                f"The folder {settings.data} holds the demo of seed {error.found}. Use that --seed, or another --data."
            )
            raise CannotServe(line, DATABASE_UNUSABLE) from error
        app = Farstu(database, folder.secret(), demo=True, place=_place(demo), journal_days=settings.journal_days)
        serve(app, listener, settings.connections, lambda: _announce(demo, address, as_json))


def serve_demo_for_programs(settings: Settings) -> None:
    """The same, with one line of JSON. CannotServe."""
    serve_demo(settings, as_json=True)


COMMANDS: dict[str, Callable[[Settings], None]] = {
    "serve": serve_brokerages,
    "demo": serve_demo,
    "demo-json": serve_demo_for_programs,
}


def _say_if_empty(database: Database) -> None:
    with closing(database.write_session()) as session:
        if session.rows(_ANY_CUSTOMER)[0][0] is None:
            log.info("this server has no customers yet; these three commands make one", commands=FIRST_COMMANDS)


def _log_address(address: str, settings: Settings) -> None:
    log.info("serving", address=address, data=str(settings.data))


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
             "meetingId", "leadSourceId")  # fmt: skip
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

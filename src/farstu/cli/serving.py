"""`farstu serve`, `farstu demo` and `farstu check`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import msgspec
import sqlalchemy as sa
import structlog
import typer

from farstu.cli.desk import desk
from farstu.cli.options import (
    DEFAULT_DATA,
    DEFAULT_DEMO_DATA,
    DEFAULT_HOST,
    DEFAULT_JOURNAL_DAYS,
    DEFAULT_LOG_LEVEL,
    DEFAULT_PORT,
    DEFAULT_SEED,
    AsJson,
    Data,
    Host,
    JournalDays,
    LogLevel,
    Port,
    Seed,
)
from farstu.contract.moment import TICKS_PER_SECOND, swedish_text
from farstu.demo.start import Demo, OtherSeed, set_up_demo
from farstu.help.pages.first import FIRST_COMMANDS
from farstu.help.place import Place
from farstu.records.offices import CUSTOMER
from farstu.server import logging
from farstu.server.app import Farstu
from farstu.server.run import DATABASE_UNUSABLE, CannotServe, address_of, bind, clear_errors, open_folder, serve
from farstu.store.clock import system_clock
from farstu.store.statements import text_of

log = structlog.get_logger()

WEEK_TICKS = 7 * 24 * 3600 * TICKS_PER_SECOND
_CUSTOMERS = text_of(sa.select(sa.func.count()).select_from(CUSTOMER.sql))


def serve_command(
    data: Data = DEFAULT_DATA,
    host: Host = DEFAULT_HOST,
    port: Port = DEFAULT_PORT,
    journal_days: JournalDays = DEFAULT_JOURNAL_DAYS,
    log_level: LogLevel = DEFAULT_LOG_LEVEL,
) -> None:
    """Serve. Stops on SIGTERM or Ctrl-C, once what is in flight is finished."""
    _set_up_logs(log_level)
    folder, database = open_folder(data)
    with clear_errors(data):
        folder.lock()
        listener = bind(host, port)
        address = address_of(host, listener)
        _say_if_empty(data)
        app = Farstu(database, folder.secret(), journal_days=journal_days)
        serve(app, listener, lambda: log.info("serving", address=address, data=str(data)))


def demo_command(
    data: Data = DEFAULT_DEMO_DATA,
    host: Host = DEFAULT_HOST,
    port: Port = DEFAULT_PORT,
    seed: Seed = DEFAULT_SEED,
    journal_days: JournalDays = DEFAULT_JOURNAL_DAYS,
    log_level: LogLevel = "warning",
    json: AsJson = False,
) -> None:
    """Serve a made-up brokerage, and print what to try. With --json, one line and nothing more."""
    _set_up_logs(log_level)
    folder, database = open_folder(data)
    with clear_errors(data):
        folder.lock()
        listener = bind(host, port)
        address = address_of(host, listener)
        try:
            demo = set_up_demo(database, folder.secret(), seed)
        except OtherSeed as error:
            line = f"The folder {data} holds the demo of seed {error.found}. Use that --seed, or another --data."
            raise CannotServe(line, DATABASE_UNUSABLE) from error
        shown = demo.shown
        place = Place(address, shown["partner"], shown["key"], shown)
        app = Farstu(database, folder.secret(), demo=True, place=place, journal_days=journal_days)
        serve(app, listener, lambda: _announce(demo, address, json))


def check_command(
    data: Annotated[Path, typer.Option("--data", envvar="FARSTU_DATA", help="The data folder.")] = DEFAULT_DATA,
) -> None:
    """Check that the database is whole. Beside a running server too."""
    if not data.is_dir():
        raise CannotServe(f"There is no folder {data}.", DATABASE_UNUSABLE)
    typer.echo(f"Checking {data} …", err=True)
    with desk(data) as at:
        found = [row[0] for row in at.rows("PRAGMA integrity_check")]
        customers = at.rows(_CUSTOMERS)[0][0]
    if found != ["ok"]:
        raise CannotServe("The database is damaged: " + "; ".join(found[:5]), DATABASE_UNUSABLE)
    typer.echo(f"The database in {data} is whole. Customers: {customers}.")


def _set_up_logs(level: str) -> None:
    if level not in logging.LEVELS:
        raise typer.BadParameter(f"must be one of {', '.join(logging.LEVELS)}", param_hint="--log-level")
    logging.set_up(level)


def _say_if_empty(data: Path) -> None:
    with desk(data) as at:
        if at.rows(_CUSTOMERS)[0][0] == 0:
            log.info("this server has no customers yet; these three commands make one", commands=FIRST_COMMANDS)


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

"""What a serving process does, from the folder to the socket."""

from __future__ import annotations

import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from functools import partial

import msgspec
import structlog

from farstu.access.administration import NOTE_SETTINGS, Settled
from farstu.access.door import Limits
from farstu.contract.moment import TICKS_PER_SECOND, swedish_text
from farstu.demo.start import Demo, OtherSeed, set_up_demo
from farstu.engine.perform import Performer
from farstu.help.pages.first import ANY_CUSTOMER, FIRST_COMMANDS
from farstu.help.place import Place
from farstu.privacy.pending import settle_erasures
from farstu.records.sealing import seal_all
from farstu.server import logging
from farstu.server.app import Farstu
from farstu.server.faults import DATABASE_UNUSABLE, CannotServe
from farstu.server.run import Location, address_of, bind, clear_errors, clear_refusals, open_location, serve
from farstu.server.transport import Exposed, Transport
from farstu.server.watching import Observer
from farstu.serving.settings import Settings
from farstu.serving.watchers import observers, show_metrics
from farstu.store.base import EVERY_CUSTOMER, Database
from farstu.store.clock import Ids, system_clock
from farstu.store.folder import DataFolder
from farstu.store.secrets import Secrets
from farstu.store.vault import SealingVault

log = structlog.get_logger()

WEEK_TICKS = 7 * 24 * 3600 * TICKS_PER_SECOND


def serve_brokerages(settings: Settings) -> None:
    """Serves what is in the folder. CannotServe."""
    with _opened(settings) as (folder, database, listener, address):
        _say_if_empty(database)
        _note_settings(database, folder, settings)
        _serve(
            database, folder, listener, settings, lambda: log.info("serving", address=address, database=database.shown)
        )


def serve_demo(settings: Settings, *, as_json: bool = False) -> None:
    """Serves the made-up brokerage, and prints what to try once connections are accepted. CannotServe."""
    with _opened(settings, demo=True) as (folder, database, listener, address):
        demo = _demo(settings, folder, database)
        _serve(database, folder, listener, settings, lambda: _announce(demo, address, as_json), demo)


COMMANDS: dict[str, Callable[[Settings], None]] = {
    "serve": serve_brokerages,
    "demo": serve_demo,
    "demo-json": partial(serve_demo, as_json=True),
}


@contextmanager
def _opened(settings: Settings, *, demo: bool = False) -> Iterator[tuple[DataFolder, Database, socket.socket, str]]:
    """The folder, its database, a listening socket and the address to call. One server for an embedded database, which
    keeps others out; another one may be shared by any number of them. CannotServe."""
    logging.set_up(settings.log_level)
    transport = settings.transport
    _check(transport, demo=demo)
    location = Location(settings.data, settings.database)
    folder, database = open_location(location, serving=True)
    with clear_errors(location):
        _seal(database, folder.secrets())
        settle_erasures(database, folder, "server")
        for concern in database.concerns():
            log.warning("the database is not as it should be", error=concern)
        listener = bind(settings.host, settings.port)
        yield folder, database, listener, address_of(transport, listener)


def _check(transport: Transport, *, demo: bool) -> None:
    """Refuses, before anything is made, what would show secrets to the network. The demo has none: it only warns."""
    with clear_refusals(transport):
        transport.check()
        try:
            transport.check_kept_in()
        except Exposed:
            if not demo:
                raise
            log.warning("the demo's keys and data can be read on the network: plain HTTP", host=transport.host)


def _demo(settings: Settings, folder: DataFolder, database: Database) -> Demo:
    try:
        return set_up_demo(database, folder.secrets(), settings.seed)
    except OtherSeed as error:
        where = f"folder {settings.data}" if settings.database is None else f"database {database.shown}"
        line = f"The {where} holds the demo of seed {error.found}. Use that --seed, or another --data."
        raise CannotServe(line, DATABASE_UNUSABLE) from error


def _serve(
    database: Database,
    folder: DataFolder,
    listener: socket.socket,
    settings: Settings,
    ready: Callable[[], None],
    demo: Demo | None = None,
) -> None:
    with ExitStack() as stack:
        app = _application(database, folder, settings, demo, observers(settings, stack))
        show_metrics(app, settings, stack)
        serve(app, listener, settings.transport, settings.connections, ready)


def _application(
    database: Database, folder: DataFolder, settings: Settings, demo: Demo | None, observers: tuple[Observer, ...]
) -> Farstu:
    return Farstu(
        database,
        folder.secrets(),
        demo=demo is not None,
        place=_place(demo) if demo else None,
        journal_days=settings.journal_days,
        limits=Limits(requests_a_minute=settings.key_requests),
        fresh=folder.watch(),
        observers=observers,
    )


def _seal(database: Database, secrets: Secrets) -> None:
    """What an older program kept in clear is sealed before anybody is served."""
    with closing(database.write_session()) as session:
        sealed = seal_all(session, SealingVault(secrets))
    if sealed:
        log.warning("personal numbers were sealed anew", rows=sealed)
        database.scrub()


def _note_settings(database: Database, folder: DataFolder, settings: Settings) -> None:
    with closing(database.write_session()) as session:
        performer = Performer(session, SealingVault(folder.secrets()), system_clock, Ids(), "server")
        performer.perform(NOTE_SETTINGS, Settled(settings.shown))


def _say_if_empty(database: Database) -> None:
    with closing(database.write_session()) as session:
        if session.rows(ANY_CUSTOMER, (), EVERY_CUSTOMER)[0][0] is None:
            log.info("this server has no customers yet; these three commands make one", commands=FIRST_COMMANDS)


def _place(demo: Demo) -> Place:
    """Whose key and ids the pages show; the address is each caller's own."""
    console = demo.shown["console"]
    return Place("", demo.shown["partner"], demo.shown["key"], demo.shown, (console["name"], console["password"]))


def _announce(demo: Demo, address: str, as_json: bool) -> None:
    if as_json:
        sys.stdout.write(msgspec.json.encode({"url": address, **demo.shown}).decode() + "\n")
    else:
        sys.stdout.write(_for_people(demo, address))
    sys.stdout.flush()


def _for_people(demo: Demo, address: str) -> str:
    shown = demo.shown
    names = ("customerId", "officeId", "userId", "userGroupId", "contactId", "estateId", "viewingId", "participantId",
             "meetingId", "leadSourceId", "bidId", "timeSlotId", "companyId", "deceasedEstateId")  # fmt: skip
    ids = "\n".join(f"  {name:<16} {shown[name]}" for name in names)
    keys = "\n".join(f"  {name:<21} {key}" for name, key in shown["keys"].items())
    soon = swedish_text(system_clock() + WEEK_TICKS)[:10]
    return f"""
Farstu serves the demo brokerage at {address}
  pages          {address}/Help
  console        {address}/console, as {shown["console"]["name"]} with {shown["console"]["password"]}
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

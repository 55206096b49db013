"""A small world to call into: two customers, a partner with keys, and the records that the vectors speak of."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from farstu import areas
from farstu.access.door import Limits
from farstu.access.keys import hint, key_hash
from farstu.access.tables import REVISION, AccessKey, Group, GroupMember, KeyGrant, Partner
from farstu.contract.operation import FunctionGroup
from farstu.records.bids import Bid
from farstu.records.contacts import COMPANY, DECEASED_ESTATE, PERSON, Category, Contact
from farstu.records.estates import Estate
from farstu.records.leads import LeadSource
from farstu.records.meetings import BOOKED, Meeting
from farstu.records.offices import Customer, Office, OfficeGroup, OfficeGroupMember, OfficeUser, User, UserGroup
from farstu.records.tasks import PredefinedTask
from farstu.records.viewings import Participant, TimeSlot, Viewing
from farstu.server.app import Farstu
from farstu.store.base import EVERY_CUSTOMER, WriteSession
from farstu.store.clock import Ids, system_clock
from farstu.store.secrets import derived
from farstu.store.settings_table import Setting
from farstu.store.table import TABLES, Row, Table
from tests.support.databases import SQLITE, AnyDatabase
from tests.support.databases import database as database_of

areas.load()

SECRET = bytes(range(32))
SECRETS = derived(SECRET)
NOW = 17_900_000_000_000_000
CUSTOMER, SISTER, STRANGER = "M1", "M2", "M3"
PARTNER, OTHER_PARTNER = "byran", "banken"
KEY, MEETING_KEY, GROUP_KEY, OTHER_KEY = "fk_all", "fk_meeting", "fk_group", "fk_other"
CONTACT, ESTATE, OFFICE, USER, VIEWING = "c", "e", "o", "u", "v"


def person(id: str, customer: str = CUSTOMER, **values: Any) -> Contact:
    """A person's row; everything not given is empty."""
    empty: dict[str, Any] = dict.fromkeys(Contact.__struct_fields__)
    base = {"customer": customer, "id": id, "kind": PERSON, "invalid": "", "created_at": NOW, "changed_at": NOW}
    return Contact(**empty | base | values)


def estate(id: str, customer: str = CUSTOMER, **values: Any) -> Estate:
    """An estate's row."""
    base: dict[str, Any] = {
        "customer": customer, "id": id, "office": "o", "agent": None, "kind": "Apartment", "street_address": "Gatan 1",
        "zip_code": "111 22", "city": "Stockholm", "rooms": 3, "living_area": 70, "asking_price": 4_000_000,
        "final_price": None, "final_price_at": None, "created_at": NOW, "changed_at": NOW,
    }  # fmt: skip
    return Estate(**base | values)


def records(customer: str = CUSTOMER) -> list[Row]:
    """Everything that calls on one customer lean on."""
    rows: list[Row] = [Customer(customer, "Exempel", customer, "L", sandbox=True, created_at=NOW)]
    rows += [Office(customer, id, f"Kontor {id}", "Lund", None, None) for id in (customer, "o", "o1", "StringValue")]
    rows += [User(customer, id, "Eva", "Ek", "Mäklare", None, None) for id in ("u", "u1", "StringValue")]
    rows += [OfficeUser(customer, "o", "u"), OfficeUser(customer, "StringValue", "StringValue")]
    rows += [UserGroup(customer, id, f"Grupp {id}") for id in ("g", "g1", "StringValue")]
    rows += [OfficeGroup(customer, "og", "Södra"), OfficeGroupMember(customer, "og", "o")]
    rows += [person(id, customer, first_name="Anna", last_name=f"Berg {id}") for id in ("c", "c2", "StringValue")]
    rows += [person("f", customer, kind=COMPANY, last_name="Firman AB")]
    rows += [person("d", customer, kind=DECEASED_ESTATE, last_name="Dödsboet")]
    rows += [person("twin", customer, first_name="Anna", last_name="Berg c")]
    rows += [estate(id, customer) for id in ("e", "e1", "StringValue")]
    rows += [
        Meeting(customer, id, "Assignment", "c", "e", "u", NOW, NOW + 1, None, BOOKED, "u", NOW)
        for id in ("m", "m1", "StringValue")
    ]
    rows += [Category(customer, id, f"Slag {id}", True, id == "k", False) for id in ("k", "k1", "StringValue")]
    rows += [PredefinedTask(customer, id, f"Uppgift {id}") for id in ("t", "StringValue")]
    rows += [LeadSource(customer, id, f"Källa {id}") for id in ("L", "L1", "StringValue", "sample string 1")]
    rows += [Bid(customer, "b", "e1", "c2", "Bud", 1, "1", None, False, False, False, NOW, "byran", NOW)]
    for id in ("v", "StringValue"):
        contact = "c" if id == "v" else id
        rows += [Viewing(customer, id, "e", "u", None), TimeSlot(customer, id, "t", NOW, NOW + 1, None)]
        rows += [Participant(customer, id, contact, "t", f"VID{id}", None, None, NOW, None)]
    return rows


def keys() -> list[Row]:
    """The partners, and what their keys open."""
    every = list(FunctionGroup)
    opened = (
        (KEY, PARTNER, (CUSTOMER,), every),
        (MEETING_KEY, PARTNER, (CUSTOMER,), [FunctionGroup.MEETING]),
        (GROUP_KEY, PARTNER, ("G1",), every),
        (OTHER_KEY, OTHER_PARTNER, (CUSTOMER, STRANGER), every),
    )
    rows: list[Row] = [
        Partner(PARTNER, "Byrån", NOW),
        Partner(OTHER_PARTNER, "Banken", NOW),
        Group("G1", "Kedjan", NOW),
    ]
    rows += [GroupMember("G1", CUSTOMER), GroupMember("G1", SISTER), Setting(REVISION, "1")]
    for key, partner, scopes, groups in opened:
        rows.append(AccessKey(key_hash(SECRET, key), f"KEY{key}", partner, hint(key), False, NOW, None, None))
        rows += [KeyGrant(f"KEY{key}", scope, group.value) for scope in scopes for group in groups]
    return rows


def furnish(database: AnyDatabase, rows: Iterable[Row]) -> None:
    """Puts rows into a prepared database."""
    with closing(database.write_session()) as session:
        put(session, rows)


def put(session: WriteSession, rows: Iterable[Row]) -> None:
    """The same, on a connection that is there."""
    grouped: dict[Table[Any], list[Row]] = {}
    for row in rows:
        grouped.setdefault(row.table, []).append(row)
    session.begin(EVERY_CUSTOMER)
    session.write(grouped)
    session.commit()


def usual(session: WriteSession) -> None:
    """Puts in what every world has."""
    put(session, [*records(), *records(SISTER), *records(STRANGER), *keys()])


def basic(key: str = KEY, partner: str = PARTNER) -> dict[str, str]:
    """The header of a caller."""
    return {"Authorization": "Basic " + base64.b64encode(f"{partner}:{key}".encode()).decode()}


@dataclass
class World:
    """A running application over its own database, called through ASGI. `clock` may be set; `key` and `partner` are
    who calls where nothing else is said."""

    database: AnyDatabase
    app: Farstu
    loop: asyncio.AbstractEventLoop
    clock: list[int] = field(default_factory=list)
    key: str = KEY
    partner: str = PARTNER

    def call(
        self, method: str, path: str, body: Any = None, *, key: str = "", partner: str = "", **headers: str
    ) -> httpx.Response:
        """One call; `body` is sent as JSON unless it is bytes. Header names are given with underscores."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        given = basic(key or self.key, partner or self.partner) | sent
        if body is not None and "Content-Type" not in sent:
            given["Content-Type"] = "application/json"
        content = body if isinstance(body, bytes) else None
        return self.send(method, path, given, content, None if content is not None else body)

    def send(
        self,
        method: str,
        path: str,
        headers: dict[str, str],
        content: bytes | None = None,
        json: Any = None,
        params: Any = None,
    ) -> httpx.Response:
        """One request as it is."""

        async def go() -> httpx.Response:
            transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url="http://farstu.test") as client:
                client.headers.clear()
                return await client.request(method, path, headers=headers, content=content, json=json, params=params)

        return self.loop.run_until_complete(go())

    def wait(self, seconds: float) -> None:
        """Lets the application go on by itself."""
        self.loop.run_until_complete(asyncio.sleep(seconds))

    def quiet(self) -> None:
        """Nothing falls due by itself any more, only when the test says so."""
        self.loop.run_until_complete(self.app._clearing.stop())

    def settle(self) -> None:
        """Lets the journal catch up with what was answered."""
        self.loop.run_until_complete(self.app._sidelines.settle())

    def rows(self, table: Table[Any], **where: Any) -> list[Any]:
        """The rows of a table that have these values."""
        with closing(self.database.write_session()) as session:
            found = [table.make(row) for row in _raw(session, table)]
        return [row for row in found if all(getattr(row, name) == value for name, value in where.items())]

    def everything(self) -> dict[str, list[tuple[Any, ...]]]:
        """What is kept, as it is, by table."""
        with closing(self.database.write_session()) as session:
            return {name: _raw(session, table) for name, table in TABLES.items()}

    def journal(self, response: httpx.Response, **headers: str) -> dict[str, Any]:
        """The journal's entry of a call; there as soon as the call is answered."""
        found = self.call("GET", f"/_farstu/calls/{response.headers['Request-Id']}", **headers)
        assert found.status_code == 200, found.text
        entry = dict(found.json())
        assert 0 < entry["milliseconds"] < 600_000, "it was not counted from when the call came"
        return entry


def _raw(session: WriteSession, table: Table[Any]) -> list[tuple[Any, ...]]:
    names = ", ".join(f'"{name}"' for name in table.columns)
    return session.rows(f'SELECT {names} FROM "{table.name}"', (), EVERY_CUSTOMER)  # noqa: S608


@contextmanager
def world(folder: Path, rows: Iterable[Row] | None = None, *, kind: str = SQLITE, **settings: Any) -> Iterator[World]:
    """A world with the usual records and keys, and `rows` on top."""
    with database_of(kind, folder, usual) as database:
        if rows:
            furnish(database, rows)
        with live(database, **settings) as made:
            yield made


@contextmanager
def live(database: AnyDatabase, **settings: Any) -> Iterator[World]:
    """An application over what is there."""
    loop = asyncio.new_event_loop()
    moved = [0]

    def clock() -> int:
        return system_clock() + moved[0]

    settings.setdefault("limits", Limits(wrong_a_minute=1_000_000))
    settings.setdefault("alone", False)
    secrets = settings.pop("secrets", SECRETS)
    app = Farstu(database, secrets, clock=clock, ids=Ids(clock), **settings)
    loop.run_until_complete(app.start())
    try:
        yield World(database, app, loop, moved)
    finally:
        loop.run_until_complete(app.stop())
        loop.close()

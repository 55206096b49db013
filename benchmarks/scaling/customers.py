"""Many customers alike: an office or two, a few agents, contacts, estates and meetings each; as rows, in bulk."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from itertools import islice
from typing import Any

import asyncpg
import msgspec

from farstu.access.tables import Group, GroupMember, KeyGrant
from farstu.contract.moment import TICKS_PER_SECOND
from farstu.contract.operation import FunctionGroup
from farstu.records.contacts import PERSON, Contact
from farstu.records.estates import Estate
from farstu.records.finding import finding_rows
from farstu.records.leads import LeadSource
from farstu.records.meetings import BOOKED, Meeting
from farstu.records.offices import Customer, Office, OfficeUser, User
from farstu.store.clock import system_clock
from farstu.store.table import Row, Table
from farstu.store.vault import Vault

OFFICES, AGENTS, CONTACTS, ESTATES, MEETINGS = 2, 4, 20, 8, 5
GROUP = "T1"
"""The group of all of them: one key for the group opens every one."""

_KEY = "KEY-demo-all"
_AT_ONCE = 100
_HOUR = 3_600 * TICKS_PER_SECOND
_astuple = msgspec.structs.astuple


def customer(number: int) -> str:
    """The id of the customer with this number, counted from 0."""
    return f"M{1_000_000 + number}"


def part(prefix: str, number: int, place: int) -> str:
    """The id of a customer's own: `CON`, the customer's number, its place among his."""
    return f"{prefix}{number:016X}{place:016X}"


def email(number: int, place: int) -> str:
    """The address by which a contact is found."""
    return f"kontakt{place}.{number}@example.com"


def furnish(databases: list[str], customers: int, vault: Vault) -> int:
    """Puts all of them into each of these databases, given by addresses with a role that row-level security does not
    hold; answers the rows in each."""
    return asyncio.run(_furnish(databases, customers, vault))


async def _furnish(databases: list[str], customers: int, vault: Vault) -> int:
    connections: list[Any] = [await asyncpg.connect(address) for address in databases]
    numbers, count = iter(range(customers)), await _copy_all(connections, list(_shared(customers)))
    while some := list(islice(numbers, _AT_ONCE)):
        count += await _copy_all(connections, [row for number in some for row in _rows(number, vault)])
    for connection in connections:
        await connection.execute("VACUUM ANALYZE", timeout=600)
        await connection.close()
    return count


async def _copy_all(connections: list[Any], rows: list[Row]) -> int:
    by_table: dict[Table[Any], list[tuple[Any, ...]]] = {}
    for row in rows:
        by_table.setdefault(row.table, []).append(_astuple(row))
    for table, records in by_table.items():
        copies = [
            each.copy_records_to_table(table.name, records=records, columns=table.columns) for each in connections
        ]
        await asyncio.gather(*copies)
    return len(rows)


def _shared(customers: int) -> Iterator[Row]:
    """What is about the server: the group, and what the demo's key opens with it."""
    yield Group(GROUP, "Alla", system_clock())
    yield from (GroupMember(GROUP, customer(number)) for number in range(customers))
    yield from (KeyGrant(_KEY, GROUP, group.value) for group in FunctionGroup)


def _rows(number: int, vault: Vault) -> Iterator[Row]:
    at, now = customer(number), system_clock()
    offices = [part("OFF", number, place) for place in range(OFFICES)]
    agents = [part("USR", number, place) for place in range(AGENTS)]
    contacts = [_contact(number, place, agents[place % AGENTS], now) for place in range(CONTACTS)]
    yield Customer(at, f"Mäklarna {number}", offices[0], part("LSO", number, 0), False, now)
    yield LeadSource(at, part("LSO", number, 0), "Webbplatsen")
    yield from (Office(at, office, "Kontoret", "Uppsala", None, None) for office in offices)
    yield from (User(at, agent, "Karin", "Berg", "Mäklare", None, None) for agent in agents)
    yield from (OfficeUser(at, offices[place % OFFICES], agent) for place, agent in enumerate(agents))
    yield from contacts
    yield from (row for contact in contacts for row in finding_rows(vault, contact))
    yield from (
        _estate(number, place, offices[place % OFFICES], agents[place % AGENTS], now) for place in range(ESTATES)
    )
    yield from (_meeting(number, place, contacts[place], now) for place in range(MEETINGS))


def _contact(number: int, place: int, agent: str, now: int) -> Contact:
    return Contact(
        customer=customer(number),
        id=part("CON", number, place),
        kind=PERSON,
        personal_number=None,
        personal_number_state=None,
        personal_number_match=None,
        first_name="Anna",
        last_name=f"Lind {place}",
        street_address=f"Storgatan {place + 1}",
        zip_code="753 20",
        city="Uppsala",
        email=email(number, place),
        email2=None,
        home=None,
        work=None,
        other=None,
        cell=f"070-174 06 {place:02}",
        invalid="",
        agent=agent,
        created_at=now,
        changed_at=now,
    )


def _estate(number: int, place: int, office: str, agent: str, now: int) -> Estate:
    return Estate(
        customer=customer(number),
        id=part("OBJ", number, place),
        office=office,
        agent=agent,
        kind="HousingCooperative",
        street_address=f"Kungsgatan {place + 1}",
        zip_code="753 21",
        city="Uppsala",
        rooms=3,
        living_area=75,
        asking_price=3_000_000,
        final_price=None,
        final_price_at=None,
        created_at=now,
        changed_at=now,
    )


def _meeting(number: int, place: int, contact: Contact, now: int) -> Meeting:
    return Meeting(
        customer=contact.customer,
        id=part("MEE", number, place),
        kind="Assignment",
        contact=contact.id,
        estate=None,
        user=part("USR", number, place % AGENTS),
        starts_at=now + place * _HOUR,
        ends_at=now + (place + 1) * _HOUR,
        note=None,
        state=BOOKED,
        booked_by=None,
        booked_at=now,
    )

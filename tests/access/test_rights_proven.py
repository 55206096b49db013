"""Every operation of the contract, asked by everybody who may not: made from the registry, so that a new operation is
asked too without a word here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from farstu.access.keys import key_hash
from farstu.access.tables import KEY_USE, AccessKey, KeyGrant
from farstu.contract.operation import OPERATIONS, FunctionGroup, Operation
from farstu.engine.reads import READS
from farstu.engine.tables import EVENT_COUNTER, FIRST_ANSWER, JOURNAL
from farstu.privacy.retaining import LAST_RUN
from farstu.records.bids import Bid
from farstu.records.contacts import CONTACT
from farstu.records.viewings import TimeSlot, Viewing
from farstu.store.clock import system_clock
from farstu.store.settings_table import SETTING
from farstu.store.table import TABLES, Row, change
from tests.support.asking import EVERYWHERE, Ask, ask, renamed, with_other_ids
from tests.support.world import (
    CUSTOMER,
    GROUP_KEY,
    KEY,
    NOW,
    OTHER_PARTNER,
    PARTNER,
    SECRET,
    SISTER,
    STRANGER,
    World,
    basic,
    furnish,
    records,
    world,
)

EVERY = pytest.mark.parametrize("operation", OPERATIONS.values(), ids=lambda item: item.id)
FOREIGN, NOWHERE = "OnlyElsewhere", "OnlyNowhereX"
assert len(FOREIGN) != len(EVERYWHERE)
NOT_RECORDS = {JOURNAL.name, FIRST_ANSWER.name, EVENT_COUNTER.name, KEY_USE.name}


@dataclass(frozen=True)
class Caller:
    """Somebody without a valid key, by what they send."""

    name: str
    headers: dict[str, str]


NOBODIES = (
    Caller("anonymous", {}),
    Caller("unknown user", basic(KEY, "nobody")),
    Caller("wrong key", basic("fk_wrong")),
    Caller("another partner's key", basic(KEY, OTHER_PARTNER)),
    Caller("revoked key", basic("fk_revoked")),
    Caller("expired key", basic("fk_expired")),
    Caller("demo key", basic("fk_demo")),
    Caller("no key", basic("")),
    Caller("no user", basic(KEY, "")),
    Caller("no Basic", {"Authorization": f"Bearer {KEY}"}),
    Caller("no Base64", {"Authorization": "Basic ???"}),
)


def key_row(key: str, **values: Any) -> AccessKey:
    """A key of the usual partner."""
    row = AccessKey(key_hash(SECRET, key), f"KEY{key}", PARTNER, key[-4:], False, NOW, None, None)
    return change(row, **values)


def to_come(customer: str) -> list[Row]:
    """A bid that stands, and a viewing of the usual home that can still be booked."""
    late = 2 * system_clock()
    return [
        Bid(customer, EVERYWHERE, "e", "c", None, 1, "1", None, False, False, False, NOW, PARTNER, NOW),
        Viewing(customer, EVERYWHERE, EVERYWHERE, "u", None),
        TimeSlot(customer, EVERYWHERE, EVERYWHERE, late, late + 1, None),
    ]


def only(group: FunctionGroup) -> str:
    """The key that opens everything for the customer but this function group."""
    return f"fk_not_{group.value}"


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    ended = [
        key_row("fk_revoked", revoked_at=NOW),
        key_row("fk_expired", expires_at=system_clock() - 1),
        key_row("fk_demo", demo=True),
    ]
    grants = [KeyGrant(key.id, CUSTOMER, group.value) for key in ended for group in FunctionGroup]
    for left_out in FunctionGroup:
        key = key_row(only(left_out))
        ended.append(key)
        grants += [KeyGrant(key.id, CUSTOMER, group.value) for group in FunctionGroup if group is not left_out]
    foreign = renamed([*records(STRANGER), *to_come(STRANGER)], EVERYWHERE, FOREIGN)
    theirs = [row for customer in (CUSTOMER, SISTER, STRANGER) for row in to_come(customer)]
    with world(tmp_path_factory.mktemp("rights"), [*ended, *grants, *theirs, *foreign]) as made:
        yield made


def send(here: World, asked: Ask, headers: dict[str, str]) -> httpx.Response:
    return here.send(asked.operation.method, asked.address, headers, json=asked.body)


def put_back(here: World, customer: str) -> None:
    """Whoever was merged by another test is there again."""
    furnish(here.database, [row for row in records(customer) if row.table is CONTACT])


def kept(here: World) -> dict[str, list[Any]]:
    """All that is kept of records, by table; but for when the server last let the rules of retention act."""
    every = {name: rows for name, rows in here.everything().items() if name not in NOT_RECORDS}
    return every | {SETTING.name: [row for row in every[SETTING.name] if LAST_RUN not in row]}


@EVERY
def test_the_owner_of_a_key_is_answered(here: World, operation: Operation) -> None:
    put_back(here, CUSTOMER)
    response = send(here, ask(operation), basic())
    assert response.status_code in (200, 204), response.text


@EVERY
def test_without_a_valid_key_everybody_gets_the_same_401_and_nothing_is_kept(here: World, operation: Operation) -> None:
    before = kept(here)
    for customer in (CUSTOMER, STRANGER, "M404"):
        answers = {caller.name: send(here, ask(operation, customer), caller.headers) for caller in NOBODIES}
        assert {name: answer.status_code for name, answer in answers.items()} == dict.fromkeys(answers, 401)
        assert len({answer.content for answer in answers.values()}) == 1
        assert len({_told(answer) for answer in answers.values()}) == 1
    assert kept(here) == before


@EVERY
def test_without_the_right_everybody_gets_the_same_403_and_nothing_is_kept(here: World, operation: Operation) -> None:
    before = kept(here)
    answers = {
        "another function group": send(here, ask(operation), basic(only(operation.group))),
        "another function group, and no such customer": send(
            here, ask(operation, "M404"), basic(only(operation.group))
        ),
        "another customer": send(here, ask(operation, STRANGER), basic()),
        "no such customer": send(here, ask(operation, "M404"), basic()),
        "a group without the customer": send(here, ask(operation, STRANGER), basic(GROUP_KEY)),
        "the group's own id": send(here, ask(operation, "G1"), basic(GROUP_KEY)),
    }
    assert {name: answer.status_code for name, answer in answers.items()} == dict.fromkeys(answers, 403)
    assert len({answer.content for answer in answers.values()}) == 1
    assert len({_told(answer) for answer in answers.values()}) == 1
    assert kept(here) == before


@EVERY
def test_a_key_for_a_group_opens_each_customer_of_it(here: World, operation: Operation) -> None:
    for customer in (CUSTOMER, SISTER):
        put_back(here, customer)
        assert send(here, ask(operation, customer), basic(GROUP_KEY)).is_success


@EVERY
def test_an_id_of_another_customer_is_answered_as_one_that_is_nowhere(here: World, operation: Operation) -> None:
    before = kept(here)
    foreign = dict(with_other_ids(ask(operation), FOREIGN))
    nowhere = dict(with_other_ids(ask(operation), NOWHERE))
    for place, asked in foreign.items():
        answer, expected = (send(here, call, basic()) for call in (asked, nowhere[place]))
        assert answer.status_code == expected.status_code, place
        assert answer.text.replace(FOREIGN, NOWHERE) == expected.text, place
        if operation not in READS or place.startswith("path"):
            assert answer.status_code in (400, 404), (place, answer.text)
        elif answer.is_success:
            assert FOREIGN not in answer.text, place
    assert kept(here) == before


@EVERY
def test_with_every_id_of_another_customer_nothing_is_found(here: World, operation: Operation) -> None:
    asked = ask(operation)
    if not dict(with_other_ids(asked, FOREIGN)):
        return
    for place, _ in with_other_ids(asked, FOREIGN):
        asked = dict(with_other_ids(asked, FOREIGN))[place]
    before = kept(here)
    answer = send(here, asked, basic())
    assert answer.status_code in (400, 404) or (operation in READS and FOREIGN not in answer.text)
    assert kept(here) == before


@pytest.mark.parametrize("caller", [item for item in NOBODIES if item.headers], ids=lambda item: item.name)
def test_a_key_is_looked_for_in_the_same_way_whoever_asks(here: World, caller: Caller) -> None:
    """What is asked of the database is the same for a user who is unknown and a key that is wrong."""
    asked: list[str] = []
    reader = here.app._readers
    read = reader.rows

    async def counted(statement: str, *rest: Any) -> Any:
        asked.append(statement)
        return await read(statement, *rest)

    reader.rows = counted  # type: ignore[method-assign]
    try:
        here.send("GET", "/_farstu/calls", caller.headers)
        found, asked[:] = list(asked), []
        here.send("GET", "/_farstu/calls", basic("fk_another_wrong_key"))
    finally:
        del reader.rows  # type: ignore[method-assign]
    unreadable = caller.name in ("no Basic", "no Base64")
    looked_up = [statement for statement in found if "access_key" in statement]
    assert looked_up == ([] if unreadable else [statement for statement in asked if "access_key" in statement])


def test_the_worlds_foreign_ids_are_there(here: World) -> None:
    """Or else the tests above would prove nothing."""
    rows = {name: here.rows(table) for name, table in TABLES.items()}
    holders = {name for name, found in rows.items() if any(FOREIGN in _values(row) for row in found)}
    kinds = {"contact", "estate", "agent", "office", "user_group", "meeting", "viewing", "lead_source"}
    assert kinds | {"bid", "time_slot"} <= holders


def _values(row: Any) -> list[Any]:
    return [getattr(row, name) for name in row.__struct_fields__]


def _told(answer: httpx.Response) -> tuple[tuple[str, str], ...]:
    """The headers, save the call's own id."""
    return tuple(sorted((name, value) for name, value in answer.headers.items() if name != "request-id"))

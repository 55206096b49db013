"""Rows that a call takes out: unseen by the calls behind it, gone from the database."""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest

from farstu.access.tables import PARTNER, Partner
from farstu.engine.calls import Call, Outcome, Task, nothing_beforehand
from farstu.engine.facts import Facts
from farstu.engine.runner import run
from farstu.records.offices import OFFICE_USER, OfficeUser
from farstu.store.base import WriteSession
from farstu.store.table import Row
from tests.support.databases import AnyDatabase
from tests.support.memory import Memory
from tests.support.rules import VAULT, simple_call

ROW = OfficeUser("M1", "o", "u")
BOTH = ["M1", "M2"]
NUMBERS = count(1)


def take(facts: Facts, call: Call, body: Any) -> Outcome:
    row = facts.one(OFFICE_USER.key, "M1", "o", "u")
    return Outcome(value=row is not None, gone=[row] if row else [])


def put(facts: Facts, call: Call, body: Any) -> Outcome:
    return Outcome(rows=[ROW])


def take_partner(facts: Facts, call: Call, body: Any) -> Outcome:
    return Outcome(gone=[row for row in [facts.one(PARTNER.key, "p")] if row])


TAKE_PARTNER = Task("TakePartner", take_partner, nothing_beforehand)
TAKE, PUT = Task("Take", take, nothing_beforehand), Task("Put", put, nothing_beforehand)


def answers(session: Any, *tasks: Task) -> list[str]:
    calls = [simple_call(task, number) for task, number in zip(tasks, NUMBERS, strict=False)]
    return [decision.answer.body.decode() for decision in run(session, calls, VAULT)]


def test_a_row_that_is_gone_is_not_seen_by_the_calls_behind_it_and_may_come_again() -> None:
    memory = Memory([ROW], forgiving=True)
    assert answers(memory, TAKE, TAKE, PUT, TAKE, PUT) == ["True", "False", "None", "True", "None"]
    assert memory.all(OFFICE_USER) == [ROW]
    assert answers(memory, TAKE) == ["True"]
    assert memory.all(OFFICE_USER) == []


def test_what_is_gone_is_gone_from_the_database(prepared: AnyDatabase) -> None:
    session = prepared.write_session()
    session.begin(BOTH)
    session.write({OFFICE_USER: [ROW, OfficeUser("M1", "o", "v"), OfficeUser("M2", "o", "u")]})
    session.commit()
    assert answers(session, TAKE) == ["True"]
    assert left(session) == [OfficeUser("M1", "o", "v"), OfficeUser("M2", "o", "u")]
    session.close()


@pytest.mark.parametrize("stored", [False, True])
def test_a_row_that_one_call_of_a_batch_puts_and_another_takes_is_not_there(
    prepared: AnyDatabase, stored: bool
) -> None:
    session = prepared.write_session()
    if stored:
        assert answers(session, PUT) == ["None"]
    assert answers(session, PUT, TAKE, TAKE) == ["None", "True", "False"]
    assert left(session) == []
    assert answers(session, PUT, TAKE, PUT) == ["None", "True", "None"]
    assert left(session) == [ROW]
    session.close()


def test_a_task_that_is_not_server_wide_takes_nothing_of_the_servers_out() -> None:
    partner = Partner("p", "P", 1)
    memory = Memory([partner], forgiving=True)
    assert [decision.answer.status for decision in run(memory, [simple_call(TAKE_PARTNER, 1)], VAULT)] == [500]
    assert memory.all(PARTNER) == [partner]


def left(session: WriteSession) -> list[Row]:
    session.begin(BOTH)
    looks = [(OFFICE_USER.key, (customer, "o", user)) for customer in BOTH for user in "uv"]
    found = [row for rows in session.fetch(looks).values() for row in rows]
    session.rollback()
    return found

"""Rows that a call takes out: unseen by the calls behind it, gone from the database."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from farstu.engine.calls import Call, Outcome, Task, nothing_beforehand
from farstu.engine.facts import Facts
from farstu.engine.runner import run
from farstu.records.offices import OFFICE_USER, OfficeUser
from farstu.store.sqlite import SqliteDatabase
from farstu.store.statements import remove
from farstu.store.table import TABLES
from tests.support.memory import Memory
from tests.support.rules import VAULT, simple_call

ROW = OfficeUser("M1", "o", "u")


def take(facts: Facts, call: Call, body: Any) -> Outcome:
    row = facts.one(OFFICE_USER.key, "M1", "o", "u")
    return Outcome(value=row is not None, gone=[row] if row else [])


def put(facts: Facts, call: Call, body: Any) -> Outcome:
    return Outcome(rows=[ROW])


TAKE, PUT = Task("Take", take, nothing_beforehand), Task("Put", put, nothing_beforehand)


def answers(session: Any, *tasks: Task) -> list[str]:
    calls = [simple_call(task, number) for number, task in enumerate(tasks, start=1)]
    return [decision.answer.body.decode() for decision in run(session, calls, VAULT)]


def test_a_row_that_is_gone_is_not_seen_by_the_calls_behind_it_and_may_come_again() -> None:
    memory = Memory([ROW], forgiving=True)
    assert answers(memory, TAKE, TAKE, PUT, TAKE, PUT) == ["True", "False", "None", "True", "None"]
    assert memory.all(OFFICE_USER) == [ROW]
    assert answers(memory, TAKE) == ["True"]
    assert memory.all(OFFICE_USER) == []


def test_what_is_gone_is_gone_from_the_database(tmp_path: Path) -> None:
    database = SqliteDatabase(tmp_path / "f.sqlite3", durable=False)
    database.prepare()
    session = database.write_session()
    session.begin()
    session.write({OFFICE_USER: [ROW, OfficeUser("M1", "o", "v"), OfficeUser("M2", "o", "u")]})
    session.commit()
    assert answers(session, TAKE) == ["True"]
    session.begin()
    left = session.fetch([(OFFICE_USER.key, (customer, "o", user)) for customer in ("M1", "M2") for user in "uv"])
    session.close()
    assert [rows[0].user for rows in left.values() if rows] == ["v", "u"]


def test_a_row_is_taken_out_by_its_whole_key() -> None:
    for table in TABLES.values():
        condition = " AND ".join(f"{table.name}.{column} = ?" for column in table.key.columns)
        verb, _, found = " ".join(remove(table).replace('"', "").split()).partition(" WHERE ")
        assert (verb.split(), found) == (["DELETE", "FROM", table.name], condition)

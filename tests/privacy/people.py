"""Somebody to be forgotten: what every table may say of one, and calls about one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from farstu.areas.merge.moving import pointers
from farstu.privacy.personal import OF_TABLE
from farstu.store.base import EVERY_CUSTOMER
from farstu.store.postgres.database import PostgresDatabase
from farstu.store.table import TABLES, Row, Table
from tests.support.commands import Run, runner
from tests.support.databases import AnyDatabase
from tests.support.world import CUSTOMER, ESTATE, NOW, SECRET, World

FIRST, LAST, EMAIL, CELL, NUMBER = "Torkel", "Hammarqvist", "torkel@hammarqvist.example", "070-174 06 35", "850312-2387"
NAME = f"{FIRST} {LAST}"
SAID = (FIRST, LAST, EMAIL, "701740635", "070-174 06 35", NUMBER, "8503122387")
WATCH = f"/Advertising/Estate/{CUSTOMER}/{ESTATE}/FinalPriceWatched"
PERSON = {
    "firstName": FIRST,
    "lastName": LAST,
    "email": {"emailAddress": EMAIL},
    "telephone": {"cell": CELL},
    "socialSecurityNumber": NUMBER,
}


def command(
    database: AnyDatabase, folder: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """Runs commands on the database of a world."""
    monkeypatch.setenv("FARSTU_SECRET", SECRET.hex())
    if isinstance(database, PostgresDatabase):
        monkeypatch.setenv("FARSTU_DATABASE", database.address)
    return runner(folder, monkeypatch, capsys)


def watched(here: World, **more: Any) -> httpx.Response:
    """The person asks to be told a price."""
    answer = here.call("POST", WATCH, {"person": PERSON, "message": f"Hälsar {NAME}"} | more, Idempotency_Key="once")
    assert answer.status_code == 200, answer.text
    return answer


def every_row(contact: str, text: str = NAME) -> list[Row]:
    """A row of every table that names the contact, with `text` wherever something of the person may stand."""
    tables = {index.table for index in pointers()}
    return [row_of(table, contact, text) for table in sorted(tables, key=lambda table: table.name)]


def row_of(table: Table[Any], contact: str, text: str) -> Row:
    personal = OF_TABLE[table.name]
    values: dict[str, Any] = {}
    for name in table.columns:
        kind = table.types[name]
        values[name] = {str: "x", int: NOW, bool: False, float: 1.5}[kind]
        if name in personal.blank:
            values[name] = text
    values |= {"customer": CUSTOMER} | ({"id": f"{table.name}-1"} if "id" in table.columns else {})
    values |= {"estate": ESTATE} if "estate" in table.columns else {}
    values |= {name: contact for name in ("contact",) if name in table.columns}
    values |= {"related": "c2"} if "related" in table.columns else {}
    values |= {"about": "{}"} if "about" in table.columns else {}
    if table.name == "lead":
        values |= {"left_out": f'{{"city":"{text}"}}', "utm_tags": f'[{{"name":"utm","value":"{text}"}}]'}
    return table.row(**values)


def texts(here: World) -> dict[str, str]:
    """All that each table says, as one text."""
    session = here.database.write_session()
    try:
        return {
            name: "\n".join(repr(row) for row in session.rows(f'SELECT * FROM "{name}"', (), EVERY_CUSTOMER))  # noqa: S608
            for name in TABLES
        }
    finally:
        session.close()


def saying(here: World, words: tuple[str, ...] = SAID) -> dict[str, list[str]]:
    """The tables that say one of the words, and which."""
    found = {name: [word for word in words if word.lower() in text.lower()] for name, text in texts(here).items()}
    return {name: words for name, words in found.items() if words}


def figures(here: World) -> dict[str, Any]:
    """What statistics are made of: for each table whose rows stay how many there are, and sums over all numbers."""
    kept = [table for table in TABLES.values() if table.name in OF_TABLE and not OF_TABLE[table.name].goes]
    every = [*kept, TABLES["contact"], TABLES["journal"], TABLES["budget"], TABLES["estate"]]
    return {table.name: _sums(here.rows(table), table) for table in every}


def _sums(rows: list[Any], table: Table[Any]) -> tuple[Any, ...]:
    counted: Callable[[str], int] = lambda name: sum(getattr(row, name) or 0 for row in rows)  # noqa: E731
    kept = ("kind", "status", "source", "role", "side", "amount", "operation")
    spread = tuple(sorted(str(getattr(row, name)) for row in rows) for name in kept if name in table.columns)
    return len(rows), {name: counted(name) for name, kind in table.types.items() if kind is int}, spread

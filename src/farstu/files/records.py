"""From a line of a file to the row that is to be kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import msgspec

from farstu.files.columns import SEALED, Column
from farstu.files.contacts import settle_contact
from farstu.files.kinds import Kind
from farstu.files.reading import Line
from farstu.files.values import BadValue, read_value
from farstu.records.contacts import CONTACT
from farstu.records.leads import LEAD
from farstu.records.sealing import NUMBER
from farstu.store.clock import derived_id
from farstu.store.table import CUSTOMER, Row
from farstu.store.vault import Vault
from farstu.store.view import TEXT
from farstu.texts import Text, say

_NOTHING = object()


class BadLine(Exception):
    """A line that no record can be made of; the first argument says under which titles what is wrong."""

    def __init__(self, problems: list[tuple[str, Text]]) -> None:
        super().__init__(problems)
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Ready:
    """A record that may be kept, with its line, and the names of the columns that the line speaks of."""

    number: int
    row: Row
    said: tuple[str, ...]


@dataclass(frozen=True)
class Making:
    """What a record is made with beside its line: whose it is, when and through whom it came, and what its id is made
    of where it brings none. The same line of the same file gets the same id."""

    kind: Kind
    customer: str
    at: int
    who: str
    base_id: str
    vault: Vault

    def record(self, line: Line) -> Ready:
        """BadLine."""
        if line.fault:
            raise BadLine([("", line.fault)])
        said = self._values(line)
        values = {CUSTOMER: self.customer} | self._made(line.number, said) | said
        if self.kind.table is CONTACT:
            values = settle_contact(self.vault, values, self.at)
        return Ready(line.number, self.kind.table.row(**values), tuple(said))

    def _values(self, line: Line) -> dict[str, Any]:
        """What the line says, by the names of the columns."""
        values: dict[str, Any] = {}
        problems = [
            (title, say("error.import_title", value=title, kind=self.kind.name, known=", ".join(self.kind.by_title)))
            for title in line.values
            if title not in self.kind.by_title
        ]
        for column in self.kind.columns:
            if column.title not in line.values:
                if column.required:
                    problems.append((column.title, say("error.import_required")))
                continue
            try:
                value = self._value(column, line.values[column.title], line.is_text)
            except BadValue as error:
                problems.append((column.title, error.why))
                continue
            if value is not _NOTHING:
                values[column.name] = value
        if problems:
            raise BadLine(problems)
        return values

    def _value(self, column: Column, sent: Any, is_text: bool) -> Any:
        """`_NOTHING` where nothing is said, and something is made or known instead."""
        if sent is None or (sent == "" and (is_text or column.holds != TEXT or column.choices)):
            if _may_be_empty(column, self.kind) and sent == "":
                return ""
            if column.required:
                raise BadValue(say("error.import_required"))
            return None if column.nullable else _NOTHING
        value = read_value(column, sent, is_text=is_text)
        if value == "" and not _may_be_empty(column, self.kind) and not column.nullable:
            raise BadValue(say("error.import_required"))
        if column.holds == SEALED:
            return self.vault.seal(value)
        return self._resealed(value) if column.name == "left_out" and self.kind.table is LEAD else value

    def _made(self, number: int, said: dict[str, Any]) -> dict[str, Any]:
        """What is made where the line does not say it."""
        made: dict[str, Any] = {}
        for column in self.kind.columns:
            if column.name in said:
                continue
            if column.name == "id" and self.kind.prefix:
                made["id"] = self.kind.prefix + derived_id(self.base_id, number)
            elif column.name == "partner":
                made[column.name] = self.who
            elif column.default is None and not column.nullable:
                made[column.name] = self.at  # the kinds have nothing else to be made than times
            else:
                made[column.name] = column.default
        return made

    def _resealed(self, text: str) -> str:
        """JSON in which a personal number may stand."""
        values = msgspec.json.decode(text, type=dict[str, Any])
        number = values.get(NUMBER)
        return msgspec.json.encode(values | {NUMBER: self.vault.seal(str(number))}).decode() if number else text


def _may_be_empty(column: Column, kind: Kind) -> bool:
    """Whether an empty text is a value of its own there."""
    plain = column.holds == TEXT and not column.choices and not column.nullable
    return plain and (column.name not in kind.table.key.columns or column.default == "")

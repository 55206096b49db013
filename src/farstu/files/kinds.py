"""The kinds of records that come in and go out as files: one table each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from farstu.contract.enums import ContractEnum
from farstu.contract.fields import Between
from farstu.files.columns import Column, columns_of
from farstu.store.table import CUSTOMER, Table

MADE = frozenset({"id", "created_at", "changed_at", "partner", "booked_at", "at"})
"""Columns that are filled where a file leaves them out: ids of a kind that has a prefix, and when and by whom."""
Refers = dict[tuple[str, ...], Table[Any]]


@dataclass(frozen=True)
class Kind:
    """A kind of records. `refers` says which columns name rows of which table; a row that they name must be there.
    `prefix` begins the ids that are made for rows without one; without a prefix every row has to bring its id.
    `event` is what the event log calls one."""

    name: str
    event: str
    table: Table[Any]
    refers: Refers = field(default_factory=dict)
    prefix: str = ""
    choices: Mapping[str, type[ContractEnum] | tuple[str, ...]] = field(default_factory=dict)
    between: Mapping[str, Between] = field(default_factory=dict)
    hidden: tuple[str, ...] = ()
    shapes: Mapping[str, Any] = field(default_factory=dict)
    sealed: tuple[str, ...] = ()
    defaults: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        KINDS[self.name] = self

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """In the order in which a file that we write has them."""
        ids = {name for names in self.refers for name in names} | {"id"}
        texts = {name for name in ids if self.table.types.get(name) is str}
        return columns_of(
            self.table,
            hidden=self.hidden,
            identities=frozenset(texts - {CUSTOMER} - set(self.choices)),
            choices={name: _names(given) for name, given in self.choices.items()},
            between=self.between,
            shapes=self.shapes,
            sealed=self.sealed,
            made=MADE if self.prefix else MADE - {"id"},
            defaults=self.defaults,
        )

    @cached_property
    def by_title(self) -> dict[str, Column]:
        """The columns by what they are called in a file."""
        return {column.title: column for column in self.columns}


KINDS: dict[str, Kind] = {}
"""By name, in an order in which they can be brought in: what others name comes first."""


def _names(given: type[ContractEnum] | tuple[str, ...]) -> tuple[str, ...]:
    return given if isinstance(given, tuple) else tuple(item.name for item in given)

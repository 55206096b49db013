"""Reads of our own making: a statement with named values, its text compiled once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from farstu.store.statements import PlannedByValue, shared_dialect

if TYPE_CHECKING:
    import sqlalchemy as sa
    from sqlalchemy.sql.compiler import SQLCompiler

MOST_TEXTS = 256
QUERIES: list[Query] = []
"""Every one that the program can issue."""


@dataclass(frozen=True, slots=True)
class _Slot:
    """Stands for a value while the text is made: its name, and its place where it is one of several."""

    name: str
    place: int | None

    def of(self, values: dict[str, Any]) -> Any:
        """The value that it stands for."""
        value = values[self.name]
        return value if self.place is None else value[self.place]


class Query:
    """A statement whose values are named by `sa.bindparam`; lists by `sa.bindparam(…, expanding=True)`.

    `bind(customer="M1", ids=["a", "b"])` gives the text for the raw driver and the values in the order of their
    places. The text is made once for each length of the lists, and forgotten where there come to be too many.
    `by_value`: how it is best gone about depends on the values.
    """

    def __init__(
        self, statement: sa.Select[Any] | sa.CompoundSelect[Any], *, listed: bool = True, by_value: bool = False
    ) -> None:
        self._statement = statement
        self._kind = PlannedByValue if by_value else str
        self._texts: dict[tuple[int, ...], tuple[str, tuple[Any, ...]]] = {}
        if listed:
            QUERIES.append(self)

    @cached_property
    def _compiled(self) -> SQLCompiler:
        compiled: Any = self._statement.compile(dialect=shared_dialect())
        made: SQLCompiler = compiled
        return made

    @property
    def names(self) -> dict[str, bool]:
        """The names of its values, and whether each is a list."""
        return {name: item.expanding for name, item in self._compiled.binds.items() if not item.unique}

    def bind(self, **values: Any) -> tuple[str, tuple[Any, ...]]:
        """The text and its values."""
        lengths = tuple(len(value) for value in values.values() if isinstance(value, list | tuple))
        if lengths not in self._texts:
            if len(self._texts) >= MOST_TEXTS:
                self._texts.clear()
            state = self._compiled.construct_expanded_state({name: _slots(name, values) for name in values})
            self._texts[lengths] = self._kind(state.statement), tuple(state.positional_parameters)
        text, places = self._texts[lengths]
        return text, tuple(place.of(values) if isinstance(place, _Slot) else place for place in places)


class Narrowed:
    """A statement with conditions of which only those count whose names are given: one text for each set of them, made
    when it is first asked for, and planned by its values. Of the many there can be, `QUERIES` holds each condition
    alone and all together."""

    def __init__(self, statement: sa.Select[Any], conditions: dict[str, sa.ColumnElement[bool]]) -> None:
        self._statement = statement
        self._conditions = conditions
        alone = [frozenset({name}) for name in conditions]
        self._made = {names: self._make(names, listed=True) for names in [frozenset(conditions), frozenset(), *alone]}

    def by(self, names: Iterable[str]) -> Query:
        """The statement under these conditions."""
        wanted = frozenset(names)
        if wanted not in self._made:
            self._made[wanted] = self._make(wanted, listed=False)
        return self._made[wanted]

    def _make(self, names: frozenset[str], *, listed: bool) -> Query:
        counting = [condition for name, condition in self._conditions.items() if name in names]
        return Query(self._statement.where(*counting), listed=listed, by_value=True)


def _slots(name: str, values: dict[str, Any]) -> Any:
    if isinstance(values[name], list | tuple):
        return [_Slot(name, place) for place in range(len(values[name]))]
    return _Slot(name, None)

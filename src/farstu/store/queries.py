"""Reads of our own making: a statement with named values, its text compiled once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import repeat
from threading import Lock
from typing import TYPE_CHECKING, Any

from farstu.store.statements import PlannedByValue, shared_dialect

if TYPE_CHECKING:
    import sqlalchemy as sa
    from sqlalchemy.sql.compiler import SQLCompiler

MOST_TEXTS, MOST_PLACES = 512, 100_000
"""That are kept of all statements, and the places for values in them."""
MOST_NARROWED = 64
"""Statements of one kind that were made when they were asked for."""
Text = tuple[str, tuple[Any, ...]]
"""For the raw driver, and what stands at its places."""
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


class _Texts:
    """Those of all statements, by the lengths of their lists. Who calls decides how long these are: where the texts
    come to be too many, or to have too many places, those are forgotten that were not asked for longest. For any
    thread."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: OrderedDict[tuple[Query, tuple[int, ...]], Text] = OrderedDict()
        self._places = 0

    def of(self, query: Query, lengths: tuple[int, ...]) -> Text | None:
        """The text, where there is one."""
        with self._lock:
            text = self._kept.get((query, lengths))
            if text is not None:
                self._kept.move_to_end((query, lengths))
            return text

    def keep(self, query: Query, lengths: tuple[int, ...], text: Text) -> None:
        with self._lock:
            self._places += len(text[1]) - len(self._kept.pop((query, lengths), ("", ()))[1])
            self._kept[query, lengths] = text
            while self._places > MOST_PLACES or len(self._kept) > MOST_TEXTS:
                _, (_, places) = self._kept.popitem(last=False)
                self._places -= len(places)


TEXTS = _Texts()


class Query:
    """A statement whose values are named by `sa.bindparam`; lists by `sa.bindparam(…, expanding=True)`.

    `bind(customer="M1", ids=["a", "b"])` gives the text for the raw driver and the values in the order of their
    places. Lists are filled up to the next power of two with their last value, which changes nothing of `IN`, so that
    there are few lengths, each with a text of its own. `by_value`: how it is best gone about depends on the values.
    """

    def __init__(
        self, statement: sa.Select[Any] | sa.CompoundSelect[Any], *, listed: bool = True, by_value: bool = False
    ) -> None:
        self._statement = statement
        self._kind = PlannedByValue if by_value else str
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
        lists = {name: _filled_up(value) for name, value in values.items() if isinstance(value, list | tuple)}
        lengths = tuple(map(len, lists.values()))
        values |= lists
        text, places = TEXTS.of(self, lengths) or self._make(lengths, values)
        return text, tuple(place.of(values) if isinstance(place, _Slot) else place for place in places)

    def _make(self, lengths: tuple[int, ...], values: dict[str, Any]) -> Text:
        state = self._compiled.construct_expanded_state({name: _slots(name, values) for name in values})
        text = self._kind(state.statement), tuple(state.positional_parameters)
        TEXTS.keep(self, lengths, text)
        return text


class Narrowed:
    """A statement with conditions of which only those count whose names are given: one text for each set of them, made
    when it is first asked for, and planned by its values. Of the many there can be, `QUERIES` holds each condition
    alone and all together."""

    def __init__(self, statement: sa.Select[Any], conditions: dict[str, sa.ColumnElement[bool]]) -> None:
        self._statement = statement
        self._conditions = conditions
        alone = [frozenset({name}) for name in conditions]
        self._listed = {names: self._make(names, listed=True) for names in [frozenset(conditions), frozenset(), *alone]}
        self._made: dict[frozenset[str], Query] = {}

    def by(self, names: Iterable[str]) -> Query:
        """The statement under these conditions."""
        wanted = frozenset(names)
        if wanted in self._listed:
            return self._listed[wanted]
        if wanted not in self._made:
            if len(self._made) >= MOST_NARROWED:
                del self._made[next(iter(self._made))]
            self._made[wanted] = self._make(wanted, listed=False)
        return self._made[wanted]

    def _make(self, names: frozenset[str], *, listed: bool) -> Query:
        counting = [condition for name, condition in self._conditions.items() if name in names]
        return Query(self._statement.where(*counting), listed=listed, by_value=True)


def _filled_up(values: Sequence[Any]) -> Sequence[Any]:
    missing = (1 << (len(values) - 1).bit_length()) - len(values) if values else 0
    return [*values, *repeat(values[-1], missing)] if missing else values


def _slots(name: str, values: dict[str, Any]) -> Any:
    if isinstance(values[name], list | tuple):
        return [_Slot(name, place) for place in range(len(values[name]))]
    return _Slot(name, None)

"""Moves everything from one database to another: in pieces, each whole; taken up again where it was broken off; and
proven by the number of rows and a sum over them.

While it goes on the target says so, and no server serves it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from farstu.store.base import EVERY_CUSTOMER, Database, StoreError, WriteSession
from farstu.store.fingerprint import KNOWN_BY
from farstu.store.settings_table import SCHEMA, SETTING, Setting
from farstu.store.statements import bound, select_by
from farstu.store.table import TABLES, Row, Table

if TYPE_CHECKING:
    import sqlalchemy as sa

COPYING = "copying"
"""The setting of a target that is not whole yet: JSON, the last key that was copied, by table; true where all were."""
BACKUP = "backup"
"""The setting of a backup that says what is in it."""
AT_ONCE = 2_000
OF_ONE_DATABASE = (SCHEMA, COPYING, BACKUP)
"""Settings that are about one database and not about its data."""
_SUM_BYTES = 16

READING, WRITING, CHECKING = "reading", "writing", "checking"
Tell = Callable[[str, str, int], None]
"""Is told now and then how far it has come: which of the three, the table, how many rows of it so far."""


class TargetNotEmpty(StoreError):
    """There are rows already, and they are not of a copy that was broken off."""


class NotTheSame(StoreError):
    """What was copied is not what is there; the first argument names the tables."""


class Sum(NamedTuple):
    """How many rows a table has, and a sum over them that does not depend on their order."""

    rows: int
    sum: int


class _Progress:
    """How far a copy has come, as it is noted in the target."""

    def __init__(self, target: WriteSession, known: dict[str, Any] | None) -> None:
        self._target = target
        self._known = known or {}

    def after(self, table: Table[Any]) -> Any:
        """The last key that is there, None before the first, True where all are."""
        return self._known.get(table.name)

    def note(self, table: Table[Any], rows: Sequence[Row], *, all_there: bool) -> None:
        """Keeps a piece and where it ends, in one transaction."""
        end = True if all_there else list(table.key.values_of(rows[-1]))
        self._known[table.name] = end
        told = Setting(COPYING, msgspec.json.encode(self._known).decode())
        with _transaction(self._target) as target:
            if rows:
                target.write({table: rows})
            target.write({SETTING: [told]})

    def begin_anew(self, table: Table[Any]) -> None:
        """Forgets what is there of a table."""
        self._known.pop(table.name, None)
        told = Setting(COPYING, msgspec.json.encode(self._known).decode())
        kept = f" WHERE name NOT IN ({', '.join('?' * len(OF_ONE_DATABASE))})" if table is SETTING else ""
        with _transaction(self._target) as target:
            target.execute(f'DELETE FROM "{table.name}"{kept}', OF_ONE_DATABASE if kept else (), EVERY_CUSTOMER)  # noqa: S608
            target.write({SETTING: [told]})


@contextmanager
def _transaction(session: WriteSession) -> Iterator[WriteSession]:
    session.begin(EVERY_CUSTOMER)
    try:
        yield session
        session.commit()
    finally:
        session.rollback()


def copy(source: Database, target: Database, tell: Tell) -> dict[str, Sum]:
    """Brings everything that `source` holds at this moment into `target`, whose schema is made; answers what is there
    then. TargetNotEmpty, NotTheSame, StoreError."""
    with closing(source.snapshot()) as reading, closing(target.write_session()) as writing:
        progress = _Progress(writing, _taken_up(writing))
        sums = {table.name: _sum_of(reading, table, partial(tell, READING)) for table in TABLES.values()}
        _copy_all(reading, progress, TABLES.values(), tell)
        differing = _differing(writing, sums, tell)
        for table in differing:
            progress.begin_anew(table)
        _copy_all(reading, progress, differing, tell)
        if differing and (left := _differing(writing, sums, tell)):
            raise NotTheSame(", ".join(table.name for table in left))
        with _transaction(writing) as ended:
            ended.execute(f'DELETE FROM "{SETTING.name}" WHERE name = ?', (COPYING,), EVERY_CUSTOMER)  # noqa: S608
        return sums


def is_unfinished(database: Database) -> bool:
    """Whether a copy into it was begun and has not been finished. StoreError."""
    with closing(database.write_session()) as session:
        return _setting(session, COPYING) is not None


def sum_up(rows: Iterable[Sequence[Any]]) -> Sum:
    """The sum of rows as tuples; a truth value counts as its number, and a zero has no sign: SQLite drops it."""
    number = total = 0
    for row in rows:
        plain = msgspec.msgpack.encode([_PLAIN.get(type(value), _as_it_is)(value) for value in row])
        total += int.from_bytes(blake2b(plain, digest_size=_SUM_BYTES).digest())
        number += 1
    return Sum(number, total % (1 << 8 * _SUM_BYTES))


def _as_it_is(value: Any) -> Any:
    return value


_PLAIN: dict[type, Callable[[Any], Any]] = {bool: int, float: lambda value: value + 0.0}


def _taken_up(target: WriteSession) -> dict[str, Any] | None:
    """How far an earlier run has come; None where it is the first. TargetNotEmpty."""
    noted = _setting(target, COPYING)
    if noted is not None:
        return dict(msgspec.json.decode(noted))
    for table in TABLES.values():
        ours = (*OF_ONE_DATABASE, KNOWN_BY) if table is SETTING else ()
        if any(row[0] not in ours for row in target.rows(*bound(_first(table)), EVERY_CUSTOMER)):
            raise TargetNotEmpty(table.name)
    return None


def _copy_all(source: WriteSession, progress: _Progress, tables: Iterable[Table[Any]], tell: Tell) -> None:
    for table in tables:
        after = progress.after(table)
        if after is True:
            continue
        done = 0
        for piece in _pieces(source, table, after):
            progress.note(table, piece, all_there=False)
            done += len(piece)
            tell(WRITING, table.name, done)
        progress.note(table, (), all_there=True)


def _differing(target: WriteSession, sums: dict[str, Sum], tell: Tell) -> list[Table[Any]]:
    return [table for table in TABLES.values() if _sum_of(target, table, partial(tell, CHECKING)) != sums[table.name]]


def _sum_of(session: WriteSession, table: Table[Any], tell: Callable[[str, int], None]) -> Sum:
    """Of all rows of a table, save what is only about the database that holds it."""
    rows = 0

    def told() -> Iterator[tuple[Any, ...]]:
        nonlocal rows
        for piece in _pieces(session, table, None):
            yield from map(msgspec.structs.astuple, piece)
            rows += len(piece)
            tell(table.name, rows)

    return sum_up(told())


def _pieces(session: WriteSession, table: Table[Any], after: Sequence[Any] | None) -> Iterator[list[Row]]:
    """The rows in the order of their keys, a piece at a time, behind the key `after`."""
    while True:
        rows = [table.make(row) for row in session.rows(*bound(_page(table, after)), EVERY_CUSTOMER)]
        if not rows:
            return
        kept = [row for row in rows if table is not SETTING or row.name not in OF_ONE_DATABASE]
        if kept:
            yield kept
        after = table.key.values_of(rows[-1])


def _page(table: Table[Any], after: Sequence[Any] | None) -> sa.Select[Any]:
    import sqlalchemy as sa

    key = [table.sql.c[name] for name in table.key.columns]
    query = sa.select(*(table.sql.c[name] for name in table.columns)).order_by(*key).limit(AT_ONCE)
    return query if after is None else query.where(sa.tuple_(*key) > sa.tuple_(*map(sa.literal, after)))


def _first(table: Table[Any]) -> sa.Select[Any]:
    import sqlalchemy as sa

    return sa.select(*(table.sql.c[name] for name in table.key.columns)).limit(len(OF_ONE_DATABASE) + 2)


def _setting(session: WriteSession, name: str) -> str | None:
    rows = session.rows(select_by(SETTING.key), (name,))
    return str(rows[0][1]) if rows else None

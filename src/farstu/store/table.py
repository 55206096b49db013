"""Tables as typed rows: a struct declares the columns, a `Table` the keys; the SQL schema is made from both.

Every table's key begins with the customer, so that one customer's rows lie together and no statement can cross
customers. The few tables about the server itself (partners, keys) say `server_wide`.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterable
from functools import cache, cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec

if TYPE_CHECKING:
    import sqlalchemy as sa

CUSTOMER = "customer"
_COLUMN_TYPES: dict[type, str] = {str: "Text", int: "BigInteger", bool: "Boolean", float: "Double"}
"""By their names in SQLAlchemy, which is only loaded where a statement is made of a table."""


class Row(msgspec.Struct, frozen=True):
    """Base of every row. A changed row is a new one: `change(row, note="…")`."""

    table: ClassVar[Table[Any]]


R = TypeVar("R", bound=Row)


def change(row: R, **values: Any) -> R:
    """The row with other values."""
    return msgspec.structs.replace(row, **values)


class Index(Generic[R]):
    """A way to look rows up: all of `columns`, in this order."""

    __slots__ = ("columns", "many", "name", "table", "values_of")

    def __init__(self, table: Table[R], columns: tuple[str, ...], many: bool) -> None:
        self.table = table
        self.columns = columns
        self.many = many
        self.name = f"{table.name}_by_{'_'.join(name for name in columns if name != CUSTOMER)}" if many else table.name
        getter = attrgetter(*columns)
        self.values_of: Callable[[R], tuple[Any, ...]] = getter if len(columns) > 1 else lambda row: (getter(row),)

    def __repr__(self) -> str:
        return f"Index({self.name})"


class Table(Generic[R]):
    """A table of the schema. `key` is its primary key as an index; `append_only` rows are never changed; columns that
    are `bytewise` can be asked for ranges."""

    def __init__(
        self,
        name: str,
        row: type[R],
        key: tuple[str, ...],
        indexes: Iterable[tuple[str, ...]] = (),
        *,
        server_wide: bool = False,
        append_only: bool = False,
        wide: bool = False,
        bytewise: tuple[str, ...] = (),
    ) -> None:
        if not server_wide and (key[0] != CUSTOMER or any(columns[0] != CUSTOMER for columns in indexes)):
            raise ValueError(f"{name}: every key and index begins with the customer")
        self.name = name
        self.row = row
        self.server_wide = server_wide
        self.append_only = append_only
        self.key: Index[R] = Index(self, key, many=False)
        self.indexes: list[Index[R]] = [Index(self, columns, many=True) for columns in indexes]
        self.columns = tuple(field.name for field in msgspec.structs.fields(row))
        hints = get_type_hints(row)
        self.types: dict[str, type] = {name: _bare(hints[name]) for name in self.columns}
        self.nullable = frozenset(name for name in self.columns if _is_nullable(hints[name]))
        self.wide = wide
        row.table = self
        self.bytewise = bytewise
        self.make = _row_maker(row)
        TABLES[name] = self

    def index(self, *columns: str) -> Index[R]:
        """The declared index over these columns. LookupError where there is none."""
        for index in self.indexes:
            if index.columns == columns:
                return index
        raise LookupError(f"{self.name} has no index over {columns}")

    @cached_property
    def sql(self) -> sa.Table:
        """The table for statements of SQLAlchemy's."""
        import sqlalchemy as sa

        columns = [
            sa.Column(
                name,
                _bytewise() if name in self.bytewise else getattr(sa, _COLUMN_TYPES[self.types[name]])(),
                primary_key=name in self.key.columns,
                nullable=name in self.nullable,
                autoincrement=False,
            )
            for name in self.columns
        ]
        table = sa.Table(self.name, _shared(), *columns, sqlite_with_rowid=self.wide)
        for index in self.indexes:
            sa.Index(index.name, *(table.c[column] for column in index.columns))
        return table

    def __repr__(self) -> str:
        return f"Table({self.name})"


TABLES: dict[str, Table[Any]] = {}


def metadata() -> sa.MetaData:
    """All tables that are declared, for what makes or changes a schema."""
    for table in TABLES.values():
        assert table.sql is not None  # it is there once it was asked for
    return _shared()


def _bytewise() -> sa.types.TypeEngine[str]:
    """Texts in the order of their bytes, which is SQLite's own."""
    import sqlalchemy as sa

    return sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


@cache
def _shared() -> sa.MetaData:
    import sqlalchemy as sa

    return sa.MetaData()


def _is_nullable(hint: Any) -> bool:
    return get_origin(hint) in (Union, types.UnionType)


def _bare(hint: Any) -> Any:
    return next(part for part in get_args(hint) if part is not type(None)) if _is_nullable(hint) else hint


def _row_maker(row: type[R]) -> Callable[[tuple[Any, ...]], R]:
    """From a driver's tuple to a row: SQLite gives 0 and 1 for truth values."""
    hints = get_type_hints(row)
    truths = [place for place, name in enumerate(row.__struct_fields__) if hints[name] in (bool, bool | None)]
    if not truths:
        return lambda values: row(*values)

    def make(values: tuple[Any, ...]) -> R:
        mended = list(values)
        for place in truths:
            if mended[place] is not None:
                mended[place] = bool(mended[place])
        return row(*mended)

    return make

"""Tables and their rows, and what comes back of a row from the database."""

from __future__ import annotations

import types
from collections.abc import Iterator
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest

from farstu import areas
from farstu.access import tables as access_tables
from farstu.engine import tables as engine_tables
from farstu.records.meetings import BOOKED, MEETING, Meeting
from farstu.records.offices import USER_GROUP_MEMBER, UserGroupMember
from farstu.records.viewings import PARTICIPANT, Participant
from farstu.store.base import EVERY_CUSTOMER, StoreRefused, WriteSession
from farstu.store.settings_table import SETTING
from farstu.store.table import TABLES, Row, Table, change, metadata
from tests.support.databases import database

areas.load()

NAMES = sorted(TABLES)
BIG = 2**63 - 1
ODD_TEXT = "Åsa  'Öberg'; DROP\n\t\"—\" 🏠 e\u0301 %s ?1 :x"


@pytest.fixture(scope="module")
def connected(kind: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[WriteSession]:
    with database(kind, tmp_path_factory.mktemp("table")) as made:
        session = made.write_session()
        yield session
        session.close()


@pytest.fixture
def session(connected: WriteSession) -> Iterator[WriteSession]:
    """A transaction that is forgotten afterwards."""
    connected.begin(EVERY_CUSTOMER)
    yield connected
    connected.rollback()


def example(table: Table[Any], number: int, *, empty: bool = False) -> Any:
    """A row; `empty` leaves out all that may be."""
    hints = get_type_hints(table.row)
    return table.row(*(_value(hints[name], number, empty=empty) for name in table.columns))


def _value(hint: Any, number: int, *, empty: bool) -> Any:
    if get_origin(hint) in (Union, types.UnionType):
        return None if empty else _value(get_args(hint)[0], number, empty=False)
    return {str: f"{ODD_TEXT}{number}", int: BIG - number, bool: number % 2 == 0, float: number + 0.25}[hint]


def find(session: WriteSession, index: Any, *values: Any) -> list[Any]:
    look = (index, values)
    return session.fetch([look])[look]


@pytest.mark.parametrize("empty", [False, True])
@pytest.mark.parametrize("name", NAMES)
def test_every_row_comes_back_as_it_was_kept(session: WriteSession, name: str, empty: bool) -> None:
    table = TABLES[name]
    rows = [example(table, number, empty=empty) for number in range(3)]
    session.write({table: rows})
    for row in rows:
        (found,) = find(session, table.key, *table.key.values_of(row))
        assert found == row
        assert [type(value) for value in _values(found)] == [type(value) for value in _values(row)]


def _values(row: Row) -> list[Any]:
    return [getattr(row, name) for name in row.table.columns]


@pytest.mark.parametrize("name", NAMES)
def test_every_index_finds_the_rows_with_its_values(session: WriteSession, name: str) -> None:
    table = TABLES[name]
    rows = [example(table, number) for number in range(2)]
    session.write({table: rows})
    for index in table.indexes:
        assert find(session, index, *index.values_of(rows[0])) == [rows[0]]
        assert find(session, index, *(_other(value) for value in index.values_of(rows[0]))) == []


def _other(value: Any) -> Any:
    return "nobody" if isinstance(value, str) else 5


def test_an_index_finds_many() -> None:
    by_contact = PARTICIPANT.index("customer", "viewing", "contact")
    assert by_contact.many
    assert not PARTICIPANT.key.many
    row = Participant("M1", "v", "c", "t", "VID", None, None, 1, None)
    assert (by_contact.values_of(row), PARTICIPANT.key.values_of(row)) == (("M1", "v", "c"), ("M1", "v", "c", "t"))


@pytest.mark.parametrize("values", [(None, None), (True, 5), (False, 5)])
def test_a_truth_value_comes_back_as_one_or_as_none(session: WriteSession, values: tuple[bool | None, int]) -> None:
    row = Participant("M1", "v", "c", "t", "VID", values[0], None, 1, values[1])
    session.write({PARTICIPANT: [row]})
    (found,) = find(session, PARTICIPANT.index("customer", "contact"), "M1", "c")
    assert found.participated is values[0]


@pytest.mark.parametrize("name", [name for name in NAMES if not TABLES[name].append_only])
def test_a_changed_row_takes_the_place_of_the_old_one(session: WriteSession, name: str) -> None:
    table = TABLES[name]
    row = example(table, 1)
    other = example(table, 2, empty=True)
    changed = change(row, **{column: getattr(other, column) for column in table.columns if not _in_key(table, column)})
    session.write({table: [row]})
    session.write({table: [changed]})
    assert find(session, table.key, *table.key.values_of(row)) == [changed]
    assert session.rows(f'SELECT count(*) FROM "{name}"')[0][0] == 1 + (table is SETTING)  # noqa: S608


def _in_key(table: Table[Any], column: str) -> bool:
    return column in table.key.columns


@pytest.mark.parametrize("name", [name for name in NAMES if TABLES[name].append_only])
def test_an_append_only_row_is_never_changed(session: WriteSession, name: str) -> None:
    table = TABLES[name]
    session.write({table: [example(table, 1)]})
    with pytest.raises(StoreRefused):
        session.write({table: [example(table, 1)]})
    assert table in {engine_tables.EVENT, engine_tables.JOURNAL, access_tables.AUDIT}


def test_a_row_of_nothing_but_its_key_may_be_kept_twice(session: WriteSession) -> None:
    row = UserGroupMember("M1", "g", "u")
    session.write({USER_GROUP_MEMBER: [row, row]})
    assert find(session, USER_GROUP_MEMBER.key, "M1", "g", "u") == [row]


@pytest.mark.parametrize("name", [name for name in NAMES if not TABLES[name].server_wide])
def test_every_key_and_index_begins_with_the_customer(name: str) -> None:
    table = TABLES[name]
    assert {index.columns[0] for index in (table.key, *table.indexes)} == {"customer"}


def test_only_what_is_about_the_server_itself_has_no_customer() -> None:
    server_wide = {table for table in TABLES.values() if table.server_wide}
    of_access = {value for value in vars(access_tables).values() if isinstance(value, Table)}
    assert server_wide == of_access - {access_tables.RETENTION_RULE} | {SETTING}


class Stray(Row, frozen=True):
    """A row of no table."""

    customer: str
    id: str


@pytest.mark.parametrize(("key", "indexes"), [(("id",), []), (("id", "customer"), []), (("customer", "id"), [("id",)])])
def test_a_table_whose_keys_do_not_begin_with_the_customer_is_refused(
    key: tuple[str, ...], indexes: list[tuple[str, ...]]
) -> None:
    with pytest.raises(ValueError, match="begins with the customer"):
        Table("stray", Stray, key, indexes)
    assert "stray" not in TABLES
    assert "stray" not in metadata().tables


def test_an_index_that_was_not_declared_cannot_be_used() -> None:
    with pytest.raises(LookupError, match="no index"):
        MEETING.index("customer", "user")


def test_tables_and_indexes_say_who_they_are() -> None:
    assert repr(MEETING) == "Table(meeting)"
    assert repr(MEETING.index("customer", "contact")) == "Index(meeting_by_contact)"
    assert repr(MEETING.key) == "Index(meeting)"


def test_a_changed_row_is_a_new_one() -> None:
    row = Meeting("M1", "m", "Assignment", None, None, "u", 1, 2, None, BOOKED, None, 1)
    other = change(row, note="x")
    assert (row.note, other.note, other.id) == (None, "x", "m")
    with pytest.raises(AttributeError):
        row.note = "y"  # type: ignore[misc]

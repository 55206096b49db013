"""What both kinds of database keep, and how their faults are told."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest

from farstu.records.meetings import BOOKED, MEETING, Meeting
from farstu.records.offices import CUSTOMER, Customer
from farstu.store.base import (
    EVERY_CUSTOMER,
    Readers,
    SchemaTooNew,
    StoreError,
    StoreRefused,
    StoreUnavailable,
    WriteSession,
)
from farstu.store.fingerprint import OtherSecret, check_secret
from farstu.store.secrets import derived
from farstu.store.settings_table import SCHEMA, SCHEMA_VERSION, SETTING, Setting
from tests.support.databases import AnyDatabase

COUNT = "SELECT count(*) FROM meeting WHERE customer = ?"
M1 = ("M1",)


def meeting(id: str = "m", **values: Any) -> Meeting:
    empty: dict[str, Any] = {
        "customer": "M1",
        "kind": "Sale",
        "contact": None,
        "estate": None,
        "user": "u",
        "note": None,
        "booked_by": None,
    }
    return Meeting(**empty | {"id": id, "starts_at": 1, "ends_at": 2, "state": BOOKED, "booked_at": 1} | values)


@pytest.fixture
def session(prepared: AnyDatabase) -> Iterator[WriteSession]:
    opened = prepared.write_session()
    yield opened
    opened.rollback()
    opened.close()


def keep(session: WriteSession, *rows: Meeting) -> None:
    session.begin(M1)
    session.write({MEETING: rows})
    session.commit()


def count(session: WriteSession) -> int:
    return int(session.rows(COUNT, M1, M1)[0][0])


def read(readers: Readers, *asked: Any, times: int = 1) -> list[Any]:
    async def go() -> list[Any]:
        try:
            return await asyncio.gather(*(readers.rows(*asked) for _ in range(times)))
        finally:
            await readers.close()

    return asyncio.run(go())


def test_preparing_again_keeps_what_is_there(prepared: AnyDatabase, session: WriteSession) -> None:
    keep(session, meeting())
    prepared.prepare()
    assert count(session) == 1


@pytest.mark.parametrize("version", [SCHEMA_VERSION + 1, 99])
def test_data_of_a_newer_program_is_refused_and_left_alone(
    prepared: AnyDatabase, session: WriteSession, version: int
) -> None:
    _set_version(session, version)
    with pytest.raises(SchemaTooNew) as refused:
        prepared.prepare()
    assert (refused.value.found, refused.value.known) == (version, SCHEMA_VERSION)
    assert session.rows("SELECT value FROM setting") == [(str(version),)]
    _set_version(session, SCHEMA_VERSION)


def _set_version(session: WriteSession, version: int) -> None:
    session.begin()
    session.write({SETTING: [Setting(SCHEMA, str(version))]})
    session.commit()


def test_what_is_committed_is_there_for_others(prepared: AnyDatabase, session: WriteSession) -> None:
    other = prepared.write_session()
    session.begin(M1)
    session.write({MEETING: [meeting()], CUSTOMER: [Customer("M1", "x", "M1", None, True, 1)]})
    assert count(other) == 0
    session.commit()
    assert count(other) == 1
    other.close()


def test_what_is_rolled_back_never_was(session: WriteSession) -> None:
    session.begin(M1)
    session.write({MEETING: [meeting()]})
    session.rollback()
    session.rollback()
    assert count(session) == 0


def test_a_look_up_sees_what_its_own_transaction_wrote(session: WriteSession) -> None:
    look = (MEETING.key, ("M1", "m"))
    session.begin(M1)
    assert session.fetch([look]) == {look: []}
    session.write({MEETING: [meeting()]})
    assert session.fetch([look]) == {look: [meeting()]}


def test_look_ups_of_many_keys_each_find_their_own(session: WriteSession) -> None:
    rows = [meeting(str(number), contact=f"c{number % 3}") for number in range(9)]
    keep(session, *rows)
    by_contact = MEETING.index("customer", "contact")
    looks = [(by_contact, ("M1", f"c{number}")) for number in range(4)] + [(MEETING.key, ("M1", "5"))]
    session.begin(M1)
    found = session.fetch(looks)
    assert [sorted(row.id for row in found[look]) for look in looks] == [  # type: ignore[attr-defined]
        ["0", "3", "6"], ["1", "4", "7"], ["2", "5", "8"], [], ["5"],
    ]  # fmt: skip


def test_a_row_is_taken_out_by_its_whole_key_and_one_that_is_not_there_does_no_harm(session: WriteSession) -> None:
    keep(session, meeting("a"), meeting("b"), meeting("c"))
    session.begin(["M1", "M2"])
    session.write({MEETING: [meeting("a", customer="M2")]})
    gone = [("M1", "a"), ("M1", "c"), ("M1", "never there")]
    session.write({MEETING: [meeting("c", note="again")]}, {MEETING: gone})
    session.write({}, {MEETING: []})
    session.commit()
    session.begin(["M1", "M2"])
    looks = [(MEETING.key, (customer, id)) for customer in ("M1", "M2") for id in "abc"]
    left = [row for rows in session.fetch(looks).values() for row in rows]
    assert left == [meeting("b"), meeting("c", note="again"), meeting("a", customer="M2")]


def test_what_is_taken_out_and_rolled_back_is_still_there(session: WriteSession) -> None:
    keep(session, meeting())
    session.begin(M1)
    session.write({}, {MEETING: [("M1", "m")]})
    assert session.fetch([(MEETING.key, ("M1", "m"))]) == {(MEETING.key, ("M1", "m")): []}
    session.rollback()
    assert count(session) == 1


def test_a_statement_answers_how_many_rows_it_met(session: WriteSession) -> None:
    keep(session, meeting("a"), meeting("b"))
    assert session.execute("DELETE FROM meeting WHERE customer = ?", M1, M1) == 2
    assert count(session) == 0


@pytest.mark.parametrize(
    "row",
    [
        meeting(starts_at=2**63),
        meeting(starts_at=-(2**63) - 1),
        meeting(state=None),
        meeting(note=object()),
        meeting(note="\ud800"),
    ],
    ids=["too large", "too small", "null", "no value at all", "half a character"],
)
def test_a_value_that_no_column_takes_is_refused(session: WriteSession, row: Meeting) -> None:
    session.begin(M1)
    with pytest.raises(StoreRefused):
        session.write({MEETING: [row]})
    session.rollback()
    keep(session, meeting())
    assert count(session) == 1


def test_a_key_that_no_column_takes_is_refused(session: WriteSession) -> None:
    session.begin(M1)
    with pytest.raises(StoreRefused):
        session.fetch([(MEETING.key, ("M1", 2**63))])


def test_a_text_with_a_nul_in_it_finds_nothing(prepared: AnyDatabase, session: WriteSession) -> None:
    keep(session, meeting("m"))
    looks = [(MEETING.key, ("M1", "m\x00")), (MEETING.key, ("M1", "m"))]
    session.begin(M1)
    assert [len(rows) for rows in session.fetch(looks).values()] == [0, 1]
    session.rollback()
    asked = "SELECT id FROM meeting WHERE customer = ? AND id = ?"
    assert session.rows(asked, ("M1", "m\x00"), M1) == []
    assert read(prepared.readers(), asked, ("M1", "m\x00"), M1) == [[]]


def test_a_commit_without_a_transaction_is_told(session: WriteSession) -> None:
    with pytest.raises(StoreError):
        session.commit()


@pytest.mark.parametrize("use", ["begin", "commit", "rollback"])
def test_a_closed_connection_is_told(prepared: AnyDatabase, use: str) -> None:
    closed = prepared.write_session()
    closed.close()
    with pytest.raises(StoreError):
        getattr(closed, use)()


def test_readers_read_what_is_committed_many_at_once(prepared: AnyDatabase, session: WriteSession) -> None:
    keep(session, meeting())
    assert read(prepared.readers(), COUNT, M1, M1, times=20) == [[(1,)]] * 20


@pytest.mark.parametrize(
    ("statement", "values"),
    [
        ("DELETE FROM meeting WHERE customer = ?", M1),
        ("SELECT * FROM nothing", ()),
        ("SELECT * FROM setting LIMIT ?", (2**63,)),
        ("SELECT * FROM setting LIMIT ?", ()),
    ],
)
def test_readers_never_write_and_tell_their_faults(
    prepared: AnyDatabase, session: WriteSession, statement: str, values: Any
) -> None:
    keep(session, meeting())
    with pytest.raises(StoreError):
        read(prepared.readers(), statement, values, M1)
    assert count(session) == 1


def test_a_sound_database_has_no_damage(prepared: AnyDatabase) -> None:
    assert prepared.damage() == []


def test_a_database_knows_its_secret(prepared: AnyDatabase) -> None:
    check_secret(prepared, derived(b"a" * 32))
    check_secret(prepared, derived(b"b" * 32, b"a" * 32))
    with pytest.raises(OtherSecret):
        check_secret(prepared, derived(b"b" * 32))


def test_everything_can_be_asked_about_by_the_owner(session: WriteSession) -> None:
    keep(session, meeting())
    assert session.rows("SELECT count(*) FROM meeting", (), EVERY_CUSTOMER) == [(1,)]


def test_a_commit_of_a_transaction_that_failed_is_no_success(session: WriteSession) -> None:
    session.begin(M1)
    session.write({MEETING: [meeting("a")]})
    with pytest.raises(StoreRefused):
        session.write({MEETING: [meeting("b", state=None)]})
    try:
        session.commit()
    except StoreError:
        session.rollback()
        assert count(session) == 0
    else:
        assert count(session) == 1


def test_a_database_that_is_not_there_is_unavailable(prepared: AnyDatabase) -> None:
    nowhere = type(prepared)(_elsewhere(prepared))  # type: ignore[arg-type]  # each by its own kind of address
    with pytest.raises(StoreUnavailable):
        nowhere.prepare()


def _elsewhere(database: AnyDatabase) -> Any:
    if hasattr(database, "path"):
        return database.path.parent / "nowhere" / "f.sqlite3"
    return database.address.replace("/farstu_test_", "/nowhere_")

"""What a batch knows: what was fetched, and over it what the batch has written itself."""

from __future__ import annotations

from typing import Any

import pytest

from farstu.engine.facts import Facts, Look, Unknown
from farstu.engine.tables import EVENT, EVENT_COUNTER, JOURNAL, Event, EventCounter
from farstu.records.meetings import BOOKED, MEETING, Meeting
from farstu.records.offices import OFFICE_USER, OfficeUser
from farstu.store.table import Row, change
from tests.support.memory import Memory
from tests.support.rules import NOW, VAULT

BY_CONTACT = MEETING.index("customer", "contact")


def meeting(id: str, contact: str | None = "c", **values: Any) -> Meeting:
    return Meeting("M1", id, "Assignment", contact, None, "u", NOW, NOW, None, BOOKED, None, NOW, **values)


def fetch(facts: Facts, memory: Memory) -> list[Look]:
    """Fetches what is wanted; answers what that was."""
    fetching = facts.fetch()
    try:
        wanted = next(fetching)
        fetching.send(memory.fetch(wanted))
    except StopIteration:
        pass
    return memory.asked


def knowing(*rows: Row, overlay: bool = True) -> tuple[Facts, Memory]:
    return Facts(VAULT, overlay=overlay), Memory(rows)


def one(facts: Facts, memory: Memory, id: str) -> Meeting | None:
    facts.want(MEETING.key, "M1", id)
    fetch(facts, memory)
    return facts.one(MEETING.key, "M1", id)


def of(facts: Facts, memory: Memory, contact: str) -> list[str]:
    facts.want(BY_CONTACT, "M1", contact)
    fetch(facts, memory)
    return sorted(row.id for row in facts.by(BY_CONTACT, "M1", contact))


def test_what_was_not_fetched_is_unknown_and_wanted() -> None:
    facts, memory = knowing(meeting("m"))
    with pytest.raises(Unknown):
        facts.one(MEETING.key, "M1", "m")
    with pytest.raises(Unknown):
        facts.by(BY_CONTACT, "M1", "c")
    assert fetch(facts, memory) == [(MEETING.key, ("M1", "m")), (BY_CONTACT, ("M1", "c"))]
    assert facts.one(MEETING.key, "M1", "m") == meeting("m")
    assert facts.by(BY_CONTACT, "M1", "c") == [meeting("m")]


def test_no_handler_of_a_rule_swallows_unknown() -> None:
    assert not issubclass(Unknown, Exception)


def test_an_absence_that_was_fetched_is_known() -> None:
    facts, memory = knowing()
    assert one(facts, memory, "m") is None
    assert of(facts, memory, "c") == []


def test_nothing_is_looked_up_twice() -> None:
    facts, memory = knowing(meeting("m"))
    for _ in range(2):
        one(facts, memory, "m")
        one(facts, memory, "absent")
        of(facts, memory, "c")
        of(facts, memory, "nobody")
    assert len(memory.asked) == 4


def test_a_look_up_wanted_twice_is_fetched_once() -> None:
    facts, memory = knowing()
    facts.want(MEETING.key, "M1", "m")
    facts.want(MEETING.key, "M1", "m")
    assert len(fetch(facts, memory)) == 1


def test_nothing_wanted_asks_nothing() -> None:
    facts, memory = knowing()
    assert fetch(facts, memory) == []


def test_a_row_found_by_an_index_is_known_by_its_key() -> None:
    facts, memory = knowing(meeting("m"))
    of(facts, memory, "c")
    assert facts.one(MEETING.key, "M1", "m") == meeting("m")


def test_a_key_with_a_null_in_it_finds_nothing_and_is_never_looked_up() -> None:
    facts, memory = knowing(meeting("m", None))
    facts.want(BY_CONTACT, "M1", None)
    assert facts.by(BY_CONTACT, "M1", None) == []
    assert facts.one(MEETING.key, "M1", None) is None
    assert fetch(facts, memory) == []


@pytest.mark.parametrize("fetched_first", [True, False])
def test_a_row_put_ends_its_absence_by_key_and_by_index(fetched_first: bool) -> None:
    facts, memory = knowing()
    if fetched_first:
        one(facts, memory, "m")
        of(facts, memory, "c")
    facts.put(meeting("m"))
    assert one(facts, memory, "m") == meeting("m")
    assert of(facts, memory, "c") == ["m"]


@pytest.mark.parametrize("fetched_first", [True, False])
def test_a_changed_row_moves_in_every_index(fetched_first: bool) -> None:
    facts, memory = knowing(meeting("m"), meeting("n"))
    if fetched_first:
        of(facts, memory, "c")
        of(facts, memory, "d")
    facts.put(change(meeting("m"), contact="d"))
    assert (of(facts, memory, "c"), of(facts, memory, "d")) == (["n"], ["m"])
    facts.put(change(meeting("m"), contact="c"))
    assert (of(facts, memory, "c"), of(facts, memory, "d")) == (["m", "n"], [])


def test_a_row_whose_column_becomes_null_leaves_the_index() -> None:
    facts, memory = knowing(meeting("m"))
    facts.put(meeting("m", None))
    assert of(facts, memory, "c") == []
    assert facts.changed[MEETING] == {("M1", "m"): meeting("m", None)}


@pytest.mark.parametrize("by_index", [True, False])
def test_what_is_fetched_later_never_covers_what_was_put(by_index: bool) -> None:
    facts, memory = knowing(meeting("m"))
    put = change(meeting("m"), note="new")
    facts.put(put)
    if by_index:
        of(facts, memory, "c")
    assert one(facts, memory, "m") == put


@pytest.mark.parametrize("by_index", [True, False])
def test_what_was_wanted_before_never_covers_what_was_put(by_index: bool) -> None:
    facts, memory = knowing(meeting("m"))
    put = change(meeting("m"), note="new")
    facts.want(*((BY_CONTACT, "M1", "c") if by_index else (MEETING.key, "M1", "m")))
    facts.put(put)
    fetch(facts, memory)
    assert facts.one(MEETING.key, "M1", "m") == put
    assert of(facts, memory, "c") == ["m"]


def test_a_row_put_twice_is_written_once_as_it_was_last() -> None:
    facts, memory = knowing()
    facts.put(meeting("m"))
    last = change(meeting("m"), note="last")
    facts.put(last)
    assert of(facts, memory, "c") == ["m"]
    assert facts.changed[MEETING] == {("M1", "m"): last}


def test_append_only_rows_are_kept_for_writing_and_not_looked_at() -> None:
    facts, _ = knowing()
    event = Event("M1", 1, "kind", "{}", NOW, "id")
    facts.put(event)
    assert facts.appended[EVENT] == [event]
    assert facts.changed == {}
    with pytest.raises(Unknown):
        facts.one(EVENT.key, "M1", 1)
    assert (EVENT.append_only, JOURNAL.append_only, MEETING.append_only) == (True, True, False)


def test_a_table_that_is_all_key_has_rows_too() -> None:
    facts, memory = knowing(OfficeUser("M1", "o", "u"))
    for user in ("u", "v"):
        facts.want(OFFICE_USER.key, "M1", "o", user)
    fetch(facts, memory)
    assert facts.one(OFFICE_USER.key, "M1", "o", "u") == OfficeUser("M1", "o", "u")
    assert facts.one(OFFICE_USER.key, "M1", "o", "v") is None


@pytest.mark.parametrize("look", ["one", "by"])
def test_the_overlay_is_met_when_a_written_row_is_seen(look: str) -> None:
    facts, memory = knowing(meeting("n", "d"))
    facts.put(meeting("m"))
    one(facts, memory, "n")
    of(facts, memory, "d")
    assert not facts.met_overlay
    assert one(facts, memory, "m") if look == "one" else of(facts, memory, "c")
    assert facts.met_overlay


def test_without_the_overlay_a_batch_does_not_see_its_own_rows() -> None:
    facts, memory = knowing(EventCounter("M1", 1), meeting("m"), overlay=False)
    facts.put(EventCounter("M1", 2))
    facts.put(meeting("n"))
    facts.want(EVENT_COUNTER.key, "M1")
    fetch(facts, memory)
    assert facts.one(EVENT_COUNTER.key, "M1") == EventCounter("M1", 1)
    assert of(facts, memory, "c") == ["m"]
    assert facts.changed[MEETING] == {("M1", "n"): meeting("n")}

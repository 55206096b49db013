"""The duplicate check against a plain reading of what it promises, over people written in every spelling."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import event, given, settings

from farstu.records.contacts import (
    COMPANY,
    CONTACT,
    CONTACT_MATCH,
    CONTACT_WORD,
    DECEASED_ESTATE,
    EMAILS,
    PERSON,
    PHONES,
    Contact,
)
from farstu.records.persons import SentPerson
from farstu.store.table import Row, change
from tests.support.effort import examples
from tests.support.people import (
    WHO,
    Who,
    findable,
    found_id,
    person,
    sent,
    settled,
    spellings_of_email,
    spellings_of_name,
    spellings_of_number,
    spellings_of_phone,
)
from tests.support.rules import NOW

SOME = settings(deadline=None, max_examples=examples(150))
BROKEN = {"number": ["850312-0000", "x", "19850312"], "email": ["asa at home", "asa@"], "phone": ["12", "070-1"]}
VALUED = ("first_name", "last_name", *EMAILS, *PHONES)


@dataclass(frozen=True)
class Written:
    """Somebody as written down, with what it means: the names, the ways and the number that are any good."""

    columns: dict[str, str]
    number: str | None
    is_foreign: bool
    names: tuple[str, str]
    ways: frozenset[str]
    valid: str | None

    def sent(self) -> SentPerson:
        return sent(self.number, self.is_foreign, **self.columns)

    def contact(self, id: str, **values: Any) -> Contact:
        return person(id, number=self.number, is_foreign=self.is_foreign, **self.columns | values)


@st.composite
def written(draw: st.DrawFn, whose: Who | None = None) -> Written:
    """One of three people, in some spelling, with some of what can be said of them, good or broken."""
    who = whose or draw(st.sampled_from(WHO))
    columns: dict[str, Any] = {"first_name": draw(st.sampled_from(spellings_of_name(who.first)))}
    columns["last_name"] = draw(st.sampled_from(spellings_of_name(who.last)))
    ways = set()
    for column in draw(st.sets(st.sampled_from((*EMAILS, *PHONES)), min_size=1, max_size=4).map(sorted)):
        mine, spellings = (who.email, spellings_of_email) if column in EMAILS else (who.phone, spellings_of_phone)
        good = draw(st.integers(0, 3)) > 0
        columns[column] = draw(st.sampled_from(spellings(mine) if good else BROKEN[_kind(column)]))
        ways |= {mine} if good else set()
    good, foreign = draw(st.integers(0, 3)) > 0, draw(st.integers(0, 4)) == 0
    text = draw(st.none() | st.sampled_from(spellings_of_number(who.number) if good else BROKEN["number"]))
    valid = who.number if text and good and not foreign else None
    return Written(columns, text, foreign, (who.first, who.last), frozenset(ways), valid)


def _kind(column: str) -> str:
    return "email" if column in EMAILS else "phone"


@dataclass(frozen=True)
class Known:
    """A contact that is kept."""

    id: str
    written: Written
    kind: str
    changed_at: int

    def rows(self) -> list[Row]:
        """The contact with its match rows; those of a company are left from when it was thought a person."""
        rows = findable(self.written.contact(self.id, changed_at=self.changed_at))
        return [change(rows[0], kind=self.kind), *rows[1:]]


KINDS = st.sampled_from([PERSON, PERSON, PERSON, PERSON, COMPANY, DECEASED_ESTATE])


@st.composite
def registers(draw: st.DrawFn) -> tuple[list[Known], Written]:
    """Some contacts, and somebody asked for, who is often one of them."""
    who = draw(st.sampled_from(WHO))
    entry = st.tuples(written(who) | written(who) | written(), KINDS, st.integers(NOW - 2, NOW))
    entries = draw(st.lists(entry, min_size=2, max_size=6))
    ids = draw(st.permutations("abcdef"))
    return [Known(id, *each) for id, each in zip(ids, entries, strict=False)], draw(written(who))


TWICE = st.sampled_from(WHO).flatmap(lambda who: st.tuples(written(who), written(who)))
"""The same person as written down by two."""


def hits(register: list[Known], asked: Written) -> list[str]:
    """The ids that the promise names, the one to be taken first."""
    persons = [known for known in register if known.kind == PERSON]
    found = [known for known in persons if asked.valid and known.written.valid == asked.valid]
    if not found:
        found = [known for known in persons if _same_name_and_way(known.written, asked)]
        found = [known for known in found if None in (asked.valid, known.written.valid)]
    return [known.id for known in sorted(found, key=lambda known: (-known.changed_at, known.id))]


def _same_name_and_way(one: Written, other: Written) -> bool:
    return one.names == other.names and bool(one.ways & other.ways)


@settings(SOME, max_examples=examples(400))
@given(registers())
def test_the_check_finds_whom_the_promise_names(drawn: tuple[list[Known], Written]) -> None:
    register, asked = drawn
    expected = hits(register, asked)
    found = settled([row for known in register for row in known.rows()], asked.sent())
    event(f"{min(len(expected), 2)} hit(s)")
    assert (None if found.is_new else found.contact.id) == (expected[0] if expected else None)
    codes = [advice.code for advice in found.advice]
    assert codes.count("several-candidates") == (len(expected) > 1)


@SOME
@given(st.data(), st.sampled_from(WHO))
def test_the_number_goes_before_the_name(data: st.DataObject, who: Who) -> None:
    other = next(each for each in WHO if each != who)
    names: dict[str, Any] = {"first_name": who.first, "last_name": who.last}
    by_name = person("a", email=who.email, cell=who.phone, changed_at=NOW, **names)
    by_number = person("b", number=who.number, first_name=other.first, last_name=other.last, changed_at=1)
    number = data.draw(st.sampled_from(spellings_of_number(who.number)))
    body = sent(number, email=data.draw(st.sampled_from(spellings_of_email(who.email))), **names)
    assert found_id(findable(by_name, by_number), body) == "b"
    assert found_id(findable(by_name), body) == "a"


@SOME
@given(st.data(), st.sampled_from(WHO), st.sampled_from(PHONES), st.sampled_from(PHONES))
def test_a_phone_number_is_the_same_in_any_spelling_and_place(
    data: st.DataObject, who: Who, kept: str, given_as: str
) -> None:
    one, other = (data.draw(st.sampled_from(spellings_of_phone(who.phone))) for _ in range(2))
    first, last = (data.draw(st.sampled_from(spellings_of_name(name))) for name in (who.first, who.last))
    known = person("a", first_name=who.first, last_name=who.last, **{kept: one})
    asked: dict[str, Any] = {"first_name": first, "last_name": last, given_as: other}
    assert found_id(findable(known), sent(**asked)) == "a"


@SOME
@given(st.data(), st.sampled_from(WHO), st.sampled_from(EMAILS), st.sampled_from(EMAILS))
def test_an_address_is_the_same_in_any_case_and_place(data: st.DataObject, who: Who, kept: str, given_as: str) -> None:
    one, other = (data.draw(st.sampled_from(spellings_of_email(who.email))) for _ in range(2))
    names: dict[str, Any] = {"first_name": who.first, "last_name": who.last}
    known = person("a", **names | {kept: one})
    assert found_id(findable(known), sent(**names | {given_as: other})) == "a"


@SOME
@given(st.data(), st.sampled_from(WHO))
def test_a_personal_number_is_the_same_in_any_spelling(data: st.DataObject, who: Who) -> None:
    one, other = (data.draw(st.sampled_from(spellings_of_number(who.number))) for _ in range(2))
    known = person("a", number=one, first_name="Någon", last_name="Annan")
    assert found_id(findable(known), sent(other, first_name=who.first, last_name=who.last)) == "a"


@pytest.mark.parametrize("column", ["number", *EMAILS, *PHONES])
def test_what_is_no_number_or_address_never_matches_even_itself(column: str) -> None:
    for text in BROKEN["number" if column == "number" else _kind(column)]:
        values: dict[str, Any] = {column: text}
        known = person("a", first_name="Åsa", last_name="Öberg", **values)
        assert found_id(findable(known), sent(first_name="Åsa", last_name="Öberg", **values)) is None


@SOME
@given(st.sampled_from(WHO), st.booleans(), st.booleans())
def test_a_foreign_number_never_matches(who: Who, known_is_foreign: bool, sent_is_foreign: bool) -> None:
    known = person("a", number=who.number, is_foreign=known_is_foreign, first_name="Bo", last_name="Ek")
    found = found_id(findable(known), sent(who.number, sent_is_foreign, first_name=who.first, last_name=who.last))
    assert (found == "a") is not (known_is_foreign or sent_is_foreign)


@SOME
@given(st.data(), st.permutations(WHO))
def test_another_valid_number_is_another_person_whatever_else_agrees(data: st.DataObject, who: list[Who]) -> None:
    me, other = who[0], who[1]
    columns: dict[str, Any] = {"first_name": me.first, "last_name": me.last, "email": me.email, "cell": me.phone}
    kept = data.draw(st.sampled_from(spellings_of_number(other.number)))
    mine = data.draw(st.sampled_from(spellings_of_number(me.number)))
    known = findable(person("a", number=kept, **columns))
    assert found_id(known, sent(mine, **columns)) is None
    assert found_id(known, sent(None, **columns)) == "a"


@pytest.mark.parametrize("kind", [COMPANY, DECEASED_ESTATE])
@settings(SOME, max_examples=examples(50))
@given(asked=written())
def test_only_persons_are_found(kind: str, asked: Written) -> None:
    assert found_id(Known("a", asked, kind, NOW).rows(), asked.sent()) is None


@SOME
@given(st.permutations("abcd"), st.lists(st.integers(NOW - 2, NOW), min_size=4, max_size=4), st.integers(1, 4))
def test_of_several_the_one_changed_last_then_the_lowest_id(ids: list[str], times: list[int], count: int) -> None:
    columns: dict[str, Any] = {"first_name": "Åsa", "last_name": "Öberg", "email": "asa@exempel.se"}
    chosen = list(zip(ids, times, strict=True))[:count]
    found = settled(findable(*(person(id, changed_at=at, **columns) for id, at in chosen)), sent(**columns))
    assert found.contact.id == min(chosen, key=lambda item: (-item[1], item[0]))[0]
    assert [advice.code for advice in found.advice] == (["several-candidates"] if count > 1 else [])


@SOME
@given(TWICE, st.integers(NOW, NOW + 5))
def test_a_hit_is_completed_and_never_overwritten(twice: tuple[Written, Written], at: int) -> None:
    known, asked = twice
    before = known.contact("a")
    found = settled(findable(before), asked.sent(), at)
    event("found" if not found.is_new else "new")
    after = found.contact
    if found.is_new:
        assert {name: getattr(after, name) for name in asked.columns} == asked.columns
        return
    for name in VALUED:
        assert getattr(after, name) == (getattr(before, name) or asked.columns.get(name))
    assert after.personal_number == (before.personal_number or asked.number)
    kept = {name: getattr(after, name) for name in asked.columns}
    assert {name: found.left_out.get(name, value) for name, value in kept.items()} == asked.columns
    assert found.left_out.get("personal_number") == _number_left_out(known, asked)
    assert (after.changed_at == at) if after != before else (found.rows == [])


def _number_left_out(known: Written, asked: Written) -> str | None:
    """What was sent, where the contact has another number and not the same one in another spelling."""
    same = asked.valid is not None and asked.valid == known.valid
    return None if known.number is None or same or asked.number == known.number else asked.number


@SOME
@given(written())
def test_whoever_is_made_is_found_again_by_the_same_words(asked: Written) -> None:
    made = settled([], asked.sent())
    again = found_id(made.rows, asked.sent())
    assert made.is_new
    assert again == (made.contact.id if asked.valid or asked.ways else None)


@SOME
@given(TWICE)
def test_whoever_is_completed_is_found_by_the_new_words_and_the_old(twice: tuple[Written, Written]) -> None:
    known, asked = twice
    rows = findable(known.contact("a"))
    found = settled(rows, asked.sent())
    event("found" if not found.is_new else "new")
    if found.is_new:
        assert found.contact.id != "a"
        return
    kept = {(row.table, row.table.key.values_of(row)): row for row in [*rows, *found.rows]}
    for each in (known, asked):
        assert found_id(kept.values(), each.sent()) == ("a" if each.valid or each.ways else None)


def test_a_key_that_outlived_its_value_finds_nobody() -> None:
    columns: dict[str, Any] = {"first_name": "Åsa", "last_name": "Öberg", "email": "asa@exempel.se"}
    rows = findable(person("a", number=WHO[0].number, **columns))
    moved = [person("a", **columns | {"email": "new@exempel.se"}), *rows[1:]]
    assert found_id(moved, sent(WHO[0].number, **columns)) is None
    assert found_id([row for row in rows if row.table is CONTACT_MATCH], sent(**columns)) is None
    assert {row.table for row in rows} == {CONTACT, CONTACT_MATCH, CONTACT_WORD}


@pytest.mark.parametrize("column", EMAILS + PHONES)
def test_another_customers_person_is_not_found(column: str) -> None:
    columns: dict[str, Any] = {
        "first_name": "Åsa",
        "last_name": "Öberg",
        column: WHO[0].email if column in EMAILS else WHO[0].phone,
    }
    theirs = person("a", "M2", number=WHO[0].number, **columns)
    assert found_id(findable(theirs), sent(WHO[0].number, **columns)) is None


@pytest.mark.parametrize(("first", "last"), [("", "Öberg"), ("Åsa", ""), (" ", "Öberg"), ("Åsa", " ")])
def test_half_a_name_finds_nobody(first: str, last: str) -> None:
    known = person("a", first_name=first, last_name=last, email="asa@exempel.se")
    assert found_id(findable(known), sent(first_name=first, last_name=last, email="asa@exempel.se")) is None

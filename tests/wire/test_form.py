"""Forms: nested names, lists, and what stands twice."""

from __future__ import annotations

from urllib.parse import quote_plus

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from farstu.areas.budget.contract import Estates, RealtorBudget
from farstu.areas.meeting.contract import Comeback, Participant
from farstu.areas.viewing.contract import Contacted, ParticipantFollowUp
from farstu.areas.watch.contract import FinalPriceWatchedApplication
from farstu.contract.model import INFO, Model
from farstu.contract.moment import parse_moment
from farstu.wire.form_codec import form_reader
from farstu.wire.reading import Reading, TooLarge
from tests.support.effort import examples


def read(cls: type[Model], body: str | bytes, charset: str = "") -> Reading:
    return form_reader(INFO[cls], "body")(body.encode() if isinstance(body, str) else body, charset)


@pytest.mark.parametrize(
    "body", ["date=2024-05-03&participant.userId=u&note=hej+du", "DATE=2024-05-03&Participant[UserID]=u&NOTE=hej%20du"]
)
def test_names_nest_by_dots_and_brackets_in_any_case(body: str) -> None:
    expected = Comeback(date=parse_moment("2024-05-03"), participant=Participant(user_id="u"), note="hej du")
    assert read(Comeback, body).model == expected


def test_values_are_read_as_their_members_want_them() -> None:
    body = "contactId=c&viewingId=v&participated=TRUE&contacted=noanswer"
    expected = ParticipantFollowUp(contact_id="c", viewing_id="v", participated=True, contacted=Contacted.NoAnswer)
    assert read(ParticipantFollowUp, body).model == expected
    assert read(RealtorBudget, "estates.sold=5").model == RealtorBudget(estates=Estates(sold=5))


def test_a_blank_value_is_null() -> None:
    assert read(RealtorBudget, "commission=&estates.sold=+").model == RealtorBudget(estates=Estates())
    assert [problem.key for problem in read(Comeback, "date=").problems] == ["body.date"]


@pytest.mark.parametrize(
    "names",
    [
        ("marketing.utmTags[0].name", "marketing.utmTags[1].name"),
        ("marketing[utmTags][0][name]", "Marketing[UtmTags][1][Name]"),
        ("marketing.utmTags[5].name", "marketing.utmTags[12].name"),
    ],
)
def test_lists_are_read_by_their_numbers(names: tuple[str, str]) -> None:
    model = read(FinalPriceWatchedApplication, f"{names[1]}=b&{names[0]}=a").model
    assert isinstance(model, FinalPriceWatchedApplication)
    assert model.marketing is not None
    assert [tag.name for tag in model.marketing.utm_tags or []] == ["a", "b"]


def test_the_first_of_a_repeated_name_wins_with_an_advice() -> None:
    reading = read(Comeback, "date=2024-05-03&note=a&Note=b&note.x=c")
    assert reading.model == Comeback(date=parse_moment("2024-05-03"), note="a")
    assert [(item.code, item.member) for item in reading.advice] == [
        ("repeated-member", "body.note"),
        ("repeated-member", "body.note.x"),
    ]


def test_unknown_names_are_skipped_with_an_advice() -> None:
    reading = read(Comeback, "date=2024-05-03&colour=red")
    assert [(item.code, item.member) for item in reading.advice] == [("unknown-member", "body.colour")]


@pytest.mark.parametrize("body", ["", "&&"])
def test_no_pair_at_all_is_a_missing_body(body: str) -> None:
    assert [problem.text.key for problem in read(Comeback, body).problems] == ["error.body_missing"]


@pytest.mark.parametrize("body", [b"\xff=1", b"note=%ff"])
def test_what_is_no_text_is_refused(body: bytes) -> None:
    assert [problem.text.key for problem in read(Comeback, body).problems] == ["error.encoding"]


@pytest.mark.parametrize("body", ["a=1&" * 50_001, "a" + "[b]" * 300 + "=1"])
def test_too_many_or_too_deep_names_are_too_large(body: str) -> None:
    with pytest.raises(TooLarge):
        read(Comeback, body)


@settings(max_examples=examples(200), deadline=None)
@given(st.dictionaries(st.text(max_size=8), st.text(max_size=8), max_size=5), st.binary(max_size=20))
def test_anything_has_an_answer(pairs: dict[str, str], rest: bytes) -> None:
    body = "&".join(f"{quote_plus(name)}={quote_plus(value)}" for name, value in pairs.items()).encode() + rest
    reading = read(Comeback, body)
    assert reading.model is None or reading.problems

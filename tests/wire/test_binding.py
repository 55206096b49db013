"""From a tree to a model: names ignoring case, the last one counts, and every error of a body at once."""

from __future__ import annotations

from typing import Any

import pytest

from farstu.areas.budget.contract import Estates, RealtorBudget, SaleMeetings
from farstu.areas.buyer.contract import LoanPromise, LoanPromiseFinancing
from farstu.areas.watch.contract import FinalPriceWatchedApplication, LeadPerson
from farstu.contract.model import INFO, Model
from farstu.records.forms import FormMarketing, UtmTag
from farstu.texts import LANGUAGES, render
from farstu.wire.binding import MOST_ADVICE, binder
from farstu.wire.lenient import read_json
from farstu.wire.reading import Reading


def read(model: type[Model], body: str, name: str = "body") -> Reading:
    return binder(INFO[model], name)(read_json(body)[0])


def bound(model: type[Model], body: str) -> Any:
    reading = read(model, body)
    assert reading.problems == []
    return reading.model


def keys(reading: Reading) -> list[str]:
    return [problem.key for problem in reading.problems]


def advice(reading: Reading) -> list[tuple[str, str]]:
    return [(item.code, item.member) for item in reading.advice]


def test_members_nest() -> None:
    body = '{"commission":1,"estates":{"sold":2,"registered":3},"saleMeetings":{"total":4,"ownBooked":5}}'
    assert bound(RealtorBudget, body) == RealtorBudget(
        commission=1, estates=Estates(sold=2, registered=3), sale_meetings=SaleMeetings(total=4, own_booked=5)
    )


@pytest.mark.parametrize("name", ["bank", "Bank", "BANK", "bAnK"])
def test_names_are_read_in_any_case(name: str) -> None:
    assert bound(LoanPromise, f'{{"{name}":"x"}}').bank == "x"


def test_all_errors_of_a_body_come_together_in_its_order() -> None:
    reading = read(
        RealtorBudget,
        '{"commission":"a","Estates":{"sold":"b","registered":[]},"saleMeetings":{"total":3,"ownBooked":1.5},"x":1}',
        "budget",
    )
    assert keys(reading) == [
        "budget.commission",
        "budget.Estates.sold",
        "budget.Estates.registered",
        "budget.Estates",
        "budget.saleMeetings.ownBooked",
    ]
    assert reading.model == RealtorBudget(estates=Estates(), sale_meetings=SaleMeetings(total=3))
    assert advice(reading) == [("unknown-member", "budget.x")]


def test_errors_below_a_list_say_which_item() -> None:
    reading = read(
        FinalPriceWatchedApplication,
        '{"person":{"FirstName":{}},"Marketing":{"utmTags":[{"name":[]},5,{"Value":"x"},null,"y",[]]}}',
        "application",
    )
    assert keys(reading) == [
        "application.person.FirstName",
        "application.Marketing.utmTags[0].name",
        "application.Marketing.utmTags[0]",
        "application.Marketing.utmTags[1]",
        "application.Marketing.utmTags[3]",
        "application.Marketing.utmTags[4]",
        "application.Marketing.utmTags[5]",
    ]
    assert [item.text.values["value"] for item in reading.problems[3:]] == ["5", "null", "y", "[…]"]


def test_what_was_wrong_takes_its_default_and_the_rest_is_read() -> None:
    reading = read(LoanPromise, '{"financing":"x","estateType":"x","bank":"b","validUntil":"x"}')
    assert keys(reading) == ["body.financing", "body.estateType", "body.validUntil"]
    assert reading.model == LoanPromise(bank="b", financing=LoanPromiseFinancing.Unknown)


@pytest.mark.parametrize("value", ["1", '"x"', "null", "{}", '[1,{"a":[{}]}]', '{"bank":"inner"}'])
def test_unknown_members_of_any_shape_are_skipped_and_noted(value: str) -> None:
    reading = read(LoanPromise, f'{{"colour":{value},"bank":"x","$type":"T"}}', "loanPromise")
    assert reading == Reading(LoanPromise(bank="x"), [], reading.advice)
    assert advice(reading) == [("unknown-member", "loanPromise.colour"), ("unknown-member", "loanPromise.$type")]


def test_an_unknown_members_long_name_is_shortened_in_its_advice() -> None:
    reading = read(LoanPromise, '{"' + "x" * 200 + '":1,"\\ud83c":2}')
    assert advice(reading) == [("unknown-member", "body." + "x" * 59 + "…"), ("unknown-member", "body.?")]


def test_advice_is_bounded() -> None:
    reading = read(LoanPromise, "{" + ",".join(f'"x{number}":1' for number in range(MOST_ADVICE * 2)) + "}")
    assert len(reading.advice) == MOST_ADVICE == 100


def test_unknown_members_are_noted_where_they_are() -> None:
    reading = read(FinalPriceWatchedApplication, '{"marketing":{"utmTags":[{},{"colour":1}],"b":2},"person":{"c":3}}')
    assert advice(reading) == [
        ("unknown-member", "body.marketing.utmTags[1].colour"),
        ("unknown-member", "body.marketing.b"),
        ("unknown-member", "body.person.c"),
    ]


@pytest.mark.parametrize(
    ("body", "bank"),
    [
        ('{"bank":"a","bank":"b"}', "b"),
        ('{"BANK":"a","bank":"b","Bank":"c"}', "c"),
        ('{"bank":"a","BANK":null}', None),
        ('{"bank":"a","BANK":5}', "5"),
    ],
)
def test_the_last_of_a_repeated_member_wins(body: str, bank: str | None) -> None:
    reading = read(LoanPromise, body)
    assert (reading.model, reading.problems) == (LoanPromise(bank=bank), [])
    assert {code for code, _ in advice(reading)} == {"repeated-member"}


def test_a_repeated_member_is_noted_each_time_as_it_was_spelled() -> None:
    reading = read(LoanPromise, '{"bank":"a","Bank":"b","BANK":"c","x":1,"x":2}')
    assert advice(reading) == [
        ("repeated-member", "body.Bank"),
        ("repeated-member", "body.BANK"),
        ("unknown-member", "body.x"),
        ("unknown-member", "body.x"),
    ]


def test_an_object_that_comes_again_replaces_the_first_whole() -> None:
    body = '{"estates":{"sold":1,"registered":2},"Estates":{"registered":3}}'
    assert bound(RealtorBudget, body) == RealtorBudget(estates=Estates(registered=3))


@pytest.mark.parametrize(
    "body",
    [
        '{"commission":"x","commission":1}',
        '{"commission":{},"COMMISSION":1}',
        '{"estates":{"sold":"x"},"Estates":null,"commission":1}',
        '{"estates":{"sold":"x","registered":"y"},"estates":{},"commission":1}',
        '{"estates":5,"estates":{},"commission":1}',
        '{"estates":{"sold":[]},"ESTATES":{},"commission":1}',
    ],
)
def test_an_error_under_an_earlier_repetition_is_forgotten(body: str) -> None:
    assert bound(RealtorBudget, body).commission == 1


def test_an_error_under_an_earlier_list_is_forgotten() -> None:
    body = '{"utmTags":[5,{"name":{}}],"UTMTAGS":[{"name":"a"}]}'
    assert bound(FormMarketing, body) == FormMarketing(utm_tags=[UtmTag(name="a")])


@pytest.mark.parametrize("body", ['{"commission":[],"commission":1}', '{"Commission":[1],"COMMISSION":1,"estates":{}}'])
def test_a_list_for_a_value_is_forgotten_whole_when_the_member_comes_again(body: str) -> None:
    assert bound(RealtorBudget, body).commission == 1


def test_only_the_repeated_member_is_forgotten() -> None:
    reading = read(
        LeadPerson,
        '{"email":{"emailAddress":{},"emailAddress2":{}},"EMAIL":{"emailAddress":"a","emailAddress2":[]},"firstName":{}}',
    )
    assert keys(reading) == ["body.EMAIL.emailAddress2", "body.EMAIL", "body.firstName"]


def test_the_last_one_counts_when_it_is_the_wrong_one() -> None:
    reading = read(RealtorBudget, '{"commission":1,"Commission":"x"}')
    assert (keys(reading), reading.model) == (["body.Commission"], RealtorBudget())


@pytest.mark.parametrize(
    ("model", "member"),
    [
        (LoanPromise, "bank"),
        (LoanPromise, "validUntil"),
        (RealtorBudget, "commission"),
        (LeadPerson, "isForeignSocialSecurityNumber"),
    ],
)
def test_a_list_in_a_simple_member_is_reported_at_the_object_around_it_too(model: type[Model], member: str) -> None:
    reading = read(model, f'{{"{member}":["a"]}}')
    assert keys(reading) == [f"body.{member}", "body"]
    for language in LANGUAGES:
        wire = member[0].upper() + member[1:]
        assert all(wire in render(problem.text, language) for problem in reading.problems)


@pytest.mark.parametrize("body", ['{"estateType":[]}', '{"financing":["Bank"]}'])
def test_a_list_in_an_enum_is_reported_there_alone(body: str) -> None:
    reading = read(LoanPromise, body)
    assert [key.count(".") for key in keys(reading)] == [1]


@pytest.mark.parametrize("body", ["", "null", '""'])
def test_a_missing_body_is_said_to_be_missing(body: str) -> None:
    reading = read(RealtorBudget, body, "budget")
    assert (reading.model, keys(reading)) == (None, ["budget"])
    assert reading.problems[0].text.key == "error.body_missing"


@pytest.mark.parametrize("body", ["5", "true", '"x"', "[]", "[{}]", "word"])
def test_a_body_that_is_no_object_is_refused_by_its_name(body: str) -> None:
    reading = read(RealtorBudget, body, "budget")
    assert (reading.model, keys(reading)) == (None, ["budget"])
    for language in LANGUAGES:
        assert "RealtorBudget" in render(reading.problems[0].text, language)


def test_a_required_member_that_is_left_out_is_none_until_it_is_checked() -> None:
    reading = read(FinalPriceWatchedApplication, "{}")
    assert (reading.problems, reading.model) == ([], FinalPriceWatchedApplication(person=None))

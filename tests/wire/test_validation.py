"""What a model must keep to once it is read. Keys are spelled as the reference spells its members."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from farstu.areas.budget.contract import Estates, RealtorBudget
from farstu.areas.buyer.contract import LoanPromise
from farstu.areas.meeting.contract import Comeback
from farstu.areas.viewing.contract import ParticipantFollowUp
from farstu.areas.watch.contract import FinalPriceWatchedApplication, LeadAddress, LeadPerson
from farstu.contract.fields import Field, Kind
from farstu.contract.model import INFO, MODELS, Model
from farstu.contract.moment import parse_moment
from farstu.records.forms import FormMarketing, PersonTelephoneNumbers, UtmTag
from farstu.records.models import Email
from farstu.texts import LANGUAGES, render
from farstu.wire.json_reading import json_reader
from farstu.wire.reading import Reading
from farstu.wire.validation import given_expression, validate
from tests.support.effort import examples

TEXTS = [(key, field) for key, info in MODELS.items() for field in info.fields if field.kind is Kind.TEXT]
NUMBERS = [(key, field) for key, info in MODELS.items() for field in info.fields if field.between]
MAIL = Email(email_address="a@b.se")


def check(model: Model, at: str = "body") -> Reading:
    reading = Reading(model)
    validate(model, at, reading)
    return reading


def keys(reading: Reading) -> list[str]:
    return [problem.key for problem in reading.problems]


def broken(model: Model) -> list[tuple[str, str]]:
    """Key and kind of every problem."""
    return [(problem.key, problem.text.key.removeprefix("error.")) for problem in check(model).problems]


def with_one(key: str, field: Field, value: Any) -> Model:
    """A model with this value alone."""
    info = MODELS[key]
    return info.cls(**{item.name: None for item in info.fields if item.required} | {field.name: value})


def of_member(key: str, field: Field, value: Any) -> list[tuple[str, str]]:
    """What is wrong with one member that has this value."""
    return [item for item in broken(with_one(key, field, value)) if item[0] == f"body.{field.wire}"]


def person(**values: Any) -> LeadPerson:
    return LeadPerson(**{"first_name": "Anna", "last_name": "Berg", "email": MAIL} | values)


def application(**values: Any) -> FinalPriceWatchedApplication:
    return FinalPriceWatchedApplication(**{"person": person()} | values)


@pytest.mark.parametrize(("key", "field"), TEXTS, ids=lambda item: item.wire if isinstance(item, Field) else item)
def test_a_text_may_be_as_long_as_its_limit_and_no_longer(key: str, field: Field) -> None:
    assert field.length is not None
    assert of_member(key, field, "å" * field.length.most) == []
    assert of_member(key, field, "🏠" * field.length.most) == []
    assert of_member(key, field, "å" * (field.length.most + 1)) == [(f"body.{field.wire}", "length")]


@pytest.mark.parametrize(("key", "field"), NUMBERS, ids=lambda item: item.wire if isinstance(item, Field) else item)
def test_a_number_lies_in_its_range(key: str, field: Field) -> None:
    assert field.between is not None
    for inside in (field.between.least, field.between.most, *(() if field.required else (None,))):
        assert of_member(key, field, inside) == []
    for outside in (field.between.least - 1, field.between.most + 1):
        assert of_member(key, field, outside) == [(f"body.{field.wire}", "between")]


def test_ranges_are_the_known_ones() -> None:
    limits = {field.wire: (field.between.least, field.between.most) for _, field in NUMBERS if field.between}
    assert limits["Commission"] == (0, 10_000_000)
    assert {limits[name] for name in ("Sold", "Registered", "Total", "OwnBooked")} == {(0, 100_000)}


@settings(deadline=None, max_examples=examples(300))
@given(st.characters())
def test_control_characters_and_halves_of_characters_are_refused(character: str) -> None:
    forbidden = unicodedata.category(character) in ("Cc", "Cs") and character not in "\t\n\r"
    found = broken(LoanPromise(bank=f"a{character}b"))
    assert found == ([("body.Bank", "characters")] if forbidden or character in "\ufffe\uffff" else [])


@pytest.mark.parametrize("code", [*range(0x20), *range(0x7F, 0xA0), 0xD800, 0xDBFF, 0xDC00, 0xDFFF, 0xFFFE, 0xFFFF])
def test_only_tab_and_line_ends_are_control_characters_of_a_text(code: int) -> None:
    assert (broken(LoanPromise(bank=f"a{chr(code)}")) == []) == (code in (9, 10, 13))


@pytest.mark.parametrize(
    ("text", "code", "place"), [("a\x00b", "U+0000", 2), ("\x9f", "U+009F", 1), ("åä\ud83c\x00", "U+D83C", 3)]
)
def test_a_forbidden_character_is_named_with_its_place(text: str, code: str, place: int) -> None:
    (problem,) = check(LoanPromise(bank=text)).problems
    assert problem.text.values == {"member": "Bank", "code": code, "place": place}


@pytest.mark.parametrize("escape", [r"\u0000", r"\u0001", r"\u007f", r"\ud83c", r"\udfe0", r"\uffff", "\x7f"])
def test_a_forbidden_character_is_refused_from_the_wire(escape: str) -> None:
    reading = json_reader(INFO[LoanPromise], "loanPromise")(f'{{"bank":"a{escape}"}}'.encode(), "")
    assert keys(reading) == ["loanPromise.Bank"]


@pytest.mark.parametrize("blank", [None, "", " ", "\t\r\n", "\u00a0\u2003"])
def test_a_required_text_is_there_and_not_blank(blank: str | None) -> None:
    assert broken(person(first_name=blank, last_name=blank)) == [
        ("body.FirstName", "required"),
        ("body.LastName", "required"),
    ]
    assert broken(ParticipantFollowUp(contact_id=blank, viewing_id="v")) == [("body.ContactId", "required")]


def test_a_required_object_and_a_required_date_are_there() -> None:
    assert broken(FinalPriceWatchedApplication()) == [("body.Person", "required")]
    reading = json_reader(INFO[Comeback], "comeback")(b'{"note":"x"}', "")
    assert [(item.key, item.text.key) for item in reading.problems] == [("comeback.Date", "error.required")]


@pytest.mark.parametrize("body", ['{"date":"x"}', '{"DATE":5}', '{"date":null}', '{"date":""}', '{"date":{}}'])
def test_what_could_not_be_read_is_not_called_missing_as_well(body: str) -> None:
    reading = json_reader(INFO[Comeback], "comeback")(body.encode(), "")
    assert [(item.key.lower(), item.text.key) for item in reading.problems] == [("comeback.date", "error.date")]


def test_reading_and_checking_report_together() -> None:
    body = '{"prospectiveBuyerStatus":"x","leadSourceId":"' + "x" * 41 + '","person":{"lastName":" ","firstName":{}}}'
    reading = json_reader(INFO[FinalPriceWatchedApplication], "application")(body.encode(), "")
    assert keys(reading) == [
        "application.prospectiveBuyerStatus",
        "application.person.firstName",
        "application.Person.LastName",
        "application.Person.Email",
        "application.Person.Telephone",
        "application.LeadSourceId",
    ]


def test_optional_texts_may_be_blank() -> None:
    assert broken(LoanPromise(bank=" ", estate_id="")) == []
    assert broken(application(message="", lead_source_id=" ")) == []


@pytest.mark.parametrize(
    "values",
    [
        {"email": None},
        {"email": Email()},
        {"email": Email(email_address=" ", email_address2="")},
        {"email": None, "telephone": PersonTelephoneNumbers()},
        {
            "email": Email(email_address=""),
            "telephone": PersonTelephoneNumbers(home=" ", work="\t", cell="", other=None),
        },
    ],
)
def test_a_person_that_cannot_be_reached_is_refused_under_both_keys(values: dict[str, Any]) -> None:
    assert broken(person(**values)) == [("body.Email", "contact_channel"), ("body.Telephone", "contact_channel")]


@pytest.mark.parametrize(
    "values",
    [
        {"email": Email(email_address="x")},
        {"email": Email(email_address2="x")},
        {"email": None, "telephone": PersonTelephoneNumbers(home="1")},
        {"email": None, "telephone": PersonTelephoneNumbers(work="1")},
        {"email": None, "telephone": PersonTelephoneNumbers(cell="1")},
        {"email": None, "telephone": PersonTelephoneNumbers(other="1")},
    ],
)
def test_one_way_to_reach_a_person_is_enough(values: dict[str, Any]) -> None:
    assert broken(person(**values)) == []


@pytest.mark.parametrize(
    ("value", "answer"),
    [
        (LeadAddress(), False),
        (LeadAddress(city=""), False),
        (LeadAddress(city=" \n"), False),
        (LeadAddress(city="x"), True),
        (LeadPerson(is_foreign_social_security_number=False), True),
        (Estates(), False),
        (Estates(sold=0), True),
        (RealtorBudget(estates=Estates()), False),
        (RealtorBudget(estates=Estates(registered=1)), True),
        (LeadAddress(city=" "), False),
    ],
)
def test_a_model_says_something_where_one_of_its_members_does(value: Any, answer: bool) -> None:
    member = replace(INFO[LeadPerson].fields[0], kind=Kind.MODEL, type=type(value))
    assert bool(eval(given_expression(member, "value"), {"value": value})) is answer  # noqa: S307 - made of the contract


def test_a_list_has_at_most_its_number_of_items() -> None:
    tags = [UtmTag(name="a")] * 20
    assert broken(application(marketing=FormMarketing(utm_tags=tags))) == []
    assert broken(application(marketing=FormMarketing(utm_tags=[]))) == []
    too_many = FormMarketing(utm_tags=[*tags, UtmTag(name="a")])
    assert broken(application(marketing=too_many)) == [("body.Marketing.UtmTags", "items")]


def test_keys_are_spelled_as_the_reference_spells_its_members() -> None:
    sent = application(
        person=person(
            first_name="x" * 41,
            social_security_number="1" * 21,
            address=LeadAddress(street_address="x" * 69, zip_code="x" * 16, city="x" * 26),
            email=Email(email_address="x" * 101, email_address2="\x00"),
            telephone=PersonTelephoneNumbers(home="1" * 18, other="1" * 18),
        ),
        marketing=FormMarketing(referrer="x" * 2_049, utm_tags=[UtmTag(), UtmTag(name="x" * 101, value="\x01")]),
        message="x" * 4_001,
    )
    assert keys(check(sent, "application")) == [
        "application.Person.FirstName",
        "application.Person.SocialSecurityNumber",
        "application.Person.Address.StreetAddress",
        "application.Person.Address.ZipCode",
        "application.Person.Address.City",
        "application.Person.Email.EmailAddress",
        "application.Person.Email.EmailAddress2",
        "application.Person.Telephone.Home",
        "application.Person.Telephone.Other",
        "application.Marketing.Referrer",
        "application.Marketing.UtmTags[1].Name",
        "application.Marketing.UtmTags[1].Value",
        "application.Message",
    ]


@pytest.mark.parametrize(
    ("model", "shown"),
    [
        (LoanPromise(bank="x" * 101), ("Bank", "100", "101")),
        (LoanPromise(bank="\x00"), ("Bank", "U+0000", "1")),
        (RealtorBudget(commission=-1), ("Commission", "0", "10000000", "-1")),
        (FormMarketing(utm_tags=[UtmTag()] * 21), ("UtmTags", "20", "21")),
        (FinalPriceWatchedApplication(), ("Person",)),
        (person(email=None), ("Email", "Telephone")),
    ],
)
def test_a_sentence_names_the_member_the_limit_and_what_was_sent(model: Model, shown: tuple[str, ...]) -> None:
    problem = check(model).problems[0]
    for language in LANGUAGES:
        assert [text for text in shown if text not in render(problem.text, language)] == []


@pytest.mark.parametrize(
    ("date", "codes"),
    [
        ("2024-10-27T02:30:00", ["doubled-hour"]),
        ("2024-03-31T02:30:00", ["clock-moved-forward"]),
        ("2024-10-27T02:30:00+01:00", []),
        ("2024-05-03", []),
    ],
)
def test_a_date_that_names_no_one_instant_is_noted(date: str, codes: list[str]) -> None:
    reading = check(Comeback(date=parse_moment(date)), "comeback")
    assert [(item.code, item.member) for item in reading.advice] == [(code, "comeback.Date") for code in codes]
    assert check(LoanPromise(valid_until=parse_moment(date))).problems == reading.problems == []

"""How a JSON value becomes a member's: the table of the reference, with the places where Farstu does otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

import pytest

from farstu.areas.buyer.contract import LoanPromiseEstateType, LoanPromiseFinancing
from farstu.contract.enums import ContractEnum
from farstu.contract.fields import PERSONAL_NUMBER, REQUIRED, about
from farstu.contract.model import INFO, MODELS, Model, ModelInfo, model
from farstu.contract.moment import Moment
from farstu.records.forms import UtmTag
from farstu.texts import LANGUAGES, render
from farstu.wire.binding import binder
from farstu.wire.lenient import read_json
from farstu.wire.reading import Reading

MEMBER = about(en="A member to read into", sv="En medlem att läsa in i")


@pytest.fixture(scope="module", autouse=True)
def everything() -> Iterator[ModelInfo]:
    """A model with one member of each kind, null allowed and not."""
    before = dict(MODELS), dict(INFO)

    @model("Test_Everything", namespace="urn:test", en="One of each kind", sv="En av varje sort")
    class Everything(Model, kw_only=True):
        text: Annotated[str | None, MEMBER] = None
        secret: Annotated[str | None, MEMBER, PERSONAL_NUMBER] = None
        whole: Annotated[int, MEMBER] = 0
        whole_or_null: Annotated[int | None, MEMBER] = None
        yes: Annotated[bool, MEMBER] = False
        yes_or_null: Annotated[bool | None, MEMBER] = None
        financing: Annotated[LoanPromiseFinancing, MEMBER] = LoanPromiseFinancing.Unknown
        financing_or_null: Annotated[LoanPromiseFinancing | None, MEMBER] = None
        home: Annotated[LoanPromiseEstateType | None, MEMBER] = None
        date: Annotated[Moment | None, MEMBER, REQUIRED] = None
        day: Annotated[Moment, MEMBER]
        tag: Annotated[UtmTag | None, MEMBER] = None
        tags: Annotated[list[UtmTag] | None, MEMBER] = None

    yield INFO[Everything]
    for registry, kept in zip((MODELS, INFO), before, strict=True):
        registry.clear()
        registry.update(kept)


def read(member: str, literal: str) -> Reading:
    """What comes of `{"member": literal}`; the date that must be there is there."""
    others = "" if member == "day" else '"day":"2024-05-03",'
    node, _ = read_json(f'{{{others}"{member}":{literal}}}')
    return binder(MODELS["Test_Everything"], "body")(node)


def value(member: str, literal: str) -> Any:
    reading = read(member, literal)
    assert reading.problems == []
    name = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in member)
    return getattr(reading.model, name)


def refused(member: str, literal: str) -> bool:
    """Whether the value is refused under its member."""
    problems = read(member, literal).problems
    return f"body.{member}" in {problem.key for problem in problems}


@pytest.mark.parametrize(
    ("literal", "found"),
    [
        ('"x"', "x"),
        ('"  x  "', "  x  "),
        ('""', ""),
        ("17", "17"),
        ("5.50", "5.50"),
        ("-1.0E+05", "-1.0E+05"),
        ("true", "true"),
        ("false", "false"),
        ("null", None),
        ("NaN", "NaN"),
        ("Infinity", "Infinity"),
        ("-Infinity", "-Infinity"),
        ('"2024-05-03T00:07:34+02:00"', "2024-05-03T00:07:34+02:00"),
        ('"/Date(0)/"', "/Date(0)/"),
        (".5", ".5"),
        ("-5.", "-5."),
    ],
)
def test_a_text_keeps_what_was_written(literal: str, found: str | None) -> None:
    assert value("text", literal) == found


@pytest.mark.parametrize("literal", ["{}", "[]", '["a"]', "0x1F", "010", "+5", ".", "abc", "True", "undefined"])
def test_what_is_no_value_is_no_text(literal: str) -> None:
    assert refused("text", literal)


@pytest.mark.parametrize("member", ["whole", "wholeOrNull"])
@pytest.mark.parametrize(
    ("literal", "number"),
    [("5", 5), ("-5", -5), ("0", 0), ("-0", 0), ('"5"', 5), ('" 5 "', 5),
     (r'"\t\n\f\r\u000b5"', 5), ('"+5"', 5), ('"-5"', -5), ('"005"', 5),
     ("2147483647", 2147483647), ("-2147483648", -2147483648), ('"2147483647"', 2147483647), ("5.0", 5),
     ("-5.00", -5), ("1e3", 1000), ("1E+3", 1000), ("1.5e1", 15), ("10e-1", 1), ("0e5", 0), ("0.0", 0)],
)  # fmt: skip
def test_a_whole_number_is_read_however_it_is_written(member: str, literal: str, number: int) -> None:
    assert value(member, literal) == number


@pytest.mark.parametrize("member", ["whole", "wholeOrNull"])
@pytest.mark.parametrize(
    "literal",
    ["5.5", "1e-1", "1.5e0", "1.00000000000000001", "1.00000000000000001e0", "1e-400", "1e-000000400", "1e10",
     "1e400", "2147483648", "-2147483649", "99999999999999999999999", '"2147483648"', '"99999999999999999999999"',
     '"5.0"', '"1,000"', '"1 000"', '"1e3"', '"0x10"', '"five"', "true", "[]", "{}", "+5", "010", "0x1F", "NaN",
     "Infinity", "five", r'"5\u001f"', r'"\u001c5"', r'"5\u00a0"', r'"\u0665"'],
)  # fmt: skip
def test_what_is_no_whole_number_of_32_bits_is_refused(member: str, literal: str) -> None:
    assert refused(member, literal)


@pytest.mark.parametrize("member", ["yes", "yesOrNull"])
@pytest.mark.parametrize(
    ("literal", "found"),
    [("true", True), ("false", False), ('"true"', True), ('"True"', True), ('" true "', True), ('"FALSE"', False),
     ("0", False), ("0.0", False), ("-0", False), ("0e9", False), ("1", True), ("2", True), ("-1", True),
     ("1.5", True), ("1e400", True)],
)  # fmt: skip
def test_a_boolean_is_a_word_or_whether_a_number_is_not_zero(member: str, literal: str, found: bool) -> None:
    assert value(member, literal) is found


@pytest.mark.parametrize("member", ["yes", "yesOrNull"])
@pytest.mark.parametrize(
    "literal", ['"1"', '"0"', '"yes"', '"on"', '"ja"', '" "', "True", "False", "yes", "NaN", "0x1", "010", "[]", "{}"]
)
def test_what_is_no_boolean_is_refused(member: str, literal: str) -> None:
    assert refused(member, literal)


@pytest.mark.parametrize("member", ["financing", "financingOrNull"])
@pytest.mark.parametrize(
    ("literal", "found"),
    [('"Bank"', "Bank"), ('"BANK"', "Bank"), ('"bank"', "Bank"), ('" Bank "', "Bank"), ("1", "Bank"),
     ('"1"', "Bank"), ('" 2 "', "Other"),
     (r'"\t2\n"', "Other"), ('"+2"', "Other"), ("0", "Unknown"), ("-0", "Unknown"), ('"0"', "Unknown"),
     ('"unknown"', "Unknown")],
)  # fmt: skip
def test_an_enum_is_read_by_name_in_any_case_or_by_number(member: str, literal: str, found: str) -> None:
    assert value(member, literal) is LoanPromiseFinancing(found)


@pytest.mark.parametrize("member", ["financing", "financingOrNull", "home"])
@pytest.mark.parametrize(
    "literal",
    ["77", "-1", "99999999999", '"42"', '"-1"', '"99999999999999999999999"', "1.0", "0.0", "1e0", "true", "false",
     "[]", "{}", '" "', '"Castle"', '"1x"', '"LoanPromiseFinancing.Bank"', '"Bank,Other"', '"Apartment, Cottage"',
     "NaN", "Bank", "House", "01", "0x1", r'"1\u001f"', r'"1\u00a0"'],
)  # fmt: skip
def test_what_is_no_member_of_an_enum_is_refused(member: str, literal: str) -> None:
    assert refused(member, literal)


@pytest.mark.parametrize("literal", ["0", '"0"', "-0", '" +0 "'])
def test_zero_is_unset_for_an_enum_without_a_zero_member(literal: str) -> None:
    assert value("home", literal) is None
    assert [(item.code, item.member) for item in read("home", literal).advice] == [("undefined-zero", "body.home")]


def test_null_is_unset_for_an_enum_without_a_zero_member() -> None:
    assert value("home", "null") is None
    assert [(item.code, item.member) for item in read("home", "null").advice] == [("null-as-unset", "body.home")]


@pytest.mark.parametrize("literal", ["null", '""'])
@pytest.mark.parametrize("member", ["whole", "yes", "financing", "day"])
def test_null_and_an_empty_text_are_refused_where_null_is_no_value(member: str, literal: str) -> None:
    assert refused(member, literal)


@pytest.mark.parametrize("literal", ["null", '""'])
@pytest.mark.parametrize("member", ["wholeOrNull", "yesOrNull", "financingOrNull", "date"])
def test_null_and_an_empty_text_are_null_where_null_is_a_value(member: str, literal: str) -> None:
    assert value(member, literal) is None
    assert read(member, literal).advice == []


def test_an_empty_text_is_no_enum_member_even_where_unset_is_possible() -> None:
    assert refused("home", '""')


@pytest.mark.parametrize("member", ["date", "day"])
@pytest.mark.parametrize(
    ("literal", "written"),
    [
        ('"2024-05-03T00:07:34.8013926+02:00"', "2024-05-03T00:07:34.8013926+02:00"),
        ('" 2024-05-03 00:07 "', "2024-05-03T00:07:00"),
        ('"2024-05-03"', "2024-05-03T00:00:00"),
        (r'"\/Date(1714687654801+0200)\/"', "2024-05-03T00:07:34.801+02:00"),
        ('"/Date(0)/"', "1970-01-01T00:00:00Z"),
    ],
)
def test_a_date_is_a_text_in_a_form_that_means_one_thing(member: str, literal: str, written: str) -> None:
    assert value(member, literal).text == written


@pytest.mark.parametrize("member", ["date", "day"])
@pytest.mark.parametrize(
    "literal",
    ['" "', '"next monday"', '"05/03/2024"', '"2024"', '"2024-02-30"', '"20240503"', "20240503", "2024",
     "1714687654801", "true", "[]", "{}", "2024-05-03", "NaN"],
)  # fmt: skip
def test_what_is_no_date_is_refused(member: str, literal: str) -> None:
    assert refused(member, literal)


@pytest.mark.parametrize("literal", ["null", '""'])
def test_null_and_an_empty_text_are_no_object(literal: str) -> None:
    assert value("tag", literal) is None


def test_an_object_is_a_model_and_a_list_one_of_models() -> None:
    assert value("tag", '{"name":"a"}') == UtmTag(name="a")
    assert value("tag", "{}") == UtmTag()
    assert value("tags", '[{"name":"a"},{}]') == [UtmTag(name="a"), UtmTag()]
    assert value("tags", "[]") == []
    assert value("tags", "null") is None


@pytest.mark.parametrize("literal", ["5", "true", '"x"', '" "', "[]", "[{}]", "word"])
def test_anything_else_is_no_object(literal: str) -> None:
    assert refused("tag", literal)


@pytest.mark.parametrize("literal", ["5", "false", '"x"', '""', "{}", '{"name":"a"}', "word"])
def test_anything_else_is_no_list(literal: str) -> None:
    assert refused("tags", literal)


def test_what_is_left_out_takes_its_default(everything: ModelInfo) -> None:
    reading = binder(everything, "body")(read_json("{}")[0])
    assert {field.name: getattr(reading.model, field.name) for field in everything.fields} == {
        field.name: field.default for field in everything.fields
    }
    assert [everything.by_folded_name[name].default for name in ("whole", "yes", "financing", "home")] == [
        0, False, LoanPromiseFinancing.Unknown, None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("member", "literal", "shown"),
    [
        ("whole", '"abc"', "abc"),
        ("whole", "true", "true"),
        ("whole", "null", "null"),
        ("yes", "[1]", "[…]"),
        ("yes", '{"a":1}', "{…}"),
        ("text", "0x1F", "0x1F"),
        ("whole", '"' + "x" * 50 + '"', "x" * 39 + "…"),
        ("whole", '"' + "x" * 40 + '"', "x" * 40),
        ("whole", '"\\ud83c"', "?"),
        ("whole", '"19900101-2384"', "19900101-****"),
        ("whole", "199001012384", "19900101****"),
        ("whole", '"' + "x" * 30 + ' 900101-2384"', "x" * 30 + " 900101-*…"),
        ("secret", "0x1F", "****"),
        ("secret", "131052-308T", "****"),
        ("secret", "[]", "[…]"),
    ],
)
def test_a_refusal_names_the_member_and_shows_the_value_but_never_a_personal_number(
    member: str, literal: str, shown: str
) -> None:
    (problem,) = (item for item in read(member, literal).problems if item.key != "body")
    assert (problem.text.values["member"], problem.text.values["value"]) == (member[0].upper() + member[1:], shown)
    for language in LANGUAGES:
        assert shown in render(problem.text, language)


@pytest.mark.parametrize(("member", "enum"), [("financing", LoanPromiseFinancing), ("home", LoanPromiseEstateType)])
def test_a_refused_enum_says_what_it_may_be(member: str, enum: type[ContractEnum]) -> None:
    (problem,) = read(member, '"x"').problems
    for language in LANGUAGES:
        assert ", ".join(item.name for item in enum) in render(problem.text, language)

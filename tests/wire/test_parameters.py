"""Parameters of the path and the query: what is read, what is refused and under which key."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest

from farstu.areas.viewing.contract import Contacted
from farstu.contract.fields import Between, Items, Length, about
from farstu.contract.operation import FunctionGroup, Operation
from farstu.contract.parameters import Parameter, choice, date, text, texts, truth, whole
from farstu.wire.parameters import Given, read_parameters

WORDS: dict[str, str] = {"en": "Something", "sv": "Något"}


def asked(parameter: Parameter, query: str | dict[str, str], path: Parameter | None = None, value: str = "") -> Given:
    """What is read of a query, by an operation with one parameter there and perhaps one in the path."""
    parts, values = ((path,), (value,)) if path else ((), ())
    made = Operation("GET", "x", FunctionGroup.CRM, about(en="A", sv="B"), parts, None, str, "", (parameter,))
    sent = query if isinstance(query, str) else urlencode(query)
    return read_parameters(made, values, sent.encode())


def value_of(parameter: Parameter, sent: str) -> Any:
    given = asked(parameter, {parameter.name: sent})
    assert given.problems == []
    return given.values[parameter.name]


def keys_of(parameter: Parameter, query: str | dict[str, str]) -> list[str]:
    return [key for key, _ in asked(parameter, query).problems]


NUMBER = whole("n", **WORDS, between=Between(0, 300))
OPTIONAL = whole("n", **WORDS, between=Between(0, 300), required=False, default=7)
FLAG, DAY, WORD = truth("flag", **WORDS), date("day", **WORDS), text("word", **WORDS, length=Length(2, 4))
MEMBER, IDS = choice("kind", Contacted, **WORDS), texts("ids", **WORDS, items=Items(3))


@pytest.mark.parametrize(
    ("parameter", "sent", "value"),
    [
        (NUMBER, "300", 300),
        (NUMBER, "007", 7),
        (FLAG, "TRUE", True),
        (FLAG, " false ", False),
        (WORD, "abcd", "abcd"),
        (MEMBER, "noanswer", Contacted.NoAnswer),
        (MEMBER, "1", Contacted.Yes),
        (IDS, "a", ["a"]),
        (IDS, " a , b,,a", ["a", "b"]),
    ],
)
def test_a_value_is_read_by_its_kind(parameter: Parameter, sent: str, value: object) -> None:
    assert value_of(parameter, sent) == value


@pytest.mark.parametrize(
    ("parameter", "sent"),
    [
        *((NUMBER, sent) for sent in ("301", "-1", "1.0", "0x1F", "1e2", "abc", "99999999999999", "٣")),
        *((FLAG, sent) for sent in ("1", "yes", "on")),
        *((DAY, sent) for sent in ("2024-13-01", "03/05/2024", "tomorrow", "1800-01-01")),
        *((WORD, sent) for sent in ("a", "abcde", "a\x00b", "a\x1bc")),
        *((MEMBER, sent) for sent in ("Maybe", "9", "-1", "1.0")),
        *((IDS, sent) for sent in ("a,b,c,d", ",", "a,\x00")),
    ],
)
def test_a_value_that_is_none_is_refused_under_its_name(parameter: Parameter, sent: str) -> None:
    assert keys_of(parameter, {parameter.name: sent}) == [parameter.name]


@pytest.mark.parametrize(
    ("parameter", "name"),
    [(NUMBER, "n.Int32"), (FLAG, "flag.Boolean"), (DAY, "day.DateTime"), (WORD, "word.String"),
     (MEMBER, "kind.Contacted"), (IDS, "ids.String")],
)  # fmt: skip
def test_what_is_required_and_missing_is_named_and_what_is_blank_by_its_type_too(
    parameter: Parameter, name: str
) -> None:
    assert keys_of(parameter, "other=1") == [parameter.name]
    assert keys_of(parameter, {parameter.name: " "}) == [name]


@pytest.mark.parametrize("query", ["", "n=", "n=%20", "m=5"])
def test_what_is_optional_and_absent_or_blank_has_its_default(query: str) -> None:
    given = asked(OPTIONAL, query)
    assert (given.values, given.problems) == ({"n": 7}, [])


def test_names_are_read_in_any_case_and_the_first_of_a_repeated_one_counts() -> None:
    assert asked(NUMBER, "N=5&n=6").values == {"n": 5}
    assert asked(NUMBER, "x=1&n=5&N=abc").problems == []


def test_the_query_goes_before_the_path() -> None:
    given = asked(OPTIONAL, "CustomerID=M2", text("customerId", **WORDS), "M1")
    assert (given.values["customerId"], given.customers) == ("M2", ("M2",))


@pytest.mark.parametrize(
    "query", ["day=2024-05-03T10:00:00%2B02:00", "day=2024-05-03T10:00:00+02:00", "day=2024-05-03T08:00:00Z"]
)
def test_the_plus_of_an_offset_may_come_unescaped(query: str) -> None:
    assert asked(DAY, query).values["day"].ticks == asked(DAY, "day=2024-05-03T10:00:00").values["day"].ticks


def test_a_wall_clock_that_comes_twice_is_advised_on() -> None:
    assert [(item.code, item.member) for item in asked(DAY, "day=2024-10-27T02:30:00").advice] == [
        ("doubled-hour", "day")
    ]


def test_all_customers_that_are_named_are_collected() -> None:
    several = texts("CustomerIds", **WORDS, items=Items(9), required=False)
    assert asked(several, "customerids=M2,M3", text("customerId", **WORDS), "M1").customers == ("M1", "M2", "M3")
    assert asked(several, "", text("customerId", **WORDS), "M1").customers == ("M1",)


def test_every_problem_of_a_request_is_told_at_once() -> None:
    given = asked(NUMBER, "n=x", whole("year", **WORDS, between=Between(1, 2)), "3")
    assert [key for key, _ in given.problems] == ["year", "n"]


def test_a_personal_number_is_not_shown() -> None:
    ((_, sentence),) = asked(NUMBER, "n=19900101-2384").problems
    assert "2384" not in str(sentence.values)

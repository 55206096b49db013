"""Samples come out as the reference's generator makes them."""

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

import pytest

from farstu import areas, wire
from farstu.contract.enums import ENUM_INFO, ENUMS, ContractEnum, enum, member
from farstu.contract.fields import LONG, about
from farstu.contract.model import INFO, MODELS, Model, model
from farstu.contract.moment import Moment, parse_moment
from farstu.contract.operation import OPERATIONS
from farstu.help.samples import model_samples, readable, request_samples, response_samples, sample_value
from farstu.store.clock import system_clock
from farstu.wire.codecs import CODECS
from farstu.wire.json_codec import write_json

areas.load()
wire.load()

SEEDS: dict[str, Any] = json.loads((Path(__file__).parent.parent / "data" / "seed_texts.json").read_text("utf-8"))
ABOUT = about(en="Something to try", sv="Något att prova")
NAMED: dict[str, str] = {"namespace": "urn:test", "en": "A thing to test with", "sv": "En sak att prova med"}
AT = parse_moment("2026-05-03T10:00:00.1234567+02:00")


@pytest.fixture
def own() -> Iterator[None]:
    """What a test declares is forgotten after it."""
    tables: tuple[dict[Any, Any], ...] = (MODELS, INFO, ENUMS, ENUM_INFO)
    before = [dict(table) for table in tables]
    yield
    for table, kept in zip(tables, before, strict=True):
        table.clear()
        table.update(kept)


@pytest.mark.parametrize("id", sorted(SEEDS))
def test_the_ten_samples_of_the_documentation_come_out_to_the_byte(id: str) -> None:
    at = parse_moment(SEEDS[id]["date"]) if SEEDS[id]["date"] else None
    assert [sample.text for sample in request_samples(OPERATIONS[id], at)] == SEEDS[id]["request"]


@pytest.mark.parametrize("id", sorted(SEEDS))
def test_so_do_the_answers(id: str) -> None:
    assert [sample.text for sample in response_samples(OPERATIONS[id])] == SEEDS[id]["response"]


def test_samples_name_the_media_types_that_they_may_come_under() -> None:
    made = request_samples(OPERATIONS["PUT-ViewingParticipant-customerId"])
    assert [sample.media_types for sample in made] == [
        ("application/json", "text/json"),
        ("application/xml", "text/xml"),
    ]


def test_a_date_is_now_on_swedish_clocks_with_its_offset_where_none_is_given() -> None:
    before = system_clock()
    shown = json.loads(request_samples(OPERATIONS["POST-Meeting-Comeback-customerId-contactId"])[0].text)["date"]
    assert before <= parse_moment(shown).ticks <= system_clock()
    assert shown[-6] in "+-"


def test_only_simple_values_that_cannot_be_null_are_counted(own: None) -> None:
    @model("Test_Inner", **NAMED)
    class Inner(Model, kw_only=True):
        name: Annotated[str | None, ABOUT] = None

    @model("Test_Thing", **NAMED)
    class Thing(Model, kw_only=True):
        first: Annotated[str | None, ABOUT] = None
        number: Annotated[int, ABOUT] = 0
        maybe_number: Annotated[int | None, ABOUT] = None
        truth: Annotated[bool, ABOUT] = False
        maybe_truth: Annotated[bool | None, ABOUT] = None
        inner: Annotated[Inner | None, ABOUT] = None
        date: Annotated[Moment, ABOUT]
        maybe_date: Annotated[Moment | None, ABOUT] = None
        inners: Annotated[list[Inner] | None, ABOUT] = None
        again: Annotated[Inner | None, ABOUT] = None
        double: Annotated[float, ABOUT] = 0.0
        maybe_double: Annotated[float | None, ABOUT] = None
        decimal: Annotated[Decimal, ABOUT] = Decimal(0)
        long: Annotated[int, ABOUT, LONG] = 0
        words: Annotated[list[str] | None, ABOUT] = None
        last: Annotated[str | None, ABOUT] = None

    made = sample_value(Thing, AT)
    assert (made.first, made.number, made.maybe_number) == ("sample string 1", 2, 1)
    assert (made.truth, made.maybe_truth, made.date, made.maybe_date) == (True, True, AT, AT)
    assert (made.double, made.maybe_double, made.decimal, made.long) == (5.1, 1.1, Decimal(6), 7)
    assert made.words == ["sample string 1", "sample string 2"]
    assert made.last == "sample string 8"
    assert made.inner.name == "sample string 1"
    assert made.again is made.inner
    assert made.inners == [made.inner, made.inner]
    text = model_samples(INFO[Thing], AT)[0].text
    assert json.loads(text)["maybeNumber"] == 1
    assert '"decimal": 6.0,' in text


def test_an_enum_is_shown_with_its_lowest_number_read_as_unsigned(own: None) -> None:
    @enum("Test_Sign")
    class Sign(ContractEnum):
        Negative = member(-1, en="Below zero", sv="Under noll")
        Two = member(2, en="Second", sv="Andra")
        One = member(1, en="First", sv="Första")

    assert sample_value(Sign) is Sign.One


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (str, "sample string 1"),
        (bool, True),
        (int, 1),
        (float, 1.1),
        (Decimal, Decimal(1)),
        (list[str], ["sample string 1", "sample string 2"]),
        (list[int], [1, 2]),
    ],
)
def test_scalars_and_collections_of_them_count_too(kind: Any, expected: Any) -> None:
    assert sample_value(kind) == expected


def test_every_model_has_a_sample_in_every_format_that_the_wire_reads_back() -> None:
    for info in MODELS.values():
        for sample in model_samples(info):
            reading = CODECS[sample.media_types[0]].reader(info, "body")(sample.text.encode(), "")
            assert not reading.problems
            assert reading.model == sample_value(info.cls, _date_of(sample.text)), info.key


def _date_of(text: str) -> Moment | None:
    found = [word for word in text.replace("<", '"').replace(">", '"').split('"') if word[4:5] == "-" and "T" in word]
    return parse_moment(found[0]) if found else None


def test_indented_documents_say_the_same() -> None:
    assert readable(write_json({"a": [1, {"b": 'å"/>'}], "c": []})) == (
        '{\n  "a": [\n    1,\n    {\n      "b": "å\\"/>"\n    }\n  ],\n  "c": []\n}'
    )
    assert readable('<a xmlns:i="urn:i"><b i:nil="true" /><c>å &gt;&amp;/&gt;</c></a>'.encode()) == (
        '<a xmlns:i="urn:i">\n  <b i:nil="true" />\n  <c>å &gt;&amp;/&gt;</c>\n</a>'
    )

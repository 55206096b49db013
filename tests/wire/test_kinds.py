"""Every kind of member, in every format."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from farstu.contract.model import MODELS, Model, ModelInfo
from farstu.contract.moment import parse_moment
from farstu.texts import LANGUAGES, render
from farstu.wire.form_codec import form_reader
from farstu.wire.json_codec import write_json
from farstu.wire.json_reading import json_reader, lenient_reader
from farstu.wire.numbers import double_text
from farstu.wire.reading import Reading
from farstu.wire.validation import groups_of
from farstu.wire.xml_reading import xml_reader
from farstu.wire.xml_writing import xml_writer
from tests.support.effort import examples
from tests.support.kinds import KINDS, Colour, Far, Inner, Needy, Sort, Thing
from tests.support.models import as_form, models, through_a_form

ALL = {**MODELS, **KINDS}
GROUPS = {f"error.{group}" for info in ALL.values() for group in groups_of(info)}
INSTANCE = 'xmlns:i="http://www.w3.org/2001/XMLSchema-instance"'
ARRAYS = "http://schemas.microsoft.com/2003/10/Serialization/Arrays"
JSON, LENIENT = json_reader(KINDS["Test_Thing"], "thing"), lenient_reader(KINDS["Test_Thing"], "thing")
XML, FORM = xml_reader(KINDS["Test_Thing"], "thing"), form_reader(KINDS["Test_Thing"], "thing")


def without_limits(reading: Reading) -> set[str]:
    """What is wrong beyond what any model may lack."""
    told = {problem.text.key for problem in reading.problems}
    return told - {"error.required", *GROUPS}


def is_read_back(read: Callable[[bytes, str], Reading], body: bytes, model: Any) -> bool:
    reading = read(body, "")
    return reading.model == model and not without_limits(reading)


EVERY_MODEL = pytest.mark.parametrize("info", ALL.values(), ids=ALL)
SOME = settings(max_examples=examples(25), deadline=None, suppress_health_check=list(HealthCheck))


@EVERY_MODEL
def test_what_is_written_in_json_or_xml_is_read_back_the_same(info: ModelInfo) -> None:
    readers = [json_reader(info, "body"), lenient_reader(info, "body")]
    read_xml = xml_reader(info, "body")

    @SOME
    @given(models(info.cls))
    def check(model: Model) -> None:
        for read in readers:
            assert is_read_back(read, write_json(model), model)
        assert is_read_back(read_xml, xml_writer(info.cls)(model), model)

    check()


@EVERY_MODEL
def test_what_a_form_can_say_is_read_as_it_was_entered(info: ModelInfo) -> None:
    read = form_reader(info, "body")

    @SOME
    @given(models(info.cls))
    def check(model: Model) -> None:
        expected = through_a_form(model)
        if "Needy" not in info.key and expected is not None and not any_blank_item(expected):
            assert is_read_back(read, as_form(expected), expected)

    check()


def any_blank_item(value: Any) -> bool:
    """Whether a list holds what a form cannot say."""
    if isinstance(value, list):
        return any(through_a_form(item) is None or any_blank_item(item) for item in value)
    parts = [getattr(value, name) for name in value.__struct_fields__] if isinstance(value, Model) else []
    return any(map(any_blank_item, parts))


def test_xml_is_what_the_reference_writes() -> None:
    inner = Inner(id="i", n=3)
    written = xml_writer(Thing)(
        Thing(id="x", own=inner, base_texts=["q"], text="a", texts=[], wholes=[1, 2], colours=[Colour.Blue],
              fars=[Far(x="1")], inners=[inner], decimal=Decimal("5.50"), double=1.1, double_or_none=1e21,
              long=5_000_000_000, colour_or_none=Colour.Blue, dates=[parse_moment("2024-01-01T00:00:00")],
              decimals=[Decimal(1)], doubles=[math.nan, 5.0, -math.inf], middle="m")
    ).decode()  # fmt: skip
    assert written.startswith(
        f'<Thing {INSTANCE} xmlns="urn:here">'
        f'<BaseTexts xmlns:d2p1="{ARRAYS}" xmlns="urn:base"><d2p1:string>q</d2p1:string></BaseTexts>'
        '<Id xmlns="urn:base">x</Id>'
        '<Own xmlns:d2p1="urn:here" xmlns="urn:base"><Far xmlns:d3p1="urn:far" i:nil="true" /><Id>i</Id>'
        "<d2p1:N>3</d2p1:N></Own><Middle>m</Middle><Colour>Red</Colour>"
    )
    for part in (
        '<Colours xmlns:d2p1="urn:far"><d2p1:Colour>Blue</d2p1:Colour></Colours>',
        f'<Dates xmlns:d2p1="{ARRAYS}"><d2p1:dateTime>2024-01-01T00:00:00</d2p1:dateTime></Dates>',
        "<Decimal>5.50</Decimal>",
        f'<Decimals xmlns:d2p1="{ARRAYS}"><d2p1:decimal>1</d2p1:decimal></Decimals>',
        "<Double>1.1</Double><DoubleOrNone>1E+21</DoubleOrNone>",
        "<d2p1:double>NaN</d2p1:double><d2p1:double>5</d2p1:double><d2p1:double>-INF</d2p1:double>",
        '<Fars xmlns:d2p1="urn:far"><d2p1:Far><d2p1:X>1</d2p1:X></d2p1:Far></Fars>',
        '<Inners><Inner><Far xmlns:d4p1="urn:far" i:nil="true" xmlns="urn:base" />',
        '<Id xmlns="urn:base">i</Id><N>3</N></Inner></Inners><Long>5000000000</Long>',
        f'<Texts xmlns:d2p1="{ARRAYS}" /><Truth>false</Truth>',
        f'<Wholes xmlns:d2p1="{ARRAYS}"><d2p1:int>1</d2p1:int><d2p1:int>2</d2p1:int></Wholes>',
    ):
        assert part in written


def test_null_lists_and_members_of_a_far_base_class_say_their_namespaces_too() -> None:
    written = xml_writer(Thing)(Thing()).decode()
    assert f'<BaseTexts xmlns:d2p1="{ARRAYS}" i:nil="true" xmlns="urn:base" />' in written
    assert '<Id i:nil="true" xmlns="urn:base" /><Own xmlns:d2p1="urn:here" i:nil="true" xmlns="urn:base" />' in written
    assert '<Inners i:nil="true" />' in written


@pytest.mark.parametrize(
    ("answer", "value", "xml", "json"),
    [
        (list[Far], [Far(x="a")],
         f'<ArrayOfFar {INSTANCE} xmlns="urn:far"><Far><X>a</X></Far></ArrayOfFar>', '[{"x":"a"}]'),
        (list[Far], [], f'<ArrayOfFar {INSTANCE} xmlns="urn:far" />', "[]"),
        (list[Far], None, f'<ArrayOfFar i:nil="true" {INSTANCE} xmlns="urn:far" />', "null"),
        (list[str], ["a<"],
         f'<ArrayOfstring {INSTANCE} xmlns="{ARRAYS}"><string>a&lt;</string></ArrayOfstring>', '["a<"]'),
        (list[int], [1], f'<ArrayOfint {INSTANCE} xmlns="{ARRAYS}"><int>1</int></ArrayOfint>', "[1]"),
        (list[Colour], [Colour.Red], f'<ArrayOfColour {INSTANCE} xmlns="urn:far"><Colour>Red</Colour></ArrayOfColour>',
         '["Red"]'),
        (Colour, Colour.Red, '<Colour xmlns="urn:far">Red</Colour>', '"Red"'),
        (Far, None, f'<Far i:nil="true" {INSTANCE} xmlns="urn:far" />', "null"),
        (Far, Far(x=""), f'<Far {INSTANCE} xmlns="urn:far"><X></X></Far>', '{"x":""}'),
        (Decimal, Decimal(5),
         '<decimal xmlns="http://schemas.microsoft.com/2003/10/Serialization/">5</decimal>', "5.0"),
        (float, 5.0, '<double xmlns="http://schemas.microsoft.com/2003/10/Serialization/">5</double>', "5.0"),
    ],
)  # fmt: skip
def test_answers_of_every_shape(answer: Any, value: Any, xml: str, json: str) -> None:
    assert xml_writer(answer)(value).decode() == xml
    assert write_json(value).decode() == json


def test_json_spells_numbers_as_the_reference_does() -> None:
    written = write_json(
        Thing(decimal=Decimal("5.50"), decimal_or_none=Decimal("1E+2"), double=5.0, double_or_none=math.inf,
              decimals=[Decimal(1)], doubles=[math.nan, 1e-5])
    ).decode()  # fmt: skip
    assert '"decimal":5.50,"decimalOrNone":100.0,"double":5.0,"doubleOrNone":"Infinity"' in written
    assert '"decimals":[1.0],"doubles":["NaN",1E-05]' in written


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (5.0, "5"), (1.1, "1.1"), (0.1, "0.1"), (1e21, "1E+21"), (1e15, "1E+15"),
        (123456789012345.0, "123456789012345"),
        (123456789012345.7, "123456789012345.7"), (1234567890123456.7, "1234567890123456.8"),
        (12345678901234567.0, "12345678901234568"), (1.2345678901234568e17, "1.2345678901234568E+17"),
        (9007199254740993.0, "9007199254740992"), (1e-5, "1E-05"), (1e-4, "0.0001"), (1.234e-5, "1.234E-05"),
        (0.00012345678901234567, "0.00012345678901234567"), (1 / 3, "0.33333333333333331"), (1.5e300, "1.5E+300"),
        (1.7976931348623157e308, "1.7976931348623157E+308"), (5e-324, "4.94065645841247E-324"), (1e100, "1E+100"),
        (math.nan, "NaN"), (math.inf, "Infinity"), (-100.0, "-100"), (100.0, "100"),
    ],
)  # fmt: skip
def test_doubles_are_spelled_as_net_framework_spells_them(value: float, text: str) -> None:
    assert double_text(value) == text


@pytest.mark.parametrize(
    ("member", "literal", "value"),
    [
        ("long", "9007199254740993", 9007199254740993), ("long", "9007199254740993.0", 9007199254740993),
        ("long", "-9223372036854775808", -(2**63)), ("long", '" 5 "', 5), ("long", "1e3", 1000),
        ("longOrNone", '""', None), ("longOrNone", "null", None),
        ("decimal", "5", "5"), ("decimal", "5.50", "5.50"), ("decimal", "1e3", "1000"), ("decimal", '"5.5"', "5.5"),
        ("decimal", '" +5. "', "5"), ("decimal", '".5"', "0.5"), ("decimal", "0.1000000000000000000000000000", None),
        ("decimalOrNone", '""', None), ("decimalOrNone", "7.10", "7.10"),
        ("double", "5", 5.0), ("double", ".5", 0.5), ("double", "-5.", -5.0), ("decimal", ".50", "0.50"),
        ("text", ".5", ".5"),
        ("whole", "5.", 5), ("double", "5.5", 5.5), ("double", "1e3", 1000.0), ("double", '"5.5"', 5.5),
        ("double", '"1e3"', 1000.0), ("double", "Infinity", math.inf), ("double", '"-Infinity"', -math.inf),
        ("doubleOrNone", "null", None), ("doubleOrNone", '""', None),
        ("colourOrNone", "null", None), ("colourOrNone", '""', None), ("colourOrNone", '" blue "', Colour.Blue),
        ("texts", "[1,true,5.50]", ["1", "true", "5.50"]), ("texts", "[]", []), ("texts", "null", None),
        ("wholes", '[1,"2",3.0]', [1, 2, 3]), ("colours", '["red",2]', [Colour.Red, Colour.Green]),
        ("truths", '[true,"false",0]', [True, False, False]), ("inners", '[{"N":"1"}]', [Inner(n=1)]),
        ("colour", '"Red, Blue"', Colour.Blue), ("colour", '"Blue,blue"', Colour.Blue),
        ("sort", '"First,Both"', Sort.Both),
    ],
)  # fmt: skip
def test_json_values_are_read_as_their_members_want_them(member: str, literal: str, value: Any) -> None:
    body = f'{{"{member}":{literal}}}'.encode()
    name = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in member)
    for read in (JSON, LENIENT):
        reading = read(body, "")
        assert reading.problems == []
        found = getattr(reading.model, name)
        if isinstance(found, Decimal):
            assert str(found) == (value or "0.1000000000000000000000000000")
        else:
            assert found == value


@pytest.mark.parametrize(
    ("member", "literal"),
    [
        ("long", "9223372036854775808"), ("long", "-9223372036854775809"), ("long", "5.5"), ("long", "1e40"),
        ("long", "null"),
        ("long", '""'), ("long", "true"), ("long", "0x1F"), ("long", '"1e3"'),
        ("decimal", "NaN"), ("decimal", '"NaN"'), ("decimal", '"1e3"'), ("decimal", '"5,5"'), ("decimal", '"5_0"'),
        ("decimal", '"x"'), ("decimal", '""'), ("decimal", "null"), ("decimal", "true"), ("decimal", "1e29"),
        ("decimal", "0.00000000000000000000000000001"), ("decimal", "[]"), ("decimal", "1" * 300),
        ("double", "1e400"), ("double", "null"), ("double", '""'), ("double", '"5,5"'), ("double", "true"),
        ("double", "{}"),
        ("double", '"1e400"'), ("colour", "null"), ("colour", '"Blue, Green"'), ("colour", '"Blue,"'),
        ("colour", '"Blue,1"'),
        ("sort", '"First, Second"'), ("texts", '"a"'), ("texts", "{}"), ("texts", "5"), ("wholes", '"1"'),
    ],
)  # fmt: skip
def test_json_values_that_are_none_are_refused_under_their_member(member: str, literal: str) -> None:
    body = f'{{"{member}":{literal}}}'.encode()
    for read in (JSON, LENIENT):
        problems = read(body, "").problems
        assert f"thing.{member}" in {problem.key for problem in problems}
        for problem in problems:
            assert all(len(render(problem.text, language)) < 200 for language in LANGUAGES)


@pytest.mark.parametrize(
    ("member", "literal"),
    [("texts", "[null]"), ("texts", '["a",null]'), ("texts", "[[]]"), ("wholes", "[1.5]"), ("colours", '["red","x"]'),
     ("inners", '[{"n":1},5]'), ("dates", '["x"]'), ("decimals", '["5_0"]'), ("longs", "[9223372036854775808]")],
)  # fmt: skip
def test_an_item_that_is_none_is_refused_under_its_place(member: str, literal: str) -> None:
    for read in (JSON, LENIENT):
        keys = {problem.key for problem in read(f'{{"{member}":{literal}}}'.encode(), "").problems}
        assert keys == {f"thing.{member}[{literal.count(',')}]"}


def test_limits_hold_for_items_and_for_how_many_there_are() -> None:
    long, many = "x" * 4001, "[" + '"a",' * 5 + '"a"]'
    for read in (JSON, LENIENT):
        keys = [item.key for item in read(f'{{"texts":["a","{long}"]}}'.encode(), "").problems]
        assert keys == ["thing.Texts[1]"]
        assert [item.key for item in read(f'{{"texts":{many}}}'.encode(), "").problems] == ["thing.Texts"]
        assert [item.key for item in read(b'{"texts":["a\\u0000"]}', "").problems] == ["thing.Texts[0]"]
        for number in ("-6", "51"):
            assert [item.key for item in read(b'{"wholeOrNone":%s}' % number.encode(), "").problems] == [
                "thing.WholeOrNone"
            ]
        assert [item.key for item in read(b'{"decimalOrNone":1000.5}', "").problems] == ["thing.DecimalOrNone"]


@pytest.mark.parametrize(
    ("inner", "name", "value"),
    [
        ("<Long>9223372036854775807</Long>", "long", 2**63 - 1), ("<Long> +5 </Long>", "long", 5),
        ("<Decimal>5.50</Decimal>", "decimal", Decimal("5.50")), ("<Decimal>-.5</Decimal>", "decimal", Decimal("-0.5")),
        ("<Double>1E+21</Double>", "double", 1e21), ("<Double>INF</Double>", "double", math.inf),
        ("<Double> -INF </Double>", "double", -math.inf), ("<Double>5</Double>", "double", 5.0),
        ("<ColourOrNone i:nil='1'/>", "colour_or_none", None), ("<LongOrNone i:nil='true'/>", "long_or_none", None),
        ("<Middle>m</Middle>", "middle", "m"), ('<Id xmlns="urn:base">i</Id>', "id", "i"), ("<Id>i</Id>", "id", None),
        (f"<Texts xmlns:a='{ARRAYS}'><a:string>a</a:string><a:string/></Texts>", "texts", ["a", ""]),
        (f"<Wholes><int xmlns='{ARRAYS}'>1</int></Wholes>", "wholes", [1]), ("<Texts/>", "texts", []),
        ("<Colours xmlns:f='urn:far'><f:Colour>Green</f:Colour></Colours>", "colours", [Colour.Green]),
        ("<Inners><Inner><N>1</N></Inner><Inner/></Inners>", "inners", [Inner(n=1), Inner()]),
    ],
)  # fmt: skip
def test_xml_values_are_read_as_their_members_want_them(inner: str, name: str, value: Any) -> None:
    reading = XML(f'<Thing {INSTANCE} xmlns="urn:here">{inner}</Thing>'.encode(), "")
    assert reading.problems == []
    assert getattr(reading.model, name) == value


@pytest.mark.parametrize(
    ("inner", "key"),
    [
        ("<Long>9223372036854775808</Long>", "Long"), ("<Long>1e3</Long>", "Long"), ("<Long i:nil='true'/>", "Long"),
        ("<Decimal>1e3</Decimal>", "Decimal"), ("<Decimal>1,5</Decimal>", "Decimal"), ("<Decimal/>", "Decimal"),
        ("<Double>x</Double>", "Double"), ("<Double>1e999</Double>", "Double"), ("<Double i:nil='true'/>", "Double"),
        ("<Colour i:nil='true'/>", "Colour"), ("<ColourOrNone>blue</ColourOrNone>", "ColourOrNone"),
        (f"<Texts xmlns:a='{ARRAYS}'><a:string>a</a:string><a:string i:nil='true'/></Texts>", "Texts[1]"),
        (f"<Wholes xmlns:a='{ARRAYS}'><a:int>a</a:int></Wholes>", "Wholes[0]"),
        ("<Inners><Inner i:nil='1'/></Inners>", "Inners[0]"),
        ("<Inners><Inner><N>x</N></Inner></Inners>", "Inners[0].N"),
        (f"<Texts xmlns:a='{ARRAYS}'><a:string><b/></a:string></Texts>", "Texts[0]"),
    ],
)  # fmt: skip
def test_xml_values_that_are_none_are_refused_under_their_member(inner: str, key: str) -> None:
    reading = XML(f'<Thing {INSTANCE} xmlns="urn:here">{inner}</Thing>'.encode(), "")
    assert {problem.key for problem in reading.problems} == {f"thing.{key}"}


@pytest.mark.parametrize(
    "body",
    [
        "texts=a&texts=b",
        "texts[]=a&texts[]=b",
        "texts[0]=a&texts[1]=b",
        "Texts[3]=b&TEXTS[1]=a",
        "texts=a&texts=&texts=b",
    ],
)
def test_a_form_repeats_or_numbers_the_values_of_a_list(body: str) -> None:
    reading = FORM(body.encode(), "")
    assert (reading.model, reading.problems, reading.advice) == (Thing(texts=["a", "b"]), [], [])


@pytest.mark.parametrize(
    ("body", "key"),
    [("date=/Date(1)/", "date"), ("whole=", "whole"), ("whole=0x10", "whole"), ("double=5,5", "double"),
     ("truth=1", "truth"),
     ("colours=red&colours=x", "colours[1]"), ("inners=a", "inners"), ("texts[0]=", "texts[0]"),

     ("whole.x=1", "whole")],
)  # fmt: skip
def test_a_forms_values_that_are_none_are_refused_under_their_name(body: str, key: str) -> None:
    assert {problem.key for problem in FORM(body.encode(), "").problems} == {f"thing.{key}"}


def test_members_that_must_be_sent_are_named_all_at_once() -> None:
    expected = {"needy.Name", "needy.Amount", "needy.Size", "needy.Day", "needy.Tags", "needy.Inner"}
    info = KINDS["Test_Needy"]
    for reading in (
        json_reader(info, "needy")(b"{}", ""),
        xml_reader(info, "needy")(b'<Needy xmlns="urn:here"/>', ""),
        form_reader(info, "needy")(b"x=1", ""),
    ):
        assert {problem.key for problem in reading.problems} == expected
        assert isinstance(reading.model, Needy)

"""Which format a body is in and which one the answer takes: the reference's tables, with JSON alone and with XML."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from farstu.contract.model import ModelInfo
from farstu.wire.codecs import CODECS, Codec, Reader, register
from farstu.wire.json_codec import json_writer, write_json_error
from farstu.wire.json_reading import json_reader
from farstu.wire.negotiation import answer_format, charset_of, default_format, formats, request_format
from farstu.wire.reading import Reading
from tests.support.effort import examples

JSON, TEXT_JSON, XML, TEXT_XML = "application/json", "text/json", "application/xml", "text/xml"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def _reader(info: ModelInfo, body_name: str) -> Reader:
    return lambda body, charset: Reading(None)


def _write(value: Any) -> bytes:
    return f"<string>{value}</string>".encode()


def _write_error(message: str, detail: str | None, problems: dict[str, list[str]]) -> bytes:
    return f"<Error><Message>{message}</Message></Error>".encode()


JSON_CODEC = Codec((JSON, TEXT_JSON), json_reader, json_writer, write_json_error)
FAKE_XML = Codec((XML, TEXT_XML), _reader, lambda kind: _write, _write_error)


@pytest.fixture(autouse=True)
def json_alone() -> Iterator[None]:
    """JSON is the only format, whatever else is registered."""
    before = dict(CODECS)
    CODECS.clear()
    register(JSON_CODEC)
    formats.cache_clear()
    yield
    CODECS.clear()
    CODECS.update(before)
    formats.cache_clear()


@pytest.fixture
def with_xml(json_alone: None) -> None:
    """A second format, after JSON."""
    register(FAKE_XML)


def answer(accept: str, content_type: str = "", *, from_script: bool = False) -> str:
    return answer_format(accept, request_format(content_type), from_script=from_script).media_type


@pytest.mark.parametrize(
    ("content_type", "media_type"),
    [
        ("application/json", JSON),
        ("text/json", TEXT_JSON),
        ("application/xml", XML),
        ("text/xml", TEXT_XML),
        ("APPLICATION/Json", JSON),
        ("Text/XML; Charset=UTF-8", TEXT_XML),
        ("application/json; charset=utf-8", JSON),
        ("application/json;charset=utf-8; foo=bar", JSON),
        (" application/json ; q", JSON),
        ("application/json;", JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        ("Application/*; charset=utf-8", JSON),
    ],
)
def test_a_body_is_in_the_format_of_its_content_type(with_xml: None, content_type: str, media_type: str) -> None:
    found = request_format(content_type)
    assert found is not None
    assert (found.media_type, found.codec) == (media_type, CODECS[media_type])
    assert found.content_type == f"{media_type}; charset=utf-8"


@pytest.mark.parametrize(
    "content_type",
    ["", " ", ";", "x", "json", "/", "application/", "application/vnd.x+json", "application/problem+json", "text/plain",
     "application/soap+xml", "application/octet-stream", "multipart/form-data; boundary=x", "application/javascript",
     "application/bson", "text/*", "application/json, text/json", "application/jsonx", "; application/json"],
)  # fmt: skip
def test_any_other_content_type_has_no_format(with_xml: None, content_type: str) -> None:
    assert request_format(content_type) is None


def test_xml_has_no_format_where_json_is_alone() -> None:
    assert request_format(XML) is None
    assert request_format(JSON) == default_format() == (JSON_CODEC, JSON)


@pytest.mark.parametrize(
    ("content_type", "charset"),
    [
        ("application/json", ""),
        ("application/json; charset=utf-8", "utf-8"),
        ("application/json;CHARSET=UTF-16", "utf-16"),
        ("application/json; charset = ISO-8859-1 ", "iso-8859-1"),
        ('application/json; charset="utf-8"', '"utf-8"'),
        ("application/json; foo=bar; charset=utf-16", "utf-16"),
        ("application/json; charset=utf-8; charset=utf-16", "utf-8"),
        ("application/json; charset", ""),
        ("application/json; xcharset=utf-16", ""),
        ("charset=utf-16", ""),
        ("", ""),
    ],
)
def test_the_charset_is_the_first_one_named(content_type: str, charset: str) -> None:
    assert charset_of(content_type) == charset


TABLE = [
    ("", JSON, XML),
    (" ", JSON, XML),
    (",", JSON, XML),
    ("garbage", JSON, XML),
    ("text/html", JSON, XML),
    ("text/plain", JSON, XML),
    ("image/png", JSON, XML),
    ("application/hal+json", JSON, XML),
    ("application/json;q=0", JSON, XML),
    ("*/*;q=0", JSON, XML),
    ("*/*", JSON, JSON),
    ("application/*", JSON, JSON),
    ("text/*", TEXT_JSON, TEXT_JSON),
    ("text/xml", TEXT_XML, TEXT_XML),
    ("text/json", TEXT_JSON, TEXT_JSON),
    ("application/xml", XML, XML),
    ("application/json", JSON, JSON),
    ("APPLICATION/XML", XML, XML),
    ("application/xml, application/json", JSON, JSON),
    ("application/json, application/xml", JSON, JSON),
    ("application/json;q=0.5, application/xml", XML, XML),
    ("application/json;q=0.1, application/xml;q=0.9", XML, XML),
    ("application/xml;q=0.5, application/json;q=0.5", JSON, JSON),
    (BROWSER, XML, XML),
    ("text/html, */*;q=0.01", JSON, JSON),
    ("text/plain, application/xml;q=0.1", XML, XML),
    ("application/json, text/plain, */*", JSON, JSON),
    ("application/xml;q=0.9, */*;q=0.8", XML, XML),
    ("application/xml;q=0.8, */*;q=0.9", JSON, JSON),
    ("application/xml, */*", XML, XML),
    ("text/xml, application/*", TEXT_XML, TEXT_XML),
    ("*/*, text/*, text/xml", TEXT_XML, TEXT_XML),
    ("*/*, text/*", TEXT_JSON, TEXT_JSON),
    ("text/*;q=0.5, */*", JSON, JSON),
    ("text/json, application/json", TEXT_JSON, TEXT_JSON),
    ("text/json;q=0.5, application/json", JSON, JSON),
    ("application/json;odata=verbose", JSON, JSON),
    ("application/xml;charset=utf-16", XML, XML),
    ("application/xml ; Q=0.9 , application/json ; q=0.8", XML, XML),
    ("application/xml;q=x, application/json;q=0.1", XML, XML),
    ("application/xml;q=nan, application/json;q=0.1", XML, XML),
    ("application/xml;q=-1, application/json;q=0.1", XML, XML),
    ("garbage, application/xml", XML, XML),
    ("application/json;q=0, application/xml;q=0", JSON, XML),
    ("application/json;q=0, */*", JSON, JSON),
]


@pytest.mark.parametrize(("accept", "for_json", "for_xml"), TABLE)
def test_the_answer_takes_the_format_of_the_table(with_xml: None, accept: str, for_json: str, for_xml: str) -> None:
    assert (answer(accept, JSON), answer(accept, XML)) == (for_json, for_xml)


@pytest.mark.parametrize(("accept", "with_both"), [(accept, for_json) for accept, for_json, _ in TABLE])
def test_with_json_alone_the_answer_is_json(accept: str, with_both: str) -> None:
    assert answer(accept, JSON) in (JSON, TEXT_JSON)
    if with_both in (JSON, TEXT_JSON):
        assert answer(accept, JSON) == with_both
    assert answer(accept, XML) == answer(accept, "")


@pytest.mark.parametrize("accept", ["", "garbage", "text/html", "application/json;q=0"])
@pytest.mark.parametrize("content_type", [JSON, TEXT_JSON, XML, TEXT_XML])
def test_without_a_wish_the_requests_media_type_is_echoed(with_xml: None, accept: str, content_type: str) -> None:
    assert answer(accept, content_type) == content_type


@pytest.mark.parametrize("accept", ["", "garbage", "text/html", "application/json;q=0"])
@pytest.mark.parametrize("content_type", ["", "text/plain", "*/*", "application/vnd.x+json"])
def test_without_a_wish_and_a_format_the_answer_is_json(with_xml: None, accept: str, content_type: str) -> None:
    assert answer(accept, content_type) == JSON


@pytest.mark.parametrize("content_type", [JSON, TEXT_JSON, XML, TEXT_XML, ""])
@pytest.mark.parametrize("accept", ["", "*/*"])
def test_a_script_without_a_wish_gets_json(with_xml: None, accept: str, content_type: str) -> None:
    assert answer(accept, content_type, from_script=True) == JSON


def test_a_script_with_a_wish_gets_it(with_xml: None) -> None:
    assert answer("application/xml", JSON, from_script=True) == XML
    assert answer(BROWSER, JSON, from_script=True) == XML


def test_all_that_the_headers_say_comes_together(with_xml: None) -> None:
    found = formats("text/xml; charset=UTF-16", "application/json", from_script=False)
    assert found.request == (FAKE_XML, TEXT_XML)
    assert (found.charset, found.answer) == ("utf-16", (JSON_CODEC, JSON))
    assert formats("text/plain", "", from_script=False) == (None, "", (JSON_CODEC, JSON))


def test_the_answer_is_always_in_utf_8(with_xml: None) -> None:
    found = formats("text/xml; charset=utf-16", "text/xml;charset=utf-16", from_script=False)
    assert found.answer.content_type == "text/xml; charset=utf-8"


@settings(deadline=None, max_examples=examples(300))
@given(st.text(max_size=40) | st.text(st.sampled_from("aex/*;,q=0.15 json+ml"), max_size=40), st.text(max_size=20))
def test_any_headers_lead_to_a_format(accept: str, content_type: str) -> None:
    register(FAKE_XML)
    assert answer(accept, content_type) in CODECS
    assert answer(accept, content_type, from_script=True) in CODECS

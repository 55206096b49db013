"""XML in and out: the reference's bytes, any order, and nothing dangerous."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from farstu.areas.buyer.contract import LoanPromise, LoanPromiseStatus
from farstu.areas.meeting.contract import Comeback, Participant
from farstu.areas.watch.contract import FinalPriceWatchedApplication, LeadPerson
from farstu.contract.model import INFO, MODELS, Model
from farstu.contract.moment import parse_moment
from farstu.records.models import Email
from farstu.wire.json_codec import write_json
from farstu.wire.json_reading import json_reader
from farstu.wire.reading import Reading, TooLarge
from farstu.wire.xml_plain import plain_reader
from farstu.wire.xml_reading import xml_reader
from farstu.wire.xml_writing import write_xml_error, xml_writer
from tests.support.effort import examples
from tests.support.models import models

DOCUMENTS = json.loads((Path(__file__).parent.parent / "data" / "seed_documents.json").read_text("utf-8"))
BY_ROOT = {info.type_name: info for key, info in MODELS.items() if not key.endswith("_GET")}
LOAN = INFO[LoanPromise].namespace
INSTANCE = 'xmlns:i="http://www.w3.org/2001/XMLSchema-instance"'


def read(cls: type[Model], body: str | bytes, charset: str = "") -> Reading:
    return xml_reader(INFO[cls], "body")(body.encode() if isinstance(body, str) else body, charset)


def write_xml(value: Any) -> bytes:
    return xml_writer(str if value is None else type(value))(value)


def loan(inner: str) -> str:
    return f'<LoanPromise {INSTANCE} xmlns="{LOAN}">{inner}</LoanPromise>'


def keys(reading: Reading) -> set[str]:
    return {problem.key for problem in reading.problems}


def codes(reading: Reading) -> list[tuple[str, str]]:
    return [(item.code, item.member) for item in reading.advice]


@pytest.mark.parametrize("root", sorted(DOCUMENTS))
def test_the_documentations_samples_come_back_byte_for_byte(root: str) -> None:
    sample = DOCUMENTS[root]
    compact = re.sub(r">\s+<", "><", sample["xml"])
    reading = read(BY_ROOT[root].cls, sample["xml"])
    assert reading.model is not None
    assert write_xml(reading.model).decode() == compact
    assert [item for item in reading.advice if item.code != "past-date"] == []
    assert json.loads(write_json(reading.model)) == sample["json"]
    other = json_reader(BY_ROOT[root], "body")(json.dumps(sample["json"]).encode(), "")
    assert other.model == reading.model


@pytest.mark.parametrize("key", sorted(MODELS))
def test_what_is_written_is_read_back_the_same(key: str) -> None:
    cls = MODELS[key].cls

    @settings(max_examples=examples(60), deadline=None)
    @given(models(cls))
    def check(model: Model) -> None:
        assert read(cls, write_xml(model)).model == model

    check()


def test_nulls_and_foreign_namespaces_are_written_as_the_reference_does() -> None:
    person = LeadPerson(first_name="A", email=Email(email_address="a<b"))
    written = write_xml(FinalPriceWatchedApplication(person=person)).decode()
    assert written.startswith(f'<AdvertisingFinalPriceWatchedApplication {INSTANCE} xmlns="http://')
    assert '<LeadSourceId i:nil="true" /><Marketing xmlns:d2p1="http://' in written
    assert 'Services.Advertising" i:nil="true" /><Message i:nil="true" />' in written
    assert '<d3p1:EmailAddress>a&lt;b</d3p1:EmailAddress><d3p1:EmailAddress2 i:nil="true" /></Email>' in written
    assert "<IsForeignSocialSecurityNumber>false</IsForeignSocialSecurityNumber>" in written


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a & b", '<string xmlns="http://schemas.microsoft.com/2003/10/Serialization/">a &amp; b</string>'),
        (True, '<boolean xmlns="http://schemas.microsoft.com/2003/10/Serialization/">true</boolean>'),
        (5, '<int xmlns="http://schemas.microsoft.com/2003/10/Serialization/">5</int>'),
        (
            parse_moment("2024-05-03"),
            '<dateTime xmlns="http://schemas.microsoft.com/2003/10/Serialization/">2024-05-03T00:00:00</dateTime>',
        ),
        (None, f'<string i:nil="true" {INSTANCE} xmlns="http://schemas.microsoft.com/2003/10/Serialization/" />'),
    ],
)
def test_single_values_are_written_in_the_serialization_namespace(value: object, expected: str) -> None:
    assert write_xml(value).decode() == expected


def test_an_error_document_is_the_references() -> None:
    problems = {"application.Person": ["a", "b"], "x.utmTags[0]": ["<"], "0 y": ["z"]}
    assert write_xml_error("No.", "Do", problems).decode() == (
        "<Error><Message>No.</Message><MessageDetail>Do</MessageDetail><ModelState>"
        "<application.Person>a b</application.Person><x.utmTags_x005B_0_x005D_>&lt;</x.utmTags_x005B_0_x005D_>"
        "<_x0030__x0020_y>z</_x0030__x0020_y></ModelState></Error>"
    )


def test_members_are_read_in_any_order_with_an_advice() -> None:
    reading = read(LoanPromise, loan("<Status>VerifiedByBank</Status><Bank>b</Bank>"))
    assert reading.model == LoanPromise(bank="b", status=LoanPromiseStatus.VerifiedByBank)
    assert codes(reading) == [("out-of-order", "body.Bank")]


def test_the_first_of_a_repeated_member_wins_and_unknown_ones_are_skipped() -> None:
    reading = read(LoanPromise, loan('<Bank>a</Bank><Bank>b</Bank><Bank xmlns="urn:x">c</Bank><Colour><x/></Colour>'))
    assert reading.model == LoanPromise(bank="a")
    assert codes(reading) == [
        ("repeated-member", "body.Bank"),
        ("unknown-member", "body.Bank"),
        ("unknown-member", "body.Colour"),
    ]


def test_every_bad_value_is_named_under_its_member() -> None:
    inner = "<EstateType>house</EstateType><Status>9</Status><ValidUntil>x</ValidUntil>"
    assert keys(read(LoanPromise, loan(inner))) == {"body.EstateType", "body.Status", "body.ValidUntil"}


@pytest.mark.parametrize(
    "text",
    ["2024", "2024-05", "2024-05-03T24:00:00", "2024-05-03T10:00", "2024-05-03 10:00:00", "2024-05-03T10:00:00+0100"],
)
def test_dates_that_xml_schema_does_not_know_or_that_name_no_day_are_refused(text: str) -> None:
    assert keys(read(LoanPromise, loan(f"<ValidUntil>{text}</ValidUntil>"))) == {"body.ValidUntil"}


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("2024-05-03", "2024-05-03T00:00:00"),
        ("2024-05-03Z", "2024-05-03T00:00:00Z"),
        (" 2024-05-03T10:00:00.50 ", "2024-05-03T10:00:00.5"),
    ],
)
def test_dates_of_xml_schema_are_read(text: str, kept: str) -> None:
    model = read(LoanPromise, loan(f"<ValidUntil>{text}</ValidUntil>")).model
    assert isinstance(model, LoanPromise)
    assert model.valid_until == parse_moment(kept)


@pytest.mark.parametrize(
    "body",
    [
        "<oops",
        "<LoanPromise/>",
        f'<Comeback xmlns="{LOAN}"/>',
        loan("text"),
        loan("<Bank>x</Bank>text"),
        loan("&nope;"),
        loan("<?x y?>"),
        "<?x y?>" + loan(""),
        loan("") + "<?x y?>",
        loan("") + "x",
        loan("") * 2,
        "<!DOCTYPE x>" + loan(""),
        "<!-- c --> <!DOCTYPE x>" + loan(""),
        '<!DOCTYPE x [<!ENTITY a "b">]>' + loan("<Bank>&a;</Bank>"),
        '<?xml version="1.1"?>' + loan(""),
        '<?xml version="1.0" encoding="iso-8859-1"?>' + loan(""),
        '<?xml version="1.0" encoding="utf-16"?>' + loan(""),
        f'<LoanPromise xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:type="Other" xmlns="{LOAN}"/>',
        loan("<Zz>" + "<a>" * 300 + "</a>" * 300 + "</Zz>"),
        loan("<Bank>\x01</Bank>"),
        loan("").encode("utf-16"),
        b"\xff\xff",
    ],
)
def test_a_document_that_cannot_be_read_is_refused_at_the_root(body: str | bytes) -> None:
    reading = read(LoanPromise, body)
    assert (reading.model, keys(reading)) == (None, {"body"})


@pytest.mark.parametrize("body", ["", "  \n", f'<LoanPromise {INSTANCE} i:nil="true" xmlns="{LOAN}"/>'])
def test_no_document_is_a_missing_body(body: str) -> None:
    assert [problem.text.key for problem in read(LoanPromise, body).problems] == ["error.body_missing"]


@pytest.mark.parametrize(
    "body",
    [
        '<?xml version="1.0" encoding="UTF-8"?>' + loan("<Bank>å</Bank>"),
        "<!-- c -->" + loan("<Bank><!-- d -->å<!-- e --></Bank>") + "<!-- f -->",
        loan("<Bank><![CDATA[å]]></Bank>"),
        loan("<Bank>&#xE5;</Bank>"),
        b"\xef\xbb\xbf" + loan("<Bank>å</Bank>").encode(),
    ],
)
def test_declarations_comments_cdata_and_references_are_fine(body: str | bytes) -> None:
    assert read(LoanPromise, body).model == LoanPromise(bank="å")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_read_where_the_header_says_so(encoding: str) -> None:
    body = loan("<Bank>å</Bank>")
    mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
    assert read(LoanPromise, mark + body.encode(encoding), "utf-16").model == LoanPromise(bank="å")


def test_line_ends_are_one_character() -> None:
    assert read(LoanPromise, loan("<Bank>a\r\nb&#xD;c</Bank>")).model == LoanPromise(bank="a\nb\rc")


def test_nil_is_null_where_null_means_something() -> None:
    reading = read(Comeback, f'<Comeback {INSTANCE} xmlns="{INFO[Comeback].namespace}"><Date>2024-05-03</Date>'
                   '<Participant><UserId i:nil="true">x</UserId></Participant></Comeback>')  # fmt: skip
    assert isinstance(reading.model, Comeback)
    assert reading.model.participant == Participant()
    assert keys(read(LoanPromise, loan('<Financing i:nil="true"/>'))) == {"body.Financing"}


def test_a_list_item_that_is_nil_and_one_of_another_name_are_told() -> None:
    spaces = (
        INFO[FinalPriceWatchedApplication].namespace,
        "http://schemas.datacontract.org/2004/07/Express.Connect.Api.Services.Advertising",
    )
    inner = '<d:UtmTags><d:FormMarketingUtmTags i:nil="1"/><d:Other/></d:UtmTags>'
    body = (
        f'<AdvertisingFinalPriceWatchedApplication {INSTANCE} xmlns="{spaces[0]}">'
        f'<Marketing xmlns:d="{spaces[1]}">{inner}</Marketing></AdvertisingFinalPriceWatchedApplication>'
    )
    reading = read(FinalPriceWatchedApplication, body)
    assert "body.Marketing.UtmTags[0]" in keys(reading)
    assert ("unknown-member", "body.Marketing.UtmTags.Other") in codes(reading)


def test_a_document_with_too_many_elements_is_too_large() -> None:
    with pytest.raises(TooLarge):
        read(LoanPromise, loan("<a/>" * 100_001))


@settings(max_examples=examples(300), deadline=None)
@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode), st.sampled_from(["", "utf-8", "utf-16", "x"]))
def test_any_bytes_have_an_answer(body: bytes, charset: str) -> None:
    reading = read(LoanPromise, body, charset)
    assert reading.model is None
    assert reading.problems


@pytest.mark.parametrize("key", sorted(MODELS))
def test_the_pattern_and_the_parser_read_the_same(key: str) -> None:
    info = MODELS[key]
    by_pattern, by_either = plain_reader(info), xml_reader(info, "body")

    @settings(max_examples=examples(60), deadline=None)
    @given(models(info.cls), st.data())
    def check(model: Model, data: st.DataObject) -> None:
        text = write_xml(model).decode()
        at = data.draw(st.integers(0, len(text)))
        put = data.draw(st.sampled_from(["", "<!-- -->", " ", "x", "<", "&amp;", "]]>", "\r\n", "</", '"', "<a/>"]))
        text = text[:at] + put + text[at + data.draw(st.integers(0, 3)) * (not put) :]
        read = by_pattern(text.replace("\r\n", "\n"))
        reading = by_either(b"<!-- -->" + text.encode(), "")
        if read is not None:
            assert reading.model == read
            assert {item.code for item in reading.advice} <= {"doubled-hour", "clock-moved-forward"}

    check()


@pytest.mark.parametrize("root", sorted(DOCUMENTS))
def test_the_documentations_samples_are_read_by_the_pattern(root: str) -> None:
    read = plain_reader(BY_ROOT[root])
    assert read(DOCUMENTS[root]["xml"].replace("\r\n", "\n")) is not None
    assert read('<?xml version="1.0" encoding="UTF-8"?>\n' + re.sub(r">\s+<", "><", DOCUMENTS[root]["xml"])) is not None

"""The strict reader and the forgiving one give the same, and what is written is read back as it was."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from farstu.areas.buyer.contract import LoanPromise, LoanPromiseEstateType
from farstu.areas.watch.contract import FinalPriceWatchedApplication, LeadPerson
from farstu.contract.fields import Field, Kind
from farstu.contract.model import INFO, MODELS, Model
from farstu.contract.moment import Moment
from farstu.records.forms import FormMarketing, UtmTag
from farstu.wire.json_codec import write_json
from farstu.wire.json_reading import json_reader, lenient_reader
from farstu.wire.reading import NODE_LIMIT, Reading
from farstu.wire.validation import validate
from tests.support.effort import examples
from tests.support.models import models, values_of

READERS = {key: json_reader(info, "body") for key, info in MODELS.items()}
EVERY_MODEL = pytest.mark.parametrize("key", MODELS)
WITHIN = 3  # members of a model within another
WORDS = st.text(max_size=8)
FIRST_DAY, MICROSECOND = datetime(1901, 1, 1), timedelta(microseconds=1)
DATES = st.builds(
    lambda past, offset: f"{(FIRST_DAY + past * MICROSECOND).isoformat()}{offset}",
    st.integers(0, (datetime(2199, 1, 1) - FIRST_DAY) // MICROSECOND),
    st.sampled_from(["", "Z", "+02:00", "-11:30"]),
)
SMALL = st.integers(-(10**9), 10**9)
STRAYS = st.one_of(
    st.none(), st.booleans(), SMALL, st.floats(-1e6, 1e6), WORDS, DATES, st.just([]), st.just({}),
    st.lists(SMALL, max_size=2), st.dictionaries(WORDS, SMALL, max_size=2),
    st.sampled_from(["Bank", "HOUSE", "0", " ", ""]),
).map(json.dumps)  # fmt: skip
UNKNOWN = st.tuples(st.sampled_from(["colour", "$type", ""]), STRAYS)


@cache
def spelled(name: str) -> st.SearchStrategy[str]:
    """A name, mostly as it is written in JSON."""
    return st.sampled_from([name, name, name, name, name[0].upper() + name[1:], name.upper()])


def plain(value: Any) -> str:
    """A value as it stands in JSON, in ASCII."""
    return json.dumps(json.loads(write_json(value)))


@cache
def bodies(key: str, most: int = 7) -> st.SearchStrategy[str]:
    """Objects in JSON: right and wrong values under known and unknown names, some of them repeated."""
    known = [st.tuples(spelled(field.json), literals(field)) for field in MODELS[key].fields]
    member = st.one_of(*known, *known, UNKNOWN)
    members = st.lists(member, max_size=most)
    return members.map(lambda pairs: "{" + ",".join(f"{json.dumps(name)}:{value}" for name, value in pairs) + "}")


def literals(field: Field) -> st.SearchStrategy[str]:
    if field.kind is Kind.MODEL:
        right = bodies(INFO[field.type].key, WITHIN)
    elif field.holds is Kind.MODEL:
        right = st.lists(bodies(INFO[field.type].key, WITHIN), max_size=3).map(lambda items: f"[{','.join(items)}]")
    else:
        right = values_of(field).map(plain)
    return st.one_of(right, right, right, STRAYS)


def result(key: str, body: bytes, charset: str = "") -> tuple[Model | None, list[Any]]:
    reading = READERS[key](body, charset)
    return reading.model, reading.problems


@EVERY_MODEL
def test_a_model_is_read_back_as_it_was_written(key: str) -> None:
    @settings(deadline=None, max_examples=examples(60))
    @given(models(MODELS[key].cls))
    def check(model: Model) -> None:
        reading = READERS[key](write_json(model), "")
        expected = Reading(model)
        validate(model, "body", expected)
        assert (reading.model, reading.problems) == (model, expected.problems)

    check()


@EVERY_MODEL
def test_both_paths_give_the_same_and_the_fast_one_hides_nothing(key: str) -> None:
    forgiving = lenient_reader(MODELS[key], "body")

    @settings(deadline=None, max_examples=examples(120))
    @given(bodies(key))
    @example("{}")
    @example("null")
    @example("[]")
    def check(text: str) -> None:
        body = text.encode()
        straight = READERS[key](body, "")
        assert straight == forgiving(body, "")
        expected = (straight.model, straight.problems)
        assert result(key, b"/**/" + body) == expected
        assert result(key, b"\xef\xbb\xbf" + body) == expected
        assert result(key, text.encode("utf-16-le"), "utf-16") == expected

    check()


@pytest.mark.parametrize("number", ["2147483648", "-2147483649", "99999999999999999999", "3e9", "1e19", "1e400"])
def test_a_number_beyond_32_bits_is_refused_alike_on_both_paths(number: str) -> None:
    for body in (f'{{"commission":{number},"estates":{{"sold":{number}}}}}', f'{{"estates":{{"sold":{number}}}}}'):
        model, problems = result("Budget_RealtorBudget", body.encode())
        assert (model, problems) == result("Budget_RealtorBudget", b"/**/" + body.encode())
        assert {item.text.key for item in problems} == {"error.integer"}


@pytest.mark.parametrize(
    "number", ["5.0", "1e3", "-0", "-0.0", "1.00000000000000001", "1e-400", "5.5", "true", '"5"', '""']
)
def test_a_number_however_it_is_written_is_read_alike_on_both_paths(number: str) -> None:
    body = f'{{"commission":{number}}}'.encode()
    assert result("Budget_RealtorBudget", body) == result("Budget_RealtorBudget", b"/**/" + body)


@pytest.mark.parametrize(
    "text", ["\\ud83c", "\\ud83c\\udfe0", "a\tb", "a\nb", "\\u0000", "\\'", "\\/", "\x7f", "\ufffe", "\U0010ffff"]
)
def test_a_text_with_strange_signs_is_read_alike_on_both_paths(text: str) -> None:
    body = f'{{"bank":"{text}"}}'.encode()
    assert result("Buyer_LoanPromise", body) == result("Buyer_LoanPromise", b"/**/" + body)


def test_a_body_beyond_the_fast_path_is_read_the_same() -> None:
    bank = "x" * NODE_LIMIT
    model, problems = result("Buyer_LoanPromise", json.dumps({"bank": bank}).encode())
    assert model == LoanPromise(bank=bank)
    assert [(item.key, item.text.key) for item in problems] == [("body.Bank", "error.length")]


def test_a_null_that_means_unset_is_noted_although_the_body_is_plain() -> None:
    reading = READERS["Buyer_LoanPromise"](b'{"estateType":null,"bank":null}', "")
    assert reading.model == LoanPromise()
    assert [(item.code, item.member) for item in reading.advice] == [("null-as-unset", "body.estateType")]


def test_a_plain_body_brings_no_advice() -> None:
    reading = READERS["Buyer_LoanPromise"](b' {"bank":"b","estateType":"House","validUntil":"2024-05-03"} ', "")
    day = Moment(17_146_872_000_000_000, "2024-05-03T00:00:00")
    assert reading == Reading(LoanPromise(bank="b", estate_type=LoanPromiseEstateType.House, valid_until=day))


@pytest.mark.parametrize("body", ["{'bank':'b'}", '{"bank":"b",}', '{bank:"b"}', '{"bank":"b"}//', '{"bank":"b"/**/}'])
def test_what_is_not_strict_is_noted_once_at_the_body(body: str) -> None:
    reading = READERS["Buyer_LoanPromise"](body.encode(), "")
    assert (reading.model, reading.problems) == (LoanPromise(bank="b"), [])
    assert [(item.code, item.member) for item in reading.advice] == [("not-json", "body")]


def test_syntax_errors_stand_under_the_member_that_was_being_read() -> None:
    reading = READERS["Buyer_LoanPromise"](b'{"estateId":"e","bank":', "")
    assert (reading.model, [item.key for item in reading.problems]) == (None, ["body.bank"])


def test_written_json_is_compact_with_every_member_in_the_order_of_the_contract() -> None:
    written = write_json(
        FinalPriceWatchedApplication(
            person=LeadPerson(first_name="Åsa"), marketing=FormMarketing(utm_tags=[UtmTag(name="a/<&'")])
        )
    )
    assert written.decode() == (
        '{"person":{"firstName":"Åsa","lastName":null,"socialSecurityNumber":null,"isForeignSocialSecurityNumber":false,'
        '"address":null,"email":null,"telephone":null},"prospectiveBuyerStatus":"Assigned","leadSourceId":null,'
        '"marketing":{"referrer":null,"utmTags":[{"name":"a/<&\'","value":null}]},"message":null}'
    )


@pytest.mark.parametrize(
    ("value", "written"), [("id", b'"id"'), (True, b"true"), (None, b"null"), ("å\n", '"å\\n"'.encode())]
)
def test_a_plain_answer_is_a_json_value(value: Any, written: bytes) -> None:
    assert write_json(value) == written


def test_what_has_no_form_in_json_is_not_written() -> None:
    with pytest.raises(NotImplementedError, match="object has no form in JSON"):
        write_json(object())


@pytest.mark.parametrize(
    "body",
    [
        '{"bank":"a","bank":"b"}',
        '{"bank":"a","bank" :"b"}',
        '{"bank":null,"bank":"b"}',
        '{"bank":"b","financing":"Unknown","financing":"Unknown"}',
        '{"bank":"b","financing":"Bank","financing":"Unknown"}',
        '{"bank":"estateId","bank":"b"}',
        '{"bank":"\\"bank\\":","bank":"b"}',
        '{"bank":"a","\\u0062ank":"b"}',
        '{"estateId":null,"estateId":null,"bank":"b"}',
    ],
)
def test_a_member_sent_twice_is_noted_although_the_body_is_plain(body: str) -> None:
    reading = READERS["Buyer_LoanPromise"](body.encode(), "")
    assert (reading.model, reading.problems) == (LoanPromise(bank="b"), [])
    assert [item.code for item in reading.advice] == ["repeated-member"]


@pytest.mark.parametrize("deep", ["[" * 5_000, '{"a":' * 5_000, "[" * 250 + "]" * 250])
@pytest.mark.parametrize("member", ["validUntil", "bank", "estateType"])
def test_what_is_deep_in_a_member_is_refused_as_the_forgiving_reader_does(member: str, deep: str) -> None:
    body = f'{{"{member}":{deep}}}'.encode()
    read, forgiving = READERS["Buyer_LoanPromise"], lenient_reader(MODELS["Buyer_LoanPromise"], "body")
    assert read(body, "") == forgiving(body, "")
    assert read(body, "").problems


TAG = '{"name":"n","value":null}'


@pytest.mark.parametrize(
    "body",
    [
        '{"bank":"b","estateId":null,"financing":"Unknown"}',
        '{"bank" : "b" ,"financing":"Unknown"}',
        '{"bank":"å\\n\\"bank\\":","estateId":null}',
        '{"bank":"estateId","estateId":"bank","validUntil":null}',
        '{\n  "bank": "b",\n  "status": "VerifiedByBank"\n}',
    ],
)
def test_a_member_sent_once_brings_no_advice_whatever_its_value(body: str) -> None:
    assert READERS["Buyer_LoanPromise"](body.encode(), "").advice == []


def test_members_that_stand_in_every_item_are_not_sent_twice() -> None:
    body = f'{{"referrer":null,"utmTags":[{TAG},{TAG},{{"value":"n","name":"value"}}]}}'.encode()
    assert READERS["Advertising_FormMarketing"](body, "").advice == []
    twice = body.replace(b'"name":"n",', b'"name":"n","name":"n",', 1)
    assert [item.member for item in READERS["Advertising_FormMarketing"](twice, "").advice] == ["body.utmTags[0].name"]

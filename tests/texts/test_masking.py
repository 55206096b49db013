"""Personal numbers are never shown, however they are written and wherever they stand.

19900101-2385 has a right check digit, 19900101-2384 has not.
"""

from __future__ import annotations

import json
import re
from urllib.parse import parse_qs, unquote_plus, urlencode
from xml.sax.saxutils import escape

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from farstu.texts.masking import HIDDEN, Masker, mask_number, mask_text
from tests.support.effort import examples
from tests.support.world import World

MASK = Masker(["socialSecurityNumber"])
TEXTS = st.text(max_size=20)
NAMES = st.sampled_from(["socialSecurityNumber", "SocialSecurityNumber", "SOCIALSECURITYNUMBER"])


def check_digit(nine: str) -> int:
    """The last digit of a personal number, from the nine before it."""
    doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(nine)]
    return -sum(number // 10 + number % 10 for number in doubled) % 10


@st.composite
def numbers(draw: st.DrawFn) -> str:
    """A valid personal or coordination number, with or without its century and with any sign between."""
    day = draw(st.dates())
    century = draw(st.sampled_from(["18", "19", "20"]))
    born = f"{day:%y%m}{day.day + draw(st.sampled_from([0, 60])):02d}"
    serial = f"{draw(st.integers(0, 999)):03d}"
    mark = draw(st.sampled_from(["-", "+", ""]))
    return f"{draw(st.sampled_from([century, '']))}{born}{mark}{serial}{check_digit(born + serial)}"


def unescaped(text: str) -> str:
    """What a reader of JSON would see."""
    return re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), text)


def test_the_check_digit_is_the_published_one() -> None:
    assert [check_digit(nine) for nine in ("811228987", "900101238", "121212121")] == [4, 5, 2]


@pytest.mark.parametrize(
    ("spelled", "masked"),
    [("19900101-2385", "19900101-****"), ("199001012385", "19900101****"), ("900101-2385", "900101-****"),
     ("9001012385", "900101****"), ("19900101+2385", "19900101+****"), ("900101+2385", "900101+****"),
     ("19900101 2385", "19900101 ****"), ("900101 2385", "900101 ****"), ("18900101-2385", "18900101-****"),
     ("20000101-2384", "20000101-****"), ("19900161-2382", "19900161-****"), ("19900191-2387", "19900191-****"),
     ("900101\u20132385", "900101\u2013****"), ("19900101\u20102385", "19900101\u2010****"),
     ("900101-2384", "900101-****"), ("199001012384", "19900101****")],
)  # fmt: skip
@pytest.mark.parametrize(
    "around", ["{}", "x{}y", "pnr: {}.", '"{}"', "<a>{}</a>", "({})", "{},", "å{}å", "_{}_", "\n{}\n"]
)
def test_every_spelling_loses_its_last_four_digits(spelled: str, masked: str, around: str) -> None:
    assert mask_text(around.format(spelled)) == around.format(masked)


def test_every_number_of_a_text_is_masked() -> None:
    assert mask_text("900101-2385, 19900101-2385; 9001012385") == "900101-****, 19900101-****; 900101****"


@pytest.mark.parametrize(
    "text",
    ["", "0", "2385", "070-123 45 67", "0701234567", "+46701234567", "+46 70 123 45 67", "08-123 456 78", "20240503",
     "0046701234567", "2024-05-03", "2024-05-03T00:07:34.8013926+02:00", "2024-05-03 0007", "03.05.2024",
     "/Date(1714687654801)/", "ADR19900101238519900101238519900101", "HAN0123456789abcdef0123456789ABCDEF",
     "0199001012385abcdef0199001012385", "OBJ21039_1234567890", "123 45", "4 000 000", "17900000000000000",
     "1990010123855", "01990010123855", "9001012385567", "901301-2385", "900132-2385", "900100-2385", "900101-238",
     "900101-23855", "1900101-2385", "900101--2385", "900101/2385", "9001012384", "900101 2384", "5566778899",
     "550e8400-e29b-41d4-a716-446655440000", "556677-8899", "\u0661\u0662\u0663"],
)  # fmt: skip
def test_what_is_no_personal_number_is_left_alone(text: str) -> None:
    assert mask_text(text) == text
    assert MASK(text) == text


@pytest.mark.parametrize(
    "body",
    ['{"note":"19900101-2385"}', '{"note":"ring 900101-2385 igen","x":1}', '{"note":199001012385}',
     '{"9001012385":1}', "{'note':'900101-2385'", '{"note":"900101-2385', '{"a":{"b":["19900101-2385"]}}',
     "<Note>900101-2385</Note>", "<Note>19900101-2385", '<Note a="199001012385"/>', "<![CDATA[900101-2385]]>",
     "note=900101-2385&x=1", "a=1&note=199001012385", "note=pnr+900101-2385", "note=900101+2385",
     "%%% 19900101-2385 <<<", "\x00\x01199001012385\ufffd", "9001012385"],
)  # fmt: skip
def test_a_number_in_any_body_is_masked(body: str) -> None:
    assert "2385" not in MASK(body)
    assert "900101" in MASK(body)


@pytest.mark.parametrize(
    "note",
    [r"\u00319900101-2385", r"1990010\u0031-2385", r"19900101\u002d2385", r"900101-238\u0035", r"900101\u002D2385",
     r"\u0039\u0030\u0030\u0031\u0030\u0031\u0032\u0033\u0038\u0035", r"19900101\u002b2385"],
)  # fmt: skip
def test_a_number_written_with_escapes_is_masked(note: str) -> None:
    assert "2385" not in unescaped(MASK(f'{{"note":"{note}"}}'))


@pytest.mark.parametrize("before", ["\u00a0", "å", "–", "🏠", "\u2028", "\x07"])
def test_a_number_after_an_escaped_character_is_masked(before: str) -> None:
    body = json.dumps({"note": f"{before}900101-2385"})
    assert body.isascii()
    assert "2385" not in MASK(body)


@pytest.mark.parametrize("between", [r"\u2010", r"\u2013"])
def test_a_number_with_an_escaped_dash_is_masked(between: str) -> None:
    assert "2385" not in MASK(f'{{"note":"19900101{between}2385"}}')


@pytest.mark.parametrize(
    "note", ["pnr%20900101-2385", "%40900101-2385", "900101%2D2385", "19900101%2B2385", "900101%202385"]
)
def test_a_number_in_a_percent_encoded_form_is_masked(note: str) -> None:
    assert "2385" not in MASK(f"a=1&note={note}")


@pytest.mark.parametrize("note", ["&#57;00101-2385", "900101&#45;2385", "900101&#x2d;2385", "&#160;900101-2385"])
def test_a_number_with_character_references_is_masked(note: str) -> None:
    assert "2385" not in MASK(f"<Note>{note}</Note>")


@pytest.mark.parametrize(
    "body", [r'{"note":"C:\\u0041b"}', r'{"note":"\\\\u0041"}', "100%20 st", "&#47;", r'{"a":"\u0022\u005c\u000a"}']
)
def test_what_hides_nothing_is_shown_as_it_came(body: str) -> None:
    assert MASK(body) == body


@pytest.mark.parametrize(
    "note",
    [r"C:\u0041b", "socialSecurityNumber: abc", "SocialSecurityNumber=abc", "<socialSecurityNumber>abc",
     "socialSecurityNumber: 'x", 'the "socialSecurityNumber": "x"', "it was 900101-2385"],
)  # fmt: skip
def test_a_call_with_a_text_that_speaks_of_the_member_can_be_read_in_the_journal(shared: World, note: str) -> None:
    answer = shared.call(
        "POST", "/Meeting/Comeback/M1/c", {"date": "2030-05-03T00:07:34", "note": note, "estateId": "e"}
    )
    entry = shared.call("GET", f"/_farstu/calls/{answer.headers['Request-Id']}")
    assert entry.status_code == 200
    understood = entry.json()["understood"]
    assert understood["date"] == "2030-05-03T00:07:34"
    assert understood["estateId"] == "e"
    assert "2385" not in understood["note"]


@pytest.mark.parametrize(
    "body",
    ['{"socialSecurityNumber":"131052-308T"}', '{"SOCIALSECURITYNUMBER" : "131052-308T"}',
     "{'socialSecurityNumber':'131052-308T'}", "{socialSecurityNumber:131052-308T}",
     '{"socialSecurityNumber":131052308}', '{"socialSecurityNumber":["131052-308T"]}',
     '{"socialSecurityNumber":{"a":"131052-308T"}}', '{"socialSecurityNumber":"131052-308T',
     '{"socialSecurityNumber":\n\t"131052-308T"}', r'{"socialSecurity\u004eumber":"131052-308T"}',
     r'{"socialSecurityNumber":"\"131052-308T"}', r'{"socialSecurityNumber":"\\131052-308T"}',
     "<SocialSecurityNumber>131052-308T</SocialSecurityNumber>", "<SocialSecurityNumber>131052-308T",
     "<a:SocialSecurityNumber>\n 131052-308T </a:SocialSecurityNumber>", "socialSecurityNumber=131052-308T",
     "a=1&Person.SocialSecurityNumber=131052-308T&b=2", "SocialSecurityNumber=+131052+308T",
     '{"socialSecurityNumber":"131052-308T 900101-2385"}', "SocialSecurityNumber=131052-308T+900101-2385"],
)  # fmt: skip
def test_whatever_stands_in_the_member_of_a_personal_number_is_hidden(body: str) -> None:
    assert HIDDEN in MASK(body)
    assert not re.search("131052|308", MASK(body))


@pytest.mark.parametrize(
    ("attributes", "value"),
    [(' xmlns="urn:x"', "131052-308T"), (' i:nil="false" ', "131052-308T"), (" ", "131052-308T"),
     ("", "<![CDATA[131052-308T]]>"), ("", "<!-- x -->131052-308T"), ("", "&#49;31052-308T"),
     ("", "FI, 131052-308T"), ("", "]131052-308T"), ("", "&amp;131052-308T")],
)  # fmt: skip
def test_whatever_stands_in_its_element_is_hidden(attributes: str, value: str) -> None:
    masked = MASK(f"<P><SocialSecurityNumber{attributes}>{value}</SocialSecurityNumber><Cell>1</Cell></P>")
    assert not re.search("31052|308", masked)
    assert masked.endswith("<Cell>1</Cell></P>")


@pytest.mark.parametrize("name", ["p[socialSecurityNumber]", "p%5BsocialSecurityNumber%5D", "socialSecurityNumber[]"])
def test_whatever_stands_in_its_form_field_is_hidden(name: str) -> None:
    assert "308T" not in MASK(f"a=1&{name}=131052-308T&b=2")


@pytest.mark.parametrize("between", ["/**/:", ":/* a, b */", ": // a, b\n"])
def test_comments_do_not_uncover_it(between: str) -> None:
    assert "308T" not in MASK(f'{{"socialSecurityNumber"{between}"131052-308T"}}')


@pytest.mark.parametrize("word", ["null", "true", "false"])
def test_words_that_say_nothing_are_left(word: str) -> None:
    assert MASK(f'{{"socialSecurityNumber":{word},"a":1}}') == f'{{"socialSecurityNumber":{word},"a":1}}'
    assert MASK(f'{{"socialSecurityNumber":"{word}"}}') == f'{{"socialSecurityNumber":"{HIDDEN}"}}'


def test_an_empty_value_is_left_and_so_is_what_comes_after() -> None:
    body = '{"socialSecurityNumber":"","firstName":"Anna","isForeignSocialSecurityNumber":true}'
    assert MASK(body) == body
    assert MASK("<SocialSecurityNumber></SocialSecurityNumber><Cell>1</Cell>").endswith("<Cell>1</Cell>")
    assert MASK('{"socialSecurityNumber":"x","lastName":"Berg"}') == '{"socialSecurityNumber":"****","lastName":"Berg"}'


def test_the_birth_of_a_number_in_its_member_stays_readable() -> None:
    assert MASK('{"socialSecurityNumber":"19900101-2385"}') == '{"socialSecurityNumber":"19900101-****"}'
    assert [mask_number(text) for text in ("900101-2385", "anything", "")] == ["900101-****", HIDDEN, HIDDEN]


def test_a_masker_without_members_masks_numbers_alone() -> None:
    body = '{"socialSecurityNumber":"x","note":"900101-2385"}'
    assert Masker([])(body) == body.replace("2385", HIDDEN)


@settings(deadline=None, max_examples=examples(300))
@given(TEXTS, numbers(), TEXTS)
def test_a_valid_number_never_survives_in_a_text(before: str, number: str, after: str) -> None:
    assume(not before[-1:].isdecimal() and not after[:1].isdecimal())
    assert number not in mask_text(before + number + after)
    assert number not in MASK(before + number + after)
    assert number not in MASK(f"<Note>{escape(before + number + after)}</Note>")


@settings(deadline=None, max_examples=examples(300))
@given(
    st.lists(st.one_of(TEXTS, numbers(), st.text("0123456789ABC-+ ", max_size=40))), st.sampled_from(['":', "</", "/"])
)
def test_a_body_is_masked_member_by_member_and_a_path_part_by_part(members: list[str], end: str) -> None:
    assert mask_text(end.join(["", *members])) == end.join(["", *map(mask_text, members)])


@settings(deadline=None, max_examples=examples(300))
@given(TEXTS, numbers(), TEXTS, st.booleans())
def test_a_valid_number_never_survives_in_json(before: str, number: str, after: str, ascii: bool) -> None:
    assume(not before[-1:].isdecimal() and not after[:1].isdecimal())
    assert number not in unescaped(MASK(json.dumps({"note": before + number + after}, ensure_ascii=ascii)))


@settings(deadline=None, max_examples=examples(300))
@given(TEXTS, numbers(), TEXTS)
def test_a_valid_number_never_survives_in_a_form(before: str, number: str, after: str) -> None:
    assume(not before[-1:].isdecimal() and not after[:1].isdecimal())
    assert number not in unquote_plus(MASK(urlencode({"note": before + number + after})))


@settings(deadline=None, max_examples=examples(300))
@given(st.text(min_size=1), st.booleans(), NAMES)
def test_any_value_of_the_member_is_hidden_in_json(value: str, ascii: bool, name: str) -> None:
    masked = json.loads(MASK(json.dumps({"a": 1, name: value, "b": 2}, ensure_ascii=ascii)))
    assert (masked["a"], masked["b"]) == (1, 2)
    assert masked[name] == HIDDEN or (HIDDEN in masked[name] and masked[name] != value)


@settings(deadline=None, max_examples=examples(300))
@given(st.text(min_size=1).filter(lambda text: text.strip() not in ("", "null", "true", "false", HIDDEN)))
def test_any_value_of_the_member_is_hidden_in_a_form(value: str) -> None:
    masked = parse_qs(MASK(urlencode({"a": 1, "socialSecurityNumber": value, "b": 2})))
    assert (masked["a"], masked["b"]) == (["1"], ["2"])
    assert HIDDEN in masked["socialSecurityNumber"][0]
    assert value not in (HIDDEN, masked["socialSecurityNumber"][0])


@settings(deadline=None, max_examples=examples(300))
@given(
    st.one_of(TEXTS, numbers(), st.just("socialSecurityNumber"), st.text("0123456789-+ \u2013\uff11", max_size=14)),
    TEXTS,
)
def test_a_body_that_is_called_plain_is_one_that_masking_leaves_alone(text: str, more: str) -> None:
    for body in (text + more, more + text, json.dumps({"note": text + more}), f"<Note>{escape(text + more)}</Note>"):
        data = body.encode()
        if MASK.is_plain(data):
            assert MASK(body) == body


@pytest.mark.parametrize(
    ("body", "plain"),
    [('{"note":"Ring om visningen på Storgatan","id":"CAL01990010123857000ABCDEF0123456789"}', True),
     ('{"date":"2031-12-01T10:00:00"}', True), ('{"note":"19900101-2385"}', False),
     ('{"note":"900101\u20132385"}', False), ('{"note":"\uff11"}', False),
     (r'{"note":"\u0031"}', False), ('{"SocialSecurityNumber":null}', False),
     ("a=1%31", False), ("<a>&#49;</a>", False)],
)  # fmt: skip
def test_most_bodies_are_found_to_be_plain(body: str, plain: bool) -> None:
    assert MASK.is_plain(body.encode()) is plain

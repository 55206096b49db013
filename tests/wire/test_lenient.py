"""The forgiving reader: what it takes beside JSON, where it stops, and that it reads JSON as everybody does."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from farstu.contract.model import MODELS
from farstu.texts import LANGUAGES, render
from farstu.wire.json_reading import json_reader
from farstu.wire.lenient import NotJson, read_json
from farstu.wire.reading import DEPTH_LIMIT, NODE_LIMIT, Reading, TooLarge
from farstu.wire.text import decode_text
from farstu.wire.values import Bare, Members
from tests.support.effort import examples

ANY_TEXT = st.text(st.characters(), max_size=12)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | ANY_TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(ANY_TEXT, inner, max_size=4),
    max_leaves=20,
)
DISTURBING = "\t\n\r\f\v\x00\u00a0\ufeff'/*,{}[]\":ax0.-\\"
READ_LOAN_PROMISE = json_reader(MODELS["Buyer_LoanPromise"], "loanPromise")


def plain(node: Any) -> Any:
    """A tree as `json.loads` makes it."""
    if isinstance(node, Members):
        return {name: plain(value) for name, value in node.pairs}
    if isinstance(node, Bare):
        return json.loads(node.text)
    return [plain(item) for item in node] if isinstance(node, list) else node


def refusal(text: str) -> NotJson:
    with pytest.raises(NotJson) as caught:
        read_json(text)
    return caught.value


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ('{"a":1,}', [("a", Bare("1"))]),
        ('{"a":[1,2,],}', [("a", [Bare("1"), Bare("2")])]),
        ("{'a':'x'}", [("a", "x")]),
        ("{'a':'say \"x\"'}", [("a", 'say "x"')]),
        ("""{'a':'it\\'s'}""", [("a", "it's")]),
        ("{a:1,b_2$:2}", [("a", Bare("1")), ("b_2$", Bare("2"))]),
        ("{åäö:1}", [("åäö", Bare("1"))]),
        ("{null:null}", [("null", None)]),
        ('/* a */{/**/"a"/* b */:/* c */1/* d */,/*e*/"b":2/*f*/}/* g */', [("a", Bare("1")), ("b", Bare("2"))]),
        ('// a\n{"a":1 // b\r\n, // c, "a":2\n"b":[ // d\n2]} // e', [("a", Bare("1")), ("b", [Bare("2")])]),
        ('{"a":"/* no */ // no"/* , "b":1 */}', [("a", "/* no */ // no")]),
        ('{"a":"x\ny"}', [("a", "x\ny")]),
        ('{"a":"x\r\ny"}', [("a", "x\r\ny")]),
    ],
)
def test_what_is_not_json_is_read_where_its_meaning_is_plain(text: str, pairs: list[tuple[str, Any]]) -> None:
    assert read_json(text) == (Members(pairs), False)


@pytest.mark.parametrize("word", ["NaN", "-Infinity", "Infinity", "0x1F", "010", "+5", ".5", "5.", "-", "yes", "True"])
def test_a_word_without_quotes_is_left_for_its_member_to_judge(word: str) -> None:
    assert read_json(f'{{"a":{word}}}') == (Members([("a", Bare(word))]), False)


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ('{"a":5.50,"b":1E3,"c":-0}', [("a", Bare("5.50")), ("b", Bare("1E3")), ("c", Bare("-0"))]),
        ('{"a":1,"a":2,"A":3}', [("a", Bare("1")), ("a", Bare("2")), ("A", Bare("3"))]),
        ('{"a":"\\u00e5\\"\\\\\\/\\b\\f\\n\\r\\t"}', [("a", 'å"\\/\b\f\n\r\t')]),
        ('{"\\u0061":"\\ud83c\\udfe0"}', [("a", "🏠")]),
        ('{"a":"\\ud83c","b":"\\udfe0"}', [("a", "\ud83c"), ("b", "\udfe0")]),
        ('{"a":"\\ud83cx\\udfe0"}', [("a", "\ud83cx\udfe0")]),
        ('{"a":"\\\\\'"}', [("a", "\\'")]),
        ('{"":true,"b":false,"c":null}', [("", True), ("b", False), ("c", None)]),
        (' \t\r\n{ "a" : [ ] , "b" : { } } \n', [("a", []), ("b", Members([]))]),
    ],
)
def test_json_keeps_its_digits_its_names_and_their_order(text: str, pairs: list[tuple[str, Any]]) -> None:
    assert read_json(text) == (Members(pairs), True)


@pytest.mark.parametrize("text", ["", " \n", "null"])
def test_nothing_is_null(text: str) -> None:
    assert read_json(text) == (None, True)


@pytest.mark.parametrize("sign", ["\t", "\r", "\x00", "\x1f", "\n"])
def test_a_raw_control_character_in_a_text_is_read_and_noted(sign: str) -> None:
    assert read_json(f'{{"a":"x{sign}y"}}') == (Members([("a", f"x{sign}y")]), False)


def test_an_escape_that_only_single_quotes_need_is_read_and_noted() -> None:
    assert read_json('{"a":"it\\\'s"}') == (Members([("a", "it's")]), False)


@pytest.mark.parametrize("blank", ["\f", "\v", "\u00a0", "\ufeff"])
def test_a_blank_that_json_does_not_have_is_read_and_noted(blank: str) -> None:
    assert read_json(f'{{{blank}"a":1}}') == (Members([("a", Bare("1"))]), False)


@pytest.mark.parametrize(
    ("text", "path", "key"),
    [
        ("{", "", "json_end"),
        ('{"bank":', "bank", "json_end"),
        ('{"bank":"x"', "bank", "json_end"),
        ('{"bank":"x",', "", "json_end"),
        ('{"bank" "x"}', "", "json_colon"),
        ('{"bank"', "", "json_colon"),
        ('{"bank","x"}', "", "json_colon"),
        ('{"bank":"x",,}', "bank", "json_unexpected"),
        ('{"bank":"x"]', "bank", "json_unexpected"),
        ('{"bank":"x" "y":1}', "bank", "json_unexpected"),
        ('{"bank":1 2}', "bank", "json_unexpected"),
        ('{"bank":}', "bank", "json_unexpected"),
        ('{"bank"::1}', "bank", "json_unexpected"),
        ("{,}", "", "json_unexpected"),
        ("[,]", "", "json_unexpected"),
        ("[1,,2]", "", "json_unexpected"),
        ("[1 2]", "", "json_unexpected"),
        ("[1}", "", "json_unexpected"),
        ("[", "", "json_end"),
        ("[1", "", "json_end"),
        ("[1,", "", "json_end"),
        ('{"a":[{"b":1},{"c":}]}', "a[1].c", "json_unexpected"),
        ('{"a":{"b":[[0],[1,{"c":"x}]]}}', "a.b[1][1].c", "json_string"),
        ('[{"a":', "[0].a", "json_end"),
        ('{"a":"x', "a", "json_string"),
        ("{'a':'x\"}", "a", "json_string"),
        ('{"a', "", "json_string"),
        ('{"a":"x\\"}', "a", "json_string"),
        ('{"a":"\\q"}', "a", "json_escape"),
        ('{"a":"\\u12g4"}', "a", "json_escape"),
        ('{"a":"\\x41"}', "a", "json_escape"),
        ('{"a":"\\\n"}', "a", "json_escape"),
        ('{"\\q":1}', "", "json_escape"),
        ("{-:1}", "", "json_name"),
        ("{[]:1}", "", "json_name"),
        ("{{}:1}", "", "json_name"),
        ("{a b:1}", "", "json_colon"),
        ('{"a":1} {"b":2}', "", "json_more"),
        ('{"a":1}}', "", "json_more"),
        ('{"a":1} x', "", "json_more"),
        ("1 2", "", "json_more"),
        ("/* x", "", "json_unexpected"),
        ('{"a":1 /* x', "a", "json_unexpected"),
        ('{"a":/ 1}', "a", "json_unexpected"),
        ("}", "", "json_unexpected"),
        (":", "", "json_unexpected"),
    ],
)
def test_a_text_that_breaks_off_or_makes_no_sense_is_refused_at_its_member(text: str, path: str, key: str) -> None:
    found = refusal(text)
    assert (found.path, found.text.key) == (path, f"error.{key}")


@pytest.mark.parametrize(
    ("text", "line", "column", "near"),
    [
        ('{"a":1}x', 1, 8, "x"),
        ('{\n "a": }', 2, 7, "}"),
        ('{\r\n "a": 1,\r\n "b" 2}', 3, 6, "2}"),
        ('{"a":\n  "x}\n}', 2, 3, '"x}'),
        ('{"a":\n  "x\\q y"}', 2, 3, '"x\\q y"}'),
        ("[1,\n2", 2, 2, ""),
        ('{"a":1 bcdefghijklmnop', 1, 8, "bcdefghijklm"),
    ],
)
def test_a_refusal_says_where(text: str, line: int, column: int, near: str) -> None:
    assert refusal(text).text.values == {"line": line, "column": column, "near": near}


@pytest.mark.parametrize("text", ['{"a":1 19900101-2384}', '{"a":1} 199001012384', '{"a":"x" "900101-2384"}'])
def test_a_refusal_shows_no_part_of_the_end_of_a_personal_number(text: str) -> None:
    for language in LANGUAGES:
        assert not re.search(r"900101-?2", render(refusal(text).text, language))


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a":', "}")])
def test_nesting_ends_at_256_levels(opening: str, closing: str) -> None:
    assert read_json(opening * DEPTH_LIMIT + "1" + closing * DEPTH_LIMIT)[1]
    found = refusal(opening * (DEPTH_LIMIT + 1) + "1" + closing * (DEPTH_LIMIT + 1))
    assert (DEPTH_LIMIT, found.path, found.text.key) == (256, "", "error.json_deep")


@pytest.mark.parametrize("item", ["1", '""', "{}", "[]", "null", "x"])
def test_a_body_has_at_most_50_000_nodes(item: str) -> None:
    most = NODE_LIMIT - 1
    assert len(read_json(f"[{','.join([item] * most)}]")[0]) == most == 49_999
    with pytest.raises(TooLarge):
        read_json(f"[{','.join([item] * (most + 1))}]")


LONG_TEXTS = {
    "brackets": "[" * 100_000,
    "objects": '{"a":' * 100_000,
    "backslashes": '"' + "\\" * 1_000_000,
    "open comments": "/*" * 500_000,
    "line comments": "//" * 500_000,
    "comments": "[" + "/**/" * 250_000,
    "blanks": " " * 1_000_000 + "x y",
    "digits": "[" + "0" * 1_000_000,
    "an open text": '{"a":"' + "x" * 1_000_000,
    "bad escapes": '"' + "\\u12" * 250_000 + '"',
}


@pytest.mark.parametrize("kind", [kind for kind in LONG_TEXTS if kind != "line comments"])
def test_long_rubbish_is_refused(kind: str) -> None:
    assert refusal(LONG_TEXTS[kind]).text.key.startswith("error.json_")


def test_a_long_comment_is_nothing() -> None:
    assert read_json(LONG_TEXTS["line comments"]) == (None, False)


RENDERERS: list[Callable[[Any], str]] = [
    json.dumps,
    lambda value: json.dumps(value, ensure_ascii=False),
    lambda value: json.dumps(value, indent=2),
    lambda value: json.dumps(value, separators=(",", ":")),
]


@settings(deadline=None, max_examples=examples(300))
@given(VALUES, st.sampled_from(RENDERERS))
def test_json_is_read_as_everybody_reads_it_and_is_strict(value: Any, write: Callable[[Any], str]) -> None:
    text = write(value)
    node, strict = read_json(text)
    assert strict
    assert plain(node) == json.loads(text)


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["a", "A", "b"]), st.integers()), max_size=6))
def test_repeated_names_all_stay(pairs: list[tuple[str, int]]) -> None:
    text = "{" + ",".join(f"{json.dumps(name)}:{value}" for name, value in pairs) + "}"
    assert read_json(text) == (Members([(name, Bare(str(value))) for name, value in pairs]), True)


@settings(deadline=None, max_examples=examples(500))
@given(VALUES, st.integers(0, 10_000), st.text(st.sampled_from(DISTURBING), max_size=3))
def test_what_is_called_strict_is_json(value: Any, at: int, disturbance: str) -> None:
    text = json.dumps(value)
    text = text[: at % len(text)] + disturbance + text[at % len(text) :]
    with suppress(NotJson):
        node, strict = read_json(text)
        assert not strict or plain(node) == json.loads(text)


@settings(deadline=None, max_examples=examples(500))
@given(ANY_TEXT | st.text(st.sampled_from("{}[]\",:'/*\\u0019ab \n+-.e"), max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(NotJson, TooLarge):
        assert isinstance(read_json(text)[0], Members | Bare | list | str | bool | None)


@settings(deadline=None, max_examples=examples(500))
@given(
    st.binary(max_size=60) | VALUES.map(lambda value: json.dumps(value).encode()),
    st.sampled_from([b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\0\0", b"{"]),
    st.sampled_from(["", "utf-8", "utf-16", "utf-16be", "latin1", '"utf-8"']),
)
def test_any_bytes_come_to_a_reading(body: bytes, mark: bytes, charset: str) -> None:
    reading = READ_LOAN_PROMISE(mark + body, charset)
    assert isinstance(reading, Reading)
    assert reading.model is not None or reading.problems
    assert all(problem.key.startswith("loanPromise") for problem in reading.problems)
    assert all(render(problem.text, language) for problem in reading.problems for language in LANGUAGES)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le"])
def test_a_byte_order_mark_beats_the_header(encoding: str) -> None:
    charset = "utf-16" if encoding in ("utf-16", "utf-16-le") else "utf-8"
    assert decode_text("å🏠".encode(encoding), charset) == "å🏠"
    if encoding in ("utf-8-sig", "utf-16", "utf-32"):
        assert decode_text("å🏠".encode(encoding), "utf-8") == decode_text("å🏠".encode(encoding), "utf-16") == "å🏠"


def test_big_endian_is_read_by_its_mark() -> None:
    assert decode_text(b"\xfe\xff" + "å".encode("utf-16-be"), "") == "å"


@pytest.mark.parametrize("charset", ["iso-8859-1", "latin1", '"utf-16"', "utf-16be", "utf-7", "x"])
def test_any_other_charset_is_read_as_utf_8(charset: str) -> None:
    assert decode_text("å".encode(), charset) == "å"


@pytest.mark.parametrize(("body", "place"), [(b"\xff", 1), (b'{"bank":"\xe5"}', 10), (b'{"bank":"\xed\xa0\xbc"}', 10)])
def test_bytes_that_are_no_text_are_refused_at_the_body(body: bytes, place: int) -> None:
    reading = READ_LOAN_PROMISE(body, "")
    assert [(item.key, item.text.key, item.text.values) for item in reading.problems] == [
        ("loanPromise", "error.encoding", {"place": place})
    ]
    assert reading.model is None

"""The catalogue: the same in both languages, nothing missing, nothing too many."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

import farstu
from farstu import areas
from farstu.access.people import ROLES
from farstu.advice import CODES
from farstu.cli.docs import command_paths
from farstu.cli.options import SETTINGS
from farstu.console.data import KINDS
from farstu.console.judging import CODES as CODES_OF_CARDS
from farstu.console.time_travel import DONE
from farstu.console.visit import PLACES
from farstu.contract.fields import Kind
from farstu.contract.model import MODELS
from farstu.contract.operation import OPERATIONS
from farstu.contract.origin import Origin
from farstu.help.openapi import HEADERS, REFUSED
from farstu.help.pages.book import SINGLE_PAGES
from farstu.help.pages.differences import differences
from farstu.help.pages.tables import behaviours
from farstu.help.refusals import whens
from farstu.help.wrong_parameters import FAULTS
from farstu.texts import CATALOGUE, LANGUAGES, Text, preferred, render, say, shortened

areas.load()
SOURCE = Path(farstu.__file__).parent
SPEAKING = ("say", "unavailable", "self._fail")
"""Functions whose first argument is a key."""
SINGLE = [page.kind.value for page in SINGLE_PAGES]
FAMILIES = {
    "advice.": CODES,
    "difference.": {item.reason for item in differences()},
    "decided.": ("budget.created", "budget.changed"),
    "decided.acting_": ("user", "user_group", "office"),
    "error.": (
        *Kind,
        *("required", "length", "characters", "between", "items"),
        *{field.one_of for info in MODELS.values() for field in info.fields if field.one_of},
    ),
    "not_found.": {"partner", "group", "customer", "scope", "key"}
    | {
        kind
        for file in SOURCE.rglob("*.py")
        for kind in re.findall(r'not_found\(\s*"?\w+"?,\s*"(\w+)"', file.read_text("utf-8"))
    },
    "unknown.": ("meeting", "estate", "user", "user_group", "office", "lead_source", "task", "contact"),
}
"""Keys that are put together: how they begin, and all that can follow."""
WHOLE_TABLES = {
    "setting.": (*SETTINGS, "FARSTU_SECRET"),
    "command.": [path.removeprefix("farstu ") for path in command_paths() if path != "farstu"],
}
"""Tables that are read whole: what each must hold."""
PAGE_FAMILIES = {
    "behaviour_": {item.key for operation in OPERATIONS.values() for item in behaviours(operation)}
    | {"namespaces", "own"},
    "kind_": ("operation", "model"),
    "origin_": [end for origin in Origin for end in (origin.value, f"{origin.value}_text")],
    "summary_": SINGLE,
    "title_": SINGLE,
}
CONSOLE_FAMILIES = {
    "": [key for _, key in PLACES],
    "done_": DONE,
    "finding_": [f"{code.replace('-', '_')}{end}" for code in CODES_OF_CARDS for end in ("", "_text")],
    "kind_": [name.replace("-", "_") for name in KINDS],
    "role_": [end for role in ROLES for end in (role, f"{role}_text")],
}
KEYS = sorted(CATALOGUE["sv"])


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@cache
def calls() -> list[ast.Call]:
    """Every call in the source that names a text."""
    return [
        node
        for file in sorted(SOURCE.rglob("*.py"))
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call) and node.args and ast.unparse(node.func) in SPEAKING
    ]


def literal_keys() -> set[str]:
    return {
        part.value
        for call in calls()
        if not isinstance(call.args[0], ast.JoinedStr)
        for part in ast.walk(call.args[0])
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    }


def prefixes() -> set[str]:
    """How the keys begin that are put together in the source."""
    found = set()
    for call in calls():
        if isinstance(call.args[0], ast.JoinedStr):
            first = call.args[0].values[0]
            found.add(first.value if isinstance(first, ast.Constant) else "")
    return found


def openapi_keys() -> set[str]:
    documents = [(SOURCE / "help" / name).read_text("utf-8") for name in ("openapi.py", "swagger.py")]
    literal = {key for text in documents for key in re.findall(r'_say\("(\w+)"\)', text)}
    headers = {f"header_{name.lower().replace('-', '_')}" for name in HEADERS}
    return {f"openapi.{key}" for key in literal | headers | {f"refused_{status}" for status in REFUSED}}


def when_keys() -> set[str]:
    """When each refusal is given, by any operation that there is or may come to be."""
    given = {f"when.{when}" for operation in OPERATIONS.values() for when in whens(operation)}
    return given | {f"when.parameter_{fault}" for fault in FAULTS}


def page_keys() -> set[str]:
    """Of the pages: in templates `say("key")`, in their source `words.page("key")`; and those that are put together."""
    files = [*(SOURCE / "help" / "templates").glob("*"), *(SOURCE / "help" / "pages").glob("*.py")]
    calls = [call for file in files for call in re.findall(r"\b(?:say|page)\(([^)]*)\)", file.read_text("utf-8"))]
    whole = {key for call in calls for key in re.findall(r'(?<!~ )"(\w+)"(?! ~)', call)}
    return {f"page.{key}" for key in whole} | {
        f"page.{begin}{end}" for begin, ends in PAGE_FAMILIES.items() for end in ends
    }


def console_keys() -> set[str]:
    """Of the console: in its templates `say("key")`, and those that are put together."""
    files = (SOURCE / "console" / "templates").glob("*")
    whole = {key for file in files for key in re.findall(r'\bsay\("(\w+)"(?=[,)])', file.read_text("utf-8"))}
    begun = {f"{begin}{end}" for begin, ends in CONSOLE_FAMILIES.items() for end in ends}
    return {f"console.{key}" for key in whole | begun}


def example_keys() -> set[str]:
    templates = (SOURCE / "help" / "languages").glob("*.j2")
    return {f"example.{key}" for file in templates for key in re.findall(r'\bsay\("(\w+)"', file.read_text("utf-8"))}


def family_keys() -> set[str]:
    return {f"{prefix}{rest}" for prefix, ends in (FAMILIES | WHOLE_TABLES).items() for rest in ends}


def test_both_languages_have_the_same_keys() -> None:
    assert list(CATALOGUE["sv"]) == list(CATALOGUE["en"])
    assert len(KEYS) > 100


@pytest.mark.parametrize("key", KEYS)
def test_both_languages_say_something_different_about_the_same(key: str) -> None:
    swedish, english = (CATALOGUE[language][key] for language in LANGUAGES)
    assert swedish.strip() == swedish != ""
    assert english.strip() == english != ""
    assert swedish != english
    assert placeholders(swedish) == placeholders(english)
    assert all(name.isidentifier() for name in placeholders(swedish))


def test_every_key_in_the_source_is_in_the_catalogue() -> None:
    assert literal_keys() - set(KEYS) == set()
    assert page_keys() - set(KEYS) == set()
    assert console_keys() - set(KEYS) == set()
    assert example_keys() - set(KEYS) == set()
    assert when_keys() - set(KEYS) == set()
    assert openapi_keys() - set(KEYS) == set()
    assert family_keys() - set(KEYS) == set()


def test_every_key_of_the_catalogue_is_used() -> None:
    used = literal_keys() | page_keys() | console_keys() | example_keys() | when_keys() | openapi_keys()
    assert set(KEYS) - used - family_keys() == set()


def test_every_family_of_keys_is_known() -> None:
    assert prefixes() == set(FAMILIES)


def test_every_sentence_gets_what_it_speaks_of() -> None:
    missing = []
    for call in calls():
        key = call.args[0]
        if ast.unparse(call.func) == "say" and isinstance(key, ast.Constant) and key.value in CATALOGUE["sv"]:
            given = {keyword.arg for keyword in call.keywords}
            missing += [(key.value, name) for name in placeholders(CATALOGUE["sv"][key.value]) - given]
    assert missing == []


@pytest.mark.parametrize("code", CODES)
def test_every_advice_has_its_sentence(code: str) -> None:
    for language in LANGUAGES:
        assert "X.Y" in render(say(f"advice.{code}", member="X.Y"), language)


def test_the_advice_that_is_fixed_is_there() -> None:
    fixed = (
        "out-of-order unknown-member repeated-member not-json undefined-zero null-as-unset several-participants "
        "invalid-personal-number invalid-email invalid-phone several-candidates "
        "doubled-hour clock-moved-forward past-date"
    )
    assert set(fixed.split()) <= set(CODES)
    assert {key for key in KEYS if key.startswith("advice.")} == {f"advice.{code}" for code in CODES}


def test_a_sentence_is_said_in_a_language() -> None:
    text = say("error.between", member="Commission", least=0, most=9, sent=-1)
    assert text == Text("error.between", {"member": "Commission", "least": 0, "most": 9, "sent": -1})
    assert render(text, "en") == "Commission must be between 0 and 9; -1 was sent."
    assert render(text, "sv") == "Commission måste ligga mellan 0 och 9; -1 skickades."


def test_values_may_hold_braces_and_are_not_read_again() -> None:
    text = say("error.integer", member="{value}", value="{member} {0} {")
    assert render(text, "en") == "{value} must be a whole number, not {member} {0} {."


def test_a_text_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        render(say("error.nothing"), "sv")


def test_texts_never_show_a_personal_number() -> None:
    assert "2384" not in render(say("error.integer", member="X", value="pnr 19900101-2384"), "sv")


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("", ""),
        ("x" * 60, "x" * 60),
        ("x" * 61, "x" * 59 + "…"),
        ("å🏠", "å🏠"),
        ("a\ud83cb", "a?b"),
        ("\ud83c" * 70, "?" * 59 + "…"),
    ],
)
def test_what_a_caller_wrote_is_cut_short(text: str, short: str) -> None:
    assert shortened(text) == short


def test_a_text_is_cut_at_the_length_that_is_asked_for() -> None:
    assert (shortened("abcdef", 5), shortened("abcde", 5)) == ("abcd…", "abcde")


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "sv"),
        ("sv", "sv"),
        ("en", "en"),
        ("EN-gb", "en"),
        ("sv-FI, en;q=0.9", "sv"),
        ("en-GB,en;q=0.9,sv;q=0.8", "en"),
        ("sv;q=0.8, en;q=0.9", "en"),
        ("en;q=0.8,sv;q=0.9", "sv"),
        ("sv;Q=0.2, en;Q=0.9", "en"),
        ("de, fr;q=0.9", "sv"),
        ("de, en;q=0.1", "en"),
        ("*", "sv"),
        ("en;q=0", "sv"),
        ("sv;q=0, en;q=0.1", "en"),
        ("sv;q=0.5, en;q=0.5", "sv"),
        ("en;q=0.5, sv;q=0.5", "en"),
        (" en ; q=0.7 , sv;q=0.6", "en"),
        ("en;q=x, sv;q=0.1", "sv"),
        ("en;q=", "sv"),
        ("engelska", "sv"),
        ("svx, enx", "sv"),
        (",,;;,", "sv"),
        ("en_GB", "sv"),
    ],
)
def test_the_language_is_the_one_most_wanted_else_swedish(header: str, language: str) -> None:
    assert preferred(header) == language

"""Examples are answered by a running server, just as they are shown."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import tree_sitter_powershell
from tree_sitter import Language, Parser

from farstu import areas, wire
from farstu.contract.model import INFO
from farstu.contract.operation import OPERATIONS, Operation
from farstu.help.examples import asked_of, examples
from farstu.help.place import Place
from farstu.texts import CATALOGUE, LANGUAGES
from farstu.wire.codecs import CODECS
from tests.help.programs import COMMANDS, Ran, compile_csharp, is_there, run, run_csharp, run_several
from tests.support.process import demo

areas.load()
wire.load()

FOLLOW_UP = OPERATIONS["PUT-ViewingParticipant-customerId"]
BUDGET = OPERATIONS["POST-BusinessIntelligence-Budget-customerId-officeId-userId-year-month"]
WATCH = OPERATIONS["POST-Advertising-Estate-customerId-estateId-FinalPriceWatched"]
EVERY = [pytest.param(operation, id=operation.id) for operation in OPERATIONS.values()]
SCRIPTS = [key for key in COMMANDS if key != "csharp"]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with demo(tmp_path_factory.mktemp("demo")) as server:
        shown = server.shown
        yield Place(server.url, shown["partner"], shown["key"], shown)


def code(operation: Operation, place: Place, key: str, language: str = "sv") -> str:
    return next(example.code for example in examples(operation, place, language) if example.key == key)


def needs(key: str) -> None:
    if not is_there(key):
        pytest.skip(f"{COMMANDS[key][0]} is not installed")


def check(ran: Ran, operation: Operation) -> None:
    assert ran.code == 0, f"{operation.id}: {ran.output}{ran.errors}"
    words = ran.output.split()
    assert ("200" if operation.response else "204") in (words[0], words[-1]), f"{operation.id}: {ran.output}"


@pytest.mark.parametrize("operation", EVERY)
def test_bodies_are_whole_and_are_read_without_a_problem_or_an_advice(operation: Operation) -> None:
    body = asked_of(operation, Place("http://farstu.test"), "sv").body
    if operation.request is None:
        assert body is None
        return
    assert body is not None
    reading = CODECS["application/json"].reader(INFO[operation.request], "body")(body.encode(), "")
    assert not reading.problems
    assert not reading.advice


@pytest.mark.parametrize("key", COMMANDS)
def test_every_example_as_pasted_is_answered(key: str, place: Place, tmp_path: Path) -> None:
    needs(key)
    operations = list(OPERATIONS.values())
    every_ran = run_several(key, tmp_path, [code(operation, place, key) for operation in operations])
    for operation, ran in zip(operations, every_ran, strict=True):
        check(ran, operation)


def test_a_program_in_csharp_compiles_just_as_it_is_pasted(place: Place, tmp_path: Path) -> None:
    needs("csharp")
    compile_csharp(tmp_path, [code(WATCH, place, "csharp", "en")])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("operation", EVERY)
def test_examples_in_powershell_keep_to_its_grammar(operation: Operation, language: str, place: Place) -> None:
    """It is not run: Debian has no PowerShell."""
    parser = Parser(Language(tree_sitter_powershell.language()))
    for where in (place, Place(place.address)):
        tree = parser.parse(code(operation, where, "powershell", language).encode())
        assert not tree.root_node.has_error, tree.root_node


def test_the_grammar_of_powershell_refuses_what_is_none() -> None:
    parser = Parser(Language(tree_sitter_powershell.language()))
    assert parser.parse(b"$call = @{ Uri = 'x\nswitch (").root_node.has_error


@pytest.mark.parametrize("key", SCRIPTS)
def test_what_was_typed_arrives_letter_for_letter(key: str, place: Place) -> None:
    needs(key)
    sent = json.loads(asked_of(WATCH, place, "sv").body or "")
    check(run(key, code(WATCH, place, key)), WATCH)
    auth = (place.partner or "", place.key or "")
    newest = httpx.get(f"{place.address}/_farstu/calls?operation={WATCH.id}&limit=1", auth=auth).json()["calls"][0]
    entry = httpx.get(f"{place.address}/_farstu/calls/{newest['id']}", auth=auth).json()
    assert entry["understood"]["message"] == sent["message"]
    assert entry["understood"]["person"]["lastName"] == sent["person"]["lastName"]
    assert [advice["code"] for advice in entry["advice"]] == []


@pytest.mark.parametrize("key", SCRIPTS)
def test_without_partner_and_key_the_environment_holds_them(key: str, place: Place) -> None:
    needs(key)
    shown = code(FOLLOW_UP, place._replace(partner=None, key=None), key)
    assert str(place.key) not in shown
    check(run(key, shown, {"FARSTU_PARTNER": str(place.partner), "FARSTU_KEY": str(place.key)}), FOLLOW_UP)


def test_nor_does_csharp_show_them(place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    needs("csharp")
    monkeypatch.setenv("FARSTU_PARTNER", str(place.partner))
    monkeypatch.setenv("FARSTU_KEY", str(place.key))
    other = place.ids | {"customerId": place.ids["otherCustomerId"]}  # type: ignore[operator]  # what it printed
    cases = {
        "done": place._replace(partner=None, key=None),
        "unauthorized": place._replace(key="wrong"),
        "forbidden": place._replace(ids=other),
    }
    shown = [code(FOLLOW_UP, where, "csharp", "en") for where in cases.values()]
    assert str(place.key) not in shown[0]
    done, *refused = run_csharp(tmp_path, shown)
    check(done, FOLLOW_UP)
    assert [ran.code for ran in refused] == [1, 1]
    said = [CATALOGUE["en"][f"example.{name}"] for name in ("unauthorized", "forbidden")]
    assert [ran.errors.strip() for ran in refused] == said


@pytest.mark.parametrize("key", [key for key in SCRIPTS if key != "curl"])
def test_what_is_refused_is_told(key: str, place: Place, tmp_path: Path) -> None:
    needs(key)
    unauthorized = run(key, code(FOLLOW_UP, place._replace(key="wrong"), key))
    other = place.ids | {"customerId": place.ids["otherCustomerId"]}  # type: ignore[operator]  # what it printed
    wrong = [code(FOLLOW_UP, place._replace(ids=other), key), code(BUDGET, place, key).replace("/2027/3", "/2027/13")]
    forbidden, invalid = run_several(key, tmp_path, wrong)
    said = [CATALOGUE["sv"][f"example.{name}"] for name in ("unauthorized", "forbidden")]
    for ran, words in zip((unauthorized, forbidden, invalid), [*said, "month"], strict=True):
        assert ran.code != 0
        assert words in ran.output + ran.errors


def test_curl_ends_with_an_error_where_it_is_refused(place: Place) -> None:
    ran = run("curl", code(FOLLOW_UP, place._replace(key="wrong"), "curl"))
    assert ran.code != 0
    assert ran.output.split()[-1] == "401"


def test_ids_that_nobody_knows_ask_to_be_replaced() -> None:
    assert asked_of(FOLLOW_UP, Place("http://x"), "sv").url == "http://x/ViewingParticipant/CUSTOMER_ID"


def test_an_id_of_any_characters_stays_one_part_of_the_path() -> None:
    assert asked_of(FOLLOW_UP, Place("http://x", ids={"customerId": "å/ ?#%"}), "sv").path == (
        "/ViewingParticipant/%C3%A5%2F%20%3F%23%25"
    )

"""Examples are answered by a running server, just as they are shown."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator

import pytest

from farstu import areas, wire
from farstu.contract.model import INFO
from farstu.contract.operation import OPERATIONS, Operation
from farstu.help.examples import asked_of, examples
from farstu.help.place import Place
from farstu.wire.codecs import CODECS
from tests.support.process import demo

areas.load()
wire.load()


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with demo(tmp_path_factory.mktemp("demo")) as server:
        shown = server.shown
        yield Place(server.url, shown["partner"], shown["key"], shown)


def code(operation: Operation, place: Place, key: str) -> str:
    return next(example.code for example in examples(operation, place, "sv") if example.key == key)


@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=lambda item: item.id)
def test_bodies_are_whole_and_are_read_without_a_problem_or_an_advice(operation: Operation) -> None:
    body = asked_of(operation, Place("http://farstu.test"), "sv").body
    assert operation.request is not None
    assert body is not None
    reading = CODECS["application/json"].reader(INFO[operation.request], "body")(body.encode(), "")
    assert not reading.problems
    assert not reading.advice


@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=lambda item: item.id)
def test_curl_as_pasted_into_bash_is_answered(operation: Operation, place: Place) -> None:
    ran = subprocess.run(["bash"], input=code(operation, place, "curl"), capture_output=True, text=True, timeout=30)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert int(ran.stdout.split()[-1]) < 300


def test_without_a_key_the_environment_holds_it(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    operation = OPERATIONS["PUT-ViewingParticipant-customerId"]
    monkeypatch.setenv("FARSTU_KEY", place.key or "")
    shown = code(operation, place._replace(key=None), "curl")
    ran = subprocess.run(["bash"], input=shown, capture_output=True, text=True, timeout=30)
    assert place.key not in shown
    assert ran.stdout.split() == ["true", "200"]


def test_ids_that_nobody_knows_ask_to_be_replaced() -> None:
    assert asked_of(OPERATIONS["PUT-ViewingParticipant-customerId"], Place("http://x"), "sv").url == (
        "http://x/ViewingParticipant/CUSTOMER_ID"
    )

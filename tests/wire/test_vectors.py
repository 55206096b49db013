"""The vectors in JSON, decoded alone and over HTTP."""

from __future__ import annotations

import json
from typing import Any

import pytest

from farstu.contract.model import INFO
from farstu.contract.operation import OPERATIONS
from farstu.server.routes import RouteTable
from farstu.texts.masking import Masker
from farstu.wire.json_codec import json_reader, write_json
from farstu.wire.negotiation import charset_of, request_format
from tests.support.world import World
from tests.wire import vectors

ALL = vectors.load()
ROUTES = RouteTable(OPERATIONS.values())
MASK = Masker(["socialSecurityNumber"])


def content_type(vector: vectors.Vector) -> str:
    return next((value for name, value in vector.headers.items() if name.lower() == "content-type"), "")


def accepts_xml(vector: vectors.Vector) -> bool:
    return "xml" in str(vector.expect.get("content_type"))


JSON = [
    item
    for item in ALL
    if not accepts_xml(item) and "xml" not in content_type(item) and "form" not in content_type(item)
]
READ = [item for item in JSON if item.expect["status"] in (200, 204, 400) and request_format(content_type(item))]


def masked(bound: Any) -> Any:
    return vectors.comparable(json.loads(MASK(json.dumps(bound))))


def test_most_vectors_are_json() -> None:
    print(f"\n{len(JSON)} of {len(ALL)} vectors run over HTTP, {len(READ)} decoded alone")
    assert len(JSON) > 200


@pytest.mark.parametrize("vector", READ, ids=lambda item: item.id)
def test_a_body_is_understood_as_the_vector_says(vector: vectors.Vector) -> None:
    match = ROUTES.match(vector.path.partition("?")[0])
    if match is None or vector.method not in match.operations or not vector.expect.get("bound"):
        assert vector.expect["status"] != 200
        return
    operation = match.operations[vector.method]
    assert operation.request is not None
    reading = json_reader(INFO[operation.request], operation.body_name)(
        vector.body or b"", charset_of(content_type(vector))
    )
    assert reading.problems == []
    assert vectors.comparable(json.loads(write_json(reading.model))) == vectors.comparable(vector.expect["bound"])


@pytest.mark.parametrize("vector", JSON, ids=lambda item: item.id)
def test_a_request_is_answered_as_the_vector_says(shared: World, vector: vectors.Vector) -> None:
    expect = vector.expect
    headers = {"Authorization": "Basic YnlyYW46ZmtfYWxs", **vector.headers}
    answer = shared.send(vector.method, vector.path, headers, vector.body)
    assert answer.status_code == expect["status"], answer.text
    if "content_type" in expect:
        assert answer.headers["content-type"] == expect["content_type"]
    if answer.status_code == 400:
        assert not vectors.missing_keys(expect, list(answer.json().get("modelState", {})))
    entry = shared.journal(answer)
    if "bound" in expect:
        assert vectors.comparable(entry["understood"]) == masked(expect["bound"])
    assert set(expect.get("advice", ())) <= {item["code"] for item in entry["advice"]}

"""The vectors in JSON, decoded alone and over HTTP."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest
from lxml import etree

from farstu import wire
from farstu.contract.model import INFO
from farstu.contract.operation import OPERATIONS
from farstu.server.routes import RouteTable
from farstu.texts.masking import Masker
from farstu.wire.json_codec import write_json
from farstu.wire.negotiation import charset_of, request_format
from tests.support.world import World
from tests.wire import vectors

wire.load()
ALL = vectors.load()
ROUTES = RouteTable(OPERATIONS.values())
MASK = Masker(["socialSecurityNumber"])


def content_type(vector: vectors.Vector) -> str:
    return next((value for name, value in vector.headers.items() if name.lower() == "content-type"), "")


READ = [item for item in ALL if item.expect["status"] in (200, 204, 400) and request_format(content_type(item))]


def masked(bound: Any) -> Any:
    return vectors.comparable(json.loads(MASK(json.dumps(bound, ensure_ascii=False))))


def test_all_vectors_are_run() -> None:
    print(f"\n{len(ALL)} vectors run over HTTP, {len(READ)} of them decoded alone")
    assert len(ALL) == 334


@pytest.mark.parametrize("vector", READ, ids=lambda item: item.id)
def test_a_body_is_understood_as_the_vector_says(vector: vectors.Vector) -> None:
    match = ROUTES.match(vector.path.partition("?")[0])
    if match is None or vector.method not in match.operations or not vector.expect.get("bound"):
        assert vector.expect["status"] != 200
        return
    operation = match.operations[vector.method]
    assert operation.request is not None
    chosen = request_format(content_type(vector))
    assert chosen is not None
    read = chosen.codec.reader(INFO[operation.request], operation.body_name)
    reading = read(vector.body or b"", charset_of(content_type(vector)))
    assert reading.problems == []
    assert vectors.comparable(json.loads(write_json(reading.model))) == vectors.comparable(vector.expect["bound"])


def error_keys(answer: httpx.Response) -> list[str]:
    if "json" in answer.headers["content-type"]:
        return list(answer.json().get("modelState", {}))
    state = etree.fromstring(answer.content).find("ModelState")
    return [] if state is None else [child.tag.replace("_x005B_", "[").replace("_x005D_", "]") for child in state]


@pytest.mark.parametrize("vector", ALL, ids=lambda item: item.id)
def test_a_request_is_answered_as_the_vector_says(shared: World, vector: vectors.Vector) -> None:
    expect = vector.expect
    headers = {"Authorization": "Basic YnlyYW46ZmtfYWxs", **vector.headers}
    answer = shared.send(vector.method, vector.path, headers, vector.body)
    assert answer.status_code == expect["status"], answer.text
    if "content_type" in expect:
        assert answer.headers["content-type"] == expect["content_type"]
    if answer.status_code == 400:
        assert not vectors.missing_keys(expect, error_keys(answer))
    entry = shared.journal(answer)
    if "bound" in expect:
        assert vectors.comparable(entry["understood"]) == masked(expect["bound"])
    assert set(expect.get("advice", ())) <= {item["code"] for item in entry["advice"]}

"""Requests that another reader in front could take for something else, and what every answer says to browsers."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from farstu.server.connections import ConnectionLimits
from tests.support.clients import BODY, POST, Clients, other_is_served, serving
from tests.support.world import CUSTOMER, World, world

NUMBER = "199001012385"
COMEBACK = f"/Meeting/Comeback/{CUSTOMER}/c"


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with world(tmp_path_factory.mktemp("requests")) as made:
        yield made


@pytest.mark.parametrize(
    "line",
    [
        b"Host: y",
        b"Authorization: Basic eDp5",
        b"Content-Type: application/xml",
        b"Content-Encoding: identity\r\nContent-Encoding: identity",
        b"Idempotency-Key: a\r\nIdempotency-Key: b",
    ],
)
def test_a_header_that_may_come_once_is_refused_where_it_comes_twice(tmp_path: Path, line: bytes) -> None:
    async def talk(clients: Clients) -> None:
        client = await clients.new()
        client.writer.write(POST + line + b"\r\nContent-Length: %d\r\n\r\n" % len(BODY) + BODY)
        status, headers, _ = await client.answer()
        assert (status, headers["connection"]) == (400, "close")
        assert await client.is_cut()
        await other_is_served(clients)

    serving(tmp_path, ConnectionLimits(100), talk)


def test_a_host_is_named_but_for_callers_of_http_1_0(tmp_path: Path) -> None:
    async def talk(clients: Clients) -> None:
        for version, meant in (("1.1", 400), ("1.0", 404)):
            client = await clients.new()
            client.writer.write(f"GET /Nothing HTTP/{version}\r\n\r\n".encode())
            assert (await client.answer())[0] == meant

    serving(tmp_path, ConnectionLimits(100), talk)


def test_a_body_in_chunks_is_no_http_1_0(tmp_path: Path) -> None:
    async def talk(clients: Clients) -> None:
        client = await clients.new()
        head = POST.replace(b"HTTP/1.1", b"HTTP/1.0") + b"Transfer-Encoding: chunked\r\n\r\n"
        client.writer.write(head + b"%x\r\n" % len(BODY) + BODY + b"\r\n0\r\n\r\n")
        assert (await client.answer())[0] == 400
        assert await client.is_cut()

    serving(tmp_path, ConnectionLimits(100), talk)


def test_what_is_no_http_is_counted_and_fills_no_log(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    async def talk(clients: Clients) -> None:
        for _ in range(20):
            client = await clients.new()
            client.writer.write(b"This is no HTTP\r\n\r\n")
            assert (await client.answer())[0] == 400

    with caplog.at_level(logging.INFO):
        serving(tmp_path, ConnectionLimits(100), talk)
    assert [record.message for record in caplog.records if "HTTP" in record.message] == []


def test_every_answer_tells_browsers_to_run_nothing_of_it(embedded: World) -> None:
    for method, path in (
        ("GET", "/"), ("GET", "/Help"), ("GET", "/Help/Api/none"), ("GET", "/static/none.css"),
        ("GET", "/schema/index.xsd"), ("GET", "/schema"), ("GET", "/healthz"),
        ("GET", "/_farstu/calls"), ("GET", "/_farstu/none"), ("GET", "/none"),
        ("POST", COMEBACK),
    ):  # fmt: skip
        headers = embedded.call(method, path, b"{}" if method == "POST" else None).headers
        assert headers["X-Content-Type-Options"] == "nosniff", path
        policy = headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'"), path
        assert "frame-ancestors 'none'" in policy, path
        assert "unsafe" not in policy, path


def test_what_is_no_http_gets_them_too(tmp_path: Path) -> None:
    async def talk(clients: Clients) -> None:
        client = await clients.new()
        client.writer.write(b"This is no HTTP\r\n\r\n")
        _, headers, _ = await client.answer()
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["content-security-policy"].startswith("default-src 'none'")

    serving(tmp_path, ConnectionLimits(100), talk)


@pytest.mark.parametrize("coding", ["gzip", "deflate, identity", "x"])
def test_a_packed_body_is_not_unpacked_but_refused(embedded: World, coding: str) -> None:
    answer = embedded.call("POST", COMEBACK, {"date": "2030-01-01T10:00:00"}, Content_Encoding=coding)
    assert answer.status_code == 415
    assert answer.headers["Accept-Encoding"] == "identity"
    assert "Content-Encoding" in answer.json()["messageDetail"]
    plain = embedded.call("POST", COMEBACK, {"date": "2030-01-01T10:00:00"}, Content_Encoding="Identity")
    assert plain.status_code == 200


def test_no_number_gets_into_the_journal_by_a_name_or_by_escapes_of_escapes(embedded: World) -> None:
    twice = "".join(f"%25{ord(digit):02X}" for digit in NUMBER)
    answers = [
        embedded.call("POST", COMEBACK, {"date": "2030-01-01T10:00:00", NUMBER: 1}),
        embedded.call("GET", f"/none/{twice}"),
        embedded.call("GET", "/none", **{f"X_{NUMBER}": "1"}),
    ]
    for answer in answers:
        entry = json.dumps(embedded.journal(answer))
        assert NUMBER not in entry
        assert twice.replace("%25", "%") not in entry
        assert f"{NUMBER[:8]}****" in entry


def test_a_number_escaped_twice_is_not_repeated_to_the_caller(embedded: World) -> None:
    twice = "".join(f"%25{ord(digit):02X}" for digit in NUMBER)
    assert f"{NUMBER[:8]}****" in embedded.call("GET", f"/none/{twice}").json()["message"]


def test_the_language_that_was_chosen_is_kept_for_tls_alone_where_it_came_by_it(embedded: World) -> None:
    assert "Secure" in embedded.call("GET", "https://farstu.test/Help?lang=en").headers["Set-Cookie"]
    assert "Secure" not in embedded.call("GET", "/Help?lang=en").headers["Set-Cookie"]

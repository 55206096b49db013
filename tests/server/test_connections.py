"""Clients that are slow, silent or too many, on a server with a real socket and little patience."""

from __future__ import annotations

import asyncio
import gc
import json
import socket
import struct
import time
import weakref
from pathlib import Path
from resource import RLIM_INFINITY
from typing import Any

import pytest

from farstu.server import connections, dispatcher, exchange
from farstu.server.connections import ConnectionLimits
from tests.support.clients import BODY, CALL, POST, SOON, Clients, other_is_served, serving


def test_half_a_head_is_cut_off_and_holds_nobody_up(tmp_path: Path) -> None:
    async def talk(clients: Clients) -> None:
        silent, half, dribbling = [await clients.new() for _ in range(3)]
        half.writer.write(POST[:40])
        end = asyncio.create_task(dribbling.is_cut())
        sending = asyncio.create_task(dribbling.dribble(POST, end.done))
        await other_is_served(clients)
        assert await silent.is_cut()
        assert await half.is_cut()
        assert await end
        await sending

    serving(tmp_path, ConnectionLimits(100, head=1.0), talk)


def test_who_is_not_read_for_long_since_the_loop_is_held_up_is_not_cut_off(tmp_path: Path) -> None:
    async def talk(clients: Clients) -> None:
        client = await clients.new()
        await other_is_served(clients)
        client.writer.write(CALL)
        time.sleep(3.5)  # noqa: ASYNC251 - the loop is the server's too
        await clients.tick()
        assert (await client.answer())[0] == 200

    serving(tmp_path, ConnectionLimits(100, head=3.0), talk)


def test_a_head_sent_slowly_after_a_first_call_is_cut_off_too(tmp_path: Path) -> None:
    async def talk(clients: Clients) -> None:
        client = await clients.new()
        client.writer.write(CALL)
        assert (await client.answer())[0] == 200
        client.writer.write(POST[:40])
        assert await client.is_cut()

    serving(tmp_path, ConnectionLimits(100, head=1.0), talk)


def test_half_a_body_is_a_408_and_the_connection_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchange, "BODY_SECONDS", 1.0)

    async def talk(clients: Clients) -> None:
        client = await clients.new()
        client.writer.write(CALL[:-5])
        await other_is_served(clients)
        status, headers, body = await client.answer()
        assert (status, headers["connection"], len(headers["request-id"])) == (408, "close", 32)
        assert json.loads(body)["message"] == "The request did not arrive in time."
        assert await client.is_cut()

    serving(tmp_path, ConnectionLimits(100), talk)


def test_a_body_sent_a_byte_at_a_time_is_a_408(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchange, "BODY_SECONDS", 0.4)

    async def talk(clients: Clients) -> None:
        client = await clients.new()
        client.writer.write(CALL[: -len(BODY)])
        answer = asyncio.create_task(client.answer())
        await client.dribble(BODY, answer.done)
        assert (await answer)[0] == 408

    serving(tmp_path, ConnectionLimits(100), talk)


def test_a_body_that_nobody_reads_does_not_keep_its_connection(tmp_path: Path) -> None:
    async def talk(clients: Clients) -> None:
        client = await clients.new()
        client.writer.write(b"POST /Nothing HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{")
        assert (await client.answer())[0] == 404
        client.writer.write(b"}")
        assert await client.is_cut()

    serving(tmp_path, ConnectionLimits(100, head=1.0, body=0.2), talk)


async def ask_on(deaf: socket.socket) -> None:
    """Asks for more and more that it never reads."""
    while True:
        await asyncio.get_running_loop().sock_sendall(deaf, b"GET /openapi.json HTTP/1.1\r\nHost: x\r\n\r\n" * 10)
        await asyncio.sleep(0.01)


def test_who_does_not_read_answers_is_cut_off(tmp_path: Path) -> None:
    async def talk(clients: Clients) -> None:
        with socket.socket() as deaf:
            deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            deaf.connect(("127.0.0.1", clients.port))
            deaf.setblocking(False)
            asking = asyncio.create_task(ask_on(deaf))
            await other_is_served(clients)
            with pytest.raises(ConnectionError):
                await asyncio.wait_for(asking, SOON)

    serving(tmp_path, ConnectionLimits(100, answer=1.0), talk)


async def sip(slow: socket.socket) -> None:
    """Reads a little at a time: some ten thousand bytes a second."""
    while True:
        await asyncio.get_running_loop().sock_recv(slow, 20)
        await asyncio.sleep(0.001)


def test_who_reads_answers_a_few_bytes_at_a_time_is_cut_off(tmp_path: Path) -> None:
    async def talk(clients: Clients) -> None:
        with socket.socket() as slow:
            slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            slow.connect(("127.0.0.1", clients.port))
            slow.setblocking(False)
            sipping = asyncio.create_task(sip(slow))
            with pytest.raises(ConnectionError):
                await asyncio.wait_for(ask_on(slow), SOON)
            sipping.cancel()
            await asyncio.gather(sipping, return_exceptions=True)

    serving(tmp_path, ConnectionLimits(100, answer=1.0), talk)


def test_a_head_without_end_is_cut_off_with_431(tmp_path: Path) -> None:
    async def talk(clients: Clients) -> None:
        client = await clients.new()
        client.writer.write(POST)
        answer = asyncio.create_task(client.answer())
        while not answer.done():
            client.writer.write(b"X-Long: " + b"x" * 8_000 + b"\r\n")
            await asyncio.sleep(0.01)
        status, headers, body = await answer
        assert (status, headers["connection"], len(headers["request-id"])) == (431, "close", 32)
        assert json.loads(body)["message"] == "The request is too large."
        assert await client.is_cut()

    serving(tmp_path, ConnectionLimits(100), talk)


def test_a_body_that_comes_after_its_answer_is_no_head(tmp_path: Path) -> None:
    async def talk(clients: Clients) -> None:
        client, large = await clients.new(), b"x" * (2 * connections.LARGEST_HEAD)
        client.writer.write(b"POST /Nothing HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n" % len(large))
        assert (await client.answer())[0] == 404
        client.writer.write(large)
        await client.writer.drain()
        client.writer.write(CALL)
        assert (await client.answer())[0] == 200

    serving(tmp_path, ConnectionLimits(100), talk)


def test_what_is_no_http_is_a_400_with_a_request_id(tmp_path: Path) -> None:
    async def talk(clients: Clients) -> None:
        client = await clients.new()
        client.writer.write(b"This is no HTTP\r\n\r\n")
        status, headers, body = await client.answer()
        assert (status, headers["connection"], len(headers["request-id"])) == (400, "close", 32)
        assert json.loads(body)["message"] == "The request is invalid."
        assert await client.is_cut()

    serving(tmp_path, ConnectionLimits(100), talk)


def test_a_call_with_rubbish_behind_it_is_answered_before_the_connection_ends(tmp_path: Path) -> None:
    async def talk(clients: Clients) -> None:
        client = await clients.new()
        client.writer.write(CALL + CALL + b"This is no HTTP\r\n\r\n")
        assert [(await client.answer())[0] for _ in range(2)] == [200, 200]
        assert await client.is_cut()

    serving(tmp_path, ConnectionLimits(100), talk)


def test_a_websocket_is_not_opened_and_the_call_is_answered_as_any_other(tmp_path: Path) -> None:
    upgrade = b"Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\r\n"

    async def talk(clients: Clients) -> None:
        client = await clients.new()
        client.writer.write(b"GET /Nothing HTTP/1.1\r\nHost: x\r\n" + upgrade)
        assert (await client.answer())[0] == 404

    serving(tmp_path, ConnectionLimits(100), talk)


def test_one_connection_too_many_is_a_503_at_once_and_the_others_go_on(tmp_path: Path) -> None:
    async def talk(clients: Clients) -> None:
        within = [await clients.new() for _ in range(3)]
        for client in within:
            client.writer.write(CALL)
            assert (await client.answer())[0] == 200
        beyond = await clients.new()
        beyond.writer.write(POST.replace(b"application/json", b"application/xml") + b"Content-Length: 0\r\n\r\n")
        status, headers, body = await beyond.answer()
        assert (status, headers["retry-after"], headers["connection"]) == (503, "5", "close")
        assert headers["content-type"].startswith("application/xml")
        assert b"<Message>The service is unavailable.</Message>" in body
        assert await beyond.is_cut()
        within[0].writer.write(CALL)
        assert (await within[0].answer())[0] == 200

    serving(tmp_path, ConnectionLimits(3), talk)


async def ask_much_and_leave(port: int) -> None:
    """Twenty calls at once whose answers are not read, and an end without a word."""
    with socket.socket() as deaf:
        deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        deaf.connect(("127.0.0.1", port))
        deaf.setblocking(False)
        loop = asyncio.get_running_loop()
        await loop.sock_sendall(deaf, b"GET /openapi.json HTTP/1.1\r\nHost: x\r\n\r\n" * 20)
        await loop.sock_recv(deaf, 100)
        deaf.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def test_who_sends_many_calls_at_once_and_leaves_causes_no_fault(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def talk(clients: Clients) -> None:
        await ask_much_and_leave(clients.port)
        await other_is_served(clients)

    serving(tmp_path, ConnectionLimits(100), talk)
    assert [record.message for record in caplog.records if "Exception" in record.message] == []


def test_who_sends_faster_than_is_answered_waits_and_all_is_answered_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting: list[int] = []
    begin = connections.Connection.on_headers_complete

    def noted(connection: connections.Connection) -> None:
        begin(connection)
        waiting.append(len(connection.pipeline))

    async def talk(clients: Clients) -> None:
        client, short = await clients.new(), b"GET /%d HTTP/1.1\r\nHost: x\r\n\r\n"
        client.writer.write(b"".join(short % number for number in range(2_000)))
        client.writer.write(CALL)
        bodies = [(await client.answer())[2] for _ in range(2_000)]
        assert [b"//x/%d" % number in body for number, body in enumerate(bodies)] == [True] * 2_000
        assert (await client.answer())[0] == 200

    monkeypatch.setattr(connections.Connection, "on_headers_complete", noted)
    serving(tmp_path, ConnectionLimits(100), talk)
    assert len(waiting) == 2_001
    assert max(waiting) < connections.MOST_WAITING + 1_024 // len(b"GET /0 HTTP/1.1\r\nHost: x\r\n\r\n") + 1


def test_what_a_connection_held_is_free_as_soon_as_it_has_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[weakref.ref[connections.Connection]] = []
    gone: asyncio.Queue[object] = asyncio.Queue()
    begin = connections.Connection.connection_made

    def noted(connection: connections.Connection, transport: asyncio.Transport) -> None:
        seen.append(weakref.ref(connection, gone.put_nowait))
        begin(connection, transport)

    async def talk(clients: Clients) -> None:
        await ask_much_and_leave(clients.port)
        await other_is_served(clients)
        half = await clients.new()
        half.writer.write(CALL[:-3])
        await clients.close()
        assert len(seen) == 3
        for _ in seen:
            await asyncio.wait_for(gone.get(), SOON)

    monkeypatch.setattr(connections.Connection, "connection_made", noted)
    gc.disable()
    try:
        serving(tmp_path, ConnectionLimits(100), talk)
    finally:
        gc.enable()


def test_a_large_body_is_read_beside_the_loop_and_others_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dispatcher, "READ_ASIDE", 1_000)
    threads: list[bool] = []
    aside = asyncio.to_thread

    async def noted(*given: Any) -> Any:
        threads.append(True)
        return await aside(*given)

    monkeypatch.setattr(dispatcher.asyncio, "to_thread", noted)

    async def talk(clients: Clients) -> None:
        large = b'{"date":"2030-01-01T10:00:00","note":"' + b"x" * 2_000 + b'"}'
        client = await clients.new()
        client.writer.write(POST + b"Content-Length: %d\r\n\r\n" % len(large) + large)
        assert (await client.answer())[0] == 200
        await other_is_served(clients)

    serving(tmp_path, ConnectionLimits(100), talk)
    assert threads == [True]


def test_far_too_many_connections_are_closed_as_they_come(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "MOST_TURNED_AWAY", 1)

    async def talk(clients: Clients) -> None:
        within, turned_away, beyond = [await clients.new() for _ in range(3)]
        assert await beyond.is_cut()
        turned_away.writer.write(CALL)
        assert (await turned_away.answer())[0] == 503
        within.writer.write(CALL)
        assert (await within.answer())[0] == 200

    serving(tmp_path, ConnectionLimits(1), talk)


def test_there_is_room_for_no_more_connections_than_the_machine_allows(monkeypatch: pytest.MonkeyPatch) -> None:
    allowed = [(1_024, 4_096)]
    monkeypatch.setattr(connections.resource, "getrlimit", lambda _: allowed[-1])
    monkeypatch.setattr(connections.resource, "setrlimit", lambda _, limits: allowed.append(limits))
    assert connections.room_for(500) == 500
    assert allowed == [(1_024, 4_096)]
    assert connections.room_for(2_000) == 2_000
    assert connections.room_for(10_000) == 4_096 - 200
    assert allowed[-1] == (4_096, 4_096)


@pytest.mark.parametrize(("soft", "hard"), [(256, RLIM_INFINITY), (RLIM_INFINITY, RLIM_INFINITY)])
def test_where_the_machine_sets_no_limit_there_is_room(monkeypatch: pytest.MonkeyPatch, soft: int, hard: int) -> None:
    monkeypatch.setattr(connections.resource, "getrlimit", lambda _: (soft, hard))
    monkeypatch.setattr(connections.resource, "setrlimit", lambda _, limits: None)
    assert connections.room_for(4_000) == 4_000

"""The port for figures, under those who are slow or too many."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import httpx
import pytest
from prometheus_client import CollectorRegistry

from farstu.server.figures_server import FiguresServer

ASK = b"GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n"
SOON = 10.0


@contextmanager
def serving(most: int, seconds: float, host: str = "127.0.0.1") -> Iterator[int]:
    server = FiguresServer(host, 0, CollectorRegistry(), most, seconds)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def silent(stack: ExitStack, port: int, sent: bytes = b"") -> socket.socket:
    made = stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=SOON))
    made.sendall(sent)
    return made


def is_cut(client: socket.socket) -> bool:
    try:
        return client.recv(1) == b""
    except ConnectionError:
        return True


@pytest.mark.parametrize("sent", [b"", ASK[:10], ASK[:-2]])
def test_who_does_not_ask_to_the_end_is_cut_off(sent: bytes) -> None:
    with serving(2, 0.3) as port, ExitStack() as stack:
        assert is_cut(silent(stack, port, sent))
        assert httpx.get(f"http://127.0.0.1:{port}/metrics").status_code == 200


def test_too_many_at_once_are_closed_as_they_come_and_the_others_answered() -> None:
    with serving(2, SOON) as port, ExitStack() as stack:
        within = [silent(stack, port, ASK[:-2]) for _ in range(2)]
        while not is_cut(silent(stack, port)):
            pass
        for client in within:
            client.sendall(ASK[-2:])
            assert client.recv(12) == b"HTTP/1.0 200"


def test_it_can_be_on_an_address_of_the_newer_kind() -> None:
    with serving(1, SOON, "::1") as port:
        assert httpx.get(f"http://[::1]:{port}/metrics").status_code == 200

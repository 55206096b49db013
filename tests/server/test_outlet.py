"""What goes out in one call of the system, and what does not wait."""

from __future__ import annotations

from typing import Any, cast

import pytest

from farstu.server.outlet import LARGEST_JOINED, Outlet

PROMISING = b"HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: 4\r\n\r\n"
STREAM = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n"
CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"
NOTHING = b"HTTP/1.1 204 No Content\r\n\r\n"
LIKE_A_HEAD = b"a\r\ncontent-length: 4\r\n\r\nb"


class Wire:
    """A transport that keeps what it was told."""

    def __init__(self) -> None:
        self.sent: list[bytes] = []

    def write(self, data: bytes) -> None:
        self.sent.append(data)

    def close(self) -> None:
        self.sent.append(b"closed")

    def get_write_buffer_size(self) -> int:
        return 7


@pytest.fixture
def wire() -> Wire:
    return Wire()


@pytest.fixture
def outlet(wire: Wire) -> Outlet:
    return Outlet(cast(Any, wire))


def test_a_head_goes_with_the_first_piece_of_its_body(wire: Wire, outlet: Outlet) -> None:
    for _ in range(2):
        for piece in (PROMISING, b"ab", b"cd"):
            outlet.write(piece)
        outlet.finish()
    assert wire.sent == [PROMISING + b"ab", b"cd"] * 2


def test_a_large_body_is_not_copied_to_stand_behind_its_head(wire: Wire, outlet: Outlet) -> None:
    large = bytes(LARGEST_JOINED + 1)
    for piece in (PROMISING, large):
        outlet.write(piece)
    assert wire.sent == [PROMISING, large]
    assert wire.sent[1] is large


@pytest.mark.parametrize("head", [STREAM, CONTINUE, NOTHING])
def test_a_head_that_promises_no_body_of_known_length_goes_at_once(wire: Wire, outlet: Outlet, head: bytes) -> None:
    outlet.write(head)
    assert wire.sent == [head]


def test_an_answer_after_a_continue_is_an_answer_as_any_other(wire: Wire, outlet: Outlet) -> None:
    for piece in (CONTINUE, PROMISING, b"abcd"):
        outlet.write(piece)
    assert wire.sent == [CONTINUE, PROMISING + b"abcd"]


def test_what_looks_like_a_head_in_a_body_does_not_wait(wire: Wire, outlet: Outlet) -> None:
    for piece in (PROMISING, b"ab", LIKE_A_HEAD):
        outlet.write(piece)
    outlet.finish()
    for piece in (STREAM, LIKE_A_HEAD):
        outlet.write(piece)
    assert wire.sent == [PROMISING + b"ab", LIKE_A_HEAD, STREAM, LIKE_A_HEAD]


def test_a_head_whose_body_does_not_come_goes_at_the_end_of_the_answer_or_of_the_connection(
    wire: Wire, outlet: Outlet
) -> None:
    outlet.write(PROMISING)
    outlet.finish()
    outlet.write(PROMISING)
    outlet.close()
    assert wire.sent == [PROMISING, PROMISING, b"closed"]


def test_everything_else_is_asked_of_the_transport(outlet: Outlet) -> None:
    assert outlet.get_write_buffer_size() == 7

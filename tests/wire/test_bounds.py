"""Whatever comes is answered below 500, soon, and in little memory."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from farstu.wire.reading import BODY_LIMIT, NODE_LIMIT
from tests.support.nasty import BODIES
from tests.support.world import World

SECONDS, MEMORY = 1.0, 200_000_000
ALL = [pytest.param(kind, body, id=f"{kind[12:]}, {name}") for kind, bodies in BODIES.items() for name, body in bodies]


@pytest.mark.parametrize(("kind", "body"), ALL)
def test_a_nasty_body_is_answered_below_500_and_within_a_second(shared: World, kind: str, body: bytes) -> None:
    headers = {"Authorization": "Basic YnlyYW46ZmtfYWxs", "Content-Type": kind, "Accept": "application/json"}
    before = time.process_time()
    answer = shared.send("POST", "/Advertising/Estate/M1/e/FinalPriceWatched", headers, body)
    assert time.process_time() - before < SECONDS
    assert answer.status_code in (400, 413)
    assert answer.json()["message"] in ("The request is invalid.", "The request is too large.")


@pytest.mark.parametrize("kind", BODIES)
def test_no_nasty_body_takes_much_memory(kind: str) -> None:
    command = [sys.executable, "-m", "tests.support.nasty", kind]
    printed = subprocess.run(command, capture_output=True, text=True, check=True, timeout=100).stdout
    assert int(printed) < MEMORY


def test_the_largest_body_is_read_and_a_byte_more_is_too_large(shared: World) -> None:
    headers = {"Authorization": "Basic YnlyYW46ZmtfYWxs", "Content-Type": "application/json"}
    for size, status in ((BODY_LIMIT, 200), (BODY_LIMIT + 1, 413)):
        body = b'{"bank":"b"' + b" " * (size - 12) + b"}"
        assert shared.send("POST", "/CRM/Buyer/M1/c/LoanPromise", headers, body).status_code == status


@pytest.mark.parametrize("strict", [True, False])
def test_as_many_values_as_allowed_are_read_and_one_more_is_too_large(shared: World, strict: bool) -> None:
    headers = {"Authorization": "Basic YnlyYW46ZmtfYWxs", "Content-Type": "application/json"}
    for values, status in ((NODE_LIMIT, 200), (NODE_LIMIT + 1, 413)):
        inner = ",".join(["0"] * (values - 2)) + ("" if strict else ",/**/")
        body = f'{{"x":[{inner}]}}'.encode()
        assert shared.send("POST", "/CRM/Buyer/M1/c/LoanPromise", headers, body).status_code == status

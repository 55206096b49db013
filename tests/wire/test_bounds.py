"""Whatever comes is answered below 500, and read before long in little memory."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest

from farstu.wire import lenient
from farstu.wire.reading import BODY_LIMIT, MOST_PROBLEMS, NODE_LIMIT, TooLarge
from tests.support.databases import SQLITE
from tests.support.nasty import BODIES
from tests.support.world import World

PATIENCE = 100.0
"""For all bodies of a format, which take a few seconds: what takes its square would take hours."""
MEMORY = 200_000_000
ALL = [
    pytest.param(media, make, id=f"{media[12:]}, {name}") for media, bodies in BODIES.items() for name, make in bodies()
]


@pytest.fixture(scope="module")
def kind() -> str:
    """What is refused before it is kept does not depend on the database."""
    return SQLITE


def test_no_more_members_are_read_than_there_may_be() -> None:
    reader = lenient._Reader("{" + ",".join(f'"m{number}":0' for number in range(4 * NODE_LIMIT)) + "}")
    with pytest.raises(TooLarge):
        reader._value()
    assert reader.nodes <= NODE_LIMIT + 1


@pytest.mark.parametrize(("media", "make"), ALL)
def test_a_nasty_body_is_answered_below_500(shared: World, media: str, make: Callable[[], bytes]) -> None:
    body = make()
    headers = {"Authorization": "Basic YnlyYW46ZmtfYWxs", "Content-Type": media, "Accept": "application/json"}
    answer = shared.send("POST", "/Advertising/Estate/M1/e/FinalPriceWatched", headers, body)
    assert answer.status_code in (400, 413)
    assert answer.json()["message"] in ("The request is invalid.", "The request is too large.")


@pytest.mark.parametrize("media", BODIES)
def test_all_nasty_bodies_are_read_before_long_and_in_little_memory(media: str) -> None:
    command = [sys.executable, "-m", "tests.support.nasty", media]
    printed = subprocess.run(command, capture_output=True, text=True, check=True, timeout=PATIENCE).stdout
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


def test_of_very_many_errors_a_thousand_are_told(shared: World) -> None:
    headers = {"Authorization": "Basic YnlyYW46ZmtfYWxs", "Accept": "application/json"}
    path = "/Advertising/Estate/M1/e/FinalPriceWatched"
    for many, told in ((999, 999), (5_000, MOST_PROBLEMS)):
        body = b'{"marketing":{"utmTags":[' + b",".join([b"1"] * many) + b"]}}"
        sent = shared.send("POST", path, {**headers, "Content-Type": "application/json"}, body)
        below = [key for key in sent.json()["modelState"] if key.startswith("application.marketing.utmTags[")]
        assert (sent.status_code, len(below)) == (400, told)

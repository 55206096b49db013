"""When the client tries again, how long it waits, and what it raises."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from farstu.client import AsyncClient, Client, ClientError, Moment, Refused, Retry, Unreachable, models
from farstu.client.retrying import Attempts

COMEBACK = models.Comeback(date=Moment("2040-01-01T10:00:00"))
BUSY = httpx.Response(503, headers={"Retry-After": "7"}, json={"message": "Busy."})
DONE = httpx.Response(200, json="CAL1")
Step = httpx.Response | type[httpx.RequestError]


class Server:
    """Answers, or fails, as it is told, one step a try."""

    def __init__(self, *steps: Step) -> None:
        self.steps = list(steps)
        self.keys: list[str | None] = []
        self.pauses: list[float] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.keys.append(request.headers.get("Idempotency-Key"))
        step = self.steps[len(self.keys) - 1]
        if isinstance(step, httpx.Response):
            return httpx.Response(step.status_code, headers=step.headers, content=step.content)
        raise step("lost")

    def client(self, *, keeps_keys: bool = False, retry: Retry | None = None) -> Client:
        transport = httpx.MockTransport(self)
        sleep = self.pauses.append
        return Client("http://here", "p", "k", keeps_keys=keeps_keys, retry=retry, transport=transport, sleep=sleep)


def _write(client: Client, key: str | None = None) -> str:
    return client.create_comeback("M1", "ADR1", COMEBACK, idempotency_key=key)


def test_a_write_is_tried_again_with_the_same_key_when_the_server_says_so() -> None:
    server = Server(BUSY, httpx.Response(429), httpx.ConnectError, DONE)
    with server.client() as client:
        assert _write(client) == "CAL1"
    assert len(set(server.keys)) == 1
    assert server.keys[0]
    assert len(server.keys) == 4
    told, first, second = server.pauses
    assert 7 <= told <= 7.5
    assert 0.5 <= first <= 1
    assert 1 <= second <= 2


def test_two_writes_have_two_keys() -> None:
    server = Server(DONE, DONE)
    with server.client() as client:
        assert _write(client) == _write(client)
    assert len(set(server.keys)) == 2


def test_it_waits_with_await_too() -> None:
    server = Server(BUSY, httpx.ReadError, DONE)
    pauses: list[float] = []

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)

    async def write() -> str:
        transport = httpx.MockTransport(server)
        async with AsyncClient("http://here", "p", "k", keeps_keys=True, transport=transport, sleep=sleep) as client:
            return await client.create_comeback("M1", "ADR1", COMEBACK)

    assert asyncio.run(write()) == "CAL1"
    assert (len(set(server.keys)), len(pauses)) == (1, 2)


@pytest.mark.parametrize(
    ("make", "tries"),
    [
        (lambda server: _write(server.client()), 1),
        (lambda server: _write(server.client(), "mine"), 2),
        (lambda server: _write(server.client(keeps_keys=True)), 2),
        (lambda server: server.client().read_meeting("M1", "CAL1"), 2),
    ],
    ids=["a write", "a write with a key of the caller's", "a server that keeps keys", "a read"],
)
def test_what_may_have_been_done_is_only_repeated_where_that_does_no_harm(
    make: Callable[[Server], object], tries: int
) -> None:
    server = Server(httpx.ReadTimeout, httpx.Response(404, json={"message": "Gone."}))
    with pytest.raises(ClientError) as raised:
        make(server)
    assert len(server.keys) == tries
    assert isinstance(raised.value, Unreachable if tries == 1 else Refused)


def test_tries_end_with_the_servers_own_words() -> None:
    server = Server(*itertools.repeat(BUSY, 4))
    with server.client(retry=Retry(tries=3)) as client, pytest.raises(Refused, match=r"503 Busy\."):
        _write(client)
    assert len(server.keys) == 3


def test_a_wait_beyond_the_deadline_is_not_begun() -> None:
    server = Server(BUSY)
    with server.client(retry=Retry(deadline=5)) as client, pytest.raises(Refused) as refused:
        _write(client)
    assert (refused.value.status, server.pauses) == (503, [])


def test_it_says_whether_the_server_may_have_had_the_call() -> None:
    server = Server(*itertools.repeat(httpx.ConnectTimeout, 2))
    with server.client(retry=Retry(tries=2)) as client, pytest.raises(Unreachable) as raised:
        _write(client)
    assert not raised.value.sent
    with Server(httpx.DecodingError).client() as client, pytest.raises(Unreachable) as raised:
        _write(client)
    assert raised.value.sent


def test_a_date_to_wait_for_counts_from_the_servers_own() -> None:
    at = datetime(2040, 1, 1, tzinfo=UTC)
    form = "%a, %d %b %Y %H:%M:%S GMT"
    headers = {"Date": at.strftime(form), "Retry-After": (at + timedelta(seconds=9)).strftime(form)}
    told = Attempts(Retry()).pause(httpx.Response(503, headers=headers))
    own = Attempts(Retry()).pause(httpx.Response(503, headers={"Retry-After": "soon"}))
    assert told is not None
    assert 9 <= told <= 9.5
    assert own is not None
    assert 0.25 <= own <= 0.5


def test_a_try_never_waits_longer_than_the_call_has_left() -> None:
    now = [0.0]
    attempts = Attempts(Retry(deadline=60), clock=lambda: now[0])
    assert attempts.timeout(10) == 10
    now[0] = 57.0
    assert attempts.timeout(10) == 3


def test_a_refusal_carries_all_that_the_server_said() -> None:
    body = {
        "message": "The request is invalid.",
        "messageDetail": "Two are wrong.",
        "modelState": {"comeback.Date": ["No date.", "Not in time."]},
    }
    server = Server(httpx.Response(400, headers={"Request-Id": "r1"}, json=body))
    with server.client() as client, pytest.raises(Refused) as raised:
        _write(client)
    refused = raised.value
    assert (refused.status, refused.message, refused.detail) == (400, body["message"], body["messageDetail"])
    assert (refused.members, refused.request_id) == (body["modelState"], "r1")
    assert str(refused) == (
        "400 The request is invalid.: Two are wrong.; comeback.Date: No date. Not in time. (Request-Id r1)"
    )


def test_a_refusal_in_another_shape_is_named_by_its_status() -> None:
    server = Server(httpx.Response(502, html="<h1>Oh</h1>"))
    with server.client() as client, pytest.raises(Refused, match=r"^502 Bad Gateway$"):
        _write(client)
    assert len(server.keys) == 1

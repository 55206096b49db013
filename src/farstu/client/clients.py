"""The two clients: one that waits for each answer, and one for `await`. They differ in that alone."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import Awaitable, Callable
from typing import TypeVar

import httpx

from farstu.client.errors import Unreachable, refused
from farstu.client.messages import Call, read
from farstu.client.operations import AsyncOperations, Operations
from farstu.client.retrying import BUSY, NOT_SENT, Attempts, Retry

T = TypeVar("T")
TIMEOUT = 10.0
LONGEST_KEY = 255


class _Trying:
    """One call on its way: what is sent, the same with every try, and what follows from how a try ended."""

    def __init__(self, call: Call[T], retry: Retry, timeout: float, *, keeps_keys: bool) -> None:
        self.attempts = Attempts(retry)
        self.longest = timeout
        self.may_double = call.writes and not keeps_keys and call.key is None
        self.method, self.target, self.content = call.method, call.target(), call.content()
        self.headers = {"Accept": "application/json"}
        if self.content is not None:
            self.headers["Content-Type"] = "application/json"
        if call.writes:
            self.headers["Idempotency-Key"] = str(uuid.uuid4()) if call.key is None else _key(call.key)

    def request(self, client: httpx.Client | httpx.AsyncClient) -> httpx.Request:
        """The next try."""
        timeout = self.attempts.timeout(self.longest)
        return client.build_request(
            self.method, self.target, content=self.content, headers=self.headers, timeout=timeout
        )

    def after(self, answer: httpx.Response) -> float | None:
        """How long to wait before the next try; None where this answer is the one. Refused."""
        if answer.is_success:
            return None
        pause = self.attempts.pause(answer) if answer.status_code in BUSY else None
        if pause is None:
            raise refused(answer)
        return pause

    def failed(self, error: httpx.RequestError) -> float:
        """How long to wait before the next try. Unreachable."""
        sent = not isinstance(error, NOT_SENT)
        pause = None if sent and self.may_double else self.attempts.pause()
        if pause is None:
            raise Unreachable(str(error) or type(error).__name__, sent=sent) from error
        return pause


class Client(Operations):
    """Calls a server that speaks the interface, at `base_url`, as the partner that `key` was given to.

    `timeout` seconds are waited for a connection, and for each part of an answer. Every write carries an
    Idempotency-Key. `keeps_keys` says that the server does a write once, however often it comes with one key, as Farstu
    does: then a write is repeated after a lost connection too, else only where the caller chose its key, and where the
    server cannot have done it. ValueError for an address that is none.
    """

    def __init__(
        self,
        base_url: str,
        partner: str,
        key: str,
        *,
        keeps_keys: bool = False,
        timeout: float = TIMEOUT,
        retry: Retry | None = None,
        transport: httpx.BaseTransport | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._http = httpx.Client(base_url=_address(base_url), auth=(partner, key), transport=transport)
        self._keeps_keys, self._timeout, self._retry, self._sleep = keeps_keys, timeout, retry or Retry(), sleep

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *failure: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes the connections."""
        self._http.close()

    def _call(self, call: Call[T]) -> T:
        trying = _Trying(call, self._retry, self._timeout, keeps_keys=self._keeps_keys)
        while True:
            try:
                answer = self._http.send(trying.request(self._http))
            except httpx.RequestError as error:
                pause: float | None = trying.failed(error)
            else:
                pause = trying.after(answer)
            if pause is None:
                return read(call, answer)
            self._sleep(pause)


class AsyncClient(AsyncOperations):
    """The same as `Client`, for `await`."""

    def __init__(
        self,
        base_url: str,
        partner: str,
        key: str,
        *,
        keeps_keys: bool = False,
        timeout: float = TIMEOUT,
        retry: Retry | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._http = httpx.AsyncClient(base_url=_address(base_url), auth=(partner, key), transport=transport)
        self._keeps_keys, self._timeout, self._retry, self._sleep = keeps_keys, timeout, retry or Retry(), sleep

    async def __aenter__(self) -> AsyncClient:
        return self

    async def __aexit__(self, *failure: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Closes the connections."""
        await self._http.aclose()

    async def _call(self, call: Call[T]) -> T:
        trying = _Trying(call, self._retry, self._timeout, keeps_keys=self._keeps_keys)
        while True:
            try:
                answer = await self._http.send(trying.request(self._http))
            except httpx.RequestError as error:
                pause: float | None = trying.failed(error)
            else:
                pause = trying.after(answer)
            if pause is None:
                return read(call, answer)
            await self._sleep(pause)


def _key(text: str) -> str:
    if not (text.isascii() and text.isprintable() and 1 <= len(text) <= LONGEST_KEY):
        raise ValueError(f"an Idempotency-Key has 1 to {LONGEST_KEY} printable characters of ASCII, unlike {text!r}")
    return text


def _address(base_url: str) -> str:
    if httpx.URL(base_url).scheme not in ("http", "https"):
        raise ValueError(f"{base_url!r} is no address that begins with https:// or http://")
    return base_url

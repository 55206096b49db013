"""The calls of a test, to assert on."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from farstu.pytest.running import Running

MOST = 200


@dataclass(frozen=True)
class SeenCall:
    """A call as the journal has it: what was sent, how it was understood, what was decided and why, what was answered.
    `advice` are codes, such as `past-date`."""

    id: str
    operation: str | None
    method: str
    path: str
    headers: dict[str, str]
    body: str | None
    understood: Any
    decided: list[str]
    advice: list[str]
    status: int
    answer: str

    def __str__(self) -> str:
        return f"{self.status} {self.method} {self.path}"


class Calls:
    """Those made with the demo's keys, oldest first; what fixtures do is not among them."""

    def __init__(self, running: Running) -> None:
        self._running = running

    def __call__(self, operation: str | None = None, status: int | None = None) -> list[SeenCall]:
        """The calls of an operation (by its id, `POST-Meeting-Comeback-customerId-contactId`) and with a status, where
        these are given."""
        wanted = {"operation": operation, "status": status, "limit": MOST}
        query = "&".join(f"{name}={quote(str(value))}" for name, value in wanted.items() if value is not None)
        found = self._asked(f"/_farstu/calls?{query}")["calls"]
        return [_seen(self._asked(f"/_farstu/calls/{call['id']}")) for call in reversed(found)]

    def one(self, operation: str | None = None, status: int | None = None) -> SeenCall:
        """The only one. AssertionError where there is none, or where there are more."""
        found = self(operation, status)
        if len(found) != 1:
            listed = "".join(f"\n  {call}" for call in self()) or " none"
            raise AssertionError(
                f"{len(found)} calls of {operation or 'any operation'}; in this test there were:{listed}"
            )
        return found[0]

    def _asked(self, path: str) -> Any:
        inward = self._running.as_partner(self._running.server.partner)
        reply = self._running.do(inward.call("GET", path, {"Accept-Language": "en"}, None))
        return json.loads(reply.body)


def _seen(call: dict[str, Any]) -> SeenCall:
    request, response = call["request"], call["response"]
    return SeenCall(
        call["id"],
        call["operation"],
        request["method"],
        request["path"],
        request["headers"],
        request["body"],
        call["understood"],
        call["decided"],
        [item["code"] for item in call["advice"]],
        response["status"],
        response["body"],
    )

"""Clock, faults and stories of the server that the fixtures speak of."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from farstu.pytest.running import Running
from farstu.sandbox.playing import Played
from farstu.sandbox.story import read_story, shipped_one


def _text(at: str | datetime) -> str:
    return at if isinstance(at, str) else at.isoformat()


class _Control:
    def __init__(self, running: Running) -> None:
        self._running = running

    def _tell(self, method: str, what: str, body: Any = None) -> Any:
        """ValueError where it is refused."""
        path = f"/_farstu/sandbox/{self._running.server.customer}/{what}"
        sent = None if body is None else json.dumps(body).encode()
        inward = self._running.as_partner()
        reply = self._running.do(inward.call(method, path, {"Accept-Language": "en"}, sent))
        if reply.status >= 400:
            raise ValueError(reply.body.decode())
        return json.loads(reply.body)


class Clock(_Control):
    """Every order answers how many of what fell due by it: `{"comeback.due": 1}`. ValueError for no time."""

    def freeze(self, at: str | datetime | None = None) -> dict[str, int]:
        """It stands still: as it is, or at a moment."""
        return self._told({"frozen": True} | ({} if at is None else {"at": _text(at)}))

    def go(self) -> dict[str, int]:
        """It goes on from where it stands."""
        return self._told({"frozen": False})

    def set(self, at: str | datetime) -> dict[str, int]:
        """It shows this from now on."""
        return self._told({"at": _text(at)})

    def advance(self, *, days: int = 0, hours: int = 0, minutes: int = 0, seconds: int = 0) -> dict[str, int]:
        """It is moved on."""
        return self._told({"advance": {"days": days, "hours": hours, "minutes": minutes, "seconds": seconds}})

    def real(self) -> dict[str, int]:
        """It is the real one again."""
        return self._told({"real": True})

    @property
    def now(self) -> datetime:
        """What it shows."""
        return datetime.fromisoformat(self._tell("GET", "clock")["at"])

    def _told(self, order: dict[str, Any]) -> dict[str, int]:
        return dict(self._tell("PUT", "clock", order)["due"])


class Faults(_Control):
    """Orders what goes wrong. ValueError for what cannot be ordered."""

    def order(self, **fault: Any) -> str:
        """A fault by its members (`status=503, retryAfter=2, count=1`, see docs/sandbox.md); answers its id."""
        return str(self._tell("POST", "faults", fault)["id"])

    def met(self, order: str) -> int | None:
        """How many calls an order has met so far; None where it is over."""
        return next((one["met"] for one in self._tell("GET", "faults")["faults"] if one["id"] == order), None)

    def end(self, order: str | None = None) -> None:
        """Ends an order, or all."""
        self._tell("DELETE", "faults" if order is None else f"faults/{order}")


class Player:
    """Plays stories. AssertionError where one does not go as it says."""

    def __init__(self, running: Running, folder: Path) -> None:
        self._running = running
        self._folder = folder

    def __call__(self, story: str | Path) -> dict[str, Any]:
        """A file, or the name of a story that comes along; answers what it captured."""
        file = self._folder / story
        told = read_story(file.read_bytes() if file.is_file() else shipped_one(str(story)))
        running = self._running
        principal = running.as_partner(running.server.partner).caller.principal
        played: Played = running.do(running.app.play(principal, running.server.customer, told, "en"))
        if played.broken is not None:
            broken = played.broken
            what = f"{broken.member} was to be {broken.expected!r}, and is {broken.found!r}"
            raise AssertionError(f"step {broken.step} ({broken.say}): {what}")
        return {name: value for step in played.steps for name, value in step.captured.items()}

"""Plays a story: makes its calls one after another, looks at the answers, and remembers what later ones need."""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable
from typing import Any, NamedTuple

import msgspec

from farstu.contract.moment import TICKS_PER_SECOND, parse_moment, swedish_text
from farstu.sandbox.story import Step, Story, told

_PLACE = re.compile(r"\{([^{}\s]+)\}")
_LATER = re.compile(r"([A-Za-z]\w*)?([+-])(?:(\d{1,6})d)?(?:(\d{1,6})h)?(?:(\d{1,6})m)?")
_WAY = re.compile(r"\w+|\[\d+\]")
_TO_THE_SECOND = len("2027-03-01T10:00:00")
_LONGEST_SHOWN = 300
ANYTHING = "*"
"""Expected of a member that has to be there, whatever it is."""


class Reply(NamedTuple):
    """What a call was answered."""

    status: int
    request_id: str
    body: bytes


Call = Callable[[str, str, dict[str, str], bytes | None], Awaitable[Reply]]
"""Method, path, headers, body."""


class Done(msgspec.Struct, rename="camel", omit_defaults=True):
    """A step that was made."""

    step: int
    say: str
    call: str
    status: int
    request_id: str
    captured: dict[str, Any] = {}


class Broken(msgspec.Struct, rename="camel"):
    """Where a story did not go as it says: the member of the step, and what was there instead."""

    step: int
    say: str
    member: str
    expected: Any
    found: Any


class Played(msgspec.Struct, rename="camel"):
    """What became of a story."""

    story: str
    done: bool
    steps: list[Done]
    broken: Broken | None = None


class _Off(Exception):
    """The first thing that is not as it was expected."""

    def __init__(self, member: str, expected: Any, found: Any) -> None:
        super().__init__(member)
        self.member = member
        self.expected = expected
        self.found = found


async def play(story: Story, call: Call, names: dict[str, Any], now: Callable[[], int], language: str = "en") -> Played:
    """Plays it up to its end, or to the first step that does not go as it says. `now` tells the time there."""
    known = {**story.names, **names}
    played = Played(told(story.story, language), False, [])
    for number, step in enumerate(story.steps, start=1):
        try:
            done = await _make(number, step, call, _Names(known, now), language)
        except _Off as off:
            said = told(step.say, language)
            played.broken = Broken(number, said, off.member, off.expected, off.found)
            return played
        known |= done.captured
        played.steps.append(done)
    played.done = True
    return played


async def _make(number: int, step: Step, call: Call, names: _Names, language: str) -> Done:
    method, path, body = step.request
    path = str(names.filled("call", path))
    own = {name: str(names.filled(f"headers.{name}", value)) for name, value in step.headers.items()}
    headers = {"Accept-Language": language} | own
    sent = None
    if body is not msgspec.UNSET:
        sent = msgspec.json.encode(names.filled("body", body))
        headers = {"Content-Type": "application/json"} | headers
    reply = await call(method, path, headers, sent)
    found = _value(reply.body)
    _compare(step, reply, found, names)
    captured = {name: _at(f"capture.{name}", found, way) for name, way in step.capture.items()}
    return Done(number, told(step.say, language), f"{method} {path}", reply.status, reply.request_id, captured)


class _Names:
    """What stands for a name in braces: what was captured, or, as `{+3d2h}` or `{start-1d}`, a moment from now or from
    one that was captured."""

    def __init__(self, known: dict[str, Any], now: Callable[[], int]) -> None:
        self._known = known
        self._now = now

    def filled(self, member: str, value: Any) -> Any:
        """The value with its names filled in, in texts within it too."""
        if isinstance(value, dict):
            return {name: self.filled(f"{member}.{name}", item) for name, item in value.items()}
        if isinstance(value, list):
            return [self.filled(f"{member}[{place}]", item) for place, item in enumerate(value)]
        if not isinstance(value, str):
            return value
        whole = _PLACE.fullmatch(value)
        if whole:
            return self._of(member, whole[1])
        return _PLACE.sub(lambda place: str(self._of(member, place[1])), value)

    def _of(self, member: str, name: str) -> Any:
        later = _LATER.fullmatch(name)
        if later is None:
            return self._named(member, name)
        since, sign, *parts = later.groups()
        days, hours, minutes = (int(part or 0) for part in parts)
        ticks = ((days * 24 + hours) * 60 + minutes) * 60 * TICKS_PER_SECOND
        begin = self._now() if since is None else self._moment(member, since)
        return swedish_text(begin + (ticks if sign == "+" else -ticks))[:_TO_THE_SECOND]

    def _named(self, member: str, name: str) -> Any:
        if name not in self._known:
            raise _Off(member, f"{{{name}}}", None)
        return self._known[name]

    def _moment(self, member: str, name: str) -> int:
        found = self._named(member, name)
        try:
            return parse_moment(str(found)).ticks
        except ValueError:
            raise _Off(member, f"{{{name}}}", found) from None


def _compare(step: Step, reply: Reply, found: Any, names: _Names) -> None:
    expect = step.expect
    if (reply.status >= 400) if expect.status is None else (reply.status != expect.status):
        said = found if isinstance(found, dict) else _shown(reply.body)
        raise _Off("expect.status", expect.status or "below 400", {"status": reply.status, "body": said})
    if expect.text is not None:
        wanted = str(names.filled("expect.text", expect.text))
        if wanted not in reply.body.decode("utf-8", "replace"):
            raise _Off("expect.text", wanted, _shown(reply.body))
    if expect.body is not msgspec.UNSET:
        _look("expect.body", names.filled("expect.body", expect.body), found)


def _look(where: str, expected: Any, found: Any) -> None:
    """Members that are not expected may be there too; of a list each item is."""
    if isinstance(expected, dict) and isinstance(found, dict):
        for name, value in expected.items():
            if name not in found:
                raise _Off(f"{where}.{name}", value, None)
            _look(f"{where}.{name}", value, found[name])
    elif isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        for place, (value, item) in enumerate(zip(expected, found, strict=True)):
            _look(f"{where}[{place}]", value, item)
    elif (expected != found or isinstance(expected, bool) is not isinstance(found, bool)) and not (
        expected == ANYTHING and found is not None
    ):
        raise _Off(where, expected, found)


def _at(member: str, found: Any, way: str) -> Any:
    """The value at a way: `$` for all of the answer, `estates[0].id`."""
    value = found
    for part in _WAY.findall(way.removeprefix("$")):
        try:
            value = value[int(part[1:-1])] if part.startswith("[") else value[part]
        except (KeyError, IndexError, TypeError):
            raise _Off(member, way, found) from None
    return value


def _value(body: bytes) -> Any:
    try:
        return json.loads(body) if body else None
    except ValueError:
        return _shown(body)


def _shown(body: bytes) -> str:
    return body.decode("utf-8", "replace")[:_LONGEST_SHOWN]

"""What a partner's calls did that would hurt in production, told from the journal alone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

import msgspec

from farstu.contract.fields import Kind
from farstu.contract.model import INFO, Model
from farstu.contract.moment import TICKS_PER_SECOND
from farstu.contract.operation import OPERATIONS
from farstu.engine.journal import Detail
from farstu.engine.tables import JournalEntry

SHOWN = 5
"""Calls of each finding that are led to."""
RETRY_TICKS = 600 * TICKS_PER_SECOND
"""Within so long a call that could not be kept is to be sent again."""
POLLING_TICKS, POLLING_LEAST = 5 * TICKS_PER_SECOND, 10
"""Asking for the same so often, each time after less than this, is polling too fast."""
REFUSED_SHARE, REFUSED_LEAST = 0.1, 10
ADVICE = ("out-of-order", "unknown-member", "repeated-member", "not-json", "null-as-unset", "undefined-zero")
CODES = (
    "secret-in-url", "number-in-url", "browser-origin", "no-retry", "polling", "number-not-needed", "deprecated",
    "many-refusals",
    *ADVICE,
)  # fmt: skip
_SECRET = re.compile(r"[?&;][^=&;]*=\*{4}|/\*{4}")
_NUMBER = re.compile(r"\d{6,8}[-+ ]?\*{4}")
_NOT_NOW = (429, 503)
Called = tuple[JournalEntry, Detail]


@dataclass(frozen=True)
class Finding:
    """`calls` are the newest of those it was found in, `count` says in how many; `members` are those it is about."""

    code: str
    count: int
    calls: tuple[str, ...]
    members: tuple[str, ...] = ()


def judge(called: Iterable[Called], now: int) -> list[Finding]:
    """The findings about a partner's calls, the worst first."""
    rows = sorted(called, key=lambda item: item[0].at)
    met: dict[str, list[str]] = defaultdict(list)
    members: dict[str, dict[str, None]] = defaultdict(dict)
    for entry, detail in rows:
        for code, member in _of_one(entry, detail):
            if not met[code] or met[code][-1] != entry.id:
                met[code].append(entry.id)
            if member:
                members[code][member] = None
    for code, calls in (
        ("no-retry", _unrepeated(rows, now)),
        ("polling", _polled(rows)),
        ("many-refusals", _refused(rows)),
    ):
        met[code] += calls
    return [
        Finding(code, len(met[code]), tuple(reversed(met[code][-SHOWN:])), tuple(members[code])[:SHOWN])
        for code in CODES
        if met[code]
    ]


def _of_one(entry: JournalEntry, detail: Detail) -> Iterator[tuple[str, str]]:
    """What one call shows by itself, and the member that it is about."""
    request = detail.request
    if _SECRET.search(request.path):
        yield "secret-in-url", ""
    if _NUMBER.search(request.path):
        yield "number-in-url", ""
    if _is_from_a_browser(request.headers):
        yield "browser-origin", request.headers.get("origin", "")
    for item in detail.advice:
        if item.code in ADVICE:
            yield item.code, item.member
    operation = OPERATIONS.get(entry.operation)
    if operation and operation.deprecated:
        yield "deprecated", f"{operation.method} {operation.route}"
    if operation and operation.request:
        understood = msgspec.json.decode(request.understood)
        named = any(name in operation.route for name in ("{contactId}", "{personId}"))
        for member in _numbers(operation.request, understood, named=named):
            yield "number-not-needed", member
        for member in _deprecated(operation.request, understood):
            yield "deprecated", member


def _is_from_a_browser(headers: dict[str, str]) -> bool:
    """A key in a page is everybody's. The test form of our own pages is no client."""
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != headers.get("host", "")


def _deprecated(model: type[Model], value: Any) -> Iterator[str]:
    """Members that were sent although others take their place."""
    if not isinstance(value, dict):
        return
    for field in INFO[model].fields:
        sent = value.get(field.json)
        if field.deprecated and sent not in (None, field.default, []):
            yield field.wire
        elif field.holds is Kind.MODEL:
            held = field.item.type if field.item else field.type
            for item in sent if isinstance(sent, list) else [sent]:
                yield from _deprecated(held, item)


def _numbers(model: type[Model], value: Any, *, named: bool) -> Iterator[str]:
    """Members that hold a personal number: texts that are not for one, and, where the contact is `named` by its id
    anyway, those that are."""
    if not isinstance(value, dict):
        return
    for field in INFO[model].fields:
        sent = value.get(field.json)
        items = sent if isinstance(sent, list) else [sent]
        if field.holds is Kind.MODEL:
            held = field.item.type if field.item else field.type
            for item in items:
                yield from _numbers(held, item, named=named)
        elif field.personal_number:
            if named and sent:
                yield field.wire
        elif any(isinstance(item, str) and _NUMBER.search(item) for item in items):
            yield field.wire


def _unrepeated(rows: list[Called], now: int) -> list[str]:
    """Calls that were told to come again and did not."""
    found = []
    for place, (entry, detail) in enumerate(rows):
        if entry.status not in _NOT_NOW or now - entry.at < RETRY_TICKS:
            continue
        same = (detail.request.method, detail.request.path)
        if not any(
            (later.request.method, later.request.path) == same
            for after, later in rows[place + 1 :]
            if after.at - entry.at < RETRY_TICKS
        ):
            found.append(entry.id)
    return found


def _polled(rows: list[Called]) -> list[str]:
    """Reads that came again too soon, of those that did so often."""
    asked: dict[str, list[JournalEntry]] = defaultdict(list)
    for entry, detail in rows:
        if detail.request.method == "GET":
            asked[detail.request.path].append(entry)
    found: list[str] = []
    for entries in asked.values():
        soon = [after.id for before, after in pairwise(entries) if after.at - before.at < POLLING_TICKS]
        found += soon if len(soon) >= POLLING_LEAST else []
    return found


def _refused(rows: list[Called]) -> list[str]:
    """The refused calls, where they are a large part of all."""
    refused = [entry.id for entry, _ in rows if 400 <= entry.status < 500 and entry.status != 429]
    is_large = len(refused) >= REFUSED_LEAST and len(refused) > REFUSED_SHARE * len(rows)
    return refused if is_large else []

"""Where this server differs from the reference on purpose: made by `make docs` from the requests that were put to both,
and shipped with the program."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib import resources
from itertools import groupby

import msgspec


class Difference(msgspec.Struct, frozen=True):
    """One request: what was sent to which operation (empty: none), what the reference answers, what we answer, and the
    reason, a key of the catalogue's `difference` table."""

    id: str
    operation: str
    sent: str
    reference: int
    farstu: int
    reason: str


def reason_key(why: str) -> str:
    """The catalogue's key of a reason: its words, joined."""
    return re.sub(r"[^a-z0-9]+", "_", why.lower()).strip("_")[:60].rstrip("_")


@cache
def differences() -> tuple[Difference, ...]:
    """All of them, by reason."""
    file = resources.files("farstu.help").joinpath("data", "differences.json")
    return msgspec.json.decode(file.read_bytes(), type=tuple[Difference, ...])


def by_reason(items: Iterable[Difference]) -> list[tuple[str, list[Difference]]]:
    """Grouped, in the order of the reasons' keys."""
    ordered = sorted(items, key=lambda item: item.reason)
    return [(reason, list(group)) for reason, group in groupby(ordered, key=lambda item: item.reason)]

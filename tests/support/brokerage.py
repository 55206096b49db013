"""The demo brokerage, made once, and its rows by what they are."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from typing import TypeVar

from farstu.contract.moment import ticks_of
from farstu.demo.brokerage import Brokerage, furnish
from farstu.store.table import Row
from farstu.store.vault import PlainVault

VAULT = PlainVault(bytes(range(32)))
SEEDS = (1, 7, 20_260)
STRING_VALUE = "StringValue"


R = TypeVar("R", bound=Row)


def moment(*parts: int) -> int:
    return ticks_of(datetime(*parts, tzinfo=UTC))  # type: ignore[misc,arg-type]  # year, month, day, hour, minute


NOW = moment(2026, 11, 20, 10, 15)
NOWS = (NOW, moment(2027, 3, 28, 0, 30), moment(2024, 2, 29, 23, 59), moment(2030, 12, 31, 23, 30))


@cache
def made(seed: int = 1, now: int = NOW) -> Brokerage:
    return furnish(seed, now, VAULT)


def rows(kind: type[R], brokerage: Brokerage | None = None) -> list[R]:
    return [row for row in (brokerage or made()).rows if isinstance(row, kind)]


def of_landmark(kind: type[R]) -> list[R]:
    """Rows of the customer that the landmarks are of."""
    return [row for row in rows(kind) if getattr(row, "customer", None) == made().landmarks.customer_id]


def one(kind: type[R], wanted: str) -> R:
    """The row with this id, of that same customer."""
    (found,) = (row for row in of_landmark(kind) if getattr(row, "id", None) == wanted)
    return found


def values_of(*columns: str) -> list[str]:
    """All that stands in columns of these names, in the brokerages of all seeds."""
    every = (row for seed in SEEDS for row in made(seed).rows)
    return [value for row in every for name in columns if (value := getattr(row, name, None))]

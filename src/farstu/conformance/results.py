"""What a check found, and why there may be none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from farstu.contract.origin import Origin

_SHOWN = 5


class CannotRun(Exception):
    """The server cannot be asked; the argument says why, to people."""


class Verdict(StrEnum):
    """How a check ended."""

    PASSED = "passed"
    DIFFERS = "different"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Result:
    """One check. `name` begins with the operation it is about; neither text holds anything that was answered but
    statuses, headers and names."""

    name: str
    origin: Origin
    expected: str
    found: str
    verdict: Verdict


def compared(name: str, origin: Origin, expected: str, found: str) -> Result:
    """Whether both say the same."""
    return Result(name, origin, expected, found, Verdict.PASSED if found == expected else Verdict.DIFFERS)


def judged(name: str, origin: Origin, expected: str, problems: Iterable[str]) -> Result:
    """Whether nothing is wrong."""
    listed = list(problems)
    more = f"; and {len(listed) - _SHOWN} more" if len(listed) > _SHOWN else ""
    found = "; ".join(listed[:_SHOWN]) + more
    return Result(name, origin, expected, found or expected, Verdict.DIFFERS if listed else Verdict.PASSED)


def skipped(name: str, origin: Origin, why: str) -> Result:
    """Not asked."""
    return Result(name, origin, "", why, Verdict.SKIPPED)

"""Swedish corporate numbers: what is one, and its one form for comparing."""

from __future__ import annotations

import re

from farstu.records.personal_numbers import normalised

_FORM = re.compile(r"(?:16)?(\d{6})[- ]?(\d{4})", re.ASCII)
_LEAST_THIRD_PAIR = 20


def normalised_corporate(text: str, now: int) -> str | None:
    """Ten digits (`5560360793`) of a valid number in any of its usual spellings; for a sole trader the twelve of the
    owner's personal number; None for anything else. `now` in ticks."""
    match = _FORM.fullmatch(text.strip())
    if match and int(match[1][2:4]) >= _LEAST_THIRD_PAIR and _is_checked(match[1] + match[2]):
        return match[1] + match[2]
    return normalised(text, now)


def _is_checked(number: str) -> bool:
    doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(number)]
    return sum(digit // 10 + digit % 10 for digit in doubled) % 10 == 0

"""Personal numbers that belong to nobody: the Swedish Tax Agency gives the birth numbers 980 to 999 to tests alone."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

BIRTH_NUMBERS = range(980, 1000)
_FIRST_BIRTHDAY = date(1946, 1, 1)
_BIRTHDAYS = 58 * 365


def draw_number(rng: Random, *, is_woman: bool) -> str:
    """Twelve digits: `198504029812`."""
    born = _FIRST_BIRTHDAY + timedelta(days=rng.randrange(_BIRTHDAYS))
    birth_number = rng.randrange(BIRTH_NUMBERS.start, BIRTH_NUMBERS.stop, 2) + (not is_woman)
    digits = f"{born:%Y%m%d}{birth_number}"
    return f"{digits}{_check_digit(digits[2:])}"


def spelled(rng: Random, number: str) -> str:
    """The number in one of the ways in which people write it."""
    return rng.choice((number, f"{number[:8]}-{number[8:]}", f"{number[2:8]}-{number[8:]}"))


def _check_digit(digits: str) -> int:
    """Luhn's: every other digit twice, beginning with the first, counted crosswise, filled up to a whole ten."""
    weighed = [int(digit) * (2 - place % 2) for place, digit in enumerate(digits)]
    return -sum(value // 10 + value % 10 for value in weighed) % 10

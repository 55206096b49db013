"""What everything made up is drawn from: chance, ids, days, phone numbers, all following from one seed."""

from __future__ import annotations

from itertools import count
from random import Random

from farstu.contract.moment import TICKS_PER_SECOND
from farstu.demo.civil_numbers import draw_number
from farstu.demo.days import Days
from farstu.demo.phones import Phones
from farstu.store.clock import Ids
from farstu.store.vault import Vault

PARTNER = "demo"
"""The partner that the demo's leads, comebacks and loan promises came from."""

_FIRST_ID_AT = 1_704_096_000 * TICKS_PER_SECOND
_BETWEEN_IDS = 60 * TICKS_PER_SECOND


class Making:
    """One making of the demo.

    The ids carry a time that is the same for every making, and nothing is drawn in numbers that depend on the day:
    so ids follow from the seed alone.
    """

    def __init__(self, seed: int, now: int, vault: Vault) -> None:
        self.rng = Random(seed)  # noqa: S311  # has to come out the same every time
        self.days = Days(now)
        self.vault = vault
        self.phones = Phones(self.rng)
        self._ids = Ids(count(_FIRST_ID_AT, _BETWEEN_IDS).__next__, self.rng.randbytes)
        self._numbers: set[str] = set()

    def id(self, prefix: str) -> str:
        """`ADR018CC2…`."""
        return prefix + self._ids.draw()

    def personal_number(self, *, is_woman: bool) -> str:
        """Twelve digits that nobody else of the demo has."""
        number = draw_number(self.rng, is_woman=is_woman)
        while number in self._numbers:
            number = draw_number(self.rng, is_woman=is_woman)
        self._numbers.add(number)
        return number

    def past(self, days: int) -> int:
        """Ticks, so many whole days ago, at some time between eight and eight."""
        return self.days.at(-days, self.rng.randint(8, 19), self.rng.randrange(60))

    def happens(self, likelihood: float) -> bool:
        """True as often as that, of 1."""
        return self.rng.random() < likelihood

"""Phone numbers that belong to nobody: the ranges that the Swedish telecoms authority (PTS) keeps free for fiction."""

from __future__ import annotations

from itertools import cycle
from random import Random

MOBILE = "070"
FICTION = {
    MOBILE: range(1740605, 1740700),
    "08": range(46500400, 46500500),
    "031": range(3900600, 3900700),
    "040": range(6280400, 6280500),
    "0980": range(319200, 319300),
}
_SPACING = {6: (2, 4), 7: (3, 5), 8: (3, 6)}


class Phones:
    """Gives out the numbers of an area in an order of its own; when all are taken, from the beginning again."""

    def __init__(self, rng: Random) -> None:
        self._decks = {area: cycle(rng.sample(numbers, len(numbers))) for area, numbers in FICTION.items()}

    def draw(self, area: str) -> str:
        """As people write it: `070-174 06 05`, `08-465 004 00`."""
        digits = str(next(self._decks[area]))
        first, second = _SPACING[len(digits)]
        return f"{area}-{digits[:first]} {digits[first:second]} {digits[second:]}"


def international(phone: str) -> str:
    """As a web form writes it: `+46701740605`."""
    return "+46" + phone.replace("-", "").replace(" ", "")[1:]

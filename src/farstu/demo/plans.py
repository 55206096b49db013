"""The two agencies of the demo, as plans. Neither exists."""

from __future__ import annotations

from dataclasses import dataclass

from farstu.demo.places import Town

GROUP_TITLE = "Farstukedjan"


@dataclass(frozen=True)
class Plan:
    """An agency to be made. `offices`: the towns of its offices, the main office's first; `around`: for each of them,
    the towns in which it sells."""

    name: str
    offices: tuple[str, ...]
    around: tuple[tuple[Town, ...], ...]


_STOCKHOLM = Plan(
    name="Tröskel & Gavel Fastighetsmäkleri",
    offices=("Stockholm", "Nacka", "Södertälje"),
    around=(
        (Town("Stockholm", "08", "116", 92_000), Town("Täby", "08", "183", 56_000)),
        (Town("Nacka", "08", "131", 64_000), Town("Gustavsberg", "08", "134", 47_000)),
        (Town("Södertälje", "08", "151", 33_000), Town("Rönninge", "08", "144", 39_000)),
    ),
)
_WEST_SOUTH_NORTH = Plan(
    name="Karm & Knut Mäkleri",
    offices=("Göteborg", "Malmö", "Kiruna"),
    around=(
        (Town("Göteborg", "031", "413", 58_000), Town("Mölndal", "031", "431", 46_000)),
        (Town("Malmö", "040", "214", 36_000), Town("Arlöv", "040", "232", 29_000)),
        (Town("Kiruna", "0980", "981", 24_000), Town("Abisko", "0980", "981", 27_000)),
    ),
)
PLANS = (_STOCKHOLM, _WEST_SOUTH_NORTH)
LEAD_SOURCES = ("Egna webbplatsen", "Bostadsannons", "Rekommendation", "Visningsskylt", "Nyhetsbrev")
USER_GROUPS = ("Säljare", "Assistenter", "Kontorschefer")

"""The two agencies of the demo, as plans. Neither exists."""

from __future__ import annotations

from dataclasses import dataclass

from farstu.demo.places import Town

GROUP_TITLE = "Farstukedjan"


@dataclass(frozen=True)
class Plan:
    """An agency to be made. `number` is its registration number; `offices`: the towns of its offices, the main
    office's first; `around`: for each of them, the towns in which it sells."""

    name: str
    brand: str
    number: str
    region: int
    offices: tuple[str, ...]
    around: tuple[tuple[Town, ...], ...]


_STOCKHOLM = Plan(
    name="Tröskel & Gavel Fastighetsmäkleri",
    brand="TG",
    number="556000-4615",
    region=1,
    offices=("Stockholm", "Nacka", "Södertälje"),
    around=(
        (Town("Stockholm", "08", "116", 92_000, (18.07, 59.33)), Town("Täby", "08", "183", 56_000, (18.07, 59.44))),
        (Town("Nacka", "08", "131", 64_000, (18.16, 59.31)), Town("Gustavsberg", "08", "134", 47_000, (18.39, 59.33))),
        (Town("Södertälje", "08", "151", 33_000, (17.63, 59.2)), Town("Rönninge", "08", "144", 39_000, (17.75, 59.19))),
    ),
)
_WEST_SOUTH_NORTH = Plan(
    name="Karm & Knut Mäkleri",
    brand="KK",
    number="556000-0001",
    region=2,
    offices=("Göteborg", "Malmö", "Kiruna"),
    around=(
        (Town("Göteborg", "031", "413", 58_000, (11.97, 57.71)), Town("Mölndal", "031", "431", 46_000, (12.01, 57.66))),
        (Town("Malmö", "040", "214", 36_000, (13.0, 55.61)), Town("Arlöv", "040", "232", 29_000, (13.08, 55.64))),
        (Town("Kiruna", "0980", "981", 24_000, (20.23, 67.86)), Town("Abisko", "0980", "981", 27_000, (18.83, 68.35))),
    ),
)
PLANS = (_STOCKHOLM, _WEST_SOUTH_NORTH)
LEAD_SOURCES = ("Egna webbplatsen", "Bostadsannons", "Rekommendation", "Visningsskylt", "Nyhetsbrev")
OFFICE_GROUPS = ("Alla kontor", "Utanför huvudkontoret")
USER_GROUPS = ("Säljare", "Assistenter", "Kontorschefer")

"""The homes that an agency sells: a third of them sold already, the others shown, or soon to be."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from random import Random

from farstu.demo.making import Making
from farstu.demo.places import Town, draw_address
from farstu.demo.staff import Agency, Worker
from farstu.records.estates import Estate

_COUNT = 40
_FIRST_NUMBER = 1_001
_UNSOLD_WEEKS = ((-1, 1), (-2, -1), (1,), (-1,), (-2, 1), (2,), ())
_KINDS = ("Apartment", "House", "Apartment", "Cottage", "House")
_SIZE_OF_ROOM = {"Apartment": (22, 30), "House": (22, 32), "Cottage": (14, 22)}
_ROOMS = {"Apartment": (1, 5), "House": (4, 8), "Cottage": (2, 4)}


@dataclass(frozen=True)
class Course:
    """How a sale goes. `listed` and `sold` in days ago; `weeks`: the Sundays of viewings, 1 the next, -1 the last."""

    listed: int
    sold: int | None
    weeks: tuple[int, ...]


@dataclass(frozen=True)
class Listing:
    """An estate, who sells it, and how that goes."""

    estate: Estate
    worker: Worker
    course: Course


def make_listings(making: Making, agency: Agency) -> list[Listing]:
    """The listings; the first is unsold, by the agency's first worker, with a viewing behind it and one to come."""
    return [_listing(making, agency, number) for number in range(_COUNT)]


def _listing(making: Making, agency: Agency, number: int) -> Listing:
    worker = agency.agents[number % len(agency.agents)]
    course = _course(making.rng, number)
    return Listing(_estate(making, agency, number, worker, course), worker, course)


def _course(rng: Random, number: int) -> Course:
    """Listed before the first viewing, sold after the last."""
    if number % 3 == 2:
        sold = rng.randint(2, 140)
        week = sold // 7 + 2
        return Course(7 * week + rng.randint(4, 24), sold, (-week,))
    return Course(rng.randint(18, 60), None, _UNSOLD_WEEKS[number % len(_UNSOLD_WEEKS)])


def _estate(making: Making, agency: Agency, number: int, worker: Worker, course: Course) -> Estate:
    kind, town = _KINDS[number % len(_KINDS)], making.rng.choice(worker.towns)
    rooms = making.rng.randint(*_ROOMS[kind])
    area = rooms * making.rng.randint(*_SIZE_OF_ROOM[kind])
    asking = _asking_price(making.rng, town, area)
    final = _final_price(making.rng, asking)
    created = making.past(course.listed)
    sold_at = None if course.sold is None else making.past(course.sold)
    return Estate(
        customer=agency.id,
        id=f"OBJ{agency.number}_{_FIRST_NUMBER + number}",
        office=worker.office.id,
        agent=worker.user.id,
        kind=kind,
        **asdict(draw_address(making.rng, town, kind)),
        rooms=rooms,
        living_area=area,
        asking_price=asking if course.weeks else None,
        final_price=final if sold_at else None,
        final_price_at=sold_at,
        created_at=created,
        changed_at=sold_at or created,
    )


def _asking_price(rng: Random, town: Town, area: int) -> int:
    """To the nearest 25,000 SEK."""
    return round(area * town.square_metre * rng.uniform(0.8, 1.2) / 25_000) * 25_000


def _final_price(rng: Random, asking: int) -> int:
    """To the nearest 5,000 SEK."""
    return round(asking * rng.uniform(0.95, 1.15) / 5_000) * 5_000

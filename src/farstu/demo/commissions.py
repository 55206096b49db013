"""What the agents have earned: on every home sold, and on some that they only valued or wrote a contract for."""

from __future__ import annotations

from collections.abc import Iterator

from farstu.demo.estates import Listing
from farstu.demo.making import Making
from farstu.demo.staff import Agency, Worker
from farstu.records.commissions import SALE, VALUATION, WHOLE, WRITING, Commission

_PER_MILLE = (15, 32)
_FEE = 4_500
_SHARES = (60, 40)
_UNSOLD_EVERY = 6


def make_commissions(making: Making, agency: Agency, listings: list[Listing]) -> Iterator[Commission]:
    """Every third sale is shared with a colleague; now and then a home for sale was valued, or a contract written."""
    sold = [listing for listing in listings if listing.estate.final_price]
    for number, listing in enumerate(sold):
        amount = (listing.estate.final_price or 0) * making.rng.randint(*_PER_MILLE) // 1_000
        workers = [listing.worker, _colleague(agency, listing.worker)][: 2 if number % 3 == 0 else 1]
        parts = _SHARES if len(workers) == len(_SHARES) else (WHOLE,)
        for worker, part in zip(workers, parts, strict=True):
            yield _commission(listing, worker, SALE, amount * part // WHOLE, part, listing.estate.final_price_at)
    unsold = [listing for listing in listings if not listing.estate.final_price]
    for number, listing in enumerate(unsold[::_UNSOLD_EVERY]):
        kind = (VALUATION, WRITING)[number % 2]
        yield _commission(listing, listing.worker, kind, _FEE, WHOLE, listing.estate.created_at)


def _colleague(agency: Agency, worker: Worker) -> Worker:
    return agency.agents[(agency.agents.index(worker) + 1) % len(agency.agents)]


def _commission(listing: Listing, worker: Worker, kind: str, amount: int, part: int, at: int | None) -> Commission:
    return Commission(
        customer=listing.estate.customer,
        estate=listing.estate.id,
        user=worker.user.id,
        kind=kind,
        office=worker.office.id,
        amount=amount,
        part=part,
        obtained_at=at or listing.estate.created_at,
    )

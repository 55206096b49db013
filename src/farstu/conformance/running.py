"""A whole run: what is asked, in which order, and whether it can be asked at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from farstu import areas
from farstu.conformance.asking import NO_ANSWER, Target
from farstu.conformance.common import check_common
from farstu.conformance.reads import check_read, missing_ids, readable
from farstu.conformance.results import CannotRun, Result, Verdict
from farstu.conformance.vectors import check_vectors
from farstu.help.bodies import shown_path
from farstu.help.place import Place

CUSTOMER = "customerId"


@dataclass(frozen=True)
class Run:
    """What was found at a server."""

    address: str
    results: tuple[Result, ...]

    def count(self, verdict: Verdict) -> int:
        """How many checks ended so."""
        return sum(result.verdict is verdict for result in self.results)


def run(target: Target, place: Place, now: int, *, write: bool = False) -> Run:
    """Asks one request after the other. CannotRun where no check is possible."""
    areas.load()
    return Run(place.address, tuple(_results(target, place, now, write)))


def _results(target: Target, place: Place, now: int, write: bool) -> Iterator[Result]:
    first = next((item for item in readable() if not missing_ids(item, place)), None)
    if first is None or CUSTOMER not in place.ids:
        raise CannotRun(f"Give ids to ask for, at least {CUSTOMER}, by --ids.")
    path = shown_path(first, place, now)
    _let_in(target, path)
    yield from check_common(target, path, place, now)
    for operation in readable():
        yield from check_read(target, operation, place, now)
    if write:
        yield from check_vectors(target, place.ids)


def _let_in(target: Target, path: str) -> None:
    """CannotRun where the server does not know the key, or says nothing."""
    reply = target.get(path)
    if reply.status == 401:
        raise CannotRun("The server does not accept the partner and the key.")
    if reply.status == NO_ANSWER:
        raise CannotRun("The server does not answer.")

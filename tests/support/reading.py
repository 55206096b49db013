"""Answers of reads, in JSON and in XML."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any
from xml.etree import ElementTree

from farstu.contract.moment import parse_moment
from farstu.engine.large_reads import LargeReads
from farstu.records.meetings import BOOKED, Meeting
from farstu.store.base import Answering
from tests.support.world import CUSTOMER, World


def json_of(here: World, path: str, **named: str) -> Any:
    response = here.call("GET", path, **named)
    assert response.status_code == 200, response.text
    return response.json()


def xml_of(here: World, path: str) -> ElementTree.Element:
    response = here.call("GET", path, Accept="application/xml")
    assert (response.status_code, response.headers["content-type"]) == (200, "application/xml; charset=utf-8")
    return ElementTree.fromstring(response.text)  # noqa: S314 - our own answer


def plain(element: ElementTree.Element) -> Any:
    """Nested elements as lists of names and what is in them, without namespaces."""
    name = element.tag.partition("}")[2]
    return name, [plain(child) for child in element] or element.text


def refusal(here: World, path: str, **named: str) -> tuple[int, Any]:
    response = here.call("GET", path, Accept_Language="en", **named)
    found = response.json()
    return response.status_code, found.get("modelState") or found.get("messageDetail")


def at(text: str) -> int:
    return parse_moment(text).ticks


def booked(id: str, day: str, kind: str = "Assignment", state: str = BOOKED, **values: Any) -> Meeting:
    start = at(f"{day}T10:00:00")
    given = {"contact": "k", "estate": "e", "user": "u", "booked_by": None, "booked_at": at("2032-01-01T08:30:00")}
    row = {"customer": CUSTOMER, "id": id, "kind": kind, "state": state, "note": None}
    return Meeting(**row | given | {"starts_at": start, "ends_at": start + 1} | values)


class Counting:
    """Readers that count what they are asked."""

    def __init__(self, readers: Answering) -> None:
        self._readers = readers
        self.asked = 0

    async def rows(
        self, statement: str, parameters: tuple[Any, ...] = (), customers: Collection[str] = ()
    ) -> list[tuple[Any, ...]]:
        self.asked += 1
        return await self._readers.rows(statement, parameters, customers)


@contextmanager
def counting(here: World) -> Iterator[Counting]:
    """What the reads of a server ask meanwhile."""
    dispatcher = here.app._dispatcher
    reads = dispatcher._reads
    counted = Counting(reads.few.readers)
    dispatcher._reads = LargeReads(counted)
    try:
        yield counted
    finally:
        dispatcher._reads = reads


def statements(here: World, path: str) -> int:
    """How often the database is asked for one answer."""
    with counting(here) as counted:
        json_of(here, path)
    return counted.asked

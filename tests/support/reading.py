"""Answers of reads, in JSON and in XML."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

from farstu.contract.moment import parse_moment
from farstu.records.meetings import BOOKED, Meeting
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

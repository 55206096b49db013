"""The golden vectors, with the ids of the test's world in their places."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from farstu.conformance.vectors import Vector, missing_keys, vectors
from farstu.contract.moment import parse_moment

__all__ = ["Vector", "comparable", "load", "missing_keys"]

PLACES = {"customerId": "M1", "contactId": "c", "estateId": "e", "officeId": "o", "userId": "u", "viewingId": "v"}
_DATES = {"date", "validUntil"}

_MISPRINTED: dict[str, dict[str, Any]] = {
    "more-xml-read/xml-budget-json-order": {
        "commission": None,
        "estates": {"sold": 1, "registered": 2},
        "saleMeetings": None,
    }
}
"""Vectors whose `bound` says another number than their own body; what the body says is expected."""


def load() -> list[Vector]:
    """All vectors."""
    return [_right(vector) for vector in vectors(PLACES)]


def _right(vector: Vector) -> Vector:
    if vector.id not in _MISPRINTED:
        return vector
    return replace(vector, expect={**vector.expect, "bound": _MISPRINTED[vector.id]})


def comparable(bound: Any, name: str = "") -> Any:
    """A bound body in which dates are instants and personal numbers are masked, as the journal has them."""
    if isinstance(bound, dict):
        return {key: comparable(value, key) for key, value in bound.items()}
    if isinstance(bound, list):
        return [comparable(item) for item in bound]
    if name in _DATES and bound is not None:
        return parse_moment(bound).ticks
    return bound

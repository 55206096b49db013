"""The golden vectors: requests that were put to the reference, what it understood, and what we must do."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from farstu.contract.moment import parse_moment

PLACES = {"customerId": "M1", "contactId": "c", "estateId": "e", "officeId": "o", "userId": "u", "viewingId": "v"}
_DATES = {"date", "validUntil"}


@dataclass(frozen=True)
class Vector:
    """One request; `body` is None where it has none."""

    id: str
    method: str
    path: str
    headers: dict[str, str]
    body: bytes | None
    expect: dict[str, Any]


_MISPRINTED: dict[str, dict[str, Any]] = {
    "more-xml-read/xml-budget-json-order": {
        "commission": None,
        "estates": {"sold": 1, "registered": 2},
        "saleMeetings": None,
    }
}
"""Vectors whose `bound` says another number than their own body; what the body says is expected."""


def load() -> list[Vector]:
    """All vectors, with the ids of the test's world in their places."""
    lines = (Path(__file__).parent.parent / "data" / "vectors.jsonl").read_text("utf-8").splitlines()
    return [_vector(json.loads(line)) for line in lines]


def _vector(raw: dict[str, Any]) -> Vector:
    body = raw["body"]
    if body is not None:
        body = _fill(body).encode("utf-8", "surrogatepass")
    expect = json.loads(_fill(json.dumps(raw["expect"])))
    if raw["id"] in _MISPRINTED:
        expect["bound"] = _MISPRINTED[raw["id"]]
    return Vector(raw["id"], raw["method"], _fill(raw["path"]), raw["headers"], body, expect)


def _fill(text: str) -> str:
    for name, value in PLACES.items():
        text = text.replace("{" + name + "}", value)
    return text


def comparable(bound: Any, name: str = "") -> Any:
    """A bound body in which dates are instants and personal numbers are masked, as the journal has them."""
    if isinstance(bound, dict):
        return {key: comparable(value, key) for key, value in bound.items()}
    if isinstance(bound, list):
        return [comparable(item) for item in bound]
    if name in _DATES and bound is not None:
        return parse_moment(bound).ticks
    return bound


def missing_keys(expect: dict[str, Any], found: list[str]) -> set[str]:
    """The expected keys of a 400 that are not there, ignoring case; one below a key is as good where it says so."""
    folded = [key.lower() for key in found]
    wanted = {key.lower() for key in expect.get("model_state_keys", ())}
    if expect.get("or_under_the_member"):
        return {key for key in wanted if not any(item == key or item.startswith(key + ".") for item in folded)}
    return wanted - set(folded)

"""The golden vectors: requests that were put to the reference, what it understood, and what Farstu does."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any
from urllib.parse import quote

from farstu.conformance.asking import Target
from farstu.conformance.refused import error_keys
from farstu.conformance.results import Result, compared, judged, skipped
from farstu.contract.model import MODELS
from farstu.contract.origin import Origin

PLACES = ("customerId", "contactId", "estateId", "officeId", "userId", "viewingId")
"""The ids that vectors leave open, as `farstu demo --json` calls them."""


@dataclass(frozen=True)
class Vector:
    """One request; `body` is None where it has none."""

    id: str
    method: str
    path: str
    headers: dict[str, str]
    body: bytes | None
    expect: dict[str, Any]


@cache
def raw_vectors() -> list[dict[str, Any]]:
    """All of them as they are shipped."""
    file = resources.files("farstu.help").joinpath("data", "vectors.jsonl")
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def vectors(ids: Mapping[str, str]) -> list[Vector]:
    """All of them, with ids in their places."""
    return [_vector(raw, ids) for raw in raw_vectors()]


def _vector(raw: dict[str, Any], ids: Mapping[str, str]) -> Vector:
    body = raw["body"]
    if body is not None:
        body = _filled(body, ids).encode("utf-8", "surrogatepass")
    path = _filled(raw["path"], {name: quote(value, safe="") for name, value in ids.items()})
    expect = _filled(json.dumps(raw["expect"]), {name: json.dumps(value)[1:-1] for name, value in ids.items()})
    return Vector(raw["id"], raw["method"], path, raw["headers"], body, json.loads(expect))


def _filled(text: str, ids: Mapping[str, str]) -> str:
    for name in PLACES:
        text = text.replace(f"{{{name}}}", ids.get(name, name))
    return text


def check_vectors(target: Target, ids: Mapping[str, str]) -> Iterator[Result]:
    """Sends every one that needs no record but those of `ids`. Writes."""
    missing = [name for name in PLACES if name not in ids]
    for vector in vectors(ids):
        name = f"vector {vector.id}"
        if missing:
            yield skipped(name, Origin.OBSERVED, f"no id is known for {', '.join(missing)}")
        elif _names_others(vector.expect.get("bound"), set(ids.values())):
            yield skipped(name, Origin.OBSERVED, "its body names records that are not among the ids")
        else:
            yield from _sent(target, vector, name)


def _sent(target: Target, vector: Vector, name: str) -> Iterator[Result]:
    """Where Farstu differs on purpose, the reference's status is as good."""
    expect = vector.expect
    reply = target.send(vector.method, vector.path, vector.headers, vector.body, (target.partner, target.key))
    statuses = sorted({expect["status"], expect.get("reference_status", expect["status"])})
    expected = " or ".join(map(str, statuses))
    yield judged(name, Origin.OBSERVED, expected, [] if reply.status in statuses else [reply.told])
    if reply.status != expect["status"]:
        return
    if "content_type" in expect:
        found = reply.header("content-type")
        yield compared(f"{name} content type", Origin.OBSERVED, expect["content_type"], found)
    if reply.status == 400 and expect.get("model_state_keys"):
        absent = missing_keys(expect, error_keys(reply))
        wanted = f"modelState names {', '.join(expect['model_state_keys'])}"
        yield judged(f"{name} keys", Origin.OBSERVED, wanted, [f"{key} is not named" for key in sorted(absent)])


def missing_keys(expect: dict[str, Any], found: list[str]) -> set[str]:
    """The expected keys of a 400 that are not there, ignoring case; one below a key is as good where it says so."""
    folded = [key.lower() for key in found]
    wanted = {key.lower() for key in expect.get("model_state_keys", ())}
    if expect.get("or_under_the_member"):
        return {key for key in wanted if not any(item == key or item.startswith(key + ".") for item in folded)}
    return wanted - set(folded)


def _names_others(bound: Any, known: set[str]) -> bool:
    """Whether what is understood names a record that is not known."""
    if isinstance(bound, list):
        return any(_names_others(item, known) for item in bound)
    if not isinstance(bound, dict):
        return False
    ids = id_names()
    return any(
        (name in ids and isinstance(value, str) and bool(value.strip()) and value not in known)
        or _names_others(value, known)
        for name, value in bound.items()
    )


@cache
def id_names() -> frozenset[str]:
    """The members that name a record."""
    return frozenset(field.json for info in MODELS.values() for field in info.fields if field.is_id)

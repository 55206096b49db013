"""What is known of the reference's 80 operations, and how much of it is declared here.

`data/reference.json` holds those facts alone, copied by a script from notes on the reference's published pages.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from farstu import areas
from farstu.contract.enums import ENUM_INFO, ENUMS, ContractEnum
from farstu.contract.fields import Field
from farstu.contract.model import INFO, MODELS, ModelInfo
from farstu.contract.operation import OPERATIONS, Operation
from farstu.contract.origin import ASSUMED

areas.load()

FACTS: dict[str, Any] = json.loads((Path(__file__).parent.parent / "data" / "reference.json").read_text("utf-8"))
_SCALARS = {"none": None, "string": str, "boolean": bool}


def missing(facts: dict[str, Any]) -> list[str]:
    """What is known of an operation and not declared: `query PageSize`, `Meeting_Meeting.State`."""
    operation = OPERATIONS[facts["id"]]
    declared = {item.name for item in operation.query}
    found = [f"query {item['name']}" for item in facts["query"] if item["name"] not in declared]
    for key in _known_models(facts):
        found += _missing_members(key, set())
    return list(dict.fromkeys(found))


def extra(operation: Operation) -> list[str]:
    """What is declared of an operation beyond what is known: assumed, and said to be so."""
    kinds = [kind for kind in (operation.request, operation.answer_type) if kind in INFO]
    found = [place for kind in kinds for place in _extra_members(INFO[kind], set())]
    return list(dict.fromkeys(found))


def assumed_choices(operation: Operation) -> list[str]:
    """The members of enums that an operation speaks and that are assumed: `Report_MeetingType.Assignment`."""
    kinds = [kind for kind in (operation.request, operation.answer_type) if kind in INFO]
    found = [item.type for item in operation.query]
    found += [kind for item in kinds for kind in _kinds_within(INFO[item], set())]
    return [
        f"{ENUM_INFO[kind].key}.{item.name}"
        for kind in dict.fromkeys(found)
        if issubclass(kind, ContractEnum)
        for item in kind
        if item.origin is ASSUMED
    ]


def _kinds_within(info: ModelInfo, seen: set[str]) -> Iterator[type]:
    if info.key in seen:
        return
    seen.add(info.key)
    for field in info.fields:
        yield field.type
        if field.type in INFO:
            yield from _kinds_within(INFO[field.type], seen)


def _known_models(facts: dict[str, Any]) -> Iterator[str]:
    """The models of the body and of the answer: `X`, `[X]`, `oneOf(X|Y)`."""
    for text in (facts["request"], facts["response"]):
        yield from (name for name in re.findall(r"\w+", text or "") if name in FACTS["models"])


def _missing_members(key: str, seen: set[str]) -> Iterator[str]:
    if key in seen:
        return
    seen.add(key)
    if key not in MODELS:
        yield key
        return
    declared = {field.wire: field for field in MODELS[key].fields}
    for fact in FACTS["models"][key]["fields"]:
        if fact["name"] not in declared:
            yield f"{key}.{fact['name']}"
        elif "model" in fact and fact["model"] in FACTS["models"]:
            yield from _missing_members(fact["model"], seen)
        elif fact.get("enum") in FACTS["enums"]:
            yield from _missing_in_enum(fact["enum"])


def _missing_in_enum(key: str) -> Iterator[str]:
    declared = ENUMS.get(key, ())
    names = {item.name for item in declared}
    yield from (f"{key}.{name}" for name in FACTS["enums"][key]["members"] or () if name not in names)


def _extra_members(info: ModelInfo, seen: set[str]) -> Iterator[str]:
    if info.key in seen:
        return
    seen.add(info.key)
    known = _known_members(info)
    for field in info.fields:
        if field.wire not in known:
            yield f"{info.key}.{field.wire}"
        if field.type in INFO:
            yield from _extra_members(INFO[field.type], seen)
    for cls in info.derived:
        yield from _extra_members(INFO[cls], seen)


def _known_members(info: ModelInfo) -> set[str]:
    """Of a base class that nothing is known of by itself: what is known of all that are derived from it."""
    if info.key not in FACTS["models"] and info.derived:
        return set.intersection(*(_known_members(INFO[cls]) for cls in info.derived))
    return {fact["name"] for fact in FACTS["models"].get(info.key, {"fields": []})["fields"]}


def key_of(field: Field) -> str | None:
    """The key in the contract of the model or enum that a field holds."""
    if isinstance(field.type, type) and issubclass(field.type, ContractEnum):
        return next(key for key, cls in ENUMS.items() if cls is field.type)
    return INFO[field.type].key if field.type in INFO else None


def answer_of(operation: Operation) -> str:
    """An answer in the facts' words: `[Meeting_Meeting]`, `string`, `none`."""
    kind = operation.answer_type
    name = INFO[kind].key if kind in INFO else next(name for name, cls in _SCALARS.items() if cls is kind)
    return f"[{name}]" if operation.answers_list else name

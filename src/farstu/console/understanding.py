"""How a call was read: each parameter and each member of its body, beside what the contract says of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from farstu.advice import Advice
from farstu.contract.fields import About, Field
from farstu.contract.model import INFO, Model
from farstu.contract.operation import Operation


@dataclass(frozen=True)
class Part:
    """A parameter or a member: `name` as it stands in JSON, with those around it; `value` None where it was left out;
    `wire` is what advice calls it."""

    name: str
    value: Any
    about: About
    wire: str = ""
    deep: int = 0

    def advised(self, advice: list[Advice]) -> bool:
        """Whether a piece of advice is about it."""
        return bool(self.wire) and any(item.member.rpartition(".")[2] == self.wire for item in advice)


def parameters_of(operation: Operation, path: str) -> list[Part]:
    """What stood in the path and in the query."""
    place, _, query = path.partition("?")
    found = [
        (piece.strip("{}"), sent)
        for piece, sent in zip(operation.route.split("/"), place.strip("/").split("/"), strict=False)
        if piece.startswith("{")
    ]
    sent = {name.lower(): value for name, value in parse_qsl(query)}
    abouts = {parameter.name: parameter.about for parameter in operation.parameters}
    parts = [Part(name, value, abouts[name]) for name, value in found if name in abouts]
    return parts + [Part(item.name, sent.get(item.name.lower()), item.about) for item in operation.query]


def members_of(model: type[Model], value: Any, around: str = "", deep: int = 0) -> Iterator[Part]:
    """The members of a model, those within a member after it."""
    known = value if isinstance(value, dict) else {}
    for field in INFO[model].fields:
        name, sent = f"{around}{field.json}", known.get(field.json)
        within = _model_of(field)
        if within is None or sent is None:
            yield Part(name, sent, field.about, field.wire, deep)
        elif isinstance(sent, list):
            yield Part(name, len(sent), field.about, field.wire, deep)
            for place, item in enumerate(sent):
                yield from members_of(within, item, f"{name}[{place}].", deep + 1)
        else:
            yield Part(name, "", field.about, field.wire, deep)
            yield from members_of(within, sent, f"{name}.", deep + 1)


def _model_of(field: Field) -> type[Model] | None:
    """What a member holds that has members itself: one, or each item of several."""
    held = field.item.type if field.item else field.type
    return held if held in INFO else None

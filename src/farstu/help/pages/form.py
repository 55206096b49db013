"""The fields of a test form, made from the contract and filled with what the examples send."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from farstu.contract.enums import ContractEnum
from farstu.contract.fields import Field, Kind
from farstu.contract.model import INFO, ModelInfo
from farstu.help.pages.words import Words
from farstu.wire.xml_shape import element_of, in_order, inner_namespace, namespace_of


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a list; `value` goes over the wire."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Input:
    """A field. `json` and `wire` are its names in JSON and XML, `order` and `namespace` its place in XML. `value` is
    what it is filled with, a list for a collection, whose items are of `item_kind`, called `item` in XML. `inside` is
    the namespace of what a model or a collection holds; what a model, or one of several, holds is in `members`."""

    json: str
    wire: str
    order: int
    namespace: str
    kind: str
    about: str
    required: bool
    value: Any
    choices: tuple[Choice, ...] = ()
    members: tuple[Input, ...] = ()
    inside: str = ""
    item: str = ""
    item_kind: str = ""


def inputs_of(info: ModelInfo, values: dict[str, Any], words: Words, *, with_ids: bool) -> tuple[Input, ...]:
    """The fields of a model; `values` fills them, by their names in JSON, ids only where they are known."""
    places = {field.name: place for place, field in enumerate(in_order(info))}
    made = []
    for field in info.fields:
        value = values.get(field.json) if with_ids or not field.is_id else None
        members = _members(field, value, words, with_ids=with_ids)
        made.append(
            Input(
                json=field.json,
                wire=field.wire,
                order=places[field.name],
                namespace=namespace_of(info, field),
                kind=field.kind.value,
                about=words.about(field.about),
                required=field.required,
                value="" if value is None else value,
                choices=_choices(field.type, words),
                members=members,
                inside=inner_namespace(field) or "",
                item=element_of(field.holds, field.type)[1],
                item_kind=field.holds.value,
            )
        )
    return tuple(made)


def _members(field: Field, value: Any, words: Words, *, with_ids: bool) -> tuple[Input, ...]:
    """The fields of a model inside; the first of several fills them."""
    if field.holds is not Kind.MODEL:
        return ()
    first = (value or [{}])[0] if field.kind is Kind.COLLECTION else value
    return inputs_of(INFO[field.type], first or {}, words, with_ids=with_ids)


def _choices(kind: type, words: Words) -> tuple[Choice, ...]:
    if not issubclass(kind, ContractEnum):
        return ()
    return tuple(Choice(item.name, f"{item.name} ({item.number}): {words.about(item)}") for item in kind)

"""The fields of a test form, made from the contract and filled with what the examples send."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from farstu.contract.enums import ContractEnum
from farstu.contract.fields import Field, Kind
from farstu.contract.model import INFO, ModelInfo
from farstu.contract.moment import Moment
from farstu.help.pages.words import Words
from farstu.wire.xml_shape import in_order

_ITEM_KINDS = {int: "integer", bool: "boolean", Moment: "date"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a list; `value` goes over the wire."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Input:
    """A field. `json` and `wire` are its names in JSON and XML, `order` its place in XML; `value` is what it is filled
    with, a list for a collection, whose items are of `item_kind`. A model or a collection of models has `members`, in
    `namespace` in XML; a model as an item is called `item`."""

    json: str
    wire: str
    order: int
    kind: str
    about: str
    required: bool
    value: Any
    choices: tuple[Choice, ...] = ()
    members: tuple[Input, ...] = ()
    namespace: str = ""
    item: str = ""
    item_kind: str = ""


def inputs_of(info: ModelInfo, values: dict[str, Any], words: Words, *, with_ids: bool) -> tuple[Input, ...]:
    """The fields of a model; `values` fills them, by their names in JSON, ids only where they are known."""
    places = {field.name: place for place, field in enumerate(in_order(info))}
    return tuple(
        _input(
            field, places[field.name], values.get(field.json) if with_ids or not field.is_id else None, words, with_ids
        )
        for field in info.fields
    )


def _input(field: Field, order: int, value: Any, words: Words, with_ids: bool) -> Input:
    nested = INFO.get(field.type)
    members: tuple[Input, ...] = ()
    if nested:
        first = (value or [{}])[0] if field.kind is Kind.COLLECTION else value
        members = inputs_of(nested, first or {}, words, with_ids=with_ids)
    return Input(
        json=field.json,
        wire=field.wire,
        order=order,
        kind=field.kind.value,
        about=words.about(field.about),
        required=field.required,
        value="" if value is None else value,
        choices=_choices(field.type, words),
        members=members,
        namespace=nested.namespace if nested else "",
        item=nested.type_name if nested else "",
        item_kind="model" if nested else _ITEM_KINDS.get(field.type, "text"),
    )


def _choices(kind: type, words: Words) -> tuple[Choice, ...]:
    if not issubclass(kind, ContractEnum):
        return ()
    return tuple(Choice(item.name, f"{item.name} ({item.number}): {words.about(item)}") for item in kind)

"""What can be said of a member or parameter beside its description: its type, its limits, its rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, get_args, get_origin

from farstu.contract.enums import ENUMS, ContractEnum, has_zero
from farstu.contract.fields import Between, Deprecated, Field, Items, Kind, Length
from farstu.contract.model import INFO, Model, ModelInfo
from farstu.contract.moment import Moment
from farstu.contract.origin import Origin
from farstu.contract.parameters import Parameter
from farstu.help.pages.book import Page, model_page, short_name
from farstu.help.pages.words import Words
from farstu.texts import Text, say

TYPE_NAMES: dict[Any, str] = {
    str: "string",
    int: "integer",
    bool: "boolean",
    Moment: "date",
    Decimal: "decimal number",
    float: "decimal number",
}
"""As the reference's pages name them."""


@dataclass(frozen=True, slots=True)
class TypeName:
    """A type as it is shown; `page` says more of it. `many`: a list of such."""

    name: str
    page: Page | None = None
    many: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule in words, and where it is known from."""

    text: str
    origin: Origin = Origin.DOCUMENTED


def type_of(kind: Any, *, many: bool = False) -> TypeName:
    """The type of a value or of a `list[…]` of values, as people call it."""
    if get_origin(kind) is list:
        return type_of(get_args(kind)[0], many=True)
    if isinstance(kind, type) and issubclass(kind, Model):
        return TypeName(INFO[kind].type_name, model_page(INFO[kind].key), many)
    if isinstance(kind, type) and issubclass(kind, ContractEnum):
        key = enum_key(kind)
        return TypeName(short_name(key), model_page(key), many)
    return TypeName(TYPE_NAMES[kind], None, many)


def enum_key(kind: type[ContractEnum]) -> str:
    """The key that an enum has in the contract."""
    return next(key for key, registered in ENUMS.items() if registered is kind)


def field_type(field: Field) -> TypeName:
    """The type of a member."""
    return type_of(field.type, many=field.kind is Kind.COLLECTION)


def field_rules(info: ModelInfo, field: Field, words: Words) -> list[Rule]:
    """The rules of a member, the most important first."""
    return [Rule(words(text), origin) for text, origin in _field_rules(info, field)]


def parameter_rules(parameter: Parameter, words: Words) -> list[Rule]:
    """The rules of a parameter."""
    return [Rule(words(text), origin) for text, origin in _parameter_rules(parameter)]


def deprecation(said: Deprecated) -> Text:
    """That something is there for old clients only, and what new ones use."""
    if said.since is None:
        return say("rule.deprecated", instead=said.instead)
    return say("rule.deprecated_since", since=said.since, instead=said.instead)


def _parameter_rules(parameter: Parameter) -> Iterator[tuple[Text, Origin]]:
    if parameter.required:
        yield say("rule.required"), Origin.DOCUMENTED
    elif parameter.default is not None:
        value = parameter.default
        shown = value.name if isinstance(value, ContractEnum) else str(value).lower()
        yield say("rule.default", value=shown), Origin.DOCUMENTED
    yield from _length(parameter.length, is_id=False)
    yield from _between(parameter.between)
    if parameter.items:
        yield say("rule.separated", most=parameter.items.most), parameter.items.origin


def _field_rules(info: ModelInfo, field: Field) -> Iterator[tuple[Text, Origin]]:
    if field.deprecated:
        yield deprecation(field.deprecated), Origin.DOCUMENTED
    if field.required:
        yield say("rule.required"), Origin.DOCUMENTED
    if field.one_of:
        group = [item.wire for item in info.fields if item.one_of == field.one_of]
        yield say("rule.one_of", members=", ".join(group)), Origin.DOCUMENTED
    yield from _absence(field)
    value = field.item or field
    yield from _length(value.length, is_id=value.is_id)
    yield from _between(value.between)
    yield from _items(field.items)
    if field.personal_number:
        yield say("rule.personal_number"), Origin.ASSUMED
    if field.base_level:
        yield say("rule.base_class"), Origin.DOCUMENTED
    if field.origin is not Origin.DOCUMENTED:
        yield say("rule.member"), field.origin


def _absence(field: Field) -> Iterator[tuple[Text, Origin]]:
    """What it means that the member is not there."""
    if field.kind is Kind.ENUM and not field.required:
        assert issubclass(field.type, ContractEnum)
        if has_zero(field.type) and field.default is not None:
            yield say("rule.default", value=field.default.name), Origin.DOCUMENTED
        elif not has_zero(field.type):
            yield say("rule.unset_zero"), Origin.DOCUMENTED
    elif field.kind is Kind.BOOLEAN and not field.nullable and field.default is not None:
        yield say("rule.default", value=str(field.default).lower()), Origin.DOCUMENTED


def _length(length: Length | None, *, is_id: bool) -> Iterator[tuple[Text, Origin]]:
    if is_id:
        yield say("rule.id"), Origin.DOCUMENTED
    elif length:
        yield (
            say("rule.length" if length.least else "rule.length_most", least=length.least, most=length.most),
            length.origin,
        )


def _between(between: Between | None) -> Iterator[tuple[Text, Origin]]:
    if between:
        yield say("rule.between", least=between.least, most=between.most), between.origin


def _items(items: Items | None) -> Iterator[tuple[Text, Origin]]:
    if items:
        yield say("rule.items", most=items.most), items.origin

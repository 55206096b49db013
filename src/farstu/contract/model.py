"""Models of the contract: a typed struct each, with the facts that its type cannot say."""

from __future__ import annotations

import types
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec

from farstu.contract import fields as f
from farstu.contract.enums import ContractEnum, has_zero
from farstu.contract.errors import ContractError
from farstu.contract.fields import About, Field, Kind
from farstu.contract.moment import Moment
from farstu.contract.names import camel, pascal


class Model(msgspec.Struct, rename=camel, forbid_unknown_fields=True):
    """Base of every model; subclasses say `kw_only=True` and carry the `@model` decorator."""


M = TypeVar("M", bound=type[Model])
_KINDS: dict[type, Kind] = {str: Kind.TEXT, int: Kind.INTEGER, bool: Kind.BOOLEAN, Moment: Kind.DATE}


@dataclass(frozen=True)
class ModelInfo:
    """A model as everything else reads it. `key` is its name in the documentation (`Meeting_Comeback`),
    `type_name` the root element in XML, in `namespace`."""

    key: str
    type_name: str
    namespace: str
    cls: type[Model]
    about: About
    fields: tuple[Field, ...]

    @cached_property
    def by_folded_name(self) -> dict[str, Field]:
        """Members by their name in lower case: bodies are read ignoring case."""
        return {field.json.lower(): field for field in self.fields}


MODELS: dict[str, ModelInfo] = {}
INFO: dict[type, ModelInfo] = {}


def model(key: str, *, namespace: str, en: str, sv: str, type_name: str | None = None) -> Callable[[M], M]:
    """Puts a model into the contract. `type_name` where it is not what follows the first `_` of the key. ContractError
    where a member lacks a description in either language."""

    def register(cls: M) -> M:
        members = tuple(_read_fields(key, cls))
        described, name = About(en, sv), type_name or key.partition("_")[2]
        _check_about(key, name, described)
        if key in MODELS:
            raise ContractError(f"{key} is declared twice")
        info = ModelInfo(key, name, namespace, cls, described, members)
        MODELS[key] = INFO[cls] = info
        return cls

    return register


def _read_fields(key: str, cls: type[Model]) -> list[Field]:
    hints = get_type_hints(cls, include_extras=True)
    return [_read_field(f"{key}.{pascal(item.name)}", item, hints[item.name]) for item in msgspec.structs.fields(cls)]


def _read_field(place: str, item: msgspec.structs.FieldInfo, hint: Any) -> Field:
    marks = get_args(hint)[1:] if get_origin(hint) is Annotated else ()
    bare, nullable = _without_none(get_args(hint)[0] if marks else hint)
    kind, python_type = _kind(place, bare)
    described = _one(place, marks, About)
    if described is None:
        raise ContractError(f"{place}: no description in Swedish and English")
    wire = _one(place, marks, f.Wire)
    _check_about(place, pascal(item.name), described)
    length = _one(place, marks, f.Length)
    one_of = _one(place, marks, f.OneOf)
    default = None if item.default is msgspec.NODEFAULT else item.default
    _check_default(place, kind, python_type, nullable, item)
    return Field(
        name=item.name,
        wire=wire.name if wire else pascal(item.name),
        json=item.encode_name,
        kind=kind,
        type=python_type,
        nullable=nullable and not _is_unset_enum(kind, python_type),
        required=item.required or f.REQUIRED in marks,
        default=default,
        about=described,
        length=length or (f.Length(0, f.DEFAULT_TEXT_LIMIT) if kind is Kind.TEXT else None),
        between=_one(place, marks, f.Between),
        items=_one(place, marks, f.Items),
        one_of=one_of.group if one_of else None,
        personal_number=f.PERSONAL_NUMBER in marks,
        in_base_class=f.IN_BASE_CLASS in marks,
        is_id=length is f.ID,
        shown=_one(place, marks, f.Shown),
    )


def _without_none(hint: Any) -> tuple[Any, bool]:
    if get_origin(hint) in (Union, types.UnionType):
        left = [part for part in get_args(hint) if part is not type(None)]
        return left[0], True
    return hint, False


def _kind(place: str, hint: Any) -> tuple[Kind, type]:
    if get_origin(hint) is list:
        return Kind.COLLECTION, get_args(hint)[0]
    if hint in _KINDS:
        return _KINDS[hint], hint
    if isinstance(hint, type) and issubclass(hint, ContractEnum):
        return Kind.ENUM, hint
    if isinstance(hint, type) and issubclass(hint, Model):
        return Kind.MODEL, hint
    raise ContractError(f"{place}: {hint!r} is no type of the contract")


def _is_unset_enum(kind: Kind, python_type: type) -> bool:
    """An enum without a zero member is unset when it is absent, yet null is not a value of it."""
    return kind is Kind.ENUM and not has_zero(python_type)


def _check_default(place: str, kind: Kind, python_type: type, nullable: bool, item: msgspec.structs.FieldInfo) -> None:
    if kind is Kind.ENUM and has_zero(python_type) and not nullable:
        default = item.default
        if not isinstance(default, ContractEnum) or default.number != 0:
            raise ContractError(f"{place}: an absent enum takes its zero member")


def _check_about(place: str, name: str, described: About) -> None:
    texts = (described.en.strip(), described.sv.strip())
    if not all(texts) or texts[0] == texts[1]:
        raise ContractError(f"{place}: the descriptions in Swedish and English must be two different texts")
    if name.casefold() in (text.casefold().replace(" ", "").rstrip(".") for text in texts):
        raise ContractError(f"{place}: a description that is the member's name says nothing")


T = TypeVar("T")


def _one(place: str, marks: tuple[Any, ...], kind: type[T]) -> T | None:
    found = [mark for mark in marks if isinstance(mark, kind)]
    if len(found) > 1:
        raise ContractError(f"{place}: {kind.__name__} is said twice")
    return found[0] if found else None

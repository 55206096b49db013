"""Members of a model, read from its class: what the type says, and what stands beside it."""

from __future__ import annotations

import types
from dataclasses import replace
from decimal import Decimal
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec

from farstu.contract import fields as f
from farstu.contract.enums import ENUM_INFO, ContractEnum, has_zero
from farstu.contract.errors import ContractError
from farstu.contract.fields import About, Field, Kind
from farstu.contract.inheritance import declared_hints
from farstu.contract.moment import Moment
from farstu.contract.names import json_name, pascal
from farstu.contract.origin import Origin

KINDS: dict[Any, Kind] = {
    str: Kind.TEXT,
    int: Kind.INTEGER,
    Decimal: Kind.DECIMAL,
    float: Kind.DOUBLE,
    bool: Kind.BOOLEAN,
    Moment: Kind.DATE,
}
"""What a type says of a single value; a `LONG` is an `int` too."""
_ZEROS: dict[Kind, Any] = {
    Kind.INTEGER: 0,
    Kind.LONG: 0,
    Kind.DECIMAL: Decimal(0),
    Kind.DOUBLE: 0.0,
    Kind.BOOLEAN: False,
}


def read_members(
    key: str, cls: type[msgspec.Struct], known: dict[type, Any], levels: dict[str, int]
) -> tuple[Field, ...]:
    """The members of a class in their order; `known` are the models declared before, `levels` say of members that a
    base class declares how many classes up that is. ContractError."""
    hints = declared_hints(cls)
    members = tuple(
        _read_member(f"{key}.{pascal(item.name)}", item, hints[item.name], known, levels.get(item.name, 0))
        for item in msgspec.structs.fields(cls)
    )
    if len({member.wire.casefold() for member in members}) != len(members):
        raise ContractError(f"{key}: two members have one name on the wire")
    return members


def _read_member(place: str, item: msgspec.structs.FieldInfo, hint: Any, known: dict[type, Any], level: int) -> Field:
    marks = get_args(hint)[1:] if get_origin(hint) is Annotated else ()
    bare, nullable = _without_none(place, get_args(hint)[0] if marks else hint)
    kind = Kind.COLLECTION if get_origin(bare) is list else _kind(place, bare, marks, known)
    described = _one(place, marks, About)
    if described is None:
        raise ContractError(f"{place}: no description in Swedish and English")
    check_about(place, pascal(item.name), described)
    wire = _one(place, marks, f.Wire)
    one_of = _one(place, marks, f.OneOf)
    base = _one(place, marks, f.BaseClass)
    field = Field(
        name=item.name,
        wire=wire.name if wire else pascal(item.name),
        json=item.encode_name,
        kind=kind,
        type=get_args(bare)[0] if get_origin(bare) is list else bare,
        nullable=nullable and not _is_unset_enum(bare),
        required=item.required or f.REQUIRED in marks,
        default=None if item.default is msgspec.NODEFAULT else item.default,
        about=described,
        length=_one(place, marks, f.Length),
        between=_one(place, marks, f.Between),
        items=_one(place, marks, f.Items),
        one_of=one_of.group if one_of else None,
        personal_number=f.PERSONAL_NUMBER in marks,
        base_level=base.level if base else level,
        namespace=base.namespace if base else None,
        is_id=any(mark is f.ID for mark in marks),
        origin=_one(place, marks, Origin) or Origin.DOCUMENTED,
        shown=_one(place, marks, f.Shown),
        deprecated=_one(place, marks, f.Deprecated),
    )
    return _checked(place, item, _with_limits(place, _with_item(place, field, marks, known)), nullable)


def _with_item(place: str, field: Field, marks: tuple[Any, ...], known: dict[type, Any]) -> Field:
    """A collection with its item as a member of its own, which takes over what limits a single value."""
    if field.kind is not Kind.COLLECTION:
        return field
    kind = _kind(place, field.type, marks, known)
    item = replace(field, kind=kind, nullable=False, required=True, default=None, items=None, one_of=None)
    return replace(field, item=_with_limits(place, item), length=None, between=None)


def _with_limits(place: str, field: Field) -> Field:
    """A text without a limit takes the usual one; a limit on what cannot have it is a mistake."""
    if field.length and field.kind is not Kind.TEXT:
        raise ContractError(f"{place}: only texts have a length")
    if field.between and field.kind not in f.NUMBERS:
        raise ContractError(f"{place}: only numbers lie between others")
    if field.items and field.kind is not Kind.COLLECTION:
        raise ContractError(f"{place}: only collections have items")
    if field.kind is Kind.TEXT and field.length is None:
        return replace(field, length=f.Length(0, f.DEFAULT_TEXT_LIMIT, Origin.ASSUMED))
    return field


def _checked(place: str, item: msgspec.structs.FieldInfo, field: Field, nullable: bool) -> Field:
    if item.default_factory is not msgspec.NODEFAULT:
        raise ContractError(f"{place}: what is absent is null or zero, and is not made anew")
    _check_default(place, field, nullable, item.required)
    if field.json != json_name(field.wire):
        raise ContractError(f"{place}: {field.wire} is {json_name(field.wire)} in JSON, not {field.json}")
    if field.base_level < 0 or (field.namespace and not field.base_level):
        raise ContractError(f"{place}: only a member of a base class has a namespace of its own")
    return field


def _check_default(place: str, field: Field, nullable: bool, required: bool) -> None:
    """What is absent is null where null is a value, and else zero."""
    if field.kind is Kind.ENUM and has_zero(field.type) and not nullable:
        if not isinstance(field.default, ContractEnum) or field.default.number != 0:
            raise ContractError(f"{place}: an absent enum takes its zero member")
    elif not required and field.default != (None if nullable else _ZEROS.get(field.kind, ...)):
        raise ContractError(f"{place}: what is absent is null where the type says so, else zero")


def _without_none(place: str, hint: Any) -> tuple[Any, bool]:
    if get_origin(hint) not in (Union, types.UnionType):
        return hint, False
    left = [part for part in get_args(hint) if part is not type(None)]
    if len(left) != 1:
        raise ContractError(f"{place}: a member holds one type, or that type and None")
    return left[0], True


def _kind(place: str, hint: Any, marks: tuple[Any, ...], known: dict[type, Any]) -> Kind:
    """The kind of a single value."""
    if f.LONG in marks:
        if hint is not int:
            raise ContractError(f"{place}: only a whole number is long")
        return Kind.LONG
    if hint in KINDS:
        return KINDS[hint]
    if isinstance(hint, type) and hint in ENUM_INFO:
        return Kind.ENUM
    if isinstance(hint, type) and hint in known:
        return Kind.MODEL
    raise ContractError(f"{place}: {hint!r} is no type of the contract")


def constrain(cls: type[msgspec.Struct], members: tuple[Field, ...]) -> None:
    """Tells the struct's decoder what it can check by itself: lengths, ranges, numbers of items.

    Numbers of 64 bits are left to the forgiving reader where a decoder would read them as floating point.
    """
    hints = get_type_hints(cls, include_extras=True)
    cls.__annotations__ = {field.name: _constrained(field, hints[field.name]) for field in members}


def _constrained(field: Field, hint: Any) -> Any:
    bare = get_args(hint)[0] if get_origin(hint) is Annotated else hint
    limited = _limited(field, field.type)
    if field.item is not None:
        limited = _limited(field, list[_limited(field.item, field.type)])  # type: ignore[misc]  # made of values
    return limited if get_origin(bare) not in (Union, types.UnionType) else Union[limited, None]  # noqa: UP007 - a value


def _limited(field: Field, hint: Any) -> Any:
    limit = _limit(field)
    return Annotated[hint, limit] if limit else hint


def _limit(field: Field) -> msgspec.Meta | None:
    match field.kind:
        case Kind.TEXT if field.length:
            return msgspec.Meta(max_length=field.length.most)
        case Kind.COLLECTION:
            return msgspec.Meta(max_length=field.items.most if field.items else f.DEFAULT_ITEM_LIMIT)
        case Kind.INTEGER | Kind.LONG:
            least, most = _WIDTHS[field.kind]
            limits = field.between or f.Between(least, most)
            return msgspec.Meta(ge=max(least, limits.least), le=min(most, limits.most))
        case Kind.DOUBLE if field.between:
            return msgspec.Meta(ge=field.between.least, le=field.between.most)
    return None


_WIDTHS = {Kind.INTEGER: (-(2**31), 2**31 - 1), Kind.LONG: (-(2**53), 2**53)}


def _is_unset_enum(hint: Any) -> bool:
    """An enum without a zero member is unset when it is absent, yet null is not a value of it."""
    return isinstance(hint, type) and hint in ENUM_INFO and not has_zero(hint)


def check_about(place: str, name: str, described: About) -> None:
    """ContractError where a description is missing, the same in both languages, or no more than the name."""
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

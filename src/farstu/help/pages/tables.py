"""Parameters and members as tables: name, description, type, rules."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from farstu.contract.enums import ContractEnum
from farstu.contract.fields import Field
from farstu.contract.model import INFO, ModelInfo
from farstu.contract.operation import OPERATIONS, Operation
from farstu.contract.origin import Origin
from farstu.contract.parameters import Parameter
from farstu.help.pages.facts import Rule, TypeName, field_rules, field_type, parameter_rules, type_of
from farstu.help.pages.words import Words


@dataclass(frozen=True, slots=True)
class Row:
    """One member or parameter."""

    name: str
    about: str
    type: TypeName
    rules: list[Rule]


@dataclass(frozen=True, slots=True)
class MemberTable:
    """A model's members."""

    type: TypeName
    about: str
    rows: list[Row]


def parameter_rows(parameters: tuple[Parameter, ...], words: Words) -> list[Row]:
    """The parameters of a path or a query."""
    return [
        Row(
            item.name,
            words.about(item.about),
            type_of(item.type, many=item.items is not None),
            parameter_rules(item, words),
        )
        for item in parameters
    ]


def member_table(info: ModelInfo, words: Words) -> MemberTable:
    """A model's own members."""
    rows = [
        Row(field.wire, words.about(field.about), field_type(field), field_rules(info, field, words))
        for field in info.fields
    ]
    return MemberTable(type_of(info.cls), words.about(info.about), rows)


def models_in(kind: Any) -> list[ModelInfo]:
    """The model itself, if it is one or a list of one, those derived from it, and all models inside them, each once,
    outermost first."""
    found: dict[str, ModelInfo] = {}
    waiting = [INFO[item] for item in (kind, *get_args(kind)) if item in INFO]
    while waiting:
        info = waiting.pop(0)
        if info.key not in found:
            found[info.key] = info
            waiting += [INFO[each] for each in info.derived]
            waiting += [INFO[field.type] for field in info.fields if field.type in INFO]
    return list(found.values())


def enums_in(kind: Any) -> list[type[ContractEnum]]:
    """Every enum inside a model."""
    fields = (field for info in models_in(kind) for field in info.fields)
    return list(dict.fromkeys(field.type for field in fields if issubclass(field.type, ContractEnum)))


def operations_with(kind: type) -> list[Operation]:
    """The operations that a model or enum is sent to or answered by."""
    return [item for item in OPERATIONS.values() if kind in _types(item.request) | _types(item.response)]


def models_with(kind: type) -> list[tuple[ModelInfo, Field]]:
    """The members that hold a model or enum."""
    return [(info, field) for info in INFO.values() for field in info.fields if field.type is kind]


@cache
def _types(kind: Any) -> frozenset[type]:
    return frozenset(info.cls for info in models_in(kind)) | frozenset(enums_in(kind))


@dataclass(frozen=True, slots=True)
class Behaviour:
    """Something that the server does, where it is known from, and what it is about here."""

    key: str
    origin: Origin
    subjects: tuple[str, ...] = ()


_GENERAL = (
    Behaviour("interface", Origin.DOCUMENTED),
    Behaviour("status", Origin.OBSERVED),
    Behaviour("reading", Origin.OBSERVED),
    Behaviour("refusals", Origin.ASSUMED),
)


def behaviours(operation: Operation) -> list[Behaviour]:
    """Where each part of an operation's behaviour is known from."""
    infos = {info.key: info for kind in (operation.request, operation.response) for info in models_in(kind)}
    members = [(info, field) for info in infos.values() for field in info.fields]
    enums = {item for kind in (operation.request, operation.response) for item in enums_in(kind)}
    parameters = (*operation.parameters, *operation.query)
    limits = [item.name for item in parameters if _has_assumed_limit(item)]
    limits += [f"{info.type_name}.{field.wire}" for info, field in members if _has_assumed_limit(field)]
    assumed = [f"{kind.__name__}.{item.name}" for kind in enums for item in kind if item.origin is Origin.ASSUMED]
    assumed += [f"{info.type_name}.{field.wire}" for info, field in members if field.origin is Origin.ASSUMED]
    spaces = [info.type_name for info in infos.values() if info.namespace_origin is Origin.ASSUMED]
    found = {"limits": limits, "members": sorted(assumed), "namespaces": spaces}
    own = [Behaviour(key, Origin.ASSUMED, tuple(subjects)) for key, subjects in found.items() if subjects]
    return [Behaviour("own", Origin.ASSUMED), *own] if operation.is_own else [*_GENERAL, *own]


def _has_assumed_limit(item: Field | Parameter) -> bool:
    limits = (item.length, item.between, item.items)
    return any(limit is not None and limit.origin is Origin.ASSUMED for limit in limits)

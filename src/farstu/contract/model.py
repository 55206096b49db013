"""Models of the contract: a typed struct each, with the facts that its type cannot say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from functools import cached_property
from typing import TypeVar

import msgspec

from farstu.contract.errors import ContractError
from farstu.contract.fields import About, Field
from farstu.contract.inheritance import in_own_order
from farstu.contract.members import check_about, constrain, read_members
from farstu.contract.names import camel
from farstu.contract.namespaces import derived
from farstu.contract.origin import Origin


class Model(msgspec.Struct, rename=camel, forbid_unknown_fields=True):
    """Base of every model; subclasses say `kw_only=True` and carry the `@model` decorator."""


M = TypeVar("M", bound=type[Model])


@dataclass(frozen=True)
class ModelInfo:
    """A model as everything else reads it. `key` is its name in the documentation (`Meeting_Comeback`),
    `type_name` the root element in XML, in `namespace`. Where it is answered, one of those `derived` from it may stand
    in its place; `base` is the model that it is derived from."""

    key: str
    type_name: str
    namespace: str
    cls: type[Model]
    about: About
    fields: tuple[Field, ...]
    namespace_origin: Origin = Origin.DOCUMENTED
    base: type[Model] | None = None
    derived: list[type[Model]] = dataclass_field(default_factory=list, compare=False)

    @cached_property
    def by_folded_name(self) -> dict[str, Field]:
        """Members by their name in lower case: bodies are read ignoring case."""
        return {field.json.lower(): field for field in self.fields}


MODELS: dict[str, ModelInfo] = {}
INFO: dict[type, ModelInfo] = {}


def model(
    key: str, *, en: str, sv: str, namespace: str | None = None, type_name: str | None = None
) -> Callable[[M], M]:
    """Puts a model into the contract. ContractError where a member lacks a description in either language, or cannot
    be read and written in every format.

    `type_name` is what follows the first `_` of the key; a `namespace` that is not known is assumed from the key. A
    model may be derived from another one, or from a class that is none: its own members come first, but for those that
    the base says lead.
    """

    def register(declared: M) -> M:
        named = type_name or key.partition("_")[2]
        described = About(en, sv)
        cls, levels = in_own_order(declared, Model)
        members = read_members(key, cls, INFO, levels)
        check_about(key, named, described)
        if key in MODELS:
            raise ContractError(f"{key} is declared twice")
        constrain(cls, members)
        origin = Origin.DOCUMENTED if namespace else Origin.ASSUMED
        base = next((known for known in declared.__mro__[1:] if known in INFO), None)
        info = ModelInfo(key, named, namespace or derived(key), cls, described, members, origin, base)
        if base:
            INFO[base].derived.append(cls)
        MODELS[key] = INFO[cls] = info
        return cls

    return register

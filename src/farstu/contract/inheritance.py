"""Models that are derived from others: the reference writes a class's own members before those of its base."""

from __future__ import annotations

from typing import Any, TypeVar, get_args, get_type_hints

import msgspec

from farstu.contract.fields import LEADS

T = TypeVar("T", bound=type[msgspec.Struct])


_HINTS: dict[type, dict[str, Any]] = {}
"""What each model's members were declared as: what its decoder is told later says less."""


def declared_hints(cls: type[msgspec.Struct]) -> dict[str, Any]:
    """The types of a class's members with all that is said of them; kept, for what is derived from it."""
    hints = get_type_hints(cls, include_extras=True)
    inherited: dict[str, Any] = {}
    for base in reversed(cls.__mro__[1:]):
        inherited |= _HINTS.get(base, {})
    _HINTS[cls] = hints | inherited | {name: hints[name] for name in cls.__annotations__}
    return _HINTS[cls]


def in_own_order(cls: T, root: type[msgspec.Struct]) -> tuple[T, dict[str, int]]:
    """The class itself where `root` is its only base; else one with the same members, its own before the inherited,
    and for each of those how many classes up it is declared."""
    levels = _levels(cls, root)
    if not levels:
        return cls, levels
    hints = declared_hints(cls)
    members = sorted(
        msgspec.structs.fields(cls),
        key=lambda item: (LEADS not in get_args(hints[item.name]), levels.get(item.name, 0)),
    )
    fields: list[Any] = [(item.name, hints[item.name], *([] if item.required else [item.default])) for item in members]
    made = msgspec.defstruct(cls.__name__, fields, bases=(root,), kw_only=True, module=cls.__module__)
    made.__doc__ = cls.__doc__
    return made, levels  # type: ignore[return-value]  # the same members in another order


def _levels(cls: type[msgspec.Struct], root: type[msgspec.Struct]) -> dict[str, int]:
    """The members that a base declares; those that the class declares anew stay where the base has them."""
    bases = [base for base in cls.__mro__ if issubclass(base, root) and base is not root]
    return {name: level for level in range(len(bases) - 1, 0, -1) for name in bases[level].__annotations__}

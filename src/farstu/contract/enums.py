"""Enums of the contract: each member has its name on the wire, its number and a label in both languages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, TypeVar

from farstu.contract.errors import ContractError
from farstu.contract.namespaces import derived
from farstu.contract.origin import Origin


class ContractEnum(Enum):
    """Members are declared with `member(number, en=…, sv=…)`; a member's value is its own name."""

    number: int
    en: str
    sv: str
    origin: Origin

    @staticmethod
    def _generate_next_value_(name: str, start: int, count: int, last_values: list[Any]) -> str:
        return name

    def __new__(cls, value: str, number: int, en: str, sv: str, origin: Origin) -> ContractEnum:
        made = object.__new__(cls)
        made._value_ = value
        made.number, made.en, made.sv, made.origin = number, en, sv, origin
        return made


def member(number: int, *, en: str, sv: str, origin: Origin = Origin.DOCUMENTED) -> tuple[Any, int, str, str, Origin]:
    """One member of a `ContractEnum`."""
    return (auto(), number, en, sv, origin)


@dataclass(frozen=True, slots=True)
class EnumInfo:
    """An enum as XML knows it: `type_name` is the element of a value that stands alone or in a list. The numbers of
    `flags` may be added up, where several members are meant."""

    key: str
    type_name: str
    namespace: str
    flags: bool = False


ENUMS: dict[str, type[ContractEnum]] = {}
ENUM_INFO: dict[type, EnumInfo] = {}


E = TypeVar("E", bound=type[ContractEnum])


def enum(key: str, *, namespace: str | None = None, flags: bool = False) -> Callable[[E], E]:
    """Puts an enum into the contract under `key` (its model name in the documentation, `Area_Type`). A `namespace`
    that is not known is assumed from the key."""

    def register(cls: E) -> E:
        for item in cls:
            if not item.en.strip() or not item.sv.strip():
                raise ContractError(f"{key}.{item.name}: a label is missing in one of the languages")
        if len({item.number for item in cls}) != len(cls):
            raise ContractError(f"{key}: two members share a number")
        if key in ENUMS:
            raise ContractError(f"{key} is declared twice")
        ENUMS[key] = cls
        ENUM_INFO[cls] = EnumInfo(key, key.partition("_")[2], namespace or derived(key), flags)
        return cls

    return register


def has_zero(cls: type[ContractEnum]) -> bool:
    """Whether 0 is a member: only then does an absent value mean something."""
    return any(item.number == 0 for item in cls)

"""Parameters of an operation, in its path or its query: what each holds and how it is limited."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from farstu.contract.enums import ContractEnum
from farstu.contract.errors import ContractError
from farstu.contract.fields import About, Between, Items, Kind, Length, Shown
from farstu.contract.moment import Moment

_KINDS: dict[type, Kind] = {str: Kind.TEXT, int: Kind.INTEGER, bool: Kind.BOOLEAN, Moment: Kind.DATE}
_CUSTOMERS = ("customerid", "customerids", "licenseid")


@dataclass(frozen=True)
class Parameter:
    """A part of the path or of the query; `name` as the reference spells it.

    `type` is the Python type of the value, or of one of several where `items` says how many may come, separated by
    commas. In the query one that is not `required` has the value `default` where it is absent or blank. Examples send
    `shown`; without it, the demo's id of that name for a text.
    """

    name: str
    about: About
    type: type[Any] = str
    between: Between | None = None
    length: Length | None = None
    items: Items | None = None
    required: bool = True
    default: Any = None
    shown: Shown | None = None

    @cached_property
    def kind(self) -> Kind:
        """What it holds; of several, what one of them holds."""
        return Kind.ENUM if issubclass(self.type, ContractEnum) else _KINDS[self.type]

    @cached_property
    def is_customer(self) -> bool:
        """Whether it names customers, which the caller's key has to cover."""
        return self.name.lower() in _CUSTOMERS


def text(
    name: str,
    *,
    en: str,
    sv: str,
    required: bool = True,
    length: Length | None = None,
    default: str | None = None,
    shown: Shown | None = None,
) -> Parameter:
    """A text."""
    return Parameter(name, About(en, sv), length=length, required=required, default=default, shown=shown)


def texts(name: str, *, en: str, sv: str, items: Items, required: bool = True, shown: Shown | None = None) -> Parameter:
    """Texts, separated by commas."""
    return Parameter(name, About(en, sv), items=items, required=required, shown=shown)


def whole(
    name: str,
    *,
    en: str,
    sv: str,
    between: Between,
    required: bool = True,
    default: int | None = None,
    shown: Shown | None = None,
) -> Parameter:
    """A whole number."""
    return Parameter(name, About(en, sv), int, between, required=required, default=default, shown=shown)


def truth(name: str, *, en: str, sv: str, required: bool = True, default: bool | None = None) -> Parameter:
    """`true` or `false`."""
    return Parameter(name, About(en, sv), bool, required=required, default=default)


def date(name: str, *, en: str, sv: str, required: bool = True, shown: Shown | None = None) -> Parameter:
    """A date."""
    return Parameter(name, About(en, sv), Moment, required=required, shown=shown)


def choice(
    name: str, kind: type[ContractEnum], *, en: str, sv: str, required: bool = True, default: ContractEnum | None = None
) -> Parameter:
    """A member of an enum, by its name or its number."""
    return Parameter(name, About(en, sv), kind, required=required, default=default)


def choices(name: str, kind: type[ContractEnum], *, en: str, sv: str, items: Items, required: bool = True) -> Parameter:
    """Members of an enum, separated by commas; where they are flags, also as the sum of their numbers."""
    return Parameter(name, About(en, sv), kind, items=items, required=required)


def check_parameters(route: str, named: list[str], path: tuple[Parameter, ...], query: tuple[Parameter, ...]) -> None:
    """ContractError where the declaration and the route name different parameters, or two have one name."""
    declared = [parameter.name for parameter in path]
    if named != declared:
        raise ContractError(f"{route}: the route names {named}, the declaration {declared}")
    names = [parameter.name.lower() for parameter in (*path, *query)]
    if len(set(names)) != len(names):
        raise ContractError(f"{route}: two parameters have one name")
    if not all(parameter.required for parameter in path):
        raise ContractError(f"{route}: a part of the path cannot be left out")
    for parameter in query:
        if parameter.required and parameter.default is not None:
            raise ContractError(f"{route} {parameter.name}: what is required has no default")

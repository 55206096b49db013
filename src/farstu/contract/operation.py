"""Operations of the contract: what can be called, by whose right, with what, and what is answered."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from farstu.contract.errors import ContractError
from farstu.contract.fields import About, Between
from farstu.contract.model import INFO, Model
from farstu.contract.names import camel


class FunctionGroup(StrEnum):
    """What a key opens. Values are the names in the documentation."""

    BUSINESS_INTELLIGENCE = "BusinessIntelligence"
    CRM = "CRM"
    MEETING = "Meeting"
    ADVERTISING = "Advertising"
    VIEWING = "Viewing"


_GROUP_OF_SEGMENT = {
    **dict.fromkeys(("businessintelligence", "report"), FunctionGroup.BUSINESS_INTELLIGENCE),
    **dict.fromkeys(
        ("crm", "contacts", "note", "category", "task", "customfield", "user", "office"), FunctionGroup.CRM
    ),
    **dict.fromkeys(("meeting", "appointment"), FunctionGroup.MEETING),
    **dict.fromkeys(("advertising", "v2/advertising", "interest"), FunctionGroup.ADVERTISING),
    **dict.fromkeys(("viewing", "viewingparticipant"), FunctionGroup.VIEWING),
}
_PARAMETER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A part of the path: `name` as in the route, a text or a whole number. `shown`: what examples send for a number;
    texts are ids of the demo."""

    name: str
    about: About
    type: type[str] | type[int] = str
    between: Between | None = None
    shown: int | None = None


def text(name: str, *, en: str, sv: str) -> Parameter:
    """A text in the path."""
    return Parameter(name, About(en, sv))


def whole(name: str, *, en: str, sv: str, between: Between, shown: int | None = None) -> Parameter:
    """A whole number in the path; `shown` is what the documentation's examples send."""
    return Parameter(name, About(en, sv), int, between, shown)


@dataclass(frozen=True, eq=False)
class Operation:
    """One row of the contract. `response` is None where the answer is 204; `body_name` begins the error keys."""

    method: str
    route: str
    group: FunctionGroup
    about: About
    parameters: tuple[Parameter, ...]
    request: type[Model] | None
    response: type[Any] | None
    body_name: str

    @property
    def id(self) -> str:
        """The documentation's id: `POST-Meeting-Comeback-customerId-contactId`."""
        return f"{self.method}-" + self.route.replace("/", "-").replace("{", "").replace("}", "")


OPERATIONS: dict[str, Operation] = {}


def operation(
    method: str,
    route: str,
    *,
    group: FunctionGroup,
    en: str,
    sv: str,
    parameters: tuple[Parameter, ...],
    request: type[Model] | None = None,
    response: type[Any] | None = None,
    body_name: str | None = None,
) -> Operation:
    """Puts an operation into the contract. ContractError where the route, its parameters, its function group or its
    texts do not fit together."""
    described = About(en, sv)
    if not isinstance(group, FunctionGroup):
        raise ContractError(f"{method} {route} names no function group")
    if group is not group_of(route):
        raise ContractError(f"{method} {route} belongs to {group_of(route)}, not to {group}")
    _check_parameters(route, parameters)
    for place, item in [(route, described), *((f"{route} {p.name}", p.about) for p in parameters)]:
        if not item.en.strip() or not item.sv.strip() or item.en == item.sv:
            raise ContractError(f"{place}: the descriptions in Swedish and English must be two different texts")
    if request is not None and request not in INFO:
        raise ContractError(f"{route}: {request.__name__} is not a model of the contract")
    if response is not None and response not in (str, bool) and response not in INFO:
        raise ContractError(f"{route}: {response.__name__} is no answer of the contract")
    name = body_name or (camel(INFO[request].type_name) if request else "")
    made = Operation(method, route, group, described, parameters, request, response, name)
    if made.id in OPERATIONS:
        raise ContractError(f"{made.id} is declared twice")
    OPERATIONS[made.id] = made
    return made


def group_of(route: str) -> FunctionGroup:
    """The function group of a route, by its first segment."""
    first, _, rest = route.lower().partition("/")
    segment = f"{first}/{rest.partition('/')[0]}" if first == "v2" else first
    if segment not in _GROUP_OF_SEGMENT:
        raise ContractError(f"{route}: no function group has routes that begin so")
    return _GROUP_OF_SEGMENT[segment]


def _check_parameters(route: str, parameters: tuple[Parameter, ...]) -> None:
    named, declared = _PARAMETER.findall(route), [parameter.name for parameter in parameters]
    if named != declared:
        raise ContractError(f"{route}: the route names {named}, the declaration {declared}")

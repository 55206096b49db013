"""Operations of the contract: what can be called, by whose right, with what, and what is answered."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any, get_args, get_origin

from farstu.contract.errors import ContractError
from farstu.contract.fields import About, Deprecated
from farstu.contract.model import INFO, Model
from farstu.contract.names import camel
from farstu.contract.parameters import Parameter, check_parameters


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
OWN = "_farstu/"
"""How the routes begin that are ours, not the reference's."""


class Place(StrEnum):
    """Where in a request something stands."""

    PATH = "path"
    QUERY = "query"
    BODY = "body"


@dataclass(frozen=True, eq=False)
class Operation:
    """One row of the contract.

    `parameters` are those of the path, in its order; `query` those of the query. `request` is the body's model, None
    where there is no body; `body_name` begins the keys of its errors. `response` is what is answered: a model, a text,
    a truth value, a list of models (`list[Meeting]`), or None where the answer is 204.
    """

    method: str
    route: str
    group: FunctionGroup
    about: About
    parameters: tuple[Parameter, ...]
    request: type[Model] | None
    response: Any
    body_name: str
    query: tuple[Parameter, ...] = ()
    deprecated: Deprecated | None = None

    @cached_property
    def id(self) -> str:
        """The documentation's id: `POST-Meeting-Comeback-customerId-contactId`."""
        return f"{self.method}-" + self.route.replace("/", "-").replace("{", "").replace("}", "")

    @property
    def is_own(self) -> bool:
        """Whether it is ours, not the reference's."""
        return self.route.startswith(OWN)

    @property
    def answers_list(self) -> bool:
        """Whether the answer is a list of `answer_type`."""
        return get_origin(self.response) is list

    @property
    def answer_type(self) -> type[Any] | None:
        """The type of the answer, or of one item of it; None where the answer is 204."""
        kind: type[Any] | None = get_args(self.response)[0] if self.answers_list else self.response
        return kind

    def least_of(self, parameter: Parameter) -> int:
        """How many values a list needs: two in a path that with one value is another operation's, else one."""
        return 2 if parameter in self.parameters and any(map(self._shares_path_with, OPERATIONS.values())) else 1

    def _shares_path_with(self, other: Operation) -> bool:
        return other is not self and (other.method, _shape(other.route)) == (self.method, _shape(self.route))

    @cached_property
    def customer_place(self) -> Place | None:
        """Where the customer stands; None where nothing in the request names one."""
        if any(parameter.is_customer for parameter in self.parameters):
            return Place.PATH
        if any(parameter.is_customer for parameter in self.query):
            return Place.QUERY
        return Place.BODY if self.request and "customerid" in INFO[self.request].by_folded_name else None


def _shape(route: str) -> str:
    return _PARAMETER.sub("{}", route).lower()


OPERATIONS: dict[str, Operation] = {}


def operation(
    method: str,
    route: str,
    *,
    group: FunctionGroup,
    en: str,
    sv: str,
    parameters: tuple[Parameter, ...] = (),
    query: tuple[Parameter, ...] = (),
    request: type[Model] | None = None,
    response: Any = None,
    body_name: str | None = None,
    deprecated: Deprecated | None = None,
) -> Operation:
    """Puts an operation into the contract. ContractError where the route, its parameters, its function group or its
    texts do not fit together, or where nothing says whose data it is about."""
    described = About(en, sv)
    if not isinstance(group, FunctionGroup):
        raise ContractError(f"{method} {route} names no function group")
    if not route.startswith(OWN) and group is not group_of(route):
        raise ContractError(f"{method} {route} belongs to {group_of(route)}, not to {group}")
    check_parameters(route, _PARAMETER.findall(route), parameters, query)
    for place, item in [(route, described), *((f"{route} {p.name}", p.about) for p in (*parameters, *query))]:
        if not item.en.strip() or not item.sv.strip() or item.en == item.sv:
            raise ContractError(f"{place}: the descriptions in Swedish and English must be two different texts")
    if request is not None and request not in INFO:
        raise ContractError(f"{route}: {request.__name__} is not a model of the contract")
    name = body_name or (camel(INFO[request].type_name) if request else "")
    made = Operation(method, route, group, described, parameters, request, response, name, query, deprecated)
    _check_answer(made)
    if made.customer_place is None:
        raise ContractError(f"{method} {route} names no customer")
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


def _check_answer(made: Operation) -> None:
    kind = made.answer_type
    if kind is not None and kind not in (str, bool) and kind not in INFO:
        raise ContractError(f"{made.route}: {kind.__name__} is no answer of the contract")

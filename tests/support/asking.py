"""Calls to any operation of the contract, made from what the contract says of it: each with every id in its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

from farstu.contract.fields import Kind
from farstu.contract.model import INFO, ModelInfo
from farstu.contract.operation import Operation
from farstu.contract.parameters import Parameter
from farstu.help.bodies import shown_body, shown_parameter
from farstu.help.place import Place
from farstu.store.table import Row
from tests.support.world import CUSTOMER, NOW

EVERYWHERE = "StringValue"
"""The id that every kind of record of the small world has."""
_CUSTOMERS = ("customerid", "licenseid")
_OF_NOTHING_KEPT = ("assignmentsourceid",)
"""Ids of what is kept nowhere, so that any will do: they are only kept with the lead."""
_OF_ITS_KIND = {"/Company/": "f", "/DeceasedEstate/": "d"}
"""The contact of the small world that a path with this in it is about."""
_SOURCE = "twin"
"""Who is merged into the contact that has the usual id."""


class _Ids(dict[str, str]):
    """An id for whatever is asked for."""

    def __init__(self, customer: str) -> None:
        super().__init__()
        self._customer = customer

    def get(self, name: str, default: Any = None) -> str:
        return self._customer if name.lower() in _CUSTOMERS else EVERYWHERE


@dataclass(frozen=True)
class Ask:
    """One call. `path` and `query` by the parameters' names; `body` as JSON has it."""

    operation: Operation
    path: dict[str, str]
    query: dict[str, str]
    body: Any

    @property
    def address(self) -> str:
        """The path with its query, percent-encoded."""
        filled = f"/{self.operation.route}"
        for name, value in self.path.items():
            filled = filled.replace(f"{{{name}}}", quote(value, safe=""))
        query = "&".join(f"{name}={quote(value, safe='')}" for name, value in self.query.items())
        return f"{filled}?{query}" if query else filled


def ask(operation: Operation, customer: str = CUSTOMER) -> Ask:
    """A call that is in order, about this customer."""
    place = Place("", ids=_Ids(customer))

    def value(parameter: Parameter) -> str:
        if parameter.name.lower() in ("contactid", "contactids"):
            if "{targetContactId}" in operation.route:
                return _SOURCE
            kinds = (id for part, id in _OF_ITS_KIND.items() if part in operation.route)
            return next(kinds, EVERYWHERE)
        return shown_parameter(parameter, place, NOW)

    body = shown_body(INFO[operation.request], place, NOW) if operation.request else None
    needed = [item for item in operation.query if item.required or item.is_customer]
    return Ask(
        operation,
        {item.name: value(item) for item in operation.parameters},
        {item.name: value(item) for item in needed},
        body,
    )


def with_other_ids(usual: Ask, other: str) -> Iterator[tuple[str, Ask]]:
    """The same call with one id at a time replaced, and where that id stands: `body participant.userId`."""
    for item in usual.operation.parameters:
        if item.kind is Kind.TEXT and not item.is_customer:
            yield f"path {item.name}", replace(usual, path=usual.path | {item.name: other})
    for item in usual.operation.query:
        if item.kind is Kind.TEXT and not item.is_customer and item.name.lower().endswith("id"):
            yield f"query {item.name}", replace(usual, query=usual.query | {item.name: other})
    if usual.operation.request:
        for steps in _id_places(INFO[usual.operation.request]):
            yield f"body {'.'.join(steps)}", replace(usual, body=_put(usual.body, steps, other))


def renamed(rows: Iterable[Row], before: str, after: str) -> Iterator[Row]:
    """Those of the rows that say `before` anywhere, saying `after` there."""
    for row in rows:
        values = {name: getattr(row, name) for name in row.__struct_fields__}
        if before in values.values():
            yield type(row)(**{name: after if value == before else value for name, value in values.items()})


def _id_places(info: ModelInfo) -> Iterator[tuple[str, ...]]:
    for field in info.fields:
        if field.type in INFO and field.kind is Kind.MODEL:
            yield from ((field.json, *rest) for rest in _id_places(INFO[field.type]))
        elif field.is_id and field.json.lower() not in (*_CUSTOMERS, *_OF_NOTHING_KEPT):
            yield (field.json,)


def _put(body: Any, steps: tuple[str, ...], value: str) -> Any:
    first, *rest = steps
    return {**body, first: _put(body.get(first) or {}, tuple(rest), value) if rest else value}

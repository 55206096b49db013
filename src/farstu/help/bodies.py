"""What examples send: complete, valid values, made from the contract and the ids of a place."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from farstu.contract.enums import ContractEnum
from farstu.contract.fields import NOT_SHOWN, Between, Field, Kind, Shown
from farstu.contract.model import INFO, ModelInfo
from farstu.contract.moment import TICKS_PER_SECOND, swedish_text
from farstu.contract.names import camel
from farstu.contract.operation import Operation
from farstu.contract.parameters import Parameter
from farstu.help.place import Place

_DAY = 24 * 3600 * TICKS_PER_SECOND
_WEEK = 7 * _DAY


def shown_body(info: ModelInfo, place: Place, now: int) -> dict[str, Any]:
    """A body as JSON has it; dates lie a week after `now` (ticks), at ten o'clock."""
    return {field.json: _member(field, place, now) for field in info.fields if field.shown is not NOT_SHOWN}


def shown_path(operation: Operation, place: Place, now: int) -> str:
    """The path, percent-encoded, with a query of what is required or worth showing."""
    path = f"/{operation.route}"
    for parameter in operation.parameters:
        path = path.replace(f"{{{parameter.name}}}", quote(shown_parameter(parameter, place, now), safe=""))
    query = "&".join(
        f"{parameter.name}={quote(shown_parameter(parameter, place, now), safe='')}"
        for parameter in operation.query
        if parameter.required or parameter.shown
    )
    return f"{path}?{query}" if query else path


def shown_parameter(parameter: Parameter, place: Place, now: int) -> str:
    """A parameter's value as it stands in an address, not yet percent-encoded."""
    value = _marked(parameter.shown, place, now)
    if value is None and parameter.kind is Kind.TEXT:
        return place.id(camel(parameter.name.removesuffix("s") if parameter.items else parameter.name))
    if value is None:
        value = _unmarked(parameter.kind, parameter.type, parameter.between, now)
    return str(value).lower() if isinstance(value, bool) else str(value)


def shown_date(now: int) -> str:
    """Swedish wall clock, a week ahead: `2026-05-03T10:00:00`."""
    return f"{swedish_text(now + _WEEK)[:10]}T10:00:00"


def _member(field: Field, place: Place, now: int) -> Any:
    return [_value(field.item, place, now)] if field.item else _value(field, place, now)


def _value(field: Field, place: Place, now: int) -> Any:
    value = _marked(field.shown, place, now)
    if value is not None:
        return value
    if field.kind is Kind.MODEL:
        return shown_body(INFO[field.type], place, now)
    if field.is_id or field.json in place.ids:
        return place.id(field.json)
    if field.type is str:
        return "Exempel"[: field.length.most if field.length else None]
    return _unmarked(field.holds, field.type, field.between, now)


def _marked(shown: Shown | None, place: Place, now: int) -> Any:
    """What the contract says to show; None where it says nothing."""
    if shown is None:
        return None
    if shown.days is not None:
        return f"{swedish_text(now + shown.days * _DAY)[:10]}T00:00:00"
    value = place.id(shown.id) if shown.id else shown.value
    return value.name if isinstance(value, ContractEnum) else value


def _unmarked(kind: Kind, python_type: type, limits: Between | None, now: int) -> Any:
    """What fits where the contract shows nothing."""
    if kind is Kind.DATE:
        return shown_date(now)
    if issubclass(python_type, ContractEnum):
        return next(iter(python_type)).name
    if python_type is bool:
        return True
    return limits.least if limits else 1

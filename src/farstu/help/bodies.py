"""Complete, valid bodies for examples, made from the contract and the ids of a place."""

from __future__ import annotations

from typing import Any

from farstu.contract.enums import ContractEnum
from farstu.contract.fields import NOT_SHOWN, Field, Kind
from farstu.contract.model import INFO, ModelInfo
from farstu.contract.moment import TICKS_PER_SECOND, swedish_text
from farstu.help.place import Place

_DAY = 24 * 3600 * TICKS_PER_SECOND
_WEEK = 7 * _DAY


def shown_body(info: ModelInfo, place: Place, now: int) -> dict[str, Any]:
    """A body as JSON has it; dates lie a week after `now` (ticks), at ten o'clock."""
    return {field.json: _member(field, place, now) for field in info.fields if field.shown is not NOT_SHOWN}


def shown_date(now: int) -> str:
    """Swedish wall clock, a week ahead: `2026-05-03T10:00:00`."""
    return f"{swedish_text(now + _WEEK)[:10]}T10:00:00"


def _member(field: Field, place: Place, now: int) -> Any:
    if field.kind is Kind.COLLECTION:
        return [_value(field, place, now)]
    return _value(field, place, now)


def _value(field: Field, place: Place, now: int) -> Any:
    shown = field.shown
    if shown is not None and shown.value is not None:
        return shown.value.name if isinstance(shown.value, ContractEnum) else shown.value
    if field.is_id or (shown is not None and shown.id):
        return place.id((shown and shown.id) or field.json)
    if field.type in INFO:
        return shown_body(INFO[field.type], place, now)
    return _unmarked(field, now)


def _unmarked(field: Field, now: int) -> Any:
    """What fits a member that the contract shows nothing for."""
    match field.kind:
        case Kind.DATE:
            return shown_date(now)
        case Kind.BOOLEAN:
            return True
        case Kind.ENUM:
            assert issubclass(field.type, ContractEnum)  # the contract's own check
            return next(iter(field.type)).name
    if field.type is str:
        return "Exempel"[: field.length.most if field.length else None]
    return field.between.least if field.between else 1

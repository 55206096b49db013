"""From the members of a body to the columns of a row, with the place of each in the body."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from farstu.contract.enums import ContractEnum
from farstu.contract.model import INFO, Model
from farstu.contract.moment import Moment

Columns = Mapping[str, "str | Columns"]
"""The column of each member by the member's name; of a model inside, the columns of its members."""


class Sent(NamedTuple):
    """A value as a column keeps it, and the key that an error about it stands under."""

    value: Any
    place: str


def sent_columns(body: Model, at: str, columns: Columns) -> dict[str, Sent]:
    """What was sent for each column; what is null is not among it. Dates in ticks, members of enums by their names."""
    return dict(_sent(body, at, columns))


def _sent(body: Model, at: str, columns: Columns) -> Iterator[tuple[str, Sent]]:
    spelled = {field.name: field.wire for field in INFO[type(body)].fields}
    for member, column in columns.items():
        value, place = getattr(body, member), f"{at}.{spelled[member]}"
        if value is None:
            continue
        if isinstance(column, str):
            yield column, Sent(_kept(value), place)
        else:
            yield from _sent(value, place, column)


def _kept(value: Any) -> Any:
    if isinstance(value, Moment):
        return value.ticks
    return value.name if isinstance(value, ContractEnum) else value

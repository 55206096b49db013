"""The viewings of an estate with their time slots, and how many have booked each."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any, NamedTuple

import sqlalchemy as sa

from farstu.records.estates import ESTATE
from farstu.records.viewings import PARTICIPANT, TIME_SLOT, VIEWING, TimeSlot, Viewing
from farstu.store.queries import Query

_ESTATE, _VIEWING, _SLOT, _BOOKED = ESTATE.sql.c, VIEWING.sql.c, TIME_SLOT.sql.c, PARTICIPANT.sql.c


class Slot(NamedTuple):
    """A time slot, and how many have booked it."""

    row: TimeSlot
    booked: int


def _showings() -> Query:
    """A row for each time slot of each viewing; one alone where the estate has none."""
    joined = (
        ESTATE.sql.outerjoin(VIEWING.sql, sa.and_(_VIEWING.customer == _ESTATE.customer, _VIEWING.estate == _ESTATE.id))
        .outerjoin(TIME_SLOT.sql, sa.and_(_SLOT.customer == _VIEWING.customer, _SLOT.viewing == _VIEWING.id))
        .outerjoin(
            PARTICIPANT.sql,
            sa.and_(
                _BOOKED.customer == _SLOT.customer,
                _BOOKED.viewing == _SLOT.viewing,
                _BOOKED.time_slot == _SLOT.id,
                _BOOKED.canceled_at.is_(None),
            ),
        )
    )
    viewing, slot = [_VIEWING[name] for name in VIEWING.columns], [_SLOT[name] for name in TIME_SLOT.columns]
    return Query(
        sa.select(_ESTATE.id, sa.func.count(_BOOKED.contact), *viewing, *slot)
        .select_from(joined)
        .where(_ESTATE.customer.in_(sa.bindparam("customers", expanding=True)), _ESTATE.id == sa.bindparam("estate"))
        .group_by(_ESTATE.customer, _ESTATE.id, *viewing, *slot)
        .order_by(_ESTATE.customer, _VIEWING.id, _SLOT.starts_at, _SLOT.id)
    )


SHOWINGS = _showings()
_VIEWING_AT, _SLOT_AT = 2, 2 + len(VIEWING.columns)


def showings(rows: list[tuple[Any, ...]]) -> list[tuple[Viewing, list[Slot]]]:
    """The viewings with their time slots, by when they begin; those without a time slot last."""
    found = list(_each(rows))
    return sorted(found, key=lambda item: (not item[1], item[1][0].row.starts_at if item[1] else 0, item[0].id))


def _each(rows: list[tuple[Any, ...]]) -> Iterator[tuple[Viewing, list[Slot]]]:
    for values, several in groupby(rows, key=lambda row: row[_VIEWING_AT:_SLOT_AT]):
        if values[0] is not None:
            slots = [row for row in several if row[_SLOT_AT] is not None]
            yield VIEWING.make(values), [Slot(TIME_SLOT.make(row[_SLOT_AT:]), row[1]) for row in slots]

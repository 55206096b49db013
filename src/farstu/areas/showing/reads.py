"""The viewings of a home read back."""

from __future__ import annotations

from farstu.areas.showing.contract import LIST_VIEWINGS, LIST_VIEWINGS_OLD, TimeSlot, Viewing
from farstu.contract.moment import answered, answered_if
from farstu.engine.reads import Asked, read
from farstu.records import viewings
from farstu.records.showing_queries import SHOWINGS, Slot, showings
from farstu.refusals import not_found


@read(LIST_VIEWINGS_OLD)
@read(LIST_VIEWINGS)
async def list_viewings(asked: Asked) -> list[Viewing]:
    """The first one first, with their time slots."""
    estate = asked.parameters["estateId"]
    rows = await asked.rows(SHOWINGS, customers=list(asked.customers), estate=estate)
    if not rows:
        raise not_found("estateId", "estate", estate)
    return [_shown(viewing, slots) for viewing, slots in showings(rows)]


def _shown(viewing: viewings.Viewing, slots: list[Slot]) -> Viewing:
    return Viewing(
        id=viewing.id,
        starts_at=answered_if(min((slot.row.starts_at for slot in slots), default=None)),
        ends_at=answered_if(max((slot.row.ends_at for slot in slots), default=None)),
        show_on_internet=viewing.on_internet,
        show_on_intranet=viewing.on_intranet,
        is_digital=viewing.is_digital,
        commentary=viewing.note,
        participant_per_time_slot=max((slot.row.places for slot in slots if slot.row.places is not None), default=None),
        bookable_from_internet=viewing.is_bookable,
        no_later_then=answered_if(viewing.deadline),
        booking_url=viewing.booking_url,
        time_slots=[_slot(slot) for slot in slots],
        estate_id=viewing.estate,
        is_project_viewing=viewing.is_project,
    )


def _slot(slot: Slot) -> TimeSlot:
    row = slot.row
    return TimeSlot(
        id=row.id, starts_at=answered(row.starts_at), ends_at=answered(row.ends_at), participants=slot.booked
    )

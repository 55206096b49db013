"""What a form about a home needs to know, read back."""

from __future__ import annotations

import sqlalchemy as sa

from farstu.areas.form import estate as form
from farstu.areas.form.contract import READ_FORM
from farstu.contract.moment import answered, answered_if
from farstu.engine.reads import Asked, read
from farstu.records.estates import ESTATE
from farstu.records.offices import OFFICE, USER, full_name
from farstu.records.showing_queries import SHOWINGS, Slot, showings
from farstu.records.viewings import Viewing
from farstu.refusals import not_found
from farstu.store.queries import Query

_ESTATE, _OFFICE, _USER = ESTATE.sql.c, OFFICE.sql.c, USER.sql.c
_HOME = Query(
    sa.select(
        _ESTATE.street_address, _ESTATE.zip_code, _ESTATE.city, _OFFICE.name,
        _USER.id, _USER.first_name, _USER.last_name, _USER.email,
    )
    .select_from(
        ESTATE.sql.outerjoin(
            OFFICE.sql, sa.and_(_OFFICE.customer == _ESTATE.customer, _OFFICE.id == _ESTATE.office)
        ).outerjoin(USER.sql, sa.and_(_USER.customer == _ESTATE.customer, _USER.id == _ESTATE.agent))
    )
    .where(_ESTATE.customer == sa.bindparam("customer"), _ESTATE.id == sa.bindparam("estate"))
)  # fmt: skip


@read(READ_FORM)
async def read_form(asked: Asked) -> form.FormEstate:
    """Two statements: the home with who sells it, and its viewings."""
    wanted = asked.parameters["estateId"]
    for street, zip_code, city, office, agent, first, last, email in await asked.rows(
        _HOME, customer=asked.customer, estate=wanted
    ):
        viewings = showings(await asked.rows(SHOWINGS, customers=[asked.customer], estate=wanted))
        seller = form.FormAgent(id=agent, name=full_name(first, last), email=email, is_primary=True)
        return form.FormEstate(
            id=wanted,
            office=form.FormOffice(customer_id=asked.customer, name=office),
            agents=[seller] if agent else [],
            address=form.FormEstateAddress(
                unit_designation=None, street_address=street, zip_code=zip_code, city=city, coordinate=None
            ),
            viewings=[_viewing(viewing, slots, asked.at) for viewing, slots in viewings if viewing.on_internet],
        )
    raise not_found("estateId", "estate", wanted)


def _viewing(viewing: Viewing, slots: list[Slot], now: int) -> form.FormViewing:
    return form.FormViewing(
        id=viewing.id,
        starts_at=answered_if(min((slot.row.starts_at for slot in slots), default=None)),
        ends_at=answered_if(max((slot.row.ends_at for slot in slots), default=None)),
        deadline_at=answered_if(viewing.deadline),
        is_self_registration_enabled=viewing.is_bookable,
        is_visible=viewing.on_internet,
        comment=viewing.note,
        time_slots=[_slot(viewing, slot, now) for slot in slots],
    )


def _slot(viewing: Viewing, slot: Slot, now: int) -> form.FormSlot:
    row = slot.row
    has_room = row.places is None or slot.booked < row.places
    has_time = now <= (row.ends_at if viewing.deadline is None else viewing.deadline)
    return form.FormSlot(
        id=row.id,
        starts_at=answered(row.starts_at),
        ends_at=answered(row.ends_at),
        is_registration_available=viewing.is_bookable and has_room and has_time,
    )

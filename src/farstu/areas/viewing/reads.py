"""Follow-ups read back, and the report on participants."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from farstu.areas.viewing import report
from farstu.areas.viewing.contract import READ_FOLLOW_UP, Contacted, NotedFollowUp
from farstu.contract.moment import LAST_TICK, answered
from farstu.engine.reads import Asked, read
from farstu.records.contacts import CONTACT
from farstu.records.estates import ESTATE
from farstu.records.merges import missing_contact
from farstu.records.offices import OFFICE, USER, full_name
from farstu.records.viewings import PARTICIPANT, TIME_SLOT, VIEWING
from farstu.refusals import invalid, not_found
from farstu.store.queries import Query
from farstu.texts import say


def _follow_up() -> Query:
    contact, viewing, participant = CONTACT.sql.c, VIEWING.sql.c, PARTICIPANT.sql.c
    joined = CONTACT.sql.outerjoin(
        VIEWING.sql, sa.and_(viewing.customer == contact.customer, viewing.id == sa.bindparam("viewing"))
    ).outerjoin(
        PARTICIPANT.sql,
        sa.and_(
            participant.customer == viewing.customer,
            participant.viewing == viewing.id,
            participant.contact == contact.id,
            participant.canceled_at.is_(None),
        ),
    )
    return Query(
        sa.select(viewing.id, participant.time_slot, participant.participated, participant.contacted)
        .select_from(joined)
        .where(contact.customer == sa.bindparam("customer"), contact.id == sa.bindparam("contact"))
        .order_by(participant.time_slot)
    )


def _booked() -> tuple[sa.Select[Any], sa.Select[Any]]:
    """Who has booked which time slot in the time asked for: the rows, and their number."""
    slot, participant = TIME_SLOT.sql.c, PARTICIPANT.sql.c
    joined = TIME_SLOT.sql.join(
        PARTICIPANT.sql,
        sa.and_(
            participant.customer == slot.customer,
            participant.viewing == slot.viewing,
            participant.time_slot == slot.id,
            participant.canceled_at.is_(None),
        ),
    )
    wanted = (
        slot.customer.in_(sa.bindparam("customers", expanding=True)),
        slot.starts_at.between(sa.bindparam("first"), sa.bindparam("last")),
    )
    rows = (
        sa.select(slot.customer, slot.viewing, slot.id, slot.starts_at, participant.contact, participant.followed_up_at)
        .select_from(joined)
        .where(*wanted)
        .order_by(slot.starts_at, slot.customer, slot.viewing, slot.id, participant.contact)
        .limit(sa.bindparam("limit"))
        .offset(sa.bindparam("offset"))
    )
    return rows, sa.select(sa.func.count()).select_from(joined).where(*wanted)


def _page(booked: sa.Select[Any]) -> Query:
    page, viewing = booked.subquery("page").c, VIEWING.sql.c
    contact, estate, office, user = CONTACT.sql.c, ESTATE.sql.c, OFFICE.sql.c, USER.sql.c
    joined = (
        page.customer.table.join(VIEWING.sql, sa.and_(viewing.customer == page.customer, viewing.id == page.viewing))
        .join(CONTACT.sql, sa.and_(contact.customer == page.customer, contact.id == page.contact))
        .join(ESTATE.sql, sa.and_(estate.customer == page.customer, estate.id == viewing.estate))
        .outerjoin(OFFICE.sql, sa.and_(office.customer == page.customer, office.id == estate.office))
        .outerjoin(
            USER.sql,
            sa.and_(user.customer == page.customer, user.id == sa.func.coalesce(viewing.user, estate.agent)),
        )
    )
    columns = (
        page.starts_at, page.followed_up_at,
        contact.id, contact.first_name, contact.last_name, contact.cell, contact.email,
        estate.id, estate.street_address, estate.zip_code, estate.city,
        page.customer, office.name, user.first_name, user.last_name,
    )  # fmt: skip
    order = (page.starts_at, page.customer, page.viewing, page.id, page.contact)
    return Query(sa.select(*columns).select_from(joined).order_by(*order))


_FOLLOW_UP = _follow_up()
_ROWS, _COUNT = _booked()
_PAGE, _TOTAL = _page(_ROWS), Query(_COUNT)


@read(READ_FOLLOW_UP)
async def read_follow_up(asked: Asked) -> list[NotedFollowUp]:
    """One for each time slot that the contact has booked."""
    contact, viewing = asked.parameters["contactId"], asked.parameters["viewingId"]
    rows = await asked.rows(_FOLLOW_UP, customer=asked.customer, contact=contact, viewing=viewing)
    if not rows:
        raise await missing_contact(asked, "contactId", contact)
    if rows[0][0] is None:
        raise not_found("viewingId", "viewing", viewing)
    return [
        NotedFollowUp(
            time_slot_id=slot,
            contact_id=contact,
            viewing_id=viewing,
            participated=bool(participated),
            contacted=Contacted[contacted or "No"],
        )
        for _, slot, participated, contacted in rows
        if slot is not None
    ]


@read(report.REPORT_PARTICIPANTS)
async def report_participants(asked: Asked) -> report.ParticipantReport:
    """Two statements: how many there are, and the page."""
    sent = asked.parameters
    first, last = sent["ViewingStartDate"], sent["ViewingEndDate"]
    if first and last and first.ticks > last.ticks:
        raise invalid(("ViewingEndDate", say("error.ends_before", first="ViewingStartDate", last="ViewingEndDate")))
    wanted = {
        "customers": sent["CustomerIds"] or [asked.customer],
        "first": first.ticks if first else -LAST_TICK,
        "last": last.ticks if last else LAST_TICK,
    }
    size = sent["PageSize"]
    ((total,),) = await asked.rows(_TOTAL, **wanted)
    rows = await asked.rows(_PAGE, **wanted, limit=size, offset=size * sent["PageIndex"])
    return report.ParticipantReport(rows=[_report_row(*row) for row in rows], total_page_count=-(-total // size))


def _report_row(
    starts_at: int, followed_up_at: int | None,
    contact: str, first_name: str | None, last_name: str | None, cell: str | None, email: str | None,
    estate: str, street_address: str, zip_code: str, city: str,
    customer: str, office: str | None, user_first_name: str | None, user_last_name: str | None,
) -> report.ParticipantReportRow:  # fmt: skip
    return report.ParticipantReportRow(
        contact=report.ReportContact(
            id=report.Identifier(id=contact), first_name=first_name, last_name=last_name, cell_phone=cell, email=email
        ),
        viewing=report.ReportViewing(date=answered(starts_at)),
        followed_up=report.FollowedUp.Pending if followed_up_at is None else report.FollowedUp.Completed,
        estate=report.ReportEstate(
            id=report.Identifier(id=estate), street_address=street_address, zip_code=zip_code, city=city, area=None
        ),
        office=report.ReportOffice(customer_id=customer, name=office),
        responsible_broker=report.ReportBroker(name=full_name(user_first_name, user_last_name)),
    )

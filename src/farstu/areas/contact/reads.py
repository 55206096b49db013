"""What is kept of a contact's leads, and of the homes that it may buy."""

from __future__ import annotations

import sqlalchemy as sa

from farstu.areas.contact import tie_reads as tie_reads
from farstu.areas.contact.contract import (
    LIST_LEADS,
    READ_SPECULATOR,
    CrmContactLead,
    CrmLead,
    CrmLeadType,
    CrmSpeculatorContact,
    CrmSpeculatorRelation,
)
from farstu.contract.moment import answered
from farstu.engine.reads import Asked, read
from farstu.records.contacts import CONTACT, with_each_contact
from farstu.records.estates import ESTATE, PROSPECT, its_home
from farstu.records.homes import InterestLevel, estate_type
from farstu.records.leads import LEAD
from farstu.records.merges import missing_contact, rows_of_contact
from farstu.store.queries import Query


def _leads() -> Query:
    lead = LEAD.sql.c
    columns = with_each_contact(LEAD, lead.id, lead.created_at, lead.estate)
    return Query(columns.order_by(lead.created_at.desc(), lead.id.desc()))


def _prospects() -> Query:
    contact, prospect, estate = CONTACT.sql.c, PROSPECT.sql.c, ESTATE.sql.c
    joined = CONTACT.sql.outerjoin(
        PROSPECT.sql, sa.and_(prospect.customer == contact.customer, prospect.contact == contact.id)
    ).outerjoin(ESTATE.sql, its_home(PROSPECT))
    return Query(
        sa.select(prospect.estate, estate.kind, prospect.status)
        .select_from(joined)
        .where(contact.customer == sa.bindparam("customer"), contact.id == sa.bindparam("contact"))
        .order_by(prospect.estate)
    )


_LEADS, _PROSPECTS = _leads(), _prospects()


@read(LIST_LEADS)
async def list_leads(asked: Asked) -> CrmContactLead:
    """The newest first. A lead with a home is about it, any other about the contact."""
    contact = asked.parameters["contactId"]
    leads = [_lead(contact, *values) for values in await rows_of_contact(asked, _LEADS)]
    wanted = {kind for kind in CrmLeadType if asked.parameters[f"{kind.name.lower()}LeadType"]}
    return CrmContactLead(contact_id=contact, leads=[made for made in leads if made.lead_type in wanted])


def _lead(contact: str, lead: str, created_at: int, estate: str | None) -> CrmLead:
    kind = CrmLeadType.Contact if estate is None else CrmLeadType.Object
    return CrmLead(id=lead, created_at=answered(created_at), lead_type=kind, lead_type_id=estate or contact)


@read(READ_SPECULATOR)
async def read_speculator(asked: Asked) -> CrmSpeculatorContact:
    """Every home that the contact is a prospect on."""
    contact = asked.parameters["contactId"]
    rows = await asked.rows(_PROSPECTS, customer=asked.customer, contact=contact)
    if not rows:
        raise await missing_contact(asked, "contactId", contact)
    homes = [
        CrmSpeculatorRelation(estate_id=estate, estate_type=estate_type(kind), level=InterestLevel[status])
        for estate, kind, status in rows
        if estate is not None
    ]
    return CrmSpeculatorContact(id=contact, speculator_on=homes)

"""What a call changes beside the contact itself: categories, a field of the customer's own, something to do."""

from __future__ import annotations

from collections.abc import Iterator

from farstu.areas.register import tables
from farstu.areas.register.contract import UpdateCompany
from farstu.engine.calls import Call, Happening, Outcome
from farstu.engine.facts import Facts
from farstu.records.contacts import (
    CATEGORY,
    COMPANY,
    CONTACT_CATEGORY,
    CONTACT_FIELD,
    Contact,
    ContactCategory,
    ContactField,
)
from farstu.records.update_person import Task, UpdatePerson, unknown_ids
from farstu.refusals import invalid
from farstu.texts import Text, say

_BY_CONTACT = CONTACT_CATEGORY.index("customer", "contact")
Problem = tuple[str, Text]


def beside(facts: Facts, call: Call, contact: Contact, sent: UpdatePerson | UpdateCompany) -> Outcome:
    """The rows of it. Refused with 400 where an id names nothing."""
    problems = [*unknown_ids(facts, call, sent), *_category_problems(facts, call, contact, sent)]
    field = sent.custom_field
    if field and not (field.name and field.name.strip()):
        problems.append((call.key("CustomField.Name"), say("error.required", member="Name")))
    if problems:
        raise invalid(*problems)
    outcome = Outcome()
    _keep_categories(facts, call, contact, sent, outcome)
    _keep_field(facts, contact, sent, outcome)
    _keep_task(call, contact, sent.task, outcome)
    return outcome


def _category_problems(
    facts: Facts, call: Call, contact: Contact, sent: UpdatePerson | UpdateCompany
) -> Iterator[Problem]:
    for place, named in enumerate(sent.category_ids or ()):
        member = f"CategoryIds[{place}]"
        category = facts.one(CATEGORY.key, call.customer, named)
        fits = category and (category.of_companies if contact.kind == COMPANY else category.of_persons)
        if category is None or not fits:
            yield call.key(member), say("unknown.category", member=member, value=named)
        elif category.read_only:
            yield call.key(member), say("unknown.category_read_only", member=member, value=named)


def _keep_categories(
    facts: Facts, call: Call, contact: Contact, sent: UpdatePerson | UpdateCompany, outcome: Outcome
) -> None:
    """Those sent stand in the place of those before, save for what the system alone has set."""
    if sent.category_ids is None:
        return
    wanted = dict.fromkeys(sent.category_ids)
    for row in facts.by(_BY_CONTACT, call.customer, contact.id):
        category = facts.one(CATEGORY.key, call.customer, row.category)
        if row.category not in wanted and not (category and category.read_only):
            outcome.gone.append(row)
    outcome.rows += [ContactCategory(contact.customer, contact.id, category) for category in wanted]


def _keep_field(facts: Facts, contact: Contact, sent: UpdatePerson | UpdateCompany, outcome: Outcome) -> None:
    """A field that the customer has not had before is made by its first value."""
    field = sent.custom_field
    if field is None or not field.name:
        return
    row = ContactField(contact.customer, contact.id, field.name.strip(), field.value or "")
    if row.value.strip():
        outcome.rows.append(row)
    elif facts.one(CONTACT_FIELD.key, row.customer, row.contact, row.name):
        outcome.gone.append(row)


def _keep_task(call: Call, contact: Contact, task: Task | None, outcome: Outcome) -> None:
    if task is None:
        return
    row = tables.Task(
        customer=call.customer,
        id=call.new_id("TSK"),
        contact=contact.id,
        predefined=task.predefined_task_id or None,
        note=task.note,
        estate=task.estate_id or None,
        assigned_to=task.assigned_to or contact.agent,
        partner=call.partner,
        created_at=call.at,
    )
    outcome.rows.append(row)
    outcome.happenings.append(Happening("task.created", {"id": row.id, "contactId": contact.id}))

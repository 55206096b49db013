"""The rules by which what is old comes to name nobody, and by which a customer says what is old."""

from __future__ import annotations

from typing import Any

import msgspec

from farstu.access.audit import audited
from farstu.access.tables import RETENTION_RULE, RetentionRule
from farstu.areas.merge.moving import pointers
from farstu.contract.moment import TICKS_PER_SECOND
from farstu.engine.calls import Call, Happening, Outcome, Task
from farstu.engine.facts import Facts, Look
from farstu.privacy.erasing import TOLD, forget_contact
from farstu.privacy.personal import DEFAULT_DAYS, NOBODY, OF_KIND, OF_TABLE, forgotten, is_nobody
from farstu.records.contacts import CONTACT, Contact
from farstu.records.offices import CUSTOMER
from farstu.refusals import invalid, not_found
from farstu.store.settings_table import SETTING, Setting
from farstu.store.table import TABLES, Row
from farstu.texts import say

LAST_RUN = "retention_at"
"""The setting that says when the rules acted last (ticks), so that of several servers one does it."""
PAUSE_TICKS = 20 * 3600 * TICKS_PER_SECOND


class Due(msgspec.Struct):
    """Rows of a rule that are older than `before` (ticks), by the rest of their keys."""

    kind: str
    keys: list[tuple[Any, ...]]
    before: int


class DueContacts(msgspec.Struct):
    """Contacts without anything newer than `before`; `found_by` are the rows that they are found by."""

    contacts: list[str]
    before: int
    found_by: list[tuple[str, str, str]]


class Counted(msgspec.Struct):
    """What the rules of a customer have done."""

    customer: str
    rows: dict[str, int]


def retain(facts: Facts, call: Call, sent: Due) -> Outcome:
    """Lets rows name nobody; answers how many."""
    personal = OF_KIND[sent.kind]
    outcome, done = Outcome(), 0
    for place, key in enumerate(sent.keys):
        row: Any = facts.one(personal.table.key, call.customer, *key)
        if row is None or getattr(row, personal.since) >= sent.before or is_nobody(getattr(row, "contact", None)):
            continue
        left = forgotten(row, {"contact": call.new_id(NOBODY, place)})
        if left is not None:
            outcome.rows.append(left)
        if left is None or personal.table.key.values_of(left) != personal.table.key.values_of(row):
            outcome.gone.append(row)
        done += 1
    outcome.value = done
    return outcome


def retain_contacts(facts: Facts, call: Call, sent: DueContacts) -> Outcome:
    """Forgets contacts that nothing has been heard of for long; answers how many."""
    outcome, done = Outcome(), 0
    for place, named in enumerate(sent.contacts):
        contact = facts.one(CONTACT.key, call.customer, named)
        if contact is None or contact.changed_at >= sent.before or _is_needed(facts, contact, sent.before):
            continue
        forget_contact(facts, contact, call.new_id(NOBODY, place), outcome)
        for table, value, of in sent.found_by:
            found = facts.one(TABLES[table].key, call.customer, value, of) if of == named else None
            outcome.gone += [found] if found is not None and found not in outcome.gone else []
        outcome.happenings.append(Happening(TOLD, {"id": named}))
        done += 1
    outcome.value = done
    return outcome


def _is_needed(facts: Facts, contact: Contact, before: int) -> bool:
    for index in pointers():
        facts.want(index, contact.customer, contact.id)
    rows: list[Row] = [row for index in pointers() for row in facts.by(index, contact.customer, contact.id)]
    return any(_needs(row, before) for row in rows)


def _needs(row: Row, before: int) -> bool:
    personal = OF_TABLE[row.table.name]
    return personal.duty or personal.lasts or bool(personal.since and getattr(row, personal.since) >= before)


def set_rule(facts: Facts, call: Call, sent: RetentionRule) -> Outcome:
    """A rule of a customer."""
    if sent.kind not in DEFAULT_DAYS:
        raise invalid(("kind", say("error.retention_kind", value=sent.kind, kinds=", ".join(DEFAULT_DAYS))))
    if facts.one(CUSTOMER.key, sent.customer) is None:
        raise not_found("customer", "customer", sent.customer)
    return Outcome(
        sent.days,
        [sent, *audited(facts, call, "retention.set", customer=sent.customer, what=sent.kind, days=sent.days)],
    )


def note_run(facts: Facts, call: Call, sent: Counted) -> Outcome:
    """Records what was done."""
    rows = [f"{kind} {count}" for kind, count in sorted(sent.rows.items())]
    return Outcome(rows=audited(facts, call, "retention.run", customer=sent.customer, rows=rows))


def claim_day(facts: Facts, call: Call, sent: None) -> Outcome:
    """Whether it is time, and this process the one to do it."""
    known = facts.one(SETTING.key, LAST_RUN)
    if known and int(known.value) + PAUSE_TICKS > call.at:
        return Outcome(False)
    return Outcome(True, [Setting(LAST_RUN, str(call.at))])


def _due_looks(call: Call, sent: Due) -> list[Look]:
    return [(OF_KIND[sent.kind].table.key, (call.customer, *key)) for key in sent.keys]


def _rule_looks(call: Call, sent: RetentionRule) -> list[Look]:
    return [(CUSTOMER.key, (sent.customer,)), (RETENTION_RULE.key, (sent.customer, sent.kind))]


RETAIN = Task("Retain", retain, _due_looks)
RETAIN_CONTACTS = Task(
    "RetainContacts",
    retain_contacts,
    lambda call, sent: [(CONTACT.key, (call.customer, contact)) for contact in sent.contacts],
)
SET_RULE = Task("SetRetentionRule", set_rule, _rule_looks, server_wide=True)
NOTE_RUN = Task("NoteRetention", note_run, lambda call, sent: [(CUSTOMER.key, (sent.customer,))], server_wide=True)
CLAIM_DAY = Task("ClaimRetention", claim_day, lambda call, sent: [(SETTING.key, (LAST_RUN,))], server_wide=True)

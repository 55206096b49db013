"""The rules by which somebody is forgotten. Figures stay: the rows are there, and name nobody."""

from __future__ import annotations

from collections import Counter
from typing import Any, Protocol

import msgspec

from farstu.access.audit import audited
from farstu.areas.merge.moving import pointers
from farstu.engine.calls import Call, Happening, Outcome, Task
from farstu.engine.facts import Facts, Look
from farstu.engine.journal import NOTHING_UNDERSTOOD, AnswerRecord, Detail, read_detail
from farstu.engine.tables import EVENT, EVENT_COUNTER, FIRST_ANSWER, JOURNAL, JournalEntry
from farstu.privacy.pending import ERASED
from farstu.privacy.personal import forgotten, nobody
from farstu.records.contacts import CONTACT, Contact
from farstu.records.finding import finding_rows
from farstu.records.merges import CONTACT_MERGE
from farstu.store.table import TABLES, Row, change
from farstu.texts import say
from farstu.texts.masking import HIDDEN

TOLD = "contact.erased"
"""The event that tells others to forget the contact too; it alone still has the id."""
_BY_TARGET = CONTACT_MERGE.index("customer", "target")


class Noted(Protocol):
    """What the record of changes tells of an erasure."""

    customer: str
    receipt: str
    known_by: list[str]
    again: bool


class Erasing(msgspec.Struct):
    """Whom to forget: each contact with the id that stands in its place from now on; `found_by` are rows that the
    contacts are found by (table, value, contact), `known_by` keyed hashes of all ids, `before` what was counted so
    far."""

    customer: str
    nobodies: dict[str, str]
    receipt: str
    known_by: list[str]
    found_by: list[tuple[str, str, str]] = []
    before: dict[str, int] = {}
    again: bool = False


class Keys(msgspec.Struct):
    """Rows that are spoken of by the rest of their keys; `instead`: what stands for what in them."""

    keys: list[tuple[Any, ...]]
    instead: dict[str, str] = {}


def erase(facts: Facts, call: Call, sent: Erasing) -> Outcome:
    """Forgets a person, and records that it was done, without saying whom. Answers how many rows of what."""
    outcome = Outcome()
    counts: Counter[str] = Counter(sent.before)
    for named, instead in sent.nobodies.items():
        contact = facts.one(CONTACT.key, sent.customer, named)
        if contact is not None:
            counts.update(forget_contact(facts, contact, instead, outcome))
            outcome.happenings.append(Happening(TOLD, {"id": named}))
    outcome.gone += _leftovers(facts, sent, outcome)
    return noted(facts, call, sent, counts, outcome)


def noted(facts: Facts, call: Call, sent: Noted, counts: Counter[str], outcome: Outcome) -> Outcome:
    """The outcome with the receipt in the record of changes; its value is how many rows of each table it touched."""
    outcome.rows += audited(
        facts,
        call,
        ERASED,
        receipt=sent.receipt,
        customer=sent.customer,
        known_by=sent.known_by,
        again=int(sent.again),
        rows=[f"{table} {count}" for table, count in sorted(counts.items())],
    )
    outcome.value = dict(counts)
    return outcome


def forget_contact(facts: Facts, contact: Contact, instead: str, outcome: Outcome) -> Counter[str]:
    """Puts what is to be changed for one contact into the outcome; answers how many rows of each table."""
    touched, rows, gone = _detached(facts, contact, instead)
    merged = facts.by(_BY_TARGET, contact.customer, contact.id)
    found = finding_rows(facts.vault, contact)
    outcome.rows += [nobody(contact, instead), *rows]
    outcome.gone += [contact, *found, *gone, *merged]
    return Counter([CONTACT.name, *touched, *(row.table.name for row in merged)])


def _detached(facts: Facts, contact: Contact, instead: str) -> tuple[list[str], list[Row], list[Row]]:
    """The tables of the rows that name the contact, what is left of these, and those that are gone: as a whole, or
    under that key."""
    indexes = list(pointers())
    for index in indexes:
        facts.want(index, contact.customer, contact.id)
    columns: dict[tuple[str, Any], dict[str, str]] = {}
    before: dict[tuple[str, Any], Row] = {}
    for index in indexes:
        for row in facts.by(index, contact.customer, contact.id):
            place = (row.table.name, row.table.key.values_of(row))
            before[place] = row
            columns.setdefault(place, {})[index.columns[1]] = instead
    rows, gone = [], []
    for place, row in before.items():
        left = forgotten(row, columns[place])
        if left is not None:
            rows.append(left)
        if left is None or left.table.key.values_of(left) != place[1]:
            gone.append(row)
    return [name for name, _ in before], rows, gone


def _leftovers(facts: Facts, sent: Erasing, outcome: Outcome) -> list[Row]:
    """Rows by which somebody would be found that nothing accounts for any more."""
    looks = [(TABLES[name].key, (sent.customer, value, contact)) for name, value, contact in sent.found_by]
    for index, values in looks:
        facts.want(index, *values)
    found = [facts.one(index, *values) for index, values in looks]
    return [row for row in found if row is not None and row not in outcome.gone]


def _contact_looks(call: Call, sent: Erasing) -> list[Look]:
    return [(CONTACT.key, (sent.customer, named)) for named in sent.nobodies] or [(EVENT_COUNTER.key, (sent.customer,))]


def scrub_calls(facts: Facts, call: Call, sent: Keys) -> Outcome:
    """Leaves of recorded calls that they were made, when, by whom and with what success."""
    found = [row for (key,) in sent.keys if (row := facts.one(JOURNAL.key, call.customer, key))]
    left = [(row, scrubbed(row)) for row in found]
    changed = [(before, after) for before, after in left if before != after]
    return Outcome(len(changed), [after for _, after in changed], gone=[before for before, _ in changed])


def scrubbed(row: JournalEntry) -> JournalEntry:
    """A recorded call without anything that was sent or answered."""
    detail = read_detail(row)
    request = msgspec.structs.replace(detail.request, path=HIDDEN, headers={}, body=None, understood=NOTHING_UNDERSTOOD)
    answer = AnswerRecord(detail.response.status, {}, "")
    left = Detail(request, [say("decided.erased")], [], answer)
    return change(row, detail=msgspec.json.encode(left).decode())


def forget_answers(facts: Facts, call: Call, sent: Keys) -> Outcome:
    """Takes out answers that were kept for an `Idempotency-Key`."""
    found = [row for key in sent.keys if (row := facts.one(FIRST_ANSWER.key, call.customer, *key))]
    return Outcome(len(found), gone=list(found))


def rename_in_events(facts: Facts, call: Call, sent: Keys) -> Outcome:
    """Lets events name nobody in the place of a contact."""
    found = [row for (sequence,) in sent.keys if (row := facts.one(EVENT.key, call.customer, sequence))]
    left: list[Row] = []
    for row in found:
        ids = msgspec.json.decode(row.ids, type=dict[str, str])
        ids = {name: sent.instead.get(value, value) for name, value in ids.items()}
        left.append(change(row, ids=msgspec.json.encode(ids).decode()))
    return Outcome(len(found), left, gone=list(found))


ERASE = Task("ErasePerson", erase, _contact_looks, server_wide=True)
SCRUB_CALLS = Task(
    "ScrubCalls", scrub_calls, lambda call, sent: [(JOURNAL.key, (call.customer, *key)) for key in sent.keys]
)
FORGET_ANSWERS = Task(
    "ForgetAnswers", forget_answers, lambda call, sent: [(FIRST_ANSWER.key, (call.customer, *key)) for key in sent.keys]
)
RENAME_IN_EVENTS = Task(
    "RenameInEvents", rename_in_events, lambda call, sent: [(EVENT.key, (call.customer, *key)) for key in sent.keys]
)

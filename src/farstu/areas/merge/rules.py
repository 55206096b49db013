"""Merging contacts: one is left, with all that was kept of the others, whose ids are remembered."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from farstu.areas.merge.contract import (
    MERGE_AWAY,
    MERGE_INTO,
    MergeContact,
    MergedAddress,
    MergedEmail,
    Phone,
)
from farstu.areas.merge.moving import moved
from farstu.engine.calls import Call, Happening, Outcome, rule
from farstu.engine.facts import Facts, Look
from farstu.records.contacts import CONTACT, EMAILS, PERSON, PHONES, Contact
from farstu.records.finding import finding_rows, number_columns, refound
from farstu.records.merges import CONTACT_MERGE, ContactMerge, known_contact
from farstu.records.persons import SentPerson, doubtful_columns, doubts, find_person
from farstu.records.sending import Columns, sent_columns
from farstu.refusals import invalid
from farstu.store.table import Row, change
from farstu.texts import say

_ADDRESS = ("street_address", "zip_code", "city", "country_code", "longitude", "latitude")
_NUMBER = ("personal_number", "personal_number_state", "personal_number_match")
_NEVER = ("customer", "id", "kind", "invalid", "created_at", "changed_at")
_COLUMNS: Columns = {
    "first_name": "first_name",
    "last_name": "last_name",
    "phone": {name: name for name in ("home", "cell", "other")},
    "email": {"email_address": "email", "email_address2": "email2"},
    "address": {name: name for name in ("street_address", "zip_code", "city")},
}
_BY_TARGET = CONTACT_MERGE.index("customer", "target")


def _prefetch(call: Call, sent: MergeContact) -> Iterable[Look]:
    named = [call.parameters["targetContactId"], *call.parameters["contactIds"]]
    return [(CONTACT.key, (call.customer, contact)) for contact in named]


@rule(MERGE_INTO, _prefetch)
def merge_into(facts: Facts, call: Call, sent: MergeContact) -> Outcome:
    """One that is part of the target already is passed over, so that a call may be sent again."""
    target = known_contact(facts, call.customer, call.parameters["targetContactId"], "targetContactId")
    sources = [
        known_contact(facts, call.customer, contact, "contactIds")
        for contact in call.parameters["contactIds"]
        if not _is_part(facts, call, contact, target)
    ]
    for source in sources:
        if source.id == target.id:
            raise invalid(("contactIds", say("unknown.merge_itself", member="contactIds", value=source.id)))
        if source.kind != target.kind:
            raise invalid(("contactIds", say("unknown.contact_kind", member="contactIds", value=source.id)))
    outcome = _merge(facts, call, sources, target, sent)
    outcome.value = target.id
    return outcome


@rule(MERGE_AWAY)
def merge_away(facts: Facts, call: Call, sent: MergeContact) -> Outcome:
    """The other is found as any person who is sent in; where nobody is, the contact itself says what was sent."""
    contact = known_contact(facts, call.customer, call.parameters["contactId"])
    is_person = contact.kind == PERSON
    other = find_person(facts, call, _person(call, sent), contact.id).contact if is_person else None
    outcome = _merge(facts, call, [contact] if other else [], other or contact, sent)
    (left,) = (row for row in outcome.rows if isinstance(row, Contact))
    outcome.value = _said(facts, left)
    return outcome


def _is_part(facts: Facts, call: Call, contact: str, target: Contact) -> bool:
    merge = facts.one(CONTACT_MERGE.key, call.customer, contact)
    return merge is not None and merge.target == target.id


def _merge(facts: Facts, call: Call, sources: list[Contact], target: Contact, sent: MergeContact) -> Outcome:
    left = _completed(target, sources)
    said = {name: item.value for name, item in sent_columns(sent, call.body_name, _COLUMNS).items()}
    changes: dict[str, Any] = {name: value for name, value in said.items() if value.strip()}
    if sent.social_security_number and sent.social_security_number.strip():
        changes |= number_columns(facts.vault, sent.social_security_number, False, call.at, target.kind)
    left = change(left, **changes, changed_at=call.at)
    left = change(left, invalid=" ".join(doubtful_columns(_reach(left))))
    found, unfound = refound(facts.vault, target, left)
    rows, gone = moved(facts, call.customer, sources, target)
    gone += [row for source in sources for row in (source, *finding_rows(facts.vault, source))]
    return Outcome(
        rows=[left, *found, *rows, *_remembered(facts, call, sources, target)],
        gone=[*unfound, *gone],
        happenings=[
            Happening("contact.updated", {"id": target.id}),
            *(Happening("contact.merged", {"id": target.id, "mergedId": source.id}) for source in sources),
        ],
        decided=[say("decided.merged", id=target.id, ids=", ".join(source.id for source in sources) or "–")],
        advice=list(doubts(_person(call, sent), call.at)),
    )


def _completed(target: Contact, sources: list[Contact]) -> Contact:
    """What the target does not say is taken from the first who says it; an address, or a number, as a whole."""
    said = [name for name in CONTACT.columns if name not in (*_NEVER, *_ADDRESS, *_NUMBER)]
    for names in (*((name,) for name in said), _ADDRESS, _NUMBER):
        for source in sources:
            if all(getattr(target, name) is None for name in names):
                target = change(target, **{name: getattr(source, name) for name in names})
    return change(target, created_at=min(contact.created_at for contact in (target, *sources)))


def _remembered(facts: Facts, call: Call, sources: list[Contact], target: Contact) -> list[Row]:
    """Where each is now, and where those are that had become part of it."""
    rows: list[Row] = []
    for source in sources:
        rows.append(ContactMerge(call.customer, source.id, target.id, call.partner, call.at))
        rows += [change(row, target=target.id) for row in facts.by(_BY_TARGET, call.customer, source.id)]
    return rows


def _person(call: Call, sent: MergeContact) -> SentPerson:
    columns = sent_columns(sent, call.body_name, _COLUMNS)
    return SentPerson.of(columns, sent.social_security_number, call.key("SocialSecurityNumber"))


def _reach(contact: Contact) -> dict[str, str]:
    return {name: value for name in (*EMAILS, *PHONES) if (value := getattr(contact, name))}


def _said(facts: Facts, left: Contact) -> MergeContact:
    """What the contact that is left says."""
    return MergeContact(
        social_security_number=facts.vault.open(left.personal_number) if left.personal_number else None,
        first_name=left.first_name,
        last_name=left.last_name,
        phone=Phone(home=left.home, cell=left.cell, other=left.other),
        email=MergedEmail(email_address=left.email, email_address2=left.email2),
        address=MergedAddress(street_address=left.street_address, zip_code=left.zip_code, city=left.city),
    )

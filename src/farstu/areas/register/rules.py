"""Writing in the register: whom a call means, and what of them it changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from farstu.advice import Advice
from farstu.areas.register.beside import beside
from farstu.areas.register.contract import (
    NEW_ADDRESS,
    OPT_OUT,
    UPDATE_COMPANY,
    UPDATE_PERSON,
    NewAddress,
    UpdateCompany,
)
from farstu.areas.register.moving import move
from farstu.engine.calls import Call, Happening, Outcome, rule
from farstu.engine.facts import Facts, Look
from farstu.records.contacts import COMPANY, CONTACT, EMAILS, PERSON, PHONES, Contact
from farstu.records.corporate_numbers import normalised_corporate
from farstu.records.finding import Found, find, finding_rows, name_keys, number_columns, number_key, refound
from farstu.records.merges import contact_of_kind, known_contact
from farstu.records.persons import SentPerson, doubtful_columns, doubts, find_person
from farstu.records.sending import Columns, Sent, sent_columns
from farstu.records.update_person import UpdatePerson
from farstu.refusals import invalid
from farstu.store.table import change
from farstu.texts import say

_SHARED: Columns = {
    "address": {name: name for name in ("street_address", "zip_code", "city", "country_code")},
    "email": {"email_address": "email", "email_address2": "email2"},
    "coordinate": {"longitud": "longitude", "latitud": "latitude"},
    "user_id": "agent",
    "other_phone": "other",
    "wish_advertising": "wants_advertising",
    "note": "note",
    "lead_score": "lead_score",
}
_OF_PERSONS: Columns = {
    "first_name": "first_name",
    "last_name": "last_name",
    "tele_phone": "home",
    "work_phone": "work",
    "cell_phone": "cell",
    "approval": "approved",
    "approval_date": "approved_at",
    "gdpr_approval_date": "gdpr_approved_at",
    "obtain_through": "obtained_through",
    **_SHARED,
}
_OF_COMPANIES: Columns = {"company_name": "last_name", "switch_phone": "work", "home_page": "home_page", **_SHARED}
_NAMES = ("first_name", "last_name")


@dataclass(frozen=True, slots=True)
class _Update:
    """What a call says of a contact: columns, its number, and who it means."""

    kind: str
    columns: dict[str, Sent]
    number: str | None
    is_foreign: bool
    number_place: str
    named: str | None

    @property
    def person(self) -> SentPerson:
        """The same as the duplicate check wants it."""
        said = {name: item for name, item in self.columns.items() if name in (*_NAMES, *EMAILS, *PHONES)}
        return SentPerson.of(said, self.number, self.number_place, is_foreign=self.is_foreign)


def _prefetch(call: Call, sent: UpdatePerson | UpdateCompany) -> Iterable[Look]:
    return [(CONTACT.key, (call.customer, sent.contact_id))] if sent.contact_id else []


@rule(UPDATE_PERSON, _prefetch)
def update_person(facts: Facts, call: Call, sent: UpdatePerson) -> Outcome:
    """Writes what was sent over what the person says; answers the person's id."""
    update = _Update(
        PERSON,
        sent_columns(sent, call.body_name, _OF_PERSONS),
        sent.social_security_number,
        bool(sent.is_foreign_social_security_number),
        call.key("SocialSecurityNumber"),
        sent.contact_id or None,
    )
    return _write(facts, call, update, sent)


@rule(UPDATE_COMPANY, _prefetch)
def update_company(facts: Facts, call: Call, sent: UpdateCompany) -> Outcome:
    """Writes what was sent over what the company says; answers the company's id."""
    update = _Update(
        COMPANY,
        sent_columns(sent, call.body_name, _OF_COMPANIES),
        sent.corporate_number,
        bool(sent.is_foreign_corporate_number),
        call.key("CorporateNumber"),
        sent.contact_id or None,
    )
    return _write(facts, call, update, sent)


def _write(facts: Facts, call: Call, update: _Update, sent: UpdatePerson | UpdateCompany) -> Outcome:
    known, how, several = _meant(facts, call, update)
    changes = _changes(facts, call, update)
    if known is None:
        changes = _as_new(call, update, changes)
    before = known or _blank(call, update.kind)
    after = change(before, **changes, changed_at=call.at)
    after = change(after, invalid=" ".join(doubtful_columns(_reach(after))))
    aside = beside(facts, call, after, sent)
    rows, gone = refound(facts.vault, before, after) if known else (finding_rows(facts.vault, after), [])
    decided = say("decided.contact_updated" if known else "decided.contact_created", id=after.id)
    return Outcome(
        value=after.id,
        rows=[after, *rows, *aside.rows],
        gone=[*gone, *aside.gone],
        happenings=[Happening("contact.updated" if known else "contact.created", {"id": after.id}), *aside.happenings],
        decided=[how, decided],
        advice=list(_advice(call, update, several)),
    )


def _meant(facts: Facts, call: Call, update: _Update) -> Found:
    """The contact that the id names, else the one that is found; by which rule, and whether there were several."""
    if update.named:
        known = contact_of_kind(facts, call, "ContactId", update.named, update.kind)
        return Found(known, say("decided.matched_id", id=update.named), several=False)
    return find_person(facts, call, update.person) if update.kind == PERSON else _find_company(facts, call, update)


def _find_company(facts: Facts, call: Call, update: _Update) -> Found:
    """By its number, else by its name with a phone number or an e-mail address."""
    number = normalised_corporate(update.number, call.at) if update.number and not update.is_foreign else None
    own = number_key(facts.vault, number) if number else None
    return find(facts, call.customer, COMPANY, own, name_keys(facts.vault, update.person.values, COMPANY))


def _changes(facts: Facts, call: Call, update: _Update) -> dict[str, Any]:
    """The columns to write. A blank name stands as it was; any other blank text empties its column."""
    changes = {name: _emptied(item.value) for name, item in update.columns.items()}
    for name in _NAMES:
        if changes.get(name, "") is None:
            del changes[name]
    if update.number is not None:
        changes |= number_columns(facts.vault, update.number, update.is_foreign, call.at, update.kind)
    return changes


def _emptied(value: Any) -> Any:
    return None if isinstance(value, str) and not value.strip() else value


def _as_new(call: Call, update: _Update, changes: dict[str, Any]) -> dict[str, Any]:
    """What a new contact is made of: it has to have a name."""
    if not any(changes.get(name) for name in _NAMES):
        members = ("FirstName", "LastName") if update.kind == PERSON else ("CompanyName",)
        raise invalid(*((call.key(member), say("error.required", member=member)) for member in members))
    return changes


def _blank(call: Call, kind: str) -> Contact:
    empty: dict[str, Any] = dict.fromkeys(Contact.__struct_fields__)
    made = {"customer": call.customer, "id": call.new_id("ADR"), "kind": kind, "invalid": ""}
    return Contact(**empty | made | {"created_at": call.at, "changed_at": call.at})


def _reach(contact: Contact) -> dict[str, str]:
    return {name: value for name in (*EMAILS, *PHONES) if (value := getattr(contact, name))}


def _advice(call: Call, update: _Update, several: bool) -> Iterator[Advice]:
    person = update.person
    if update.kind == COMPANY:
        number = update.number if update.number and update.number.strip() and not update.is_foreign else None
        if number and normalised_corporate(number, call.at) is None:
            yield Advice("invalid-corporate-number", update.number_place)
        person = replace(person, personal_number=None)
    yield from doubts(person, call.at)
    if several:
        yield Advice("several-candidates", call.body_name)


@rule(OPT_OUT)
def opt_out(facts: Facts, call: Call, sent: None) -> Outcome:
    """Advertising is welcome no more; a second call changes nothing."""
    contact = known_contact(facts, call.customer, call.parameters["contactId"])
    decided = [say("decided.opted_out", id=contact.id)]
    if contact.wants_advertising is False:
        return Outcome(decided=decided)
    kept = change(contact, wants_advertising=False, changed_at=call.at)
    return Outcome(rows=[kept], happenings=[Happening("contact.optedOut", {"id": contact.id})], decided=decided)


@rule(NEW_ADDRESS)
def new_address(facts: Facts, call: Call, sent: NewAddress) -> Outcome:
    """The contact's address at once, or kept where its day is still to come; answers the contact's id."""
    contact = known_contact(facts, call.customer, call.parameters["contactId"])
    return move(facts, call, contact, sent)

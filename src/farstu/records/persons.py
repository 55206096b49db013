"""Finding a person who is sent in, or making one: the duplicate check, and completing without overwriting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from farstu.advice import Advice
from farstu.engine.calls import Call, Happening
from farstu.engine.facts import Facts
from farstu.records.contacts import EMAILS, PERSON, PHONES, Contact
from farstu.records.finding import (
    Found,
    find,
    finding_rows,
    name_keys,
    number_columns,
    number_key,
)
from farstu.records.personal_numbers import normalised
from farstu.records.reachability import comparable_email, comparable_name, comparable_phone
from farstu.records.sending import Sent
from farstu.store.table import Row, change
from farstu.store.vault import Vault
from farstu.texts import Text, say

_ADDRESS = ("street_address", "zip_code", "city")
_COMPLETED = ("first_name", "last_name", *EMAILS, *PHONES)


@dataclass(frozen=True, slots=True)
class SentPerson:
    """A person as a call names them. Values by the contact's columns; a blank one is as good as none.

    `number_key` and `places` say where the personal number, and each other column, stand in the body.
    """

    values: dict[str, str]
    personal_number: str | None
    is_foreign: bool
    number_key: str
    places: dict[str, str]

    @classmethod
    def of(
        cls, columns: dict[str, Sent], number: str | None, number_key: str, *, is_foreign: bool = False
    ) -> SentPerson:
        """Of what was sent for each column."""
        given = {name: item for name, item in columns.items() if item.value.strip()}
        values = {name: item.value for name, item in given.items()}
        return cls(values, number, is_foreign, number_key, {name: item.place for name, item in given.items()})


@dataclass(slots=True)
class Settled:
    """Who it is, and what finding out has changed. `left_out`: sent, but the contact says something else there."""

    contact: Contact
    is_new: bool
    rows: list[Row] = field(default_factory=list)
    happenings: list[Happening] = field(default_factory=list)
    decided: list[Text] = field(default_factory=list)
    advice: list[Advice] = field(default_factory=list)
    left_out: dict[str, str] = field(default_factory=dict)


def settle(facts: Facts, call: Call, sent: SentPerson) -> Settled:
    """The person of this call: one who is known, completed by what was sent, or a new one."""
    found, how, several = find_person(facts, call, sent)
    settled = _complete(facts.vault, call, found, sent, how) if found else _make(facts.vault, call, sent)
    settled.advice += doubts(sent, call.at)
    if several:
        settled.advice.append(Advice("several-candidates", call.key("Person")))
    return settled


def doubtful_columns(values: dict[str, str]) -> list[str]:
    """The columns whose e-mail address or phone number is none."""
    emails = [name for name in EMAILS if values.get(name) and comparable_email(values[name]) is None]
    return emails + [name for name in PHONES if values.get(name) and comparable_phone(values[name]) is None]


def _valid_number(sent: SentPerson, now: int) -> str | None:
    return normalised(sent.personal_number, now) if sent.personal_number and not sent.is_foreign else None


def find_person(facts: Facts, call: Call, sent: SentPerson, other_than: str = "") -> Found:
    """The person meant, who is not `other_than`."""
    number = _valid_number(sent, call.at)
    own = number_key(facts.vault, number) if number else None
    return find(facts, call.customer, PERSON, own, name_keys(facts.vault, sent.values), other_than)


def doubts(sent: SentPerson, now: int) -> Iterator[Advice]:
    """An advice for each value that is kept though it is not what it should be. `now` in ticks."""
    number = _valid_number(sent, now)
    if sent.personal_number and sent.personal_number.strip() and not sent.is_foreign and number is None:
        yield Advice("invalid-personal-number", sent.number_key)
    for column in doubtful_columns(sent.values):
        yield Advice("invalid-email" if column in EMAILS else "invalid-phone", sent.places[column])


def _make(vault: Vault, call: Call, sent: SentPerson) -> Settled:
    values: dict[str, Any] = dict.fromkeys((*_COMPLETED, *_ADDRESS))
    contact = Contact(
        customer=call.customer,
        id=call.new_id("ADR"),
        kind=PERSON,
        **values | sent.values | number_columns(vault, sent.personal_number, sent.is_foreign, call.at),
        invalid=" ".join(doubtful_columns(sent.values)),
        agent=None,
        created_at=call.at,
        changed_at=call.at,
    )
    return Settled(
        contact,
        is_new=True,
        rows=[contact, *finding_rows(vault, contact)],
        happenings=[Happening("contact.created", {"id": contact.id})],
        decided=[say("decided.matched_nobody"), say("decided.contact_created", id=contact.id)],
    )


def _complete(vault: Vault, call: Call, known: Contact, sent: SentPerson, how: Text) -> Settled:
    """Fills what is empty; what the contact already says stands, and what was sent instead is left out."""
    filled = {name: sent.values[name] for name in _COMPLETED if sent.values.get(name) and not getattr(known, name)}
    filled |= _address(known, sent)
    number = number_columns(vault, sent.personal_number, sent.is_foreign, call.at)
    changes: dict[str, Any] = dict(filled)
    if number["personal_number"] and not known.personal_number:
        changes |= number
    left_out = {
        name: value
        for name, value in sent.values.items()
        if name not in filled and value and value != getattr(known, name)
    }
    if sealed := _other_number(vault, known, number):
        left_out["personal_number"] = sealed
    settled = Settled(known, is_new=False, decided=[how], left_out=left_out)
    if changes:
        invalid = known.invalid.split() + doubtful_columns(filled)
        settled.contact = change(known, **changes, invalid=" ".join(invalid), changed_at=call.at)
        settled.rows = [settled.contact, *finding_rows(vault, settled.contact)]
        settled.happenings = [Happening("contact.completed", {"id": known.id})]
        names = ", ".join(name for name in changes if not name.startswith("personal_number_"))
        settled.decided.append(say("decided.contact_completed", id=known.id, members=names))
    if left_out:
        settled.decided.append(say("decided.left_out", members=", ".join(left_out)))
    return settled


def _other_number(vault: Vault, known: Contact, number: dict[str, Any]) -> str | None:
    """The number that was sent, sealed, where the contact has another one."""
    sealed = number["personal_number"]
    if not sealed or not known.personal_number or vault.open(sealed) == vault.open(known.personal_number):
        return None
    same = number["personal_number_match"] and number["personal_number_match"] == known.personal_number_match
    return None if same else sealed


def _address(known: Contact, sent: SentPerson) -> dict[str, str]:
    """An address is one thing: it is completed only where what is known and what was sent do not disagree."""
    for name in _ADDRESS:
        before, after = getattr(known, name), sent.values.get(name)
        if before and after and comparable_name(before) != comparable_name(after):
            return {}
    return {name: sent.values[name] for name in _ADDRESS if sent.values.get(name) and not getattr(known, name)}

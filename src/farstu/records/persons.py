"""Finding a person who is sent in, or making one: the duplicate check, and completing without overwriting."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from farstu.advice import Advice
from farstu.engine.calls import Call, Happening
from farstu.engine.facts import Facts, Look
from farstu.records.contacts import CONTACT, CONTACT_MATCH, EMAILS, PERSON, PHONES, Contact, ContactMatch
from farstu.records.personal_numbers import normalised
from farstu.records.reachability import comparable_email, comparable_name, comparable_phone
from farstu.store.table import Row, change
from farstu.store.vault import Vault
from farstu.texts import Text, say

_BY_MATCH = CONTACT_MATCH.index("customer", "match")
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


def looks(vault: Vault, call: Call, sent: SentPerson) -> Iterable[Look]:
    """The look-ups of the duplicate check."""
    number = _valid_number(sent, call.at)
    keys = ([_number_key(vault, number)] if number else []) + _name_keys(vault, sent.values)
    return [(_BY_MATCH, (call.customer, key)) for key in keys]


def settle(facts: Facts, call: Call, sent: SentPerson) -> Settled:
    """The person of this call: one who is known, completed by what was sent, or a new one."""
    for index, values in looks(facts.vault, call, sent):
        facts.want(index, *values)
    number = _valid_number(sent, call.at)
    found, how, several = _find(facts, call, sent, number)
    marks = list(_doubtful(sent, number))
    settled = _complete(facts.vault, call, found, sent, how) if found else _make(facts.vault, call, sent)
    settled.advice += marks
    if several:
        settled.advice.append(Advice("several-candidates", call.key("Person")))
    return settled


def match_keys(vault: Vault, contact: Contact) -> set[str]:
    """Every key by which the duplicate check finds this contact."""
    if contact.kind != PERSON:
        return set()
    values = {name: value for name in _COMPLETED if (value := getattr(contact, name))}
    own = {contact.personal_number_match} if contact.personal_number_match else set()
    return own | set(_name_keys(vault, values))


def match_rows(vault: Vault, contact: Contact) -> list[ContactMatch]:
    """The rows that make a contact findable."""
    return [ContactMatch(contact.customer, key, contact.id) for key in sorted(match_keys(vault, contact))]


def number_columns(vault: Vault, text: str | None, is_foreign: bool, now: int) -> dict[str, str | None]:
    """The columns of a personal number: as written, in what state, and the key of a valid one."""
    if not text or not text.strip():
        return {"personal_number": None, "personal_number_state": None, "personal_number_match": None}
    number = None if is_foreign else normalised(text, now)
    return {
        "personal_number": vault.seal(text),
        "personal_number_state": "foreign" if is_foreign else "valid" if number else "invalid",
        "personal_number_match": _number_key(vault, number) if number else None,
    }


def doubtful_columns(values: dict[str, str]) -> list[str]:
    """The columns whose e-mail address or phone number is none."""
    emails = [name for name in EMAILS if values.get(name) and comparable_email(values[name]) is None]
    return emails + [name for name in PHONES if values.get(name) and comparable_phone(values[name]) is None]


def _valid_number(sent: SentPerson, now: int) -> str | None:
    return normalised(sent.personal_number, now) if sent.personal_number and not sent.is_foreign else None


def _number_key(vault: Vault, number: str) -> str:
    return vault.match(f"personal number\x1f{number}")


def _name_keys(vault: Vault, values: dict[str, str]) -> list[str]:
    """One key for each way to reach the person, together with the name."""
    name = comparable_name(values.get("first_name", "")), comparable_name(values.get("last_name", ""))
    ways = [comparable_email(values[column]) for column in EMAILS if values.get(column)]
    ways += [comparable_phone(values[column]) for column in PHONES if values.get(column)]
    if not all(name):
        return []
    return [vault.match(f"name\x1f{name[0]}\x1f{name[1]}\x1f{way}") for way in dict.fromkeys(ways) if way]


def _find(facts: Facts, call: Call, sent: SentPerson, number: str | None) -> tuple[Contact | None, Text, bool]:
    """The person meant, by which rule, and whether there were several."""
    if number:
        hits = _persons(facts, call, [_number_key(facts.vault, number)])
        if hits:
            return hits[0], say("decided.matched_number", id=hits[0].id, candidates=len(hits)), len(hits) > 1
    own = _number_key(facts.vault, number) if number else None
    hits = [
        person
        for person in _persons(facts, call, _name_keys(facts.vault, sent.values))
        if own is None or person.personal_number_match in (None, own)
    ]
    if hits:
        return hits[0], say("decided.matched_name", id=hits[0].id, candidates=len(hits)), len(hits) > 1
    return None, say("decided.matched_nobody"), False


def _persons(facts: Facts, call: Call, keys: list[str]) -> list[Contact]:
    """The persons who have one of the keys, the one changed last first, then by id."""
    rows = [row for key in keys for row in facts.by(_BY_MATCH, call.customer, key)]
    ids = list(dict.fromkeys(row.contact for row in rows))
    for contact in ids:
        facts.want(CONTACT.key, call.customer, contact)
    candidates = [facts.one(CONTACT.key, call.customer, contact) for contact in ids]
    wanted = set(keys)
    hits = [person for person in candidates if person and wanted & match_keys(facts.vault, person)]
    return sorted(hits, key=lambda person: (-person.changed_at, person.id))


def _doubtful(sent: SentPerson, number: str | None) -> Iterator[Advice]:
    if sent.personal_number and sent.personal_number.strip() and not sent.is_foreign and number is None:
        yield Advice("invalid-personal-number", sent.number_key)
    for column in doubtful_columns(sent.values):
        yield Advice("invalid-email" if column in EMAILS else "invalid-phone", sent.places[column])


def _make(vault: Vault, call: Call, sent: SentPerson) -> Settled:
    values: dict[str, str | None] = dict.fromkeys((*_COMPLETED, *_ADDRESS))
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
        rows=[contact, *match_rows(vault, contact)],
        happenings=[Happening("contact.created", {"id": contact.id})],
        decided=[say("decided.matched_nobody"), say("decided.contact_created", id=contact.id)],
    )


def _complete(vault: Vault, call: Call, known: Contact, sent: SentPerson, how: Text) -> Settled:
    """Fills what is empty; what the contact already says stands, and what was sent instead is left out."""
    filled = {name: sent.values[name] for name in _COMPLETED if sent.values.get(name) and not getattr(known, name)}
    filled |= _address(known, sent)
    number = number_columns(vault, sent.personal_number, sent.is_foreign, call.at)
    changes: dict[str, str | None] = dict(filled)
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
        settled.rows = [settled.contact, *match_rows(vault, settled.contact)]
        settled.happenings = [Happening("contact.completed", {"id": known.id})]
        names = ", ".join(name for name in changes if not name.startswith("personal_number_"))
        settled.decided.append(say("decided.contact_completed", id=known.id, members=names))
    if left_out:
        settled.decided.append(say("decided.left_out", members=", ".join(left_out)))
    return settled


def _other_number(vault: Vault, known: Contact, number: dict[str, str | None]) -> str | None:
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

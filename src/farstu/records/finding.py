"""What contacts are found by: keys of their numbers, of the ways to reach them, and of both with their names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from farstu.engine.facts import Facts
from farstu.records.contacts import (
    COMPANY,
    CONTACT,
    CONTACT_MATCH,
    EMAILS,
    PERSON,
    PHONES,
    Contact,
    ContactMatch,
    ContactWord,
)
from farstu.records.corporate_numbers import normalised_corporate
from farstu.records.personal_numbers import normalised
from farstu.records.reachability import comparable_email, comparable_name, comparable_phone
from farstu.store.table import Row
from farstu.store.vault import Vault
from farstu.texts import Text, say

_WORD = re.compile(r"\w+")
_LONGEST_WORD = 40
_SAID = ("first_name", "last_name", *EMAILS, *PHONES)


BY_MATCH = CONTACT_MATCH.index("customer", "match")


class Found(NamedTuple):
    """Whom a call means, None where nobody is known; by which rule; and whether it could have been several."""

    contact: Contact | None
    how: Text
    several: bool


def find(facts: Facts, customer: str, kind: str, own: str | None, named: list[str], other_than: str = "") -> Found:
    """The contact of a kind whose number has the key `own`, else one who has one of the keys `named` and no other
    number; never the one whose id is `other_than`."""
    for key in ([own] if own else []) + named:
        facts.want(BY_MATCH, customer, key)
    numbered = having(facts, customer, kind, [own]) if own else []
    hits = [hit for hit in numbered if hit.id != other_than]
    if hits:
        return Found(hits[0], say("decided.matched_number", id=hits[0].id, candidates=len(hits)), len(hits) > 1)
    hits = [
        hit
        for hit in having(facts, customer, kind, named)
        if hit.id != other_than and (own is None or hit.personal_number_match in (None, own))
    ]
    if hits:
        return Found(hits[0], say("decided.matched_name", id=hits[0].id, candidates=len(hits)), len(hits) > 1)
    return Found(None, say("decided.matched_nobody"), several=False)


def having(facts: Facts, customer: str, kind: str, keys: list[str]) -> list[Contact]:
    """The contacts of a kind that have one of the keys, the one changed last first, then by id."""
    rows = [row for key in keys for row in facts.by(BY_MATCH, customer, key)]
    ids = list(dict.fromkeys(row.contact for row in rows))
    for contact in ids:
        facts.want(CONTACT.key, customer, contact)
    candidates = [facts.one(CONTACT.key, customer, contact) for contact in ids]
    wanted = set(keys)
    hits = [found for found in candidates if found and found.kind == kind and wanted & match_keys(facts.vault, found)]
    return sorted(hits, key=lambda found: (-found.changed_at, found.id))


def match_keys(vault: Vault, contact: Contact) -> set[str]:
    """Every key by which this contact is found."""
    values = {name: value for name in _SAID if (value := getattr(contact, name))}
    own = {contact.personal_number_match} if contact.personal_number_match else set()
    named = name_keys(vault, values, contact.kind)
    return own | set(named) | {_way_key(vault, way) for way in ways(values)}


def finding_rows(vault: Vault, contact: Contact) -> list[Row]:
    """The rows that make a contact findable."""
    keys = [ContactMatch(contact.customer, key, contact.id) for key in sorted(match_keys(vault, contact))]
    return [*keys, *(ContactWord(contact.customer, word, contact.id) for word in name_words(contact))]


def refound(vault: Vault, before: Contact, after: Contact) -> tuple[list[Row], list[Row]]:
    """The rows that make a changed contact findable, and those that it is not to be found by any more."""
    rows = finding_rows(vault, after)
    kept = set(rows)
    return rows, [row for row in finding_rows(vault, before) if row not in kept]


def number_columns(
    vault: Vault, text: str | None, is_foreign: bool, now: int, kind: str | None = None
) -> dict[str, Any]:
    """The columns of a personal number, or of a company's: as written, in what state, and the key of a valid one."""
    if not text or not text.strip():
        return {"personal_number": None, "personal_number_state": None, "personal_number_match": None}
    number = None if is_foreign else _normalised(text, now, kind)
    return {
        "personal_number": vault.seal(text),
        "personal_number_state": "foreign" if is_foreign else "valid" if number else "invalid",
        "personal_number_match": number_key(vault, number) if number else None,
    }


def _normalised(text: str, now: int, kind: str | None) -> str | None:
    return normalised_corporate(text, now) if kind == COMPANY else normalised(text, now)


def number_key(vault: Vault, number: str) -> str:
    """The key of a valid number in its one form."""
    return vault.match(f"personal number\x1f{number}")


def name_keys(vault: Vault, values: dict[str, str], kind: str = PERSON) -> list[str]:
    """One key for each way to reach somebody, together with the name; only persons have a first name."""
    name = comparable_name(values.get("first_name", "")), comparable_name(values.get("last_name", ""))
    if not name[1] or bool(name[0]) is not (kind == PERSON):
        return []
    return [vault.match(f"name\x1f{name[0]}\x1f{name[1]}\x1f{way}") for way in ways(values)]


def ways(values: dict[str, str]) -> list[str]:
    """The e-mail addresses and phone numbers that are any good, each once, in their one form."""
    found = [comparable_email(values[column]) for column in EMAILS if values.get(column)]
    found += [comparable_phone(values[column]) for column in PHONES if values.get(column)]
    return [way for way in dict.fromkeys(found) if way]


def phone_key(vault: Vault, text: str) -> str | None:
    """The key of a phone number; None where it is none."""
    way = comparable_phone(text)
    return _way_key(vault, way) if way else None


def email_key(vault: Vault, text: str) -> str | None:
    """The key of an e-mail address; None where it is none."""
    way = comparable_email(text)
    return _way_key(vault, way) if way else None


def number_keys(vault: Vault, text: str, now: int) -> list[str]:
    """The keys that a text may have as somebody's personal number or as a company's."""
    found = {normalised(text, now), normalised_corporate(text, now)}
    return sorted(number_key(vault, number) for number in found if number)


def name_words(contact: Contact) -> list[str]:
    """The words of the name, each once."""
    return words([contact.first_name, contact.last_name])


def words(texts: Iterable[str | None]) -> list[str]:
    """The words of some texts in their form for comparing, each once."""
    found = (word[:_LONGEST_WORD] for text in texts if text for word in _WORD.findall(comparable_name(text)))
    return list(dict.fromkeys(found))


def _way_key(vault: Vault, way: str) -> str:
    return vault.match(f"way\x1f{way}")

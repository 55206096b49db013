"""Which contacts a person is: the one that is named, those with the same number, and the ids of what was merged."""

from __future__ import annotations

from dataclasses import dataclass, field

from farstu.privacy.personal import is_nobody
from farstu.records.contacts import CONTACT, Contact
from farstu.records.finding import BY_MATCH, name_keys, number_keys
from farstu.records.merges import CONTACT_MERGE
from farstu.refusals import not_found
from farstu.store.base import WriteSession
from farstu.store.statements import select_by
from farstu.store.vault import Vault

_BY_TARGET = CONTACT_MERGE.index("customer", "target")


@dataclass
class Who:
    """A person at one customer: the contacts, the ids of contacts that became part of these, and other contacts that
    may be the same person, since a name and a way to reach somebody are the same."""

    customer: str
    contacts: list[Contact] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    perhaps: list[str] = field(default_factory=list)

    @property
    def ids(self) -> list[str]:
        """All that the person is or was known by."""
        return [contact.id for contact in self.contacts] + self.merged


def known_by(vault: Vault, customer: str, contact: str) -> str:
    """A keyed hash by which a contact's id is known again, and nobody else can tell it."""
    return vault.match(f"erased\x1f{customer}\x1f{contact}")


def who_is(
    session: WriteSession, vault: Vault, customer: str, *, contact: str | None, number: str | None, now: int
) -> Who:
    """Whom a contact's id or a personal number means. Refused where it is nobody."""
    found: dict[str, Contact] = {}
    keys = number_keys(vault, number, now) if number else []
    if contact is not None:
        named = _contact(session, customer, contact) or _merged_into(session, customer, contact)
        if named is None or is_nobody(named.id):
            raise not_found("contact", "contact", contact)
        found[named.id] = named
        keys = [named.personal_number_match] if named.personal_number_match else []
    for key in keys:
        found |= {row.id: row for row in _having(session, customer, key) if row.personal_number_match == key}
    if not found:
        raise not_found("personal-number", "contact", "****")
    return whole(session, vault, customer, list(found.values()))


def whole(session: WriteSession, vault: Vault, customer: str, contacts: list[Contact]) -> Who:
    """These contacts with what they were before."""
    who = Who(customer, contacts)
    for contact in contacts:
        rows = session.rows(select_by(_BY_TARGET), (customer, contact.id), [customer])
        who.merged += [CONTACT_MERGE.make(row).id for row in rows]
    ours = {contact.id for contact in contacts}
    alike = {
        row.id for contact in contacts for key in _named(vault, contact) for row in _having(session, customer, key)
    }
    who.perhaps = sorted(alike - ours)
    return who


def _named(vault: Vault, contact: Contact) -> list[str]:
    values = {name: value for name in CONTACT.columns if isinstance(value := getattr(contact, name), str)}
    return name_keys(vault, values, contact.kind)


def _contact(session: WriteSession, customer: str, named: str) -> Contact | None:
    rows = session.rows(select_by(CONTACT.key), (customer, named), [customer])
    return CONTACT.make(rows[0]) if rows else None


def _merged_into(session: WriteSession, customer: str, named: str) -> Contact | None:
    rows = session.rows(select_by(CONTACT_MERGE.key), (customer, named), [customer])
    return _contact(session, customer, CONTACT_MERGE.make(rows[0]).target) if rows else None


def _having(session: WriteSession, customer: str, key: str) -> list[Contact]:
    rows = session.rows(select_by(BY_MATCH), (customer, key), [customer])
    found = (_contact(session, customer, BY_MATCH.table.make(row).contact) for row in rows)
    return [contact for contact in found if contact is not None]

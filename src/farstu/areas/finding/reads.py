"""Finding contacts: by what they are, by words, by number, by telephone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import Any

from farstu.areas.finding.contract import (
    FIND_BY_PHONE,
    FIND_CONTACTS,
    SEARCH_CONTACTS,
    SEARCH_NUMBER,
    ContactClassType,
    CrmContactList,
    CrmContactReference,
    CrmContactSearchList,
    CrmContactSearchMatch,
    CustomerContactIds,
    FoundClassType,
    NumberList,
    NumberMatch,
)
from farstu.areas.finding.queries import AFTER, BY_KEYS, BY_WORDS, HOW_COMMON, LIST, MOST_GATHERED, MOST_WORDS
from farstu.contract.enums import ContractEnum
from farstu.contract.moment import LAST_TICK, Moment, answered
from farstu.engine.reads import Asked, read
from farstu.records.contacts import COMPANY, CONTACT, DECEASED_ESTATE, PERSON, Contact
from farstu.records.finding import email_key, match_keys, name_words, number_keys, phone_key, words
from farstu.refusals import invalid, too_many
from farstu.texts import say

MOST_LISTED = 50_000
_MOST_BY_PHONE = 1_000
MOST_CANDIDATES = 10_000
"""So many of those who have the rarest word are looked at for the others."""
FEW_CANDIDATES = 5_000
"""Fewer are looked up each in turn, however many have the other word."""
_LAST = "\U0010ffff"
_CLASSES = {PERSON: "Person", COMPANY: "Company", DECEASED_ESTATE: "Estate"}


@read(FIND_CONTACTS)
async def find_contacts(asked: Asked) -> CrmContactList:
    """Those that all criteria fit. Refused with 400 where more fit than one answer holds."""
    given = {item.name: asked.parameters[item.name] for item in FIND_CONTACTS.query}
    criteria = {name: _plain(value) for name, value in given.items() if value is not None}
    if "CustomFieldValue" in criteria and "CustomFieldName" not in criteria:
        text = say("error.needed_with", member="CustomFieldName", other="CustomFieldValue")
        raise invalid(("CustomFieldName", text))
    if set(criteria) == {"AgentId"}:
        criteria["ChangedAtFrom"] = -LAST_TICK  # SQLite takes the index of agents only where the time is asked for too
    rows = await asked.rows(LIST.by(criteria), customers=[asked.customer], limit=MOST_LISTED + 1, **criteria)
    if len(rows) > MOST_LISTED:
        raise too_many(MOST_LISTED)
    found: dict[str, list[CrmContactReference]] = {PERSON: [], COMPANY: [], DECEASED_ESTATE: []}
    for kind, key, changed_at in sorted(rows, key=itemgetter(1)):
        reference = CrmContactReference(id=key, changed_at=answered(changed_at), customer_id=asked.customer)
        found[kind].append(reference)
    return CrmContactList(persons=found[PERSON], companies=found[COMPANY], deceased_estates=found[DECEASED_ESTATE])


def _plain(value: Any) -> Any:
    """As the database compares it."""
    if isinstance(value, Moment):
        return value.ticks
    return value.name if isinstance(value, ContractEnum) else value


@read(SEARCH_CONTACTS)
async def search_contacts(asked: Asked) -> CrmContactSearchList:
    """An e-mail address or a phone number fits as a whole; of names the beginnings do."""
    term, most = asked.parameters["Term"], asked.parameters["MaxSize"]
    key = email_key(asked.vault, term) or phone_key(asked.vault, term)
    if key:
        found = [(1.0, contact) for contact in await _with_keys(asked, [key], most)]
    else:
        found = await _with_words(asked, words([term]), most)
    matches = [
        CrmContactSearchMatch(
            id=contact.id,
            changed_at=answered(contact.changed_at),
            customer_id=contact.customer,
            type=ContactClassType[_CLASSES[contact.kind]],
            score=score,
        )
        for score, contact in found
    ]
    return CrmContactSearchList(matches=matches)


async def _with_words(asked: Asked, wanted: list[str], most: int) -> list[tuple[float, Contact]]:
    """Each with how well it fits: the share of the words that are whole."""
    if not wanted:
        return []
    leading, names = sorted(wanted, key=len, reverse=True)[:MOST_WORDS], []
    end: tuple[Any, ...] | None = None
    if len(leading) > 1:
        counts, leading = await _rarest_first(asked, leading)
        if not counts[0]:
            return []
        end = await _end(asked, leading[0]) if counts[0] > MOST_CANDIDATES else None
        names = [_confirming(place, counts[0], count) for place, count in enumerate(counts) if place]
    given = dict(zip(("end_word", "end_contact"), end, strict=True)) if end else {}
    values = {"customer": asked.customer, "limit": most, **_places(leading), **given}
    rows = await asked.rows(BY_WORDS.by(names + ["end"] * bool(end)), **values)
    scored = [(score, contact) for contact in _each(rows) if (score := _score(contact, wanted))]
    return sorted(scored, key=lambda item: (-item[0], item[1].id))


async def _rarest_first(asked: Asked, leading: list[str]) -> tuple[list[int], list[str]]:
    """How often each word is there, counted as far as it matters, and the words, the rarest first."""
    places = _places([*leading, *[""] * (MOST_WORDS - len(leading))])
    (counts,) = await asked.rows(HOW_COMMON, customer=asked.customer, most=MOST_GATHERED + 1, **places)
    ordered = sorted(zip(counts, leading, strict=False), key=itemgetter(0))
    return [count for count, _ in ordered], [word for _, word in ordered]


def _confirming(place: int, candidates: int, count: int) -> str:
    """The condition that says whether candidates have another word, by how many there are of both."""
    few = candidates < FEW_CANDIDATES or count > MOST_GATHERED
    return f"word{place}" if few else f"gathered{place}"


async def _end(asked: Asked, word: str) -> tuple[Any, ...] | None:
    """The word and the contact that come after so many candidates as are looked at."""
    rows = await asked.rows(AFTER, customer=asked.customer, many=MOST_CANDIDATES, **_places([word]))
    return rows[0] if rows else None


def _places(leading: list[str]) -> dict[str, str]:
    """From where to where each word and all that begin with it lie; nothing does that begins with no letter."""
    values: dict[str, str] = {}
    for place, word in enumerate(leading):
        values |= {f"from{place}": word, f"to{place}": word and word + _LAST}
    return values


def _score(contact: Contact, wanted: Sequence[str]) -> float:
    """0 where a word fits nothing; else at least a half, and 1 where all are whole."""
    there = name_words(contact)
    if not all(any(word.startswith(begin) for word in there) for begin in wanted):
        return 0.0
    return 0.5 + 0.5 * sum(word in there for word in wanted) / len(wanted)


@read(SEARCH_NUMBER)
async def search_number(asked: Asked) -> NumberList:
    """However the number is written; one that is not valid is nobody's."""
    keys = number_keys(asked.vault, asked.parameters["SocialNumber"], asked.at)
    found = await _with_keys(asked, keys, asked.parameters["MaxSize"]) if keys else []
    matches = [
        NumberMatch(
            id=contact.id,
            changed_at=answered(contact.changed_at),
            customer_id=contact.customer,
            contact_class_types=[FoundClassType[_CLASSES[contact.kind]]],
        )
        for contact in found
    ]
    return NumberList(matches=matches)


@read(FIND_BY_PHONE)
async def find_by_phone(asked: Asked) -> list[CustomerContactIds]:
    """Customers by id, those alone who have such a contact. Refused with 400 where it is no phone number."""
    key = phone_key(asked.vault, asked.parameters["phoneNumber"])
    if key is None:
        raise invalid(("phoneNumber", say("error.phone", member="phoneNumber")))
    found: dict[str, list[str]] = {}
    for contact in await _with_keys(asked, [key], _MOST_BY_PHONE):
        found.setdefault(contact.customer, []).append(contact.id)
    return [
        CustomerContactIds(customer_id=customer, contact_ids=sorted(ids)) for customer, ids in sorted(found.items())
    ]


async def _with_keys(asked: Asked, keys: list[str], most: int) -> list[Contact]:
    """The contacts who still have one of the keys, the one changed last first."""
    rows = await asked.rows(BY_KEYS, customers=list(asked.customers), keys=keys, limit=most)
    wanted = set(keys)
    found = [contact for contact in _each(rows) if wanted & match_keys(asked.vault, contact)]
    return sorted(found, key=lambda contact: (-contact.changed_at, contact.id))


def _each(rows: Iterable[tuple[Any, ...]]) -> list[Contact]:
    """The contacts of the rows, each once."""
    return list({(contact.customer, contact.id): contact for contact in map(CONTACT.make, rows)}.values())

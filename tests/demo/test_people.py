"""The demo's people: nobody's real data, and each to be found."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

import phonenumbers
import pytest

from farstu.records.contacts import EMAILS, PERSON, PHONES, Contact, ContactMatch, ContactWord
from farstu.records.finding import finding_rows, name_keys
from farstu.records.personal_numbers import normalised
from farstu.records.persons import doubtful_columns
from farstu.records.reachability import comparable_email, comparable_phone
from tests.support.brokerage import NOW, SEEDS, VAULT, made, rows, values_of


def duplicate_keys(contact: Contact) -> list[str]:
    values = {
        name: value for name in ("first_name", "last_name", *EMAILS, *PHONES) if (value := getattr(contact, name))
    }
    return name_keys(VAULT, values, contact.kind) + [key for key in [contact.personal_number_match] if key]


@pytest.mark.parametrize("seed", SEEDS)
def test_personal_numbers_are_valid_test_numbers_and_nobody_shares_one(seed: int) -> None:
    numbers = []
    for contact in rows(Contact, made(seed)):
        if contact.personal_number is None:
            assert (contact.personal_number_state, contact.personal_number_match) == (None, None)
            continue
        number = normalised(VAULT.open(contact.personal_number), NOW)
        assert number is not None
        assert 980 <= int(number[8:11]) <= 999
        assert contact.personal_number_state == "valid"
        numbers.append(number)
    assert len(numbers) > 200
    assert len(set(numbers)) == len(numbers)


def test_every_phone_number_is_valid_fits_and_is_kept_for_fiction() -> None:
    ranges = (
        (701740605, 701740699),
        (846500400, 846500499),
        (313900600, 313900699),
        (406280400, 406280499),
        (980319200, 980319299),
    )
    numbers = values_of(*PHONES, "phone")
    assert len(numbers) > 1_000
    for value in set(numbers):
        assert comparable_phone(value) is not None, value
        assert len(value) <= 17
        national = phonenumbers.parse(value, "SE").national_number or 0
        assert any(first <= national <= last for first, last in ranges), value


def test_every_email_address_is_valid_and_under_an_example_domain() -> None:
    addresses = values_of(*EMAILS, "recipient")
    assert len(addresses) > 1_000
    for value in set(addresses):
        assert comparable_email(value) == value
        assert re.search(r"[@.]example\.(com|org|net)$", value), value


def test_nothing_of_a_contact_is_doubtful_and_each_can_be_found() -> None:
    found = defaultdict(set)
    for match in [*rows(ContactMatch), *rows(ContactWord)]:
        found[match.customer, match.contact].add(match)
    for contact in rows(Contact):
        values = {name: value for name in (*EMAILS, *PHONES) if (value := getattr(contact, name))}
        assert contact.invalid == ""
        assert doubtful_columns(values) == []
        assert found[contact.customer, contact.id] == set(finding_rows(VAULT, contact))
        assert found[contact.customer, contact.id]


def test_nobody_is_there_twice() -> None:
    """By number, or by name and a way to be reached."""
    times = Counter((contact.customer, key) for contact in rows(Contact) for key in duplicate_keys(contact))
    assert max(times.values()) == 1


def test_addresses_and_names_fit_the_reference() -> None:
    for contact in rows(Contact):
        assert len(contact.street_address or "") <= 68
        assert re.fullmatch(r"\d{3} \d\d", contact.zip_code or "")
        assert len(contact.city or "") <= 25
        assert len(contact.first_name or "") <= 40
        assert 1 <= len(contact.last_name or "") <= 40
        assert bool(contact.first_name) == (contact.kind == PERSON)

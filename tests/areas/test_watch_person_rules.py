"""Who a watch is placed for: the duplicate check, and completing without overwriting."""

from __future__ import annotations

import json
from typing import Any

import pytest

from farstu.advice import Advice
from farstu.areas.watch.contract import WATCH_FINAL_PRICE, LeadAddress
from farstu.engine.calls import Outcome
from farstu.records.contacts import COMPANY, CONTACT, DECEASED_ESTATE, EMAILS, PHONES, Contact
from farstu.records.leads import LEAD
from farstu.records.offices import Customer
from farstu.store.table import Row, change
from tests.support.people import application, civil_number, findable, person
from tests.support.rules import NOW, VAULT, Desk, kinds, why
from tests.support.world import estate

NUMBER, OTHER = civil_number("19850312", 238), civil_number("20010919", 382)
LATER = NOW + 1
ANNA = {"first": "Anna", "last": "Berg", "email": "anna@exempel.se"}
WAYS = dict.fromkeys(EMAILS, "anna@exempel.se") | dict.fromkeys(PHONES, "070-174 06 05")


def world(*contacts: Contact) -> Desk:
    rows: list[Row] = [Customer("M1", "Exempel", "M1", None, sandbox=False, created_at=NOW), estate("e")]
    return Desk([*rows, *findable(*contacts)])


def watch(desk: Desk, **values: Any) -> Outcome:
    return desk.ask(WATCH_FINAL_PRICE, application(**ANNA | values), at=LATER, estateId="e")


def reached(column: str) -> dict[str, Any]:
    """The members that say one way to reach somebody."""
    value = WAYS[column]
    return {column: value} if column in EMAILS else {"email": None, "phones": {column: value}}


def left_out(desk: Desk) -> Any:
    return json.loads(desk.only(LEAD).left_out or "{}")


def test_a_new_person_is_kept_as_written() -> None:
    desk = world()
    address = LeadAddress(street_address="Storgatan 1", zip_code="111 22", city="STOCKHOLM")
    watch(desk, first=" Anna ", number="850312-2387", email2="A@Exempel.SE", address=address, phones={"work": "08-1"})
    row = desk.only(CONTACT)
    assert (row.kind, row.first_name, row.last_name, row.agent) == ("Person", " Anna ", "Berg", None)
    assert (row.personal_number, row.personal_number_state) == ("850312-2387", "valid")
    assert (row.street_address, row.zip_code, row.city) == ("Storgatan 1", "111 22", "STOCKHOLM")
    assert (row.email, row.email2, row.work, row.invalid) == ("anna@exempel.se", "A@Exempel.SE", "08-1", "work")
    assert (row.home, row.cell, row.other, row.created_at, row.changed_at) == (None, None, None, LATER, LATER)


def test_what_is_blank_is_as_good_as_none() -> None:
    desk = world()
    address = LeadAddress(street_address=" ", zip_code="", city=None)
    outcome = watch(desk, email2=" ", number=" ", address=address, phones={"home": "  ", "cell": ""})
    row = desk.only(CONTACT)
    empty = (row.email2, row.personal_number, row.personal_number_state, row.street_address, row.zip_code, row.home)
    assert empty == (None,) * 6
    assert outcome.advice == []


def test_the_personal_number_finds_whatever_the_name() -> None:
    desk = world(person("a", number=NUMBER, first_name="Bo", last_name="Ek"))
    outcome = watch(desk, number="850312-2387")
    assert outcome.value == "a"
    assert why(outcome)[0] == "decided.matched_number"


@pytest.mark.parametrize("sent", WAYS)
@pytest.mark.parametrize("known", WAYS)
def test_the_name_and_any_way_to_reach_the_person_finds(known: str, sent: str) -> None:
    desk = world(person("a", first_name="ANNA", last_name="berg", **{known: WAYS[known].upper()}))
    outcome = watch(desk, **{"email": None} | reached(sent))
    same = (known in EMAILS) == (sent in EMAILS)
    assert (outcome.value == "a") is same
    assert why(outcome)[0] == ("decided.matched_name" if same else "decided.matched_nobody")


@pytest.mark.parametrize("other", [{"first": "Ann"}, {"last": "Bergh"}, {"first": "Berg", "last": "Anna"}])
def test_another_name_is_another_person(other: dict[str, str]) -> None:
    desk = world(person("a", first_name="Anna", last_name="Berg", email="anna@exempel.se"))
    assert watch(desk, **other).value != "a"


def test_a_name_alone_finds_nobody() -> None:
    desk = world(person("a", first_name="Anna", last_name="Berg", email="anna@exempel.se"))
    assert watch(desk, email="anna@exempel.org").value != "a"


def test_the_number_goes_before_the_name() -> None:
    by_number = person("a", number=NUMBER, first_name="Bo", last_name="Ek", changed_at=1)
    by_name = person("b", first_name="Anna", last_name="Berg", email="anna@exempel.se")
    assert watch(world(by_number, by_name), number=NUMBER).value == "a"


def test_a_candidate_with_another_valid_number_is_no_match() -> None:
    father = person("a", number=OTHER, first_name="Anna", last_name="Berg", email="anna@exempel.se")
    assert watch(world(father), number=NUMBER).value != "a"


@pytest.mark.parametrize("number", [None, "850312-0000", " "])
def test_without_a_valid_number_the_name_finds_somebody_who_has_one(number: str | None) -> None:
    known = person("a", number=OTHER, first_name="Anna", last_name="Berg", email="anna@exempel.se")
    assert watch(world(known), number=number).value == "a"


@pytest.mark.parametrize("kind", [COMPANY, DECEASED_ESTATE])
def test_only_persons_match(kind: str) -> None:
    known = person("a", number=NUMBER, first_name="Anna", last_name="Berg", email="anna@exempel.se")
    rows = [change(known, kind=kind), *findable(known)[1:]]
    desk = world()
    desk.memory.write({row.table: [each for each in rows if each.table is row.table] for row in rows})
    assert watch(desk, number=NUMBER).value != "a"


@pytest.mark.parametrize(
    ("members", "known"),
    [
        ({"number": "850312-0000"}, {"number": "850312-0000"}),
        ({"number": NUMBER, "is_foreign": True}, {"number": NUMBER}),
        ({"number": NUMBER}, {"number": NUMBER, "is_foreign": True}),
        ({"number": "AB-1", "is_foreign": True}, {"number": "AB-1", "is_foreign": True}),
    ],
)
def test_an_invalid_or_foreign_number_finds_nobody(members: dict[str, Any], known: dict[str, Any]) -> None:
    desk = world(person("a", first_name="Bo", last_name="Ek", **known))
    assert watch(desk, **members).value != "a"


def test_doubtful_input_is_kept_marked_and_named_in_an_advice() -> None:
    desk = world()
    outcome = watch(desk, number="850312-0000", email="anna at home", phones={"cell": "12", "home": "0701740605"})
    row = desk.only(CONTACT)
    number = (row.personal_number, row.personal_number_state, row.personal_number_match)
    assert number == ("850312-0000", "invalid", None)
    assert (row.email, row.cell, row.invalid) == ("anna at home", "12", "email cell")
    assert outcome.advice == [
        Advice("invalid-personal-number", "application.Person.SocialSecurityNumber"),
        Advice("invalid-email", "application.Person.Email.EmailAddress"),
        Advice("invalid-phone", "application.Person.Telephone.Cell"),
    ]


def test_a_foreign_number_needs_no_advice() -> None:
    desk = world()
    assert watch(desk, number="AB-1", is_foreign=True).advice == []
    assert desk.only(CONTACT).personal_number_state == "foreign"


def test_of_several_the_one_changed_last_is_taken_then_the_lowest_id() -> None:
    same = {"first_name": "Anna", "last_name": "Berg", "email": "anna@exempel.se"}
    desk = world(*(person(id, changed_at=at, **same) for id, at in (("a", 1), ("c", 2), ("b", 2))))
    outcome = watch(desk)
    assert outcome.value == "b"
    assert outcome.advice == [Advice("several-candidates", "application.Person")]


def test_a_hit_is_completed() -> None:
    desk = world(person("a", first_name="Anna", last_name="Berg", email="anna@exempel.se", invalid="other", other="9"))
    address = LeadAddress(street_address="Gatan 1", zip_code="111 22", city="Lund")
    outcome = watch(desk, number=NUMBER, email2="x", address=address, phones={"cell": "0701740605", "home": "1"})
    row = desk.only(CONTACT)
    assert (row.personal_number, row.personal_number_state) == (NUMBER, "valid")
    assert (row.street_address, row.zip_code, row.city) == ("Gatan 1", "111 22", "Lund")
    assert (row.email2, row.cell, row.home) == ("x", "0701740605", "1")
    assert sorted(row.invalid.split()) == ["email2", "home", "other"]
    assert (row.created_at, row.changed_at, left_out(desk)) == (NOW, LATER, {})
    assert kinds(outcome)[0] == "contact.completed"


def test_a_completed_contact_is_found_by_what_completed_it() -> None:
    desk = world(person("a", first_name="Anna", last_name="Berg", email="anna@exempel.se"))
    watch(desk, number=NUMBER, phones={"cell": "0701740605"})
    assert watch(desk, first="Bo", email="bo@exempel.se", number=NUMBER).value == "a"
    assert watch(desk, email=None, phones={"work": "+46701740605"}).value == "a"


def test_a_hit_is_never_overwritten_and_the_lead_keeps_what_was_left_out() -> None:
    known = person(
        "a", number=NUMBER, first_name="Bo", last_name="Ek", email="bo@exempel.se", cell="0701740605", city="Lund"
    )
    desk = world(known)
    outcome = watch(desk, number=NUMBER, phones={"cell": "0701740606"}, address=LeadAddress(city="Umeå"))
    assert desk.only(CONTACT) == known
    assert left_out(desk) == {
        "first_name": "Anna",
        "last_name": "Berg",
        "email": "anna@exempel.se",
        "cell": "0701740606",
        "city": "Umeå",
    }
    assert "contact.completed" not in kinds(outcome)


def test_what_says_the_same_is_neither_filled_nor_left_out() -> None:
    desk = world(person("a", first_name="Anna", last_name="Berg", email="anna@exempel.se"))
    outcome = watch(desk)
    assert (desk.only(CONTACT).changed_at, desk.only(LEAD).left_out) == (NOW, None)
    assert "contact.completed" not in kinds(outcome)


def test_a_blank_number_completes_nothing() -> None:
    desk = world(person("a", first_name="Anna", last_name="Berg", email="anna@exempel.se"))
    outcome = watch(desk, number="   ")
    assert desk.only(CONTACT).changed_at == NOW
    assert "contact.completed" not in kinds(outcome)


@pytest.mark.parametrize(
    ("known", "sent"), [("850312-0000", NUMBER), (NUMBER, "850312-0000"), (NUMBER, "AB-1"), ("x", "y")]
)
def test_a_number_that_the_contact_has_another_in_place_of_is_kept_with_the_lead(known: str, sent: str) -> None:
    desk = world(person("a", number=known, first_name="Anna", last_name="Berg", email="anna@exempel.se"))
    watch(desk, number=sent, is_foreign=sent == "AB-1")
    assert desk.only(CONTACT).personal_number == known
    assert left_out(desk) == {"personal_number": VAULT.seal(sent)}


def test_the_same_number_in_another_spelling_is_not_left_out() -> None:
    desk = world(person("a", number="19850312-2387", first_name="Anna", last_name="Berg", email="anna@exempel.se"))
    watch(desk, number="850312-2387")
    assert (desk.only(CONTACT).personal_number, left_out(desk)) == ("19850312-2387", {})


@pytest.mark.parametrize(
    ("known", "filled"),
    [
        ({}, {"street_address": "Gatan 1", "zip_code": "111 22", "city": "Lund"}),
        ({"city": "LUND"}, {"street_address": "Gatan 1", "zip_code": "111 22", "city": "LUND"}),
        ({"city": "Umeå"}, {"street_address": None, "zip_code": None, "city": "Umeå"}),
        ({"zip_code": "999 99"}, {"street_address": None, "zip_code": "999 99", "city": None}),
        ({"street_address": "gatan  1"}, {"street_address": "gatan  1", "zip_code": "111 22", "city": "Lund"}),
    ],
)
def test_an_address_is_one_thing(known: dict[str, str], filled: dict[str, str | None]) -> None:
    desk = world(person("a", first_name="Anna", last_name="Berg", email="anna@exempel.se", **known))
    sent = {"street_address": "Gatan 1", "zip_code": "111 22", "city": "Lund"}
    watch(desk, address=LeadAddress(**sent))
    row = desk.only(CONTACT)
    assert {name: getattr(row, name) for name in sent} == filled
    assert left_out(desk) == {name: sent[name] for name in sent if filled[name] != sent[name]}

"""Merging: whatever named a contact that is no more names the one that is left, and its id is remembered."""

from __future__ import annotations

import pytest

from farstu.areas.merge.contract import MERGE_AWAY, MERGE_INTO, MergeContact, MergedAddress, MergedEmail, Phone
from farstu.areas.merge.moving import NAMING, pointers
from farstu.areas.note.tables import NOTE, Note
from farstu.areas.watch.tables import FINAL_PRICE_WATCH, FinalPriceWatch
from farstu.records.contacts import (
    COMPANY,
    CONTACT,
    CONTACT_CATEGORY,
    CONTACT_MATCH,
    CONTACT_WORD,
    ContactCategory,
)
from farstu.records.merges import CONTACT_MERGE, ContactMerge
from farstu.records.parties import CONTACT_RELATION, PARTY, ContactRelation, Party
from farstu.store.table import TABLES, Row
from tests.support.people import WHO, findable, person
from tests.support.rules import CUSTOMER, NOW, PARTNER, Desk, kinds, problems

NOTHING = MergeContact()


def rows() -> list[Row]:
    found = findable(
        person("a", first_name="Anna", last_name="Berg", cell="0701740605", created_at=NOW),
        person("b", first_name="Anna", last_name="Bergh", number=WHO[0].number, email="b@exempel.se", city="Lund",
               created_at=NOW - 5),
        person("c", first_name="Anne", last_name="Berg", home="084650042", city="Ystad"),
        person("firm", kind=COMPANY, last_name="Bygg AB"),
    )  # fmt: skip
    return [
        *found,
        Note(CUSTOMER, "n", NOW, None, "Hej", "b", None, PARTNER, NOW),
        *(ContactCategory(CUSTOMER, contact, kind) for contact, kind in (("a", "k"), ("b", "k"), ("c", "l"))),
        FinalPriceWatch(CUSTOMER, "e", "c", NOW, None, None, None),
        Party(CUSTOMER, "e", "b", "Buyer", NOW),
        ContactRelation(CUSTOMER, "firm", "b", "Contact"),
        ContactRelation(CUSTOMER, "a", "b", "Unknown"),
        ContactMerge(CUSTOMER, "old", "b", PARTNER, NOW),
    ]


def merge(desk: Desk, *contacts: str, target: str = "a", body: MergeContact = NOTHING) -> object:
    return desk.ask(MERGE_INTO, body, targetContactId=target, contactIds=list(contacts)).value


def test_every_table_that_names_a_contact_can_be_asked_for_whom_it_names() -> None:
    asked = {(index.table.name, index.columns[1]) for index in pointers()}
    naming = {(table.name, name) for table in TABLES.values() for name in NAMING if name in table.columns}
    assert naming - asked == {(table.name, "contact") for table in (CONTACT_MATCH, CONTACT_WORD)}


def test_all_that_is_kept_of_the_others_is_the_targets_and_they_are_gone() -> None:
    desk = Desk(rows())
    assert merge(desk, "b", "c") == "a"
    assert [found.id for found in desk.all(CONTACT)] == ["a", "firm"]
    assert (desk.only(NOTE).contact, desk.only(PARTY).contact, desk.only(FINAL_PRICE_WATCH).contact) == ("a",) * 3
    assert [(found.contact, found.category) for found in desk.all(CONTACT_CATEGORY)] == [("a", "k"), ("a", "l")]
    assert [(found.contact, found.related) for found in desk.all(CONTACT_RELATION)] == [("firm", "a")]
    for table in (CONTACT_MATCH, CONTACT_WORD):
        assert {found.contact for found in desk.all(table)} - {"firm"} == {"a"}


def test_the_target_stands_and_is_completed_by_the_first_who_says_something() -> None:
    desk = Desk(rows())
    merge(desk, "b", "c")
    left = desk.all(CONTACT)[0]
    assert (left.first_name, left.last_name, left.cell, left.home) == ("Anna", "Berg", "0701740605", "084650042")
    assert (left.email, left.city, left.personal_number_state) == ("b@exempel.se", "Lund", "valid")
    assert (left.created_at, left.changed_at) == (NOW - 5, NOW)
    assert {found.match for found in desk.all(CONTACT_MATCH)} >= {left.personal_number_match}


def test_what_is_sent_is_what_stands() -> None:
    desk = Desk(rows())
    body = MergeContact(
        social_security_number=WHO[1].number,
        last_name="Lind",
        first_name=" ",
        phone=Phone(cell="0701740611"),
        email=MergedEmail(email_address="ny@exempel.se"),
        address=MergedAddress(city="Malmö"),
    )
    merge(desk, "b", body=body)
    left = desk.all(CONTACT)[0]
    assert (left.first_name, left.last_name, left.cell, left.email) == ("Anna", "Lind", "0701740611", "ny@exempel.se")
    assert (left.city, left.personal_number) == ("Malmö", WHO[1].number)


def test_ids_are_remembered_however_often_they_move() -> None:
    desk = Desk(rows())
    merge(desk, "b")
    merge(desk, "a", target="c")
    assert {found.id: found.target for found in desk.all(CONTACT_MERGE)} == {"a": "c", "b": "c", "old": "c"}


def test_a_merge_may_be_asked_for_again() -> None:
    desk = Desk(rows())
    merge(desk, "b")
    again = desk.ask(MERGE_INTO, NOTHING, targetContactId="a", contactIds=["b"])
    assert (again.value, kinds(again)) == ("a", ["contact.updated"])
    refused = desk.refusal(MERGE_INTO, NOTHING, targetContactId="c", contactIds=["b"])
    assert (refused.status, refused.detail and refused.detail.values["target"]) == (404, "a")


@pytest.mark.parametrize(("contact", "status"), [("a", 400), ("firm", 400), ("nobody", 404)])
def test_what_cannot_be_merged_is_refused_and_nothing_is_done(contact: str, status: int) -> None:
    refused = Desk(rows()).refusal(MERGE_INTO, NOTHING, targetContactId="a", contactIds=["b", contact])
    assert refused.status == status
    assert list(problems(refused)) == (["contactIds"] if status == 400 else [])


def test_a_contact_becomes_part_of_the_one_that_the_body_describes() -> None:
    desk = Desk(rows())
    body = MergeContact(social_security_number=WHO[0].number)
    outcome = desk.ask(MERGE_AWAY, body, contactId="a")
    assert [found.id for found in desk.all(CONTACT)] == ["b", "c", "firm"]
    assert kinds(outcome) == ["contact.updated", "contact.merged"]
    assert (outcome.value.last_name, outcome.value.phone.cell) == ("Bergh", "0701740605")
    assert outcome.value.social_security_number == WHO[0].number


def test_where_the_body_describes_nobody_else_the_contact_says_what_was_sent() -> None:
    desk = Desk(rows())
    body = MergeContact(first_name="Anna", last_name="Berg", phone=Phone(cell="0701740605", home="12"))
    outcome = desk.ask(MERGE_AWAY, body, contactId="a")
    assert len(desk.all(CONTACT)) == 4
    assert (kinds(outcome), outcome.value.phone.home) == (["contact.updated"], "12")
    assert [item.code for item in outcome.advice] == ["invalid-phone"]

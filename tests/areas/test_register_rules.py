"""Writing in the register: who is meant, and that what is sent is written and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from farstu.areas.register.contract import (
    NEW_ADDRESS,
    OPT_OUT,
    UPDATE_COMPANY,
    UPDATE_PERSON,
    NewAddress,
    UpdateCompany,
)
from farstu.areas.register.moving import MOVE
from farstu.areas.register.tables import NEW_ADDRESS as ADDRESSES
from farstu.areas.register.tables import TASK
from farstu.contract.moment import parse_moment, utc_text
from farstu.contract.operation import Operation
from farstu.records.contacts import (
    COMPANY,
    CONTACT,
    CONTACT_CATEGORY,
    CONTACT_FIELD,
    CONTACT_MATCH,
    CONTACT_WORD,
    Category,
    ContactCategory,
)
from farstu.records.finding import number_columns
from farstu.records.merges import ContactMerge
from farstu.records.models import Address, Coordinate, Email, FieldValueCriteria
from farstu.records.offices import User
from farstu.records.tasks import PredefinedTask
from farstu.records.update_person import ObtainMethod, Task, UpdatePerson
from farstu.store.table import Row
from tests.support.people import WHO, findable, person
from tests.support.rules import CUSTOMER, DAY, NOW, PARTNER, VAULT, Desk, kinds, problems, why
from tests.support.world import estate

ANNA = {"first_name": "Anna", "last_name": "Berg", "cell": "0701740605"}
FIRM_NUMBER = "556036-0793"


def company(id: str, number: str | None = FIRM_NUMBER, **values: Any) -> Any:
    return person(id, kind=COMPANY, **number_columns(VAULT, number, False, NOW, COMPANY) | values)


def rows() -> list[Row]:
    found = findable(
        person("a", **ANNA, email="old@exempel.se", city="Lund", note="Gammal"),
        person("n", number=WHO[0].number, first_name="Åsa", last_name="Öberg"),
        company("firm", last_name="Bygg AB", work="084650042"),
    )
    return [
        *found,
        estate("e"),
        User(CUSTOMER, "u", "Eva", "Ek", "Mäklare", None, None),
        Category(CUSTOMER, "k", "Säljare", of_persons=True, of_companies=False, read_only=False),
        Category(CUSTOMER, "own", "Systemets", of_persons=True, of_companies=True, read_only=True),
        PredefinedTask(CUSTOMER, "t", "Ring"),
        ContactMerge(CUSTOMER, "dead", "a", PARTNER, NOW),
    ]


def update(desk: Desk, **values: Any) -> Any:
    return desk.ask(UPDATE_PERSON, UpdatePerson(customer_id=CUSTOMER, **values))


def row(desk: Desk, id: str) -> Any:
    return next(found for found in desk.all(CONTACT) if found.id == id)


def test_a_person_is_found_by_id_then_by_number_then_by_name_and_a_way() -> None:
    named = {"first_name": "Anna", "last_name": "Berg", "cell_phone": "+46701740605"}
    for values, expected, how in (
        ({"contact_id": "n", **named}, "n", "decided.matched_id"),
        ({"social_security_number": WHO[0].number, **named}, "n", "decided.matched_number"),
        (named, "a", "decided.matched_name"),
    ):
        outcome = update(Desk(rows()), **values)
        assert (outcome.value, why(outcome)) == (expected, [how, "decided.contact_updated"])
        assert kinds(outcome) == ["contact.updated"]


def test_nobody_found_is_a_new_person_who_has_to_have_a_name() -> None:
    desk = Desk(rows())
    outcome = update(desk, first_name="Bo", last_name="Ny", cell_phone="0701740699", wish_advertising=True)
    made = row(desk, outcome.value)
    assert (made.first_name, made.cell, made.wants_advertising, made.created_at) == ("Bo", "0701740699", True, NOW)
    assert kinds(outcome) == ["contact.created"]
    refused = desk.refusal(UPDATE_PERSON, UpdatePerson(customer_id=CUSTOMER, first_name=" ", cell_phone="0701740698"))
    assert list(problems(refused)) == ["updatePerson.FirstName", "updatePerson.LastName"]


def test_what_is_sent_is_written_over_what_was_and_the_rest_stands() -> None:
    desk = Desk(rows())
    update(
        desk,
        contact_id="a",
        first_name=" ",
        last_name="Bergman",
        email=Email(email_address="ny@exempel.se"),
        address=Address(street_address="Gatan 1"),
        coordinate=Coordinate(longitud=18.5, latitud=59.25),
        note="",
        user_id="u",
        approval=True,
        approval_date=parse_moment(utc_text(NOW - DAY)),
        gdpr_approval_date=parse_moment(utc_text(NOW)),
        obtain_through=ObtainMethod.Interest,
        lead_score=40,
    )
    kept = row(desk, "a")
    assert (kept.first_name, kept.last_name, kept.cell) == ("Anna", "Bergman", ANNA["cell"])
    assert (kept.email, kept.street_address, kept.city, kept.note) == ("ny@exempel.se", "Gatan 1", "Lund", None)
    assert (kept.longitude, kept.latitude, kept.agent, kept.lead_score) == (18.5, 59.25, "u", 40)
    assert (kept.approved, kept.approved_at, kept.gdpr_approved_at) == (True, NOW - DAY, NOW)
    assert (kept.obtained_through, kept.changed_at) == ("Interest", NOW)


def test_a_changed_person_is_found_by_what_they_say_now_and_by_nothing_else() -> None:
    desk = Desk(rows())
    update(desk, contact_id="a", last_name="Lind", cell_phone="0701740611")
    kept = findable(row(desk, "a"))[1:]
    there = [found for table in (CONTACT_MATCH, CONTACT_WORD) for found in desk.all(table) if found.contact == "a"]
    assert {repr(found) for found in there} == {repr(found) for found in kept}


def test_a_number_is_written_and_a_blank_one_taken_away() -> None:
    desk = Desk(rows())
    update(desk, contact_id="a", social_security_number=WHO[1].number)
    assert row(desk, "a").personal_number_state == "valid"
    outcome = update(desk, contact_id="a", social_security_number="19850312-0000")
    assert [item.code for item in outcome.advice] == ["invalid-personal-number"]
    assert row(desk, "a").personal_number_match is None
    update(desk, contact_id="a", social_security_number="")
    assert row(desk, "a").personal_number is None


@pytest.mark.parametrize("named", ["nobody", "firm", "dead"])
def test_an_id_of_nobody_of_another_kind_or_of_a_merged_contact_is_a_400(named: str) -> None:
    refused = Desk(rows()).refusal(UPDATE_PERSON, UpdatePerson(customer_id=CUSTOMER, contact_id=named))
    (sentence,) = problems(refused).values()
    assert list(problems(refused)) == ["updatePerson.ContactId"]
    assert {"nobody": "no contact", "firm": "another kind", "dead": "merged into a"}[named] in sentence


def test_categories_stand_in_the_place_of_those_before_save_the_systems_own() -> None:
    desk = Desk([*rows(), ContactCategory(CUSTOMER, "a", "own")])

    def kept() -> list[str]:
        return sorted(found.category for found in desk.all(CONTACT_CATEGORY))

    update(desk, contact_id="a", category_ids=["k"])
    assert kept() == ["k", "own"]
    update(desk, contact_id="a")
    assert kept() == ["k", "own"]
    update(desk, contact_id="a", category_ids=[])
    assert kept() == ["own"]
    refused = desk.refusal(
        UPDATE_PERSON, UpdatePerson(customer_id=CUSTOMER, contact_id="a", category_ids=["k", "x", "own"])
    )
    assert list(problems(refused)) == ["updatePerson.CategoryIds[1]", "updatePerson.CategoryIds[2]"]


def test_a_field_of_the_customers_own_is_written_and_emptied() -> None:
    desk = Desk(rows())
    update(desk, contact_id="a", custom_field=FieldValueCriteria(name="Hund", value="Tax"))
    assert desk.only(CONTACT_FIELD).value == "Tax"
    update(desk, contact_id="a", custom_field=FieldValueCriteria(name="Hund", value=" "))
    assert desk.all(CONTACT_FIELD) == []
    body = UpdatePerson(customer_id=CUSTOMER, contact_id="a", custom_field=FieldValueCriteria(value="Tax"))
    assert list(problems(desk.refusal(UPDATE_PERSON, body))) == ["updatePerson.CustomField.Name"]


def test_a_task_is_the_agents_unless_it_says_whose_it_is() -> None:
    desk = Desk(rows())
    update(desk, contact_id="a", user_id="u", task=Task(predefined_task_id="t", estate_id="e", note="Snart"))
    kept = desk.only(TASK)
    assert (kept.contact, kept.predefined, kept.estate, kept.assigned_to, kept.note) == ("a", "t", "e", "u", "Snart")
    body = UpdatePerson(
        customer_id=CUSTOMER,
        contact_id="a",
        user_id="x",
        task=Task(predefined_task_id="x", estate_id="x", assigned_to="x"),
    )
    assert sorted(problems(desk.refusal(UPDATE_PERSON, body))) == [
        "updatePerson.Task.AssignedTo",
        "updatePerson.Task.EstateId",
        "updatePerson.Task.PredefinedTaskId",
        "updatePerson.UserId",
    ]


def test_a_company_is_found_by_id_then_by_number_then_by_name_and_a_way() -> None:
    named = {"company_name": "bygg ab", "switch_phone": "+4684650042"}
    for values, how in (
        ({"contact_id": "firm"}, "decided.matched_id"),
        ({"corporate_number": "5560360793"}, "decided.matched_number"),
        (named, "decided.matched_name"),
    ):
        desk = Desk(rows())
        outcome = desk.ask(UPDATE_COMPANY, UpdateCompany(customer_id=CUSTOMER, home_page="https://b.se", **values))
        assert (outcome.value, why(outcome)[0], row(desk, "firm").home_page) == ("firm", how, "https://b.se")


def test_a_new_company_has_a_name_and_its_number_may_be_doubtful() -> None:
    desk = Desk(rows())
    outcome = desk.ask(UPDATE_COMPANY, UpdateCompany(customer_id=CUSTOMER, company_name="Ny AB", corporate_number="1"))
    made = row(desk, outcome.value)
    assert (made.kind, made.last_name, made.personal_number_state) == (COMPANY, "Ny AB", "invalid")
    assert [item.code for item in outcome.advice] == ["invalid-corporate-number"]
    refused = desk.refusal(UPDATE_COMPANY, UpdateCompany(customer_id=CUSTOMER))
    assert list(problems(refused)) == ["updateCompany.CompanyName"]


def test_who_opts_out_wants_no_more_and_says_it_once() -> None:
    desk = Desk(rows())
    assert kinds(desk.ask(OPT_OUT, None, contactId="a")) == ["contact.optedOut"]
    assert row(desk, "a").wants_advertising is False
    assert kinds(desk.ask(OPT_OUT, None, contactId="a")) == []


@pytest.mark.parametrize(("start", "city"), [(None, "Malmö"), (NOW, "Malmö"), (NOW + DAY, "Lund")])
def test_a_new_address_is_the_contacts_once_its_day_has_come(start: int | None, city: str) -> None:
    desk = Desk(rows())
    begins = parse_moment(utc_text(start)) if start else None
    outcome = desk.ask(NEW_ADDRESS, NewAddress(city="Malmö", new_address_from=begins, estate_id="e"), contactId="a")
    assert (outcome.value, row(desk, "a").city, row(desk, "a").street_address) == ("a", city, None)
    kept = desk.only(ADDRESSES)
    assert (kept.starts_at, kept.moved_at, kept.estate) == (start or NOW, NOW if city == "Malmö" else None, "e")
    refused = desk.refusal(NEW_ADDRESS, NewAddress(estate_id="x"), contactId="a")
    assert list(problems(refused)) == [f"{NEW_ADDRESS.body_name}.EstateId"]


def test_a_kept_address_is_the_contacts_on_its_day_and_once() -> None:
    desk = Desk(rows())
    begins = parse_moment(utc_text(NOW + DAY))
    desk.ask(NEW_ADDRESS, NewAddress(city="Malmö", new_address_from=begins), contactId="a")
    (kept,) = desk.all(ADDRESSES)
    assert kinds(desk.ask(MOVE, None, at=NOW + DAY - 1, id=kept.id)) == []
    assert kinds(desk.ask(MOVE, None, at=NOW + DAY, id=kept.id)) == ["contact.moved"]
    assert (row(desk, "a").city, row(desk, "a").changed_at) == ("Malmö", NOW + DAY)
    assert desk.only(ADDRESSES).moved_at == NOW + DAY
    for id in (kept.id, "x"):
        assert kinds(desk.ask(MOVE, None, at=NOW + 2 * DAY, id=id)) == []
    assert row(desk, "a").changed_at == NOW + DAY


@pytest.mark.parametrize("what", [OPT_OUT, NEW_ADDRESS], ids=lambda what: what.id)
def test_a_merged_contact_is_a_404_that_says_where_it_went(what: Operation) -> None:
    body = NewAddress() if what is NEW_ADDRESS else None
    refused = Desk(rows()).refusal(what, body, contactId="dead")
    assert (refused.status, refused.detail and refused.detail.values["target"]) == (404, "a")
    assert Desk(rows()).refusal(what, body, contactId="nobody").status == 404

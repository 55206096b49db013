"""Contacts written and read back over the wire, of every kind, in JSON and XML."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import pytest

from farstu.records.contacts import COMPANY, DECEASED_ESTATE, ContactCategory
from farstu.records.finding import number_columns
from farstu.records.merges import ContactMerge
from farstu.store.vault import PlainVault
from farstu.wire.xml_shape import INSTANCE
from tests.support.people import WHO, findable
from tests.support.reading import json_of, plain, refusal, xml_of
from tests.support.world import CUSTOMER, NOW, SECRET, STRANGER, World, furnish, person

HERE = f"/CRM/Contact/{CUSTOMER}"
PERSON = {
    "firstName": "Åsa", "lastName": "Öberg", "socialSecurityNumber": WHO[0].number,
    "isForeignSocialSecurityNumber": False, "telePhone": "08-465 004 10", "workPhone": "08-465 004 20",
    "cellPhone": "070-174 06 05", "approval": True, "approvalDate": "2026-01-02T00:00:00",
    "gdprApprovalDate": "2026-02-03T00:00:00", "obtainThrough": "Phone", "customerId": CUSTOMER,
    "categoryIds": ["k", "k1"],
    "address": {"streetAddress": "Gatan 1", "zipCode": "111 22", "city": "Lund", "countryCode": "SE"},
    "email": {"emailAddress": "asa@exempel.se", "emailAddress2": "asa@exempel.org"}, "userId": "u",
    "otherPhone": "08-465 004 30", "wishAdvertising": True, "note": "Ring",
    "coordinate": {"longitud": 18.5, "latitud": 59.25},
    "task": {"predefinedTaskId": "t", "note": "Snart", "estateId": "e", "assignedTo": "u1"},
    "customField": {"name": "Hund", "value": "Tax"}, "leadScore": 40,
}  # fmt: skip


def number(text: str, kind: str | None = None) -> dict[str, Any]:
    return number_columns(PlainVault(SECRET), text, False, NOW, kind)


OTHERS = [
    person("firm", kind=COMPANY, last_name="Bygg AB", work="08-1", home_page="https://b.se", lead_score=3,
           **number("556036-0793", COMPANY)),
    person("dead", kind=DECEASED_ESTATE, last_name="Dödsboet efter Bo", home="08-2", **number("19121212-1212")),
    ContactCategory(CUSTOMER, "firm", "k"),
    ContactMerge(CUSTOMER, "gone", "c", "byran", NOW),
]  # fmt: skip


def update(here: World, what: str, body: dict[str, Any]) -> str:
    response = here.call("POST", f"/Contacts/{what}", body)
    assert response.status_code == 200, response.text
    return str(response.json())


def test_a_person_is_read_back_with_all_that_was_written(here: World) -> None:
    contact = update(here, "UpdatePerson", PERSON)
    found = json_of(here, f"{HERE}/{contact}")
    created, changed = found.pop("createdAt"), found.pop("changedAt")
    assert created == changed
    assert found == {
        "type": "Person", "firstName": "Åsa", "lastName": "Öberg", "socialSecurityNumber": WHO[0].number,
        "isForeignSocialSecurityNumber": False, "dateOfBirth": "1985-03-12T00:00:00",
        "telephone": {"home": "08-465 004 10", "work": "08-465 004 20", "cell": "070-174 06 05",
                      "other": "08-465 004 30"},
        "leadScore": 40, "wantsToBeMatched": "NotAsked", "matchingChangedAt": None, "isDeceased": False,
        "isCompanyPerson": False, "gdprApprovalDate": "2026-02-03T00:00:00", "id": contact, "customerId": CUSTOMER,
        "agentId": "u",
        "address": {"streetAddress": "Gatan 1", "zipCode": "111 22", "city": "Lund", "countryCode": "SE",
                    "wgs84Coordinate": {"longitude": 18.5, "latitude": 59.25}},
        "email": {"emailAddress": "asa@exempel.se", "emailAddress2": "asa@exempel.org"},
        "advertisingEnabled": True, "note": "Ring",
        "categories": [{"id": "k", "name": "Slag k", "readOnly": False},
                       {"id": "k1", "name": "Slag k1", "readOnly": False}],
    }  # fmt: skip
    assert json_of(here, f"{HERE}/Person/{contact}")["id"] == contact
    assert update(here, "UpdatePerson", {**PERSON, "lastName": "Ek"}) == contact
    assert json_of(here, f"{HERE}/Person/{contact}")["lastName"] == "Ek"


def test_a_contact_in_xml_says_by_its_type_what_it_is(here: World) -> None:
    furnish(here.database, OTHERS)
    root = xml_of(here, f"{HERE}/firm")
    assert (plain(root)[0], root.attrib[f"{{{INSTANCE}}}type"]) == ("CrmContact", "CrmCompanyContact")
    names = [name for name, _ in plain(root)[1]]
    assert names[:4] == ["Address", "AdvertisingEnabled", "AgentId", "Categories"]
    assert names[-6:] == ["CorporateNumber", "HomePage", "IsForeignCorporateNumber", "LeadScore", "Name", "Telephone"]
    alone = xml_of(here, f"{HERE}/Company/firm")
    assert (plain(alone)[0], alone.attrib) == ("CrmCompanyContact", {})
    several = xml_of(here, f"{HERE}/dead,c")
    assert [item.attrib[f"{{{INSTANCE}}}type"] for item in several] == ["CrmDeceasedEstateContact", "CrmPersonContact"]


def test_a_company_and_the_estate_of_a_deceased_have_members_of_their_own(here: World) -> None:
    furnish(here.database, OTHERS)
    firm = json_of(here, f"{HERE}/Company/firm")
    assert (firm["type"], firm["name"], firm["corporateNumber"]) == ("Company", "Bygg AB", "556036-0793")
    assert (firm["telephone"], firm["homePage"]) == ({"switch": "08-1", "other": None}, "https://b.se")
    assert (firm["leadScore"], [item["id"] for item in firm["categories"]]) == (3, ["k"])
    estate = json_of(here, f"{HERE}/DeceasedEstate/dead")
    assert (estate["type"], estate["name"]) == ("DeceasedEstate", "Dödsboet efter Bo")
    assert (estate["socialSecurityNumber"], estate["isForeignIdSocialSecurityNumber"]) == ("19121212-1212", False)
    assert [item["id"] for item in json_of(here, f"{HERE}/DeceasedEstate/dead,dead,")] == ["dead"]
    assert [item["type"] for item in json_of(here, f"{HERE}/c2,firm,dead")] == ["Person", "Company", "DeceasedEstate"]


def test_a_company_is_written_in_xml(here: World) -> None:
    furnish(here.database, findable(*OTHERS[:2]))  # type: ignore[arg-type]  # both are contacts
    namespace = "http://schemas.datacontract.org/2004/07/Vitec.Housing.Connect.Api.Models.Update"
    body = (
        f'<UpdateCompany xmlns="{namespace}"><CorporateNumber>5560360793</CorporateNumber><CustomerId>{CUSTOMER}'
        "</CustomerId><Note>Bra</Note></UpdateCompany>"
    )
    response = here.call("POST", "/Contacts/UpdateCompany", body.encode(), Content_Type="application/xml")
    assert ElementTree.fromstring(response.text).text == "firm"  # noqa: S314 - our own answer
    assert json_of(here, f"{HERE}/Company/firm")["note"] == "Bra"


@pytest.mark.parametrize("kind", ["Person", "Company", "DeceasedEstate"])
def test_a_contact_of_another_kind_or_customer_or_of_nobody_is_a_404(here: World, kind: str) -> None:
    furnish(here.database, [*OTHERS, person("theirs", STRANGER)])
    wrong = {"Person": "firm", "Company": "dead", "DeceasedEstate": "c"}[kind]
    for contact in (wrong, "theirs", "nobody"):
        status, detail = refusal(here, f"{HERE}/{kind}/{contact}")
        assert (status, contact in detail) == (404, True)


def test_a_merged_contact_is_a_404_that_says_where_it_went_at_every_door(here: World) -> None:
    furnish(here.database, OTHERS)
    reads = ("", "/ComebackMeeting", "/Meeting", "/true/true/true/true/Lead")
    for path in (*(f"{HERE}/gone{end}" for end in reads), f"{HERE}/c,gone", f"{HERE}/Speculator/gone"):
        assert refusal(here, path) == (404, refusal(here, path)[1])
        assert "merged into c." in refusal(here, path)[1]
    comeback = here.call("POST", f"/Meeting/Comeback/{CUSTOMER}/gone", {"date": "2030-01-01"}, Accept_Language="en")
    assert (comeback.status_code, "merged into c." in comeback.json()["messageDetail"]) == (404, True)


def test_a_number_is_answered_in_full_and_masked_in_the_journal(here: World) -> None:
    contact = update(
        here, "UpdatePerson", {**PERSON, "socialSecurityNumber": "AB-12345", "isForeignSocialSecurityNumber": True}
    )
    response = here.call("GET", f"{HERE}/{contact}")
    assert response.json()["socialSecurityNumber"] == "AB-12345"
    assert (response.json()["isForeignSocialSecurityNumber"], response.json()["dateOfBirth"]) == (True, None)
    assert "AB-12345" not in here.journal(response)["response"]["body"]


def test_who_opts_out_is_left_alone_and_who_moves_is_found_there(here: World) -> None:
    update(here, "UpdatePerson", {"customerId": CUSTOMER, "contactId": "c", "cellPhone": "1", "wishAdvertising": True})
    assert here.call("PUT", f"{HERE}/c/OptOut").status_code == 204
    assert here.call("POST", f"{HERE}/c/NewAddress", {"city": "Ystad", "type": "FromDate"}).json() == "c"
    found = json_of(here, f"{HERE}/c")
    assert (found["advertisingEnabled"], found["address"]["city"]) == (False, "Ystad")


def test_categories_and_tasks_are_listed(shared: World) -> None:
    found = json_of(shared, f"/Category/GetCategories?customerId={CUSTOMER}")
    assert [item["id"] for item in found["personCategories"]] == ["StringValue", "k", "k1"]
    assert [item["name"] for item in found["companyCategories"]] == ["Slag k"]
    tasks = json_of(shared, f"/Task/GetTasks?customerId={CUSTOMER}")
    assert tasks[1] == {"id": "t", "description": "Uppgift t"}
    assert refusal(shared, "/Task/GetTasks")[0] == 400


@pytest.mark.parametrize("what", ["UpdatePerson", "UpdateCompany"])
def test_the_customer_of_a_contact_is_required_and_has_to_be_covered(shared: World, what: str) -> None:
    missing = shared.call("POST", f"/Contacts/{what}", {})
    assert (missing.status_code, f"{what[0].lower()}{what[1:]}.CustomerId" in missing.json()["modelState"]) == (
        400,
        True,
    )
    assert shared.call("POST", f"/Contacts/{what}", {"customerId": STRANGER}).status_code == 403


def test_a_person_has_to_be_reachable(shared: World) -> None:
    response = shared.call("POST", "/Contacts/UpdatePerson", {"customerId": CUSTOMER, "firstName": "A"})
    assert sorted(response.json()["modelState"]) == [
        f"updatePerson.{name}" for name in ("CellPhone", "Email", "TelePhone", "WorkPhone")
    ]

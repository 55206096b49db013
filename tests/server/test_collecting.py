"""Contacts by the hundred over the wire: whom the criteria fit, and all that is kept of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from farstu.areas.finding import collected_reads as collecting
from farstu.engine import large_reads
from farstu.records.bids import Bid
from farstu.records.contacts import COMPANY, DECEASED_ESTATE, ContactCategory, ContactField
from farstu.records.estates import Prospect
from farstu.records.finding import number_columns
from farstu.records.parties import Party
from farstu.store.table import Row
from tests.support.people import VAULT, WHO, findable
from tests.support.reading import at, counting, plain
from tests.support.world import CUSTOMER, GROUP_KEY, NOW, SISTER, STRANGER, World, estate, person, world

YEAR = {"created_at": at("2020-05-01T10:00:00"), "changed_at": at("2021-05-01T10:00:00")}
MAY = at("2026-05-01T10:00:00")
MINE = {"customerId": CUSTOMER}


def number(text: str, kind: str | None = None) -> dict[str, Any]:
    return number_columns(VAULT, text, False, NOW, kind)


def rows() -> list[Row]:
    return [
        *findable(
            person("p1", first_name="Anna", last_name="Berg", email="anna@exempel.se", agent="u1", city="Lund",
                   country_code="SE", home="1", work="2", cell="3", other="4", note="Ring", wants_advertising=True,
                   longitude=18.5, latitude=59.25, gdpr_approved_at=MAY, obtained_through="Phone",
                   **number(WHO[0].number), **YEAR),
            person("s1", SISTER, first_name="Eva", last_name="Ek", email="anna@exempel.se", agent="u1"),
            person("f1", kind=COMPANY, last_name="Bygg AB", work="08-1", home_page="b.se", agent="u1",
                   **number("556036-0793", COMPANY)),
            person("d1", kind=DECEASED_ESTATE, last_name="Dödsboet", home="5", agent="u1"),
        ),
        ContactField(CUSTOMER, "p1", "Hund", "Tax"),
        ContactCategory(CUSTOMER, "p1", "k"),
        estate("sold", final_price=1, final_price_at=MAY),
        Party(CUSTOMER, "sold", "p1", "Buyer", MAY),
        Party(CUSTOMER, "e1", "p1", "Seller", MAY + 1),
        Prospect(CUSTOMER, "e", "p1", "Interested", MAY),
        Prospect(CUSTOMER, "e", "c", "Assigned", MAY),
        *(
            Bid(CUSTOMER, f"b{who}", "e", who, None, 1, "1", None, False, back, False, MAY, "byran", MAY)
            for who, back in (("p1", False), ("c", True))
        ),
    ]  # fmt: skip


@pytest.fixture(scope="module")
def here(kind: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder: Path = tmp_path_factory.mktemp("collecting")
    with world(folder, rows(), kind=kind) as made:
        yield made


def get(here: World, body: dict[str, Any], what: str = "GetContacts", **more: str) -> Any:
    response = here.call("POST", f"/Contacts/{what}", body, **more)
    assert response.status_code == 200, response.text
    return response.json()


def test_a_person_is_told_whole(here: World) -> None:
    (mine,) = get(here, MINE | {"contactId": ["p1"]})
    assert (mine["customerId"], mine["companies"], mine["estates"]) == (CUSTOMER, [], [])
    assert mine["persons"] == [{
        "firstName": "Anna", "lastName": "Berg", "socialSecurityNumber": WHO[0].number, "telePhone": "1",
        "workPhone": "2", "cellPhone": "3", "gdprApprovalDate": "2026-05-01T10:00:00", "obtainThrough": "Phone",
        "brokerId": "u1", "contactId": "p1", "customerId": CUSTOMER,
        "customFields": [{"label": "Hund", "name": "Hund", "value": "Tax"}],
        "categories": [{"id": "k", "name": "Slag k", "readOnly": False}],
        "address": {"streetAddress": None, "zipCode": None, "city": "Lund", "countryCode": "SE"},
        "email": {"emailAddress": "anna@exempel.se", "emailAddress2": None}, "otherPhone": "4",
        "wishAdvertising": True, "note": "Ring", "coordinate": {"longitud": 18.5, "latitud": 59.25},
        "createdAt": "2020-05-01T10:00:00", "changedAt": "2021-05-01T10:00:00", "lookingForAccommodation": [],
        "presentAccommodation": None,
        "buyerOnObjects": [{"estateId": "sold", "type": "HousingCooperative"}],
        "sellerOnObjects": [{"estateId": "e1", "type": "HousingCooperative"}],
        "interestOnObjects": [{
            "estateId": "e", "type": "HousingCooperative", "estateType": "HousingCooperative", "viewing": False,
            "bidder": True, "interestLevel": "Interested",
        }],
    }]  # fmt: skip
    (other,) = get(here, MINE | {"contactId": ["c"]})
    interest = other["persons"][0]["interestOnObjects"][0]
    assert (interest["viewing"], interest["bidder"]) == (True, False)


def test_a_company_and_an_estate_of_a_deceased_have_members_of_their_own(here: World) -> None:
    (mine,) = get(here, MINE | {"userId": "u1"})
    (firm,), (estate_of,) = mine["companies"], mine["estates"]
    assert (firm["companyName"], firm["corporateNumber"], firm["switchPhone"]) == ("Bygg AB", "556036-0793", "08-1")
    assert (firm["homePage"], firm["coordinate"], firm["wishAdvertising"]) == ("b.se", None, False)
    assert (estate_of["name"], estate_of["telePhone"]) == ("Dödsboet", "5")


@pytest.mark.parametrize(
    ("criteria", "expected"),
    [
        ({"contactId": ["p1", "nobody"]}, ["p1"]),
        ({"userId": "u1", "contactId": ["f1", "d1", "c"]}, ["d1", "f1"]),
        ({"categories": ["k", "x"]}, ["p1"]),
        ({"emailAddresses": ["ANNA@exempel.se", "none"]}, ["p1"]),
        ({"emailAddresses": ["none"]}, []),
        ({"socialSecurityNumber": WHO[0].number[2:]}, ["p1"]),
        ({"socialSecurityNumber": "5560360793"}, ["f1"]),
        ({"socialSecurityNumber": "12"}, []),
        ({"customField": {"name": "Hund"}}, ["p1"]),
        ({"customField": {"name": "Hund", "value": "Pudel"}}, []),
        ({"createdDateTo": "2020-05-01T10:00:00"}, ["p1"]),
        ({"changedDateFrom": "2021-05-01T10:00:00", "changedDateTo": "2021-05-01T10:00:00"}, ["p1"]),
        ({"changedDateFrom": "2021-05-01T10:00:01", "changedDateTo": "2022-01-01"}, []),
        ({"contractDateFrom": "2026-05-01T10:00:00", "contractDateTo": "2026-05-02"}, ["p1"]),
        ({"contractDateTo": "2026-05-01T09:00:00"}, []),
        ({"buyerRelationDateFrom": "2026-05-01T10:00:00", "buyerRelationDateTo": "2026-05-01T10:00:00"}, ["p1"]),
        ({"sellerRelationDateTo": "2026-05-01T10:00:00"}, []),
        ({"viewingDateFrom": "2026-01-01", "viewingDateTo": "2027-01-01", "contactId": ["c", "c2"]}, ["c"]),
        ({"viewingDateTo": "2026-01-01"}, []),
        ({"biddingDateFrom": "2026-05-01T10:00:00", "biddingDateTo": "2026-05-01T10:00:00"}, ["p1"]),
        ({"biddingDateTo": "2026-05-01T09:59:59"}, []),
        ({"biddingDateFrom": "2000-01-01", "contactId": ["c", "c2", "p1"]}, ["c2", "p1"]),
    ],
)
def test_contacts_are_those_that_all_criteria_fit(here: World, criteria: dict[str, Any], expected: list[str]) -> None:
    found = [
        contact["contactId"]
        for mine in get(here, MINE | criteria)
        for kind in ("persons", "companies", "estates")
        for contact in mine[kind]
    ]
    assert sorted(found) == expected
    synced = [
        contact["contactId"]
        for mine in get(here, MINE | criteria, "GetContactsSyncList")
        for kind in ("persons", "companies", "estates")
        for contact in mine[kind]
    ]
    assert sorted(synced) == expected


def test_without_a_customer_all_that_the_key_covers_are_asked(here: World) -> None:
    body = {"emailAddresses": ["anna@exempel.se"]}
    assert [mine["customerId"] for mine in get(here, body, key=GROUP_KEY)] == [CUSTOMER, SISTER]
    assert [mine["customerId"] for mine in get(here, body)] == [CUSTOMER]
    synced = get(here, body, "GetContactsSyncList", key=GROUP_KEY)
    assert synced[0] == {
        "customerId": CUSTOMER,
        "persons": [{"contactId": "p1", "dateChanged": "2021-05-01T10:00:00"}],
        "companies": [],
        "estates": [],
    }
    assert here.call("POST", "/Contacts/GetContacts", {"customerId": STRANGER}).status_code == 403


def test_they_are_told_in_xml_too(here: World) -> None:
    from xml.etree import ElementTree

    namespace = "http://schemas.datacontract.org/2004/07/Vitec.Housing.Connect.Api.Models.Contact"
    body = (
        f'<ContactCriteria xmlns="{namespace}"><CustomerId>{CUSTOMER}</CustomerId><UserId>u1</UserId></ContactCriteria>'
    )
    for what, root in (("GetContacts", "ContactCollection"), ("GetContactsSyncList", "ContactCollectionForSyncList")):
        response = here.call(
            "POST", f"/Contacts/{what}", body.encode(), Content_Type="application/xml", Accept="application/xml"
        )
        name, (only,) = plain(ElementTree.fromstring(response.text))  # noqa: S314 - our own answer
        assert (name, only[0]) == (f"ArrayOf{root}", root)


def test_a_value_without_its_field_is_a_400(here: World) -> None:
    response = here.call("POST", "/Contacts/GetContacts", MINE | {"customField": {"value": "Tax"}})
    assert (response.status_code, list(response.json()["modelState"])) == (400, ["contactCriteria.CustomField.Name"])


def test_more_than_one_answer_holds_is_refused_not_cut(here: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collecting, "MOST_WHOLE", 2)
    response = here.call("POST", "/Contacts/GetContacts", MINE | {"userId": "u1"}, Accept_Language="en")
    assert (response.status_code, "More than 2 contacts" in response.json()["messageDetail"]) == (400, True)


def test_the_database_is_asked_as_often_for_one_as_for_a_thousand(here: World) -> None:
    for criteria, what, times in (
        ({"contactId": ["p1"]}, "GetContacts", 5),
        ({}, "GetContacts", 5),
        ({}, "GetContactsSyncList", 1),
    ):
        with counting(here) as counted:
            get(here, MINE | criteria, what)
        assert counted.asked == times


@pytest.mark.parametrize("accept", ["application/json", "application/xml"])
def test_what_is_made_beside_the_loop_is_the_same(here: World, monkeypatch: pytest.MonkeyPatch, accept: str) -> None:
    def ask() -> list[tuple[int, bytes]]:
        bodies: list[dict[str, Any]] = [{"customerId": c, "dateChangedFrom": "2020-01-01"} for c in (CUSTOMER, SISTER)]
        answers = [
            here.call("POST", f"/Contacts/{what}", body, Accept=accept, key=GROUP_KEY)
            for what in ("GetContacts", "GetContactsSyncList")
            for body in [*bodies, {"customerId": CUSTOMER, "userId": "nobody"}, {"customerId": STRANGER}]
        ]
        return [(answer.status_code, answer.content) for answer in answers]

    before = ask()
    monkeypatch.setattr(large_reads, "MOST_VALUES", 0)
    assert ask() == before
    assert [status for status, _ in before] == [200, 200, 200, 403] * 2

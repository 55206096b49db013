"""Meetings and comebacks read back, of one contact, by id and by time."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import pytest

from farstu.records.commissions import Commission
from tests.support.reading import at, booked, json_of, plain, refusal, xml_of
from tests.support.world import CUSTOMER, STRANGER, World, furnish, person

COMEBACKS = f"/CRM/Contact/{CUSTOMER}/c/ComebackMeeting"


def test_comebacks_are_read_back_by_their_dates(here: World) -> None:
    path = f"/Meeting/Comeback/{CUSTOMER}/c"
    later = here.call("POST", path, {"date": "2030-07-01T10:00:00"}).json()
    sooner = here.call("POST", path, {"date": "2030-01-01T09:00:00Z"}).json()
    found = json_of(here, COMEBACKS)
    assert found["contactId"] == "c"
    assert [item["id"] for item in found["meetings"]] == [sooner, later]
    assert [item["meetingDate"] for item in found["meetings"]] == ["2030-01-01T10:00:00", "2030-07-01T10:00:00"]
    assert set(found["meetings"][0]) == {"id", "createdAt", "meetingDate"}
    root = plain(xml_of(here, COMEBACKS))
    assert root[0] == "CrmContactComebackMeeting"
    assert [name for name, _ in root[1]] == ["ContactId", "Meetings"]
    assert [name for name, _ in root[1][1][1]] == ["CrmMeeting", "CrmMeeting"]


def test_one_contact_gives_an_object_and_several_an_array_in_their_order(here: World) -> None:
    here.call("POST", f"/Meeting/Comeback/{CUSTOMER}/c", {"date": "2030-07-01"})
    found = json_of(here, COMEBACKS.replace("/c/", "/c2, c,c2/"))
    assert [(item["contactId"], len(item["meetings"])) for item in found] == [("c2", 0), ("c", 1)]
    assert plain(xml_of(here, COMEBACKS.replace("/c/", "/c2,c/")))[0] == "ArrayOfCrmContactComebackMeeting"


def test_more_than_twenty_contacts_are_a_400_and_one_unknown_is_named(shared: World) -> None:
    many = ",".join(f"c{number}" for number in range(21))
    status, problems = refusal(shared, COMEBACKS.replace("/c/", f"/{many}/"))
    assert (status, list(problems)) == (400, ["contactIds"])
    status, detail = refusal(shared, COMEBACKS.replace("/c/", "/c,nobody,noone/"))
    assert (status, "nobody" in detail, "noone" in detail) == (404, True, False)


def test_a_date_in_the_second_of_the_doubled_hours_is_read_back_as_it_was(here: World) -> None:
    path = f"/Meeting/Comeback/{CUSTOMER}/c"
    for date in ("2030-10-27T02:30:00+02:00", "2030-10-27T02:30:00+01:00"):
        here.call("POST", path, {"date": date})
    dates = [item["meetingDate"] for item in json_of(here, COMEBACKS)["meetings"]]
    assert dates == ["2030-10-27T02:30:00", "2030-10-27T02:30:00+01:00"]
    assert at(dates[1]) - at(dates[0]) == 3600 * 10_000_000


def test_meetings_of_a_contact_are_no_comebacks(here: World) -> None:
    here.call("POST", f"/Meeting/Comeback/{CUSTOMER}/c", {"date": "2030-07-01"})
    found = json_of(here, f"/CRM/Contact/{CUSTOMER}/c/Meeting")
    assert sorted(item["id"] for item in found["meetings"]) == ["StringValue", "m", "m1"]
    assert json_of(here, f"/CRM/Contact/{CUSTOMER}/c2/Meeting") == {"contactId": "c2", "meetings": []}


CALENDAR = [
    person("k", first_name="Kim", last_name="Al", city="Lund", home="046-1", cell="070-1"),
    booked("one", "2031-05-02"),
    booked("two", "2031-05-01", booked_by="u1", booked_at=at("2032-01-02T08:30:00")),
    booked("three", "2031-05-03", "Viewing", "CancelledByCustomer"),
    booked("alone", "2031-06-01", contact=None, estate=None, user="gone"),
]


def find(here: World, **criteria: Any) -> list[str]:
    body = {"customerId": CUSTOMER, "dateFrom": "2031-05-01T10:00:00", "dateTo": "2031-05-03T10:00:00"} | criteria
    response = here.call("POST", "/Meeting/GetMeetings", body)
    assert response.status_code == 200, response.text
    return [item["id"] for item in response.json()]


def test_a_meeting_is_read_back_whole(here: World) -> None:
    furnish(here.database, CALENDAR)
    assert json_of(here, f"/Meeting/{CUSTOMER}/two") == {
        "id": "two", "contactId": "k", "contactName": "Kim Al",
        "address": {"streetAddress": None, "zipCode": None, "city": "Lund", "countryCode": None},
        "telePhone": "046-1", "cellPhone": "070-1", "meetingDate": "2031-05-01T10:00:00", "type": "Assignment",
        "state": "Booked", "brokerId": "u", "brokerName": "Eva Ek", "bookedById": "u1", "bookedByName": "Eva Ek",
        "bookedDate": "2032-01-02T08:30:00", "signatureDate": None, "estateStatus": None,
        "commissionWithoutTaxes": 0.0, "commissionSource": None, "assignmentSource": None, "cancelledBy": None,
        "agreementDate": None, "commissionType": None, "accessDate": None, "estateId": "e",
    }  # fmt: skip
    cancelled = json_of(here, f"/Meeting/{CUSTOMER}/three")
    assert (cancelled["type"], cancelled["state"], cancelled["cancelledBy"]) == (
        "Viewing", "CancelledByCustomer", "customer",
    )  # fmt: skip
    alone = json_of(here, f"/Meeting/{CUSTOMER}/alone")
    assert (alone["contactId"], alone["address"], alone["brokerId"], alone["brokerName"]) == (None, None, "gone", None)
    root = plain(xml_of(here, f"/Meeting/{CUSTOMER}/two"))
    assert (root[0], root[1][0][0], dict(root[1])["CommissionWithoutTaxes"]) == ("Meeting", "AccessDate", "0.0")


def test_a_meeting_about_an_assignment_says_what_is_earned_on_the_home(here: World) -> None:
    def earned(user: str, kind: str, amount: int, day: str, estate: str = "e") -> Commission:
        return Commission(CUSTOMER, estate, user, kind, "o", amount, 50, at(f"{day}T09:00:00"))

    furnish(here.database, [
        *CALENDAR,
        earned("u", "Valuation", 3_000, "2031-06-01"),
        earned("u", "Sale", 60_000, "2031-07-01"), earned("u1", "Sale", 24_000, "2031-07-02"),
        earned("u", "Sale", 1, "2031-07-03", "e1"),
    ])  # fmt: skip
    one = json_of(here, f"/Meeting/{CUSTOMER}/one")
    assert (one["commissionWithoutTaxes"], one["commissionType"], one["agreementDate"]) == (
        84_000.0, "Sale", "2031-07-02T09:00:00",
    )  # fmt: skip
    assert dict(plain(xml_of(here, f"/Meeting/{CUSTOMER}/one"))[1])["CommissionWithoutTaxes"] == "84000"
    for silent in ("three", "alone"):
        assert json_of(here, f"/Meeting/{CUSTOMER}/{silent}")["commissionType"] is None
    assert find(here, type="All") == ["two", "one", "three"]


def test_a_comeback_is_found_by_the_id_that_it_was_answered_with(here: World) -> None:
    furnish(here.database, CALENDAR)
    body = {"date": "2030-01-01T10:00:00", "meetingId": "three", "estateId": "e1", "participant": {"userId": "u1"}}
    comeback = here.call("POST", f"/Meeting/Comeback/{CUSTOMER}/k", body).json()
    found = json_of(here, f"/Meeting/{CUSTOMER}/{comeback}")
    assert (found["id"], found["contactName"], found["type"], found["state"]) == (
        comeback,
        "Kim Al",
        "Viewing",
        "Booked",
    )
    assert (found["meetingDate"], found["estateId"], found["brokerId"]) == ("2030-01-01T10:00:00", "e1", "u1")
    plainer = here.call("POST", f"/Meeting/Comeback/{CUSTOMER}/k", {"date": "2030-01-01"}).json()
    found = json_of(here, f"/Meeting/{CUSTOMER}/{plainer}")
    assert (found["type"], found["brokerId"]) == ("Assignment", None)


def test_meetings_are_found_by_their_time_or_by_that_of_their_booking(here: World) -> None:
    furnish(here.database, CALENDAR)
    here.call("POST", f"/Meeting/Comeback/{CUSTOMER}/c", {"date": "2031-05-02T10:00:00"})
    assert find(here) == ["two", "one"]
    assert find(here, type="Viewing") == ["three"]
    assert find(here, type=3) == ["two", "one", "three"]
    assert find(here, dateTo="2031-05-01T10:00:00") == ["two"]
    assert find(here, search=True) == []
    day = {"dateFrom": "2032-01-02", "dateTo": "2032-01-03"}
    assert find(here, search=True, type="All", **day) == ["two"]


def test_meetings_are_found_in_xml_too(here: World) -> None:
    furnish(here.database, CALENDAR)
    namespace = "http://schemas.datacontract.org/2004/07/Vitec.Housing.Connect.Api.Models.Meeting"
    body = (
        f'<MeetingCreateria xmlns="{namespace}"><CustomerId>{CUSTOMER}</CustomerId>'
        "<DateFrom>2031-05-01T00:00:00</DateFrom><DateTo>2031-05-30T00:00:00</DateTo><Search>false</Search><Type>All</Type></MeetingCreateria>"
    )
    response = here.call("POST", "/Meeting/GetMeetings", body.encode(), Content_Type="application/xml")
    root = plain(ElementTree.fromstring(response.text))  # noqa: S314 - our own answer
    assert (root[0], [name for name, _ in root[1]]) == ("ArrayOfMeeting", ["Meeting"] * 3)


@pytest.mark.parametrize(
    ("body", "keys"),
    [
        ({}, {"meetingcreateria.customerid", "meetingcreateria.datefrom", "meetingcreateria.dateto"}),
        ({"customerId": CUSTOMER, "dateFrom": "2031-01-02", "dateTo": "2031-01-01"}, {"meetingcreateria.dateto"}),
        ({"customerId": " ", "dateFrom": "2031-01-02", "dateTo": "2031-01-03"}, {"meetingcreateria.customerid"}),
    ],
)
def test_criteria_that_cannot_be_are_a_400(shared: World, body: dict[str, str], keys: set[str]) -> None:
    response = shared.call("POST", "/Meeting/GetMeetings", body)
    assert (response.status_code, {key.lower() for key in response.json()["modelState"]}) == (400, keys)


def test_the_customer_in_a_body_needs_the_right_even_where_the_rest_is_wrong(shared: World) -> None:
    for body in ({"customerId": STRANGER}, {"customerId": STRANGER, "dateFrom": "2031-01-01", "dateTo": "2031-01-01"}):
        assert shared.call("POST", "/Meeting/GetMeetings", body).status_code == 403

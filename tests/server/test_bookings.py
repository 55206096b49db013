"""Viewings and their bookings through the interface: read, booked, full, closed, taken off; prospects and buyers."""

from __future__ import annotations

from typing import Any

import pytest

from farstu.records.contacts import CONTACT
from farstu.records.estates import PROSPECT, Buyer
from farstu.records.leads import LEAD
from farstu.records.mail import OUTGOING_MAIL
from farstu.records.parties import BUYER, Party
from farstu.records.viewings import PARTICIPANT, Participant, TimeSlot, Viewing
from tests.support.reading import at, json_of, plain, refusal, statements, xml_of
from tests.support.world import CUSTOMER, GROUP_KEY, STRANGER, World, estate, furnish, person

NOON = at("2031-05-01T12:00:00")
HOUR = 3600 * 10_000_000
SLOT = f"/Viewing/{CUSTOMER}/w/s1/Participant"
PERSON = {
    "firstName": "Åsa", "lastName": "Öberg", "cellPhone": "070-174 06 05", "customerId": CUSTOMER, "note": "Ring",
    "address": {"city": "Lund"}, "email": {"emailAddress": "asa@example.com"}, "approval": True,
}  # fmt: skip
FORM = f"/v2/Advertising/Form/{CUSTOMER}/Estate/home"
GUEST = {"timeSlotId": "s1", "firstName": "Åsa", "lastName": "Öberg", "email": "asa@example.com"}


def shown(world: World) -> World:
    """A home that is shown in two time slots, the first with room for two; and the evening after, to nobody."""
    furnish(world.database, [
        estate("home", agent="u"),
        Viewing(CUSTOMER, "w", "home", "u", "Portkod 12", deadline=NOON - HOUR, booking_url="https://example.com"),
        TimeSlot(CUSTOMER, "w", "s2", NOON + HOUR, NOON + 2 * HOUR, None),
        TimeSlot(CUSTOMER, "w", "s1", NOON, NOON + HOUR, 2),
        Viewing(CUSTOMER, "evening", "home", "u", None, on_internet=False, is_bookable=False),
        TimeSlot(CUSTOMER, "evening", "s3", NOON + 9 * HOUR, NOON + 10 * HOUR, None),
        person("k", first_name="Kim", last_name="Ek", email="kim@example.com"),
    ])  # fmt: skip
    return world


@pytest.fixture
def open_house(here: World) -> World:
    return shown(here)


@pytest.fixture(scope="module")
def kept_house(shared: World) -> World:
    """For what is refused: it stays as it was."""
    return shown(shared)


def booked(here: World, **where: Any) -> list[Participant]:
    return here.rows(PARTICIPANT, viewing="w", **where)


def test_viewings_are_read_with_their_time_slots(open_house: World) -> None:
    open_house.call("POST", f"{SLOT}/k", {})
    first, second = json_of(open_house, f"/Viewing/{CUSTOMER}/home")
    assert first == {
        "id": "w", "startsAt": "2031-05-01T12:00:00", "endsAt": "2031-05-01T14:00:00", "showOnInternet": True,
        "showOnIntranet": True, "isDigital": False, "commentary": "Portkod 12", "participantPerTimeSlot": 2,
        "bookableFromInternet": True, "noLaterThen": "2031-05-01T11:00:00", "bookingUrl": "https://example.com",
        "timeSlots": [
            {"id": "s1", "startsAt": "2031-05-01T12:00:00", "endsAt": "2031-05-01T13:00:00", "participants": 1},
            {"id": "s2", "startsAt": "2031-05-01T13:00:00", "endsAt": "2031-05-01T14:00:00", "participants": 0},
        ],
        "estateId": "home", "isProjectViewing": False,
    }  # fmt: skip
    assert (second["id"], second["bookableFromInternet"]) == ("evening", False)
    assert plain(xml_of(open_house, f"/Viewing/{CUSTOMER}/home"))[0] == "ArrayOfViewing"
    assert statements(open_house, f"/Viewing/{CUSTOMER}/home") == 1


@pytest.mark.parametrize("query", ["", f"?customerId={CUSTOMER}"])
def test_the_older_form_finds_the_home_where_the_key_reaches(open_house: World, query: str) -> None:
    for key in ("fk_all", GROUP_KEY):
        assert len(json_of(open_house, f"/Viewing/home{query}", key=key)) == 2
    furnish(open_house.database, [estate("theirs", STRANGER)])
    for missing in ("nothing", "theirs"):
        status, detail = refusal(open_house, f"/Viewing/{missing}{query}")
        assert (status, missing in detail) == (404, True)
    assert json_of(open_house, f"/Viewing/e1{query}") == []


@pytest.mark.parametrize(
    "path", [f"{SLOT}/k", "/Viewing/w/s1/Participant/k", f"/Viewing/w/s1/Participant/k?customerId={CUSTOMER}"]
)
def test_a_contact_is_booked_once_and_becomes_a_prospect(open_house: World, path: str) -> None:
    body = {"reminderTime": 60, "sMSReminder": True, "mailConfirmation": True}
    first, again = (open_house.call("POST", path, body) for _ in range(2))
    assert first.json().startswith("VID")
    assert again.json() == first.json()
    (row,) = booked(open_house)
    assert (row.contact, row.time_slot, row.reminder, row.reminds_by_sms, row.participated) == (
        "k",
        "s1",
        60,
        True,
        None,
    )
    assert [(item.contact, item.status) for item in open_house.rows(PROSPECT)] == [("k", "BeenAtOrComingToViewing")]
    assert [mail.recipient for mail in open_house.rows(OUTGOING_MAIL)] == ["kim@example.com"]
    assert open_house.rows(LEAD) == []


def test_a_key_for_several_customers_has_to_say_which(open_house: World) -> None:
    answer = open_house.call("POST", "/Viewing/w/s1/Participant/k", {}, key=GROUP_KEY)
    assert (answer.status_code, list(answer.json()["modelState"])) == (400, ["customerId"])
    assert (
        open_house.call("POST", f"/Viewing/w/s1/Participant/k?customerId={CUSTOMER}", {}, key=GROUP_KEY).status_code
        == 200
    )


def test_a_message_makes_a_lead_with_its_source(open_house: World) -> None:
    open_house.call("POST", f"{SLOT}/k", {"contactMessage": "Hej", "leadSourceId": "L1", "participated": True})
    (lead,) = open_house.rows(LEAD)
    assert (lead.kind, lead.contact, lead.estate, lead.source, lead.message) == ("Viewing", "k", "home", "L1", "Hej")
    assert booked(open_house)[0].participated is True
    refused = open_house.call("POST", f"{SLOT}/c", {"contactMessage": "Hej", "leadSourceId": "x"})
    assert list(refused.json()["modelState"]) == ["participant.LeadSourceId"]
    assert [row.contact for row in booked(open_house)] == ["k"]


def test_a_full_time_slot_and_one_that_is_closed_are_a_400_unless_left_out_of_account(open_house: World) -> None:
    for contact in ("c", "c2"):
        assert open_house.call("POST", f"{SLOT}/{contact}", {}).status_code == 200
    full = open_house.call("POST", f"{SLOT}/k", {}, Accept_Language="en")
    assert "2 place(s)" in full.json()["modelState"]["timeSlotId"][0]
    assert open_house.call("POST", f"{SLOT}/k", {"options": {"enableBookingLimitValidation": False}}).status_code == 200
    furnish(open_house.database, [Viewing(CUSTOMER, "w", "home", "u", None, deadline=1)])
    late = SLOT.replace("s1", "s2") + "/k"
    assert list(open_house.call("POST", late, {}).json()["modelState"]) == ["timeSlotId"]
    assert open_house.call("POST", late, {"options": {"isDeadlineValidationEnabled": False}}).status_code == 200


@pytest.mark.parametrize(
    ("path", "named"),
    [("/Viewing/M1/x/s1/Participant/k", "viewingId"), ("/Viewing/M1/w/s9/Participant/k", "timeSlotId"),
     ("/Viewing/M1/w/s1/Participant/nobody", "contactId"), ("/Viewing/M1/evening/s1/Participant/k", "timeSlotId")],
)  # fmt: skip
def test_a_booking_of_nothing_is_a_404(kept_house: World, path: str, named: str) -> None:
    answer = kept_house.call("POST", path, {})
    assert (answer.status_code, named in answer.json()["messageDetail"]) == (404, True)


@pytest.mark.parametrize("path", [SLOT, "/Viewing/w/s1/Participant"])
def test_a_new_person_is_made_booked_and_kept_with_what_was_said(open_house: World, path: str) -> None:
    answer = open_house.call("POST", path, {"updatePerson": PERSON})
    contact = answer.json()
    (made,) = open_house.rows(CONTACT, id=contact)
    assert (made.first_name, made.cell, made.email, made.city) == ("Åsa", "070-174 06 05", "asa@example.com", "Lund")
    (row,) = booked(open_house)
    (lead,) = open_house.rows(LEAD)
    assert (row.contact, lead.contact, lead.source) == (contact, contact, "L")
    assert '"note":"Ring"' in lead.left_out
    again = open_house.call("POST", path, {"updatePerson": PERSON, "returnBookingId": True})
    assert again.json() == row.id


def test_a_person_may_be_named_by_id_and_has_to_be_of_this_customer(open_house: World) -> None:
    known = {"updatePerson": {"contactId": "k", "customerId": CUSTOMER, "cellPhone": "1"}}
    assert open_house.call("POST", SLOT, known).json() == "k"
    wrong: list[tuple[dict[str, object], str]] = [
        ({"contactId": "x"}, "ContactId"), ({"customerId": "M3"}, "CustomerId"),
        ({"userId": "x"}, "UserId"), ({"task": {"estateId": "x"}}, "Task.EstateId"),
    ]  # fmt: skip
    for change, key in wrong:
        body = {"updatePerson": known["updatePerson"] | change}
        state = open_house.call("POST", SLOT, body).json()["modelState"]
        assert list(state) == [f"participant.UpdatePerson.{key}"]
    assert list(open_house.call("POST", SLOT, {}).json()["modelState"]) == ["participant.UpdatePerson"]


def test_the_form_says_who_sells_and_where_there_is_room(open_house: World) -> None:
    for contact in ("c", "c2"):
        open_house.call("POST", f"{SLOT}/{contact}", {})
    found = json_of(open_house, FORM)
    assert found["office"] == {"customerId": CUSTOMER, "name": "Kontor o"}
    assert found["agents"] == [{"id": "u", "name": "Eva Ek", "email": None, "isPrimary": True}]
    assert [viewing["id"] for viewing in found["viewings"]] == ["w"]
    assert [slot["isRegistrationAvailable"] for slot in found["viewings"][0]["timeSlots"]] == [False, True]
    assert plain(xml_of(open_house, FORM))[0] == "AdvertisingFormContactEstate"
    assert statements(open_house, FORM) == 2
    assert refusal(open_house, FORM.replace("home", "nothing"))[0] == 404


def test_a_visitor_books_and_is_taken_off_again(open_house: World) -> None:
    answer = open_house.call("POST", f"{FORM}/Viewing/Attend", GUEST | {"confirmation": {"isEmailEnabled": True}})
    contact = answer.json()["contactId"]
    assert [row.contact for row in booked(open_house, canceled_at=None)] == [contact]
    assert [mail.recipient for mail in open_house.rows(OUTGOING_MAIL)] == ["asa@example.com"]
    path = f"/Advertising/Message/{CUSTOMER}/Estate/home/Viewing/Attendee/{contact}/OptOut"
    for _ in range(2):
        assert open_house.call("PUT", path).status_code == 204
    assert booked(open_house, canceled_at=None) == []
    assert json_of(open_house, f"/ViewingParticipant/{CUSTOMER}/{contact}/w") == []
    follow = {"contactId": contact, "viewingId": "w", "participated": True}
    assert open_house.call("PUT", f"/ViewingParticipant/{CUSTOMER}", follow).json() is False
    assert open_house.call("POST", f"{FORM}/Viewing/Attend", GUEST).json() == {"contactId": contact}
    assert len(booked(open_house, canceled_at=None)) == 1
    for missing, named in (("/home/", "estateId"), (f"/{contact}/", "contactId")):
        gone = open_house.call("PUT", path.replace(missing, "/nothing/"))
        assert (gone.status_code, named in gone.json()["messageDetail"]) == (404, True)


@pytest.mark.parametrize(
    ("change", "keys"),
    [({"timeSlotId": "x"}, ["TimeSlotId"]), ({"timeSlotId": "s3"}, ["TimeSlotId"]),
     ({"timeSlotId": None}, ["TimeSlotId"]),
     ({"firstName": ""}, ["FirstName"]), ({"lead": {"leadSourceId": "x"}}, ["Lead.LeadSourceId"])],
)  # fmt: skip
def test_a_visit_that_cannot_be_booked_is_a_400_and_nobody_is_made(
    kept_house: World, change: dict[str, Any], keys: list[str]
) -> None:
    before = len(kept_house.rows(CONTACT))
    answer = kept_house.call("POST", f"{FORM}/Viewing/Attend", GUEST | change)
    assert (answer.status_code, list(answer.json()["modelState"])) == (400, [f"application.{key}" for key in keys])
    assert len(kept_house.rows(CONTACT)) == before


def test_somebody_who_asks_becomes_a_prospect_with_a_lead(here: World) -> None:
    body = {
        "firstName": "Åsa", "lastName": "Öberg", "email": {"emailAddress": "asa@example.com"},
        "status": "VeryInterested", "contactMessage": "Hej",
        "presentAccommodation": {"estateType": "Tenancy", "numberOfRooms": 2.5},
        "marketing": {"utmTags": [{"name": "utm_source", "value": "x"}]}, "gdprApprovalDate": "2026-05-03T10:00:00",
    }  # fmt: skip
    assert here.call("POST", f"/Advertising/Estate/{CUSTOMER}/e/interest", body).status_code == 204
    (prospect,), (lead,) = here.rows(PROSPECT), here.rows(LEAD)
    assert (prospect.status, lead.kind, lead.message, lead.source) == ("VeryInterested", "Interest", "Hej", "L")
    assert '"numberOfRooms":2.5' in lead.left_out
    assert '"gdpr_approval_date":"2026-05-03T10:00:00"' in lead.left_out
    here.call("POST", f"/Advertising/Estate/{CUSTOMER}/e/interest", body | {"status": 3})
    assert [row.status for row in here.rows(PROSPECT)] == ["VeryInterested"]
    assert len(here.rows(LEAD)) == 2
    assert here.call("POST", f"/Advertising/Estate/{CUSTOMER}/nothing/interest", body).status_code == 404
    assert list(
        here.call("POST", f"/Advertising/Estate/{CUSTOMER}/e/interest", body | {"email": None}).json()["modelState"]
    )


def test_a_valuation_is_a_lead_about_no_home(here: World) -> None:
    path = f"/v2/Advertising/Form/{CUSTOMER}/Valuation"
    body = {
        "firstName": "Åsa", "lastName": "Öberg", "cellPhone": "070-174 06 05", "address": {"streetAddress": "Gatan 3"},
        "lead": {"leadSourceId": "L1", "message": "Snart", "assignmentSourceId": "A"}, "receiver": {"userId": "u"},
    }  # fmt: skip
    contact = here.call("POST", path, body).json()["contactId"]
    (lead,) = here.rows(LEAD)
    assert (lead.contact, lead.kind, lead.estate, lead.source, lead.message) == (
        contact,
        "Valuation",
        None,
        "L1",
        "Snart",
    )
    assert '"assignment_source_id":"A"' in lead.left_out
    assert (
        json_of(here, f"/CRM/Contact/{CUSTOMER}/{contact}/true/true/true/true/Lead")["leads"][0]["leadType"]
        == "Contact"
    )
    refused = here.call("POST", path, body | {"receiver": {"userId": "x"}})
    assert list(refused.json()["modelState"]) == ["application.Receiver.UserId"]


@pytest.mark.parametrize(
    ("sent", "read"),
    [("JoinedBidding", "ParticipateInBidding"), (0, "ParticipateInBidding"),
     ("BeenOnShowing", "BeenAtOrComingToViewing"), (3, "Interested"), ("FollowingBidding", "FollowingBidding")],
)  # fmt: skip
def test_a_status_on_a_home_is_set_and_read_back(here: World, sent: Any, read: str) -> None:
    path = f"/CRM/Speculator/{CUSTOMER}/c/Estate/e"
    assert here.call("PUT", path, {"status": "NotInterested", "note": "Nej"}).status_code == 204
    assert here.call("PUT", path, {"status": sent}).status_code == 204
    (row,) = json_of(here, f"/CRM/Contact/{CUSTOMER}/Speculator/c")["speculatorOn"]
    assert (row["estateId"], row["level"]) == ("e", read)
    assert [row.note for row in here.rows(PROSPECT)] == ["Nej"]
    for missing in ("/c/", "/e"):
        assert here.call("PUT", path.replace(missing, "/x/" if missing == "/c/" else "/x"), {}).status_code == 404


def test_a_buyer_is_read_with_the_homes_and_how_they_are_paid(here: World) -> None:
    furnish(
        here.database,
        [Buyer(CUSTOMER, "e", "c", "Banken", "9123", "1234567", None, 1), Party(CUSTOMER, "e", "c", BUYER, 1)],
    )
    assert json_of(here, f"/CRM/Contact/{CUSTOMER}/Buyer/c") == {
        "id": "c", "buyerOn": [{"estateId": "e", "estateType": "HousingCooperative"}],
    }  # fmt: skip
    path = f"/CRM/Buyer/{CUSTOMER}/c/Estate/e/Economy"
    bank = {"name": "Banken", "clearingNumber": "9123", "accountNumber": "1234567"}
    assert json_of(here, path) == {"bank": bank, "insuranceCompany": None}
    assert json_of(here, path.replace("/e/", "/e1/")) == {"bank": None, "insuranceCompany": None}
    assert plain(xml_of(here, path))[0] == "BuyerEconomy"
    for wrong, named in ((path.replace("/c/", "/x/"), "contactId"), (path.replace("/e/", "/x/"), "estateId"),
                         (f"/CRM/Contact/{CUSTOMER}/Buyer/x", "contactId")):  # fmt: skip
        status, detail = refusal(here, wrong)
        assert (status, named in detail) == (404, True)

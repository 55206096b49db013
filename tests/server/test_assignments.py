"""Meetings about assignments, booked and reported, through the wire."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from farstu.engine.tables import EVENT
from farstu.records.meetings import MEETING
from tests.support.reading import at, booked, json_of, plain, refusal, statements, xml_of
from tests.support.world import CUSTOMER, World, estate, furnish, person

BOOK = f"/Meeting/Assignment/{CUSTOMER}/home"
REPORT = f"/Report/Meeting/{CUSTOMER}/Assignment"
MAY = f"{REPORT}?from=2031-05-01&to=2031-05-31"
SENT = {"startsAt": "2031-05-02T10:00:00", "endsAt": "2031-05-02T11:00:00", "location": "Hemma", "note": "Värdering"}
ROWS = [estate("home", agent="u1"), person("k", first_name="Kim", last_name="Al", agent="u")]


def test_a_booked_meeting_is_reported_and_read_by_its_id(here: World) -> None:
    furnish(here.database, ROWS)
    id = here.call("POST", BOOK, SENT | {"contactId": "k"}).json()
    (row,) = json_of(here, MAY)
    assert row | {"bookedDate": None} == {
        "id": id, "contact": {"id": "k", "name": "Kim Al"}, "estate": {"id": "home", "streetAddress": "Gatan 1"},
        "startsAt": "2031-05-02T10:00:00", "meetingType": "Assignment", "agent": {"id": "u1", "name": "Eva Ek"},
        "bookedBy": None, "bookedDate": None, "isCancelled": False, "cancelledBy": None,
    }  # fmt: skip
    meeting = json_of(here, f"/Meeting/{CUSTOMER}/{id}")
    assert (meeting["brokerId"], meeting["estateId"], meeting["state"], meeting["bookedDate"]) == (
        "u1", "home", "Booked", row["bookedDate"],
    )  # fmt: skip
    assert [item["id"] for item in json_of(here, f"/CRM/Contact/{CUSTOMER}/k/Meeting")["meetings"]] == [id]
    (kept,) = here.rows(MEETING, id=id)
    assert (kept.location, kept.note, kept.ends_at) == ("Hemma", "Värdering", at("2031-05-02T11:00:00"))
    assert [event.kind for event in here.rows(EVENT)] == ["meeting.created"]


def test_a_meeting_is_booked_in_xml(here: World) -> None:
    furnish(here.database, ROWS)
    namespace = "http://schemas.datacontract.org/2004/07/Vitec.Housing.Connect.Api.Models.Meeting"
    members = "".join(
        f"<{name[0].upper()}{name[1:]}>{value}</{name[0].upper()}{name[1:]}>" for name, value in SENT.items()
    )
    body = f'<AssignmentMeeting xmlns="{namespace}">{members}</AssignmentMeeting>'
    response = here.call("POST", BOOK, body.encode(), Content_Type="application/xml", Accept="application/xml")
    (kept,) = here.rows(MEETING, estate="home")
    assert ElementTree.fromstring(response.text).text == kept.id  # noqa: S314 - our own answer
    name, members_found = plain(xml_of(here, MAY))[1][0]
    assert (name, [member for member, _ in members_found][:3]) == (
        "AssignmentMeetingReportRow", ["Agent", "BookedBy", "BookedDate"],
    )  # fmt: skip


def test_the_report_goes_by_either_date_and_shows_what_was_called_off(here: World) -> None:
    meetings = [
        booked("late", "2031-05-03", state="CancelledByCustomer"),
        booked("early", "2031-05-01", state="CancelledByAgent", booked_by="u", contact=None, estate=None, user=None),
        booked("shown", "2031-05-02", "Viewing"),
        booked("after", "2031-06-01", booked_at=at("2031-05-05T12:00:00")),
    ]
    furnish(here.database, [*ROWS, *meetings])
    rows = json_of(here, MAY)
    assert [(row["id"], row["isCancelled"], row["cancelledBy"]) for row in rows] == [
        ("early", True, "Agent"), ("late", True, "Customer"),
    ]  # fmt: skip
    assert (rows[0]["contact"], rows[0]["estate"], rows[0]["agent"]) == (None, None, None)
    assert rows[0]["bookedBy"] == {"id": "u", "name": "Eva Ek"}
    assert [row["id"] for row in json_of(here, f"{MAY}&date=BookedDate")] == ["after"]
    assert [row["id"] for row in json_of(here, f"{REPORT}?from=2031-05-02")] == ["late", "after"]
    assert statements(here, REPORT) == 1


def test_the_end_comes_after_the_beginning(shared: World) -> None:
    status, problems = refusal(shared, f"{REPORT}?from=2031-05-02&to=2031-05-01")
    assert (status, list(problems)) == (400, ["to"])
    answer = shared.call("POST", f"/Meeting/Assignment/{CUSTOMER}/e", SENT | {"endsAt": "2031-05-02T09:59:59"})
    assert (answer.status_code, list(answer.json()["modelState"])) == (400, ["meeting.EndsAt"])


@pytest.mark.parametrize("left_out", ["startsAt", "endsAt"])
def test_a_meeting_needs_its_time(shared: World, left_out: str) -> None:
    body = {name: value for name, value in SENT.items() if name != left_out}
    answer = shared.call("POST", f"/Meeting/Assignment/{CUSTOMER}/e", body)
    assert answer.status_code == 400
    assert [key.lower() for key in answer.json()["modelState"]] == [f"meeting.{left_out.lower()}"]

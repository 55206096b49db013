"""Appointments, put into a calendar and read back, through the wire."""

from __future__ import annotations

from xml.etree import ElementTree

from tests.support.reading import json_of, plain, refusal, statements, xml_of
from tests.support.world import CUSTOMER, World

ADD = f"/Appointment/{CUSTOMER}/u"
LIST = f"/_farstu/users/{CUSTOMER}/u/appointments"
ONCE = {"subject": "Utbildning", "startsAt": "2031-02-04T08:30:00", "endsAt": "2031-02-04T16:00:00"}
WEEKLY = {
    "subject": "Kontorsmöte", "location": "Kontoret", "startsAt": "2031-02-03T08:30:00",
    "endsAt": "2031-02-03T09:00:00", "allDayEvent": False, "note": "Kaffe", "recurrence": True,
    "recurrencePattern": "Weekly", "recurrenceDayOfWeeks": ["Monday", "Friday"], "recurrenceInterval": 2,
    "recurrenceMonth": 0, "recurrenceDay": 0,
}  # fmt: skip


def test_appointments_are_read_back_as_they_were_sent(here: World) -> None:
    assert json_of(here, LIST) == []
    once, weekly = (here.call("POST", ADD, body).json() for body in (ONCE, WEEKLY))
    first, second = json_of(here, LIST)
    assert (first["id"], first["appointment"]) == (weekly, WEEKLY)
    assert (second["id"], second["appointment"]) == (
        once,
        dict.fromkeys(WEEKLY) | ONCE | {"recurrenceInterval": 0, "recurrenceMonth": 0, "recurrenceDay": 0},
    )
    assert [item["id"] for item in json_of(here, f"{LIST}?from=2031-02-04")] == [once]
    assert [item["id"] for item in json_of(here, f"{LIST}?to=2031-02-04")] == [weekly]
    assert json_of(here, LIST.replace("/u/", "/u1/")) == []
    assert statements(here, LIST) == 1


def test_an_appointment_is_sent_and_read_in_xml(here: World) -> None:
    body = (
        '<Appointment xmlns="http://schemas.datacontract.org/2004/07/Vitec.Housing.Connect.Api.Models.Appointment">'
        "<AllDayEvent>true</AllDayEvent><EndsAt>2031-02-03T09:00:00</EndsAt><Recurrence>true</Recurrence>"
        "<RecurrenceDayOfWeeks><DayOfWeek>Monday</DayOfWeek><DayOfWeek>Friday</DayOfWeek></RecurrenceDayOfWeeks>"
        "<RecurrenceInterval>1</RecurrenceInterval><RecurrencePattern>Weekly</RecurrencePattern>"
        "<StartsAt>2031-02-03T08:30:00</StartsAt><Subject>Möte</Subject></Appointment>"
    )
    response = here.call("POST", ADD, body.encode(), Content_Type="application/xml", Accept="application/xml")
    (kept,) = plain(xml_of(here, LIST))[1]
    assert (kept[0], [name for name, _ in kept[1]]) == ("KeptAppointment", ["Appointment", "CreatedAt", "Id"])
    assert kept[1][2][1] == ElementTree.fromstring(response.text).text  # noqa: S314 - our own answer
    members = dict(kept[1][0][1])
    assert members["RecurrenceDayOfWeeks"] == [("DayOfWeek", "Monday"), ("DayOfWeek", "Friday")]
    assert (members["AllDayEvent"], members["RecurrencePattern"], members["Subject"]) == ("true", "Weekly", "Möte")


def test_what_cannot_be_is_refused(shared: World) -> None:
    answer = shared.call("POST", ADD, WEEKLY | {"recurrencePattern": None, "recurrenceDay": 32, "recurrenceMonth": 13})
    assert (answer.status_code, sorted(answer.json()["modelState"])) == (
        400, ["appointment.RecurrenceDay", "appointment.RecurrenceMonth"],
    )  # fmt: skip
    answer = shared.call("POST", ADD, WEEKLY | {"recurrencePattern": None})
    assert list(answer.json()["modelState"]) == ["appointment.RecurrencePattern"]
    assert shared.call("POST", ADD.replace("/u", "/x"), WEEKLY).status_code == 404
    assert refusal(shared, LIST.replace("/u/", "/x/"))[0] == 404
    status, problems = refusal(shared, f"{LIST}?from=2031-02-02&to=2031-02-01")
    assert (status, list(problems)) == (400, ["to"])

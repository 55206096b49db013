"""Comebacks: when, about what, and who shall call."""

from __future__ import annotations

from typing import Any

import pytest

from farstu.advice import Advice
from farstu.areas.meeting.contract import CREATE_COMEBACK, Comeback, Participant
from farstu.areas.meeting.tables import COMEBACK
from farstu.contract.moment import Moment, parse_moment, utc_text
from farstu.records.meetings import BOOKED, Meeting
from farstu.records.offices import Customer, Office, User, UserGroup
from farstu.store.table import Row
from tests.support.people import person
from tests.support.rules import DAY, NOW, PARTNER, Desk, kinds, problems, read, why
from tests.support.world import estate

SOON = NOW + DAY
EVERYBODY = {"user_id": "u", "user_group_id": "g", "office_id": "o"}


def moment(ticks: int = SOON) -> Moment:
    return parse_moment(utc_text(ticks))


def rows(customer: str = "M1") -> list[Row]:
    users = [User(customer, id, "Eva", "Ek", "Mäklare", None, None) for id in ("u", "own")]
    contacts = [person("c", customer), person("served", customer, agent="own"), person("left", customer, agent="gone")]
    return [
        Customer(customer, "Exempel", "main", None, sandbox=False, created_at=NOW),
        Office(customer, "o", "Kontor", "Lund", None, None),
        UserGroup(customer, "g", "Säljare"),
        Meeting(customer, "m", "Assignment", "c", "e", "u", NOW, NOW + 1, None, BOOKED, None, NOW),
        estate("e", customer),
        *users,
        *contacts,
    ]


def comeback(desk: Desk, contact: str = "c", date: int = SOON, **members: Any) -> Any:
    return desk.ask(CREATE_COMEBACK, Comeback(date=moment(date), **members), contactId=contact)


def test_a_comeback_is_kept_whole() -> None:
    desk = Desk(rows())
    outcome = comeback(desk, meeting_id="m", estate_id="e", participant=Participant(user_id="u"), note="Ring!")
    row = desk.only(COMEBACK)
    assert (row.id, row.contact, row.date) == (outcome.value, "c", SOON)
    assert (row.meeting, row.estate, row.note, row.partner, row.created_at) == ("m", "e", "Ring!", PARTNER, NOW)
    assert outcome.value.startswith("CAL")
    assert kinds(outcome) == ["comeback.created"]
    assert outcome.happenings[0].ids == {"id": outcome.value, "contactId": "c"}
    assert outcome.advice == []


def test_each_call_books_another() -> None:
    desk = Desk(rows())
    values = {comeback(desk).value, comeback(desk).value}
    assert {row.id for row in desk.all(COMEBACK)} == values
    assert len(values) == 2


@pytest.mark.parametrize(
    ("asked", "acting"),
    [
        (("user_id",), ("user", "u")),
        (("user_group_id",), ("user_group", "g")),
        (("office_id",), ("office", "o")),
        (("user_id", "user_group_id"), ("user", "u")),
        (("user_id", "office_id"), ("user", "u")),
        (("user_group_id", "office_id"), ("user_group", "g")),
        (("user_id", "user_group_id", "office_id"), ("user", "u")),
    ],
)
def test_the_most_specific_participant_acts_and_all_are_kept(asked: tuple[str, ...], acting: tuple[str, str]) -> None:
    desk = Desk(rows())
    outcome = comeback(desk, participant=Participant(**{name: EVERYBODY[name] for name in asked}))
    row = desk.only(COMEBACK)
    kept = {"user_id": row.user, "user_group_id": row.user_group, "office_id": row.office}
    assert kept == {name: EVERYBODY[name] if name in asked else None for name in EVERYBODY}
    assert (row.acting, row.acting_id) == acting
    assert why(outcome)[-1] == f"decided.acting_{acting[0]}"
    several = [Advice("several-participants", "comeback.Participant")]
    assert outcome.advice == (several if len(asked) > 1 else [])


@pytest.mark.parametrize("participant", [None, Participant(), Participant(user_id="", office_id="")])
@pytest.mark.parametrize(
    ("contact", "acting", "reason"),
    [
        ("served", ("user", "own"), "decided.acting_own_agent"),
        ("c", ("office", "main"), "decided.acting_main_office"),
        ("left", ("office", "main"), "decided.acting_main_office"),
    ],
)
def test_without_a_participant_the_own_agent_acts_else_the_main_office(
    contact: str, acting: tuple[str, str], reason: str, participant: Participant | None
) -> None:
    desk = Desk(rows())
    outcome = comeback(desk, contact, participant=participant)
    row = desk.only(COMEBACK)
    assert (row.acting, row.acting_id) == acting
    assert (row.user, row.user_group, row.office) == (None, None, None)
    assert (why(outcome)[-1], outcome.advice) == (reason, [])


def test_a_participant_goes_before_the_own_agent() -> None:
    desk = Desk(rows())
    comeback(desk, "served", participant=Participant(office_id="o"))
    assert (desk.only(COMEBACK).acting, desk.only(COMEBACK).acting_id) == ("office", "o")


def test_every_unknown_id_is_a_400_under_its_member_all_at_once() -> None:
    body = Comeback(
        date=moment(),
        meeting_id="x1",
        estate_id="x2",
        participant=Participant(user_id="x3", user_group_id="x4", office_id="x5"),
    )
    refused = Desk(rows()).refusal(CREATE_COMEBACK, body, contactId="c")
    assert refused.status == 400
    found = problems(refused)
    assert list(found) == [
        "comeback.MeetingId",
        "comeback.EstateId",
        "comeback.Participant.UserId",
        "comeback.Participant.UserGroupId",
        "comeback.Participant.OfficeId",
    ]
    assert all(f"x{number} " in text or f"x{number}." in text for number, text in enumerate(found.values(), 1))


@pytest.mark.parametrize(
    ("members", "key"),
    [
        ({"meeting_id": "x"}, "comeback.MeetingId"),
        ({"estate_id": "x"}, "comeback.EstateId"),
        ({"participant": Participant(user_id="x")}, "comeback.Participant.UserId"),
        ({"participant": Participant(user_group_id="x", user_id="u")}, "comeback.Participant.UserGroupId"),
        ({"participant": Participant(office_id="x", user_id="u")}, "comeback.Participant.OfficeId"),
    ],
)
def test_one_unknown_id_is_a_400_under_its_member(members: dict[str, Any], key: str) -> None:
    refused = Desk(rows()).refusal(CREATE_COMEBACK, Comeback(date=moment(), **members), contactId="c")
    assert (refused.status, list(problems(refused))) == (400, [key])


def test_another_customers_ids_are_unknown() -> None:
    own = [row for row in rows() if isinstance(row, Customer | type(person("c")))]
    participant = Participant(**EVERYBODY)
    body = Comeback(date=moment(), meeting_id="m", estate_id="e", participant=participant)
    refused = Desk([*own, *rows("M2")]).refusal(CREATE_COMEBACK, body, contactId="c")
    assert (refused.status, len(refused.problems)) == (400, 5)


def test_an_unknown_contact_is_a_404_before_the_body_counts() -> None:
    refused = Desk(rows()).refusal(CREATE_COMEBACK, Comeback(date=moment(), meeting_id="x"), contactId="nope")
    assert refused.status == 404
    assert refused.detail is not None
    assert read(refused.detail).startswith("contactId: this customer has no contact nope.")


@pytest.mark.parametrize(("date", "past"), [(NOW - 1, True), (NOW, False)])
def test_a_date_that_has_passed_is_kept_with_an_advice(date: int, past: bool) -> None:
    desk = Desk(rows())
    outcome = comeback(desk, date=date)
    assert desk.only(COMEBACK).date == date
    assert outcome.advice == ([Advice("past-date", "comeback.Date")] if past else [])


def test_a_customer_without_a_row_fails_the_call_and_nothing_else() -> None:
    without = [row for row in rows() if not isinstance(row, Customer)]
    assert Desk(without).refusal(CREATE_COMEBACK, Comeback(date=moment()), contactId="c").status == 500

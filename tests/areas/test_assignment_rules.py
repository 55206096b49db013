"""Meetings about assignments: whom they are with, and who comes."""

from __future__ import annotations

from typing import Any

import pytest

from farstu.advice import Advice
from farstu.areas.meeting.assignment import BOOK_ASSIGNMENT, AssignmentMeeting
from farstu.areas.survey.contract import KEEP_SURVEY, Survey, SurveyRole
from farstu.contract.moment import Moment, parse_moment, utc_text
from farstu.engine.calls import Outcome
from farstu.records.meetings import BOOKED, MEETING
from farstu.records.merges import ContactMerge
from farstu.store.table import Row
from tests.support.people import person
from tests.support.rules import HOUR, NOW, PARTNER, Desk, kinds, problems, why
from tests.support.world import estate

ROWS: list[Row] = [
    estate("e"),
    estate("served", agent="own"),
    person("c", agent="theirs"),
    person("alone"),
    ContactMerge("M1", "gone", "c", PARTNER, NOW),
]


def moment(ticks: int) -> Moment:
    return parse_moment(utc_text(ticks))


def meeting(starts: int = NOW + HOUR, **members: Any) -> AssignmentMeeting:
    return AssignmentMeeting(**{"starts_at": moment(starts), "ends_at": moment(starts + HOUR)} | members)


def book(desk: Desk, home: str = "e", **members: Any) -> Outcome:
    return desk.ask(BOOK_ASSIGNMENT, meeting(**members), estateId=home)


def test_a_meeting_is_kept_whole() -> None:
    desk = Desk(ROWS)
    outcome = book(desk, "served", contact_id="c", location="Kontoret", note="Ta med ritningen")
    row = desk.only(MEETING)
    assert outcome.value == row.id
    assert row.id.startswith("CAL")
    assert (row.kind, row.state, row.contact, row.estate) == ("Assignment", BOOKED, "c", "served")
    assert (row.starts_at, row.ends_at, row.booked_at) == (NOW + HOUR, NOW + 2 * HOUR, NOW)
    assert (row.location, row.note, row.booked_by, row.partner) == ("Kontoret", "Ta med ritningen", None, PARTNER)
    assert kinds(outcome) == ["meeting.created"]
    assert outcome.happenings[0].ids == {"id": row.id, "estateId": "served", "contactId": "c"}
    assert (why(outcome), outcome.advice) == (["decided.assignment_meeting"], [])


@pytest.mark.parametrize(
    ("home", "contact", "agent"),
    [("served", "c", "own"), ("served", None, "own"), ("e", "c", "theirs"), ("e", "alone", None), ("e", "", None)],
)
def test_the_homes_own_agent_comes_else_the_contacts(home: str, contact: str | None, agent: str | None) -> None:
    desk = Desk(ROWS)
    book(desk, home, contact_id=contact)
    assert (desk.only(MEETING).user, desk.only(MEETING).contact) == (agent, contact or None)


def test_a_meeting_that_has_been_is_kept_with_an_advice() -> None:
    assert book(Desk(ROWS), starts=NOW - 1).advice == [Advice("past-date", "meeting.StartsAt")]


def test_an_unknown_home_is_a_404_and_all_else_a_400_at_once() -> None:
    refused = Desk(ROWS).refusal(BOOK_ASSIGNMENT, meeting(), estateId="x")
    assert refused.status == 404
    body = meeting(contact_id="x", ends_at=moment(NOW))
    refused = Desk(ROWS).refusal(BOOK_ASSIGNMENT, body, estateId="e")
    assert (refused.status, list(problems(refused))) == (400, ["meeting.ContactId", "meeting.EndsAt"])


def test_a_merged_contact_in_a_body_is_told_where_it_went() -> None:
    refused = Desk(ROWS).refusal(BOOK_ASSIGNMENT, meeting(contact_id="gone"), estateId="e")
    assert problems(refused) == {
        "meeting.ContactId": "ContactId: contact gone was merged into c. Send that id from now on."
    }
    survey = Survey(contact_id="gone", is_anonymous=False, participant_role=SurveyRole.Seller, result=90)
    refused = Desk(ROWS).refusal(KEEP_SURVEY, survey, estateId="e")
    assert (refused.status, "merged into c" in problems(refused)["survey.ContactId"]) == (400, True)

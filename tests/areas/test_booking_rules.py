"""Booking a time slot, and what a form keeps, decided over rows in memory."""

from __future__ import annotations

from typing import Any

import pytest

from farstu.areas.bid.contract import PLACE_BID, BidData
from farstu.areas.form.contract import OPT_OUT_OF_VIEWING
from farstu.areas.prospect.contract import SET_SPECULATOR, SpeculatorRelation, SpeculatorStatus
from farstu.areas.showing.contract import BOOK_CONTACT, AddParticipant, BookingOptions
from farstu.areas.survey.contract import KEEP_SURVEY, Survey, SurveyRole
from farstu.areas.survey.tables import SURVEY_ANSWER
from farstu.areas.user.contract import NOTIFY, Notification
from farstu.areas.user.tables import NOTIFICATION
from farstu.contract.moment import parse_moment
from farstu.engine.calls import Answer, Call, Outcome
from farstu.engine.runner import run
from farstu.records.bids import BID
from farstu.records.estates import PROSPECT, Prospect
from farstu.records.offices import User
from farstu.records.viewings import PARTICIPANT, Participant, TimeSlot, Viewing
from farstu.refusals import Refused
from farstu.store.table import Row
from tests.support.people import person
from tests.support.rules import ACCEPTED, HOUR, NOW, PARTNER, VAULT, Desk, call_id, kinds, problems, task_of, why
from tests.support.world import estate

SLOT = {"viewingId": "v", "timeSlotId": "t"}


def rows(places: int | None = 1, **viewing: Any) -> list[Row]:
    return [
        estate("e", agent="u"),
        Viewing("M1", "v", "e", None, None, **viewing),
        TimeSlot("M1", "v", "t", NOW + HOUR, NOW + 2 * HOUR, places),
        person("c"),
        person("d"),
    ]


def book(desk: Desk, contact: str = "c", body: AddParticipant | None = None, at: int = NOW) -> Outcome:
    return desk.ask(BOOK_CONTACT, body or AddParticipant(), at=at, contactId=contact, **SLOT)


def test_the_last_place_goes_to_one_of_two_who_ask_at_once() -> None:
    desk, answers = Desk(rows()), []

    def take(result: Outcome | Refused) -> Answer:
        answers.append(result)
        return ACCEPTED

    calls = [
        Call(
            task_of(BOOK_CONTACT), call_id(number), NOW, "M1", PARTNER, AddParticipant(), take,
            SLOT | {"contactId": contact}, "participant",
        )
        for number, contact in enumerate("cd", start=1)
    ]  # fmt: skip
    run(desk.memory, calls, VAULT)
    assert [type(answer) for answer in answers] == [Outcome, Refused]
    assert [row.contact for row in desk.all(PARTICIPANT)] == ["c"]


def test_a_place_that_was_given_back_is_free_again() -> None:
    desk = Desk(rows())
    book(desk)
    assert kinds(desk.ask(OPT_OUT_OF_VIEWING, None, estateId="e", contactId="c")) == ["participant.withdrawn"]
    assert kinds(book(desk, "d")) == ["participant.booked", "prospect.created"]
    assert desk.refusal(BOOK_CONTACT, AddParticipant(), contactId="c", **SLOT).status == 400


def test_nobody_is_taken_off_a_viewing_that_is_over() -> None:
    desk = Desk([*rows(), Participant("M1", "v", "c", "t", "VID", True, "Yes", NOW, NOW)])
    outcome = desk.ask(OPT_OUT_OF_VIEWING, None, at=NOW + 2 * HOUR, estateId="e", contactId="c")
    assert (outcome.rows, why(outcome)) == ([], ["decided.withdrawn"])


@pytest.mark.parametrize(
    ("deadline", "at", "is_open"),
    [(None, NOW + 2 * HOUR, True), (None, NOW + 2 * HOUR + 1, False), (NOW, NOW, True), (NOW, NOW + 1, False)],
)
def test_a_time_slot_is_open_until_its_deadline_or_its_end(deadline: int | None, at: int, is_open: bool) -> None:
    desk = Desk(rows(deadline=deadline))
    if is_open:
        assert book(desk, at=at).value
        return
    refused = desk.refusal(BOOK_CONTACT, AddParticipant(), at=at, contactId="c", **SLOT)
    assert list(problems(refused)) == ["timeSlotId"]
    assert book(desk, body=AddParticipant(options=BookingOptions()), at=at).value


def test_a_prospect_who_books_or_bids_keeps_the_status() -> None:
    desk = Desk([*rows(), Prospect("M1", "e", "c", "NotInterested", 1)])
    assert "decided.prospect_stands" in why(book(desk))
    bid = BidData(amount="100", created_at=parse_moment("2026-05-03"))
    assert kinds(desk.ask(PLACE_BID, bid, estateId="e", contactId="c")) == ["bid.placed"]
    assert desk.only(BID).amount == 100
    assert desk.only(PROSPECT).status == "NotInterested"


def test_a_status_that_is_set_again_changes_nothing() -> None:
    desk, path = Desk(rows()), {"contactId": "c", "estateId": "e"}
    for status, happened in (
        ("Assigned", ["prospect.created"]),
        ("Interested", ["prospect.changed"]),
        ("Interested", []),
    ):
        relation = SpeculatorRelation(status=SpeculatorStatus[status])
        assert kinds(desk.ask(SET_SPECULATOR, relation, **path)) == happened
    noted = desk.ask(SET_SPECULATOR, SpeculatorRelation(status=SpeculatorStatus.Interested, note="Ring"), **path)
    assert kinds(noted) == ["prospect.changed"]
    assert (desk.only(PROSPECT).status, desk.only(PROSPECT).note) == ("Interested", "Ring")


def test_an_answer_is_about_the_homes_agent_unless_another_is_named() -> None:
    desk = Desk([*rows(), User("M1", "x", "A", "B", "C", None, None)])
    for agent in (None, "x"):
        body = Survey(contact_id="c", is_anonymous=True, participant_role=SurveyRole.Buyer, result=0, agent_id=agent)
        desk.ask(KEEP_SURVEY, body, estateId="e")
    assert sorted(row.agent for row in desk.all(SURVEY_ANSWER)) == ["u", "x"]
    assert {row.result for row in desk.all(SURVEY_ANSWER)} == {0}


def test_a_message_happens_to_each_recipient() -> None:
    desk = Desk([User("M1", name, "A", "B", "C", None, None) for name in "xy"])
    outcome = desk.ask(NOTIFY, Notification(header="Hej", recipients=["y", "x", "y"]))
    assert [item.ids["userId"] for item in outcome.happenings] == ["y", "x"]
    assert [row.user for row in desk.all(NOTIFICATION)] == ["x", "y"]
    assert len(problems(desk.refusal(NOTIFY, Notification(recipients=["x", "z"])))) == 1

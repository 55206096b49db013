"""The follow-up of a viewing."""

from __future__ import annotations

import pytest

from farstu.areas.viewing.contract import FOLLOW_UP, Contacted, ParticipantFollowUp
from farstu.engine.calls import Outcome
from farstu.records.viewings import PARTICIPANT, Participant, Viewing
from farstu.store.table import Row, change
from tests.support.people import person
from tests.support.rules import NOW, Desk, kinds, read, why


def slot(viewing: str, contact: str, time_slot: str) -> Participant:
    return Participant("M1", viewing, contact, time_slot, f"VID{time_slot}", None, None, NOW - 5, None)


def rows() -> list[Row]:
    return [
        Viewing("M1", "v", "e", "u", None),
        Viewing("M1", "w", "e", "u", None),
        person("c"),
        person("absent"),
        slot("v", "c", "t1"),
        slot("v", "c", "t2"),
        slot("w", "c", "t3"),
        slot("v", "d", "t1"),
    ]


def follow(desk: Desk, contact: str = "c", viewing: str = "v", came: bool = True, at: int = NOW) -> Outcome:
    body = ParticipantFollowUp(contact_id=contact, viewing_id=viewing, participated=came, contacted=Contacted.Yes)
    return desk.ask(FOLLOW_UP, body, at=at)


def test_it_is_noted_in_all_time_slots_of_the_viewing_and_nowhere_else() -> None:
    desk = Desk(rows())
    outcome = follow(desk)
    noted = {"participated": True, "contacted": "Yes", "followed_up_at": NOW}
    assert desk.all(PARTICIPANT) == [
        change(slot("v", "c", "t1"), **noted),
        change(slot("v", "c", "t2"), **noted),
        slot("v", "d", "t1"),
        slot("w", "c", "t3"),
    ]
    assert outcome.value is True
    assert kinds(outcome) == ["participant.followedUp"]
    assert outcome.happenings[0].ids == {"contactId": "c", "viewingId": "v"}
    assert read(outcome.decided[0]) == "Noted for contact c on viewing v, in 2 time slot(s)."


def test_the_last_follow_up_counts() -> None:
    desk = Desk(rows())
    follow(desk, viewing="w", came=True)
    follow(desk, viewing="w", came=False, at=NOW + 1)
    (row,) = [row for row in desk.all(PARTICIPANT) if row.viewing == "w"]
    assert (row.participated, row.followed_up_at) == (False, NOW + 1)


@pytest.mark.parametrize("contacted", list(Contacted))
def test_how_the_contact_was_reached_is_kept_by_its_name(contacted: Contacted) -> None:
    desk = Desk(rows())
    desk.ask(FOLLOW_UP, ParticipantFollowUp(contact_id="c", viewing_id="w", contacted=contacted))
    (row,) = [row for row in desk.all(PARTICIPANT) if row.viewing == "w"]
    assert (row.participated, row.contacted) == (False, contacted.name)


@pytest.mark.parametrize(("contact", "viewing"), [("absent", "v"), ("absent", "w")])
def test_a_contact_who_is_not_on_the_viewing_is_false_and_nothing_is_changed(contact: str, viewing: str) -> None:
    desk = Desk(rows())
    outcome = follow(desk, contact, viewing)
    assert outcome.value is False
    assert outcome.happenings == []
    assert why(outcome) == ["decided.not_on_viewing"]
    assert desk.all(PARTICIPANT) == sorted(
        (row for row in rows() if isinstance(row, Participant)), key=PARTICIPANT.key.values_of
    )


@pytest.mark.parametrize(
    ("contact", "viewing", "sentence"),
    [
        ("c", "nope", "viewingId: this customer has no viewing nope."),
        ("nope", "v", "contactId: this customer has no contact nope."),
        ("nope", "neither", "viewingId: this customer has no viewing neither."),
    ],
)
def test_an_unknown_viewing_or_contact_is_a_404(contact: str, viewing: str, sentence: str) -> None:
    body = ParticipantFollowUp(contact_id=contact, viewing_id=viewing)
    refused = Desk(rows()).refusal(FOLLOW_UP, body)
    assert refused.status == 404
    assert refused.detail is not None
    assert read(refused.detail).startswith(sentence)


def test_another_customers_viewing_is_unknown() -> None:
    body = ParticipantFollowUp(contact_id="c", viewing_id="v")
    assert Desk(rows()).refusal(FOLLOW_UP, body, customer="M2").status == 404

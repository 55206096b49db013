"""A watch on a final price: prospect, lead and watch. Who the person is: `test_watch_person_rules`."""

from __future__ import annotations

import json
from typing import Any

import pytest

from farstu.areas.watch.contract import WATCH_FINAL_PRICE, ProspectiveBuyerStatus
from farstu.areas.watch.tables import FINAL_PRICE_WATCH, FinalPriceWatch
from farstu.engine.calls import Outcome
from farstu.records.contacts import CONTACT
from farstu.records.estates import PROSPECT, Prospect
from farstu.records.forms import FormMarketing, UtmTag
from farstu.records.leads import LEAD, LeadSource
from farstu.records.mail import OUTGOING_MAIL
from farstu.records.offices import Customer
from farstu.store.table import Row
from tests.support.people import application, findable, person
from tests.support.rules import NOW, PARTNER, Desk, kinds, problems, read, why
from tests.support.world import estate

ANNA: dict[str, Any] = {"first": "Anna", "last": "Berg", "email": "anna@exempel.se"}
KNOWN = person("c", first_name="Anna", last_name="Berg", email="anna@exempel.se")
NEW_ALL = ["contact.created", "prospect.created", "lead.created", "watch.placed"]


def rows(*more: Row, final_price: int | None = None) -> list[Row]:
    return [
        Customer("M1", "Exempel", "M1", "usual", sandbox=False, created_at=NOW),
        LeadSource("M1", "usual", "Webben"),
        LeadSource("M1", "portal", "Portalen"),
        estate("e", final_price=final_price),
        estate("e2"),
        *more,
    ]


def watch(desk: Desk, at: int = NOW, on: str = "e", **values: Any) -> Outcome:
    return desk.ask(WATCH_FINAL_PRICE, application(**ANNA | values), at=at, estateId=on)


def test_a_new_person_becomes_a_contact_a_prospect_a_lead_and_a_watcher() -> None:
    desk = Desk(rows())
    outcome = watch(desk, prospective_buyer_status=ProspectiveBuyerStatus.Interested, message="Hej!")
    contact, lead = desk.only(CONTACT), desk.only(LEAD)
    assert outcome.value == contact.id
    assert contact.id.startswith("ADR")
    assert desk.only(PROSPECT) == Prospect("M1", "e", contact.id, "Interested", NOW)
    assert desk.only(FINAL_PRICE_WATCH) == FinalPriceWatch("M1", "e", contact.id, NOW, None, None, None)
    assert (lead.kind, lead.contact, lead.estate, lead.message) == ("FinalPriceWatched", contact.id, "e", "Hej!")
    assert (lead.partner, lead.created_at, lead.left_out) == (PARTNER, NOW, None)
    assert kinds(outcome) == NEW_ALL
    assert desk.all(OUTGOING_MAIL) == []


def test_the_events_name_what_they_are_about() -> None:
    desk = Desk(rows())
    outcome = watch(desk)
    ids = {happening.kind: happening.ids for happening in outcome.happenings}
    both = {"estateId": "e", "contactId": outcome.value}
    assert ids["contact.created"] == {"id": outcome.value}
    assert ids["prospect.created"] == ids["watch.placed"] == both
    assert ids["lead.created"] == both | {"id": desk.only(LEAD).id}


@pytest.mark.parametrize(("sent", "kept"), [(None, "usual"), ("", "usual"), ("portal", "portal")])
def test_the_lead_has_the_source_that_was_sent_else_the_customers_own(sent: str | None, kept: str) -> None:
    desk = Desk(rows())
    watch(desk, lead_source_id=sent)
    assert desk.only(LEAD).source == kept


def test_a_customer_without_a_usual_source_has_leads_without_one() -> None:
    customer = Customer("M1", "Exempel", "M1", None, sandbox=False, created_at=NOW)
    desk = Desk([customer, estate("e")])
    outcome = watch(desk)
    assert desk.only(LEAD).source is None
    assert "with source –." in read(outcome.decided[-2])


def test_an_unknown_source_is_a_400_under_its_member() -> None:
    desk = Desk(rows(LeadSource("M2", "theirs", "Deras")))
    refused = desk.refusal(WATCH_FINAL_PRICE, application(**ANNA, lead_source_id="theirs"), estateId="e")
    assert (refused.status, list(problems(refused))) == (400, ["application.LeadSourceId"])


def test_an_unknown_estate_is_a_404_before_the_body_counts() -> None:
    body = application(**ANNA, lead_source_id="nope")
    refused = Desk(rows(estate("theirs", "M2"))).refusal(WATCH_FINAL_PRICE, body, estateId="theirs")
    assert refused.status == 404
    assert refused.detail is not None
    assert read(refused.detail).startswith("estateId: this customer has no estate theirs.")


def test_the_lead_keeps_referrer_and_tags() -> None:
    desk = Desk(rows())
    tags = [UtmTag(name="utm_source", value="å"), UtmTag(name="utm_source"), UtmTag(value="x")]
    watch(desk, marketing=FormMarketing(referrer="https://exempel.se/?q=1", utm_tags=tags))
    lead = desk.only(LEAD)
    assert lead.referrer == "https://exempel.se/?q=1"
    assert json.loads(lead.utm_tags) == [
        {"name": "utm_source", "value": "å"},
        {"name": "utm_source", "value": None},
        {"name": None, "value": "x"},
    ]


@pytest.mark.parametrize("marketing", [None, FormMarketing(), FormMarketing(utm_tags=[])])
def test_without_marketing_the_lead_says_nothing_of_it(marketing: FormMarketing | None) -> None:
    desk = Desk(rows())
    watch(desk, marketing=marketing)
    assert (desk.only(LEAD).referrer, desk.only(LEAD).utm_tags) == (None, None)


@pytest.mark.parametrize("sent", list(ProspectiveBuyerStatus))
def test_a_prospects_status_stands(sent: ProspectiveBuyerStatus) -> None:
    before = Prospect("M1", "e", "c", "NotInterested", 7)
    desk = Desk(rows(before, *findable(KNOWN)))
    outcome = watch(desk, prospective_buyer_status=sent)
    assert desk.only(PROSPECT) == before
    assert "decided.prospect_stands" in why(outcome)
    assert kinds(outcome) == ["lead.created", "watch.placed"]


def test_a_known_contact_becomes_a_prospect_on_another_estate() -> None:
    desk = Desk(rows(Prospect("M1", "e2", "c", "Interested", 7), *findable(KNOWN)))
    watch(desk)
    assert [(row.estate, row.status) for row in desk.all(PROSPECT)] == [("e", "Assigned"), ("e2", "Interested")]


def test_a_repeated_call_makes_a_new_lead_and_no_second_watch() -> None:
    desk = Desk(rows())
    first, second = watch(desk), watch(desk, at=NOW + 1)
    assert first.value == second.value
    assert len(desk.all(LEAD)) == 2
    assert desk.only(FINAL_PRICE_WATCH).created_at == NOW
    assert desk.only(PROSPECT).created_at == NOW
    assert kinds(second) == ["lead.created"]
    assert "decided.watch_stands" in why(second)


def test_each_estate_has_a_watch_of_its_own() -> None:
    desk = Desk(rows())
    watch(desk)
    watch(desk, on="e2")
    assert [row.estate for row in desk.all(FINAL_PRICE_WATCH)] == ["e", "e2"]
    assert len(desk.all(CONTACT)) == 1


def test_a_watch_placed_after_the_price_is_due_at_once() -> None:
    desk = Desk(rows(final_price=3_000_000))
    outcome = watch(desk)
    mail = desk.only(OUTGOING_MAIL)
    assert desk.only(FINAL_PRICE_WATCH) == FinalPriceWatch("M1", "e", outcome.value, NOW, NOW, NOW, "email")
    assert (mail.recipient, mail.contact, mail.template) == ("anna@exempel.se", outcome.value, "final_price")
    assert (mail.queued_at, mail.sent_at) == (NOW, None)
    assert json.loads(mail.about) == {"estateId": "e", "finalPrice": 3_000_000}
    assert kinds(outcome) == [*NEW_ALL, "watch.due", "watch.told"]


def test_a_repeated_call_after_the_price_tells_nobody_again() -> None:
    desk = Desk(rows(final_price=3_000_000))
    watch(desk)
    outcome = watch(desk, at=NOW + 1)
    assert len(desk.all(OUTGOING_MAIL)) == 1
    assert kinds(outcome) == ["lead.created"]


def test_whoever_cannot_be_written_to_is_told_by_event_only() -> None:
    desk = Desk(rows(final_price=3_000_000))
    outcome = watch(desk, email=None, phones={"cell": "0701740605"})
    assert desk.only(FINAL_PRICE_WATCH).told_by == "event"
    assert desk.all(OUTGOING_MAIL) == []
    assert kinds(outcome)[-2:] == ["watch.due", "watch.told"]


def test_the_second_address_is_written_to_where_the_first_is_none() -> None:
    desk = Desk(rows(final_price=3_000_000))
    watch(desk, email="anna at home", email2="anna@exempel.org")
    assert desk.only(OUTGOING_MAIL).recipient == "anna@exempel.org"

"""A final price is set: whoever watches it is told, once."""

from __future__ import annotations

import json
from typing import Any

import pytest

from farstu.areas.watch.contract import WATCH_FINAL_PRICE
from farstu.areas.watch.final_price import SET_FINAL_PRICE, FinalPrice
from farstu.areas.watch.tables import FINAL_PRICE_WATCH, FinalPriceWatch
from farstu.engine.calls import Outcome
from farstu.records.commissions import COMMISSION, NOBODY, SALE, WHOLE, Commission
from farstu.records.estates import ESTATE
from farstu.records.mail import OUTGOING_MAIL
from farstu.store.table import Row
from tests.support.people import application, findable, person
from tests.support.rules import NOW, Desk, kinds, read
from tests.support.world import estate

LATER = NOW + 1


def watched(contact: str, on: str = "e", **told: Any) -> FinalPriceWatch:
    told_by: dict[str, Any] = {"due_at": None, "told_at": None, "told_by": None} | told
    return FinalPriceWatch("M1", on, contact, NOW, **told_by)


def rows() -> list[Row]:
    return [
        estate("e"),
        estate("e2"),
        person("a", email="a@exempel.se"),
        person("b", email="ingen adress", email2="b@exempel.se", invalid="email"),
        person("d", email="ingen adress", cell="0701740605", invalid="email"),
        *(watched(id) for id in ("a", "b", "d", "gone")),
        watched("a", "e2"),
    ]


def price(desk: Desk, amount: int = 3_000_000, at: int = LATER, on: str = "e") -> Outcome:
    return desk.ask(SET_FINAL_PRICE, FinalPrice(amount), at=at, estateId=on)


def test_the_price_is_kept_on_the_estate() -> None:
    desk = Desk([estate("e")])
    outcome = price(desk)
    assert desk.only(ESTATE) == estate("e", final_price=3_000_000, final_price_at=LATER, changed_at=LATER)
    assert (outcome.value, kinds(outcome)) == (0, ["estate.finalPriceSet"])
    assert outcome.happenings[0].ids == {"estateId": "e", "finalPrice": "3000000"}


def test_every_watch_on_the_estate_is_due_and_told() -> None:
    desk = Desk(rows())
    outcome = price(desk)
    told = {(row.contact, row.due_at, row.told_at, row.told_by) for row in desk.all(FINAL_PRICE_WATCH)}
    assert told == {
        ("a", LATER, LATER, "email"),
        ("b", LATER, LATER, "email"),
        ("d", LATER, LATER, "event"),
        ("gone", LATER, LATER, "event"),
        ("a", None, None, None),
    }
    assert outcome.value == 4
    assert kinds(outcome) == ["estate.finalPriceSet", *["watch.due", "watch.told"] * 4]
    assert read(outcome.decided[0]) == "The final price is 3000000 SEK. 4 watch(es) were due."


def test_an_e_mail_is_queued_once_for_each_who_has_an_address() -> None:
    desk = Desk(rows())
    price(desk)
    mails = desk.all(OUTGOING_MAIL)
    assert sorted((mail.contact, mail.recipient) for mail in mails) == [("a", "a@exempel.se"), ("b", "b@exempel.se")]
    assert len({mail.id for mail in mails}) == 2
    assert {(mail.template, mail.queued_at, mail.sent_at) for mail in mails} == {("final_price", LATER, None)}
    assert all(json.loads(mail.about) == {"estateId": "e", "finalPrice": 3_000_000} for mail in mails)


def test_a_changed_price_is_an_event_and_no_second_e_mail() -> None:
    desk = Desk(rows())
    price(desk)
    before = desk.all(FINAL_PRICE_WATCH), desk.all(OUTGOING_MAIL)
    outcome = price(desk, 3_100_000, LATER + 1)
    assert (desk.all(FINAL_PRICE_WATCH), desk.all(OUTGOING_MAIL)) == before
    assert (outcome.value, kinds(outcome)) == (0, ["estate.finalPriceChanged"])
    changed = next(row for row in desk.all(ESTATE) if row.id == "e")
    assert (changed.final_price, changed.final_price_at) == (3_100_000, LATER + 1)


def test_the_same_price_again_changes_nothing() -> None:
    desk = Desk(rows())
    price(desk)
    before = desk.all(ESTATE)
    outcome = price(desk, at=LATER + 1)
    assert (outcome.value, kinds(outcome), desk.all(ESTATE)) == (0, [], before)


def test_whoever_was_told_when_the_watch_was_placed_is_not_told_again() -> None:
    desk = Desk([estate("e", final_price=1), *findable(person("a", email="a@exempel.se"))])
    watch = application("Anna", "Berg", email="anna@exempel.se")
    desk.ask(WATCH_FINAL_PRICE, watch, estateId="e")
    outcome = price(desk)
    assert len(desk.all(OUTGOING_MAIL)) == 1
    assert kinds(outcome) == ["estate.finalPriceChanged"]


def test_an_address_that_comes_later_brings_no_e_mail() -> None:
    desk = Desk([estate("e")])
    phones = {"cell": "0701740605"}
    desk.ask(WATCH_FINAL_PRICE, application(phones=phones), estateId="e")
    price(desk)
    desk.ask(WATCH_FINAL_PRICE, application(phones=phones, email="anna@exempel.se"), at=LATER + 1, estateId="e")
    price(desk, 3_100_000, LATER + 2)
    assert desk.only(FINAL_PRICE_WATCH).told_by == "event"
    assert desk.all(OUTGOING_MAIL) == []


@pytest.mark.parametrize(("customer", "estate_id"), [("M1", "nope"), ("M2", "e")])
def test_an_unknown_estate_is_a_404(customer: str, estate_id: str) -> None:
    refused = Desk(rows()).refusal(SET_FINAL_PRICE, FinalPrice(1), customer=customer, estateId=estate_id)
    assert refused.status == 404
    assert refused.detail is not None
    assert read(refused.detail).startswith(f"estateId: this customer has no estate {estate_id}.")


def test_what_the_sale_earned_is_the_own_agents_and_is_kept_once() -> None:
    desk = Desk([estate("e", agent="u"), estate("e2")])
    first = desk.ask(SET_FINAL_PRICE, FinalPrice(3_000_000, 60_000), at=NOW, estateId="e")
    assert kinds(first) == ["estate.finalPriceSet", "commission.kept"]
    again = desk.ask(SET_FINAL_PRICE, FinalPrice(3_000_000, 65_000), at=LATER, estateId="e")
    assert (again.value, kinds(again)) == (0, ["commission.kept"])
    assert desk.only(COMMISSION) == Commission("M1", "e", "u", SALE, "o", 65_000, WHOLE, NOW)
    desk.ask(SET_FINAL_PRICE, FinalPrice(2_000_000, 0), at=LATER, estateId="e2")
    assert {row.user for row in desk.all(COMMISSION)} == {"u", NOBODY}

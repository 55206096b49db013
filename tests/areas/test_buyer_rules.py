"""Loan promises: each call adds one, and what is unset stays unset."""

from __future__ import annotations

import pytest

from farstu.advice import Advice
from farstu.areas.buyer.contract import (
    ADD_LOAN_PROMISE,
    LoanPromise,
    LoanPromiseEstateType,
    LoanPromiseFinancing,
    LoanPromiseStatus,
)
from farstu.areas.buyer.tables import LOAN_PROMISE
from farstu.contract.moment import parse_moment, utc_text
from farstu.store.table import Row
from tests.support.people import person
from tests.support.rules import DAY, NOW, PARTNER, Desk, kinds, problems, read
from tests.support.world import estate


def rows() -> list[Row]:
    return [person("c"), estate("e"), person("foreign", "M2"), estate("foreign", "M2")]


def test_a_promise_is_kept_whole() -> None:
    desk = Desk(rows())
    body = LoanPromise(
        bank="Banken",
        valid_until=parse_moment(utc_text(NOW + DAY)),
        estate_type=LoanPromiseEstateType.Cottage,
        estate_id="e",
        status=LoanPromiseStatus.VerifiedByBank,
        financing=LoanPromiseFinancing.Bank,
    )
    outcome = desk.ask(ADD_LOAN_PROMISE, body, contactId="c")
    row = desk.only(LOAN_PROMISE)
    assert (row.id, row.contact, row.bank, row.estate, row.partner) == (outcome.value, "c", "Banken", "e", PARTNER)
    assert (row.valid_until, row.created_at) == (NOW + DAY, NOW)
    assert (row.estate_type, row.status, row.financing) == ("Cottage", "VerifiedByBank", "Bank")
    assert outcome.advice == []


def test_what_is_left_out_is_unset_and_the_financing_unknown() -> None:
    desk = Desk(rows())
    desk.ask(ADD_LOAN_PROMISE, LoanPromise(), contactId="c")
    row = desk.only(LOAN_PROMISE)
    assert (row.bank, row.valid_until, row.estate_type, row.estate, row.status) == (None,) * 5
    assert row.financing == "Unknown"


def test_each_call_adds_one() -> None:
    desk = Desk(rows())
    values = [desk.ask(ADD_LOAN_PROMISE, LoanPromise(bank=bank), contactId="c").value for bank in ("A", "B", "A")]
    assert [row.id for row in desk.all(LOAN_PROMISE)] == values
    assert len(set(values)) == 3
    assert all(value.startswith("LOA") and len(value) == 35 for value in values)


def test_the_event_names_the_estate_where_there_is_one() -> None:
    desk = Desk(rows())
    bare = desk.ask(ADD_LOAN_PROMISE, LoanPromise(), contactId="c")
    bound = desk.ask(ADD_LOAN_PROMISE, LoanPromise(estate_id="e"), contactId="c")
    assert kinds(bare) == kinds(bound) == ["loanPromise.created"]
    assert bare.happenings[0].ids == {"id": bare.value, "contactId": "c"}
    assert bound.happenings[0].ids == {"id": bound.value, "contactId": "c", "estateId": "e"}


@pytest.mark.parametrize("estate_id", ["nope", "foreign"])
def test_an_unknown_or_foreign_estate_is_a_400_under_its_member(estate_id: str) -> None:
    refused = Desk(rows()).refusal(ADD_LOAN_PROMISE, LoanPromise(estate_id=estate_id), contactId="c")
    assert refused.status == 400
    assert list(problems(refused)) == ["loanPromise.EstateId"]
    assert f"no estate {estate_id}" in problems(refused)["loanPromise.EstateId"]


@pytest.mark.parametrize("contact", ["nope", "foreign"])
def test_an_unknown_or_foreign_contact_is_a_404_before_the_body_counts(contact: str) -> None:
    refused = Desk(rows()).refusal(ADD_LOAN_PROMISE, LoanPromise(estate_id="nope"), contactId=contact)
    assert refused.status == 404
    assert refused.detail is not None
    assert read(refused.detail).startswith(f"contactId: this customer has no contact {contact}.")


@pytest.mark.parametrize(("valid_until", "past"), [(NOW - 1, True), (NOW, False), (NOW + 1, False)])
def test_a_promise_that_has_run_out_is_kept_with_an_advice(valid_until: int, past: bool) -> None:
    desk = Desk(rows())
    outcome = desk.ask(ADD_LOAN_PROMISE, LoanPromise(valid_until=parse_moment(utc_text(valid_until))), contactId="c")
    assert desk.only(LOAN_PROMISE).valid_until == valid_until
    assert outcome.advice == ([Advice("past-date", "loanPromise.ValidUntil")] if past else [])


def test_a_blank_estate_id_is_as_good_as_none() -> None:
    desk = Desk(rows())
    desk.ask(ADD_LOAN_PROMISE, LoanPromise(estate_id=""), contactId="c")
    assert desk.only(LOAN_PROMISE).estate is None

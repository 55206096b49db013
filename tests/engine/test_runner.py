"""Batches against a database that fails: who is told what, and what is kept."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from farstu.advice import Advice
from farstu.areas.budget.contract import UPDATE_BUDGET
from farstu.engine.calls import Answer, Call, Outcome, Record, rule
from farstu.engine.facts import Facts
from farstu.engine.journal import AnswerRecord, read_detail
from farstu.engine.perform import Performer
from farstu.engine.runner import run
from farstu.engine.tables import EVENT, JOURNAL
from farstu.records.meetings import MEETING
from farstu.refusals import Refused
from farstu.store.base import StoreError, StoreRefused, StoreUnavailable
from farstu.store.clock import Ids
from farstu.store.table import Row
from farstu.texts import Text, say
from tests.support.faults import MEET, Faulty, status_answer
from tests.support.rules import ARRIVED, NOW, VAULT, plain_answer, simple_call

NOTES = ("one", "two", "three")
REFUSED, GONE = StoreRefused("no such value"), StoreUnavailable("disk full")


def meetings(*bodies: Any) -> list[Call]:
    return [simple_call(MEET, number, body) for number, body in enumerate(bodies, 1)]


def statuses(session: Faulty, calls: list[Call]) -> list[int]:
    return [decision.answer.status for decision in run(session, calls, VAULT)]


def notes(session: Faulty) -> list[str]:
    return [row.note for row in session.all(MEETING)]


def fails_on(note: str, fault: Exception) -> Any:
    def bad(row: Row) -> Exception | None:
        return fault if row.table is MEETING and row.note == note else None  # type: ignore[attr-defined]

    return bad


def test_a_batch_is_one_transaction() -> None:
    session = Faulty()
    assert statuses(session, meetings(*NOTES)) == [200] * 3
    assert (session.begins, session.commits, notes(session)) == (1, 1, list(NOTES))


@pytest.mark.parametrize("place", range(3))
def test_a_call_whose_statement_is_refused_does_not_fail_its_neighbours(place: int) -> None:
    session = Faulty()
    session.bad = fails_on(NOTES[place], REFUSED)
    expected = [200, 200, 200]
    expected[place] = 500
    assert statuses(session, meetings(*NOTES)) == expected
    assert notes(session) == [note for note in NOTES if note != NOTES[place]]
    assert [row.sequence for row in session.all(EVENT)] == [1, 2]
    assert len(session.all(JOURNAL)) == 2


def test_a_call_that_cannot_be_kept_now_is_a_503_that_says_when_to_come_again() -> None:
    session = Faulty()
    session.bad = fails_on("two", GONE)
    decisions = run(session, meetings(*NOTES), VAULT)
    assert [decision.answer.status for decision in decisions] == [200, 503, 200]
    assert dict(decisions[1].answer.headers)["Retry-After"].isdigit()
    assert notes(session) == ["one", "three"]


@pytest.mark.parametrize(("fault", "status"), [(REFUSED, 500), (GONE, 503)])
def test_a_look_up_that_fails_fails_only_its_call(fault: StoreError, status: int) -> None:
    session = Faulty()
    session.fetch_faults = [fault, None, fault]
    assert statuses(session, meetings(*NOTES)) == [200, status, 200]
    assert notes(session) == ["one", "three"]


@pytest.mark.parametrize(("fault", "status"), [(REFUSED, 500), (GONE, 503)])
def test_where_nothing_can_be_begun_every_call_is_told_and_no_rule_runs(fault: StoreError, status: int) -> None:
    session = Faulty()
    session.begin_faults = [fault]
    calls = meetings(AssertionError("a rule ran"), "two")
    assert statuses(session, calls) == [status] * 2
    assert (session.begins, session.kept) == (0, {})


def test_a_commit_that_failed_is_no_success() -> None:
    session = Faulty()
    session.commit_faults = [GONE]
    decisions = run(session, meetings(*NOTES), VAULT)
    assert [decision.answer.status for decision in decisions] == [503] * 3
    assert all(dict(decision.answer.headers)["Retry-After"].isdigit() for decision in decisions)
    assert session.kept == {}


def test_a_commit_that_failed_yet_took_place_is_found_in_the_journal() -> None:
    session = Faulty()
    session.commit_faults, session.commits_anyway = [GONE], True
    assert statuses(session, meetings(*NOTES)) == [200] * 3
    assert notes(session) == list(NOTES)


def test_nothing_is_run_again_after_a_commit_that_took_place() -> None:
    session = Faulty()
    session.commit_faults, session.commits_anyway = [GONE], True
    run(session, meetings(*NOTES), VAULT)
    assert [row.sequence for row in session.all(EVENT)] == [1, 2, 3]
    assert len(session.all(JOURNAL)) == 3


@pytest.mark.parametrize(("faults", "said"), [([], "unavailable.store"), ([None, GONE], "unavailable.unsure")])
def test_a_commit_that_failed_says_whether_anything_was_kept_as_far_as_it_is_known(
    faults: list[StoreError | None], said: str
) -> None:
    session = Faulty()
    session.commit_faults, session.begin_faults = [GONE], faults
    told: list[Any] = []

    def listen(result: Outcome | Refused) -> Answer:
        told.append(result)
        return status_answer(result)

    assert statuses(session, [replace(call, answer=listen) for call in meetings("one")]) == [503]
    assert told[-1].detail == say(said)


@pytest.mark.parametrize("faults", ["begin_faults", "fetch_faults"])
def test_where_the_journal_cannot_be_read_nobody_is_told_success(faults: str) -> None:
    session = Faulty()
    session.commit_faults, session.commits_anyway = [GONE], True
    setattr(session, faults, [None, GONE])
    assert statuses(session, meetings(*NOTES)) == [503] * 3


def test_a_call_without_a_journal_entry_goes_by_its_neighbours() -> None:
    first, second = meetings("one", "two")
    for kept, status in ((True, 200), (False, 503)):
        session = Faulty()
        session.commit_faults, session.commits_anyway = [GONE], kept
        assert statuses(session, [replace(first, record=None), second]) == [status] * 2


def test_without_any_journal_entry_a_failed_commit_is_never_called_a_success() -> None:
    session = Faulty()
    session.commit_faults, session.commits_anyway = [GONE], True
    assert statuses(session, [replace(call, record=None) for call in meetings("one")]) == [503]


def test_the_next_batch_goes_well_after_one_that_failed() -> None:
    session = Faulty()
    session.commit_faults, session.rollback_faults = [GONE], [GONE]
    assert statuses(session, meetings("one")) == [503]
    assert statuses(session, [simple_call(MEET, 9, "two")]) == [200]
    assert notes(session) == ["two"]


def _raises(*_: Any) -> Any:
    raise KeyError("a fault of ours")


def _refuses(facts: Facts, call: Call, body: Any) -> Outcome:
    raise Refused(404, "unknown", Text("a text that no catalogue has"))


def _only_refusals(result: Outcome | Refused) -> Answer:
    return plain_answer(result) if isinstance(result, Refused) else _raises()


def _only_500(result: Outcome | Refused) -> Answer:
    assert isinstance(result, Refused)
    return plain_answer(result) if result.status == 500 else _raises()


def _unwritable(facts: Facts, call: Call, body: Any) -> Outcome:
    return Outcome(decided=[Text("decided.comeback", {"id": object()})])


def _broken(call: Call, where: str) -> Call:
    task = call.task
    match where:
        case "prefetch":
            return replace(call, task=replace(task, prefetch=_raises))
        case "rule":
            return replace(call, task=replace(task, rule=_raises))
        case "answer":
            return replace(
                call, answer=lambda result: plain_answer(result) if isinstance(result, Refused) else _raises()
            )
        case "refusal":
            return replace(call, task=replace(task, rule=_refuses), answer=_only_500)
        case "journal":
            return replace(call, task=replace(task, rule=_unwritable))
    raise AssertionError(where)


@pytest.mark.parametrize("where", ["prefetch", "rule", "answer", "refusal", "journal"])
def test_an_exception_is_that_calls_500_and_nobody_elses(where: str) -> None:
    session = Faulty()
    first, second, third = meetings(*NOTES)
    assert statuses(session, [first, _broken(second, where), third]) == [200, 500, 200]
    assert notes(session) == ["one", "three"]


def test_an_exception_of_the_driver_is_that_calls_500_and_nobody_elses() -> None:
    session = Faulty()
    session.bad = fails_on("two", UnicodeEncodeError("utf-8", "\ud800", 0, 1, "surrogates not allowed"))
    assert statuses(session, meetings(*NOTES)) == [200, 500, 200]
    assert notes(session) == ["one", "three"]


def test_no_handler_in_a_rule_swallows_what_is_not_known_yet() -> None:
    def careless(facts: Facts, call: Call, body: Any) -> Outcome:
        try:
            found = facts.one(MEETING.key, "M1", "m")
        except Exception:  # noqa: BLE001  # what a careless rule does
            return Outcome("swallowed")
        return Outcome("known" if found else "absent")

    call = simple_call(replace(MEET, rule=careless), 1)
    (decision,) = run(Faulty(), [call], VAULT)
    assert decision.value == "absent"


def test_a_refused_call_keeps_its_journal_entry_and_nothing_else() -> None:
    session = Faulty()
    assert statuses(session, meetings(Refused(404, "no"))) == [404]
    assert set(session.kept) == {JOURNAL}
    assert session.all(JOURNAL)[0].status == 404


def test_a_call_without_a_record_has_no_journal_entry() -> None:
    session = Faulty()
    run(session, [replace(call, record=None) for call in meetings("one")], VAULT)
    assert session.all(JOURNAL) == []
    assert notes(session) == ["one"]


def test_the_journal_entry_names_the_call() -> None:
    session = Faulty()
    call = replace(meetings("one")[0], record=Record("POST", "/x", {}, None, ARRIVED.understood))
    run(session, [call], VAULT)
    (row,) = session.all(JOURNAL)
    assert (row.customer, row.id, row.at, row.operation, row.partner) == ("M1", call.id, NOW, "Meet", "byran")
    assert (row.status, row.milliseconds > 0) == (200, True)


def test_the_journal_entry_says_what_arrived_what_was_decided_and_what_was_answered() -> None:
    def advise(facts: Facts, call: Call, body: Any) -> Outcome:
        return Outcome("ok", decided=[say("decided.watch_due")], advice=[Advice("past-date", "x.Date")])

    session = Faulty()
    call = replace(simple_call(replace(MEET, rule=advise), 1), advice=[Advice("unknown-member", "x.Y")])
    run(session, [call], VAULT)
    detail = read_detail(session.all(JOURNAL)[0])
    assert (detail.request, detail.decided) == (ARRIVED, [say("decided.watch_due")])
    assert detail.advice == [Advice("unknown-member", "x.Y"), Advice("past-date", "x.Date")]
    assert detail.response == AnswerRecord(200, {"Content-Type": "text/plain"}, "ok")


def test_the_journal_entry_of_a_refused_call_says_why() -> None:
    detail, first, second = say("refusal.no_page"), say("error.price_body"), say("decided.watch_due")
    refused = Refused(400, "no", detail, (("a", first), ("b", second)))
    session = Faulty()
    run(session, meetings(refused), VAULT)
    assert read_detail(session.all(JOURNAL)[0]).decided == [detail, first, second]


def test_outside_the_server_a_task_is_performed_or_refused() -> None:
    session = Faulty()
    performer = Performer(session, VAULT, lambda: NOW, Ids(lambda: NOW))
    assert performer.perform(MEET, "one", customer="M1").value == "one"
    with pytest.raises(Refused) as refused:
        performer.perform(MEET, Refused(404, "no"), customer="M1")
    assert refused.value.status == 404
    session.begin_faults = [GONE]
    with pytest.raises(Refused) as failed:
        performer.perform(MEET, "two", customer="M1")
    assert failed.value.status == 503
    assert notes(session) == ["one"]


def test_an_operation_has_one_rule() -> None:
    with pytest.raises(LookupError, match="two rules"):
        rule(UPDATE_BUDGET)(_refuses)

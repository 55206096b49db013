"""One batch of calls: fetch what they need, decide them one after another, hand over what is to be written.

The batch does no I/O itself. It yields look-ups, is sent what they found, and yields the rows to write last; whatever
drives it (a thread with SQLite, tasks with PostgreSQL) commits once and only then answers anybody.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from typing import Any

import structlog

from farstu.advice import Advice
from farstu.engine import events, idempotency, journal
from farstu.engine.calls import Answer, Call
from farstu.engine.facts import Facts, Key, Look, Unknown
from farstu.refusals import FAILED, Refused
from farstu.store.table import Row, Table
from farstu.store.vault import Vault
from farstu.texts import Text

log = structlog.get_logger()


@dataclass(slots=True)
class Decision:
    """What became of one call."""

    call: Call
    answer: Answer
    value: Any = None
    decided: list[Text] = field(default_factory=list)
    advice: list[Advice] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Writes:
    """What a batch changes: rows to put, whole, and rows to remove, by their primary keys."""

    rows: dict[Table[Any], list[Row]]
    gone: dict[Table[Any], list[Key]]

    @property
    def server_wide(self) -> list[str]:
        """The tables about the server itself that it changes, by name."""
        changed = (table for part in (self.rows, self.gone) for table, some in part.items() if some)
        return sorted({table.name for table in changed if table.server_wide})


Found = dict[Look, list[Row]]
Batch = Generator["list[Look] | Writes", "Found | None", "list[Decision]"]


def decide(calls: Sequence[Call], vault: Vault, *, overlay: bool = True) -> Batch:
    """Yields lists of look-ups, then the rows to write; returns what became of each call, in order."""
    facts = Facts(vault, overlay=overlay)
    for call in calls:
        for index, values in (*idempotency.looks(call), *call.task.prefetch(call, call.body)):
            facts.want(index, *values)
        facts.want(*events.look(call))
    yield from facts.fetch()
    decisions: list[Decision] = []
    for call in calls:
        decisions += [(yield from _settle(facts, call))]
    for decision in decisions:
        _journal(facts, decision)
    yield _writes(facts)
    return decisions


def _writes(facts: Facts) -> Writes:
    put = {table: [row for row in rows.values() if row is not None] for table, rows in facts.changed.items() if rows}
    gone = {table: [key for key, row in rows.items() if row is None] for table, rows in facts.changed.items()}
    return Writes(put | dict(facts.appended), {table: keys for table, keys in gone.items() if keys})


def _settle(facts: Facts, call: Call) -> Generator[Any, Any, Decision]:
    """One call, as often as it takes until all that it asks for is known."""
    while True:
        try:
            return _decide_one(facts, call)
        except Unknown:
            yield from facts.fetch()


def _decide_one(facts: Facts, call: Call) -> Decision:
    try:
        replayed = idempotency.first_answer(facts, call)
        if replayed is not None:
            return Decision(call, replayed, decided=[idempotency.SAID_BEFORE])
        outcome = call.task.rule(facts, call, call.body)
        numbered = events.number(facts, call, outcome)
        answer = call.answer(outcome)
    except Refused as refusal:
        return _refused(call, refusal)
    except Exception:
        log.exception("a rule failed", request_id=call.id, operation=call.task.name)
        return _refused(call, Refused(500, FAILED))
    for row in outcome.gone:
        facts.remove(row)
    for row in (*outcome.rows, *numbered, *idempotency.keep(call, answer)):
        facts.put(row)
    return Decision(call, answer, outcome.value, outcome.decided, outcome.advice)


def _refused(call: Call, refusal: Refused) -> Decision:
    why = [refusal.detail] if refusal.detail else []
    why += [text for _, text in refusal.problems]
    return Decision(call, call.answer(refusal), decided=why)


def _journal(facts: Facts, decision: Decision) -> None:
    call = decision.call
    if call.record is None:
        return
    facts.put(
        journal.entry(
            call_id=call.id,
            at=call.arrived,
            started=call.started,
            customer=call.customer,
            operation=call.task.name,
            partner=call.partner,
            record=call.record,
            decided=call.told + decision.decided,
            advice=call.advice + decision.advice,
            answer=decision.answer,
            body=journal.shown(decision.answer),
        )
    )

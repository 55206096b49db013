"""Runs batches against a database: decide, write, commit once, and only then answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import structlog

from farstu.engine.batch import Decision, Writes, decide
from farstu.engine.calls import Call
from farstu.engine.tables import JOURNAL
from farstu.refusals import failed, unavailable
from farstu.store.base import StoreError, StoreUnavailable, WriteSession
from farstu.store.vault import Vault

log = structlog.get_logger()


class CommitUnknown(Exception):
    """The commit failed in a way that leaves open whether it took place."""

    def __init__(self, decisions: list[Decision]) -> None:
        self.decisions = decisions


def run(session: WriteSession, calls: Sequence[Call], vault: Vault) -> list[Decision]:
    """What became of each call, in order. Never raises for a fault of the database: each call is told.

    Where a statement fails, the calls are run again one by one, so that one bad call cannot fail its neighbours.
    """
    try:
        session.begin()
    except StoreError as error:
        log.error("no transaction could be begun", error=str(error), calls=len(calls))
        return [_failed(call, error) for call in calls]
    try:
        return _run_once(session, calls, vault)
    except CommitUnknown as error:
        log.error("a commit failed", error=str(error.__cause__), calls=len(calls))
        return _after_unknown_commit(session, calls, error.decisions)
    except Exception as error:
        log.warning("a batch failed", error=str(error), calls=len(calls), exc_info=not isinstance(error, StoreError))
        if len(calls) > 1:
            return [decision for call in calls for decision in run(session, [call], vault)]
        return [_failed(call, error) for call in calls]


def _run_once(session: WriteSession, calls: Sequence[Call], vault: Vault) -> list[Decision]:
    batch = decide(calls, vault)
    sent: Any = None
    try:
        while True:
            try:
                asked = batch.send(sent)
            except StopIteration as done:
                return _commit(session, done.value)
            if isinstance(asked, Writes):
                session.write(asked.rows, asked.gone)
                sent = None
            else:
                sent = session.fetch(asked)
    finally:
        _rollback(session)


def _commit(session: WriteSession, decisions: list[Decision]) -> list[Decision]:
    try:
        session.commit()
    except StoreError as error:
        raise CommitUnknown(decisions) from error
    return decisions


def _rollback(session: WriteSession) -> None:
    try:
        session.rollback()
    except StoreError as error:
        log.error("a rollback failed", error=str(error))


def _after_unknown_commit(session: WriteSession, calls: Sequence[Call], decisions: list[Decision]) -> list[Decision]:
    """All of a batch was kept or nothing: the journal tells which. Only what was kept may be called a success."""
    looks = [(JOURNAL.key, (call.customer, call.id)) for call in calls if call.record is not None]
    try:
        session.begin()
        kept = any(session.fetch(looks[:1]).values())
    except StoreError:
        kept = False
    finally:
        _rollback(session)
    return decisions if kept else [_failed(call, StoreUnavailable("the commit failed")) for call in calls]


def _failed(call: Call, error: Exception) -> Decision:
    temporary = isinstance(error, StoreUnavailable)
    return Decision(call, call.answer(unavailable("unavailable.store") if temporary else failed()))

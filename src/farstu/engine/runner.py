"""Runs batches against a database: decide, write, commit once, and only then answer.

What is to be done is told in steps, each of which asks something of a session; so the same story serves a thread with
a session that answers at once and a task with one that answers later.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Generator, Sequence
from functools import partial
from typing import Any

import structlog

from farstu.engine.batch import Decision, Writes, decide
from farstu.engine.calls import Call
from farstu.engine.tables import JOURNAL
from farstu.refusals import failed, unavailable
from farstu.store.base import AsyncWriteSession, StoreError, StoreLost, StoreRefused, StoreUnavailable, WriteSession
from farstu.store.vault import Vault

log = structlog.get_logger()

Step = Callable[[Any], Any]
"""Asks a session for something; it answers it, or promises to."""

Steps = Generator[Step, Any, list[Decision]]

Committed = Callable[[float], None]
"""Is told how many seconds a commit took."""

TRIES = 2
"""How often a batch is begun whose connection is lost before it was kept."""


def _nobody(seconds: float) -> None:
    """Where nobody wants to know."""


def run(session: WriteSession, calls: Sequence[Call], vault: Vault, committed: Committed = _nobody) -> list[Decision]:
    """What became of each call, in order. Never raises for a fault of the database: each call is told.

    Where a statement fails, the calls are run again one by one, so that one bad call cannot fail its neighbours.
    """
    steps = _batch(calls, vault, TRIES)
    go_on: Callable[[], Step] = partial(next, steps)
    while True:
        try:
            step = go_on()
        except StopIteration as done:
            decisions: list[Decision] = done.value
            return decisions
        try:
            started = time.perf_counter()
            go_on = partial(steps.send, step(session))
            if step is _commit:
                committed(time.perf_counter() - started)
        except Exception as error:  # noqa: BLE001 - the story knows what to do about it
            go_on = partial(steps.throw, error)


async def run_async(
    session: AsyncWriteSession, calls: Sequence[Call], vault: Vault, committed: Committed = _nobody
) -> list[Decision]:
    """The same with a session that answers later."""
    steps = _batch(calls, vault, TRIES)
    go_on: Callable[[], Step] = partial(next, steps)
    while True:
        try:
            step = go_on()
        except StopIteration as done:
            decisions: list[Decision] = done.value
            return decisions
        try:
            started = time.perf_counter()
            promised: Awaitable[Any] = step(session)
            go_on = partial(steps.send, await promised)
            if step is _commit:
                committed(time.perf_counter() - started)
        except Exception as error:  # noqa: BLE001 - as above
            go_on = partial(steps.throw, error)


def _batch(calls: Sequence[Call], vault: Vault, tries: int) -> Steps:
    customers = _customers(calls)
    try:
        yield lambda session: session.begin(customers)
    except StoreError as error:
        log.error("no transaction could be begun", error=str(error), calls=len(calls))
        return [_failed(call, error) for call in calls]
    try:
        decisions = yield from _decide(calls, vault, customers)
    except Exception as error:
        log.warning("a batch failed", error=str(error), calls=len(calls), exc_info=not isinstance(error, StoreError))
        yield from _rollback()
        return (yield from _after_fault(calls, vault, tries, error))
    try:
        yield _commit
    except StoreError as error:
        log.error("a commit failed", error=str(error), calls=len(calls))
        yield from _rollback()
        return (yield from _after_unknown_commit(calls, vault, tries, decisions, error))
    return decisions


def _decide(calls: Sequence[Call], vault: Vault, customers: list[str]) -> Steps:
    batch = decide(calls, vault)
    found: Any = None
    while True:
        try:
            asked = batch.send(found)
        except StopIteration as done:
            decisions: list[Decision] = done.value
            return decisions
        if isinstance(asked, Writes):
            if "" not in customers and (wide := asked.server_wide):
                raise StoreRefused(f"{', '.join(wide)}: written by a task that is not server-wide")
            found = yield partial(_write, asked)
        else:
            found = yield partial(_fetch, asked)


def _fetch(looks: Any, session: Any) -> Any:
    return session.fetch(looks)


def _write(writes: Writes, session: Any) -> Any:
    return session.write(writes.rows, writes.gone)


def _commit(session: Any) -> Any:
    return session.commit()


def _rollback() -> Generator[Step, Any, None]:
    try:
        yield lambda session: session.rollback()
    except StoreError as error:
        log.error("a rollback failed", error=str(error))


def _after_fault(calls: Sequence[Call], vault: Vault, tries: int, error: Exception) -> Steps:
    """Nothing was kept: where the connection was lost it is all run again, else one by one."""
    if isinstance(error, StoreLost):
        if tries > 1:
            return (yield from _batch(calls, vault, tries - 1))
        return [_failed(call, error) for call in calls]
    if len(calls) == 1:
        return [_failed(calls[0], error)]
    decisions: list[Decision] = []
    for call in calls:
        decisions += yield from _batch([call], vault, tries)
    return decisions


def _after_unknown_commit(
    calls: Sequence[Call], vault: Vault, tries: int, decisions: list[Decision], error: StoreError
) -> Steps:
    """All of a batch was kept or nothing: the journal tells which. Only what was kept may be called a success.

    The journal is read with the customers' locks held, which the lost transaction holds until it is decided.
    """
    customers = _customers(calls)
    looks = [(JOURNAL.key, (call.customer, call.id)) for call in calls if call.record is not None][:1]
    kept = None
    try:
        yield lambda session: session.begin(customers)
        kept = any((yield partial(_fetch, looks)).values()) if looks else None
    except StoreError as again:
        log.error("whether a batch was kept is not known", error=str(again), calls=[call.id for call in calls])
    yield from _rollback()
    if kept:
        return decisions
    if kept is False and isinstance(error, StoreLost) and tries > 1:
        return (yield from _batch(calls, vault, tries - 1))
    refusal = unavailable("unavailable.unsure") if kept is None else unavailable("unavailable.store")
    return [Decision(call, call.answer(refusal)) for call in calls]


def _customers(calls: Sequence[Call]) -> list[str]:
    """Whose rows the batch may see and change. What is about the server itself belongs to nobody: the empty name."""
    found = {call.customer for call in calls}
    for call in calls:
        if call.task.server_wide:
            looks = call.task.prefetch(call, call.body)
            found |= {"", *(values[0] for index, values in looks if not index.table.server_wide)}
    return sorted(found)


def _failed(call: Call, error: Exception) -> Decision:
    temporary = isinstance(error, StoreUnavailable)
    return Decision(call, call.answer(unavailable("unavailable.store") if temporary else failed()))

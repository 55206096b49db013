"""What the command line does about a sandbox's clock, as a server would."""

from __future__ import annotations

import asyncio
import re
from typing import Any

import typer

from farstu.cli.desk import Desk
from farstu.engine.calls import Task
from farstu.engine.perform import Performer
from farstu.records.sandboxes import SANDBOX, Sandbox
from farstu.sandbox.clock import Advance, time_at
from farstu.server.falling import Falling
from farstu.store.statements import select_by

_DURATION = re.compile(r"(?:(\d{1,9})d)?(?:(\d{1,9})h)?(?:(\d{1,9})m)?(?:(\d{1,9})s)?")


def duration(text: str) -> Advance:
    """`3d`, `2h30m`, `45s`."""
    found = _DURATION.fullmatch(text)
    if found is None or not text:
        raise typer.BadParameter(f"{text} is none such as 3d, 2h30m or 45s", param_hint="--advance")
    return Advance(*(int(part or 0) for part in found.groups()))


def told_at(at: Desk, customer: str) -> Sandbox | None:
    """What a sandbox's clock was told."""
    for row in at.session.rows(select_by(SANDBOX.key), (customer,), [customer]):
        return SANDBOX.make(row)
    return None


def fall_due_at(at: Desk, customer: str, told: Sandbox | None) -> dict[str, int]:
    """Tells what fell due at a customer by its clock; how much of what that was."""

    def now() -> int:
        return time_at(told, at.clock()) if told else at.clock()

    performer = Performer(at.session, at.vault, now, at.ids, at.who)

    async def look(statement: str, values: tuple[Any, ...], whose: str) -> list[tuple[Any, ...]]:
        return await asyncio.to_thread(at.session.rows, statement, values, [whose])

    async def act(task: Task, body: Any, whose: str, parameters: dict[str, Any]) -> Any:
        done = await asyncio.to_thread(performer.perform, task, body, customer=whose, parameters=parameters)
        return done.value or 0

    return asyncio.run(Falling(look, act).of(customer, now()))

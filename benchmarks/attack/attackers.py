"""The process that attacks, so that honest clients do not wait for it but for the server alone."""

from __future__ import annotations

import asyncio
import os
import random
import time
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from benchmarks.attack.attacks import ATTACKS
from benchmarks.attack.slow import SLOW
from benchmarks.attack.target import Target

Attacks = Iterator[tuple[str, bytes]]

PARALLEL = 4
PAUSE = 0.01
NICENESS = 19
"""Who attacks has a machine of their own: honest clients are not to lack the processor for it."""


def attack_for(said: dict[str, Any], hidden: list[bytes], seconds: float, seed: int) -> Target:
    """Attacks for so long; answers what was found."""
    os.setpriority(os.PRIO_PROCESS, 0, NICENESS)
    target = Target(said, hidden)
    asyncio.run(_attack(target, seconds, random.Random(seed)))
    return target


async def _attack(target: Target, seconds: float, chance: random.Random) -> None:
    until = time.monotonic() + seconds

    def on() -> bool:
        return time.monotonic() < until

    attacks = [_throw(target, _endless(target, chance), on), *(slow(target, on, many) for slow, many in SLOW)]
    tasks = [asyncio.create_task(attack) for attack in attacks]
    await asyncio.gather(asyncio.sleep(seconds), _throw(target, _first(target, chance), lambda: True))
    for task in tasks:
        task.cancel()
    for error in await asyncio.gather(*tasks, return_exceptions=True):
        if isinstance(error, Exception):
            raise error


def _first(target: Target, chance: random.Random) -> Attacks:
    """One of each attack, which are thrown however little the attacker gets of the processor."""
    for attack in ATTACKS:
        yield from islice(attack(target, chance), 1)


def _endless(target: Target, chance: random.Random) -> Attacks:
    while True:
        for attack in chance.sample(ATTACKS, len(ATTACKS)):
            yield from attack(target, chance)


async def _throw(target: Target, attacks: Attacks, on: Callable[[], bool]) -> None:
    """All of them in turn, a few connections at once."""

    async def one() -> None:
        for name, whole in attacks:
            if not on():
                return
            await target.throw(name, whole)
            await asyncio.sleep(PAUSE)

    await asyncio.gather(*(one() for _ in range(PARALLEL)))

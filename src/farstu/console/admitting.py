"""Who may tell a sandbox what to do: what is told meets everybody who calls there."""

from __future__ import annotations

from farstu.console.sight import Sight, sight_of
from farstu.console.visit import Visit
from farstu.contract.operation import FunctionGroup
from farstu.refusals import FORBIDDEN, Refused
from farstu.sandbox.standing import is_sandbox
from farstu.texts import say

MOST_LOOKED_AT = 200


async def sandboxes_of(visit: Visit) -> list[str]:
    """Those that the visitor may tell something. StoreError."""
    sight = await sight_of(visit)
    mine = [customer for customer in sight.customers if _may_all(sight, customer)]
    return [customer for customer in mine[:MOST_LOOKED_AT] if await is_sandbox(visit.kit.readers, customer)]


async def admit(visit: Visit, customer: str) -> Sight:
    """What the visitor may see. Refused with 403 unless it has a right to all of a sandbox. StoreError."""
    sight = await sight_of(visit)
    if not _may_all(sight, customer) or not await is_sandbox(visit.kit.readers, customer):
        raise Refused(403, FORBIDDEN, say("refusal.no_sandbox", customer=customer))
    return sight


def _may_all(sight: Sight, customer: str) -> bool:
    return all(sight.may(group, customer) for group in FunctionGroup)

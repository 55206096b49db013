"""Gives the faults that were ordered for a sandbox: before a call is decided, and when its answer is sent."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from farstu.engine.calls import Answer
from farstu.sandbox.faults import HEADER, Fault, read_header, refusal_of
from farstu.sandbox.orders import Orders
from farstu.server.admission import Admission
from farstu.server.exchange import Exchange, Receive, Scope, Send
from farstu.server.late import Late
from farstu.texts import say

_HEADER = HEADER.lower().encode()
_BROKEN = b'{"'
"""What is sent for an answer that has no body to break off."""


class Ordering:
    """Meets calls with what was ordered. `cut` ends the connection of a request; there is none without a socket."""

    def __init__(self, admission: Admission, asking: Late) -> None:
        self.orders = Orders()
        self.cut: Callable[[Scope], None] | None = None
        self._admission = admission
        self._asking = asking

    def concerns(self, exchange: Exchange) -> bool:
        """Whether anything may have been ordered for this call: two look-ups, which every call pays."""
        return bool(self.orders) or _HEADER in exchange.headers

    async def meet(self, exchange: Exchange, values: dict[str, Any]) -> None:
        """Waits as long as was ordered. Refused with what was ordered; what concerns the answer is noted."""
        assert exchange.operation is not None  # its caller has found both
        assert exchange.principal is not None
        covered = exchange.principal.covers[exchange.operation.group]
        customer = exchange.customer or (next(iter(covered)) if len(covered) == 1 else "")
        fault = await self._fault(exchange, customer)
        if fault is None:
            return
        await self._asking.ready()
        refused = refusal_of(fault, exchange.operation, values)
        exchange.fault = fault
        exchange.told.append(say("decided.ordered", fault=fault.told))
        if fault.drop:
            exchange.told.append(say("decided.not_sent"))
        await asyncio.sleep(fault.delay_milliseconds / 1000)
        if refused is not None:
            raise refused

    async def send(self, exchange: Exchange, receive: Receive, send: Send, answer: Answer) -> None:
        """Sends the answer as it was ordered: whole, broken, or not at all."""
        assert exchange.fault is not None  # asked by its caller
        if exchange.fault.drop is None:
            await exchange.send(send, _broken(answer) if exchange.fault.malformed else answer)
        elif self.cut is not None:
            self.cut(exchange.scope)
            while (await receive())["type"] != "http.disconnect":
                continue

    async def _fault(self, exchange: Exchange, customer: str) -> Fault | None:
        assert exchange.operation is not None  # as above
        assert exchange.principal is not None
        if _HEADER in exchange.headers and customer and await self._admission.is_sandbox(customer):
            return read_header(exchange.every(_HEADER))
        order = self.orders.take(customer, exchange.operation.id, exchange.principal.key_id)
        return order.fault if order else None


def _broken(answer: Answer) -> Answer:
    """Half of the answer, as one whole HTTP message: it is the text within that breaks off."""
    if not answer.body:
        return Answer(200, (("Content-Type", "application/json; charset=utf-8"),), _BROKEN)
    return Answer(answer.status, answer.headers, answer.body[: len(answer.body) // 2])

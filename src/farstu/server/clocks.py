"""`/_farstu/sandbox/{customerId}/clock`: what time it is there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from farstu.access.principals import Principal
from farstu.engine.calls import Answer, Call, Outcome
from farstu.engine.writer import Writer
from farstu.refusals import Refused
from farstu.sandbox.clock import SET_CLOCK, ClockOrder, read_clock, shown
from farstu.server.admission import ROOT, Admission, Guard
from farstu.server.exchange import Exchange
from farstu.server.falling import DUE_KINDS, Watchful
from farstu.server.records import record
from farstu.server.times import Times
from farstu.store.clock import Clock


@dataclass(frozen=True)
class ClockControls:
    """Tells a sandbox the time; when it was moved, what falls due by that does."""

    admission: Admission
    writer: Writer
    times: Times
    due: Watchful
    clock: Clock

    def routes(self, guarded: Guard) -> list[Route]:
        """Each in its place."""
        return [
            Route(f"{ROOT}/clock", guarded(self._shown), methods=["GET"]),
            Route(f"{ROOT}/clock", guarded(self._set), methods=["PUT"]),
        ]

    async def _shown(self, request: Request, principal: Principal) -> Any:
        customer = await self.admission.admit(request, principal)
        await self.times.look()
        return shown(self.times.told(customer), self.clock())

    async def _set(self, request: Request, principal: Principal) -> Any:
        customer = await self.admission.admit(request, principal)
        exchange = Exchange(request.scope, self.clock())
        exchange.customer = customer
        order = read_clock(await exchange.read_body(request.receive))
        async with self.due.alone:
            await self.due.of(customer)
            answer = await self.writer.submit(_call(exchange, principal, order))
            if answer.status >= 400:
                return Response(answer.body, answer.status, {"Cache-Control": "no-store", **dict(answer.headers)})
            await self.times.look()
            fallen = await self.due.of(customer)
        return {**shown(self.times.told(customer), self.clock()), "due": fallen}


def _call(exchange: Exchange, principal: Principal, order: ClockOrder) -> Call:
    """What is answered says what fell due by it, which is only known afterwards."""

    def take(result: Outcome | Refused) -> Answer:
        return exchange.answer(result) if isinstance(result, Refused) else Answer(200, (), b"")

    return Call(
        task=SET_CLOCK,
        id=exchange.id,
        at=exchange.at,
        customer=exchange.customer,
        partner=principal.partner,
        body=order,
        answer=take,
        parameters={"kinds": DUE_KINDS},
        record=record(exchange),
        started=exchange.started,
    )

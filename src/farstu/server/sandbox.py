"""`/_farstu/sandbox/{customerId}/…`: faults and refusals on order, for a sandbox and whoever has a whole key to it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from farstu.access.principals import Principal
from farstu.contract.operation import OPERATIONS, FunctionGroup
from farstu.help.refusals import named_whens
from farstu.refusals import forbidden
from farstu.sandbox.faults import check_name, read_fault
from farstu.sandbox.orders import Order
from farstu.server.exchange import Exchange
from farstu.server.ordering import Ordering
from farstu.texts import preferred

Handler = Callable[[Request, Principal], Awaitable[Any]]
Guarded = Callable[[Request], Awaitable[Response]]
_ROOT = "/_farstu/sandbox/{customerId}"


@dataclass(frozen=True)
class SandboxControls:
    """Takes orders. Refused with 403 unless the key opens every function group of the customer, and that is a
    sandbox: an order meets everybody who calls there."""

    ordering: Ordering
    clock: Callable[[], int]

    def routes(self, guarded: Callable[[Handler], Guarded]) -> list[Route]:
        """Each in its place."""
        return [
            Route(f"{_ROOT}/faults", guarded(self._faults), methods=["GET"]),
            Route(f"{_ROOT}/faults", guarded(self._order), methods=["POST"]),
            Route(f"{_ROOT}/faults", guarded(self._drop), methods=["DELETE"]),
            Route(f"{_ROOT}/faults/{{id}}", guarded(self._drop), methods=["DELETE"]),
            Route(f"{_ROOT}/refusals", guarded(self._refusals), methods=["GET"]),
        ]

    async def _faults(self, request: Request, principal: Principal) -> Any:
        customer = await self._admit(request, principal)
        return {"faults": [order.shown for order in self.ordering.orders.of(customer)]}

    async def _order(self, request: Request, principal: Principal) -> Any:
        customer = await self._admit(request, principal)
        exchange = Exchange(request.scope, request.scope["farstu.request_id"], self.clock())
        fault = read_fault(await exchange.read_body(request.receive))
        check_name(fault)
        order = Order(f"FAU{exchange.id}", fault)
        self.ordering.orders.put(customer, order)
        return order.shown

    async def _drop(self, request: Request, principal: Principal) -> Any:
        customer = await self._admit(request, principal)
        return {"ended": self.ordering.orders.drop(customer, request.path_params.get("id"))}

    async def _refusals(self, request: Request, principal: Principal) -> Any:
        await self._admit(request, principal)
        language = preferred(request.headers.get("accept-language", ""))
        return {
            operation.id: [
                {"name": name, "status": status, "when": when}
                for name, status, when in named_whens(operation, language)
            ]
            for operation in OPERATIONS.values()
        }

    async def _admit(self, request: Request, principal: Principal) -> str:
        customer: str = request.path_params["customerId"]
        for group in FunctionGroup:
            if not principal.may(group, customer):
                raise forbidden(group.value)
        await self.ordering.check_sandbox(customer)
        return customer

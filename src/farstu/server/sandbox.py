"""`/_farstu/sandbox/{customerId}/…`: faults and refusals on order, for a sandbox and whoever has a whole key to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.routing import Route

from farstu.access.principals import Principal
from farstu.contract.operation import OPERATIONS
from farstu.help.refusals import named_whens
from farstu.sandbox.faults import check_name, read_fault
from farstu.sandbox.orders import Order
from farstu.server.admission import ROOT, Admission, Guard
from farstu.server.exchange import Exchange
from farstu.server.ordering import Ordering
from farstu.texts import preferred


@dataclass(frozen=True)
class SandboxControls:
    """Takes orders."""

    admission: Admission
    ordering: Ordering
    clock: Callable[[], int]

    def routes(self, guarded: Guard) -> list[Route]:
        """Each in its place."""
        return [
            Route(f"{ROOT}/faults", guarded(self._faults), methods=["GET"]),
            Route(f"{ROOT}/faults", guarded(self._order), methods=["POST"]),
            Route(f"{ROOT}/faults", guarded(self._drop), methods=["DELETE"]),
            Route(f"{ROOT}/faults/{{id}}", guarded(self._drop), methods=["DELETE"]),
            Route(f"{ROOT}/refusals", guarded(self._refusals), methods=["GET"]),
        ]

    async def _faults(self, request: Request, principal: Principal) -> Any:
        customer = await self.admission.admit(request, principal)
        return {"faults": [order.shown for order in self.ordering.orders.of(customer)]}

    async def _order(self, request: Request, principal: Principal) -> Any:
        customer = await self.admission.admit(request, principal)
        exchange = Exchange(request.scope, self.clock())
        fault = read_fault(await exchange.read_body(request.receive))
        check_name(fault)
        order = Order(f"FAU{exchange.id}", fault)
        self.ordering.orders.put(customer, order)
        return order.shown

    async def _drop(self, request: Request, principal: Principal) -> Any:
        customer = await self.admission.admit(request, principal)
        return {"ended": self.ordering.orders.drop(customer, request.path_params.get("id"))}

    async def _refusals(self, request: Request, principal: Principal) -> Any:
        await self.admission.admit(request, principal)
        language = preferred(request.headers.get("accept-language", ""))
        return {
            operation.id: [
                {"name": name, "status": status, "when": when}
                for name, status, when in named_whens(operation, language)
            ]
            for operation in OPERATIONS.values()
        }

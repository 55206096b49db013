"""Who may tell a sandbox what to do."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from farstu.access.principals import Principal
from farstu.contract.operation import FunctionGroup
from farstu.refusals import FORBIDDEN, Refused, forbidden
from farstu.sandbox.standing import is_sandbox
from farstu.store.base import Readers
from farstu.texts import say

Handler = Callable[[Request, Principal], Awaitable[Any]]
Guard = Callable[[Handler], Callable[[Request], Awaitable[Response]]]
ROOT = "/_farstu/sandbox/{customerId}"


@dataclass(frozen=True)
class Admission:
    """Looks customers up."""

    readers: Readers

    async def admit(self, request: Request, principal: Principal) -> str:
        """The customer. Refused with 403 unless the key opens every function group of it, since what is ordered meets
        everybody who calls there; and unless it is a sandbox."""
        customer: str = request.path_params["customerId"]
        for group in FunctionGroup:
            if not principal.may(group, customer):
                raise forbidden(group.value)
        if not await self.is_sandbox(customer):
            raise Refused(403, FORBIDDEN, say("refusal.no_sandbox", customer=customer))
        return customer

    async def is_sandbox(self, customer: str) -> bool:
        """Whether it may be told what to do at all."""
        return await is_sandbox(self.readers, customer)

"""What a sandbox is told to do: its page, and faults and refusals on order."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import msgspec
from starlette.responses import Response
from starlette.routing import Route

from farstu.console.admitting import admit, sandboxes_of
from farstu.console.serving import ROOT
from farstu.console.time_travel import shown, time_travel_routes
from farstu.console.visit import Guard, Visit
from farstu.contract.operation import OPERATIONS
from farstu.engine.calls import REQUEST_ID
from farstu.help.refusals import common_names, named_whens
from farstu.sandbox.faults import check_name, read_fault
from farstu.sandbox.orders import Order

_WHOLE = ("status", "retryAfter", "count", "delayMilliseconds")
_TEXTS = ("operation", "key", "refusal", "drop")


def sandbox_routes(guard: Guard) -> list[Route]:
    """Each in its place."""
    return [
        Route(f"{ROOT}/sandbox", guard.person(_show), methods=["GET"]),
        Route(f"{ROOT}/sandbox/{{customer}}/faults", guard.person(_order), methods=["POST"]),
        Route(f"{ROOT}/sandbox/{{customer}}/faults/end", guard.person(_end), methods=["POST"]),
        *time_travel_routes(guard),
    ]


async def _show(visit: Visit) -> Response:
    sandboxes = await sandboxes_of(visit)
    customer = visit.query.get("customer", sandboxes[0] if sandboxes else "")
    travel = await shown(visit, await admit(visit, customer), customer) if sandboxes else {}
    operation = OPERATIONS.get(visit.query.get("operation", ""))
    refusals = (
        [(name, f"{status} · {when}") for name, status, when in named_whens(operation, visit.language)]
        if operation
        else [(name, name) for name in common_names()]
    )
    return await visit.page(
        "sandbox.html",
        sandboxes=sandboxes,
        customer=customer,
        orders=visit.kit.orders.of(customer),
        operation=operation,
        operations=list(OPERATIONS.values()),
        refusals=refusals,
        **travel,
    )


async def _order(visit: Visit) -> Response:
    customer = visit.request.path_params["customer"]
    await admit(visit, customer)
    fault = read_fault(msgspec.json.encode(_asked(visit.form)))
    check_name(fault)
    visit.kit.orders.put(customer, Order(f"FAU{visit.request.scope[REQUEST_ID]}", fault))
    return _back(visit, customer)


def _asked(form: dict[str, str]) -> dict[str, Any]:
    """The order as it would be sent over HTTP; what is no number is left as it is, for what refuses it."""
    sent: dict[str, Any] = {
        name: form[name].strip() for name in (*_TEXTS, *_WHOLE, "share") if form.get(name, "").strip()
    }
    for name in _WHOLE:
        if name in sent and sent[name].isascii() and sent[name].isdigit():
            sent[name] = int(sent[name])
    if "share" in sent:
        percent = sent["share"].rstrip("% ")
        sent["share"] = int(percent) / 100 if percent.isascii() and percent.isdigit() else percent
    if form.get("malformed"):
        sent["malformed"] = True
    return sent


async def _end(visit: Visit) -> Response:
    customer = visit.request.path_params["customer"]
    await admit(visit, customer)
    visit.kit.orders.drop(customer, visit.form.get("id") or None)
    return _back(visit, customer)


def _back(visit: Visit, customer: str) -> Response:
    return visit.to(f"/sandbox?customer={quote(customer, safe='')}")

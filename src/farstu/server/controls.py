"""Our own controls, all under `/_farstu/`, and the pages; the reference's paths and bodies stay untouched."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Protocol

import msgspec
import structlog
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from farstu.access.door import Admitted, Door
from farstu.access.principals import OURSELVES, MadeHere, Principal
from farstu.areas.watch.final_price import SET_FINAL_PRICE, FinalPrice
from farstu.console.serving import Console
from farstu.contract.operation import FunctionGroup
from farstu.engine.calls import REQUEST_ID, Answer, Call, Outcome
from farstu.engine.writer import Writer
from farstu.help.files import GeneratedFiles
from farstu.help.pages.serving import HelpPages
from farstu.records.estates import LARGEST_PRICE
from farstu.refusals import NOT_FOUND, Refused, failed, forbidden, invalid, unavailable, wrong_method
from farstu.server.admission import Guard, Handler
from farstu.server.calls import many_calls, one_call
from farstu.server.exchange import Exchange, address_of
from farstu.server.health import Health
from farstu.server.records import record
from farstu.server.reports import Reports
from farstu.server.sidelines import Sidelines
from farstu.server.times import Times
from farstu.store.base import Readers, StoreError
from farstu.store.clock import Clock
from farstu.texts import preferred, say
from farstu.wire.errors import write_refusal
from farstu.wire.json_codec import write_json
from farstu.wire.negotiation import default_format
from farstu.wire.reading import Reading

log = structlog.get_logger()


class Routes(Protocol):
    """Further controls, for callers with a valid key."""

    def routes(self, guarded: Guard) -> list[Route]: ...


@dataclass(frozen=True)
class Controls:
    """What the controls need to answer."""

    door: Door
    readers: Readers
    writer: Writer
    sidelines: Sidelines
    clock: Clock
    times: Times
    pages: HelpPages
    files: GeneratedFiles
    sandbox: tuple[Routes, ...]
    console: Console

    def app(self) -> Starlette:
        """The routes, each in its place."""
        return Starlette(
            routes=[
                Route("/", _first_page),
                *self.pages.routes(),
                *self.files.routes(),
                Route("/_farstu/calls", self._guarded(self._calls)),
                Route("/_farstu/calls/{id}", self._guarded(self._call)),
                Route(
                    "/_farstu/estates/{customerId}/{estateId}/finalPrice",
                    self._guarded(self._final_price),
                    methods=["PUT"],
                ),
                *Reports(self.readers).routes(self._guarded),
                *(route for controls in self.sandbox for route in controls.routes(self._guarded)),
                *self.console.routes(),
                *Health(self.readers, self.writer).routes(),
            ],
            exception_handlers={404: _no_page, 405: _wrong_method},
        )

    async def _calls(self, request: Request, principal: Principal) -> Any:
        await self.sidelines.settle()
        return await many_calls(self.readers, principal, dict(request.query_params), _language(request))

    async def _call(self, request: Request, principal: Principal) -> Any:
        await self.sidelines.settle()
        return await one_call(self.readers, principal, request.path_params["id"], _language(request))

    async def _final_price(self, request: Request, principal: Principal) -> Any:
        exchange = Exchange(request.scope, self.clock())
        exchange.customer = request.path_params["customerId"]
        if not principal.may(FunctionGroup.ADVERTISING, exchange.customer):
            raise forbidden(FunctionGroup.ADVERTISING.value)
        price = _price(await exchange.read_body(request.receive))
        exchange.reading = Reading(price)

        def take(result: Outcome | Refused) -> Answer:
            if isinstance(result, Refused):
                return exchange.answer(result)
            shown = {"finalPrice": price.amount, "told": result.value}
            return Answer(200, (("Content-Type", default_format().content_type),), write_json(shown))

        answer = await self.writer.submit(
            Call(
                task=SET_FINAL_PRICE,
                id=exchange.id,
                at=self.times.at(exchange.customer, exchange.at),
                arrived=exchange.at,
                customer=exchange.customer,
                partner=principal.partner,
                body=price,
                answer=take,
                parameters={"estateId": request.path_params["estateId"]},
                record=record(exchange),
                started=exchange.started,
            )
        )
        headers = {"Cache-Control": "no-store", **dict(answer.headers)}
        return Response(answer.body, answer.status, headers)

    async def _admitted(self, request: Request) -> Admitted:
        made_here = request.scope.get(OURSELVES)
        if isinstance(made_here, MadeHere):
            return Admitted(made_here.principal, ())
        header = request.headers.get("authorization")
        shown = None if header is None else header.encode("latin-1")
        return await self.door.admit(shown, address_of(request.scope), self.clock())

    def _guarded(self, handler: Handler) -> Callable[[Request], Awaitable[Response]]:
        """For callers with a valid key; refusals take the shape that they have everywhere."""

        async def guarded(request: Request) -> Response:
            try:
                principal, pace = await self._admitted(request)
                answer = await handler(request, principal)
                response = answer if isinstance(answer, Response) else _json(answer)
                response.headers.update(dict(pace))
                return response
            except Refused as refusal:
                return _refusal(request, refusal)
            except StoreError as error:
                log.error("a control could not be answered", request_id=request.scope[REQUEST_ID], error=str(error))
                return _refusal(request, unavailable("unavailable.store"))
            except Exception:
                log.exception("a control failed", request_id=request.scope[REQUEST_ID])
                return _refusal(request, failed())

        return guarded


def _price(body: bytes) -> FinalPrice:
    try:
        price = msgspec.json.decode(body, type=FinalPrice)
    except msgspec.MsgspecError:
        raise invalid(("amount", say("error.price_body"))) from None
    if not 0 < price.amount <= LARGEST_PRICE:
        sentence = say("error.between", member="amount", least=1, most=LARGEST_PRICE, sent=price.amount)
        raise invalid(("amount", sentence))
    if price.commission is not None and not 0 <= price.commission <= price.amount:
        sentence = say("error.between", member="commission", least=0, most=price.amount, sent=price.commission)
        raise invalid(("commission", sentence))
    return price


def _language(request: Request) -> str:
    return preferred(request.headers.get("accept-language", ""))


def _json(value: Any, status: int = 200) -> Response:
    headers = {"Cache-Control": "no-store"}
    return Response(write_json(value), status, headers, media_type="application/json; charset=utf-8")


def _refusal(request: Request, refusal: Refused) -> Response:
    body = write_refusal(refusal, default_format().codec, _language(request), request.scope[REQUEST_ID])
    headers = {"Cache-Control": "no-store", **dict(refusal.headers)}
    return Response(body, refusal.status, headers, media_type=default_format().content_type)


async def _first_page(request: Request) -> Response:
    return RedirectResponse("/Help", 302)


async def _no_page(request: Request, error: Exception) -> Response:
    return _refusal(request, Refused(404, NOT_FOUND, say("refusal.no_page")))


async def _wrong_method(request: Request, error: Exception) -> Response:
    allowed = (getattr(error, "headers", None) or {}).get("Allow", "")
    return _refusal(request, wrong_method(request.method, allowed))

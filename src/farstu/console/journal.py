"""The journal: the list that goes on by itself, and one call."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import Any
from urllib.parse import quote

import msgspec
from starlette.responses import Response
from starlette.routing import Route

from farstu.console.again import FORMATS, METHODS, send_again
from farstu.console.calls import MOST_CUSTOMERS, Calls, Filters, Page
from farstu.console.data import place_of
from farstu.console.made import Made, made_by
from farstu.console.serving import ROOT
from farstu.console.sight import Sight, sight_of
from farstu.console.understanding import Part, members_of, parameters_of
from farstu.console.visit import Guard, Visit
from farstu.contract.moment import parse_moment
from farstu.contract.operation import OPERATIONS, Operation
from farstu.engine.journal import Detail
from farstu.engine.tables import JournalEntry
from farstu.help.addresses import address_of
from farstu.help.languages import LANGUAGES
from farstu.help.languages.asked import Asked
from farstu.help.samples import readable
from farstu.refusals import NOT_FOUND, Refused
from farstu.sandbox.standing import is_sandbox
from farstu.texts import say
from farstu.texts.masking import HIDDEN

STATUSES = {"2xx": (200, 300), "4xx": (400, 500), "5xx": (500, 600)}
_ID_LENGTH = 32


def journal_routes(guard: Guard) -> list[Route]:
    """Each in its place."""
    return [
        Route(f"{ROOT}/calls", guard.person(_calls), methods=["GET"]),
        Route(f"{ROOT}/calls/tail", guard.person(_tail, seen=False), methods=["GET"]),
        Route(f"{ROOT}/calls/{{id}}", guard.person(_call), methods=["GET"]),
        Route(f"{ROOT}/calls/{{id}}/again", guard.person(_again), methods=["POST"]),
    ]


def filters_of(query: dict[str, str]) -> Filters:
    """What the form asks for; what cannot be read counts as not asked for."""
    status = query.get("status", "")
    statuses = STATUSES.get(status) or ((int(status), int(status) + 1) if _is_status(status) else None)
    return Filters(
        query.get("customer"),
        query.get("partner"),
        query.get("operation"),
        statuses,
        _ticks(query.get("since")),
        _ticks(query.get("until")),
        query.get("text"),
    )


def _is_status(text: str) -> bool:
    return len(text) == 3 and text.isascii() and text.isdigit()


def _ticks(text: str | None) -> int | None:
    try:
        return parse_moment(text).ticks if text else None
    except ValueError:
        return None


async def _calls(visit: Visit) -> Response:
    wanted = visit.query.get("text", "").strip().upper()
    if len(wanted) == _ID_LENGTH and set(wanted) <= set("0123456789ABCDEF"):
        return visit.to(f"/calls/{wanted}")
    await visit.kit.settle()
    sight = await sight_of(visit)
    listed = await _listed(visit, sight)
    names = [operation.id for operation in OPERATIONS.values()]
    return await visit.page(
        "calls.html",
        **listed,
        operations=names,
        customers=sight.customers,
        too_many=len(sight.customers) > MOST_CUSTOMERS and "customer" not in visit.query,
        partners=await partners(visit),
        statuses=[*STATUSES, "400", "401", "403", "404", "409", "429", "503"],
    )


async def _tail(visit: Visit) -> Response:
    """The list again where there is something new, else nothing. Now and then the page asks for a look at it all."""
    sight, query = await sight_of(visit), visit.query
    calls = Calls(visit.kit.readers, sight)
    if "full" not in query and not await calls.is_new(filters_of(query), query.get("newest", ""), visit.kit.clock()):
        return Response("", 204)
    listed = await _listed(visit, sight)
    if listed["mark"] == visit.query.get("mark"):
        return Response("", 204)
    return await visit.page("calls_list.html", **listed)


async def _listed(visit: Visit, sight: Sight) -> dict[str, Any]:
    calls = Calls(visit.kit.readers, sight)
    page = await calls.page(filters_of(visit.query), visit.query.get("before"))
    details = await calls.details(page.rows)
    return {"page": page, "details": details, "mark": _mark(page), "newest": visit.query.get("newest", "")}


def _mark(page: Page) -> str:
    """Another one whenever there is another call on the page."""
    return blake2b("".join(row.id for row in page.rows).encode(), digest_size=6).hexdigest()


async def partners(visit: Visit) -> list[str]:
    """The partners whose calls may be seen, where there is a choice. StoreError."""
    if not visit.is_owner:
        return []
    return [row[0] for row in await visit.kit.readers.rows('SELECT "name" FROM "partner" ORDER BY "name"')]


async def _found(visit: Visit) -> tuple[JournalEntry, Detail]:
    await visit.kit.settle()
    call_id = visit.request.path_params["id"].upper()
    found = await Calls(visit.kit.readers, await sight_of(visit)).one(call_id[:_ID_LENGTH])
    if found is None:
        raise Refused(404, NOT_FOUND, say("not_found.console_call"))
    return found


async def _call(visit: Visit) -> Response:
    entry, detail = await _found(visit)
    operation = OPERATIONS.get(entry.operation)
    asked = _asked(visit, entry, detail)
    made = await made_by(visit.kit.readers, entry)
    return await visit.page(
        "call.html",
        entry=entry,
        detail=detail,
        operation=operation,
        parts=_parts(operation, detail),
        decided=[visit.say(text) for text in detail.decided],
        advice=[(item, visit.say(say(f"advice.{item.code}", member=item.member))) for item in detail.advice],
        made=[(event, _links(entry.customer, event)) for event in made],
        examples=[(item.key, item.title, item.write(asked), item.name) for item in LANGUAGES],
        body=_readable(detail.request.body),
        answer=_readable(detail.response.body),
        again=_Again.of(detail, await is_sandbox(visit.kit.readers, entry.customer)),
    )


@dataclass(frozen=True)
class _Again:
    """The form that sends a call again."""

    path: str
    body: str
    format: str
    is_masked: bool
    is_sandbox: bool
    can: bool
    formats: tuple[str, ...] = FORMATS

    @classmethod
    def of(cls, detail: Detail, sandbox: bool) -> _Again:
        """Filled in as the call was."""
        request = detail.request
        body = _readable(request.body)[0]
        sent = next((value for name, value in request.headers.items() if name == "content-type"), "")
        form = next((item for item in FORMATS if item in sent), FORMATS[1] if "xml" in sent else FORMATS[0])
        path = quote(request.path, safe="/?&=:;,+%")
        return cls(path, body, form, HIDDEN in body + path, sandbox, request.method in METHODS)


def _parts(operation: Operation | None, detail: Detail) -> list[Part]:
    if operation is None:
        return []
    parts = parameters_of(operation, detail.request.path)
    understood = msgspec.json.decode(detail.request.understood)
    if operation.request and understood is not None:
        parts += members_of(operation.request, understood)
    return parts


def _links(customer: str, event: Made) -> list[tuple[str, str, str | None]]:
    """What an event is about: the name, the id, and where it is looked at."""
    return [(name, value, place_of(name, event.kind, customer, value)) for name, value in event.ids.items()]


def _asked(visit: Visit, entry: JournalEntry, detail: Detail) -> Asked:
    """The call as examples are made of it; a body is the one that was understood, in JSON."""
    place = visit.kit.place
    key = place.key if place and place.partner == entry.partner else None
    understood = _said(msgspec.json.decode(detail.request.understood))
    body = None if understood is None else readable(msgspec.json.encode(understood))
    path = quote(detail.request.path, safe="/?&=:;,+%")
    address = address_of(visit.request)
    return Asked(detail.request.method, address, path, entry.partner, key, body, visit.language)


def _said(value: Any) -> Any:
    """What was read without what was left out."""
    if isinstance(value, dict):
        return {name: _said(item) for name, item in value.items() if item is not None}
    return [_said(item) for item in value] if isinstance(value, list) else value


def _readable(body: str | None) -> tuple[str, str]:
    """A body broken into lines where it is JSON, and what a highlighter calls it."""
    text = body or ""
    if text.lstrip().startswith(("{", "[", '"')):
        try:
            return readable(text.encode()), "json"
        except msgspec.MsgspecError:
            return text, "text"
    return text, "xml" if text.lstrip().startswith("<") else "text"


async def _again(visit: Visit) -> Response:
    entry, detail = await _found(visit)
    sent = await send_again(visit, entry, detail.request.method)
    return visit.to(f"/calls/{sent}" if sent else "/calls")

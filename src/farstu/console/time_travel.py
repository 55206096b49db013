"""What a sandbox is brought back or forward to: its seed, its snapshots, its clock; and stories that it plays."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import quote, urlencode

import msgspec
from starlette.responses import Response
from starlette.routing import Route

from farstu.console.admitting import admit
from farstu.console.serving import ROOT
from farstu.console.sight import Sight
from farstu.console.telling import NotTold, ask, tell
from farstu.console.visit import MOST_BYTES, Guard, Visit
from farstu.refusals import invalid
from farstu.sandbox.playing import Played
from farstu.texts import say
from farstu.wire.reading import BODY_LIMIT

_UNITS = ("days", "hours", "minutes")
DONE = ("kept", "loaded", "dropped", "reset", "clock")
"""What the page says after it was done, by keys of the catalogue."""
Control = Callable[[Visit, Sight, str], Awaitable[Response]]


def time_travel_routes(guard: Guard) -> list[Route]:
    """Each in its place."""
    told = {"clock": _clock, "reset": _reset, "snapshots": _keep, "snapshots/load": _load, "snapshots/drop": _drop}
    return [
        *(_route(guard, path, control) for path, control in (told | {"stories": _play}).items()),
        _route(guard, "snapshots/file", _take_file, most=BODY_LIMIT),
        _route(guard, "snapshots/{name}", _file, method="GET"),
    ]


def _route(guard: Guard, path: str, control: Control, method: str = "POST", most: int = MOST_BYTES) -> Route:
    async def answer(visit: Visit) -> Response:
        customer = visit.request.path_params["customer"]
        sight = await admit(visit, customer)
        try:
            return await control(visit, sight, customer)
        except NotTold as refusal:
            return await visit.page("refused.html", refusal.status, number=refusal.status, sentences=refusal.sentences)

    return Route(f"{ROOT}/sandbox/{{customer}}/{path}", guard.person(answer, most=most), methods=[method])


async def shown(visit: Visit, sight: Sight, customer: str) -> dict[str, Any]:
    """What the sandbox's page says of all this. NotTold."""
    return {
        "clock": await ask(visit, sight, customer, "/clock"),
        "snapshots": (await ask(visit, sight, customer, "/snapshots"))["snapshots"],
        "stories": (await ask(visit, sight, customer, "/stories"))["stories"],
        "most": BODY_LIMIT,
        "done": visit.query.get("done") if visit.query.get("done") in DONE else None,
        "done_name": visit.query.get("name", "")[:60],
        "fallen": [pair.partition(":")[::2] for pair in visit.query.get("due", "").split(",") if pair],
    }


async def _clock(visit: Visit, sight: Sight, customer: str) -> Response:
    reply = await tell(visit, sight, customer, "PUT", "/clock", _order(visit.form))
    due = msgspec.json.decode(reply.body)["due"]
    return _back(visit, customer, done="clock", due=",".join(f"{kind}:{count}" for kind, count in due.items()))


def _order(form: dict[str, str]) -> dict[str, Any]:
    """As it would be sent over HTTP; what is no number is left as it is, for what refuses it."""
    match form.get("do"):
        case "advance":
            given = {unit: form[unit].strip() for unit in _UNITS if form.get(unit, "").strip()}
            return {"advance": {unit: int(value) if value.isdecimal() else value for unit, value in given.items()}}
        case "set":
            return {"at": form.get("at", "").strip()}
        case "freeze" | "go" as how:
            return {"frozen": how == "freeze"}
    return {"real": True}


async def _reset(visit: Visit, sight: Sight, customer: str) -> Response:
    await tell(visit, sight, customer, "POST", "/reset")
    return _back(visit, customer, done="reset")


async def _keep(visit: Visit, sight: Sight, customer: str) -> Response:
    name = _named(visit.form)
    await tell(visit, sight, customer, "PUT", f"/snapshots/{quote(name, safe='')}")
    return _back(visit, customer, done="kept", name=name)


async def _take_file(visit: Visit, sight: Sight, customer: str) -> Response:
    """A file of a snapshot is kept under a name, and brought back where that is wanted."""
    if not visit.file:
        raise invalid(("file", say("error.console_file")))
    name = _named(visit.query)
    path = f"/snapshots/{quote(name, safe='')}"
    await tell(visit, sight, customer, "PUT", path, visit.file)
    if not visit.query.get("load"):
        return _back(visit, customer, done="kept", name=name)
    await tell(visit, sight, customer, "POST", f"{path}/load")
    return _back(visit, customer, done="loaded", name=name)


async def _load(visit: Visit, sight: Sight, customer: str) -> Response:
    name = _named(visit.form)
    await tell(visit, sight, customer, "POST", f"/snapshots/{quote(name, safe='')}/load")
    return _back(visit, customer, done="loaded", name=name)


async def _drop(visit: Visit, sight: Sight, customer: str) -> Response:
    name = _named(visit.form)
    await tell(visit, sight, customer, "DELETE", f"/snapshots/{quote(name, safe='')}")
    return _back(visit, customer, done="dropped", name=name)


async def _file(visit: Visit, sight: Sight, customer: str) -> Response:
    name = visit.request.path_params["name"]
    reply = await tell(visit, sight, customer, "GET", f"/snapshots/{quote(name, safe='')}")
    named = f'attachment; filename="{customer}-{name}.jsonl.gz"'
    return Response(reply.body, 200, {"Cache-Control": "no-store", "Content-Disposition": named}, "application/gzip")


async def _play(visit: Visit, sight: Sight, customer: str) -> Response:
    reply = await tell(visit, sight, customer, "POST", f"/stories/{quote(_named(visit.form), safe='')}")
    played = msgspec.json.decode(reply.body, type=Played)
    return await visit.page("played.html", customer=customer, played=played)


def _named(sent: dict[str, str]) -> str:
    return sent.get("name", "").strip() or " "


def _back(visit: Visit, customer: str, **told: str) -> Response:
    return visit.to(
        f"/sandbox?{urlencode({'customer': customer} | {name: said for name, said in told.items() if said})}"
    )

"""Sends a call once more, in the name of the partner who sent it, and as it now stands in the form."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

from farstu.access.coverage import covered_by
from farstu.access.people import NOTE_SENT, SentAgain
from farstu.access.principals import OURSELVES, MadeHere, Principal
from farstu.console.visit import Visit
from farstu.engine.tables import JournalEntry
from farstu.refusals import invalid
from farstu.sandbox.standing import is_sandbox
from farstu.texts import say

METHODS = ("GET", "POST", "PUT", "DELETE")
FORMATS = ("application/json", "application/xml", "application/x-www-form-urlencoded")


async def send_again(visit: Visit, entry: JournalEntry, method: str) -> str | None:
    """The id of the new call; None where an order cut it off. Refused where it would change what is no sandbox's, and
    nobody said that this is meant. StoreError."""
    form = visit.form
    if method != "GET" and not await is_sandbox(visit.kit.readers, entry.customer) and "really" not in form:
        raise invalid(("really", say("error.console_really", customer=entry.customer)))
    who = visit.who
    await visit.kit.calls.attempt(NOTE_SENT, SentAgain(who.person.name, entry.id), who=who.who)
    covers = await covered_by(visit.kit.readers, entry.partner, visit.kit.clock(), demo=visit.kit.place is not None)
    principal = Principal(entry.partner, "", covers, None)
    told = MadeHere(principal, say("decided.sent_again", person=who.person.name, call=entry.id))
    scope = _scope(visit, method, form.get("path", ""), form.get("format", ""), form.get("body", ""))
    return await _send(visit, scope | {OURSELVES: told}, form.get("body", "").encode())


def _scope(visit: Visit, method: str, path: str, form: str, body: str) -> dict[str, Any]:
    place, _, query = path.partition("?")
    if not place.startswith("/") or not path.isprintable():
        raise invalid(("path", say("error.console_path")))
    sent = [(b"host", visit.request.headers.get("host", "").encode("latin-1")), (b"user-agent", b"farstu-console")]
    sent.append((b"accept-language", visit.language.encode()))
    if body:
        chosen = form if form in FORMATS else FORMATS[0]
        sent += [(b"content-type", chosen.encode()), (b"content-length", str(len(body.encode())).encode())]
    return {
        **{name: visit.request.scope[name] for name in ("type", "asgi", "http_version", "scheme", "client", "server")},
        "method": method,
        "path": unquote(place),
        "raw_path": place.encode(),
        "query_string": query.replace(" ", "%20").encode(),
        "root_path": "",
        "headers": sent,
    }


async def _send(visit: Visit, scope: dict[str, Any], body: bytes) -> str | None:
    """The Request-Id of the answer."""
    parts = [{"type": "http.request", "body": body, "more_body": False}]
    answered: list[dict[str, Any]] = []

    async def receive() -> Any:
        return parts.pop() if parts else {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        answered.append(message)

    await visit.kit.send(scope, receive, send)
    headers = dict(answered[0]["headers"]) if answered else {}
    return headers[b"request-id"].decode() if b"request-id" in headers else None

"""One request to the console: who makes it, what they sent, and how they are answered."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

import structlog
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from farstu.access.people import OWNER
from farstu.access.sessions import Signed
from farstu.console.kit import Kit
from farstu.console.rendering import render
from farstu.console.serving import ROOT, moved
from farstu.help.reader import SAFE, language_of, remembering
from farstu.refusals import FORBIDDEN, TOO_SLOW, Refused, failed, too_large, unavailable
from farstu.store.base import StoreError
from farstu.texts import Text, say
from farstu.texts import render as in_words

log = structlog.get_logger()

COOKIE = "farstu-console"
PLACES = (
    ("", "overview"),
    ("/calls", "journal"),
    ("/partners", "partners"),
    ("/report-cards", "report_cards"),
    ("/data", "data"),
    ("/sandbox", "sandbox"),
)
"""Where the console leads to: paths, and keys of the catalogue."""
OWNERS_PLACES = (("/people", "people"),)
"""Where it leads owners alone."""
_OF_THE_TAIL = ("lang", "mark", "newest", "before", "full")
MOST_BYTES = 2**20
FILE = "application/octet-stream"
"""What a script of ours says of a file that it sends."""
MOST_SECONDS = 10
# where nothing is told of where a form stood, browsers say "null" of its origin, to us as well
_HEADERS = {**SAFE, "Referrer-Policy": "same-origin", "Cache-Control": "no-store", "Vary": "Accept-Language, Cookie"}


@dataclass
class Visit:
    """`form` is what was sent, the last value of each name; `every` has them all. `file` is what was sent as one."""

    request: Request
    kit: Kit
    signed: Signed | None
    every: list[tuple[str, str]] = field(default_factory=list)
    file: bytes = b""

    @property
    def form(self) -> dict[str, str]:
        return dict(self.every)

    @property
    def query(self) -> dict[str, str]:
        """What stands in the address; what is empty is as if it was not there."""
        return {name: value for name, value in self.request.query_params.items() if value.strip()}

    @property
    def language(self) -> str:
        return language_of(self.request)

    @property
    def token(self) -> str:
        """What the browser holds."""
        return self.request.cookies.get(COOKIE, "")

    @property
    def address(self) -> str:
        """Where the browser is."""
        return self.request.client.host if self.request.client else ""

    @property
    def who(self) -> Signed:
        """Whoever is signed in, on a page that asks for it."""
        assert self.signed is not None  # the guard has let nobody else in
        return self.signed

    @property
    def is_owner(self) -> bool:
        """Whether it is an owner."""
        return self.signed is not None and self.signed.person.role == OWNER

    @property
    def is_part(self) -> bool:
        """Whether htmx asks for a part of the page."""
        return "hx-request" in self.request.headers and "hx-history-restore-request" not in self.request.headers

    def say(self, text: Text) -> str:
        """A sentence in the reader's language."""
        return in_words(text, self.language)

    def query_of(self, **changes: Any) -> str:
        """This page's address with other values; None takes one away."""
        kept = {name: value for name, value in self.query.items() if name != "lang"} | changes
        told = "&".join(f"{quote(name)}={quote(str(value), safe='')}" for name, value in kept.items() if value)
        return f"{self.path}?{told}" if told else self.path

    def older_of(self, before: str) -> str:
        """The next page of the journal."""
        return f"{ROOT}/calls?{urlencode(self._filters | {'before': before})}"

    def tail_of(self, mark: str, newest: str) -> str:
        """Where the journal asks whether there is something new."""
        return f"{ROOT}/calls/tail?{urlencode(self._filters | {'mark': mark, 'newest': newest})}"

    @property
    def _filters(self) -> dict[str, str]:
        return {name: value for name, value in self.query.items() if name not in _OF_THE_TAIL}

    def other_language(self, language: str) -> str:
        """The query of this page in another language."""
        return urlencode(self.query | {"lang": language})

    def is_at(self, path: str) -> bool:
        """Whether a place of the console is where this page lies."""
        here = self.path.removeprefix(ROOT)
        return here == path or (path != "" and here.startswith(f"{path}/"))

    @property
    def path(self) -> str:
        path: str = self.request.url.path
        return path

    async def page(self, template: str, status: int = 200, **given: Any) -> Response:
        """A page made beside the loop."""
        person = self.signed.person if self.signed else None
        around = {
            "visit": self,
            "root": ROOT,
            "person": person,
            "csrf": self.signed.csrf if self.signed else "",
            "static": self.kit.static.links.static,
            "places": (*PLACES, *OWNERS_PLACES) if self.is_owner else PLACES,
        }
        text = await asyncio.to_thread(render, template, self.language, around | given)
        return remembering(self.request, Response(text, status, _HEADERS, media_type="text/html"))

    def to(self, path: str) -> Response:
        """Leads to another page of the console."""
        return moved(self.request, ROOT + path)

    def is_local(self) -> bool:
        """Whether the browser is on this machine and talks to it in clear."""
        host = self.request.url.hostname or ""
        try:
            return ip_address(host).is_loopback
        except ValueError:
            return host == "localhost" or host.endswith(".localhost")

    def keep_token(self, response: Response, token: str) -> Response:
        """Gives the browser a token, or ("") takes it away. Beyond this machine it never goes over plain HTTP."""
        secure = self.request.url.scheme == "https" or not self.is_local()
        if token:
            response.set_cookie(COOKIE, token, path=ROOT, httponly=True, samesite="strict", secure=secure)
        else:
            response.delete_cookie(COOKIE, path=ROOT, httponly=True, samesite="strict", secure=secure)
        return response


Handler = Callable[[Visit], Awaitable[Response]]
Endpoint = Callable[[Request], Awaitable[Response]]


class Guard:
    """Lets those in who are signed in, and takes changes from pages of ours alone."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit

    def anybody(self, handler: Handler) -> Endpoint:
        """A page that nobody need be signed in for."""
        return self._answering(handler, anybody=True)

    def owner(self, handler: Handler) -> Endpoint:
        """A page for owners."""

        async def for_owners(visit: Visit) -> Response:
            if not visit.is_owner:
                raise Refused(403, FORBIDDEN, say("refusal.console_owner"))
            return await handler(visit)

        return self._answering(for_owners)

    def person(self, handler: Handler, *, seen: bool = True, most: int = MOST_BYTES) -> Endpoint:
        """A page for whoever is signed in, who may send so many bytes. One that is asked for by itself, again and
        again, is not `seen`."""
        return self._answering(handler, seen=seen, most=most)

    def _answering(
        self, handler: Handler, *, anybody: bool = False, seen: bool = True, most: int = MOST_BYTES
    ) -> Endpoint:
        async def answer(request: Request) -> Response:
            visit = Visit(request, self._kit, None)
            try:
                visit.signed = await self._kit.sessions.find(visit.token, seen=seen)
                if visit.signed is None and not anybody:
                    return _sign_in_first(visit)
                await _take(visit, most, anybody=anybody)
                return await handler(visit)
            except Refused as refusal:
                return await _refused(visit, refusal)
            except StoreError as error:
                log.error("a page of the console could not be made", error=str(error))
                return await _refused(visit, unavailable("unavailable.store"))
            except ClientDisconnect:
                return Response("", 400)
            except Exception:
                log.exception("a page of the console failed")
                return await _refused(visit, failed())

        return answer


def _sign_in_first(visit: Visit) -> Response:
    if visit.request.method != "GET":
        return visit.to("/sign-in")
    return visit.to(f"/sign-in?to={quote(visit.query_of() if not visit.is_part else ROOT, safe='')}")


async def _take(visit: Visit, most: int, *, anybody: bool) -> None:
    """Reads what was sent. Refused with 403 where it does not come from a page of ours."""
    if visit.request.method in ("GET", "HEAD"):
        return
    if _is_from_elsewhere(visit.request):
        raise Refused(403, FORBIDDEN, say("refusal.console_csrf"))
    body = await _body(visit.request, most)
    if visit.request.headers.get("content-type") == FILE:
        visit.file = body
    else:
        visit.every = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=1_000)
    sent = visit.request.headers.get("x-csrf-token") or visit.form.get("csrf", "")
    if visit.signed is None and anybody:
        return
    if not visit.who.sent_by_us(sent):
        raise Refused(403, FORBIDDEN, say("refusal.console_csrf"))


def _is_from_elsewhere(request: Request) -> bool:
    """What browsers say of where a form stood; what says nothing is no browser, and holds no cookie of ours. A proxy
    may call us by another name than the browser does: the origin is only looked at where nothing better is said."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = request.headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != request.headers.get("host", "")


async def _body(request: Request, most: int) -> bytes:
    parts, size = [], 0
    try:
        async with asyncio.timeout(MOST_SECONDS):
            async for part in request.stream():
                parts.append(part)
                size += len(part)
                if size > most:
                    raise too_large(most)
    except TimeoutError:
        raise Refused(408, TOO_SLOW, say("refusal.too_slow", seconds=MOST_SECONDS)) from None
    return b"".join(parts)


async def _refused(visit: Visit, refusal: Refused) -> Response:
    texts = [refusal.detail] if refusal.detail else []
    texts += [text for _, text in refusal.problems]
    sentences = [visit.say(text) for text in texts] or [refusal.message]
    response = await visit.page("refused.html", refusal.status, number=refusal.status, sentences=sentences)
    response.headers.update(dict(refusal.headers))
    return response

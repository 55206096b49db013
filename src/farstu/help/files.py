"""The generated files as a running server gives them: made when first asked for, kept until the day is over."""

from __future__ import annotations

from functools import partial

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from farstu.contract.moment import swedish_text
from farstu.help.addresses import address_of
from farstu.help.any_case import AnyCase
from farstu.help.pages.kept import Kept, Shelf, answer, keep
from farstu.help.place import Place
from farstu.store.clock import Clock
from farstu.texts import LANGUAGES, preferred

_HEADERS = {
    "Cache-Control": "no-cache",
    "Vary": "Accept-Encoding, Accept-Language",
    "X-Content-Type-Options": "nosniff",
}
_INDEX = "/schema/index.xsd"


class GeneratedFiles:
    """The files of one server. `place` says whose ids and key they show: the demo's, or nobody's."""

    def __init__(self, clock: Clock, place: Place | None = None) -> None:
        self._clock = clock
        self._place = place or Place("")
        self._shelf = Shelf()

    def routes(self) -> list[AnyCase]:
        """Where the files lie."""
        paths = ("/openapi.{kind}", "/farstu.{tool}.json", "/swagger/docs/{section}", "/schema/{file}")
        return [*(AnyCase(path, self._give) for path in paths), AnyCase("/schema", self._index)]

    async def _give(self, request: Request) -> Response:
        wanted = request.query_params.get("lang", "")
        language = wanted if wanted in LANGUAGES else preferred(request.headers.get("accept-language", ""))
        path, address, now = request.url.path, address_of(request), self._clock()
        key = (path.lower(), address, language, swedish_text(now)[:10])
        place = self._place._replace(address=address)
        kept = await self._shelf.find_or_make(key, partial(_made, path, place, language, now))
        headers = {"Content-Disposition": "attachment"} if path.lower().startswith("/farstu.") else {}
        return answer(request, kept, _HEADERS | headers)

    async def _index(self, request: Request) -> Response:
        return RedirectResponse(_INDEX, 302)


def _made(path: str, place: Place, language: str, now: int) -> Kept:
    from farstu.help.generated import find  # it takes megabytes that a server whose files nobody reads need not hold

    artefact = find(path)
    if artefact is None:
        raise HTTPException(404)
    return keep(artefact.make(place, language, now), artefact.media_type)

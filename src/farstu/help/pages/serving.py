"""`/Help` and what belongs to it on a running server. Each page is made when it is first asked for, and kept until the
data that it shows, or the day of its examples, changes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from markupsafe import escape
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from farstu.contract.moment import swedish_text
from farstu.help.addresses import address_of
from farstu.help.any_case import AnyCase
from farstu.help.pages import book
from farstu.help.pages.book import Page
from farstu.help.pages.first import ANY_CUSTOMER
from farstu.help.pages.kept import Kept, Shelf, answer, keep
from farstu.help.pages.links import server_path
from farstu.help.pages.setting import Setting
from farstu.help.pages.static import StaticFiles
from farstu.help.place import Place
from farstu.help.reader import SAFE, YEAR, language_of, remembering
from farstu.store.base import EVERY_CUSTOMER, Readers
from farstu.store.clock import Clock
from farstu.texts import shortened

if TYPE_CHECKING:
    from farstu.help.pages.rendering import Renderer

_WANTED = "\ue000"
"""Stands on a page that is made for whatever was asked for, where that is named."""
_OF_PAGES = {**SAFE, "Cache-Control": "no-cache", "Vary": "Accept-Encoding, Accept-Language, Cookie"}
_OF_FILES = {**SAFE, "Cache-Control": f"max-age={YEAR}, immutable", "Vary": "Accept-Encoding"}


class HelpPages:
    """The pages of one server. `place` says whose examples they show: the demo's, or (None) nobody's."""

    def __init__(
        self, readers: Readers, clock: Clock, place: Place | None = None, static: StaticFiles | None = None
    ) -> None:
        self._readers = readers
        self._clock = clock
        self.place = place
        self._empty = True
        self._static = static or StaticFiles()
        self._shelf = Shelf()

    @cached_property
    def _renderer(self) -> Renderer:
        """Comes with the first page: what makes pages takes megabytes that a server without readers need not hold."""
        from farstu.help.pages.rendering import Renderer

        return Renderer()

    def routes(self) -> list[Route]:
        """Where the pages lie."""
        single = (book.OVERVIEW, book.TECHNICAL, book.SETTINGS, book.DIFFERENCES, book.CHANGELOG)
        models = (server_path(book.MODELS_PAGE), server_path(book.MODELS_PAGE, markdown=True))
        return [
            *(AnyCase(server_path(page), self._single(page)) for page in single),
            *(AnyCase(server_path(page, markdown=True), self._single(page, markdown=True)) for page in single),
            AnyCase("/Help/Api/{name}", self._operation),
            *(AnyCase(path, self._model) for path in models),
            AnyCase("/Help/{rest:path}", self._no_page),
            AnyCase("/llms.txt", self._for_machines),
            Route("/static/{name}", self._file),
            Route("/favicon.ico", self._icon),
        ]

    def _single(self, page: Page, *, markdown: bool = False) -> Callable[[Request], Awaitable[Response]]:
        async def show(request: Request) -> Response:
            return await self._show(request, page, markdown=markdown)

        return show

    async def _operation(self, request: Request) -> Response:
        name = request.path_params["name"]
        plain = name[:-3] if name.lower().endswith(".md") else name
        page = book.find_operation(plain)
        if page is None:
            return await self._missing(request, plain, book.near_operations(plain))
        return await self._show(request, page, markdown=plain != name)

    async def _model(self, request: Request) -> Response:
        query = {name.lower(): value for name, value in request.query_params.items()}
        name = query.get("modelname", "")
        page = book.find_model(name) if name else book.MODELS_PAGE
        if page is None:
            return await self._missing(request, name, book.near_models(name))
        return await self._show(request, page, markdown=request.url.path.lower().endswith(".md"))

    async def _no_page(self, request: Request) -> Response:
        rest = request.path_params["rest"].strip("/")
        if not rest:
            return await self._show(request, book.OVERVIEW)
        name = rest.rpartition("/")[2]
        return await self._missing(request, rest, [*book.near_operations(name), *book.near_models(name)])

    async def _show(self, request: Request, page: Page, *, markdown: bool = False) -> Response:
        setting = await self._setting(request)
        language = language_of(request)

        def made() -> Kept:
            render = self._renderer.markdown if markdown else self._renderer.html
            return keep(render(page, language, setting, self._static.links), _media_type(markdown=markdown))

        kept = await self._kept((page, language, markdown), setting, made)
        return remembering(request, answer(request, kept, _OF_PAGES))

    async def _for_machines(self, request: Request) -> Response:
        setting = await self._setting(request)

        def made() -> Kept:
            return keep(self._renderer.for_machines(setting, self._static.links), "text/plain")

        return answer(request, await self._kept(("llms.txt",), setting, made), _OF_PAGES)

    async def _kept(self, key: tuple[Any, ...], setting: Setting, made: Callable[[], Kept]) -> Kept:
        whole = (*key, setting.place.address, swedish_text(setting.now)[:10], setting.empty)
        return await self._shelf.find_or_make(whole, made)

    async def _missing(self, request: Request, wanted: str, near: list[Page]) -> Response:
        """Anybody may ask for any number of pages that are not there: those like no other are made once for all."""
        setting = await self._setting(request)
        language = language_of(request)

        def made() -> Kept:
            text = self._renderer.missing(language, setting, self._static.links, _WANTED, near)
            return keep(text, "text/html", packing=False)

        kept = await (self._shelf.make(made) if near else self._kept((_WANTED, language), setting, made))
        body = kept.body.replace(_WANTED.encode(), escape(shortened(wanted, 100)).encode())
        return remembering(request, answer(request, keep(body, kept.media_type, packing=False), _OF_PAGES, 404))

    async def _file(self, request: Request) -> Response:
        kept = self._static.files.get(request.path_params["name"])
        return answer(request, kept, _OF_FILES) if kept else Response("", 404)

    async def _icon(self, request: Request) -> Response:
        return answer(request, self._static.files["farstu.svg"], _OF_PAGES)

    async def _setting(self, request: Request) -> Setting:
        if self._empty:
            rows = await self._readers.rows(ANY_CUSTOMER, (), EVERY_CUSTOMER)
            self._empty = rows[0][0] is None
        place = self.place or Place("")
        return Setting(
            place=place._replace(address=address_of(request)),
            now=self._clock(),
            demo=self.place is not None,
            empty=self._empty,
        )


def _media_type(*, markdown: bool) -> str:
    return "text/markdown" if markdown else "text/html"

"""`/Help`: the first page, made from the contract and what the server holds."""

from __future__ import annotations

import mimetypes
from importlib import resources
from itertools import groupby

import jinja2
import sqlalchemy as sa
from starlette.requests import Request
from starlette.responses import Response

from farstu import __version__
from farstu.contract.operation import OPERATIONS, Operation
from farstu.records.offices import CUSTOMER
from farstu.store.base import EVERY_CUSTOMER, Readers
from farstu.store.statements import text_of
from farstu.texts import CATALOGUE, LANGUAGES, preferred

FIRST_COMMANDS = (
    'farstu customer add M10001 --name "Exempelmäklarna"',
    'farstu partner add webbyran --title "Webbyrån AB"',
    "farstu key issue webbyran --for M10001",
)
"""What makes a new server useful; on the first page and in the log of a server without customers."""

_ANY_CUSTOMER = text_of(sa.select(sa.func.min(CUSTOMER.sql.c.customer)))
_STATIC = resources.files(__package__).joinpath("static")
_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


class HelpPages:
    """Pages for people, in Swedish and English."""

    def __init__(self, readers: Readers, *, demo: bool) -> None:
        self._readers = readers
        self._demo = demo
        self._templates = jinja2.Environment(
            loader=jinja2.PackageLoader("farstu.help"), autoescape=True, undefined=jinja2.StrictUndefined
        )

    async def index(self, request: Request) -> Response:
        """The first page: what can be called, and what to do first."""
        wanted = request.query_params.get("lang", "")
        language = wanted if wanted in LANGUAGES else preferred(request.headers.get("accept-language", ""))
        rows = await self._readers.rows(_ANY_CUSTOMER, (), EVERY_CUSTOMER)
        page = self._templates.get_template("index.html").render(
            language=language,
            other="en" if language == "sv" else "sv",
            say=lambda key, **values: CATALOGUE[language][f"page.{key}"].format(**values),
            groups=_by_group(),
            empty=rows[0][0] is None,
            demo=self._demo,
            commands=FIRST_COMMANDS,
            address=str(request.base_url).rstrip("/"),
            version=__version__,
        )
        headers = {
            "Content-Security-Policy": _POLICY,
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
        }
        return Response(page, headers=headers, media_type="text/html")

    async def static(self, request: Request) -> Response:
        """A file that the pages need."""
        name = request.path_params["name"]
        known = {file.name: file for file in _STATIC.iterdir()}
        if name not in known:
            return Response("", 404)
        media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
        return Response(known[name].read_bytes(), headers={"Cache-Control": "max-age=3600"}, media_type=media_type)


def _by_group() -> list[tuple[str, list[Operation]]]:
    ordered = sorted(OPERATIONS.values(), key=lambda item: (item.group.value, item.route, item.method))
    return [(group, list(items)) for group, items in groupby(ordered, key=lambda item: item.group.value)]

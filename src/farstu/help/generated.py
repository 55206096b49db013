"""Everything that programs read, made from the contract: one list, served by the server and written by the commands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, NamedTuple

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from farstu.contract.operation import FunctionGroup
from farstu.help.collections import bruno, postman
from farstu.help.openapi import openapi
from farstu.help.place import Place
from farstu.help.swagger import swagger
from farstu.help.xsd import INDEX, schema_files
from farstu.texts import LANGUAGES, preferred

_JSON, _YAML, _XML = "application/json; charset=utf-8", "application/yaml; charset=utf-8", "application/xml"
_SWAGGER, _SCHEMA = "swagger/docs/", "schema/"


class _Artefact(NamedTuple):
    """A file: where it is, of what kind, how it is made for a place and a language, whether people save it."""

    path: str
    media_type: str
    make: Callable[[Place, str], bytes]
    download: bool = False


def generated_files(address: str, place: Place | None = None, language: str = "en") -> Iterable[tuple[str, bytes]]:
    """Every file by its path, without a slash at the beginning. `place` gives ids, partner and key; what says where
    the server is says `address`."""
    where = (place or Place(address))._replace(address=address)
    for artefact in _artefacts().values():
        yield artefact.path, artefact.make(where, language)


def routes(place: Place | None = None) -> list[Route]:
    """The same files as a server gives them, in the caller's language (`?lang=`, else `Accept-Language`)."""

    async def give(request: Request) -> Response:
        artefact = _find(request.url.path)
        address = str(request.base_url).rstrip("/")
        made = artefact.make((place or Place(address))._replace(address=address), _language(request))
        headers = {"Cache-Control": "no-cache", "Vary": "Accept-Language"}
        if artefact.download:
            headers["Content-Disposition"] = f'attachment; filename="{artefact.path}"'
        return Response(made, headers=headers, media_type=artefact.media_type)

    single = [artefact.path for artefact in _artefacts().values() if "/" not in artefact.path]
    return [
        *(_route(f"/{path}", give) for path in single),
        _route(f"/{_SWAGGER}{{section}}", give),
        _route(f"/{_SCHEMA}{{file}}", give),
        _route("/schema", lambda request: RedirectResponse(f"/{_SCHEMA}{INDEX}", 302)),
    ]


def _route(path: str, endpoint: Callable[[Request], Any]) -> Route:
    """A route that ignores letter case, as the reference's pages do."""
    made = Route(path, endpoint)
    made.path_regex = re.compile(made.path_regex.pattern, re.IGNORECASE)
    return made


@cache
def _artefacts() -> dict[str, _Artefact]:
    """By path in lower case."""
    made = [
        _Artefact("openapi.json", _JSON, lambda place, language: _json(openapi(place, language))),
        _Artefact("openapi.yaml", _YAML, lambda place, language: msgspec.yaml.encode(openapi(place, language))),
        _Artefact(
            "farstu.postman_collection.json", _JSON, lambda place, language: _json(postman(place, language)), True
        ),
        _Artefact("farstu.bruno.json", _JSON, lambda place, language: _json(bruno(place, language)), True),
        *map(_swagger, FunctionGroup),
        *(_schema(name, content) for name, content in schema_files().items()),
    ]
    return {artefact.path.lower(): artefact for artefact in made}


def _find(path: str) -> _Artefact:
    """Letter case is ignored; a section of Swagger's is found without its ending too."""
    wanted = path.strip("/").lower()
    if wanted.startswith(_SWAGGER):
        wanted = wanted.removesuffix(".json") + ".json"
    found = _artefacts().get(wanted)
    if found is None:
        raise HTTPException(404)
    return found


def _swagger(group: FunctionGroup) -> _Artefact:
    return _Artefact(
        f"{_SWAGGER}{group.value}.json", _JSON, lambda place, language: _json(swagger(group, place, language))
    )


def _schema(name: str, content: bytes) -> _Artefact:
    return _Artefact(f"{_SCHEMA}{name}", _XML, lambda place, language: content)


def _language(request: Request) -> str:
    wanted = request.query_params.get("lang", "")
    return wanted if wanted in LANGUAGES else preferred(request.headers.get("accept-language", ""))


def _json(document: dict[str, Any]) -> bytes:
    return msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"

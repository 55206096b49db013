"""Everything that programs read, made from the contract: one list, served by the server and written by the commands."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, NamedTuple

import msgspec

from farstu.contract.operation import FunctionGroup
from farstu.help.collections import bruno, postman
from farstu.help.openapi import openapi
from farstu.help.place import Place
from farstu.help.swagger import swagger
from farstu.help.xsd import schema_files
from farstu.store.clock import system_clock

_SWAGGER, _SCHEMA = "swagger/docs/", "schema/"
_Make = Callable[[Place, str, int], bytes]


class Artefact(NamedTuple):
    """A file: its path without the slash, its media type, and how it is made of a place, a language and the time."""

    path: str
    media_type: str
    make: _Make


def generated_files(address: str, place: Place | None = None, language: str = "en") -> Iterable[tuple[str, bytes]]:
    """Every file by its path. `place` gives ids, partner and key; where the server is says `address`."""
    where, now = (place or Place(address))._replace(address=address), system_clock()
    for artefact in artefacts().values():
        yield artefact.path, artefact.make(where, language, now)


def generated_paths() -> list[str]:
    """The path of every file."""
    return [artefact.path for artefact in artefacts().values()]


def find(path: str) -> Artefact | None:
    """The file at a path of the server. Letter case is ignored; a section of Swagger's needs no ending."""
    wanted = path.strip("/").lower()
    if wanted.startswith(_SWAGGER):
        wanted = wanted.removesuffix(".json") + ".json"
    return artefacts().get(wanted)


@cache
def artefacts() -> dict[str, Artefact]:
    """All by their path in lower case."""
    made = [
        _document("openapi.json", lambda place, language, now: openapi(place, language)),
        Artefact("openapi.yaml", "application/yaml", lambda place, language, now: _yaml(openapi(place, language))),
        _document("farstu.postman_collection.json", postman),
        _document("farstu.bruno.json", bruno),
        *map(_swagger, FunctionGroup),
        *(_schema(name, content) for name, content in schema_files().items()),
    ]
    return {artefact.path.lower(): artefact for artefact in made}


def _document(path: str, make: Callable[[Place, str, int], dict[str, Any]]) -> Artefact:
    return Artefact(path, "application/json", lambda place, language, now: _json(make(place, language, now)))


def _swagger(group: FunctionGroup) -> Artefact:
    return _document(f"{_SWAGGER}{group.value}.json", lambda place, language, now: swagger(group, place, language))


def _schema(name: str, content: bytes) -> Artefact:
    return Artefact(f"{_SCHEMA}{name}", "application/xml", lambda place, language, now: content)


def _json(document: dict[str, Any]) -> bytes:
    return msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"


def _yaml(document: dict[str, Any]) -> bytes:
    return msgspec.yaml.encode(document)

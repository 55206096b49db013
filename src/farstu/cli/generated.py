"""`farstu openapi`: what programs read, written without a server."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from farstu import areas, wire
from farstu.cli.options import DEFAULT_HOST, DEFAULT_PORT
from farstu.help.generated import generated_files

DEFAULT_ADDRESS = f"http://{DEFAULT_HOST}:{DEFAULT_PORT}"


class Language(StrEnum):
    """What descriptions may be written in."""

    SV = "sv"
    EN = "en"


def openapi_command(
    folder: Annotated[
        Path | None, typer.Argument(help="Where to write all files; without it OpenAPI goes to standard output.")
    ] = None,
    address: Annotated[str, typer.Option(help="Where the server will be found.")] = DEFAULT_ADDRESS,
    language: Annotated[Language, typer.Option(help="The language of descriptions.")] = Language.EN,
    yaml: Annotated[bool, typer.Option("--yaml", help="Print YAML instead of JSON.")] = False,
) -> None:
    """Write OpenAPI, Swagger, XML Schema and the collections for Postman and Bruno, made from the contract."""
    areas.load()
    wire.load()
    files = dict(generated_files(address.rstrip("/"), language=language.value))
    if folder is None:
        typer.echo(files["openapi.yaml" if yaml else "openapi.json"].decode(), nl=False)
        return
    for path, content in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        typer.echo(str(file))

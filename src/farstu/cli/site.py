"""`farstu docs`: the documentation as a folder of files. (`make docs`, for this repository, is in `docs.py`.)"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from farstu import areas, wire
from farstu.cli.options import DEFAULT_HOST, DEFAULT_PORT
from farstu.help.pages.folder import FIRST, count, files, write
from farstu.help.pages.setting import Setting
from farstu.help.place import Place
from farstu.server.faults import CannotServe
from farstu.store.clock import system_clock

FOLDER_UNWRITABLE = 9


def docs_command(
    folder: Annotated[Path, typer.Argument(help="The folder to write into; it is made where there is none.")],
    address: Annotated[
        str, typer.Option("--address", help="The server that the examples call.")
    ] = f"http://{DEFAULT_HOST}:{DEFAULT_PORT}",
) -> None:
    """Write the documentation as a static site: every page in both languages, and the files for programs."""
    areas.load()
    wire.load()
    setting = Setting(Place(address.rstrip("/")), system_clock(), live=False)
    try:
        with typer.progressbar(files(setting), length=count(), label=f"Writing {folder}") as made:
            for path, content in made:
                write(folder, path, content)
    except OSError as error:
        raise CannotServe(f"The folder {folder} cannot be written to: {error.strerror}.", FOLDER_UNWRITABLE) from error
    typer.echo(f"{count()} files. Begin with {folder / FIRST}.")

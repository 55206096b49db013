"""`make docs`: writes those of this repository's documents that follow from the program, settings, commands and
differences: `python -m farstu.cli.docs docs`. (The documentation as a site is `farstu docs`, in `site.py`.)"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click
import typer

from farstu.cli.main import command_line
from farstu.cli.options import DEFAULTS, SETTINGS, option_of
from farstu.help.pages.book import DIFFERENCES
from farstu.help.pages.links import ServerLinks
from farstu.help.pages.rendering import Renderer
from farstu.help.pages.setting import Setting
from farstu.help.place import Place

_WITHOUT_FLAG = """## FARSTU_SECRET

The server's secret, 64 hex digits. Without it the secret is the file `secret` in the data folder (mode 600), made when
it is first needed. Keys and the duplicate check's keys are kept as hashes under this secret, so data and secret belong
together: a copy of the database without its secret knows no keys. It has no flag, since command lines can be read by
others on the machine.
"""


def settings_page() -> str:
    """Every setting with its variable, flag, default and meaning."""
    parts = ["# Settings\n\nBy environment variable or by flag; a flag wins. Made by `make docs` from the program.\n"]
    for variable, hint in SETTINGS.items():
        option = option_of(hint)
        flag = option.param_decls[0] if option.param_decls else option.default
        parts.append(f"## {variable}\n\n{option.help}\n\n- flag: `{flag}`\n- default: {DEFAULTS[variable]}\n")
    return "\n".join([*parts, _WITHOUT_FLAG])


def commands_page() -> str:
    """Every command with its help."""
    root = typer.main.get_command(command_line())
    parts = ["# Commands\n\nWhat `--help` says, command by command. Made by `make docs` from the program.\n"]
    for path, command in _walk("farstu", root):
        context = click.Context(command, info_name=path, max_content_width=100, terminal_width=100)
        parts.append(f"## {path}\n\n```text\n{command.get_help(context).rstrip()}\n```\n")
    return "\n".join(parts)


def differences_page() -> str:
    """The differences from the reference, as the server's own page has them."""
    return Renderer().markdown(DIFFERENCES, "en", Setting(Place(""), 0), ServerLinks({}))


def command_paths() -> list[str]:
    """Every command as it is typed: `farstu`, `farstu serve`, `farstu key issue`."""
    return [path for path, _ in _walk("farstu", typer.main.get_command(command_line()))]


def _walk(path: str, command: Any) -> list[tuple[str, Any]]:
    children = getattr(command, "commands", {})
    return [(path, command), *(item for name, child in children.items() for item in _walk(f"{path} {name}", child))]


def pages() -> dict[str, str]:
    """The pages by file name."""
    return {"settings.md": settings_page(), "commands.md": commands_page(), "differences.md": differences_page()}


def main() -> None:
    """Writes the pages into the folder named on the command line."""
    folder = Path(sys.argv[1])
    for name, text in pages().items():
        (folder / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main()

"""Commands of the owner, run in this process."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
import typer.main

from farstu.cli import main as cli

cli.command_line = cache(cli.command_line)
typer.main.get_command = cache(typer.main.get_command)
"""The tree of commands is made once, not for each command that a test runs."""

Run = Callable[..., str]


class Ended(Exception):
    """A command that ended with another exit code than 0."""

    def __init__(self, code: object, line: str) -> None:
        super().__init__(code, line)
        self.code = code
        self.line = line


def runner(data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command on a folder; answers what it printed. Ended."""
    monkeypatch.setenv("FARSTU_DATA", str(data))
    monkeypatch.setattr("farstu.cli.main.harden", lambda: None)  # this process goes on, with others' files to write

    def go(*arguments: str) -> str:
        monkeypatch.setattr("sys.argv", ["farstu", *arguments])
        try:
            cli.main()
        except SystemExit as ended:
            printed = capsys.readouterr()
            if ended.code:
                raise Ended(ended.code, printed.err) from None
            return printed.out
        return capsys.readouterr().out

    return go

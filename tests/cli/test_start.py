"""How `farstu serve` and `farstu demo` begin: what reads the command line is light, since the server comes after it."""

from __future__ import annotations

import subprocess
import sys

import pytest
import typer

from farstu.cli.main import command_line

NAMES = "import sys; from farstu.cli.main import command_line; command_line({!r}); print(*sys.modules)"


@pytest.mark.parametrize("command", ["serve", "demo", "version"])
def test_a_server_starts_without_loading_farstu_twice(command: str) -> None:
    loaded = subprocess.run(
        [sys.executable, "-c", NAMES.format(command)], capture_output=True, text=True, check=True
    ).stdout.split()
    assert "farstu.cli.serving" in loaded
    assert not {"sqlalchemy", "uvicorn", "structlog", "lxml", "httpx", "farstu.server.app"} & set(loaded)


def test_help_still_lists_all_commands() -> None:
    listed = set(typer.main.get_command(command_line("--help")).commands)  # type: ignore[attr-defined]  # it is a group
    assert listed == {
        "serve",
        "demo",
        "check",
        "prepare",
        "copy",
        "backup",
        "restore",
        "import",
        "export",
        "version",
        "openapi",
        "docs",
        "customer",
        "group",
        "estate",
        "partner",
        "key",
        "secret",
        "person",
        "retention",
        "audit",
        "sandbox",
        "console",
        "report-card",
    }

"""The command line."""

from __future__ import annotations

import sys

import typer

from farstu import __version__
from farstu.cli import serving
from farstu.refusals import Refused
from farstu.server.faults import CannotServe
from farstu.serving.hardening import harden
from farstu.texts import CATALOGUE, render

REFUSED = 1

_QUICK = ("serve", "demo", "version")
_FOR_OTHERS = ("docs", "openapi")
"""What these write holds no secret, and others are to read it."""


def command_line(first: str = "") -> typer.Typer:
    """All commands; only those that start quickly, where the first argument is one of them."""
    app = typer.Typer(
        name="farstu",
        help="An open, self-hosted server for estate agencies that speaks the Connect interface and keeps what it is "
        "told.",
        epilog="Exit codes: 0 done, 1 refused, 2 wrong usage, 3 data folder unusable, 4 port unusable, "
        "5 folder served by another, 6 data of a newer farstu, 7 database unusable, 8 secret unreadable, "
        "9 folder of pages unwritable, 10 data of an older farstu, 11 plain HTTP beyond this machine, "
        "12 certificate unusable, 13 no library for traces.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    app.command("serve")(serving.serve_command)
    app.command("demo")(serving.demo_command)
    if first not in _QUICK:
        _add_desk(app)
    app.command("version")(version)
    _explain(app)
    return app


def _add_desk(app: typer.Typer) -> None:
    """What is done to a folder. With these comes all of Farstu, which `farstu serve` is not to load twice."""
    from farstu.cli import (
        audit,
        checking,
        console,
        copies,
        customers,
        databases,
        files,
        generated,
        keys,
        partners,
        persons,
        report_card,
        retention,
        sandboxes,
        secrets,
        site,
    )

    app.command("check")(checking.check_command)
    app.command("prepare")(databases.prepare_command)
    app.command("copy")(copies.copy_command)
    app.command("backup")(copies.backup_command)
    app.command("restore")(copies.restore_command)
    app.command("import")(files.import_command)
    app.command("export")(files.export_command)
    app.command("openapi")(generated.openapi_command)
    app.command("docs")(site.docs_command)
    app.command("report-card")(report_card.report_card_command)
    app.add_typer(customers.app, name="customer")
    app.add_typer(customers.groups, name="group")
    app.add_typer(customers.estates, name="estate")
    app.add_typer(console.app, name="console")
    app.add_typer(partners.app, name="partner")
    app.add_typer(keys.app, name="key")
    app.add_typer(secrets.app, name="secret")
    app.add_typer(persons.app, name="person")
    app.add_typer(retention.app, name="retention")
    app.add_typer(audit.app, name="audit")
    app.add_typer(sandboxes.app, name="sandbox")


def version() -> None:
    """Print the version."""
    typer.echo(__version__)


def _explain(level: typer.Typer, path: str = "") -> None:
    """Gives every command its text from the catalogue, which the pages show in both languages."""
    for command in level.registered_commands:
        command.help = CATALOGUE["en"][f"command.{path}{command.name}"]
    for group in level.registered_groups:
        assert group.typer_instance is not None  # groups are added with what they hold
        group.help = CATALOGUE["en"][f"command.{path}{group.name}"]
        _explain(group.typer_instance, f"{path}{group.name} ")


def main() -> None:
    """Runs a command; what it cannot do is one line on standard error and an exit code of its own."""
    first = "".join(sys.argv[1:2])
    if first not in _FOR_OTHERS:
        harden()
    try:
        command_line(first)(prog_name="farstu")
    except CannotServe as error:
        _fail(error.line, error.code)
    except Refused as error:
        texts = [error.detail] if error.detail else []
        texts += [text for _, text in error.problems]
        _fail(" ".join(render(text, "en") for text in texts) or error.message, REFUSED)


def _fail(line: str, code: int) -> None:
    typer.echo(f"farstu: {line}", err=True)
    sys.exit(code)

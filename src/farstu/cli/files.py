"""`farstu import` and `farstu export`."""

from __future__ import annotations

import csv
import gc
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Annotated, TextIO

import typer

import farstu.files.all_kinds
import farstu.records.reports  # noqa: F401 - every kind and report is declared once these are loaded
from farstu.cli.desk import Desk, desk
from farstu.cli.named_files import clear_file
from farstu.cli.options import DEFAULT_DATA, Data, InDatabase
from farstu.engine.perform import Performer
from farstu.files.excel import must_fit
from farstu.files.exporting import Source, opened, source
from farstu.files.importing import How, Imported, Importing, base_of
from farstu.files.kinds import KINDS, Kind
from farstu.files.noting import NOTE_MOVED, Moved
from farstu.files.reading import CSV, EXCEL, JSONL, format_of, lines
from farstu.files.records import Making
from farstu.files.writing import WRITABLE, new_file
from farstu.refusals import invalid, not_found
from farstu.server.app import GARBAGE_THRESHOLD
from farstu.store.whole import whole
from farstu.texts import LANGUAGES, Text, render, say

SHOWN = 20
KindName = Annotated[str, typer.Argument(metavar="KIND", help="A kind of records, such as contacts.")]
Customer = Annotated[str, typer.Option(help="Whose records they are, such as M10001.")]
Language = Annotated[str, typer.Option(help="The language of the reasons: sv or en.")]


def import_command(
    kind: KindName,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that ends in .csv, .jsonl or .xlsx.")],
    customer: Customer = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Try everything and keep nothing.")] = False,
    keep_good: Annotated[bool, typer.Option("--keep-good", help="Keep what is good though some is refused.")] = False,
    replace: Annotated[bool, typer.Option("--replace", help="Put records in the place of those there.")] = False,
    template: Annotated[bool, typer.Option("--template", help="Write an empty file of this kind to FILE.")] = False,
    report: Annotated[Path | None, typer.Option(help="A new CSV file for all that is refused.")] = None,
    language: Language = "en",
    data: Data = DEFAULT_DATA,
    database: InDatabase = None,
) -> None:
    """Bring records in from a file."""
    if language not in LANGUAGES:
        raise typer.BadParameter("sv or en", param_hint="--language")
    found = _kind(kind)
    if template:
        _write_template(file, found)
        typer.echo(f"Wrote an empty {file} for {kind}.")
        return
    if not customer:
        raise typer.BadParameter("name the customer", param_hint="--customer")
    with clear_file(file):
        file.open("rb").close()
    with desk(data, database) as at, clear_file(file), _Refusals(report, language) as refusals:
        done = _bring_in(at, found, file, customer, How(dry_run, keep_good, replace), refusals)
    _tell(file, done, dry=dry_run)
    if done.refused:
        raise typer.Exit(1)


def export_command(
    kind: Annotated[str, typer.Argument(metavar="KIND", help="A kind of records, or a report.")],
    customer: Customer,
    output: Annotated[Path, typer.Option("--output", "-o", help="The new file.")],
    form: Annotated[str, typer.Option("--format", help="csv, jsonl, xlsx or parquet.")] = CSV,
    personal_numbers: Annotated[
        bool, typer.Option("--personal-numbers", help="With personal numbers; say --why.")
    ] = False,
    why: Annotated[str, typer.Option(help="What personal numbers are needed for; it is kept in the record.")] = "",
    data: Data = DEFAULT_DATA,
    database: InDatabase = None,
) -> None:
    """Write records, or a report, to a file."""
    if form not in WRITABLE:
        raise typer.BadParameter(", ".join(WRITABLE), param_hint="--format")
    if personal_numbers and not why.strip():
        raise typer.BadParameter("say what they are needed for", param_hint="--why")
    wanted = source(kind, numbers=personal_numbers)
    with desk(data, database) as at, clear_file(output):
        _must_be_new("--output", output)
        at.perform(NOTE_MOVED, Moved("records.exported", customer, kind, 0, why), customer=customer)
        with whole(output) as path:
            written = _write(at, wanted, customer, path, form)
    typer.echo(f"Wrote {written:,} rows of {kind} to {output}.")


def _kind(name: str) -> Kind:
    if name not in KINDS:
        raise invalid(("KIND", say("error.import_kind", value=name, known=", ".join(KINDS))))
    return KINDS[name]


def _write(at: Desk, wanted: Source, customer: str, path: Path, form: str) -> int:
    """Everything as it is at one moment; how many rows there were."""
    with closing(at.database.snapshot()) as seeing:
        rows = partial(seeing.rows, customers=(customer,))
        if form == EXCEL:
            must_fit(wanted.count(rows, customer))
        written = 0
        with closing(new_file(path, form, wanted.titled)) as out:
            for piece in wanted.pieces(rows, customer):
                out.rows(opened(wanted, piece, at.vault))
                written += len(piece)
        return written


def _write_template(file: Path, kind: Kind) -> None:
    """Every column, and nothing under it."""
    form = format_of(file)
    _must_be_new("FILE", file)
    with clear_file(file):
        made = new_file(file, form, [(column.title, column.holds) for column in kind.columns])
        if form == JSONL:  # which has no line of titles
            made.rows([[None] * len(kind.columns)])
        made.close()


def _must_be_new(argument: str, file: Path) -> None:
    """Refused where there is one."""
    if file.exists():
        raise invalid((argument, say("error.export_there", value=file.name)))


def _bring_in(at: Desk, kind: Kind, file: Path, customer: str, how: How, refusals: _Refusals) -> Imported:
    if not at.rows("SELECT customer FROM customer WHERE customer = ?", (customer,)):
        raise not_found("customer", "customer", customer)
    gc.set_threshold(GARBAGE_THRESHOLD)
    performer: Performer = at.performer
    making = Making(kind, customer, at.clock(), performer.who, base_of(file, customer, kind.name), performer.vault)
    done = Importing(performer, making, how, refusals.add, lambda records: None).bring_in(lines(file, kind))
    if done.kept and not how.dry:
        moved = Moved("records.imported", customer, kind.name, done.new + done.changed)
        at.perform(NOTE_MOVED, moved, customer=customer)
    return done


def _tell(file: Path, done: Imported, *, dry: bool) -> None:
    counts = f"{done.new:,} new, {done.changed:,} changed, {done.unchanged:,} as they were, {done.refused:,} refused"
    ended = "" if done.kept else " Nothing was kept: this was a dry run." if dry else " Nothing was kept."
    typer.echo(f"{file}: {done.records:,} records: {counts}.{ended}")


class _Refusals:
    """Shows the first of what is refused, and writes all of it into a file where one is named."""

    def __init__(self, report: Path | None, language: str) -> None:
        self._path, self._language, self._shown = report, language, 0
        self._file: TextIO | None = None

    def __enter__(self) -> _Refusals:
        if self._path:
            with clear_file(self._path):
                self._file = self._path.open("x", encoding="utf-8", newline="")
            csv.writer(self._file).writerow(["line", "column", "reason"])
        return self

    def __exit__(self, *error: object) -> None:
        if self._file:
            self._file.close()

    def add(self, number: int, title: str, why: Text) -> None:
        """One thing that is wrong."""
        reason = render(why, self._language)
        if self._file:
            csv.writer(self._file).writerow([number, title, reason])
        self._shown += 1
        if self._shown <= SHOWN:
            typer.echo(f"line {number}{f', {title}' if title else ''}: {reason}", err=True)

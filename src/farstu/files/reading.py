"""Files as they come in, line by line: CSV, JSON Lines, Excel."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from farstu.files.formulas import unguarded
from farstu.files.kinds import Kind
from farstu.refusals import invalid
from farstu.texts import Text, say, shortened

CSV, JSONL, EXCEL, PARQUET = "csv", "jsonl", "xlsx", "parquet"
READABLE = (CSV, JSONL, EXCEL)
_DELIMITERS = ";\t,"
_LONGEST_LINE = 4 * 2**20


@dataclass(frozen=True, slots=True)
class Line:
    """A record as it stands in a file: its line, or row, and what is said under each title. `fault`: it cannot be read.
    `is_text`: every value is text."""

    number: int
    values: dict[str, Any]
    is_text: bool = True
    fault: Text | None = None


def format_of(path: Path) -> str:
    """By how the file's name ends. Refused."""
    found = path.suffix.lower().removeprefix(".")
    found = JSONL if found == "ndjson" else found
    if found not in READABLE:
        raise invalid(("FILE", say("error.import_format", value=path.name, known=", ".join(READABLE))))
    return found


def lines(path: Path, kind: Kind) -> Iterator[Line]:
    """Every record of a file. Refused where it is not one of this kind at all; OSError."""
    match format_of(path):
        case "csv":
            return _csv_lines(path, kind)
        case "jsonl":
            return _json_lines(path)
        case _:
            from farstu.files.excel import rows_of

            return _under_titles(rows_of(path), kind)


def _csv_lines(path: Path, kind: Kind) -> Iterator[Line]:
    with _clear_encoding(path), path.open(encoding="utf-8-sig", newline="") as file:
        first = file.readline()
        file.seek(0)
        delimiter = max(_DELIMITERS, key=first.count)
        csv.field_size_limit(_LONGEST_LINE)
        reader = csv.reader(file, delimiter=delimiter, strict=True)
        cells = ((reader.line_num, [unguarded(cell) for cell in row]) for row in reader)
        try:
            yield from _under_titles(cells, kind)
        except csv.Error:
            raise invalid(("FILE", say("error.import_csv", line=reader.line_num))) from None


@contextmanager
def _clear_encoding(path: Path) -> Iterator[None]:
    try:
        yield
    except UnicodeError:
        raise invalid(("FILE", say("error.import_encoding", value=path.name))) from None


def _under_titles(rows: Iterable[tuple[int, list[str]]], kind: Kind) -> Iterator[Line]:
    """The first row says which columns there are."""
    rows = iter(rows)
    titles = _titles(next(rows, (1, []))[1], kind)
    for number, cells in rows:
        if not any(cells):
            continue
        if len(cells) > len(titles) and any(cells[len(titles) :]):
            yield Line(number, {}, fault=say("error.import_cells", there=len(cells), wanted=len(titles)))
            continue
        yield Line(number, {title: cell for title, cell in zip(titles, cells, strict=False) if title})


def _titles(cells: list[str], kind: Kind) -> list[str]:
    """Refused where a column is not known, is there twice, or one that has to be there is not."""
    titles = [cell.strip() for cell in cells]
    while titles and not titles[-1]:
        titles.pop()
    unknown = [title for title in titles if title not in kind.by_title]
    if unknown:
        known = ", ".join(kind.by_title)
        raise invalid(("FILE", say("error.import_title", value=shortened(unknown[0]), kind=kind.name, known=known)))
    for title in titles:
        if titles.count(title) > 1:
            raise invalid((title, say("error.import_twice", value=title)))
    for column in kind.columns:
        if column.required and column.title not in titles:
            raise invalid((column.title, say("error.import_lacks", value=column.title, kind=kind.name)))
    return titles


def _json_lines(path: Path) -> Iterator[Line]:
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            text = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
            if not text.strip():
                continue
            try:
                values = msgspec.json.decode(text, type=dict[str, Any])
            except (msgspec.MsgspecError, UnicodeError):
                yield Line(number, {}, fault=say("error.import_line"))
                continue
            if any(value is not None for value in values.values()):
                yield Line(number, values, is_text=False)

"""Files as they go out, row by row: CSV, JSON Lines, Excel, Parquet."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol, TextIO

import msgspec

from farstu.files.excel import ExcelSheet
from farstu.files.formulas import harmless
from farstu.files.reading import CSV, EXCEL, JSONL, PARQUET
from farstu.files.values import as_json, as_text
from farstu.store.view import FRACTION, WHOLE

WRITABLE = (CSV, JSONL, EXCEL, PARQUET)
Columns = Sequence[tuple[str, str]]
"""The title of each column, and what it holds."""


class RowFile(Protocol):
    """A file that is being written; `close` makes it whole."""

    def rows(self, rows: Sequence[Sequence[Any]]) -> None:
        """Writes further rows. Refused, OSError."""

    def close(self) -> None:
        """OSError."""


def new_file(path: Path, form: str, columns: Columns) -> RowFile:
    """A file of one of the formats that are written. OSError."""
    match form:
        case "csv":
            return CsvFile(path.open("w", encoding="utf-8", newline=""), columns)
        case "jsonl":
            return JsonLinesFile(path, columns)
        case "xlsx":
            return ExcelFile(path, columns)
        case _:
            from farstu.files.parquet import ParquetFile

            return ParquetFile(path, columns)


class CsvFile:
    """UTF-8, commas, one line of titles (RFC 4180); nothing is an empty cell."""

    def __init__(self, file: TextIO, columns: Columns) -> None:
        self._columns = columns
        self._file = file
        self._writer = csv.writer(file)
        self._writer.writerow([title for title, _ in columns])

    def rows(self, rows: Sequence[Sequence[Any]]) -> None:
        for row in rows:
            pairs = zip(self._columns, row, strict=True)
            self._writer.writerow(
                [
                    harmless(text) if isinstance(value, str) else text
                    for (_, holds), value in pairs
                    for text in [as_text(holds, value)]
                ]
            )

    def close(self) -> None:
        self._file.close()


class JsonLinesFile:
    """One object a line, every member there."""

    def __init__(self, path: Path, columns: Columns) -> None:
        self._columns = columns
        self._file = path.open("wb")

    def rows(self, rows: Sequence[Sequence[Any]]) -> None:
        for row in rows:
            pairs = zip(self._columns, row, strict=True)
            self._file.write(msgspec.json.encode({title: as_json(holds, value) for (title, holds), value in pairs}))
            self._file.write(b"\n")

    def close(self) -> None:
        self._file.close()


class ExcelFile:
    """One sheet; numbers as numbers, all else as text."""

    def __init__(self, path: Path, columns: Columns) -> None:
        self._columns = columns
        self._sheet = ExcelSheet(path, [title for title, _ in columns])

    def rows(self, rows: Sequence[Sequence[Any]]) -> None:
        for row in rows:
            pairs = zip(self._columns, row, strict=True)
            self._sheet.row(
                [value if holds in (WHOLE, FRACTION) else as_text(holds, value) for (_, holds), value in pairs]
            )

    def close(self) -> None:
        self._sheet.close()

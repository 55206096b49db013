"""Excel files: the first sheet is what counts. The library is loaded when there is one to be read or written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from farstu.refusals import invalid
from farstu.texts import say

LONGEST_CELL = 32_767
MOST_ROWS = 1_048_575
"""Under the titles."""


def rows_of(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Every row of the first sheet by its number, each cell as text. Refused where it is no such file; OSError."""
    from zipfile import BadZipFile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, ValueError):
        raise invalid(("FILE", say("error.import_excel", value=path.name))) from None
    with closing(book):
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # what a file says of its own size need not be true
        for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
            yield number, [_text(cell) for cell in cells]


def _text(cell: Any) -> str:
    """What a cell says. A whole number has no fraction, however it is kept."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, datetime):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def must_fit(rows: int) -> None:
    """Refused where a sheet has fewer."""
    if rows > MOST_ROWS:
        raise invalid(("FILE", say("error.export_many", most=MOST_ROWS, sent=rows)))


class ExcelSheet:
    """A new file with one sheet, written row by row; `close` puts it where it belongs."""

    def __init__(self, path: Path, titles: Sequence[str]) -> None:
        from openpyxl import Workbook

        self._path = path
        self._book = Workbook(write_only=True)
        self._sheet = self._book.create_sheet("farstu")
        self._sheet.freeze_panes = "A2"
        self.row(titles)

    def row(self, cells: Sequence[Any]) -> None:
        """Texts stay texts, also those that look like formulas. Refused where one is longer than a cell may be."""
        self._sheet.append([self._cell(cell) if isinstance(cell, str) and cell else cell for cell in cells])

    def about(self, title: str, rows: Sequence[Sequence[str]]) -> None:
        """A further sheet, for people."""
        sheet = self._book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))

    def close(self) -> None:
        """OSError."""
        self._book.save(self._path)

    def _cell(self, text: str) -> Any:
        from openpyxl.cell import WriteOnlyCell

        if len(text) > LONGEST_CELL:
            raise invalid(("FILE", say("error.export_long", most=LONGEST_CELL, sent=len(text))))
        cell = WriteOnlyCell(self._sheet, value=text)
        cell.data_type = "s"
        return cell

"""Parquet. The library comes with `farstu[parquet]`, and is loaded where a file is wanted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, BinaryIO

from farstu.files.columns import TRUTH
from farstu.refusals import invalid
from farstu.store.view import FRACTION, MOMENT, WHOLE
from farstu.texts import say

TICKS_A_MICROSECOND = 10


class ParquetFile:
    """Moments in UTC, to the microsecond. Refused where the library is missing."""

    def __init__(self, file: Path | BinaryIO, columns: Sequence[tuple[str, str]]) -> None:
        try:
            import pyarrow
            from pyarrow.parquet import ParquetWriter
        except ImportError:
            raise invalid(("--format", say("error.export_parquet"))) from None
        types = {
            WHOLE: pyarrow.int64(),
            FRACTION: pyarrow.float64(),
            TRUTH: pyarrow.bool_(),
            MOMENT: pyarrow.timestamp("us", tz="UTC"),
        }
        self._arrow = pyarrow
        self._holds = [holds for _, holds in columns]
        self._schema = pyarrow.schema([(title, types.get(holds, pyarrow.string())) for title, holds in columns])
        self._writer = ParquetWriter(file, self._schema)

    def rows(self, rows: Sequence[Sequence[Any]]) -> None:
        given = zip(*rows, strict=True)
        columns = [[_plain(holds, value) for value in column] for holds, column in zip(self._holds, given, strict=True)]
        arrays = [self._arrow.array(column, field.type) for column, field in zip(columns, self._schema, strict=True)]
        self._writer.write_batch(self._arrow.record_batch(arrays, schema=self._schema))

    def close(self) -> None:
        self._writer.close()


def _plain(holds: str, value: Any) -> Any:
    if value is None:
        return None
    if holds == MOMENT:
        return value // TICKS_A_MICROSECOND
    return bool(value) if holds == TRUTH else value

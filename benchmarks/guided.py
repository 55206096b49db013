"""Throws bytes at one format's readers, guided by which lines they reach: `python -m benchmarks.guided json 60`.

Needs atheris, which has no wheel for every Python; `benchmarks.fuzz` does without where it is missing.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["farstu.wire"]):
    from benchmarks.fuzz import CHARSETS, bodies_of, readers
    from farstu.wire.reading import TooLarge


def main(decoder: str, seconds: int) -> None:
    """Does not return: the exit code is 0, or 77 and a report where something was found."""
    known = list(readers(decoder).values())

    def read(data: bytes) -> None:
        if len(data) < 2:
            return
        reader, charset = known[data[0] % len(known)], CHARSETS[data[1] % len(CHARSETS)]
        try:
            reader(data[2:], charset)
        except TooLarge:
            return

    with tempfile.TemporaryDirectory() as folder:
        for number, body in enumerate(bodies_of(decoder)):
            Path(folder, str(number)).write_bytes(bytes([number % 256, 0]) + body)
        atheris.Setup(
            [sys.argv[0], f"-max_total_time={seconds}", "-max_len=65536", "-print_final_stats=1", folder], read
        )
        atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))

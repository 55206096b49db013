"""Brings a file in: piece by piece through the engine, all of it in one transaction, or each piece in its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import islice
from pathlib import Path

from farstu.engine.perform import Performer, Transaction
from farstu.files.reading import Line
from farstu.files.records import BadLine, Making, Ready
from farstu.files.taking_in import TAKE_IN, Piece, Taken
from farstu.store.clock import derived_id
from farstu.texts import Text

AT_ONCE = 1_000
_READ_AT_ONCE = 2**20
Refusing = Callable[[int, str, Text], None]
"""Is told of each thing that is wrong: the line, the title, why."""


@dataclass
class Imported:
    """What became of a file: how many records it has, and of how many of them what."""

    records: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: int = 0
    kept: bool = True


@dataclass(frozen=True)
class How:
    """How a file is brought in: whether it is only tried (`dry`), whether what is good of it is kept though some is
    refused, and whether it goes before what is there."""

    dry: bool = False
    keep_good: bool = False
    replace: bool = False


@dataclass
class Importing:
    """One file on its way in. `refusing` is told of what is refused, `tell` of how many records were read."""

    performer: Performer
    making: Making
    how: How
    refusing: Refusing
    tell: Callable[[int], None]
    done: Imported = field(default_factory=Imported)

    def bring_in(self, lines: Iterable[Line]) -> Imported:
        """Refused, StoreError, OSError."""
        pieces = self._pieces(lines)
        if self.how.keep_good and not self.how.dry:
            for records in pieces:
                with self.performer.together(self.making.customer) as transaction:
                    self._take(transaction, records)
                    transaction.commit()
            return self.done
        with self.performer.together(self.making.customer) as transaction:
            for records in pieces:
                self._take(transaction, records)
            self.done.kept = not self.how.dry and (self.how.keep_good or not self.done.refused)
            if self.done.kept:
                transaction.commit()
        return self.done

    def _pieces(self, lines: Iterable[Line]) -> Iterator[list[Ready]]:
        lines = iter(lines)
        while some := list(islice(lines, AT_ONCE)):
            self.done.records += len(some)
            yield list(self._ready(some))
            self.tell(self.done.records)

    def _ready(self, lines: Iterable[Line]) -> Iterator[Ready]:
        for line in lines:
            try:
                yield self.making.record(line)
            except BadLine as error:
                self._refuse(line.number, error.problems)

    def _take(self, transaction: Transaction, records: list[Ready]) -> None:
        taken: Taken = transaction.perform(TAKE_IN, Piece(self.making.kind, records, self.how.replace)).value
        self.done.new += taken.new
        self.done.changed += taken.changed
        self.done.unchanged += taken.unchanged
        for number, problems in taken.refused:
            self._refuse(number, problems)

    def _refuse(self, number: int, problems: list[tuple[str, Text]]) -> None:
        self.done.refused += 1
        for title, why in problems:
            self.refusing(number, title, why)


def base_of(path: Path, customer: str, kind: str) -> str:
    """What the ids of a file's records are made of: 32 hex digits that follow from its bytes. OSError."""
    sum_of = blake2b(f"{customer}\x1f{kind}\x1f".encode(), digest_size=16)
    with path.open("rb") as file:
        while block := file.read(_READ_AT_ONCE):
            sum_of.update(block)
    return derived_id(sum_of.hexdigest().upper(), 1)

"""A snapshot as a file: gzip of lines of JSON. The first line says what follows, and the sum of it."""

from __future__ import annotations

import gzip
import zlib
from hashlib import blake2b

import msgspec

from farstu.contract.moment import parse_moment, utc_text
from farstu.records.offices import Customer
from farstu.records.sandboxes import Snapshot
from farstu.records.snapshots import LARGEST, LineUnreadable, lines_of, read
from farstu.refusals import Refused, invalid
from farstu.store.settings_table import SCHEMA_VERSION
from farstu.store.table import Row
from farstu.store.vault import Vault
from farstu.texts import Text, say, shortened
from farstu.texts.masking import mask_text

MEDIA_TYPE = "application/gzip"
VERSION = 1
_SUM_BYTES = 16
_FORM = "farstu sandbox snapshot"


class _Head(msgspec.Struct, rename="camel"):
    """The first line. `schema` numbers the tables that the rows are of, `sum` is over all lines that follow."""

    form: str
    version: int
    schema: int
    customer: str
    taken_at: str
    rows: int
    sum: str


def write_file(vault: Vault, snapshot: Snapshot) -> bytes:
    """The file of a snapshot; the same snapshot gives the same bytes."""
    lines = lines_of(vault, snapshot)
    taken_at = utc_text(snapshot.taken_at)
    head = _Head(_FORM, VERSION, SCHEMA_VERSION, snapshot.customer, taken_at, snapshot.rows, _sum(lines))
    return gzip.compress(msgspec.json.encode(head) + b"\n" + lines, mtime=0)


def read_file(vault: Vault, customer: str, data: bytes) -> tuple[int, list[Row]]:
    """When it was taken, and its rows. Refused with 400 where anything is not as it was written, or of another
    customer or program."""
    text = _unpacked(data)
    first, _, lines = text.partition(b"\n")
    try:
        head = msgspec.json.decode(first, type=_Head)
        taken_at = parse_moment(head.taken_at).ticks
    except (msgspec.MsgspecError, ValueError):
        raise _refused(say("error.snapshot_form")) from None
    if (head.form, head.version) != (_FORM, VERSION):
        raise _refused(say("error.snapshot_form"))
    if head.schema != SCHEMA_VERSION:
        raise _refused(say("error.snapshot_schema", found=head.schema, known=SCHEMA_VERSION))
    if head.customer != customer:
        raise _refused(say("error.snapshot_customer", found=shortened(mask_text(head.customer), 40)))
    if head.sum != _sum(lines) or head.rows != lines.count(b"\n"):
        raise _refused(say("error.snapshot_sum"))
    return taken_at, _rows(vault, customer, lines)


def _rows(vault: Vault, customer: str, lines: bytes) -> list[Row]:
    try:
        rows = read(vault, customer, lines)
    except LineUnreadable as error:
        raise _refused(say("error.snapshot_line", line=error.number + 1)) from None
    if not any(isinstance(row, Customer) and row.sandbox for row in rows):
        raise _refused(say("error.snapshot_no_sandbox"))
    return rows


def _unpacked(data: bytes) -> bytes:
    unpacking = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        text = unpacking.decompress(data, LARGEST)
    except zlib.error:
        raise _refused(say("error.snapshot_form")) from None
    if unpacking.unconsumed_tail:
        raise _refused(say("error.snapshot_large"))
    if not unpacking.eof or unpacking.unused_data:
        raise _refused(say("error.snapshot_form"))
    return text


def _sum(lines: bytes) -> str:
    return blake2b(lines, digest_size=_SUM_BYTES).hexdigest()


def _refused(why: Text) -> Refused:
    return invalid(("snapshot", why))
